"""What goes on at a demo company beside its questions: a trial, and people who ask to join."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.joining.rule import change_rule
from accounts.models import JoinRequest, JoinRule, User
from platform_admin import lifecycle
from tenants.audit.models import AuditEvent
from tenants.binding import ClientRef
from tenants.clock import contract_today
from tenants.context import tenant_scope
from tenants.models import Client

TRIAL_DAYS = 12
_KEPT_DAYS = 8  # less is left: a demonstration that goes on for long is given more, and is never closed by its own days
_STRANGERS = (("marisol.quintero", "Marisol Quintero", "es", 3), ("dale.hutchins", "Dale Hutchins", "en", 1))


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
