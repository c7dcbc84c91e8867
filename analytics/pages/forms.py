from django import forms

from analytics.models.rule import FEWEST_FIRST, FEWEST_LAST, MINUTES_FIRST, MINUTES_LAST


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
