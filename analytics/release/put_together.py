"""Put the stretches of a day that is over into one: whatever is asked adds up fewer rows, and no less is told of it.

To put together is always safe; to cut never is. A stretch that goes over midnight stays as it is, and so do questions
along which some family is still to be cut: one that goes on in the middle of a day would find no stretch that begins
there.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from analytics.measures import SHAPES, Family
from analytics.models import ReleasedFigure
from analytics.people import as_bytes_of, as_number
from analytics.release.cells import Cell, together
from analytics.rollups.count import day_of
from tenants.clock import midnight
from tenants.one_at_a_time import one_at_a_time

KEPT_APART = timedelta(days=3)  # in which the last day is looked at by the hour
LOOKED_BACK = timedelta(days=30)


def put_together(*, now: datetime) -> int:
    """Put together what is old enough; return how many rows that saved."""
    last = timezone.localdate(now) - KEPT_APART
    with transaction.atomic():
        one_at_a_time("release of figures")
        return sum(_put_family_together(family, last - LOOKED_BACK, last) for family in Family)


def _put_family_together(family: Family, first: date, last: date) -> int:
    until = midnight(last)
    if family is Family.QUESTIONS:
        until = min([until, *_cut_along_questions_until(midnight(first))])
    rows = ReleasedFigure.objects.filter(family=family, starts_at__gte=midnight(first), ends_at__lte=until)
    by_part = not SHAPES[family].is_partition
    saved = 0
    for _, of_day in groupby(_within_days(rows.order_by("starts_at")), key=lambda row: day_of(row.starts_at)):
        apart: dict[str, list[ReleasedFigure]] = {}
        for row in of_day:
            apart.setdefault(row.part, []).append(row)
        times = [(row.starts_at, row.ends_at) for part in apart.values() for row in part]
        for rows_of_part in apart.values():
            span = [(row.starts_at, row.ends_at) for row in rows_of_part] if by_part else times
            saved += _put_rows_together(rows_of_part, min(span)[0], max(end for _, end in span))
    return saved


def _cut_along_questions_until(first: datetime) -> list[datetime]:
    """Return how far each family is that is cut along questions and goes on after `first`."""
    along = [family for family in Family if SHAPES[family].of is Family.QUESTIONS]
    rows = ReleasedFigure.objects.filter(family__in=along).values("family").order_by()
    return [row["last"] for row in rows.annotate(last=Max("ends_at")) if row["last"] > first]


def _within_days(rows: Iterator[ReleasedFigure]) -> Iterator[ReleasedFigure]:
    for row in rows:
        if day_of(row.starts_at) == day_of(row.ends_at - timedelta(microseconds=1)):
            yield row


def _put_rows_together(rows: list[ReleasedFigure], starts_at: datetime, ends_at: datetime) -> int:
    kept, *others = rows
    if not others and (kept.starts_at, kept.ends_at) == (starts_at, ends_at):
        return 0
    whole = together(
        Cell(row.count, as_number(row.people), row.milliseconds, tuple(row.times), row.micro_usd) for row in rows
    )
    ReleasedFigure.objects.filter(pk__in=[row.pk for row in others]).delete()
    ReleasedFigure.objects.filter(pk=kept.pk).update(
        count=whole.count,
        people=as_bytes_of(whole.people),
        milliseconds=whole.milliseconds,
        times=list(whole.times),
        micro_usd=whole.micro_usd,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    return len(others)
