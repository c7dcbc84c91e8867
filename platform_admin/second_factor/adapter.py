"""django-allauth's second factors, for operators alone."""

import secrets

import structlog
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.conf import settings

from accounts.models import User
from platform_admin.second_factor.factors import may_remove
from tenants.context import is_platform
from tenants.sealed import seal, unseal

_SEALED_FOR = "operators' second factor"
log = structlog.get_logger(__name__)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That did not match. Check the code and the clock of your phone, and try the next one.",
    }

    def is_mfa_enabled(self, user: User, types: list[str] | None = None) -> bool:
        """Never for a client's people, and without a query: their database role may not look."""
        return is_platform() and super().is_mfa_enabled(user, types)

    def get_totp_issuer(self) -> str:
        return f"Benefits platform ({settings.PLATFORM_HOST})"

    def build_totp_svg(self, url: str) -> str:
        # It is drawn into the page, where the prologue of a file has no place.
        return super().build_totp_svg(url).partition("?>")[2]

    def encrypt(self, text: str) -> str:
        return seal(_SEALED_FOR, text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; one that nobody knows if SECRET_KEY is another now, so that no code fits."""
        try:
            return unseal(_SEALED_FOR, encrypted_text).decode()
        except InvalidToken:
            log.error("second factor sealed with another SECRET_KEY")
            # In the letters of both kinds of secret.
            return "".join(secrets.choice("ABCDEF") for _ in range(32))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return may_remove(authenticator)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        known = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {known + 1}" if known else "Passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        # Not the Host header, which anyone can write.
        return {"id": settings.PLATFORM_HOST, "name": "Benefits platform"}
