"""The one way to figures: pages, programs, files and mails all ask here, and nothing else reads what was released.

Whatever is asked is put together from whole stretches that lie in the time asked about, so no two answers differ by
fewer people than are behind a stretch, and each says which time it really covers.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, Func, IntegerField, Max, Min, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from analytics import times
from analytics.measures import NOT_TOLD_APART, SHAPES, Family
from analytics.models import ReleasedFigure
from analytics.models.rule import FEWEST_FIRST
from analytics.people import as_number
from analytics.query.company import Company
from analytics.query.timeframes import Timeframe
from tenants.events import quarter_of

STEP = 5  # in which numbers of people, and of what is no partition, are told
P95 = 0.95


@dataclass(frozen=True)
class Told:
    """What is told of a family. Without `starts_at` there is nothing yet that enough people are behind."""

    parts: Mapping[str, int] = field(default_factory=dict)
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    @property
    def total(self) -> int:
        return sum(self.parts.values())

    @property
    def apart(self) -> dict[str, int]:
        """The parts by themselves, the largest first."""
        told = [item for item in self.parts.items() if item[0] != NOT_TOLD_APART]
        return dict(sorted(told, key=lambda item: (-item[1], item[0])))

    @property
    def not_apart(self) -> int:
        return self.parts.get(NOT_TOLD_APART, 0)

    def share(self, *parts: str) -> float | None:
        """Return these parts' share of all; None where it is not known, as some are not told apart."""
        if not self.total or self.not_apart:
            return None
        return sum(self.parts.get(part, 0) for part in parts) / self.total

    def shares_between(self, *parts: str) -> tuple[float, float] | None:
        """Return the least and the most that the share of these parts can be; None of nothing."""
        if not self.total:
            return None
        least = sum(self.parts.get(part, 0) for part in parts)
        return least / self.total, (least + self.not_apart) / self.total


@dataclass(frozen=True)
class People:
    """How many different people, rounded down: exact within a quarter, else between the two."""

    at_least: int
    at_most: int

    @property
    def is_exact(self) -> bool:
        return self.at_least == self.at_most


@dataclass(frozen=True)
class Answers:
    """How long questions took and what they cost."""

    count: int = 0
    average_ms: int | None = None
    p95_ms: int | None = None
    micro_usd: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True)
class Point:
    """A day, or as many as a stretch has."""

    first: date
    last: date
    parts: Mapping[str, int]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def total(self) -> int:
        return sum(self.parts.values())


def told(families: Iterable[Family], frame: Timeframe, company: Company) -> dict[Family, Told]:
    """Return what is told of these families, in one query."""
    families = [family for family in families if not (company.is_small and SHAPES[family].has_parts)]
    found: dict[Family, dict[str, int]] = {family: {} for family in families}
    covers: dict[Family, list[datetime]] = {family: [] for family in families}
    grouped = _released(families, frame, company).values("family", "part").order_by()
    for row in grouped.annotate(sum=Sum("count"), since=Min("starts_at"), until=Max("ends_at")):
        family = Family(row["family"])
        is_exact = SHAPES[family].is_partition
        number = row["sum"] if is_exact else row["sum"] // STEP * STEP
        found[family][row["part"]] = number
        covers[family] += [row["since"], row["until"]]
    return {
        family: Told(found[family], min(covers[family]), max(covers[family])) if covers[family] else Told()
        for family in families
    }


def told_of(family: Family, frame: Timeframe, company: Company) -> Told:
    return told([family], frame, company).get(family, Told())


def people(family: Family, frame: Timeframe, company: Company) -> People | None:
    """Return how many people are behind a family of no parts; None where nothing is told."""
    if SHAPES[family].has_parts:
        raise ValueError(f"People are told of a family without parts, not of {family}.")
    quarters: dict[date, int] = {}
    rows = _released([family], frame, company)
    for starts_at, bits in rows.values_list("starts_at", "people"):
        quarter = quarter_of(starts_at)
        quarters[quarter] = quarters.get(quarter, 0) | as_number(bits)
    if not quarters:
        return None
    sizes = [whole.bit_count() for whole in quarters.values()]
    return People(_rounded(max(sizes)), _rounded(sum(sizes)))


def answers(frame: Timeframe, company: Company) -> Answers:
    return answers_by_day(frame, company)[0]


def answers_by_day(frame: Timeframe, company: Company) -> tuple[Answers, list[Point]]:
    """Return the answers of the time, and how many were asked for day by day, in one query."""
    names = ("starts_at", "ends_at", "part", "count", "milliseconds", "micro_usd", "times")
    rows = list(_released([Family.QUESTIONS], frame, company).order_by("starts_at").values_list(*names))
    if not rows:
        return Answers(), []
    starts, ends, _, counts, milliseconds, micro_usd, took = zip(*rows, strict=True)
    classes = times.together(took)
    timed, slowest = sum(classes), times.quantile(classes, P95)
    found = Answers(
        count=sum(counts),
        average_ms=sum(milliseconds) // timed if timed else None,
        p95_ms=round(slowest) if slowest is not None else None,
        micro_usd=sum(micro_usd),
        starts_at=starts[0],
        ends_at=max(ends),
    )
    return found, [] if company.is_small else _points(row[:4] for row in rows)


def _points(rows: Iterable[tuple[datetime, datetime, str, int]]) -> list[Point]:
    """Return figures, the earliest first, day by day; of a stretch that is longer, its days together."""
    days: dict[tuple[date, date], dict[str, int]] = {}
    for starts_at, ends_at, part, number in rows:
        first = timezone.localdate(starts_at)
        last = timezone.localdate(ends_at - timedelta(microseconds=1))
        parts = days.setdefault((first, last), {})
        parts[part] = parts.get(part, 0) + number
    return _without_overlaps([Point(*span, parts) for span, parts in sorted(days.items())])


def rows_of(family: Family, frame: Timeframe, company: Company) -> QuerySet[ReleasedFigure]:
    """Return the figures of a family as they were released, for what is reckoned from them within this layer."""
    return _released([family], frame, company)


def _without_overlaps(points: Sequence[Point]) -> list[Point]:
    """Put points together that share a day: a stretch over midnight goes with both of its days."""
    found: list[Point] = []
    for point in points:
        if found and point.first <= found[-1].last:
            before = found.pop()
            parts = dict(before.parts)
            for part, number in point.parts.items():
                parts[part] = parts.get(part, 0) + number
            point = Point(before.first, max(before.last, point.last), parts)
        found.append(point)
    return found


def _released(families: Collection[Family], frame: Timeframe, company: Company) -> QuerySet[ReleasedFigure]:
    span = company.within(frame)
    if span is None:
        return ReleasedFigure.objects.none()
    starts_at, ends_at = span
    rows = ReleasedFigure.objects.filter(family__in=list(families), starts_at__gte=starts_at, ends_at__lte=ends_at)
    return rows if company.fewest <= FEWEST_FIRST else _without_too_few(rows, families, company.fewest)


def _without_too_few(
    rows: QuerySet[ReleasedFigure], families: Collection[Family], fewest: int
) -> QuerySet[ReleasedFigure]:
    """Leave out what was released before the company wished for more people behind a figure.

    A part that is too small now goes with the others of its stretch: it would be what they leave of the whole. What
    looks at the same questions goes with it, in whatever stretches: its sum less theirs would be the few as well. So
    would what is of a piece of one of their stretches, which too few may have been behind before it was put together.
    """
    size = Func(F("people"), function="bit_count", output_field=IntegerField())
    too_few = ReleasedFigure.objects.annotate(size=size).filter(size__lt=fewest)
    rows = rows.exclude(Exists(too_few.filter(family=OuterRef("family"), starts_at=OuterRef("starts_at"))))
    within = too_few.filter(starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at"))
    begins_within = Q(starts_at__lt=OuterRef("starts_at"), ends_at__gt=OuterRef("starts_at"))
    ends_within = Q(starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("ends_at"))
    cut = ReleasedFigure.objects.filter(begins_within | ends_within)
    for family in families:
        if wholes := _wholes_of(family):
            hides = Exists(within.filter(family__in=wholes)) | Exists(cut.filter(family__in=wholes))
            rows = rows.exclude(Q(family=family) & hides)
    return rows


def _wholes_of(family: Family) -> list[Family]:
    """Return of which families this one is a part, or says more of a part."""
    whole = SHAPES[family].of
    return [] if whole is None else [whole, *_wholes_of(whole)]


def _rounded(number: int) -> int:
    return number // STEP * STEP
