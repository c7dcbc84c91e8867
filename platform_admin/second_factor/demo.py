"""The demo's operators have an authenticator app that the demo itself plays: its code stands beside their password.

In the embedded mode alone, which has no TLS, prints passwords and refuses a public domain. Everywhere else an operator
of the demo sets up a second factor at the first sign-in, like any other.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from platform_admin.second_factor.codes import current_code
from platform_admin.second_factor.factors import of_operator
from tenants.second_factor import CODES_KEPT_AT

_PLAYED = "is_of_demo"


def give_played_app(operator: User) -> Authenticator | None:
    """Give the operator the app that the demo plays, unless they have a factor already or this is no such demo."""
    if not settings.EMBEDDED or of_operator(operator.pk).exists():
        return None
    app = TOTP.activate(operator, generate_totp_secret()).instance
    codes = RecoveryCodes.activate(operator).instance
    app.data[_PLAYED] = True
    codes.data[CODES_KEPT_AT] = timezone.now().isoformat()
    for row in (app, codes):
        row.save(update_fields=["data"])
    return app


def played_code(email: str) -> str:
    """Return what the operator's app shows now; nothing if it is one of their own."""
    if not settings.EMBEDDED:
        return ""
    app = Authenticator.objects.filter(
        user__email__iexact=email, type=Authenticator.Type.TOTP, **{f"data__{_PLAYED}": True}
    ).first()
    return current_code(app) if app else ""
