"""What follows when a claim was looked up, whatever is claimed: proven, failing, stopped, given up.

The network is asked outside of any transaction, and what was found is written down in one, under the row's lock; a
mail that is due is noted in the same one and sent after.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from platform_admin.acts import record_act
from tenants.domains.claim import CHECKS_KEPT, WAITS, Claim
from tenants.domains.found import Findings, Outcome
from tenants.models import Client

State, Notice = Claim.State, Claim.Notice
# Looked up twice within the hour, one fault is one failure.
FAILURES_APART = timedelta(hours=6)
FAILURES = 2
# As long as nobody can be asked, nothing is concluded; then silence counts as a failure.
UNASKED_FOR = timedelta(days=3)


@dataclass(frozen=True)
class Effect:
    """What being proven gives and what being stopped takes away again, by the kind of claim.

    `admit` may raise IntegrityError: somebody else has proven it before. `take_off` returns what the audit tells
    besides.
    """

    admit: Callable[[Claim, datetime], None]
    take_off: Callable[[Claim], dict[str, object]]


def settle(claim: Claim, findings: Findings, now: datetime, effect: Effect) -> bool:
    """Write down what was found and what follows; return whether it is in use."""
    with transaction.atomic():
        # The client first, as everywhere: its status may be changing.
        client = Client.objects.select_for_update().get(pk=claim.client_id)
        # All that want the same, in one order: two who prove it at once do not wait for each other in a circle.
        rivals = type(claim).objects.select_for_update().filter(**claim.named).order_by("pk")
        held = next((one for one in rivals if one.pk == claim.pk), None)
        if held is None or client.status == Client.Status.DELETED:
            return False
        held.client = client
        held.checked_at = now
        held.checks = [findings.as_json(now), *held.checks][:CHECKS_KEPT]
        outcome = _weighed(held, findings.outcome, now)
        if outcome == Outcome.PROVEN:
            _prove(held, now, effect)
        elif outcome == Outcome.FAILED and held.is_verified:
            _fail(held, now, effect)
        elif not held.is_verified:
            _wait_on(held, now)
        held.save()
        return held.is_verified


def end_turn(claim: Claim, now: datetime) -> None:
    with transaction.atomic():
        held = type(claim).objects.select_for_update().filter(pk=claim.pk).first()
        if held is None:
            return
        held.plan_next_check(now)
        held.checking_since = None
        held.save(update_fields=["next_check_at", "checking_since"])


def _weighed(claim: Claim, outcome: Outcome, now: datetime) -> Outcome:
    """Return what the outcome counts as: one that is unclear for days is a failure."""
    if outcome != Outcome.UNCLEAR:
        claim.unasked_since = None
        return outcome
    claim.unasked_since = claim.unasked_since or now
    return Outcome.FAILED if now - claim.unasked_since >= UNASKED_FOR else outcome


def _prove(claim: Claim, now: datetime, effect: Effect) -> None:
    claim.failures, claim.failed_at = 0, None
    if claim.is_verified:
        return
    was_stopped = claim.state == State.STOPPED
    try:
        with transaction.atomic():
            effect.admit(claim, now)
            type(claim).objects.filter(pk=claim.pk).update(state=State.VERIFIED)
    except IntegrityError:
        # Somebody else has proven it before: the database lets one have it.
        if claim.state != State.TAKEN:
            claim.notice = Notice.TAKEN
        claim.state = State.TAKEN
        return
    claim.state, claim.verified_at, claim.stopped_at, claim.waits_until = State.VERIFIED, now, None, None
    claim.notice = Notice.BACK if was_stopped else Notice.VERIFIED
    _tell_rivals(claim)
    record_act(f"{claim.acts}.verified", by=None, client=claim.client, **claim.named)


def _tell_rivals(claim: Claim) -> None:
    rivals = type(claim).objects.filter(**claim.named).exclude(pk=claim.pk)
    rivals.filter(state__in=(State.WAITING, State.STOPPED)).update(
        state=State.TAKEN, notice=Notice.TAKEN, next_check_at=None
    )


def _fail(claim: Claim, now: datetime, effect: Effect) -> None:
    if claim.failed_at is not None and now - claim.failed_at < FAILURES_APART:
        return
    claim.failures, claim.failed_at = claim.failures + 1, now
    if claim.failures < FAILURES:
        claim.notice = Notice.FAILING
        record_act(f"{claim.acts}.failing", by=None, client=claim.client, **claim.named)
        return
    told = effect.take_off(claim)
    claim.state, claim.stopped_at, claim.waits_until = State.STOPPED, now, now + WAITS
    claim.failures, claim.failed_at = 0, None
    claim.notice = Notice.STOPPED
    record_act(f"{claim.acts}.stopped", by=None, client=claim.client, **claim.named, **told)


def _wait_on(claim: Claim, now: datetime) -> None:
    others = type(claim).objects.filter(**claim.named, state=State.VERIFIED)
    if claim.state == State.TAKEN and others.exists():
        return
    if claim.state in (State.GIVEN_UP, State.TAKEN):
        # Somebody has asked for it by hand: it is waited for once more.
        claim.state, claim.waits_until = State.WAITING, now + WAITS
    elif claim.waits_until is not None and claim.waits_until <= now:
        claim.state, claim.notice = State.GIVEN_UP, Notice.GIVEN_UP
        record_act(f"{claim.acts}.given_up", by=None, client=claim.client, **claim.named)
