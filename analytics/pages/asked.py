"""What a page or file is asked for: a timeframe, from the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils import timezone

from analytics.query.company import Company, the_company
from analytics.query.timeframes import LABELS, USUAL, Timeframe, UnknownTimeframe, timeframe_of
from tenants.form_fields import DateInput


class TimeframeForm(forms.Form):
    timeframe = forms.CharField(required=False, max_length=20)
    first = forms.DateField(label="First day", required=False, widget=DateInput())
    last = forms.DateField(label="Last day", required=False, widget=DateInput())


@dataclass(frozen=True)
class Choice:
    label: str
    query: str
    is_current: bool


@dataclass(frozen=True)
class Asked:
    frame: Timeframe
    company: Company
    form: TimeframeForm
    problem: str  # why it is not the time that was asked for; "" if it is

    @property
    def query(self) -> str:
        return _query(self.frame)

    @property
    def choices(self) -> list[Choice]:
        keys = [key for key in LABELS if key != "custom"]
        return [Choice(LABELS[key], urlencode({"timeframe": key}), key == self.frame.key) for key in keys]


def asked_for(data: QueryDict) -> Asked:
    """Return what is asked for; where that is no time there is, the usual one and why."""
    form = TimeframeForm(data)
    now = timezone.localtime()
    problem = ""
    if not form.is_valid():
        problem = "Write days like 2026-11-30."
        frame = timeframe_of(USUAL, now=now)
    else:
        cleaned = form.cleaned_data
        try:
            frame = timeframe_of(cleaned["timeframe"] or USUAL, now=now, first=cleaned["first"], last=cleaned["last"])
        except UnknownTimeframe as unknown:
            problem, frame = str(unknown), timeframe_of(USUAL, now=now)
    return Asked(frame, the_company(), form, problem)


def _query(frame: Timeframe) -> str:
    asked = {"timeframe": frame.key}
    if frame.key == "custom":
        asked |= {"first": frame.first.isoformat(), "last": frame.last.isoformat()}
    return urlencode(asked)
