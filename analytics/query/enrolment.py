"""How many employees the assistant reached while enrollment was open."""

from dataclasses import dataclass
from datetime import date

from analytics.measures import Family
from analytics.query.company import Company
from analytics.query.figures import People, people
from analytics.query.timeframes import Timeframe, days_of
from benefits.models import PlanYear


@dataclass(frozen=True)
class Reach:
    label: str  # of the plan year that could be chosen
    first: date
    last: date
    is_open: bool
    people: People | None  # None where nothing is told
    employees: int  # 0 where they are invented, and their number with them

    @property
    def percent(self) -> int | None:
        """At least so many of a hundred employees; of those there are now."""
        if self.people is None or not self.employees:
            return None
        return min(100, 100 * self.people.at_least // self.employees)


def reach(company: Company, *, today: date) -> Reach | None:
    """Return the last enrollment that has begun; None where none has."""
    years = PlanYear.objects.filter(enrolment_opens_on__lte=today, enrolment_closes_on__isnull=False)
    year = years.order_by("-enrolment_opens_on").first()
    if year is None:
        return None
    first, last = year.enrolment_opens_on, min(year.enrolment_closes_on, today)
    frame: Timeframe = days_of("custom", f"Enrollment for {year.label}", first, last)
    employees = 0 if company.is_made_up else company.employees
    told = people(Family.ACTIVE, frame, company)
    return Reach(year.label, first, year.enrolment_closes_on, year.is_enrolment_open(today), told, employees)
