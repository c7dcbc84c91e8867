"""Which plan year a question is about: the one it names, or the one its day lies in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from benefits.models import PlanYear
from knowledge.terms import plain_text

_NEXT = re.compile(r"\b(next|upcoming|coming) (plan )?year\b|\b(proximo|siguiente) ano\b|\bano (que viene|proximo)\b")
_CURRENT = re.compile(r"\b(this|current) (plan )?year\b|\b(este ano|ano actual)\b")
_LAST = re.compile(r"\b(last|previous|prior) (plan )?year\b|\bano (pasado|anterior)\b")
_NUMBER = re.compile(r"\b20\d\d\b")
# A document of another year may still hold the answer, behind all that are of the right one.
OTHER_YEAR_WEIGHT = 0.5


@dataclass(frozen=True)
class YearWish:
    """The labels of the plan years wanted. A question that names none wants today's, and others only after it."""

    labels: frozenset[str]
    is_named: bool

    def weight(self, label: str) -> float:
        return 1.0 if not label or not self.labels or label in self.labels else OTHER_YEAR_WEIGHT

    def is_met_by(self, label: str) -> bool:
        return not label or label in self.labels


def wished_years(question: str, *, day: date, plan_years: Sequence[PlanYear], labels: Iterable[str]) -> YearWish:
    """Return the wanted years; `labels` are those that documents carry, known to the calendar or not."""
    named = _named(plain_text(question), day, plan_years, set(labels))
    if named:
        return YearWish(frozenset(named), is_named=True)
    current = [year for year in plan_years if year.starts_on <= day <= year.ends_on]
    wanted = {year.label for year in current}
    # While people choose for next year, "the deductible" means both; the answer gives now and then.
    if any(year.is_enrolment_open(day) for year in plan_years):
        wanted |= _following(day, plan_years)
    return YearWish(frozenset(wanted), is_named=False)


def _named(text: str, day: date, plan_years: Sequence[PlanYear], labels: set[str]) -> set[str]:
    named: set[str] = set()
    for number in _NUMBER.findall(text):
        named |= {year.label for year in plan_years if year.starts_on.year <= int(number) <= year.ends_on.year}
        named |= {label for label in labels if number in label}
    if _NEXT.search(text):
        named |= _following(day, plan_years)
    if _CURRENT.search(text):
        named |= {year.label for year in plan_years if year.starts_on <= day <= year.ends_on}
    if _LAST.search(text):
        before = [year for year in plan_years if year.ends_on < day]
        named |= {max(before, key=lambda year: year.ends_on).label} if before else set()
    return named


def _following(day: date, plan_years: Sequence[PlanYear]) -> set[str]:
    after = [year for year in plan_years if year.starts_on > day]
    return {min(after, key=lambda year: year.starts_on).label} if after else set()
