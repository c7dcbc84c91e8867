"""Many invitations at once: a list is checked and shown, sent only when it is confirmed, and may come twice.

Whoever has an account already is not invited. If the list tells another class, state or hours of them, that is shown
as a change, and made along with the invitations if HR leaves it ticked.

A line is claimed by a conditional UPDATE, so two workers send it once. A worker that is killed in between leaves the
line claimed; it is claimed again after a while, and its invitation is then issued anew rather than left unsent.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from uuid import UUID

import structlog
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts.audience import read_hours, read_work_state
from accounts.class_choices import UnknownClass, class_choices
from accounts.forms import NOBODY_OWNS, is_nobodys
from accounts.invite import AddressKnown, InvitationRefused, invite_newcomer, mail_invitation, resend, revoke
from accounts.models import Invitation, InvitationLine, InvitationList, User
from accounts.new_address import mail_new_address
from accounts.people import NumberTaken, change_by_list, deactivate
from accounts.roster import RosterLine
from accounts.roster_compare import HAS_ACCOUNT, Known, compare, missing_lines
from accounts.roster_values import TERMINATED, read_employee_id, read_hire_date, read_pay_calendar, read_status
from tenants.audit.log import record
from tenants.binding import ClientRef
from tenants.context import current_client
from tenants.roles import HR

Status = InvitationLine.Status
CLAIM_LIMIT = timedelta(minutes=5)
DRAFT_LIMIT = timedelta(days=1)
KEPT_FOR = timedelta(days=30)
MOST_NAMED = 10
_NOTE_LIMIT = InvitationLine._meta.get_field("note").max_length
MOST_MISSING_PERCENT = 20
TOO_MANY_MISSING = (
    f"More than {MOST_MISSING_PERCENT} % of the open accounts are not in this list, so it is rather a part of one. "
    "Nobody is closed; send the whole list, or close accounts one by one under People."
)
_ROLES = {
    "": User.Role.EMPLOYEE,
    "employee": User.Role.EMPLOYEE,
    "hr editor": User.Role.HR_EDITOR,
    "hr admin": User.Role.HR_ADMIN,
}
_LANGUAGES = {"": "en", "en": "en", "english": "en", "es": "es", "spanish": "es", "español": "es"}
log = structlog.get_logger(__name__)


class MissingKept(ValueError):
    """Accounts that are not in the list are not closed; the message says why."""


def draft_list(lines: Sequence[RosterLine], *, by: User, now: datetime) -> InvitationList:
    """Store the lines as they would be invited, each with what speaks against it. Nothing is sent."""
    known, classes = Known.of(lines, now), _class_names()
    checked = [_looked_at(line, known, classes, now.date()) for line in lines]
    checked += missing_lines(checked, known)
    with transaction.atomic():
        listing = InvitationList.objects.create(made_by=by, created_at=now, employees=known.employees)
        for row in checked:
            row.list = listing
        InvitationLine.objects.bulk_create(checked, batch_size=500)
    return listing


def confirm(listing: InvitationList, *, by: User, now: datetime, with_changes: bool = True, closing: int = 0) -> bool:
    """Let the list be sent; False if somebody has confirmed it before.

    `closing` is how many accounts that are not in the list whoever confirms wants closed: all or none. Raises
    MissingKept if that is not how many there are, or too many at once.
    """
    with transaction.atomic():
        missing = listing.lines.filter(status=Status.MISSING)
        if closing:
            _refuse_to_close(listing, missing.count(), closing)
        confirmed = InvitationList.objects.filter(pk=listing.pk, confirmed_at__isnull=True).update(confirmed_at=now)
        if confirmed:
            if not with_changes:
                unwanted = listing.lines.filter(status=Status.READY, is_change=True)
                unwanted.update(status=Status.KNOWN, note=f"{HAS_ACCOUNT} Left as it is.")
            if closing:
                missing.update(status=Status.READY)
            number = listing.lines.filter(status=Status.READY).count()
            told = {"lines": number, **({"closing": closing} if closing else {})}
            record("invitations.confirmed", actor=by, subject=listing, **told)
    return bool(confirmed)


def send_some(list_id: UUID, *, client: ClientRef, most: int) -> bool:
    """Send up to `most` lines of a confirmed list; return whether some are left for another run."""
    listing = InvitationList.objects.under_way().filter(pk=list_id).select_related("made_by").first()
    if listing is None:
        return False
    for _ in range(most):
        line = _claim(listing, timezone.now())
        if line is None:
            break
        _send(line, listing, client)
    if listing.lines.filter(status=Status.READY).exists():
        return True
    if not listing.lines.filter(status=Status.SENDING).exists():
        _finish(listing)
    return False


def cancel(listing: InvitationList, *, by: User, now: datetime) -> bool:
    """Do nothing more of a list under way; what is done stays done. False if it is not under way."""
    with transaction.atomic():
        stopped = InvitationList.objects.under_way().filter(pk=listing.pk).update(cancelled_at=now, finished_at=now)
        if stopped:
            left = listing.lines.filter(status=Status.READY)
            number = left.update(status=Status.FAILED, note="Stopped before this line had its turn.")
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
    InvitationList.objects.filter(confirmed_at__isnull=True, created_at__lt=now - DRAFT_LIMIT).delete()
    InvitationList.objects.filter(finished_at__lt=now - KEPT_FOR).delete()


def _refuse_to_close(listing: InvitationList, missing: int, closing: int) -> None:
    if closing != missing:
        raise MissingKept(f"{missing} accounts are not in the list, not {closing}. Look again, and write that number.")
    if missing > most_to_close(listing):
        raise MissingKept(TOO_MANY_MISSING)


def most_to_close(listing: InvitationList) -> int:
    """Return how many accounts one list may close because they are not in it."""
    return listing.employees * MOST_MISSING_PERCENT // 100


def _looked_at(line: RosterLine, known: Known, classes: Mapping[str, str], today: date) -> InvitationLine:
    holder = known.holder_of(line)
    if holder:
        # Of somebody who is here the address or the number is enough.
        line = replace(line, name=line.name or holder.name, email=line.email or holder.email)
    row = _checked(line, classes, today)
    if row.status == Status.READY:
        compare(row, holder, known, is_leaving=read_status(line.status) == TERMINATED)
    return row


def _class_names() -> dict[str, str]:
    """Return what people write -> code: the code itself or the name, in any case."""
    choices = class_choices()
    return {"": "", **{label.lower(): code for code, label in choices}, **{code.lower(): code for code, _ in choices}}


def _checked(line: RosterLine, classes: Mapping[str, str], today: date) -> InvitationLine:
    hired, _ = read_hire_date(line.hire_date, today=today)
    row = InvitationLine(
        number=line.number,
        email=line.email.lower()[:254],
        name=line.name[:150],
        role=_ROLES.get(line.role.lower().replace("_", " "), User.Role.EMPLOYEE),
        class_code=classes.get(line.class_code.lower(), ""),
        work_state=read_work_state(line.work_state) or "",
        hours=read_hours(line.hours) or "",
        language=_LANGUAGES.get(line.language.lower(), "en"),
        employee_id=read_employee_id(line.employee_id) or "",
        hire_date=hired,
        pay_calendar=read_pay_calendar(line.pay_calendar) or "",
    )
    if fault := _fault(line, classes) or _fault_of_facts(line, today):
        row.status, row.note = Status.FAULTY, fault
    return row


def _fault(line: RosterLine, classes: Mapping[str, str]) -> str:
    """Return the sentence on the first thing that is wrong with the line itself, "" if nothing is."""
    if not line.email:
        return "There is no email address."
    if not _is_address(line.email):
        return "This is not an email address."
    if is_nobodys(line.email):
        return NOBODY_OWNS
    if not line.name:
        return "There is no name."
    if len(line.name) > 150:
        return "The name is longer than 150 characters."
    if line.name[0] in "=+-@" or any(unicodedata.category(letter) in ("Cc", "Cf") for letter in line.name):
        return "The name begins like a formula or has invisible characters."
    if line.class_code.lower() not in classes:
        return _no_such_class(line.class_code[:60], classes)
    if read_work_state(line.work_state) is None:
        return f"“{line.work_state[:60]}” is no state. Write its name or its two letters: California or CA."
    if read_hours(line.hours) is None:
        return f"“{line.hours[:60]}” is no working time. Write full time or part time."
    if line.role.lower().replace("_", " ") not in _ROLES:
        return f"There is no role “{line.role[:60]}”. Write employee, HR editor or HR admin."
    if line.language.lower() not in _LANGUAGES:
        return f"“{line.language[:60]}” is no language of these pages. Write English or Spanish."
    return ""


def _fault_of_facts(line: RosterLine, today: date) -> str:
    if read_employee_id(line.employee_id) is None:
        return "The employee ID may have letters, digits, dots, dashes and slashes, 40 at most."
    if read_status(line.status) is None:
        return f"“{line.status[:60]}” is no status. Write active, leave or terminated."
    if not read_hire_date(line.hire_date, today=today)[1]:
        return f"“{line.hire_date[:60]}” is no hire date. Write it as 2024-03-01 or 03/01/2024."
    if read_pay_calendar(line.pay_calendar) is None:
        return f"“{line.pay_calendar[:60]}” is no pay calendar. Write its code: letters, digits, dashes, 30 at most."
    return ""


def _no_such_class(wanted: str, classes: Mapping[str, str]) -> str:
    """Say so, and name the classes that there are, as many as a note has room for."""
    codes = sorted(set(classes.values()) - {""})
    sentence = f"There is no class “{wanted}”. "
    if not codes:
        return f"{sentence}None is defined yet."
    named = [f"{sentence}There are: {', '.join(codes[:most])}." for most in range(1, MOST_NAMED + 1)]
    return [one for one in named if len(one) <= _NOTE_LIMIT][-1]


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254


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
        _close(line, listing)
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
    except OSError:
        log.exception("invitation_not_mailed", invitation=str(invitation.pk))
        # Nobody holds its link; an open one would keep the address from being invited when the list comes again.
        revoke(invitation, by=None, now=timezone.now())
        _end(line, Status.FAILED, "The mail could not be sent. Send the list again in a while.")
        return
    _end(line, Status.SENT, "")


def _change(line: InvitationLine, listing: InvitationList, client: ClientRef) -> None:
    if not _is_made_by_admin(listing):
        _end(line, Status.FAILED, "Whoever made this list is no HR admin any more. Change this person by hand.")
        return
    told = {**asdict(line.audience), **line.roster_facts}
    if line.person and line.employee_id and line.person.employee_id == line.employee_id:
        told["name"] = line.name
    try:
        is_changed = change_by_list(line.person_id, told, by=listing.made_by)
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


def _close(line: InvitationLine, listing: InvitationList) -> None:
    if not _is_made_by_admin(listing):
        _end(line, Status.FAILED, "Whoever made this list is no HR admin any more. Close this account by hand.")
        return
    if line.person is None:
        for invitation in Invitation.objects.pending().filter(email__iexact=line.email):
            revoke(invitation, by=listing.made_by, now=timezone.now())
    elif line.person.role != User.Role.EMPLOYEE:
        _end(line, Status.FAILED, "This is HR meanwhile. Close the account by hand.")
        return
    else:
        deactivate(line.person, by=listing.made_by)
    _end(line, Status.CLOSED, "")


def _is_made_by_admin(listing: InvitationList) -> bool:
    return User.objects.filter(pk=listing.made_by_id, role=User.Role.HR_ADMIN, is_active=True).exists()


def _issue(line: InvitationLine, listing: InvitationList, now: datetime) -> tuple[Invitation, str]:
    with transaction.atomic():
        if line.role in HR and not _is_still_admin(listing.made_by_id):
            raise InvitationRefused("Whoever made this list is no HR admin any more. Invite this person by hand.")
        if Invitation.objects.pending().filter(pk=line.invitation_id).exists():
            # A worker was lost between issuing and sending, and the key with it.
            invitation, key = resend(line.invitation, by=listing.made_by, now=now)
        else:
            invitation, key = invite_newcomer(
                email=line.email,
                name=line.name,
                role=line.role,
                audience=line.audience,
                language=line.language,
                roster_facts=line.roster_facts,
                invited_by=listing.made_by,
                now=now,
            )
        InvitationLine.objects.filter(pk=line.pk).update(invitation=invitation)
    return invitation, key


def _is_still_admin(person_id: UUID | None) -> bool:
    # Held until the invitation is there: closing the account then finds and withdraws it.
    admins = User.objects.select_for_update(no_key=True).filter(role=User.Role.HR_ADMIN, is_active=True)
    return admins.filter(pk=person_id).first() is not None


def _end(line: InvitationLine, status: Status, note: str) -> None:
    InvitationLine.objects.filter(pk=line.pk, status=Status.SENDING).update(status=status, note=note[:_NOTE_LIMIT])


def _finish(listing: InvitationList) -> None:
    with transaction.atomic():
        if InvitationList.objects.under_way().filter(pk=listing.pk).update(finished_at=timezone.now()):
            sent = listing.lines.filter(status=Status.SENT).count()
            record("invitations.sent", actor=listing.made_by, subject=listing, lines=sent)
