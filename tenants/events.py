"""What happens at a client, told under a pseudonym.

`track` is called wherever something happens. It never raises and asks no database: what a request tells is gathered and
sent to Redis in one command once its response is sent; outside of requests each event is sent at once. Within a
transaction an event waits for the commit, and goes with a rollback. What becomes of the events then is
`analytics/collect/`.
"""

import os
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Protocol
from uuid import UUID

import structlog
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from tenants import event_stream
from tenants.context import current_schema
from tenants.keys import client_signer
from tenants.roles import EMPLOYEE

SCHEMA_VERSION = 1
PSEUDONYM_LENGTH = 32
MOST_DAYS_KEPT = 90  # of any event; by the client's rule it may be fewer
NUMBER_DAYS_KEPT = 35  # of the number that stands for a person in counts, after its quarter: no event can come any more
log = structlog.get_logger(__name__)


class Kind(models.TextChoices):
    CHAT_MESSAGE = "chat_message"
    TOOL_USE = "tool_use"
    PAGE_VIEW = "page_view"
    USER_ACTION = "user_action"
    FEEDBACK = "feedback"
    HAND_OVER = "hand_over"
    SEARCH = "search"
    DOCUMENT_OPENED = "document_opened"


class Person(Protocol):
    pk: UUID
    role: str


class Gathered:
    """What was told within a stretch of work, to be sent together."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict]] = []
        self._is_left = False

    def behind(self, act: Callable[[], None]) -> Callable[[], None]:
        """Return what does the same, and then sends; until then nothing is sent."""
        self._is_left = True

        def act_and_send() -> None:
            try:
                act()
            finally:
                self._send_all()

        return act_and_send

    def end(self) -> None:
        if not self._is_left:
            self._send_all()

    def _send_all(self) -> None:
        events, self.events = self.events, []
        _send(events)


_gathered: ContextVar[Gathered | None] = ContextVar("gathered_events", default=None)
_forgetters: list[Callable[[str, list[str]], None]] = []
_is_hushed: ContextVar[bool] = ContextVar("events_are_hushed", default=False)


def track(kind: Kind, name: str = "", *, person: Person | None, at: datetime | None = None, **data: object) -> None:
    """Tell that something happened. Nobody but employees is counted: HR, who reads the counts, knows what HR did.

    `data` holds identifiers, codes and numbers, never words of anybody.
    """
    try:
        if getattr(person, "role", None) != EMPLOYEE or _is_hushed.get():
            return
        event = _event(kind, name, person, at or timezone.now(), data)
        if not is_in_sample(event["person"]):
            return
        transaction.on_commit(partial(_tell, current_schema(), event), robust=True)
    except Exception:
        # Whatever is wrong with counting, what is counted goes on.
        log.exception("event_not_told", kind=str(kind))


@contextmanager
def gathering() -> Iterator[Gathered]:
    """Send what is told within all at once, at the end, and also after an error: what was committed did happen."""
    gathered = Gathered()
    token = _gathered.set(gathered)
    try:
        yield gathered
    finally:
        _gathered.reset(token)
        gathered.end()


@contextmanager
def hushed() -> Iterator[None]:
    """Let nothing be told: where an operator looks in as somebody, that person has done nothing."""
    token = _is_hushed.set(True)
    try:
        yield
    finally:
        _is_hushed.reset(token)


def pseudonym_of(user_pk: UUID, quarter: date) -> str:
    """Return what a person is called in the events of a quarter: keyed with what no client's role can read."""
    return client_signer("event-person").signature(f"{quarter}:{user_pk}")[:PSEUDONYM_LENGTH]


def when_forgotten(act: Callable[[str, list[str]], None]) -> None:
    """Have this called with a client's schema and pseudonyms, where it is to be forgotten whose their events were."""
    _forgetters.append(act)


def forget_events_of(person: Person) -> None:
    """Have it forgotten whose the events were that are kept of a person; those to come are told as before."""
    now = timezone.now()
    quarters = {quarter_of(now - timedelta(days=back)) for back in range(0, MOST_DAYS_KEPT + 31, 31)}
    pseudonyms = [pseudonym_of(person.pk, quarter) for quarter in sorted(quarters)]
    for act in _forgetters:
        transaction.on_commit(partial(act, current_schema(), pseudonyms), robust=True)


def is_in_sample(pseudonym: str) -> bool:
    """Whole people are in the sample or not, so that whatever is counted is counted of the same ones."""
    return settings.EVENT_SAMPLE_PERCENT >= 100 or zlib.crc32(pseudonym.encode()) % 100 < settings.EVENT_SAMPLE_PERCENT


def quarter_of(moment: datetime) -> date:
    """Return the first day of the calendar quarter in which it is.

    In UTC for every client: were it the client's own zone, an hour would be of another quarter when that changes, where
    people have other names and numbers.
    """
    day = moment.astimezone(UTC)
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def beginning_of(quarter: date) -> datetime:
    return datetime(quarter.year, quarter.month, 1, tzinfo=UTC)


def new_event_id() -> UUID:
    """Return a UUID of version 7: those made later sort behind, so that the database adds them at one end."""
    milliseconds = time.time_ns() // 1_000_000
    chance = int.from_bytes(os.urandom(10))
    low = (0b10 << 62) | (chance & ((1 << 62) - 1))
    return UUID(int=(milliseconds & ((1 << 48) - 1)) << 80 | 7 << 76 | (chance >> 68) << 64 | low)


def _event(kind: Kind, name: str, person: Person, at: datetime, data: dict[str, object]) -> dict[str, object]:
    return {
        "version": SCHEMA_VERSION,
        "id": str(new_event_id()),
        "kind": Kind(kind).value,
        "name": name,
        "at": at.timestamp(),
        "person": pseudonym_of(person.pk, quarter_of(at)),
        "data": {key: value for key, value in data.items() if value not in (None, "", 0, [], ())},
    }


def _tell(schema_name: str, event: dict[str, object]) -> None:
    gathered = _gathered.get()
    if gathered is None:
        _send([(schema_name, event)])
    else:
        gathered.events.append((schema_name, event))


def _send(events: list[tuple[str, dict]]) -> None:
    by_client: dict[str, list[dict]] = {}
    for schema_name, event in events:
        by_client.setdefault(schema_name, []).append(event)
    for schema_name, those in by_client.items():
        event_stream.append(schema_name, those)
