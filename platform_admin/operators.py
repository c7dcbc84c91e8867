"""Operators: the platform's own people, who live in `public`. In the platform's scope only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.api_keys import revoke_api_key
from accounts.mails.send import send
from accounts.models import User
from accounts.people import end_sessions
from platform_admin.models import PlatformKey, SupportVisit
from platform_admin.second_factor import factors
from platform_admin.support.visits import end_all_of
from tenants.audit.log import record


class OperatorRefused(ValueError):
    """It cannot be done; the message says why."""


@dataclass(frozen=True)
class OperatorFacts:
    operator: User
    factors: str  # "Authenticator app, 2 passkeys"; empty before there is one

    @property
    def is_invited(self) -> bool:
        return self.operator.is_active and self.operator.last_login is None


def operators() -> QuerySet[User]:
    return User.objects.filter(role=User.Role.OPERATOR)


def facts_of(*chosen: User) -> list[OperatorFacts]:
    kinds = defaultdict(list)
    for user_id, kind in Authenticator.objects.filter(user__in=chosen).values_list("user_id", "type"):
        kinds[user_id].append(kind)
    return [OperatorFacts(operator, _in_words(kinds[operator.pk])) for operator in chosen]


def create_operator(email: str, *, name: str, password: str | None = None, by: User | None = None) -> User:
    """Make an operator; without a password they come in by sign_in_link()."""
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise OperatorRefused(f"{email} already has an account; “Forgot password” on the sign-in page helps.")
    with transaction.atomic():
        operator = User.objects.create_user(email, name=name, role=User.Role.OPERATOR, password=password)
        record("operator.created", actor=by, subject=operator)
    return operator


def sign_in_link(operator: User) -> str:
    """Return the address where the operator chooses a password: works once, for as long as password resets do."""
    key = f"{user_pk_to_url_str(operator)}-{default_token_generator.make_token(operator)}"
    return get_adapter().get_reset_password_from_key_url(key)


def mail_sign_in_link(operator: User, *, by: User) -> None:
    """Send the link to who has not been here yet. Raises OperatorRefused, and OSError if no mail can be sent."""
    if not operator.is_active or operator.last_login is not None:
        raise OperatorRefused(f"{operator.name} has chosen a password already; “Forgot password” helps.")
    link = sign_in_link(operator)
    send("operator_invitation", to=operator.email, language="en", operator=operator, by=by, link=link)


def close(operator: User, *, by: User) -> int:
    """End the operator's sessions, refuse new sign-ins and revoke the API keys they made; return how many those were.

    Raises OperatorRefused.
    """
    if operator == by:
        raise OperatorRefused("You cannot close your own account. Ask another operator.")
    with transaction.atomic():
        # Locked, so that two operators who close each other's accounts at the same moment do not both succeed.
        if by not in operators().select_for_update(no_key=True).filter(is_active=True):
            raise OperatorRefused("Your own account was closed meanwhile, so nothing was changed.")
        User.objects.filter(pk=operator.pk).update(is_active=False)
        keys = _hold_keys(operator)
        end_sessions(operator)
        end_all_of(operator, how=SupportVisit.End.OPERATOR_CLOSED, by=by, now=timezone.now())
        record("operator.closed", actor=by, subject=operator)
        _revoke(keys, by=by)
    return len(keys)


def reopen(operator: User, *, by: User) -> None:
    """Let the operator sign in again; the API keys they made before stay ended."""
    with transaction.atomic():
        # One that was being made as the account was closed has come since.
        keys = _hold_keys(operator) if operators().filter(pk=operator.pk, is_active=False).exists() else []
        User.objects.filter(pk=operator.pk).update(is_active=True)
        record("operator.reopened", actor=by, subject=operator)
        _revoke(keys, by=by)


def reset_second_factor(operator: User, *, by: User | None, reason: str) -> None:
    """Let the operator set up a new second factor with the password, and tell them. Raises OperatorRefused.

    `by` is nobody for who has the server's command line. Raises OSError if no mail can be sent; it is reset even so.
    """
    if operator == by:
        raise OperatorRefused("Change your own second factor under “Your sign-in”.")
    factors.reset(operator, by=by, reason=reason)
    send("second_factor_reset", to=operator.email, language="en", operator=operator, by=by, reason=reason)


def keys_in_use(operator: User) -> QuerySet[PlatformKey]:
    """Return the API keys they made that still work, or would if their account was open."""
    return PlatformKey.objects.filter(created_by=operator, revoked_at=None, expires_at__gt=timezone.now())


def _hold_keys(operator: User) -> list[PlatformKey]:
    # All of them before the first line of the audit: whoever revokes one at this moment has its row, and wants that.
    return list(keys_in_use(operator).select_for_update(no_key=True).order_by("pk"))


def _revoke(keys: Iterable[PlatformKey], *, by: User) -> None:
    for key in keys:
        revoke_api_key(key, by=by, now=timezone.now())


def _in_words(kinds: list[str]) -> str:
    passkeys = kinds.count(Authenticator.Type.WEBAUTHN)
    words = ["Authenticator app"] if Authenticator.Type.TOTP in kinds else []
    if passkeys:
        words.append("1 passkey" if passkeys == 1 else f"{passkeys} passkeys")
    return ", ".join(words)
