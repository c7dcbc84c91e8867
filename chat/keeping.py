"""How long the company keeps conversations."""

from django.db import transaction

from accounts.models import User
from chat.models import USUALLY_KEPT_DAYS, KeepingRule
from tenants.audit.log import record


def kept_days() -> int:
    rule = KeepingRule.objects.first()
    return rule.days if rule else USUALLY_KEPT_DAYS


def keep_for(days: int, *, by: User | None) -> None:
    """Keep conversations for so many days after the last answer; those that are older go with the next sweep."""
    with transaction.atomic():
        before = kept_days()
        rule, _ = KeepingRule.objects.update_or_create(defaults={"days": days})
        if days != before:
            record("conversations.kept_for", actor=by, subject=rule, days=days, before=before)
