"""What becomes of a domain when it was looked up: proven and served, failing, stopped, given up.

The network is asked outside of any transaction, and what was found is written down in one, under the row's lock; a
mail that is due is noted in the same one and sent after.
"""

from datetime import datetime, timedelta

import structlog
from django.db import IntegrityError, transaction

from platform_admin.acts import record_act
from platform_admin.domains.claims import take_off, targets_of
from tenants.domains.models import CHECKS_KEPT, WAITS, DomainClaim
from tenants.domains.records import Findings, Outcome, look_up
from tenants.domains.tls import NotShown, Shown, is_looked_at, shown_by
from tenants.models import Client, Domain

State, Notice, Tls = DomainClaim.State, DomainClaim.Notice, DomainClaim.Tls
# Looked up twice within the hour, one fault is one failure.
FAILURES_APART = timedelta(hours=6)
FAILURES = 2
# As long as nobody can be asked, nothing is concluded; then silence counts as a failure.
UNASKED_FOR = timedelta(days=3)
CERTIFICATE_WITHIN = timedelta(minutes=30)
log = structlog.get_logger(__name__)


def check_claim(claim: DomainClaim, now: datetime) -> None:
    """Look it up and do what follows; whoever calls has taken the turn (`begin_check`)."""
    if claim.client.status == Client.Status.DELETED:
        return
    findings = look_up(claim, targets=targets_of(claim.client))
    is_live = _settle(claim, findings, now)
    if is_live and is_looked_at():
        _look_at_certificate(claim, now)
    _end_turn(claim, now)


def _settle(claim: DomainClaim, findings: Findings, now: datetime) -> bool:
    """Write down what was found and what follows; return whether the host is served."""
    with transaction.atomic():
        # The client first, as everywhere: its status may be changing.
        client = Client.objects.select_for_update().get(pk=claim.client_id)
        # All that want this host, in one order: two who prove it at once do not wait for each other in a circle.
        rivals = DomainClaim.objects.select_for_update().filter(host=claim.host).order_by("pk")
        held = next((one for one in rivals if one.pk == claim.pk), None)
        if held is None or client.status == Client.Status.DELETED:
            return False
        held.client = client
        held.checked_at = now
        held.checks = [findings.as_json(now), *held.checks][:CHECKS_KEPT]
        outcome = _weighed(held, findings.outcome, now)
        if outcome == Outcome.PROVEN:
            _prove(held, now)
        elif outcome == Outcome.FAILED and held.is_verified:
            _fail(held, now)
        elif not held.is_verified:
            _wait_on(held, now)
        held.save()
        return held.is_verified


def _weighed(claim: DomainClaim, outcome: Outcome, now: datetime) -> Outcome:
    """Return what the outcome counts as: one that is unclear for days is a failure."""
    if outcome != Outcome.UNCLEAR:
        claim.unasked_since = None
        return outcome
    claim.unasked_since = claim.unasked_since or now
    return Outcome.FAILED if now - claim.unasked_since >= UNASKED_FOR else outcome


def _prove(claim: DomainClaim, now: datetime) -> None:
    claim.failures, claim.failed_at = 0, None
    if claim.is_verified:
        return
    was_stopped = claim.state == State.STOPPED
    try:
        with transaction.atomic():
            Domain.objects.create(client=claim.client, host=claim.host, verified_at=now)
            DomainClaim.objects.filter(pk=claim.pk).update(state=State.VERIFIED)
    except IntegrityError:
        # Somebody else has proven it before: the database lets one have it.
        if claim.state != State.TAKEN:
            claim.notice = Notice.TAKEN
        claim.state = State.TAKEN
        return
    claim.state, claim.verified_at, claim.stopped_at, claim.waits_until = State.VERIFIED, now, None, None
    claim.tls_state, claim.tls_reason = (Tls.ASKED if is_looked_at() else Tls.NONE), ""
    claim.notice = Notice.BACK if was_stopped else Notice.VERIFIED
    _tell_rivals(claim, now)
    record_act("domain.verified", by=None, client=claim.client, host=claim.host)


def _tell_rivals(claim: DomainClaim, now: datetime) -> None:
    rivals = DomainClaim.objects.filter(host=claim.host).exclude(pk=claim.pk)
    rivals.filter(state__in=(State.WAITING, State.STOPPED)).update(
        state=State.TAKEN, notice=Notice.TAKEN, next_check_at=None
    )


def _fail(claim: DomainClaim, now: datetime) -> None:
    if claim.failed_at is not None and now - claim.failed_at < FAILURES_APART:
        return
    claim.failures, claim.failed_at = claim.failures + 1, now
    if claim.failures < FAILURES:
        claim.notice = Notice.FAILING
        record_act("domain.failing", by=None, client=claim.client, host=claim.host)
        return
    was_primary = take_off(claim)
    claim.state, claim.stopped_at, claim.waits_until = State.STOPPED, now, now + WAITS
    claim.failures, claim.failed_at = 0, None
    claim.tls_state, claim.tls_reason = Tls.NONE, ""
    claim.notice = Notice.STOPPED
    record_act("domain.stopped", by=None, client=claim.client, host=claim.host, was_primary=was_primary)


def _wait_on(claim: DomainClaim, now: datetime) -> None:
    if claim.state == State.TAKEN and DomainClaim.objects.filter(host=claim.host, state=State.VERIFIED).exists():
        return
    if claim.state in (State.GIVEN_UP, State.TAKEN):
        # Somebody has asked for it by hand: it is waited for once more.
        claim.state, claim.waits_until = State.WAITING, now + WAITS
    elif claim.waits_until is not None and claim.waits_until <= now:
        claim.state, claim.notice = State.GIVEN_UP, Notice.GIVEN_UP
        record_act("domain.given_up", by=None, client=claim.client, host=claim.host)


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


def _end_turn(claim: DomainClaim, now: datetime) -> None:
    with transaction.atomic():
        held = DomainClaim.objects.select_for_update().filter(pk=claim.pk).first()
        if held is None:
            return
        held.plan_next_check(now)
        held.checking_since = None
        held.save(update_fields=["next_check_at", "checking_since"])
