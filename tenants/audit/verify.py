"""Whether the audit of the schema at hand is as it was written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tenants.audit.chain import COLUMNS, START, Head, hash_of
from tenants.audit.models import AuditEvent

_AT_ONCE = 5000
_LOWEST = -(2**63)


@dataclass(frozen=True)
class Fault:
    """The first row that does not fit: its number, and a sentence of what is wrong with it."""

    number: int
    what: str


@dataclass(frozen=True)
class Walked:
    """How far the chain holds: up to its last row, or up to the one before the fault."""

    head: Head
    fault: Fault | None = None


def verify(anchors: Iterable[Head] = ()) -> Walked:
    """Walk the whole chain, a few thousand rows at a time, and hold it against what was anchored of it."""
    anchored = {anchor.number: anchor.hash for anchor in anchors}
    head = START
    for row in _rows():
        fault = _fault(row, head, anchored)
        if fault:
            return Walked(head, fault)
        head = Head(row["number"], row["hash"])
    last = max(anchored, default=0)
    if last > head.number:
        missing = f"it is missing, and so are all up to row {last}, which was there when it was anchored"
        return Walked(head, Fault(head.number + 1, missing))
    return Walked(head)


def _rows() -> Iterator[Mapping[str, Any]]:
    # From below 1 on: a row that was slipped in before the first one is found as well.
    events, after = AuditEvent.objects.order_by("number").values(*COLUMNS, "hash"), _LOWEST
    while rows := list(events.filter(number__gt=after)[:_AT_ONCE]):
        yield from rows
        after = rows[-1]["number"]


def _fault(row: Mapping[str, Any], head: Head, anchored: Mapping[int, str]) -> Fault | None:
    number = row["number"]
    if number != head.number + 1:
        if number < 1:
            return Fault(number, f"{_name(row)} stands before the first row")
        return Fault(head.number + 1, f"it is missing; the next one is row {number}")
    if row["previous"] != head.hash:
        return Fault(number, f"{_name(row)} does not follow row {head.number} as that one stands now")
    if row["hash"] != hash_of(row):
        return Fault(number, f"{_name(row)} is not what was written")
    if anchored.get(number, row["hash"]) != row["hash"]:
        return Fault(number, f"{_name(row)} is not the one that was anchored; it or one before was written anew")
    return None


def _name(row: Mapping[str, Any]) -> str:
    return f"“{row['action']}” of {row['at']:%Y-%m-%d %H:%M} UTC"
