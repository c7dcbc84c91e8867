"""What HR does to the plan years. Documents carry a year's label: one in use is neither renamed nor removed."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from accounts.models import User
from benefits.catalogue.write import CATALOGUE
from benefits.frame_changes import refuse_unseen, said
from benefits.models import YEARS_OVERLAP, PlanYear
from benefits.uses import plan_year_uses
from tenants.audit.log import record
from tenants.one_at_a_time import one_at_a_time

# Two that write the same days at once would each wait for what the other has written, until one is ended.
_YEARS = "plan-years"


@dataclass(frozen=True)
class YearRow:
    row: PlanYear
    place: str  # "This year", "Next year", "Over" or ""
    uses: str
    is_enrolment_open: bool


class YearRefused(ValueError):
    """The years as they would be contradict each other; the message says how."""


class YearUsed(ValueError):
    """The plan year cannot be removed; the message says by what it is used and what to do."""


def year_rows(day: date) -> list[YearRow]:
    years = list(PlanYear.objects.all())
    ahead = [year for year in years if year.starts_on > day]
    following = ahead[0] if ahead else None
    return [
        YearRow(
            year,
            "Next year" if year == following else _place(year, day),
            plan_year_uses(year.label),
            year.is_enrolment_open(day),
        )
        for year in years
    ]


def add(year: PlanYear, *, by: User | None) -> None:
    """Store a new plan year; raises YearRefused to the loser of a race."""
    try:
        with transaction.atomic():
            one_at_a_time(_YEARS)
            year.save(force_insert=True)
            record("plan_year.added", actor=by, subject=year, label=year.label, after=said(year))
    except IntegrityError as refused:
        raise YearRefused(f"{YEARS_OVERLAP} Or another one has this label. Look at the list again.") from refused


def change(year: PlanYear, *, fields: list[str], seen: str, by: User) -> None:
    """Store these fields; raises YearRefused, ChangedMeanwhile and PlanYear.DoesNotExist.

    `seen` is the stamp of the year as whoever changes it has seen it.
    """
    if not fields:
        return
    try:
        with transaction.atomic():
            one_at_a_time(_YEARS)
            held = PlanYear.objects.select_for_update().get(pk=year.pk)
            refuse_unseen(held, seen)
            if "label" in fields and (uses := plan_year_uses(held.label)):
                raise YearRefused(f"The label {held.label} is carried by {uses}, so it stays.")
            PlanYear.objects.filter(pk=year.pk).update(**{name: getattr(year, name) for name in fields})
            told = {"before": said(held, fields), "after": said(year, fields)}
            record("plan_year.changed", actor=by, subject=year, label=year.label, fields=fields, **told)
    except IntegrityError as refused:
        raise YearRefused(f"{YEARS_OVERLAP} Look at the list again.") from refused


def remove(year: PlanYear, *, by: User) -> None:
    """Remove a plan year that no document carries; raises YearUsed."""
    with transaction.atomic():
        # A row of the catalogue that is saved in it at this moment is waited for, and then uses it.
        one_at_a_time(CATALOGUE)
        held = PlanYear.objects.select_for_update().filter(pk=year.pk).first()
        if held is None:
            return
        if uses := plan_year_uses(held.label):
            raise YearUsed(f"{held.label} is used by {uses}. Give them another plan year first, then remove this one.")
        card = said(held)
        held.delete()
        record("plan_year.removed", actor=by, subject=year, label=held.label, before=card)


def _place(year: PlanYear, day: date) -> str:
    if year.ends_on < day:
        return "Over"
    return "This year" if year.starts_on <= day else ""
