"""Release what is counted: cut the hours since the last stretch into new ones, and write those down.

Families that look at the same questions are cut only where questions in all are, and only while their sums are the
same: were they cut elsewhere, or did one of them know of an event that came late, the difference between two of them
would be about fewer people than either.
"""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from analytics.measures import NOT_TOLD_APART, SHAPES, Family
from analytics.models import FigureRule, ReleasedFigure, Rollup
from analytics.people import as_bytes_of, as_number
from analytics.release.cells import Cell, Slot, by_part
from analytics.release.sensitive import sensitive_parts_of
from analytics.release.stretches import Rule, say_more, stretches
from tenants.events import beginning_of, quarter_of
from tenants.one_at_a_time import one_at_a_time

GRACE = timedelta(minutes=15)  # after an hour's end; what comes later is counted, and never told
HOUR = timedelta(hours=1)
# What a run of the night tells is waited for so long; what it has left out by then counts as not told apart.
LATEST = timedelta(hours=48)
STILL_READ = timedelta(days=31)
_Read = dict[datetime, dict[str, Cell]]


def release(*, now: datetime) -> int:
    """Release what may be told by now; return how many figures that are. Twice, or two at once, is once."""
    with transaction.atomic():
        one_at_a_time("release of figures")
        fewest = fewest_people()
        until = (now - GRACE).replace(minute=0, second=0, microsecond=0)
        figures: list[ReleasedFigure] = []
        for family in Family:
            cut = _cut_whole if SHAPES[family].is_partition else _cut_by_part
            if not SHAPES[family].of_parts:
                figures += cut(family, fewest, until)
            if family is Family.QUESTIONS:  # the others are cut along them
                ReleasedFigure.objects.bulk_create(figures)
                written, figures = len(figures), []
        ReleasedFigure.objects.bulk_create(figures)
    return written + len(figures)


def fewest_people() -> int:
    return FigureRule.standing().fewest_people


def _cut_whole(family: Family, fewest: int, until: datetime) -> list[ReleasedFigure]:
    """Cut a family of which every event has one part."""
    followers = [other for other in Family if SHAPES[other].of is family and SHAPES[other].of_parts]
    since = ReleasedFigure.objects.filter(family=family).aggregate(last=Max("ends_at"))["last"]
    read = _read([family, *followers], since, until)
    hours = read[family]
    slots = _along_questions(family, hours, since, until) if SHAPES[family].of is Family.QUESTIONS else _slots(hours)
    if SHAPES[family].is_later:
        until = max([until - LATEST, *(slot.ends_at for slot in slots[-1:])])
    rule = Rule(fewest, sensitive_parts_of(family))
    figures = []
    for stretch, made_of in stretches(slots, rule, quarter_of=quarter_of, ready_until=until):
        figures += _figures(family, stretch)
        for follower in followers:
            more = by_part(_within(read[follower], slot) for slot in made_of)
            told = say_more(by_part(made_of), stretch.parts, more, follower, Rule(fewest, sensitive_parts_of(follower)))
            figures += _figures(follower, Slot(stretch.starts_at, stretch.ends_at, told or {}))
    return figures


def _cut_by_part(family: Family, fewest: int, until: datetime) -> list[ReleasedFigure]:
    """Cut a family of which an event may have any parts: each of them for itself."""
    last = dict(ReleasedFigure.objects.filter(family=family).values_list("part").annotate(Max("ends_at")))
    hours: dict[str, _Read] = {}
    # What was too little in a quarter that is long over is never told, so it is not looked at again and again.
    since = beginning_of(quarter_of(until - STILL_READ)) if last else None
    for hour, parts in _read([family], since, until)[family].items():
        for part, cell in parts.items():
            if part not in last or hour >= last[part]:
                hours.setdefault(part, {})[hour] = {part: cell}
    is_sensitive = sensitive_parts_of(family)
    figures = []
    for part, read in hours.items():
        rule = Rule(Rule(fewest, is_sensitive).needs(part))
        for stretch, _ in stretches(_slots(read), rule, quarter_of=quarter_of, ready_until=until):
            figures += _figures(family, stretch)
    return figures


def _along_questions(family: Family, hours: _Read, since: datetime | None, until: datetime) -> list[Slot]:
    """Return the stretches of questions as slots of a family that looks at the same ones.

    One whose sum is another is left out: somebody's event came after it was told.
    """
    told = ReleasedFigure.objects.filter(family=Family.QUESTIONS)
    if since is not None:
        told = told.filter(starts_at__gte=since)
    slots = []
    for starts_at, ends_at, count in told.order_by("starts_at").values_list("starts_at", "ends_at", "count"):
        slot = _within(hours, Slot(starts_at, ends_at))
        missing = count - sum(cell.count for cell in slot.parts.values())
        if missing > 0 and SHAPES[family].is_later:
            if until - ends_at < LATEST:
                break
            slot = _with_rest(slot, missing)
        if missing == 0 or (missing > 0 and SHAPES[family].is_later):
            slots.append(slot)
    return slots


def _with_rest(slot: Slot, missing: int) -> Slot:
    """Return the slot with what is left out, behind which nobody is known to be: it never stands alone."""
    rest = Cell(slot.parts.get(NOT_TOLD_APART, Cell()).count + missing)
    return Slot(slot.starts_at, slot.ends_at, {**slot.parts, NOT_TOLD_APART: rest})


def _within(hours: _Read, slot: Slot) -> Slot:
    order = list(hours)
    inside = order[bisect_left(order, slot.starts_at) : bisect_left(order, slot.ends_at)]
    return Slot(slot.starts_at, slot.ends_at, by_part(Slot(hour, hour + HOUR, hours[hour]) for hour in inside))


def _slots(hours: _Read) -> list[Slot]:
    return [Slot(hour, hour + HOUR, parts) for hour, parts in sorted(hours.items())]


def _read(families: Iterable[Family], since: datetime | None, until: datetime) -> dict[Family, _Read]:
    """Return the hours from `since` on that were over by `until`, in one query: they are of one moment."""
    families = list(families)
    rows = Rollup.objects.filter(grain=Rollup.Grain.HOUR, family__in=families, starts_at__lte=until - HOUR)
    if since is not None:
        rows = rows.filter(starts_at__gte=since)
    found: dict[Family, _Read] = {family: {} for family in families}
    for row in rows.order_by("starts_at").iterator():
        if row.count:
            found[Family(row.family)].setdefault(row.starts_at, {})[row.part] = _cell(row)
    return found


def _cell(row: Rollup) -> Cell:
    people = as_number(row.people)
    return Cell(row.count, people, row.milliseconds, tuple(row.times), row.micro_usd)


def _figures(family: Family, stretch: Slot) -> list[ReleasedFigure]:
    return [
        ReleasedFigure(
            family=family,
            part=part,
            # How much people do in all is the sum of other families, told in other stretches; only who they are is not.
            count=0 if family is Family.ACTIVE else cell.count,
            people=as_bytes_of(cell.people),
            milliseconds=cell.milliseconds,
            times=list(cell.times),
            micro_usd=cell.micro_usd,
            starts_at=stretch.starts_at,
            ends_at=stretch.ends_at,
        )
        for part, cell in stretch.parts.items()
    ]
