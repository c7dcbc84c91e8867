"""A line of a list beside whom we know already: new, changed and how, as it is, or at an end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.db.models import Q
from django.db.models.functions import Lower

from accounts.audience_fields import OfAudience
from accounts.models import Invitation, InvitationLine, User
from accounts.people import changed_parts
from accounts.roster import RosterLine

Status = InvitationLine.Status
HAS_ACCOUNT = "Has an account already."
_PARTS = {"class_code": "Class", "work_state": "State", "hours": "Hours"}
_FACTS = {"employee_id": "Employee ID", "hire_date": "Hire date", "pay_calendar": "Pay calendar"}
_NOTE_LIMIT = InvitationLine._meta.get_field("note").max_length


@dataclass(frozen=True)
class Known:
    """Whom the client has, as far as a list tells of them, and what the lines read before have told."""

    by_email: dict[str, User]
    by_number: dict[str, User]
    invited: dict[str, datetime]
    employees: int  # with an open account
    seen_emails: dict[str, int] = field(default_factory=dict)
    seen_numbers: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Sequence[RosterLine], now: datetime) -> Self:
        emails = {line.email.lower() for line in lines}
        numbers = {line.employee_id.lower() for line in lines} - {""}
        people = User.objects.annotate(number=Lower("employee_id"))
        found = list(people.filter(Q(email__in=emails) | Q(number__in=numbers)))
        invited = Invitation.objects.open(now).filter(email__in=emails).values_list("email", "created_at")
        return cls(
            {person.email: person for person in found},
            {person.number: person for person in found if person.number},
            dict(invited),
            User.objects.filter(role=User.Role.EMPLOYEE, is_active=True).count(),
        )

    def holder_of(self, line: RosterLine) -> User | None:
        """Return whose account it is: by the employer's number first, which stays when addresses change."""
        return self.by_number.get(line.employee_id.lower()) or self.by_email.get(line.email.lower())


def compare(row: InvitationLine, holder: User | None, known: Known, *, is_leaving: bool) -> None:
    """Say in the faultless row what would be done, beside the account it is about and the lines before it."""
    if row.email in known.seen_emails:
        row.status, row.note = Status.FAULTY, f"The same address stands in line {known.seen_emails[row.email]}."
    elif row.employee_id and row.employee_id.lower() in known.seen_numbers:
        number = known.seen_numbers[row.employee_id.lower()]
        row.status, row.note = Status.FAULTY, f"The same employee ID stands in line {number}."
    elif holder is not None:
        row.person = holder
        _compare_account(row, holder, known, is_leaving=is_leaving)
    elif is_leaving:
        row.is_end = row.email in known.invited
        row.note = "Has left: the invitation is withdrawn." if row.is_end else "Has left; nobody is invited."
        row.status = Status.READY if row.is_end else Status.KNOWN
    elif row.email in known.invited:
        day = known.invited[row.email]
        row.status, row.note = Status.KNOWN, f"Was invited on {day:%B} {day.day}; that link works."
    known.seen_emails.setdefault(row.email, row.number)
    if row.employee_id:
        known.seen_numbers.setdefault(row.employee_id.lower(), row.number)


def missing_lines(rows: Sequence[InvitationLine], known: Known) -> list[InvitationLine]:
    """Return a line for each employee with an open account who is not in a list that has employee IDs.

    HR is never among them, nor whoever stands in a line that is wrong.
    """
    if not any(row.employee_id for row in rows):
        return []
    told = [(row.person, known.by_email.get(row.email), known.by_number.get(row.employee_id.lower())) for row in rows]
    named = {person.pk for people in told for person in people if person}
    first = max(row.number for row in rows) + 1
    absent = User.objects.filter(role=User.Role.EMPLOYEE, is_active=True).exclude(pk__in=named)
    return [
        InvitationLine(
            number=first + place,
            email=person.email,
            name=person.name,
            employee_id=person.employee_id,
            person=person,
            status=Status.MISSING,
            is_end=True,
            note="Has an account and does not stand in the list.",
        )
        for place, person in enumerate(absent.order_by("name", "email"))
    ]


def _compare_account(row: InvitationLine, person: User, known: Known, *, is_leaving: bool) -> None:
    other = known.by_email.get(row.email)
    if other is not None and other != person:
        row.status, row.note = Status.FAULTY, "This address is that of another account."
        return
    if row.employee_id and person.employee_id and row.employee_id.lower() != person.employee_id.lower():
        row.status = Status.FAULTY
        row.note = f"This address belongs to the employee ID {person.employee_id}. Put one of the two right."
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
        row.status, row.note = Status.FAULTY, "Is HR: a list closes no such account. Close it by hand under People."
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
