"""What goes on at a demo company beside its questions: a trial, people who ask to join, a list of people."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.joining.rule import change_rule
from accounts.models import InvitationList, JoinRequest, JoinRule, User
from accounts.roster_job import read_on, receive
from platform_admin import lifecycle
from tenants.audit.models import AuditEvent
from tenants.binding import ClientRef
from tenants.clock import contract_today
from tenants.context import tenant_scope
from tenants.models import Client

TRIAL_DAYS = 12
_KEPT_DAYS = 8  # less is left: a demonstration that goes on for long is given more, and is never closed by its own days
_STRANGERS = (("marisol.quintero", "Marisol Quintero", "es", 3), ("dale.hutchins", "Dale Hutchins", "en", 1))
_ROSTER_NAME = "people-november.csv"
_ROSTER = (
    "1101,nadia.frost@,Nadia Frost,active,2026-10-12",
    "1102,theo.lindqvist@,Theo Lindqvist,active,2026-10-19",
    "1103,marisol.vega@,Marisol Vega,leave,2026-09-28",
    "1104,owen.pratt@,Owen Pratt,gone fishing,2026-10-05",
    "1105,priya.raman@,,active,2026-10-26",
    "1106,nadia.frost@,Nadia Frost-Lee,active,2026-10-12",
)


def seed_trial(ref: ClientRef) -> None:
    """Have the client be on trial, in the platform's scope; what an operator made of it stays."""
    client, today = Client.objects.get(pk=ref.id), contract_today()
    was_set = AuditEvent.objects.filter(action="client.trial_set", subject_id=str(ref.id)).exists()
    days = client.trial_days_left(today)
    if not was_set or (days is not None and days < _KEPT_DAYS):
        lifecycle.set_trial(client, until=today + timedelta(days=TRIAL_DAYS), today=today, by=None)


def seed_joining(ref: ClientRef) -> None:
    """Let people ask to join, and have some wait for HR."""
    now = timezone.now()
    with tenant_scope(ref), transaction.atomic():
        if JoinRule.objects.exists():
            return
        owner = User.objects.filter(role=User.Role.HR_ADMIN).order_by("email").first()
        domain = owner.email.partition("@")[2]
        change_rule(is_open=True, domains=[domain], by=owner)
        for address, name, language, days_ago in _STRANGERS:
            confirmed_at = now - timedelta(days=days_ago)
            JoinRequest.objects.create(
                email=f"{address}@{domain}",
                name=name,
                language=language,
                state=JoinRequest.State.WAITING,
                reason=JoinRequest.Reason.UNKNOWN,
                asked_at=confirmed_at,
                confirmed_at=confirmed_at,
                expires_at=confirmed_at + JoinRequest.WAITS_FOR,
            )


def seed_roster(ref: ClientRef) -> None:
    """Have a list of people wait for HR to look at it: new ones, a change, and lines that are wrong."""
    with tenant_scope(ref):
        if InvitationList.objects.exists():
            return
        owner = User.objects.filter(role=User.Role.HR_ADMIN).order_by("email").first()
        domain = owner.email.partition("@")[2]
        employees = User.objects.filter(role=User.Role.EMPLOYEE, is_active=True).order_by("email")
        known = [f"{1001 + place},{person.email},{person.name},active," for place, person in enumerate(employees[:3])]
        lines = [*known, *(line.replace("@", f"@{domain}", 1) for line in _ROSTER)]
        text = "\n".join(("employee_id,email,name,status,hire_date", *lines))
        listing = receive(ContentFile(text.encode()), name=_ROSTER_NAME, by=owner, now=timezone.now())
        read_on(listing.pk)
