"""Moves the events that wait in Redis into the client's schema: the events and what they come to in one transaction.

At least once, and counted once: an entry is taken out of Redis when PostgreSQL has committed it, and what comes again
is known by its id. Whichever of the two is killed, or the worker between them, the next run goes on.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from time import monotonic

import structlog
from django.db import DataError, connection, transaction
from psycopg.types.json import Jsonb

from analytics.collect.read import Entry, ToldEvent, read
from analytics.rollups.count import add_to_rollups, hour_of
from analytics.rollups.turn import hold_rollups
from tenants import event_stream
from tenants.context import current_schema
from tenants.one_at_a_time import alone
from tenants.postgresql.written import as_array

CHUNK = 5000
TURN_SECONDS = 60  # after which a worker lets others have its place; what is left has its turn five seconds later
LATE = timedelta(hours=1, minutes=15)  # after the beginning of its hour, whose figures may have been released
_KNOWN = "SELECT id FROM analytics_event WHERE id = ANY(%s::uuid[])"
COPY = "COPY analytics_event (id, kind, name, at, person, schema_version, data) FROM STDIN (FORMAT BINARY)"
TYPES = ["uuid", "text", "text", "timestamptz", "text", "int2", "jsonb"]
log = structlog.get_logger(__name__)


def flush(*, now: datetime) -> int:
    """Count what waits of the current client; return how many entries were done with.

    Nothing while another run is at it. Raises RedisError without Redis.
    """
    total, ends_at = 0, monotonic() + TURN_SECONDS
    with alone("events") as is_alone:
        while is_alone and monotonic() < ends_at:
            entries = event_stream.waiting(current_schema(), most=CHUNK)
            if not entries:
                # Whoever was told of in vain is no longer among those with something waiting.
                event_stream.done(current_schema(), [])
                break
            total += _take(read(entries, now=now), now)
    return total


def _take(entries: Sequence[Entry], now: datetime) -> int:
    sound = [entry for entry in entries if entry.event is not None]
    aside = [(entry.reason, entry.payload) for entry in entries if entry.event is None]
    try:
        fresh = _store([entry.event for entry in sound]) if sound else []
    except DataError as trouble:
        if len(sound) > 1:
            # One of them cannot be stored: the others are not to wait for it.
            half = len(entries) // 2
            return _take(entries[:half], now) + _take(entries[half:], now)
        fresh = []
        aside += [(type(trouble).__name__, entry.payload) for entry in sound]
    event_stream.done(current_schema(), [entry.number for entry in entries], aside=aside)
    late = sum(hour_of(event.at) < now - LATE for event in fresh)
    log.info("events_counted", number=len(fresh), again=len(entries) - len(fresh) - len(aside), late=late)
    if aside:
        log.warning("events_set_aside", number=len(aside), reason=aside[0][0])
    return len(entries)


def _store(events: Sequence[ToldEvent]) -> list[ToldEvent]:
    """Store and count those that are not there yet; return them."""
    with transaction.atomic():
        hold_rollups()
        with connection.cursor() as cursor:
            cursor.execute(_KNOWN, [as_array(event.id for event in events)])
            known = {pk for (pk,) in cursor.fetchall()}
        # In the order of their ids, so that the table's index grows at its end.
        fresh = [one for pk, one in sorted({event.id: event for event in events}.items()) if pk not in known]
        if fresh:
            with connection.cursor() as cursor, cursor.copy(COPY) as copy:
                copy.set_types(TYPES)
                for event in fresh:
                    copy.write_row(
                        (event.id, event.kind, event.name, event.at, event.person, event.version, Jsonb(event.data))
                    )
            add_to_rollups(fresh)
    return fresh
