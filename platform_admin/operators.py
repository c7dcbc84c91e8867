"""Operators: the platform's own people, who live in `public`."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction

from accounts.models import User
from tenants.audit.log import record


class OperatorRefused(ValueError):
    """The operator cannot be made; the message says why."""


def create_operator(email: str, *, name: str, password: str | None = None) -> User:
    """Make an operator; without a password they come in by sign_in_link(). In the platform's scope only."""
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise OperatorRefused(f"{email} already has an account; “Forgot password” on the sign-in page helps.")
    with transaction.atomic():
        operator = User.objects.create_user(email, name=name, role=User.Role.OPERATOR, password=password)
        record("operator.created", actor=None, subject=operator)
    return operator


def sign_in_link(operator: User) -> str:
    """Return the address where the operator chooses a password: works once, for as long as password resets do."""
    key = f"{user_pk_to_url_str(operator)}-{default_token_generator.make_token(operator)}"
    return get_adapter().get_reset_password_from_key_url(key)
