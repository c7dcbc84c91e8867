"""A new client as a program or a line of a list says it: all at once, with the plans that the portal asks for later."""

from dataclasses import replace
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError

from benefits.plan_templates.models import PlanTemplate, TemplateVersion
from benefits.year_pages.copies import last_day_of_year
from platform_admin.forms import NewClientForm
from platform_admin.models import ClientDraft
from platform_admin.provision import NewClient

EARLIEST_YEAR, LATEST_YEAR = 2000, 2099


class ToldAtOnceForm(NewClientForm):
    plans = forms.CharField(
        label="Plan template",
        max_length=PlanTemplate._meta.get_field("name").max_length,
        required=False,
        help_text="By its name. Its classes are added, and its plans as drafts that HR fills in and reviews.",
    )
    plan_year_starts_on = forms.DateField(
        label="First day of the plan year",
        required=False,
        help_text="The client begins with a plan year of twelve months from this day on. Needed with a plan template.",
        error_messages={"invalid": "Write the day as 2027-01-01."},
    )

    def __init__(self, *args: object, as_of: datetime | None = None, **more: object) -> None:
        """`as_of`: when somebody confirmed what is told; versions of a template kept later are none of it."""
        super().__init__(*args, **more)
        self._as_of = as_of

    def clean_plans(self) -> TemplateVersion | None:
        name = self.cleaned_data["plans"]
        if not name:
            return None
        found = PlanTemplate.objects.usable().filter(name__iexact=name).first()
        version = found and found.newest_on(self._as_of)
        if version is None:
            # Who may only create clients is told of no other template.
            raise ValidationError(
                f"A client cannot begin with a plan template “{name}”. Look up what it is called under Plan templates, "
                "or name no plans."
            )
        return version

    def clean_plan_year_starts_on(self) -> date | None:
        day = self.cleaned_data["plan_year_starts_on"]
        if day and not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise ValidationError(
                f"A plan year begins between {EARLIEST_YEAR} and {LATEST_YEAR}. Look at the day again."
            )
        return day

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("plans") and not cleaned.get("plan_year_starts_on") and "plan_year_starts_on" not in self.errors:
            self.add_error("plan_year_starts_on", "These plans need a plan year: give its first day, or name no plans.")
        return cleaned

    def new_client(self) -> NewClient:
        told = dict(self.cleaned_data)
        version, begins = told.pop("plans"), told.pop("plan_year_starts_on")
        wishes: dict[str, object] = {"year": _year_from(begins)} if begins else {}
        if version is not None:
            wishes["plans"] = str(version.pk)
        wanted = NewClient(**told)
        return replace(wanted, draft=ClientDraft(wishes=wishes)) if wishes else wanted


def _year_from(begins: date) -> dict[str, str]:
    """Return the plan year of twelve months, as people call it: 2027, or 2026–27."""
    ends = last_day_of_year(begins)
    label = str(begins.year) if ends.year == begins.year else f"{begins.year}–{ends.year % 100:02}"
    days = {"starts_on": str(begins), "ends_on": str(ends), "enrolment_opens_on": "", "enrolment_closes_on": ""}
    return {"label": label, **days}
