from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.contrib.auth.base_user import AbstractBaseUser

from tenants.binding import bound


class ClientTokenGenerator(EmailAwarePasswordResetTokenGenerator):
    """Password-reset tokens that only the client that issued them accepts, for as long as the account is open."""

    def check_token(self, user: AbstractBaseUser | None, token: str | None) -> bool:
        return user is not None and user.is_active and super().check_token(user, token)

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        binding = bound.get()
        schema = binding.schema_name if binding else ""
        return f"{schema}{super()._make_hash_value(user, timestamp)}"
