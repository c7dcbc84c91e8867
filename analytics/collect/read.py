"""From what stands in the stream to events: whatever is not one is told apart with the reason, and blocks nothing."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tenants.events import PSEUDONYM_LENGTH, SCHEMA_VERSION, Kind

# Older ones may have been counted and deleted since, and their quarter's people may have no numbers any more.
OLDEST = timedelta(days=25)
AHEAD = timedelta(minutes=10)  # of what another machine's clock may be
_LONGEST_NAME = 60
_LONGEST_TEXT = 80
_MOST_OF_A_LIST = 100
_MOST_NUMBER = 2**31 - 1
_KINDS = frozenset(Kind.values)


class NotAnEvent(ValueError):
    """What was read is no event that this code knows; the message says why."""


@dataclass(frozen=True, slots=True)
class ToldEvent:
    id: UUID
    kind: str
    name: str
    at: datetime
    person: str
    version: int
    data: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """A place in the stream, with what stands there."""

    number: str
    payload: str
    event: ToldEvent | None
    reason: str = ""  # why it is none


def read(entries: Iterable[tuple[str, str]], *, now: datetime) -> list[Entry]:
    return [_entry(number, payload, now) for number, payload in entries]


def _entry(number: str, payload: str, now: datetime) -> Entry:
    try:
        return Entry(number, payload, read_event(payload, now=now))
    except NotAnEvent as wrong:
        return Entry(number, payload, None, str(wrong))


def read_event(payload: str, *, now: datetime) -> ToldEvent:
    """Return the event; raises NotAnEvent."""
    try:
        told = json.loads(payload)
    except (ValueError, RecursionError) as wrong:
        raise NotAnEvent("It is no JSON.") from wrong
    if not isinstance(told, dict):
        raise NotAnEvent("It is no object.")
    if told.get("version") != SCHEMA_VERSION:
        raise NotAnEvent(f"Version {str(told.get('version'))[:20]} is not known.")
    if told.get("kind") not in _KINDS:
        raise NotAnEvent(f"Kind {str(told.get('kind'))[:40]} is not known.")
    data = told.get("data", {})
    if not isinstance(data, dict) or not all(map(_is_sound, data.values())) or not all(map(_is_text, data)):
        raise NotAnEvent("Its data are not codes and numbers.")
    return ToldEvent(
        id=_id(told.get("id")),
        kind=told["kind"],
        name=_text(told.get("name"), "name", _LONGEST_NAME),
        at=_moment(told.get("at"), now),
        person=_text(told.get("person"), "person", PSEUDONYM_LENGTH),
        version=told["version"],
        data=data,
    )


def _id(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError as wrong:
        raise NotAnEvent("Its id is no UUID.") from wrong


def _text(value: object, what: str, longest: int) -> str:
    if not _is_text(value) or len(value) > longest:
        raise NotAnEvent(f"Its {what} is no text of at most {longest} characters.")
    return value


def _moment(value: object, now: datetime) -> datetime:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise NotAnEvent("Its time is no number.")
    try:
        at = datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError) as wrong:
        raise NotAnEvent("Its time is none.") from wrong
    if at < now - OLDEST:
        raise NotAnEvent(f"It is older than {OLDEST.days} days.")
    if at > now + AHEAD:
        raise NotAnEvent("It has not happened yet.")
    return at


def _is_sound(value: object) -> bool:
    if isinstance(value, list):
        return len(value) <= _MOST_OF_A_LIST and all(map(_is_text, value))
    if isinstance(value, int):
        return 0 <= value <= _MOST_NUMBER
    return _is_text(value)


def _is_text(value: object) -> bool:
    # PostgreSQL stores neither a NUL nor half a surrogate pair.
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT and "\0" not in value and value.isprintable()
