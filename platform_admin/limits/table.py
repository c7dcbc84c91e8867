"""The table of limits: one line a limit and whom it is for, one column a year, what stands and what waits in each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from benefits.federal.keys import ANNOUNCEMENTS, LIMITS, Announcement, LimitKey, limit_name
from benefits.federal.limits import FIRST_YEAR, plain
from benefits.federal.models import FEDERAL, FederalLimit, LimitStatus, LimitUnit

YEARS_SHOWN = 4


@dataclass(frozen=True)
class Cell:
    year: int
    published: FederalLimit | None
    waiting: FederalLimit | None  # pending, or entered and not verified
    link: str  # what a form for this place and year is asked with


@dataclass(frozen=True)
class LimitLine:
    name: str
    key: str
    kept_for: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class LimitGroup:
    title: str
    lines: tuple[LimitLine, ...]


def years_shown(rows: Iterable[FederalLimit], today: date) -> list[int]:
    """Return the next year and those before it; later ones too, if something is known of them."""
    last = max((today.year + 1, *(row.effective_from.year for row in rows)))
    return list(range(max(FIRST_YEAR, last - YEARS_SHOWN + 1), last + 1))


def limit_groups(rows: Sequence[FederalLimit], years: Sequence[int]) -> list[LimitGroup]:
    """Return all limits by when they are announced; of states only what somebody has entered."""
    by_place: dict[tuple[str, str, str], list[FederalLimit]] = defaultdict(list)
    for row in rows:
        by_place[row.key, row.dimension, row.jurisdiction].append(row)
    groups = [
        LimitGroup(
            f"Announced {_months(one)}: {one.what}",
            _lines(by_place, years, [key for key in LIMITS if key.announced == one]),
        )
        for one in ANNOUNCEMENTS
    ]
    by_law = [key for key in LIMITS if key.announced is None]
    groups.append(LimitGroup("Set by the law itself", _lines(by_place, years, by_law)))
    return [group for group in groups if group.lines]


def said_value(row: FederalLimit) -> str:
    """Return the value with its unit, "" where there is none."""
    if row.value is None:
        return ""
    value = plain(row.value)
    if row.unit == LimitUnit.PERCENT:
        return f"{value:f}%"
    if row.unit == LimitUnit.MONTHS:
        return f"{value:f} months"
    per = " a month" if row.unit == LimitUnit.USD_A_MONTH else ""
    return f"${value:,f}{per}"


def _lines(
    by_place: dict[tuple[str, str, str], list[FederalLimit]], years: Sequence[int], keys: Iterable[LimitKey]
) -> tuple[LimitLine, ...]:
    lines = []
    for limit in keys:
        places = [place for place in by_place if place[0] == limit.key and place[2] != FEDERAL]
        if not limit.is_of_states:
            places = [(limit.key, dimension, FEDERAL) for dimension in limit.dimensions]
        for place in places:
            name = limit_name(*place[:2]) + ("" if place[2] == FEDERAL else f", {place[2]}")
            cells = tuple(_cell(by_place.get(place, ()), place, year) for year in years)
            lines.append(LimitLine(name, limit.key, limit.kept_for, cells))
    return tuple(lines)


def _cell(rows: Sequence[FederalLimit], place: tuple[str, str, str], year: int) -> Cell:
    first = date(year, 1, 1)
    holding = [row for row in rows if row.effective_from <= first and (row.effective_to or first) >= first]
    # A state's own may begin in mid-year.
    holding += [row for row in rows if row.effective_from.year == year and row.effective_from != first]
    published = next((row for row in holding if row.status == LimitStatus.PUBLISHED), None)
    waiting = next((row for row in holding if row.status in (LimitStatus.PENDING, LimitStatus.PROJECTED)), None)
    key, dimension, jurisdiction = place
    return Cell(year, published, waiting, f"limit={key}:{dimension}&jurisdiction={jurisdiction}&year={year}")


def _months(one: Announcement) -> str:
    opens, due = one.opens_on(2001), one.due_on(2001)
    return f"{opens:%B}" if opens.month == due.month else f"{opens:%B} to {due:%B}"
