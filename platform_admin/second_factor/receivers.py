"""What follows when a second factor is shown, and why no client's work ever looks for one."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_used
from django.db.models import Manager, QuerySet
from django.http import HttpRequest

from accounts.models import User
from tenants.audit.log import record
from tenants.binding import bound
from tenants.second_factor import show


class _OfThePlatform(Manager):
    """Finds nothing, and asks nothing, while a client is bound.

    People of clients have the same model as operators, so Django would look for the factors of each one it deletes,
    in a table that the client's schema does not have and its role may not read.
    """

    def get_queryset(self) -> QuerySet[Authenticator]:
        rows, binding = super().get_queryset(), bound.get()
        return rows.none() if binding and binding.client else rows


def connect() -> None:
    # In the place of the one that Django makes, not beside the library's own: that would be a change of its tables.
    manager = _OfThePlatform()
    manager.model, manager.name = Authenticator, "_base_manager"
    Authenticator._meta.base_manager = manager
    authenticator_used.connect(_remember, dispatch_uid="second_factor_shown")


def _remember(sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **rest: object) -> None:
    show(request, user)
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        authenticator.refresh_from_db()  # the library has marked the code as used in a row of its own
        left = len(authenticator.wrap().get_unused_codes())
        record("operator.recovery_code_used", actor=user, subject=user, left=left)
