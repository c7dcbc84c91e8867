"""Limits entered, verified, taken back. Each change is one transaction, written down, and told to every process.

pending ─ a value is entered ─> projected ─ a second operator verifies ─> published ─ another is published ─> superseded
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from benefits.federal.keys import BY_KEY, limit_name
from benefits.federal.limits import forget_limits
from benefits.federal.models import FederalLimit, LimitStatus
from platform_admin.acts import record_act
from platform_admin.limits.entered import SAID, EnteredLimit, LimitRefused, fault_of
from platform_admin.second_operator import why_not_second

_MEANWHILE = "Somebody has changed this limit meanwhile. Load the page again and look at what stands there now."


def enter(told: EnteredLimit, *, by: User, now: datetime) -> FederalLimit | None:
    """Keep what was said until a second operator verifies it; None if just this is there already.

    Raises LimitRefused.
    """
    fault = fault_of(told)
    if fault:
        raise LimitRefused(fault)
    try:
        with transaction.atomic():
            return _enter(told, by=by, now=now)
    except IntegrityError as error:
        raise LimitRefused(_MEANWHILE) from error


def verify(pk: UUID, *, seen: datetime, by: User, now: datetime) -> FederalLimit:
    """Publish what another operator has entered; `seen` is when what was looked at was entered. Raises LimitRefused."""
    try:
        with transaction.atomic():
            row = FederalLimit.objects.select_for_update().get(pk=pk)
            if row.status != LimitStatus.PROJECTED or row.entered_at != seen:
                raise LimitRefused(_MEANWHILE)
            refused = why_not_verified_by(row, by)
            if refused:
                raise LimitRefused(refused)
            return _publish(row, by=by, now=now)
    except IntegrityError as error:
        raise LimitRefused(_MEANWHILE) from error


def why_not_verified_by(row: FederalLimit, operator: User) -> str:
    """Return a sentence why this operator's word is no second one, "" if it is."""
    if row.entered_by is None:
        return (
            "It came with the product and has no official source yet. Enter it anew from the source; another operator "
            "verifies it."
        )
    if row.entered_by_id == operator.pk:
        return "You entered it, so somebody else verifies it. Ask another operator."
    return why_not_second(operator, asked_by=row.entered_by, asked_at=row.entered_at)


def mark_pending(pk: UUID, *, by: User, reason: str, now: datetime) -> FederalLimit:
    """Take a value back until a right one is entered; one that was published stays as superseded.

    Takes one person: without the figure nothing is told, which harms less than a wrong one. Raises LimitRefused.
    """
    try:
        with transaction.atomic():
            row = FederalLimit.objects.select_for_update().get(pk=pk)
            if row.status not in (LimitStatus.PROJECTED, LimitStatus.PUBLISHED):
                raise LimitRefused("There is no value to take back.")
            told = _said(row)
            if row.status == LimitStatus.PUBLISHED:
                FederalLimit.objects.filter(pk=row.pk).update(status=LimitStatus.SUPERSEDED)
            awaited = _awaited(row, by=by, now=now, reason=reason)
            record_act("limit.marked_pending", by=by, client=None, limit=_name(row), before=told, reason=reason)
            forget_limits()
            return awaited
    except IntegrityError as error:
        raise LimitRefused(_MEANWHILE) from error


def _enter(told: EnteredLimit, *, by: User, now: datetime) -> FederalLimit | None:
    limit = BY_KEY[told.key]
    row = FederalLimit(key=told.key, dimension=told.dimension, jurisdiction=told.jurisdiction)
    there = FederalLimit.objects.of(row).filter(effective_from=told.effective_from).select_for_update()
    waiting = there.waiting().first()
    standing = there.published().first()
    if told.value is None and standing is not None:
        raise LimitRefused("It is published. To take the value back, open it and mark it pending.")
    if any(present and told.is_said_by(present) for present in (waiting, standing)):
        return None
    row = waiting or row
    before = _said(row) if waiting else {}
    for name in SAID:
        setattr(row, name, getattr(told, name))
    row.effective_from, row.unit, row.basis = told.effective_from, limit.unit, limit.basis
    row.status = LimitStatus.PENDING if told.value is None else LimitStatus.PROJECTED
    row.entered_by, row.entered_at, row.shipped_in = by, now, ""
    row.supersedes = standing
    row.save()
    record_act("limit.entered", by=by, client=None, limit=_name(row), before=before, after=_said(row))
    forget_limits()
    return row


def _publish(row: FederalLimit, *, by: User, now: datetime) -> FederalLimit:
    replaced = _make_room(row)
    row.status, row.verified_by, row.verified_at = LimitStatus.PUBLISHED, by, now
    row.supersedes = replaced or row.supersedes
    row.save()
    before = _said(replaced) if replaced else {}
    record_act("limit.published", by=by, client=None, limit=_name(row), before=before, after=_said(row))
    forget_limits()
    return row


def overlapping(row: FederalLimit) -> QuerySet[FederalLimit]:
    """Return what is published for days on which this row holds as well."""
    others = FederalLimit.objects.of(row).published().exclude(pk=row.pk)
    others = others.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=row.effective_from))
    return others.filter(effective_from__lte=row.effective_to) if row.effective_to else others


def _make_room(row: FederalLimit) -> FederalLimit | None:
    """Supersede or end what is published for the same days; return what the row replaces. Raises LimitRefused."""
    replaced = None
    for other in overlapping(row).select_for_update():
        if other.effective_from > row.effective_from and row.effective_to is None:
            raise LimitRefused(
                f"A value from {other.effective_from} on is published as well, and this one has no end. Say on which "
                "day it ends, so that the later one stays."
            )
        ends_with_it = row.effective_to is None or (other.effective_to and other.effective_to <= row.effective_to)
        if not ends_with_it:
            raise LimitRefused(
                f"A value from {other.effective_from} on holds longer than this one, which ends {row.effective_to}. "
                "Enter it without an end, or mark the other one pending first."
            )
        if other.effective_from < row.effective_from:
            FederalLimit.objects.filter(pk=other.pk).update(effective_to=row.effective_from - timedelta(days=1))
        else:
            FederalLimit.objects.filter(pk=other.pk).update(status=LimitStatus.SUPERSEDED)
        replaced = other
    return replaced


def _awaited(row: FederalLimit, *, by: User, now: datetime, reason: str) -> FederalLimit:
    """Return the row that waits for a value where this one had its own."""
    cleared = {"value": None, "published_on": None, "status": LimitStatus.PENDING, "note": reason}
    by_whom = {"entered_by": by, "entered_at": now, "verified_by": None, "verified_at": None, "shipped_in": ""}
    if row.status == LimitStatus.PROJECTED:
        FederalLimit.objects.filter(pk=row.pk).update(**cleared, **by_whom)
        row.refresh_from_db()
        return row
    waiting = FederalLimit.objects.of(row).waiting().filter(effective_from=row.effective_from).first()
    if waiting is not None:
        # A correction is entered already, and is what the year waits for.
        return waiting
    same = {
        name: getattr(row, name) for name in ("key", "dimension", "jurisdiction", "unit", "basis", "effective_from")
    }
    return FederalLimit.objects.create(**same, effective_to=row.effective_to, supersedes=row, **cleared, **by_whom)


def _said(row: FederalLimit) -> dict[str, str]:
    """Return what the row says, as it is written down."""
    told = {name: getattr(row, name) for name in (*SAID, "status")}
    return {name: str(value) for name, value in told.items() if value not in (None, "")}


def _name(row: FederalLimit) -> str:
    place = "" if row.jurisdiction == "US" else f" ({row.jurisdiction})"
    return f"{limit_name(row.key, row.dimension)}{place}, from {row.effective_from} on"
