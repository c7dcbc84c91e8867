"""Anchors: what the platform's chain has written down of a client's, so that rows cut off its end are missed."""

from django.db.models import QuerySet

from tenants.audit.chain import Head
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope
from tenants.models import Client

ANCHORED, VERIFIED, BROKEN = "audit.anchored", "audit.verified", "audit.broken"
CHECKS = (ANCHORED, VERIFIED, BROKEN)


def anchors_of(client: Client) -> list[Head]:
    """Return every head of the client's chain that was anchored, the oldest first."""
    with platform_scope():
        told = _checks(client.pk).filter(action=ANCHORED).order_by("number").values_list("detail", flat=True)
        return [Head(detail["number"], detail["hash"]) for detail in told]


def last_check(client_id: object | None) -> AuditEvent | None:
    """Return the event of the last time a client's chain was verified; the platform's own for None."""
    with platform_scope():
        return _checks(client_id).order_by("-number").first()


def _checks(client_id: object | None) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(action__in=CHECKS, subject_id=str(client_id or ""))
