"""From when on a plan pays for work that it pays for only after some months in it.

When somebody chose the plan nobody knows here. The earliest that it can have been follows from the first day at work,
where the question tells it or the person has agreed to be gone by it; without that day the waiting is only warned of.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from benefits.calculators.coverage import coverage_start
from benefits.calculators.days import add_months
from benefits.calculators.result import Result
from benefits.catalogue import read
from benefits.models import PlanYear
from chat.pipeline.tools.contract import Session, ToolResult
from chat.pipeline.tools.reckoned.as_told import known_of_asker
from chat.pipeline.tools.reckoned.basis import needs, unless_ok
from chat.pipeline.tools.reckoned.offered import day_in, year_of
from chat.words import in_language

_FIRST_DAY = {"en": "What was the first day at work?", "es": "¿Cuál fue su primer día de trabajo?"}


@dataclass(frozen=True)
class Waiting:
    """`starts` is the first day that one can have been in the plan; None where nobody knows."""

    months: int
    starts: date | None
    day: date  # that is asked of

    @property
    def ends(self) -> date | None:
        """Return the day from which on the plan pays."""
        return add_months(self.starts, self.months) if self.starts else None

    @property
    def is_on(self) -> bool:
        return self.ends is not None and self.day < self.ends


def waiting(months: int, asked: Any, year: PlanYear, session: Session) -> Waiting | ToolResult | None:
    """Return how long is waited; None for work that is paid at once. `asked` has the first day at work as `hired`."""
    if not months:
        return None
    day = day_in(year, session)
    if asked.hired is None:
        if known_of_asker(asked, session, frozenset({"hired"})):
            return needs("hired", in_language(_FIRST_DAY, session.language))
        return Waiting(months, None, day)
    begun = _covered_from(asked.hired, session)
    if isinstance(begun, Result) and begun.status == "needs_input":
        return unless_ok(begun, asked)
    return Waiting(months, begun["starts"] if isinstance(begun, Result) and begun.status == "ok" else None, day)


def _covered_from(hired: date, session: Session) -> Result | None:
    """Return when coverage began by the class's own rule; of a year that the calendar has not, by that of today's."""
    year = year_of(hired) or year_of(session.scope.day)
    if year is None:
        return None
    rule = read.coverage_rule(session.scope.audience.class_code, year, on=year.nearest_to(hired))
    return rule if isinstance(rule, Result) else coverage_start(rule.waiting, hired=hired, sources=rule.sources)
