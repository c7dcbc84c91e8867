"""Whether people may ask to join, and from where: HR's to say."""

from collections.abc import Sequence

from django.utils import timezone

from accounts.models import JoinRule, User
from tenants.audit.log import record
from tenants.context import is_platform


def current_rule() -> JoinRule:
    """Return the client's rule; without one, nobody may ask. On the platform's host nobody ever may."""
    rule = None if is_platform() else JoinRule.objects.first()
    return rule or JoinRule()


def change_rule(*, is_open: bool, domains: Sequence[str], by: User) -> None:
    rule = JoinRule.objects.select_for_update().first() or JoinRule()
    rule.is_open, rule.domains, rule.changed_at = is_open, list(domains), timezone.now()
    rule.save()
    record("join_rule.changed", actor=by, subject=rule, is_open=is_open, domains=list(domains))
