"""The rows of the catalogue by what people call them, read once for all that is to be written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import models

from benefits.catalogue.rows import Row
from benefits.catalogue.tables import TABLES, Table
from benefits.models import BenefitClass, Contact, PayCalendar, Plan, PlanYear

Name = tuple[object, ...]


class Unknown(ValueError):
    """A row names a plan, a class or a year that is not there; the message says what to do."""


@dataclass
class Known:
    """What is there, and what is added while rows are taken in."""

    years: dict[str, PlanYear] = field(default_factory=dict)
    classes: dict[str, BenefitClass] = field(default_factory=dict)
    calendars: dict[str, PayCalendar] = field(default_factory=dict)
    carriers: dict[str, Contact] = field(default_factory=dict)
    plans: dict[tuple[str, str], Plan] = field(default_factory=dict)
    rows: dict[str, dict[Name, models.Model]] = field(default_factory=dict)

    def of(self, table: Table, name: str, value: object, *, year: str) -> object:
        """Return what a field points to, by its name; other values as they are. Raises Unknown."""
        pointed = table.model._meta.get_field(name).related_model
        if pointed is None or value in (None, ""):
            return None if pointed else value
        if isinstance(value, models.Model):
            return value
        if pointed is Plan and name == "predecessor":
            return self._predecessor(str(value), year)
        look = {
            PlanYear: (self.years, "The plan year {name} is not there. Add it first."),
            BenefitClass: (self.classes, "The class {name} is not there. Add it first, or leave the class empty."),
            PayCalendar: (self.calendars, "The pay calendar {name} is not there. Add it first."),
            Contact: (self.carriers, "There is no contact {name}. Add it to the contacts, or leave the carrier empty."),
        }
        kept, told = look[pointed]
        if str(value).casefold() not in kept:
            raise Unknown(told.format(name=value))
        return kept[str(value).casefold()]

    def plan(self, year: str, short_name: str) -> Plan:
        found = self.plans.get((year.casefold(), short_name.casefold()))
        if found is None:
            raise Unknown(f"The plan year {year} has no plan {short_name}. Add the plan first.")
        return found

    def check_classes(self, codes: Iterable[str]) -> None:
        """Raises Unknown for a class that is not there; employees of such a class do not exist."""
        strange = [code for code in codes if code not in {one.code for one in self.classes.values()}]
        if strange:
            raise Unknown(f"The class {strange[0]} is not there. Add it first, or leave it out.")

    def _predecessor(self, short_name: str, year: str) -> Plan:
        """The plan of this name in the latest year before."""
        here = self.years.get(year.casefold())
        before = [
            plan
            for (_, name), plan in self.plans.items()
            if name == short_name.casefold() and here and plan.plan_year.starts_on < here.starts_on
        ]
        if not before:
            raise Unknown(f"No year before {year} has a plan {short_name}. Leave the predecessor empty.")
        return max(before, key=lambda plan: plan.plan_year.starts_on)

    def take_in(self, table: Table, name: Name, row: models.Model) -> None:
        self.rows[table.name][name] = row
        if isinstance(row, Plan):
            self.plans[row.plan_year.label.casefold(), row.short_name.casefold()] = row
        if isinstance(row, PayCalendar):
            self.calendars[row.code.casefold()] = row


def read_known(rows: Iterable[Row], *, is_locking: bool = True) -> Known:
    """Read what these rows may name, and the rows that are there of their tables and years; locked to be written."""
    rows = list(rows)
    names = {row.table for row in rows} & TABLES.keys()
    years = {str(row.key.get("plan_year", "")) for row in rows}
    known = Known(
        years={one.label.casefold(): one for one in PlanYear.objects.all()},
        classes={one.code.casefold(): one for one in BenefitClass.objects.all()},
        calendars={one.code.casefold(): one for one in PayCalendar.objects.all()},
        carriers={one.name.casefold(): one for one in Contact.objects.order_by("-position")},
        plans={
            (one.plan_year.label.casefold(), one.short_name.casefold()): one
            for one in Plan.objects.select_related("plan_year")
        },
    )
    labels = [known.years[year.casefold()].label for year in years if year.casefold() in known.years]
    for name in names:
        table = TABLES[name]
        there = table.rows_of(labels)
        held = there.select_for_update(of=("self",)) if is_locking else there
        known.rows[name] = {name_of(table, row): row for row in held}
    return known


def name_of(table: Table, row: models.Model) -> Name:
    """Return what tells a stored row from others of its table."""
    name = [_plain(getattr(row, row._meta.get_field(one).attname)) for one in table.key]
    return (*name, row.effective_from) if table.is_dated else tuple(name)


def _plain(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def cleaned(model: type[models.Model], name: str, value: object, row: models.Model) -> object:
    """Return the value as the column has it. Raises ValidationError with what is wrong."""
    field_of = model._meta.get_field(name)
    if value is None and not field_of.null and field_of.has_default():
        value = field_of.get_default()
    if value is None and not field_of.null and field_of.empty_strings_allowed and field_of.blank:
        value = ""
    return field_of.clean(_exact(field_of, value), row)


def _exact(column: models.Field, value: object) -> object:
    """A float says more digits than anybody wrote, and zeros at the end of a figure are no digits too many."""
    if isinstance(column, models.DecimalField) and isinstance(value, float):
        value = Decimal(str(value))
    if isinstance(column, models.DecimalField) and isinstance(value, Decimal) and value.is_finite():
        return value.normalize() if value.as_tuple().exponent < -column.decimal_places else value
    return value.strip() if isinstance(value, str) else value


def as_json(row: models.Model, names: Iterable[str]) -> Mapping[str, object]:
    """Return the fields as history keeps them."""
    return {name: _json(getattr(row, row._meta.get_field(name).attname)) for name in names}


def _json(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date | datetime | UUID):
        return str(value)
    return [_json(one) for one in value] if isinstance(value, list | tuple) else value
