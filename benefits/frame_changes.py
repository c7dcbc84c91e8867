"""What changing contacts, classes and plan years has in common: nobody saves over a colleague unseen, and the audit
has what each row said before.
"""

import hashlib
from collections.abc import Iterable
from datetime import date

from django.db import models

from benefits.catalogue.labels import plain_label
from tenants.clock import day_in_words

# What a row is known by and where it stands in a list: no form has it.
_NOT_TYPED = {"id", "position"}
_LABELS = {
    "app_url": "App",
    "appeals_address": "Address for appeals",
    "enrolment_closes_on": "Open enrollment ends",
    "enrolment_opens_on": "Open enrollment begins",
    "hours_es": "Hours in Spanish",
    "id_card": "ID card",
    "id_card_es": "ID card in Spanish",
    "label_es": "Name in Spanish",
    "note_es": "Note in Spanish",
    "tty": "TTY",
    "url": "Website",
}


class ChangedMeanwhile(ValueError):
    """Somebody has saved the row, `now`, since the form was opened."""

    def __init__(self, now: models.Model) -> None:
        super().__init__(f"{now} was changed meanwhile.")
        self.now = now


def stamp_of(row: models.Model) -> str:
    """Return what is another as soon as the row says something else: a form says by it what its reader has seen."""
    told = repr([(column.name, column.value_from_object(row)) for column in _columns(row)])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def refuse_unseen(held: models.Model, seen: str) -> None:
    """Raise ChangedMeanwhile unless the row, which is held, still says what was seen."""
    if stamp_of(held) != seen:
        raise ChangedMeanwhile(held)


def said(row: models.Model, names: Iterable[str] | None = None) -> str:
    """Return what the row says of these fields, of all that are filled in where none are named."""
    columns = [column for column in _columns(row) if names is None or column.name in names]
    told = {_LABELS.get(column.name, plain_label(column)): _value(row, column) for column in columns}
    return "; ".join(f"{label}: {value or 'nothing'}" for label, value in told.items() if value or names is not None)


def _columns(row: models.Model) -> list[models.Field]:
    return [column for column in row._meta.concrete_fields if column.name not in _NOT_TYPED]


def _value(row: models.Model, column: models.Field) -> str:
    value = getattr(row, column.name)
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, date):
        return day_in_words(value)
    return "" if value is None else str(value)
