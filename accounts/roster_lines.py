"""A line of a list as it would be invited, changed or closed, or what is wrong with it. Nothing is sent."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.audience import read_hours, read_work_state
from accounts.class_choices import class_choices
from accounts.forms import NOBODY_OWNS, is_nobodys
from accounts.models import InvitationLine, User
from accounts.roster import RosterLine
from accounts.roster_compare import Known, Seen, compare, put_fault
from accounts.roster_dates import DayOrder, read_hire_date
from accounts.roster_values import TERMINATED, read_employee_id, read_pay_calendar, read_status
from tenants.roles import HR

Status, Fault = InvitationLine.Status, InvitationLine.Fault
MOST_NAMED = 10
_NOTE_LIMIT = InvitationLine._meta.get_field("note").max_length
_SHOWN = 60
_ROLES = {
    **dict.fromkeys(("", "employee", "empleado", "empleada"), User.Role.EMPLOYEE),
    "hr editor": User.Role.HR_EDITOR,
    "hr admin": User.Role.HR_ADMIN,
}
_LANGUAGES = {
    **{"": "en", "en": "en", "english": "en", "inglés": "en", "ingles": "en"},
    **{"es": "es", "spanish": "es", "español": "es", "espanol": "es"},
}
# What spreadsheets put in the place of a value: a formula that was never reckoned, or one that could not be.
_NO_VALUES = ("=", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
_TOLD = tuple(name for name in RosterLine.__dataclass_fields__ if name not in ("number", "fault"))


@dataclass(frozen=True)
class Rules:
    """What holds for all lines of a list."""

    classes: Mapping[str, str]  # what people write -> code
    order: DayOrder
    today: date
    may_bring_hr: bool  # into HR; an operator's list may not

    @classmethod
    def now(cls, *, order: DayOrder, today: date, may_bring_hr: bool) -> "Rules":
        return cls(_class_names(), order, today, may_bring_hr)


def look_at(lines: Sequence[RosterLine], seen: Seen, rules: Rules, *, now: datetime) -> list[InvitationLine]:
    """Return the lines beside whom one knows, in their order; `seen` then knows them too."""
    known = Known.of(lines, now)
    return [_looked_at(line, known, seen, rules) for line in lines]


def _looked_at(line: RosterLine, known: Known, seen: Seen, rules: Rules) -> InvitationLine:
    line = replace(line, employee_id=known.whole_number(line))
    holder = known.holder_of(line)
    if holder:
        # Of somebody who is here the address or the number is enough.
        line = replace(line, name=line.name or holder.name, email=line.email or holder.email)
    row = _checked(line, rules)
    if row.status == Status.READY:
        compare(row, holder, known, seen, is_leaving=read_status(line.status) == TERMINATED)
    return row


def _class_names() -> dict[str, str]:
    """Return what people write -> code: the code itself or the name, in any case."""
    choices = class_choices()
    return {"": "", **{label.lower(): code for code, label in choices}, **{code.lower(): code for code, _ in choices}}


def _checked(line: RosterLine, rules: Rules) -> InvitationLine:
    hired, _ = read_hire_date(line.hire_date, order=rules.order, today=rules.today)
    row = InvitationLine(
        number=line.number,
        email=line.email.lower()[:254],
        name=line.name[:150],
        role=_ROLES.get(_role(line), User.Role.EMPLOYEE),
        class_code=rules.classes.get(line.class_code.lower(), ""),
        work_state=read_work_state(line.work_state) or "",
        hours=read_hours(line.hours) or "",
        language=_LANGUAGES.get(line.language.lower(), "en"),
        employee_id=read_employee_id(line.employee_id) or "",
        hire_date=hired,
        pay_calendar=read_pay_calendar(line.pay_calendar) or "",
    )
    if fault := _fault_of_cells(line) or _fault(line, rules) or _fault_of_facts(line, rules):
        put_fault(row, *fault)
    return row


def _fault_of_cells(line: RosterLine) -> tuple[Fault, str, str] | None:
    if line.fault:
        return Fault.CELLS, "", line.fault
    for column in _TOLD:
        if (cell := getattr(line, column)).upper() in _NO_VALUES:
            what = "a formula without a result" if cell == "=" else f"the error {cell}"
            sentence = f"A cell holds {what}. Put it right in the spreadsheet, save it and send it again."
            return Fault.FORMULA, column, sentence
    return None


def _fault(line: RosterLine, rules: Rules) -> tuple[Fault, str, str] | None:
    """Return the first thing that is wrong with the line itself: its kind, its column, and a sentence."""
    if not line.email:
        return Fault.EMPTY, "email", "There is no email address."
    if not _is_address(line.email):
        return Fault.FORM, "email", "This is not an email address."
    if is_nobodys(line.email):
        return Fault.FORM, "email", NOBODY_OWNS
    if not line.name:
        return Fault.EMPTY, "name", "There is no name."
    if len(line.name) > 150:
        return Fault.FORM, "name", "The name is longer than 150 characters."
    if line.name[0] in "=+-@" or any(unicodedata.category(letter) in ("Cc", "Cf") for letter in line.name):
        return Fault.FORMULA, "name", "The name begins like a formula or has invisible characters."
    if line.class_code.lower() not in rules.classes:
        return Fault.UNKNOWN, "class_code", _no_such_class(line.class_code[:_SHOWN], rules.classes)
    if read_work_state(line.work_state) is None:
        sentence = f"“{line.work_state[:_SHOWN]}” is no state. Write its name or its two letters: California or CA."
        return Fault.FORM, "work_state", sentence
    if read_hours(line.hours) is None:
        return Fault.FORM, "hours", f"“{line.hours[:_SHOWN]}” is no working time. Write full time or part time."
    if _role(line) not in _ROLES:
        sentence = f"There is no role “{line.role[:_SHOWN]}”. Write employee, HR editor or HR admin."
        return Fault.FORM, "role", sentence
    if not rules.may_bring_hr and _ROLES[_role(line)] in HR:
        return Fault.HR, "role", "An operator’s list brings nobody into HR. Its own HR admins do, under People."
    if line.language.lower() not in _LANGUAGES:
        sentence = f"“{line.language[:_SHOWN]}” is no language of these pages. Write English or Spanish."
        return Fault.FORM, "language", sentence
    return None


def _fault_of_facts(line: RosterLine, rules: Rules) -> tuple[Fault, str, str] | None:
    if read_employee_id(line.employee_id) is None:
        sentence = "The employee ID may have letters, digits, dots, dashes and slashes, 40 at most."
        return Fault.FORM, "employee_id", sentence
    if read_status(line.status) is None:
        sentence = f"“{line.status[:_SHOWN]}” is no status. Write active, leave or terminated."
        return Fault.FORM, "status", sentence
    _, fault = read_hire_date(line.hire_date, order=rules.order, today=rules.today)
    if fault:
        return Fault.FORM, "hire_date", fault
    if read_pay_calendar(line.pay_calendar) is None:
        sentence = f"“{line.pay_calendar[:_SHOWN]}” is no pay calendar. Write its code: letters, digits, dashes"
        return Fault.FORM, "pay_calendar", f"{sentence}, 30 at most."
    return None


def _role(line: RosterLine) -> str:
    return line.role.lower().replace("_", " ")


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
