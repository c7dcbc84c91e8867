"""Tables of parts with their shares, as pages and files show them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from analytics.measures import SHAPES, Family
from analytics.pages.charts import share_width
from analytics.query.figures import Told
from analytics.query.names import NOT_APART, names_of


@dataclass(frozen=True)
class Row:
    name: str
    count: int
    share: int | None  # of a hundred; None where parts are no shares of a whole
    width: float
    part: str = ""
    is_apart: bool = True


@dataclass(frozen=True)
class Breakdown:
    slug: str
    title: str
    what: str  # what is counted
    rows: list[Row] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    hides: bool = False  # whether some are told together
    empty: str = ""


def breakdown(slug: str, title: str, family: Family, told: Told, *, fewest: int, what: str, empty: str) -> Breakdown:
    name_of = names_of(family, told.parts, fewest=fewest)
    most = max(told.parts.values(), default=0)
    is_whole = SHAPES[family].is_partition
    rows = [
        Row(name_of(part), count, _percent(count, told.total) if is_whole else None, share_width(count, most), part)
        for part, count in told.apart.items()
    ]
    if told.not_apart:
        share, width = _percent(told.not_apart, told.total), share_width(told.not_apart, most)
        rows.append(Row(NOT_APART, told.not_apart, share, width, is_apart=False))
    first, last = days_covered(told.starts_at, told.ends_at)
    return Breakdown(slug, title, what, rows, first, last, bool(told.not_apart), empty)


def days_covered(starts_at: datetime | None, ends_at: datetime | None) -> tuple[date | None, date | None]:
    if starts_at is None or ends_at is None:
        return None, None
    return timezone.localdate(starts_at), timezone.localdate(ends_at - timedelta(microseconds=1))


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
