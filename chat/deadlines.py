"""The dates an employee should keep, from the plan years."""

from dataclasses import dataclass
from datetime import date

from benefits.models import PlanYear


@dataclass(frozen=True)
class Deadline:
    label: str
    date: date
    note: str = ""


def deadlines(day: date) -> list[Deadline]:
    """Return the enrolment dates that lie ahead, the nearest first."""
    ahead = PlanYear.objects.filter(enrolment_opens_on__isnull=False, enrolment_closes_on__gte=day)
    return sorted((_deadline(year, day) for year in ahead), key=lambda deadline: deadline.date)


def _deadline(year: PlanYear, day: date) -> Deadline:
    if not year.is_enrolment_open(day):
        return Deadline(f"Enrollment for {year.label} opens", year.enrolment_opens_on)
    days = (year.enrolment_closes_on - day).days
    left = "Today is the last day." if days == 0 else f"{days} day{'s' if days > 1 else ''} left."
    return Deadline(f"Last day to enroll for {year.label}", year.enrolment_closes_on, left)
