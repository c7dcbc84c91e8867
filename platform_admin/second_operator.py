"""Whether an operator's yes to what another asked for is a second person's, and not the asker's second mailbox."""

from datetime import datetime, timedelta

from accounts.models import User
from platform_admin.second_factor.factors import of_operator
from tenants.audit.models import AuditEvent
from tenants.roles import OPERATOR

LET_IN_BY_THE_ASKER = timedelta(days=30)
# What gives somebody else's account into the hands of whoever reads its mail.
_LETTING_IN = ("operator.created", "operator.reopened", "operator.second_factor_reset")


def why_not_second(operator: User, *, asked_by: User, asked_at: datetime) -> str:
    """Return a sentence why this operator's word does not count, "" if it does. In the platform's scope."""
    if operator.pk == asked_by.pk:
        return "Whoever asked cannot approve it. Ask another operator."
    if not of_operator(operator.pk).filter(created_at__lt=asked_at).exists():
        return (
            "Your app or passkey was set up after this was asked for, so it cannot be approved by you. Ask an operator "
            "who had one before, or have it asked for anew."
        )
    let_in = AuditEvent.objects.filter(
        action__in=_LETTING_IN,
        actor_id=asked_by.pk,
        subject_id=str(operator.pk),
        at__gt=asked_at - LET_IN_BY_THE_ASKER,
    )
    if let_in.exists():
        return (
            f"{asked_by.name} invited you, reopened your account or reset your second factor within the last "
            f"{LET_IN_BY_THE_ASKER.days} days, so yours is no second word. Ask another operator."
        )
    return ""


def is_there_a_second(asker: User, *, now: datetime) -> bool:
    """Whether anybody could approve what this operator asks for now."""
    others = User.objects.filter(role=OPERATOR, is_active=True).exclude(pk=asker.pk)
    return any(not why_not_second(one, asked_by=asker, asked_at=now) for one in others)
