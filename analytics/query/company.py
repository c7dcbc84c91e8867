"""What a company's size and rule allow to be asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from analytics.models import FigureRule
from analytics.query.timeframes import Timeframe
from chat.usage import FEWEST_PEOPLE
from tenants.clock import midnight
from tenants.roles import EMPLOYEE

SHORTEST_DAYS = 28


@dataclass(frozen=True)
class Company:
    employees: int
    fewest: int  # people behind a figure
    minutes_saved: int
    is_made_up: bool

    @property
    def is_small(self) -> bool:
        """Whether its people are so few that only whole months are told, and nothing of parts or days."""
        return not self.is_made_up and self.employees < FEWEST_PEOPLE

    def within(self, frame: Timeframe) -> tuple[datetime, datetime] | None:
        """Return which of this time may be asked about; None if nothing.

        Of a small company: its whole months that were over by the end, and not before the beginning.
        """
        if not self.is_small:
            return frame.starts_at, frame.ends_at
        if frame.days < SHORTEST_DAYS:
            return None
        # Within "the last 30 days" lies, on any day, the end of a month, or it was a day or two before.
        first = (frame.first - timedelta(days=2)).replace(day=1)
        after = min(frame.last + timedelta(days=1), timezone.localdate()).replace(day=1)
        return (midnight(first), midnight(after)) if first < after else None


def the_company() -> Company:
    rule = FigureRule.standing()
    employees = User.objects.filter(role=EMPLOYEE, is_active=True).count()
    return Company(employees, rule.fewest_people, rule.minutes_saved, rule.is_made_up)
