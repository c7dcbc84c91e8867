"""What HR does to the benefit classes. Removing one that is carried would leave its people without their documents."""

from dataclasses import dataclass
from itertools import count

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Invitation, User
from benefits.catalogue.rows import Row
from benefits.catalogue.write import CATALOGUE, write
from benefits.frame_changes import refuse_unseen, said
from benefits.models import BenefitClass, PayCalendar
from benefits.uses import Use, class_uses
from tenants.audit.log import record
from tenants.one_at_a_time import one_at_a_time

_PEOPLE = Use("person", "people", lambda code: User.objects.people().filter(class_code=code).count())
_INVITED = Use(
    "open invitation",
    "open invitations",
    lambda code: Invitation.objects.open(timezone.now()).filter(class_code=code).count(),
)


@dataclass(frozen=True)
class ClassRow:
    """A class, and by whom it is used in words; "" if by nobody."""

    row: BenefitClass
    uses: str


class ClassTaken(ValueError):
    """There is a class with this code already."""


class ClassUsed(ValueError):
    """The class cannot be removed; the message says by whom it is used and what to do."""


def class_rows() -> list[ClassRow]:
    return [ClassRow(row, uses_of(row)) for row in BenefitClass.objects.select_related("pay_calendar")]


def uses_of(row: BenefitClass) -> str:
    return class_uses(row.code, _PEOPLE, _INVITED)


def add(row: BenefitClass, *, by: User | None) -> None:
    """Store a new class; raises ClassTaken."""
    try:
        with transaction.atomic():
            _store_calendar(row, by)
            row.save(force_insert=True)
            record("class.added", actor=by, subject=row, code=row.code, after=said(row))
    except IntegrityError as taken:
        raise ClassTaken(row.code) from taken


def rename(row: BenefitClass, *, fields: list[str], seen: str, by: User) -> None:
    """Store the names; documents are found by the new ones within a minute.

    `seen` is the stamp of the class as whoever changes it has seen it. Raises ChangedMeanwhile and
    BenefitClass.DoesNotExist.
    """
    if not fields:
        return
    with transaction.atomic():
        _store_calendar(row, by)
        held = BenefitClass.objects.select_for_update(of=("self",)).select_related("pay_calendar").get(pk=row.pk)
        refuse_unseen(held, seen)
        BenefitClass.objects.filter(pk=row.pk).update(**{name: getattr(row, name) for name in fields})
        told = {"before": said(held, fields), "after": said(row, fields)}
        record("class.renamed", actor=by, subject=row, code=row.code, fields=fields, **told)


def _store_calendar(row: BenefitClass, by: User | None) -> None:
    """Give the class the stored calendar where it came with a new one; two that add the same one share it.

    Whoever chooses how many deductions a year has stands behind that. A calendar of this code that somebody gave
    another number stays as it is: other classes may have it.
    """
    new = row.pay_calendar
    if new is None or not new._state.adding:
        return
    one_at_a_time(CATALOGUE)
    there = {one.code.casefold(): one for one in PayCalendar.objects.all()}
    code = next(
        code
        for code in (f"{new.code}-{number}" if number > 1 else new.code for number in count(1))
        if code.casefold() not in there or there[code.casefold()].deductions_per_year == new.deductions_per_year
    )
    row.pay_calendar = there.get(code.casefold())
    if row.pay_calendar is None:
        values = {"label": new.label, "deductions_per_year": new.deductions_per_year}
        diff = write([Row("pay_calendar", {"code": code}, values)], by=by, why=f"Class {row.code}", review=True)
        (change,) = diff.changes
        if not diff.is_written:
            raise ValueError(" ".join(change.reasons))
        row.pay_calendar = PayCalendar.objects.get(pk=change.pk)


def remove(row: BenefitClass, *, by: User) -> None:
    """Remove a class that nobody carries; raises ClassUsed."""
    with transaction.atomic():
        # A row of the catalogue that is saved for it at this moment is waited for, and then uses it.
        one_at_a_time(CATALOGUE)
        # Held against whoever is giving it to somebody at this moment.
        held = BenefitClass.objects.select_for_update().filter(pk=row.pk).first()
        if held is None:
            return
        if uses := uses_of(held):
            raise ClassUsed(f"{held.label} is used by {uses}. Give them another class first, then remove this one.")
        card = said(held)
        held.delete()
        record("class.removed", actor=by, subject=row, code=held.code, before=card)
