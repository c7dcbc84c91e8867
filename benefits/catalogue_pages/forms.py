"""One form for the rows of every table: its fields are the table's, and it is written by the one way in."""

from collections.abc import Mapping

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models

from benefits.catalogue.labels import LABELS, plain_label
from benefits.catalogue.rows import Row, RowSource
from benefits.catalogue.tables import FROM, Table
from benefits.catalogue.words import words_of
from benefits.catalogue_pages.fields import CountsField, LinesField, PairsField
from benefits.models import BenefitClass, Contact, Plan, Reviewed
from benefits.models.reviewed import NO_SHARE, SHARE_PLACES
from tenants.form_fields import DateInput
from tenants.form_pages import say_overtaken

_HELP = {
    "automatic_percent": "0.03 is 3 percent. Empty: nobody is enrolled automatically.",
    "coinsurance": "The member’s share: 0.20 is 20 percent.",
    "classes": "Codes of classes, one a line. Empty: all employees.",
    "counts": "One a line, for example: Specialist visit: 3",
    "effective_from": "Only where it changes during the plan year. Empty: from its first day on.",
    "effective_to": "Empty: to the end of the plan year.",
    "hours_by_service": "One a line, for example 5: 144 for 144 hours from five years on.",
    "match_tiers": "One a line, for example 0.03: 1, then 0.02: 0.50.",
    "papers": "One a line.",
    "percent": "0.60 is 60 percent.",
    "plan_share": "0.80 is 80 percent.",
    "pay_share": "1 is full pay.",
    "person_in_family": "What one member of a family fills. Empty for an aggregate limit.",
    "predecessor": "The same plan in the year before.",
    "reductions": "One a line, for example 70: 0.65.",
    "skipped_pays": "Paydays on which nothing comes off, one a line, for example 2027-07-30.",
    "source_title": "The paper that prints it. Employees read it beside the figure.",
    "vesting": "One a line, for example 2: 0.40. Empty: at once.",
}
_PAIRS = {"vesting", "reductions", "hours_by_service", "match_tiers"}
_OF_SOURCE = ("source_title", "source_page")


class RowForm(forms.Form):
    """`table` says which fields there are; of a row that is there the key stays."""

    def __init__(self, data: object, *, table: Table, row: Reviewed | None, initial: Mapping[str, object]) -> None:
        self.table, self.row = table, row
        known = {name: getattr(row, name) for name in self._names()} if row else {}
        super().__init__(data, initial={**initial, **known})
        for name in self._names():
            self.fields[name] = _field(table.model._meta.get_field(name), year=initial.get("plan_year"))
            if row is not None and name in table.key_names:
                self.fields[name].disabled = True
        self.fields["review"] = forms.BooleanField(
            required=False,
            label="I compared it with the paper",
            help_text="Then it is used for answers and figures at once. Otherwise it waits to be reviewed.",
        )

        if row is not None:
            self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, initial=row.stamp, required=False)

    def is_overtaken(self) -> bool:
        """Whether somebody has written the row since the form was opened, which is then said; asked under the lock."""
        if self.row is None:
            return False
        now = self.table.model.objects.filter(pk=self.row.pk).first()
        if now is not None and now.stamp == self.cleaned_data["seen"]:
            return False
        told = f"It says now: {words_of(now)}." if now else "It was removed."
        say_overtaken(self, "seen", now.stamp if now else "", told=told)
        return True

    def _names(self) -> list[str]:
        key = [name for name in self.table.key if name not in ("plan", "plan_year")]
        values = [name for name in self.table.value_names if name not in (FROM, "effective_to")]
        return [*key, *values, FROM, "effective_to", *_OF_SOURCE]

    def as_row(self, key: Mapping[str, object]) -> Row:
        """Return what was entered as a row to write; `key` has the plan and year that it hangs on."""
        cleaned = self.cleaned_data
        own = {name: cleaned[name] for name in self.table.key_names if name in cleaned}
        values = {name: cleaned[name] for name in self.table.value_names}
        return Row(self.table.name, {**key, **own}, values, self._source())

    def _source(self) -> RowSource:
        title = self.cleaned_data["source_title"]
        is_same = self.row is not None and title == self.row.source_title
        # A document stands behind its title: with another title it is another paper.
        document = self.row.source_document if is_same else None
        return RowSource(title, document, self.cleaned_data["source_page"])


def _field(column: models.Field, *, year: object) -> forms.Field:
    options = {
        "label": LABELS.get(column.name, plain_label(column)),
        "help_text": _HELP.get(column.name, column.help_text),
        "required": not column.blank,
    }
    if isinstance(column, ArrayField):
        return LinesField(**options)
    if column.name == "counts":
        return CountsField(**options)
    if column.name in _PAIRS:
        return PairsField(first_is_whole=column.name != "match_tiers", **options)
    if column.is_relation:
        return forms.ModelChoiceField(_choices(column, year), **options)
    if isinstance(column, models.DateField):
        return forms.DateField(widget=DateInput(), **options)
    if getattr(column, "decimal_places", 0) == SHARE_PLACES:
        wrong = dict.fromkeys(("min_value", "max_value"), NO_SHARE)
        return forms.DecimalField(min_value=0, max_value=1, error_messages=wrong, **options)
    if isinstance(column, models.URLField):
        return column.formfield(**options, assume_scheme="https")
    if isinstance(column, models.CharField) and (column.max_length or 0) > 300:
        return forms.CharField(widget=forms.Textarea({"rows": 3}), max_length=column.max_length, **options)
    if isinstance(column, models.BooleanField) and column.null:
        return forms.NullBooleanField(**{**options, "required": False})
    return column.formfield(**({**options, "required": False} if isinstance(column, models.BooleanField) else options))


def _choices(column: models.Field, year: object) -> models.QuerySet:
    if column.related_model is BenefitClass:
        return BenefitClass.objects.all()
    if column.related_model is Contact:
        return Contact.objects.all()
    before = Plan.objects.select_related("plan_year")
    return before.filter(plan_year__starts_on__lt=year.starts_on) if year else before
