"""By which zone the days of the rollups are cut, and how they are cut anew when the client gets another one.

The zone stands beside the rollups and is looked at by whoever has the turn with them. Whatever zone a worker was begun
with, and whenever it was killed, all days are of one zone, and a recount by it comes to the same.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import structlog
from django.utils import timezone

from analytics import people, times
from analytics.models import Rollup, RollupZone
from analytics.rollups.count import Place, day_of, write_rows
from tenants.context import current_client
from tenants.events import MOST_DAYS_KEPT
from tenants.time_zones import PLATFORM_ZONE, known_zones

# More than a recount looks at, and less than hours are kept for. Days before stay as they were counted.
CUT_ANEW = timedelta(days=MOST_DAYS_KEPT + 10)
log = structlog.get_logger(__name__)


def settle_days(*, now: datetime) -> None:
    """Cut the days at the client's midnights if they are cut at others. In a transaction that holds the rollups.

    A day in which the new days begin is counted as two: the old one ends there, and keeps what it has.
    """
    wanted = current_client().time_zone
    kept = RollupZone.objects.first() or RollupZone(pk=1, time_zone=PLATFORM_ZONE)
    if kept.time_zone == wanted:
        return
    since = _first_day(kept, now - CUT_ANEW)
    Rollup.objects.filter(grain=Rollup.Grain.DAY, starts_at__gte=since).delete()
    hours = Rollup.objects.filter(grain=Rollup.Grain.HOUR, starts_at__gte=since).order_by("starts_at")
    for day, of_day in groupby(hours.iterator(), key=lambda row: max(day_of(row.starts_at), since)):
        write_rows(_days_of(day, of_day))
    kept.time_zone, kept.since = wanted, since
    kept.save()
    log.info("days_cut_anew", zone=wanted)


def _first_day(kept: RollupZone, moment: datetime) -> datetime:
    """Return where a day of now begins: that of the moment, or the first there is."""
    # A backup may come from where other zones are known.
    zone = kept.time_zone if kept.time_zone in known_zones() else PLATFORM_ZONE
    with timezone.override(ZoneInfo(zone)):
        day = day_of(moment)
    return day if kept.since is None else max(day, kept.since)


def _days_of(day: datetime, hours: Iterator[Rollup]) -> list[Rollup]:
    """Return what these hours of a day come to, by family and part."""
    found: dict[tuple[str, str], Rollup] = {}
    for hour in hours:
        place = Place(Rollup.Grain.DAY.value, day, hour.family, hour.part)
        row = found.setdefault((hour.family, hour.part), Rollup(**place._asdict()))
        row.count += hour.count
        row.people = people.together([row.people, hour.people])
        row.milliseconds += hour.milliseconds
        row.times = times.together([row.times, hour.times])
        row.micro_usd += hour.micro_usd
    return list(found.values())
