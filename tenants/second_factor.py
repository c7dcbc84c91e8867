"""What an operator's sign-in still lacks before the portal opens.

A password alone opens nothing: there has to be an authenticator app or a passkey, the recovery codes have to be kept,
and this very session has to have shown the second factor. Nothing here may be asked on a client's host.
"""

from datetime import timedelta
from enum import Enum, auto

from allauth.mfa.models import Authenticator
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# When the codes were said to be kept, in the row of the recovery codes; from then on they are not shown.
CODES_KEPT_AT = "kept_at"
# Whose second factor this session has shown.
SHOWN_BY = "second_factor_shown_by"
_FRESH = timedelta(minutes=15)


class Missing(Enum):
    FACTOR = auto()  # neither app nor passkey is set up
    PROOF = auto()  # one is, and this session came in without it
    CODES = auto()  # the recovery codes are not kept yet


def missing_of(request: HttpRequest) -> Missing | None:
    """Return what has to come next for the signed-in operator; None if the portal is open. One query."""
    kept = dict(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", f"data__{CODES_KEPT_AT}"))
    if not kept.keys() & set(FACTORS):
        return Missing.FACTOR
    if request.session.get(SHOWN_BY) != str(request.user.pk):
        return Missing.PROOF
    return None if kept.get(Authenticator.Type.RECOVERY_CODES) else Missing.CODES


def show(request: HttpRequest, operator: Model) -> None:
    """Note in the session that this operator has just shown a second factor."""
    request.session[SHOWN_BY] = str(operator.pk)


def is_enrolling(request: HttpRequest) -> bool:
    """Whether an operator is on the way from the password just given to the first second factor and its codes."""
    signed_in_at = request.user.last_login
    is_fresh = signed_in_at is not None and timezone.now() - signed_in_at < _FRESH
    return is_fresh and missing_of(request) in {Missing.FACTOR, Missing.CODES}
