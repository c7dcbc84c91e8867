"""Many invitations at once: a list is checked and shown, sent only when it is confirmed, and may come twice.

Whoever has an account already is not invited. If the list tells another class, state or hours of them, that is shown
as a change, and made along with the invitations if HR leaves it ticked.

A line is claimed by a conditional UPDATE, so two workers send it once. A worker that is killed in between leaves the
line claimed; it is claimed again after a while, and its invitation is then issued anew rather than left unsent.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from accounts.class_choices import UnknownClass
from accounts.invite import (
    AddressKnown,
    AddressStopped,
    InvitationRefused,
    invite_newcomer,
    mail_invitation,
    resend,
    revoke,
)
from accounts.models import Invitation, InvitationLine, InvitationList, User
from accounts.new_address import mail_new_address
from accounts.people import NumberTaken, change_by_list, deactivate_employees
from accounts.roster_compare import HAS_ACCOUNT
from accounts.roster_job import forget_file, refuse_second
from tenants.audit.log import record
from tenants.binding import ClientRef
from tenants.context import current_client
from tenants.roles import HR

Status = InvitationLine.Status
CLAIM_LIMIT = timedelta(minutes=5)
DRAFT_LIMIT = timedelta(days=1)
KEPT_FOR = timedelta(days=30)
_NOTE_LIMIT = InvitationLine._meta.get_field("note").max_length
MOST_MISSING_PERCENT = 20
TOO_MANY_MISSING = (
    f"More than {MOST_MISSING_PERCENT} % of the open accounts are not in this list, so it is rather a part of one. "
    "Nobody is closed; send the whole list, or close accounts one by one under People."
)
_NOT_CLOSED = "Whoever made this list is no HR admin any more. Close this account by hand."
log = structlog.get_logger(__name__)


class MissingKept(ValueError):
    """Accounts that are not in the list are not closed; the message says why."""


def confirm(
    listing: InvitationList, *, by: User | None, now: datetime, with_changes: bool = True, closing: int = 0
) -> bool:
    """Let the list be sent; False if somebody has confirmed it before, or it is not read.

    `closing` is how many accounts that are not in the list whoever confirms wants closed: all or none. Without `by`
    it is the platform, which writes down itself what it does. Raises MissingKept if that is not how many there are, or
    too many at once, and ListBusy while another list is at work.
    """
    with transaction.atomic():
        refuse_second(but=listing)
        missing = listing.lines.filter(status=Status.MISSING)
        if closing:
            _refuse_to_close(listing, missing.count(), closing)
        read = InvitationList.objects.filter(pk=listing.pk, reading=InvitationList.Reading.DONE)
        confirmed = read.filter(confirmed_at__isnull=True).update(confirmed_at=now, confirmed_by=by)
        if confirmed:
            if not with_changes:
                unwanted = listing.lines.filter(status=Status.READY, is_change=True)
                unwanted.update(status=Status.KNOWN, note=f"{HAS_ACCOUNT} Left as it is.")
            if closing:
                missing.update(status=Status.READY)
            number = listing.lines.filter(status=Status.READY).count()
            told = {"lines": number, **({"closing": closing} if closing else {})}
            if by:
                record("invitations.confirmed", actor=by, subject=listing, **told)
    return bool(confirmed)


def send_some(list_id: UUID, *, client: ClientRef, most: int) -> bool:
    """Send up to `most` lines of a confirmed list; return whether some are left for another run."""
    listing = InvitationList.objects.under_way().filter(pk=list_id).select_related("made_by", "confirmed_by").first()
    if listing is None:
        return False
    leaving = []
    for _ in range(most):
        line = _claim(listing, timezone.now())
        if line is None:
            break
        if line.is_end and line.person:
            leaving.append(line)
        else:
            _send(line, listing, client)
    _close_accounts(leaving, listing)
    if listing.lines.filter(status=Status.READY).exists():
        return True
    if not listing.lines.filter(status=Status.SENDING).exists():
        _finish(listing)
    return False


def cancel(listing: InvitationList, *, by: User | None, now: datetime) -> bool:
    """Do nothing more of a list under way; what is done stays done. False if it is not under way.

    Without `by` it is the platform, which writes down itself what it does.
    """
    with transaction.atomic():
        stopped = InvitationList.objects.under_way().filter(pk=listing.pk).update(cancelled_at=now, finished_at=now)
        if stopped:
            left = listing.lines.filter(status=Status.READY)
            number = left.update(status=Status.FAILED, note="Stopped before this line had its turn.")
            if by:
                record("invitations.cancelled", actor=by, subject=listing, lines=number)
    return bool(stopped)


def release_lost(now: datetime) -> list[UUID]:
    """Free the lines whose worker was lost; return the lists with work left."""
    InvitationLine.objects.filter(status=Status.SENDING, claimed_at__lt=now - CLAIM_LIMIT).update(status=Status.READY)
    return list(InvitationList.objects.under_way().values_list("pk", flat=True))


def forget_old_lists(now: datetime) -> None:
    """Delete drafts nobody confirmed, and lists that were sent long ago: they are full of names. Not under a hold."""
    if current_client().is_held:
        return
    for listing in InvitationList.objects.filter(confirmed_at__isnull=True, created_at__lt=now - DRAFT_LIMIT):
        discard(listing)
    InvitationList.objects.filter(finished_at__lt=now - KEPT_FOR).delete()


def discard(listing: InvitationList) -> bool:
    """Delete a list that nobody has confirmed, and its file; False if it was confirmed."""
    forget_file(listing)
    deleted, _ = InvitationList.objects.filter(pk=listing.pk, confirmed_at__isnull=True).delete()
    return bool(deleted)


def _refuse_to_close(listing: InvitationList, missing: int, closing: int) -> None:
    if closing != missing:
        raise MissingKept(f"{missing} accounts are not in the list, not {closing}. Look again, and write that number.")
    if missing > most_to_close(listing):
        raise MissingKept(TOO_MANY_MISSING)


def most_to_close(listing: InvitationList) -> int:
    """Return how many accounts one list may close because they are not in it."""
    return listing.employees * MOST_MISSING_PERCENT // 100


def _claim(listing: InvitationList, now: datetime) -> InvitationLine | None:
    if not InvitationList.objects.under_way().filter(pk=listing.pk).exists():
        return None  # stopped
    while (line := listing.lines.select_related("person").filter(status=Status.READY).first()) is not None:
        claimed = InvitationLine.objects.filter(pk=line.pk, status=Status.READY)
        if claimed.update(status=Status.SENDING, claimed_at=now):
            return line
    return None


def _send(line: InvitationLine, listing: InvitationList, client: ClientRef) -> None:
    if line.is_end:
        _withdraw(line, listing)
        return
    if line.is_change:
        _change(line, listing, client)
        return
    try:
        invitation, key = _issue(line, listing, timezone.now())
    except AddressKnown as known:
        _end(line, Status.KNOWN, str(known))
        return
    except InvitationRefused as refused:
        _end(line, Status.FAILED, str(refused))
        return
    try:
        mail_invitation(invitation, key, client=client)
    except AddressStopped:
        revoke(invitation, by=None, now=timezone.now())
        _end(line, Status.FAILED, "Mails to this address came back. Correct it and send the list again.")
        return
    except OSError:
        log.exception("invitation_not_mailed", invitation=str(invitation.pk))
        # Nobody holds its link; an open one would keep the address from being invited when the list comes again.
        revoke(invitation, by=None, now=timezone.now())
        _end(line, Status.FAILED, "The mail could not be sent. Send the list again in a while.")
        return
    _end(line, Status.SENT, "")


def _change(line: InvitationLine, listing: InvitationList, client: ClientRef) -> None:
    if not _is_by_admin(listing):
        _end(line, Status.FAILED, "Whoever made this list is no HR admin any more. Change this person by hand.")
        return
    told = {**asdict(line.audience), **line.roster_facts}
    if line.person and line.employee_id and line.person.employee_id == line.employee_id:
        told["name"] = line.name
    try:
        is_changed = change_by_list(line.person_id, told, by=listing.sender)
    except UnknownClass:
        _end(line, Status.FAILED, "This class has been removed meanwhile. Nothing was changed.")
        return
    except NumberTaken:
        _end(line, Status.FAILED, "Somebody else has this employee ID meanwhile. Nothing was changed.")
        return
    if not is_changed:
        _end(line, Status.FAILED, "The account has been closed meanwhile. Nothing was changed.")
        return
    if line.email != line.person.email:
        try:
            mail_new_address(line.person, line.email, client=client)
        except OSError:
            log.exception("new_address_not_mailed", person=str(line.person_id))
            _end(line, Status.FAILED, "The mail to the new address could not be sent. Send the list again in a while.")
            return
    _end(line, Status.CHANGED, line.note.removeprefix(f"{HAS_ACCOUNT} "))


def _withdraw(line: InvitationLine, listing: InvitationList) -> None:
    if not _is_by_admin(listing):
        _end(line, Status.FAILED, _NOT_CLOSED)
        return
    for invitation in Invitation.objects.pending().filter(email__iexact=line.email):
        revoke(invitation, by=listing.sender, now=timezone.now())
    _end(line, Status.CLOSED, "")


def _close_accounts(lines: Sequence[InvitationLine], listing: InvitationList) -> None:
    """Close them together: to find somebody's sessions, all sessions have to be opened."""
    if not lines:
        return
    may_close = _is_by_admin(listing)
    closed = deactivate_employees([line.person for line in lines], by=listing.sender) if may_close else set()
    for line in lines:
        if line.person_id in closed:
            _end(line, Status.CLOSED, "")
        else:
            _end(line, Status.FAILED, "This is HR meanwhile. Close the account by hand." if may_close else _NOT_CLOSED)


def _is_by_admin(listing: InvitationList) -> bool:
    """Whether whoever sends the list may still do so; what the platform has confirmed, it has."""
    if listing.sender is None:
        return listing.is_by_platform
    return User.objects.filter(pk=listing.sender.pk, role=User.Role.HR_ADMIN, is_active=True).exists()


def _issue(line: InvitationLine, listing: InvitationList, now: datetime) -> tuple[Invitation, str]:
    with transaction.atomic():
        if line.role in HR and not _is_still_admin(listing.sender):
            raise InvitationRefused("Whoever made this list is no HR admin any more. Invite this person by hand.")
        if Invitation.objects.pending().filter(pk=line.invitation_id).exists():
            # A worker was lost between issuing and sending, and the key with it.
            invitation, key = resend(line.invitation, by=listing.sender, now=now)
        else:
            invitation, key = invite_newcomer(
                email=line.email,
                name=line.name,
                role=line.role,
                audience=line.audience,
                language=line.language,
                roster_facts=line.roster_facts,
                invited_by=listing.sender,
                now=now,
            )
        InvitationLine.objects.filter(pk=line.pk).update(invitation=invitation)
    return invitation, key


def _is_still_admin(person: User | None) -> bool:
    # Held until the invitation is there: closing the account then finds and withdraws it.
    admins = User.objects.select_for_update(no_key=True).filter(role=User.Role.HR_ADMIN, is_active=True)
    return person is not None and admins.filter(pk=person.pk).first() is not None


def _end(line: InvitationLine, status: Status, note: str) -> None:
    InvitationLine.objects.filter(pk=line.pk, status=Status.SENDING).update(status=status, note=note[:_NOTE_LIMIT])


def _finish(listing: InvitationList) -> None:
    with transaction.atomic():
        if InvitationList.objects.under_way().filter(pk=listing.pk).update(finished_at=timezone.now()):
            sent = listing.lines.filter(status=Status.SENT).count()
            record("invitations.sent", actor=listing.sender, subject=listing, lines=sent)
