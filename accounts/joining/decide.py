"""From a confirmed address to an account, or to HR's decision. Each step is a conditional UPDATE: it happens once."""

from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Q

from accounts.addresses import has_address
from accounts.audience import Audience
from accounts.invite import AddressKnown, InvitationRefused, invite, mail_invitation
from accounts.joining.ask import LinkRefused
from accounts.mails.send import send
from accounts.models import Invitation, JoinRequest, User
from tenants.audit.log import record
from tenants.binding import ClientRef
from tenants.clock import contract_today
from tenants.context import current_client
from tenants.one_at_a_time import one_at_a_time
from tenants.standing import Standing, standing_of

State, Reason = JoinRequest.State, JoinRequest.Reason
log = structlog.get_logger(__name__)


class NobodyJoins(ValueError):
    """The client is suspended or leaves: nobody new comes in until it is open again."""


class Decided(ValueError):
    """Somebody has decided about this request meanwhile, or its time was over."""


def confirm(asked: JoinRequest, *, now: datetime) -> str:
    """Take it that the address is theirs. Whoever was invited is given the key of a new invitation, to set a password
    with at once; of everybody else HR decides, and "" is returned. Raises LinkRefused for a second click, and
    AddressKnown where there is an account by now, and NobodyJoins.
    """
    _refuse_if_shut()
    with transaction.atomic():
        # As inviting does: the two must not pass each other.
        one_at_a_time(f"invite:{asked.email}")
        if not JoinRequest.objects.filter(pk=asked.pk, state=State.MAILED).update(
            confirmed_at=now, state=State.MATCHED
        ):
            raise LinkRefused
        if User.objects.filter(has_address(asked.email)).exists():
            raise AddressKnown(asked.email)
        key, reason = _match(asked, now)
        if key:
            # Of the same address there may be one that waits, from a time when nobody had invited them.
            JoinRequest.objects.waiting().filter(email__iexact=asked.email).update(state=State.MATCHED, decided_at=now)
            JoinRequest.objects.filter(pk=asked.pk).update(decided_at=now)
            record("join_request.matched", actor=None, subject=asked)
            return key
        _wait(asked, reason, now)
    return ""


def approve(request: JoinRequest, *, audience: Audience, by: User, now: datetime) -> tuple[Invitation, str]:
    """Invite whoever asked, as an employee; return the invitation with its key.

    Raises NobodyJoins, Decided, and InvitationRefused where there is no room, no such class any more, or an account
    already: the request then waits on.
    """
    _refuse_if_shut()
    with transaction.atomic():
        one_at_a_time(f"invite:{request.email}")
        _decide(request, State.APPROVED, by=by, now=now)
        invitation, key = invite(
            email=request.email,
            name=request.name,
            role=User.Role.EMPLOYEE,
            audience=audience,
            language=request.language,
            invited_by=by,
            now=now,
        )
        record("join_request.approved", actor=by, subject=request)
    return invitation, key


def refuse(request: JoinRequest, *, by: User, now: datetime) -> None:
    """Let nobody in by this request. Raises Decided."""
    with transaction.atomic():
        _decide(request, State.REFUSED, by=by, now=now)
        record("join_request.refused", actor=by, subject=request)


def mail_approval(request: JoinRequest, invitation: Invitation, key: str, *, client: ClientRef) -> bool:
    """Tell whoever asked that HR agrees, with the way in; False if it could not be sent: HR sends it again."""
    try:
        mail_invitation(invitation, key, client=client, has_asked=True)
    except OSError:
        log.exception("approval_not_mailed", request=str(request.pk))
        return False
    return True


def mail_refusal(request: JoinRequest, *, client: ClientRef) -> bool:
    """Tell whoever asked that HR does not agree; no reason is given. False if it could not be sent."""
    try:
        send("join_refused", to=request.email, language=request.language, name=request.name)
    except OSError:
        log.exception("refusal_not_mailed", request=str(request.pk))
        return False
    return True


def end_old_requests(now: datetime) -> int:
    """Let those expire that nobody decided in time, and forget what is no longer needed; return how many expired.

    Under a legal hold nothing is forgotten.
    """
    with transaction.atomic():
        expired = JoinRequest.objects.waiting().filter(expires_at__lte=now).update(state=State.EXPIRED, decided_at=now)
        if expired:
            record("join_requests.expired", actor=None, number=expired)
    if current_client().is_held:
        return expired
    unconfirmed = Q(state__in=(State.ASKED, State.MAILED), asked_at__lt=now - JoinRequest.CONFIRM_WITHIN * 2)
    JoinRequest.objects.filter(unconfirmed | Q(decided_at__lt=now - JoinRequest.KEPT_FOR)).delete()
    return expired


def _refuse_if_shut() -> None:
    client = current_client()
    if standing_of(client.status, client.grace_until, contract_today()) != Standing.OPEN:
        raise NobodyJoins("Nobody joins while this assistant is suspended. The request waits until it is open again.")


def _match(asked: JoinRequest, now: datetime) -> tuple[str, str]:
    """Return the key of the invitation renewed, or "" and why HR has to look."""
    invited = Invitation.objects.pending().filter(has_address(asked.email)).order_by("-created_at").first()
    if invited is None:
        return "", Reason.UNKNOWN
    if invited.expires_at <= now and invited.role != User.Role.EMPLOYEE:
        # What was offered long ago is more than somebody should come by today without being asked for.
        return "", Reason.OUTDATED
    try:
        with transaction.atomic():
            _, key = invite(
                email=invited.email,
                name=invited.name or asked.name,
                role=invited.role,
                audience=invited.audience,
                language=asked.language,
                invited_by=invited.invited_by,
                now=now,
            )
    except InvitationRefused:
        return "", Reason.FULL
    return key, ""


def _wait(asked: JoinRequest, reason: str, now: datetime) -> None:
    if JoinRequest.objects.waiting().filter(email__iexact=asked.email).exists():
        # Confirmed twice by two mails: HR has it already, and its time does not begin anew.
        JoinRequest.objects.filter(pk=asked.pk).update(decided_at=now)
        return
    JoinRequest.objects.filter(pk=asked.pk).update(
        state=State.WAITING, reason=reason, expires_at=now + JoinRequest.WAITS_FOR
    )
    record("join_request.confirmed", actor=None, subject=asked, reason=reason)


def _decide(request: JoinRequest, state: str, *, by: User, now: datetime) -> None:
    waiting = JoinRequest.objects.waiting().filter(pk=request.pk, expires_at__gt=now)
    if not waiting.update(state=state, decided_at=now, decided_by=by):
        raise Decided("Somebody has decided about this request meanwhile, or it has expired.")
