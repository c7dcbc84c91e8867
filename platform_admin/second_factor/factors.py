"""An operator's factors, added, removed and reset: each change is recorded, and ends the sessions that it should."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User
from accounts.people import end_sessions
from tenants.audit.log import record
from tenants.second_factor import FACTORS, show


class LastFactor(ValueError):
    """Removing it would leave a password alone; the message says what to do."""


def added(request: HttpRequest, factor: Authenticator) -> None:
    """The operator has just set this one up, and shown it by that; other sessions have to show it too."""
    operator = request.user
    record("operator.factor_added", actor=operator, subject=operator, kind=factor.type)
    show(request, operator)
    _go_on_here_alone(request)


def remove(request: HttpRequest, factor: Authenticator) -> None:
    """Take an app or a passkey away. Raises LastFactor."""
    operator = request.user
    with transaction.atomic():
        # Locked, so that the last two are not removed at the same moment.
        User.objects.select_for_update().get(pk=operator.pk)
        if not may_remove(factor):
            raise LastFactor("This is your only second factor. Add another one first, then remove it.")
        factor.delete()
        record("operator.factor_removed", actor=operator, subject=operator, kind=factor.type)
    _go_on_here_alone(request)


def may_remove(factor: Authenticator) -> bool:
    return of_operator(factor.user_id).exclude(pk=factor.pk).exists()


def reset(operator: User, *, by: User | None, reason: str) -> None:
    """Take everything away, codes too, and sign the operator out; the next sign-in sets up a new factor."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=operator.pk).delete()
        end_sessions(operator)
        record("operator.second_factor_reset", actor=by, subject=operator, reason=reason)


def of_operator(user_id: object) -> QuerySet[Authenticator]:
    """Return apps and passkeys, the oldest first; recovery codes are no factor of their own."""
    return Authenticator.objects.filter(user_id=user_id, type__in=FACTORS).order_by("created_at", "pk")


def _go_on_here_alone(request: HttpRequest) -> None:
    end_sessions(request.user)
    request.session.cycle_key()
