"""Mails to a client's owner: that an operator asks to see HR's pages, sees them, and has seen them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.mails.letters import Letter, send_letter
from platform_admin.contacts import contacts_of
from platform_admin.models import SupportVisit
from tenants.audit.models import AuditEvent
from tenants.clock import moment_in_words
from tenants.links import absolute_url

MOST_LISTED = 200
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class SeenPage:
    at: datetime
    page: str  # its address, without what was searched for


def seen_pages(visit: SupportVisit) -> list[SeenPage]:
    """Return what was opened, first to last, as the chain of the scope one is in has it."""
    rows = AuditEvent.objects.filter(action="support.page_seen", detail__visit=str(visit.pk)).order_by("number")
    return [SeenPage(row.at, row.detail["page"]) for row in rows[:MOST_LISTED]]


def ask_owner(visit: SupportVisit) -> None:
    """Ask the client's owner to allow the visit. Raises OSError if no mail can be sent."""
    _mail(
        visit,
        "asks to see your HR pages",
        f"A platform operator asks to see your HR pages for {visit.minutes} minutes, to read and nothing else.",
        *_why(visit),
        "Nothing is opened unless one of your HR admins allows it.",
        label="Allow it or not",
    )


def tell_what_is_due() -> None:
    """Mail what owners have not been told yet, in the platform's scope; what fails is tried again next time."""
    begun = Q(opened_at__isnull=False, start_told_at=None)
    over = Q(opened_at__isnull=False, ended_at__isnull=False, end_told_at=None)
    for visit in SupportVisit.objects.of_hr().filter(begun | over).select_related("operator", "client"):
        try:
            _tell_once(visit, "start_told_at", _tell_start)
            if visit.ended_at:
                _tell_once(visit, "end_told_at", _tell_end)
        except OSError:
            log.exception("support_visit_not_mailed", visit=str(visit.pk))


def visits_url(visit: SupportVisit) -> str:
    path = reverse("support:visits", urlconf=settings.ROOT_URLCONF)
    return absolute_url(path, host=visit.client.primary_host())


def _tell_once(visit: SupportVisit, field: str, tell: Callable[[SupportVisit], None]) -> None:
    with transaction.atomic():
        # Taken back with the transaction if the mail does not go.
        if SupportVisit.objects.filter(pk=visit.pk, **{field: None}).update(**{field: timezone.now()}):
            tell(visit)


def _tell_start(visit: SupportVisit) -> None:
    _mail(
        visit,
        "sees your HR pages",
        f"A platform operator sees your HR pages from {_time(visit, visit.opened_at)} to "
        f"{_time(visit, visit.ends_at)} at the latest, to read and nothing else. Nobody’s conversations can be opened.",
        *_why(visit),
        "You can end it at once, and ask to be asked before the next time.",
        label="See the visit",
    )


def _tell_end(visit: SupportVisit) -> None:
    pages = seen_pages(visit)
    listed = "\n".join(f"{_time(visit, seen.at)}  {seen.page}" for seen in pages) or "No page was opened."
    opened, ended = _time(visit, visit.opened_at), _time(visit, visit.ended_at)
    _mail(
        visit,
        "has seen your HR pages",
        f"A platform operator saw your HR pages from {opened} to {ended}: {visit.get_ended_how_display()}.",
        *_why(visit),
        f"What was opened:\n{listed}",
        "Each of these stands in your audit too.",
        label="See the visit",
    )


def _why(visit: SupportVisit) -> tuple[str, str]:
    return f"Reason: {visit.reason}", f"Ticket: {visit.ticket}"


def _time(visit: SupportVisit, moment: datetime) -> str:
    return moment_in_words(moment, visit.client.time_zone)


def _mail(visit: SupportVisit, what: str, *paragraphs: str, label: str) -> None:
    for contact in contacts_of(visit.client):
        letter = Letter(
            subject=f"{visit.client.name}: the platform’s support {what}",
            paragraphs=paragraphs,
            why=f"You get this mail because you run this assistant for {visit.client.name}. "
            "Owners are always told who has seen their pages.",
            name=contact.name,
            link=visits_url(visit),
            label=label,
        )
        send_letter("support_visit", letter, to=contact.email)
