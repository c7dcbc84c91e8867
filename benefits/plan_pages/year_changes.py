"""What two years say otherwise of the same thing, line by line, in the words in which pages tell each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from benefits.catalogue.tables import TABLES, Table
from benefits.models import PlanYear, PriceAssumption, UsageProfile
from benefits.plan_pages.details import Detail, Section

# What a year's care is estimated by: it is nobody's benefit.
_ESTIMATES = (PriceAssumption, UsageProfile)


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Changed:
    """What is different below one heading."""

    label: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Compared:
    """`apart` names what one of the years alone has, so that nobody can say what is different of it."""

    changed: tuple[Changed, ...]
    apart: tuple[str, ...]


def compare_sections(before: Iterable[Section], after: Iterable[Section]) -> Compared:
    was, is_now = ({one.label: one for one in sections} for sections in (before, after))
    both = [label for label in is_now if label in was]
    told = (Changed(label, _changes(was[label], is_now[label])) for label in both)
    apart = [label for label in dict.fromkeys((*was, *is_now)) if label not in both]
    apart += [f"{label}: {line}" for label in both for line in _of_one_year(was[label], is_now[label])]
    return Compared(tuple(one for one in told if one.changes), tuple(apart))


def waits(years: Sequence[PlanYear], class_code: str) -> bool:
    """Whether something of these years that the class would be told of has been entered, and nobody has reviewed it."""
    tables = (one for one in TABLES.values() if one.is_reviewed and one.model not in _ESTIMATES)
    return any(_waits(table, years, class_code) for table in tables)


def _waits(table: Table, years: Sequence[PlanYear], class_code: str) -> bool:
    if "plan" in table.key:
        of_years, classes = Q(plan__plan_year__in=years), "plan__classes"
    elif "plan_year" in table.key:
        of_years, classes = Q(plan_year__in=years), "classes"
    else:
        return False
    names = {column.name for column in table.model._meta.get_fields()}
    own = Q()
    if "plan" in table.key or "classes" in names:
        own &= Q(**{classes: []}) | Q(**{f"{classes}__contains": [class_code]})
    if "benefit_class" in names:
        own &= Q(benefit_class=None) | Q(benefit_class__code=class_code)
    return table.model._default_manager.unreviewed().filter(of_years & own).exists()


def _changes(before: Section, after: Section) -> tuple[Change, ...]:
    """Return what both years say, and each otherwise: of what one does not tell nobody knows whether it is another."""
    was, is_now = _lines(before), _lines(after)
    return tuple(Change(label, was[label], now) for label, now in is_now.items() if was.get(label, now) != now)


def _of_one_year(before: Section, after: Section) -> list[str]:
    was, is_now = _lines(before), _lines(after)
    return [label for label in dict.fromkeys((*was, *is_now)) if label not in was or label not in is_now]


def _lines(section: Section) -> dict[str, str]:
    return {one.label: _words(one) for one in section.details}


def _words(detail: Detail) -> str:
    return ". ".join(one.removesuffix(".") for one in (detail.value, *detail.notes))
