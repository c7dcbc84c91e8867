"""How long the company keeps conversations."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from chat.models import USUALLY_KEPT_DAYS, KeepingRule
from tenants.audit.log import record
from tenants.context import current_client
from tenants.events import MOST_DAYS_KEPT


def kept_days() -> int:
    rule = KeepingRule.objects.first()
    return rule.days if rule else USUALLY_KEPT_DAYS


def events_kept_days() -> int:
    """Return how long what happened is kept to be counted: never longer than conversations are."""
    return min(MOST_DAYS_KEPT, kept_days())


def kept_words() -> str:
    """Return what is said to whoever erases a conversation under a legal hold; "" where it really is erased."""
    if not current_client().is_held:
        return ""
    return _(
        "You no longer see it, and HR cannot read it. It is not erased yet: a legal hold, set for your company, "
        "forbids that. It is erased when the hold ends."
    )


def keep_for(days: int, *, by: User | None) -> None:
    """Keep conversations for so many days after the last answer; those that are older go with the next sweep."""
    with transaction.atomic():
        before = kept_days()
        rule, _ = KeepingRule.objects.update_or_create(defaults={"days": days})
        if days != before:
            record("conversations.kept_for", actor=by, subject=rule, days=days, before=before)
