"""One-time codes of authenticator apps: each counts once.

The library remembers a code for one period, and accepts it for three where a wrong clock is tolerated. So the step of
the last code that counted stands with the secret, and no step up to it counts again.
"""

import time

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction

from accounts.models import User

_LAST_STEP = "last_step"


def is_spent(operator: User, code: str) -> bool:
    """Whether this code of the operator's app has counted already, or an older one than the last that did."""
    totp = Authenticator.objects.filter(user_id=operator.pk, type=Authenticator.Type.TOTP).first()
    step = _step_of(totp, code) if totp else None
    return step is not None and step <= totp.data.get(_LAST_STEP, -1)


@transaction.atomic
def spend(totp: Authenticator, code: str) -> bool:
    """Let the code count; False if it is none, or somebody was quicker."""
    row = Authenticator.objects.select_for_update().get(pk=totp.pk)
    step = _step_of(row, code)
    if step is None or step <= row.data.get(_LAST_STEP, -1):
        return False
    row.data[_LAST_STEP] = step
    row.save(update_fields=["data"])
    return True


def current_code(totp: Authenticator) -> str:
    """Return the code that counts now: the next one's, once this one was used."""
    step = max(int(time.time()) // app_settings.TOTP_PERIOD, totp.data.get(_LAST_STEP, -1) + 1)
    return format_hotp_value(hotp_value(decrypt(totp.data["secret"]), step))


def _step_of(totp: Authenticator, code: str) -> int | None:
    secret = decrypt(totp.data["secret"])
    for step in yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return step
    return None
