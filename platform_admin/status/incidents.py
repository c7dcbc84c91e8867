"""Incidents as operators tell them: opened, gone on with, over. Clients see them within a page, the status page too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from platform_admin.acts import record_act
from platform_admin.alerts.send import announce
from platform_admin.models import Incident, IncidentUpdate
from tenants.audit.log import record
from tenants.hosts import forget_hosts
from tenants.models import Client
from tenants.notices import Notice

TONES = {
    Incident.Severity.MAINTENANCE: "info",
    Incident.Severity.DEGRADED: "warning",
    Incident.Severity.OUTAGE: "danger",
}


class IncidentOver(RuntimeError):
    """It was resolved, by somebody else perhaps; nothing more is told of it."""


@dataclass(frozen=True)
class NewIncident:
    """What an operator says of it. No clients: it is for all."""

    title: str
    title_es: str
    text: str
    text_es: str
    severity: str
    components: Sequence[str]
    clients: Sequence[Client] = ()


def open_incident(wanted: NewIncident, *, by: User, now: datetime) -> Incident:
    with transaction.atomic():
        incident = Incident.objects.create(
            title=wanted.title,
            title_es=wanted.title_es,
            severity=wanted.severity,
            components=list(wanted.components),
            is_for_all=not wanted.clients,
            opened_by=by,
            opened_at=now,
        )
        incident.clients.set(wanted.clients)
        _write(incident, text=wanted.text, text_es=wanted.text_es, by=by, now=now)
        whom = _whom(incident)
        record_act("incident.opened", by=by, client=None, title=wanted.title, severity=wanted.severity, clients=whom)
        announce("incident.opened", _as_json(incident, wanted.text))
        _show()
    return incident


def open_for_operators(title: str, text: str) -> Incident:
    """Open one that nobody else sees until an operator shows it: what a probe found is not told to everybody unread."""
    with transaction.atomic():
        incident = Incident.objects.create(
            title=title[:120],
            title_es=title[:120],
            severity=Incident.Severity.OUTAGE,
            is_shown=False,
        )
        _write(incident, text=text[:1000], text_es=text[:1000], by=None, now=incident.opened_at)
        record("incident.opened", actor=None, title=title, severity=incident.severity, clients=_whom(incident))
        announce("incident.opened", _as_json(incident, text))
    return incident


def go_on(incident: Incident, *, text: str, text_es: str, is_the_end: bool, by: User, now: datetime) -> None:
    """Tell more of it, or that it is over. Raises IncidentOver if it is already."""
    with transaction.atomic():
        # Also locks the row, so that nothing is told after its end.
        standing = Incident.objects.filter(pk=incident.pk, resolved_at__isnull=True)
        if not standing.update(resolved_at=now if is_the_end else None):
            raise IncidentOver
        incident.refresh_from_db()
        _write(incident, text=text, text_es=text_es, by=by, now=now, is_the_end=is_the_end)
        act = "incident.resolved" if is_the_end else "incident.updated"
        told = {"incident": str(incident.pk), "title": incident.title, "clients": _whom(incident)}
        record_act(act, by=by, client=None, **told)
        announce(act, _as_json(incident, text))
        _show()


def with_updates(incidents: QuerySet[Incident]) -> QuerySet[Incident]:
    return incidents.prefetch_related(Prefetch("updates", IncidentUpdate.objects.select_related("written_by")))


def notices_for(client_id: UUID) -> list[Notice]:
    """Return what this client's people are told now, the latest first; see tenants.notices."""
    concerned = Q(is_for_all=True) | Q(clients=client_id)
    open_ones = Incident.objects.filter(concerned, is_shown=True, resolved_at__isnull=True).distinct()
    return [_notice(incident, list(incident.updates.all())) for incident in with_updates(open_ones)]


def _notice(incident: Incident, updates: Sequence[IncidentUpdate]) -> Notice:
    last = updates[-1]
    return Notice(
        key=f"incident-{incident.pk.hex[:12]}-{len(updates)}",
        tone=TONES[incident.severity],
        title=incident.title,
        title_es=incident.title_es,
        text=last.text,
        text_es=last.text_es,
    )


def _write(
    incident: Incident, *, text: str, text_es: str, by: User | None, now: datetime, is_the_end: bool = False
) -> None:
    IncidentUpdate.objects.create(
        incident=incident, text=text, text_es=text_es, written_by=by, at=now, is_the_end=is_the_end
    )


def _whom(incident: Incident) -> str:
    if not incident.is_shown:
        return "operators alone"
    if incident.is_for_all:
        return "all clients"
    return ", ".join(incident.clients.order_by("name").values_list("name", flat=True))


def _show() -> None:
    transaction.on_commit(forget_hosts)


def _as_json(incident: Incident, text: str) -> dict[str, object]:
    return {
        "id": str(incident.pk),
        "title": incident.title,
        "text": text,
        "severity": incident.severity,
        "components": incident.components,
        "is_shown": incident.is_shown,
        "clients": _whom(incident),
        "opened_at": incident.opened_at.isoformat(),
        "resolved_at": incident.resolved_at and incident.resolved_at.isoformat(),
    }
