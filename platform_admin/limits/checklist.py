"""What has to be entered when: each announcement of a year, done, due, overdue or still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from benefits.federal.keys import ANNOUNCEMENTS, LIMITS, Announcement, limit_name
from benefits.federal.limits import FederalLimits
from benefits.federal.models import FederalLimit, LimitStatus

State = Literal["done", "overdue", "due", "to_come"]
WORDS: dict[State, str] = {"done": "Done", "overdue": "Overdue", "due": "Due", "to_come": "To come"}


@dataclass(frozen=True)
class Check:
    announced: Announcement
    year: int  # for which the figures are
    state: State
    missing: tuple[str, ...]
    to_verify: int

    @property
    def words(self) -> str:
        return WORDS[self.state]

    @property
    def opens_on(self) -> date:
        return self.announced.opens_on(self.year)

    @property
    def due_on(self) -> date:
        return self.announced.due_on(self.year)


def checklist(limits: FederalLimits, waiting: Sequence[FederalLimit], today: date) -> list[Check]:
    """Return the announcements for this year and the next, and for the one after where its time has come; what is
    overdue first, then by day."""
    years = (today.year, today.year + 1, today.year + 2)
    checks = [_check(limits, waiting, one, year, today) for year in years for one in ANNOUNCEMENTS]
    shown = [one for one in checks if one.year <= today.year + 1 or one.opens_on <= today]
    return sorted(shown, key=lambda one: (one.state != "overdue", one.state != "due", one.state == "done", one.due_on))


def _check(
    limits: FederalLimits, waiting: Sequence[FederalLimit], announced: Announcement, year: int, today: date
) -> Check:
    places = [(one.key, dimension) for one in LIMITS if one.announced == announced for dimension in one.dimensions]
    missing = [place for place in places if limits.get(place[0], year, place[1]) is None]
    projected = (row for row in waiting if row.status == LimitStatus.PROJECTED and row.effective_from.year == year)
    entered = [row for row in projected if (row.key, row.dimension) in missing]
    state: State = "done"
    if missing:
        state = "to_come" if today < announced.opens_on(year) else "due"
        state = "overdue" if today > announced.due_on(year) else state
    return Check(announced, year, state, tuple(limit_name(*place) for place in missing), len(entered))
