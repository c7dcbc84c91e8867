"""A line of a list beside whom we know already: new, changed and how, as it is, or at an end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.audience_fields import OfAudience
from accounts.models import Invitation, InvitationLine, InvitationList, User
from accounts.people import changed_parts
from accounts.roster import RosterLine

Status, Fault = InvitationLine.Status, InvitationLine.Fault
HAS_ACCOUNT = "Has an account already."
_PARTS = {"class_code": "Class", "work_state": "State", "hours": "Hours"}
_FACTS = {"employee_id": "Employee ID", "hire_date": "Hire date", "pay_calendar": "Pay calendar"}
COLUMN_WORDS = {
    **_PARTS,
    **_FACTS,
    **{"email": "Email", "name": "Name", "status": "Status", "role": "Role", "language": "Language"},
}
_NOTE_LIMIT = InvitationLine._meta.get_field("note").max_length
_LONGEST_NUMBER = 13  # of those that spreadsheets take for a number, zeros and all
# Lines whose address and number were not looked at: they keep no later line from being the first.
_NOT_TAKEN = (Fault.CELLS, Fault.EMPTY, Fault.FORM, Fault.FORMULA, Fault.UNKNOWN)


@dataclass(frozen=True)
class Seen:
    """In which line of the list each address and number stands first."""

    emails: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    @classmethod
    def in_lines_of(cls, listing: InvitationList) -> Self:
        """Return what the lines compared so far have told."""
        seen = cls()
        compared = listing.lines.exclude(status=Status.MISSING).exclude(fault__in=_NOT_TAKEN).order_by("number")
        for email, employee_id, number in compared.values_list("email", "employee_id", "number").iterator():
            seen.add(email, employee_id, number)
        return seen

    def add(self, email: str, employee_id: str, number: int) -> None:
        self.emails.setdefault(email, number)
        if employee_id:
            self.numbers.setdefault(employee_id.lower(), number)


@dataclass(frozen=True)
class Known:
    """Whom the client has, as far as some lines tell of them."""

    by_email: dict[str, User]
    by_number: dict[str, User]
    by_bare_number: dict[str, User]  # without the zeros that spreadsheets take away
    invited: dict[str, datetime]

    @classmethod
    def of(cls, lines: Sequence[RosterLine], now: datetime) -> Self:
        emails = {line.email.lower() for line in lines}
        numbers = {line.employee_id.lower() for line in lines} - {""}
        bare = {number for number in numbers if number.isdigit() and not number.startswith("0")}
        padded = {number.zfill(width) for number in bare for width in range(len(number) + 1, _LONGEST_NUMBER)}
        with_numbers = User.objects.exclude(employee_id="").annotate(number=Lower("employee_id"))
        found = {
            *User.objects.annotate(address=Lower("email")).filter(address__in=emails),
            *with_numbers.filter(number__in=numbers | padded),
        }
        invited = Invitation.objects.open(now).filter(email__in=emails).values_list("email", "created_at")
        return cls(
            {person.email: person for person in found},
            {person.employee_id.lower(): person for person in found if person.employee_id},
            {person.employee_id.lstrip("0"): person for person in found if person.employee_id.startswith("0")},
            dict(invited),
        )

    def holder_of(self, line: RosterLine) -> User | None:
        """Return whose account it is: by the employer's number first, which stays when addresses change."""
        return self.by_number.get(line.employee_id.lower()) or self.by_email.get(line.email.lower())

    def whole_number(self, line: RosterLine) -> str:
        """Return the employee ID with the zeros that the account with this address has before it."""
        holder = self.by_email.get(line.email.lower())
        if holder and line.employee_id and holder.employee_id.lstrip("0") == line.employee_id:
            return holder.employee_id
        return line.employee_id


def compare(row: InvitationLine, holder: User | None, known: Known, seen: Seen, *, is_leaving: bool) -> None:
    """Say in the faultless row what would be done, beside the account it is about and the lines before it."""
    if row.email in seen.emails:
        at = seen.emails[row.email]
        put_fault(row, Fault.TWICE, "email", f"The same address stands in line {at}.")
    elif row.employee_id and row.employee_id.lower() in seen.numbers:
        at = seen.numbers[row.employee_id.lower()]
        put_fault(row, Fault.TWICE, "employee_id", f"The same employee ID stands in line {at}.")
    elif holder is not None:
        row.person = holder
        _compare_account(row, holder, known, is_leaving=is_leaving)
    elif row.employee_id and (other := known.by_bare_number.get(row.employee_id)):
        sentence = f"Somebody has the employee ID {other.employee_id}. A spreadsheet may have taken its zeros away."
        put_fault(row, Fault.OTHERS, "employee_id", f"{sentence} Format that column as text.")
    elif is_leaving:
        row.is_end = row.email in known.invited
        row.note = "Has left: the invitation is withdrawn." if row.is_end else "Has left; nobody is invited."
        row.status = Status.READY if row.is_end else Status.KNOWN
    elif row.email in known.invited:
        day = timezone.localdate(known.invited[row.email])
        row.status, row.note = Status.KNOWN, f"Was invited on {day:%B} {day.day}; that link works."
    seen.add(row.email, row.employee_id, row.number)


def put_fault(row: InvitationLine, fault: Fault, column: str, sentence: str) -> None:
    row.status, row.fault, row.fault_column, row.note = Status.FAULTY, fault, column, sentence[:_NOTE_LIMIT]


def absent_from(listing: InvitationList) -> QuerySet[User]:
    """Return the employees with an open account who are not in a list that has employee IDs.

    HR is never among them, nor whoever stands in a line that is wrong.
    """
    employees = User.objects.filter(role=User.Role.EMPLOYEE, is_active=True)
    if not listing.lines.exclude(employee_id="").exists():
        return employees.none()
    # Each with a condition of its own, so that the database can lay the two lists side by side.
    named = (
        listing.lines.filter(person=OuterRef("pk")),
        listing.lines.filter(email=Lower(OuterRef("email"))),
        listing.lines.exclude(employee_id="").annotate(told=Lower("employee_id")).filter(told=OuterRef("number")),
    )
    absent = employees.annotate(number=Lower("employee_id"))
    for lines in named:
        absent = absent.filter(~Exists(lines))
    return absent.order_by("name", "email")


def missing_line(person: User, number: int) -> InvitationLine:
    return InvitationLine(
        number=number,
        email=person.email,
        name=person.name,
        employee_id=person.employee_id,
        person=person,
        status=Status.MISSING,
        is_end=True,
        note="Has an account and does not stand in the list.",
    )


def _compare_account(row: InvitationLine, person: User, known: Known, *, is_leaving: bool) -> None:
    other = known.by_email.get(row.email)
    if other is not None and other != person:
        put_fault(row, Fault.OTHERS, "email", "This address is that of another account.")
        return
    if row.employee_id and person.employee_id and row.employee_id.lower() != person.employee_id.lower():
        sentence = f"This address belongs to the employee ID {person.employee_id}. Put one of the two right."
        put_fault(row, Fault.OTHERS, "employee_id", sentence)
        return
    if not person.is_active:
        row.status, row.note = Status.KNOWN, "Has an account that is closed."
        return
    row.role, row.language = person.role, person.language
    if is_leaving:
        _end(row, person)
        return
    changes = _changes(row, person)
    if not changes:
        row.status, row.note = Status.KNOWN, HAS_ACCOUNT
        return
    row.is_change = True
    row.note = f"{HAS_ACCOUNT} {'; '.join(changes)}."[:_NOTE_LIMIT]


def _end(row: InvitationLine, person: User) -> None:
    if person.role != User.Role.EMPLOYEE:
        put_fault(row, Fault.HR, "status", "Is HR: a list closes no such account. Close it by hand under People.")
        return
    row.is_end, row.note = True, "Has left: the account is closed, and whoever is signed in is signed out."


def _changes(row: InvitationLine, person: User) -> list[str]:
    parts = changed_parts(person.audience, row.audience)
    changes = [f"{_PARTS[name]}: {_part_words(person, name)} becomes {_part_words(row, name)}" for name in parts]
    for name, label in _FACTS.items():
        told, kept = getattr(row, name), getattr(person, name)
        if told and told != kept:
            changes.append(f"{label}: {kept or 'not known'} becomes {_day(told)}")
    if row.employee_id and row.employee_id == person.employee_id and row.name != person.name:
        changes.append(f"Name: {person.name} becomes {row.name}")
    if row.email != person.email:
        changes.append(f"Email: {person.email} becomes {row.email}, once they confirm it")
    return changes


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _part_words(row: OfAudience, name: str) -> str:
    if name == "class_code":
        return row.class_code or "none"
    words = row.get_work_state_display() if name == "work_state" else row.get_hours_display()
    return words or "not known"
