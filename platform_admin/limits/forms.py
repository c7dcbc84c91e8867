from datetime import date

from django import forms

from accounts.audience import WorkState
from benefits.federal.keys import LIMITS, limit_name
from benefits.federal.models import FEDERAL, FederalLimit
from platform_admin.limits.entered import EARLIEST, LATEST, EnteredLimit, fault_of
from platform_admin.limits.files import ReadFile, read_file
from tenants.csv_lists import ListRefused
from tenants.form_fields import DateInput
from tenants.list_forms import ListFileForm

_CHOICES = [
    (f"{one.key}:{dimension}", limit_name(one.key, dimension)) for one in LIMITS for dimension in one.dimensions
]
_OFFICIAL = "By its official name: Rev. Proc. 2026-24, Notice 2025-67, 26 U.S.C. § 129."


class LimitForm(forms.Form):
    """A value of one limit in one year, or from that year until the law is changed."""

    limit = forms.ChoiceField(label="Limit", choices=_CHOICES)
    jurisdiction = forms.ChoiceField(
        label="Whose law",
        choices=[(FEDERAL, "Federal"), *WorkState.choices],
        initial=FEDERAL,
        required=False,
        help_text="A state for leave pay and continued coverage alone.",
    )
    year = forms.IntegerField(label="From year", min_value=EARLIEST.year, max_value=LATEST.year)
    is_open = forms.BooleanField(label="It holds until the law is changed, not for this year alone", required=False)
    value = forms.DecimalField(
        label="Value",
        required=False,
        max_digits=14,
        decimal_places=4,
        localize=False,
        help_text="In the unit of the limit; a share in percent, 9.96. Empty: pending, a figure that is awaited.",
    )
    cite_title = forms.CharField(label="Where it is published", required=False, max_length=200, help_text=_OFFICIAL)
    cite_url = forms.URLField(
        label="Official page", required=False, max_length=500, assume_scheme="https", help_text="https://www.irs.gov/…"
    )
    published_on = forms.DateField(label="Published on", required=False, widget=DateInput)
    note = forms.CharField(label="Note", required=False, max_length=500)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if not self.errors:
            told = self.told()
            fault = fault_of(told)
            if fault:
                self.add_error(None, fault)
        return cleaned

    def told(self) -> EnteredLimit:
        cleaned = self.cleaned_data
        key, _, dimension = cleaned["limit"].partition(":")
        year = cleaned["year"]
        return EnteredLimit(
            key=key,
            dimension=dimension,
            jurisdiction=cleaned["jurisdiction"] or FEDERAL,
            effective_from=date(year, 1, 1),
            effective_to=None if cleaned["is_open"] else date(year, 12, 31),
            value=cleaned["value"],
            cite_title=cleaned["cite_title"],
            cite_url=cleaned["cite_url"],
            published_on=cleaned["published_on"],
            note=cleaned["note"],
        )


def shown_in_form(row: FederalLimit) -> dict[str, object]:
    """Return what a form begins with to correct a row."""
    names = ("jurisdiction", "value", "cite_title", "cite_url", "published_on", "note")
    return {name: getattr(row, name) for name in names} | {
        "limit": f"{row.key}:{row.dimension}",
        "year": row.effective_from.year,
        "is_open": row.effective_to is None,
    }


class VerifyForm(forms.Form):
    """`seen` says which value was looked at: one that was changed since is not verified unseen."""

    seen = forms.DateTimeField(widget=forms.HiddenInput, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"])
    has_read = forms.BooleanField(
        label="I have read this value at the official page myself",
        error_messages={"required": "Open the official page and compare the value; then tick this."},
    )


class PendingForm(forms.Form):
    reason = forms.CharField(
        label="Why",
        max_length=500,
        error_messages={"required": "Say in a few words why the value is taken back."},
        help_text="Kept with the limit and in the audit.",
    )


class LimitFileForm(ListFileForm):
    """A file of limits; `cleaned_data["told"]` is what was read of it."""

    most_bytes = 1024 * 1024
    too_large = "At most 1 MB at a time. Divide the file."

    file = forms.FileField(
        label="CSV, JSON or Excel file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.json,.xlsx,text/csv,application/json"}),
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if not self.errors and cleaned.get("file"):
            try:
                cleaned["told"] = self._read(cleaned["file"])
            except ListRefused as refused:
                self.add_error(None, str(refused))
        return cleaned

    def _read(self, file: object) -> ReadFile:
        return read_file(file)
