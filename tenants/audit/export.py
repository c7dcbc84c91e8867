"""The audit as a file: a table for people, or lines that can be checked by whoever has them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone

from tenants.audit.chain import COLUMNS
from tenants.audit.models import AuditEvent
from tenants.audit.names import Told, tell
from tenants.canonical import canonical
from tenants.csv_out import MARK, csv_line

CSV, JSONL = "csv", "jsonl"
_TYPES = {CSV: "text/csv; charset=utf-8", JSONL: "application/x-ndjson"}
_AT_ONCE = 500
_HEAD = (
    "Number",
    "When (UTC)",
    "What",
    "By",
    "About",
    "Name",
    "Reason",
    "Details",
    "IP address",
    "Request",
    "Action",
    "Hash",
)

Scope = Callable[[], AbstractContextManager[object]]


def export(events: QuerySet[AuditEvent], kind: str, *, scope: Scope) -> StreamingHttpResponse:
    """Return the events as a file, the oldest first, a few hundred at a time.

    The rows are read while the file is sent, when the request's own scope is left: `scope` enters it again.
    """
    lines = csv_lines(events, scope) if kind == CSV else jsonl_lines(events, scope)
    name = f"audit-{timezone.now():%Y-%m-%d}.{kind}"
    return StreamingHttpResponse(
        lines, content_type=_TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def csv_lines(events: QuerySet[AuditEvent], scope: Scope) -> Iterator[str]:
    """The table for people: a line of names, then one an event."""
    yield MARK + csv_line(_HEAD)
    for told in _batches(events, scope):
        yield "".join(csv_line(_cells(one)) for one in told)


def jsonl_lines(events: QuerySet[AuditEvent], scope: Scope) -> Iterator[str]:
    """A line an event: `hash` is the SHA-256 of `event` written as canonical JSON (tenants.canonical)."""
    for told in _batches(events, scope):
        yield "".join(f"{canonical(_checkable(one))}\n" for one in told)


def _batches(events: QuerySet[AuditEvent], scope: Scope) -> Iterator[list[Told]]:
    number = 0
    while True:
        with scope():
            told = tell(events.filter(number__gt=number).order_by("number")[:_AT_ONCE])
        if not told:
            return
        yield told
        number = told[-1].event.number


def _cells(told: Told) -> tuple[str, ...]:
    event = told.event
    detail = {key: value for key, value in event.detail.items() if key != "reason"}
    return (
        str(event.number),
        f"{event.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        told.what,
        told.who,
        told.subject_kind,
        told.subject_name,
        told.reason,
        canonical(detail) if detail else "",
        event.ip_address,
        event.request_id,
        event.action,
        event.hash,
    )


def _checkable(told: Told) -> dict[str, object]:
    event = told.event
    written = {name: getattr(event, name) for name in COLUMNS}
    return {
        "event": {**written, "at": event.at.astimezone(UTC).isoformat()},
        "hash": event.hash,
        "told": {"what": told.what, "by": told.who, "about": told.subject_kind, "name": told.subject_name},
    }
