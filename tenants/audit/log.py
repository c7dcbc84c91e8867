"""Appending to the audit of the schema that the work is bound to.

Whoever appends holds the chain until the transaction ends: the next one waits for its COMMIT or ROLLBACK, so numbers
have no gap and come in the order of commits. Rows before chain: a transaction records when it has locked what it
changes, or two of them may wait for each other (PostgreSQL then ends one). Of two chains, the platform's is first.
"""

from django.db import connection, models, transaction
from django.utils import timezone

from tenants.audit.chain import COLUMNS, START, Head, hash_of, settled
from tenants.audit.models import AuditEvent
from tenants.audit.origin import NOWHERE, current_origin
from tenants.context import is_platform
from tenants.postgresql.statement import Statement

_HEAD = Statement("SELECT number, hash FROM audit_auditevent ORDER BY number DESC LIMIT 1")


def record(action: str, *, actor: models.Model | None, subject: models.Model | None = None, **detail: object) -> None:
    """Append one event, in the transaction of what it tells about."""
    origin = current_origin() if is_platform() else NOWHERE
    # No savepoint: what cannot be written down must not have happened.
    with transaction.atomic(savepoint=False):
        head = _take_turn()
        event = AuditEvent(
            number=head.number + 1,
            previous=head.hash,
            at=timezone.now(),
            action=action,
            actor_id=actor.pk if actor else None,
            actor_role=actor.role if actor else "",
            subject_type=subject._meta.label_lower if subject else "",
            subject_id=str(subject.pk) if subject else "",
            detail=settled(detail),
            ip_address=origin.ip_address,
            request_id=origin.request_id,
        )
        event.hash = hash_of({name: getattr(event, name) for name in COLUMNS})
        event.save(force_insert=True)


def read_head() -> Head:
    """Return the last row of the chain that is committed; nobody is kept from appending to it."""
    return _head(connection.ask(_HEAD)[0])


def _take_turn() -> Head:
    """Wait for whoever appends to this chain, and return its last row.

    Both are sent at once, and still are two statements: the second is read with a snapshot of its own, taken when the
    lock is held, so it sees what the one before has committed.
    """
    lock = Statement("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"audit:{connection.schema_name}",))
    return _head(connection.ask(lock, _HEAD)[1])


def _head(rows: list[tuple]) -> Head:
    return Head(*rows[0]) if rows else START
