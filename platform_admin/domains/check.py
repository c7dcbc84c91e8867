"""What becomes of a domain when it was looked up: served while it is proven, and its certificate looked at."""

from datetime import datetime, timedelta

import structlog

from platform_admin.domains.claims import take_off, targets_of
from platform_admin.domains.settle import Effect, end_turn, settle
from tenants.domains.models import DomainClaim
from tenants.domains.records import look_up
from tenants.domains.tls import NotShown, Shown, is_looked_at, shown_by
from tenants.models import Client, Domain

State, Tls = DomainClaim.State, DomainClaim.Tls
CERTIFICATE_WITHIN = timedelta(minutes=30)
log = structlog.get_logger(__name__)


def check_claim(claim: DomainClaim, now: datetime) -> None:
    """Look it up and do what follows; whoever calls has taken the turn (`begin_check`)."""
    if claim.client.status == Client.Status.DELETED:
        return
    findings = look_up(claim, targets=targets_of(claim.client))
    is_live = settle(claim, findings, now, _SERVED)
    if is_live and is_looked_at():
        _look_at_certificate(claim, now)
    end_turn(claim, now)


def _admit(claim: DomainClaim, now: datetime) -> None:
    Domain.objects.create(client=claim.client, host=claim.host, verified_at=now)
    claim.tls_state, claim.tls_reason = (Tls.ASKED if is_looked_at() else Tls.NONE), ""


def _stop(claim: DomainClaim) -> dict[str, object]:
    claim.tls_state, claim.tls_reason = Tls.NONE, ""
    return {"was_primary": take_off(claim)}


_SERVED = Effect(admit=_admit, take_off=_stop)


def _look_at_certificate(claim: DomainClaim, now: datetime) -> None:
    try:
        found = shown_by(claim.host)
    except NotShown as why:
        _no_certificate(claim, str(why), now)
        return
    _has_certificate(claim, found, now)


def _has_certificate(claim: DomainClaim, found: Shown, now: datetime) -> None:
    DomainClaim.objects.filter(pk=claim.pk, state=State.VERIFIED).update(
        tls_state=Tls.ISSUED,
        tls_reason="",
        tls_not_before=found.not_before,
        tls_not_after=found.not_after,
        tls_checked_at=now,
    )


def _no_certificate(claim: DomainClaim, why: str, now: datetime) -> None:
    # Within the first half hour it is still being made.
    is_late = DomainClaim.objects.filter(pk=claim.pk, verified_at__lte=now - CERTIFICATE_WITHIN).exists()
    DomainClaim.objects.filter(pk=claim.pk, state=State.VERIFIED).update(
        tls_state=Tls.FAILING if is_late else Tls.ASKED, tls_reason=why[:300], tls_checked_at=now
    )
    log.info("certificate_not_shown", claim=str(claim.pk))
