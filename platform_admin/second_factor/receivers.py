"""What follows when a second factor is shown, and why no client's work ever looks for one."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_used
from django.db.models import Manager, QuerySet
from django.http import HttpRequest

from accounts.models import User
from tenants.audit.log import record
from tenants.context import is_platform
from tenants.second_factor import show


class _OfThePlatform(Manager):
    """Finds nothing, and asks nothing, while a client is bound.

    People of clients have the same model as operators, so Django would look for the factors of each one it deletes,
    in a table that the client's schema does not have and its role may not read.
    """

    def get_queryset(self) -> QuerySet[Authenticator]:
        rows = super().get_queryset()
        return rows if is_platform() else rows.none()


def connect() -> None:
    Authenticator.add_to_class("of_the_platform", _OfThePlatform())
    Authenticator._meta.base_manager_name = "of_the_platform"
    authenticator_used.connect(_remember, dispatch_uid="second_factor_shown")


def _remember(sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **rest: object) -> None:
    show(request, user)
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        left = len(authenticator.wrap().get_unused_codes())
        record("operator.recovery_code_used", actor=user, subject=user, left=left)
