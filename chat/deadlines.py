"""The dates an employee should keep, from the plan years."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from benefits.calendar import told_plan_years
from benefits.models import PlanYear


@dataclass(frozen=True)
class Deadline:
    label: str
    date: date
    note: str = ""


def deadlines(day: date) -> list[Deadline]:
    """Return the enrolment dates that lie ahead, the nearest first."""
    ahead = [year for year in told_plan_years() if year.enrolment_closes_on and year.enrolment_closes_on >= day]
    return sorted((_deadline(year, day) for year in ahead), key=lambda deadline: deadline.date)


def open_enrollment(day: date, labels: frozenset[str]) -> Deadline | None:
    """Return the last day to enroll for one of these plan years, while people can."""
    closing = [year for year in told_plan_years() if year.label in labels and year.is_enrolment_open(day)]
    return min((_deadline(year, day) for year in closing), key=lambda deadline: deadline.date, default=None)


def _deadline(year: PlanYear, day: date) -> Deadline:
    if not year.is_enrolment_open(day):
        return Deadline(_("Enrollment for %(year)s opens") % {"year": year.label}, year.enrolment_opens_on)
    days = (year.enrolment_closes_on - day).days
    left = ngettext("%(days)d day left.", "%(days)d days left.", days) % {"days": days}
    label = _("Last day to enroll for %(year)s") % {"year": year.label}
    return Deadline(label, year.enrolment_closes_on, left if days else _("Today is the last day."))
