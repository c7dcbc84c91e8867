from django import forms
from django.utils import timezone

from analytics.models.rule import FEWEST_FIRST, FEWEST_LAST, MINUTES_FIRST, MINUTES_LAST
from analytics.query.timeframes import Timeframe, UnknownTimeframe, timeframe_of
from tenants.form_fields import DateInput


class FigureRuleForm(forms.Form):
    minutes_saved = forms.IntegerField(
        label="Minutes saved by an answered question",
        min_value=MINUTES_FIRST,
        max_value=MINUTES_LAST,
        help_text="How long somebody of HR would have taken to read it, look it up and write back. Hours saved are "
        "reckoned with it.",
    )
    fewest_people = forms.IntegerField(
        label="Fewest people behind a figure",
        min_value=FEWEST_FIRST,
        max_value=FEWEST_LAST,
        help_text=f"{FEWEST_FIRST} or more. What was released before, of fewer people, is not told any more.",
    )


class TwoTimesForm(forms.Form):
    before_first = forms.DateField(label="From", widget=DateInput())
    before_last = forms.DateField(label="Through", widget=DateInput())
    after_first = forms.DateField(label="From", widget=DateInput())
    after_last = forms.DateField(label="Through", widget=DateInput())

    def frames(self) -> tuple[Timeframe, Timeframe]:
        """Return both times. Raises UnknownTimeframe."""
        days = self.cleaned_data
        now = timezone.localtime()
        first = timeframe_of("custom", now=now, first=days["before_first"], last=days["before_last"])
        second = timeframe_of("custom", now=now, first=days["after_first"], last=days["after_last"])
        if second.starts_at < first.ends_at and first.starts_at < second.ends_at:
            raise UnknownTimeframe("The two times share days, so they cannot be compared. Choose times apart.")
        return first, second
