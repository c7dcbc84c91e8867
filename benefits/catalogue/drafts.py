"""A row that is to be written, held against what is there: what it would change, and what speaks against it."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import FieldError, ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.db.models.functions import Coalesce
from django.db.models.sql import Query
from django.db.models.sql.constants import SINGLE
from django.utils.text import get_text_list

from benefits.catalogue.known import Known, Unknown, as_json, cleaned, name_of, read_known
from benefits.catalogue.labels import plain_label
from benefits.catalogue.rows import Row, What
from benefits.catalogue.tables import FROM, OF_SOURCE, TABLES, Table


@dataclass
class Draft:
    row: Row
    table: Table | None = None
    stored: models.Model | None = None  # as it is
    model: models.Model | None = None  # as it would be
    reasons: list[str] = field(default_factory=list)
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)

    @property
    def what(self) -> What:
        if self.reasons:
            return "refused"
        if self.stored is None:
            return "new"
        return "changed" if self.after else "equal"

    @property
    def is_written(self) -> bool:
        return self.what in ("new", "changed")


def draft_all(rows: Iterable[Row], known: Known) -> list[Draft]:
    """Return one draft a row, in the order of the rows; plans are drafted before what hangs on them."""
    places = {name: place for place, name in enumerate(TABLES)}
    drafts = {}
    for number, row in sorted(enumerate(rows), key=lambda one: places.get(one[1].table, -1)):
        drafts[number] = _draft(row, known)
    return [drafts[number] for number in sorted(drafts)]


def is_there(row: Row) -> bool:
    """Whether the catalogue has this row already, from the same day on."""
    (draft,) = draft_all([row], read_known([row], is_locking=False))
    return draft.stored is not None


def refused_by_database(draft: Draft) -> list[str]:
    """Return what the constraints have against the row."""
    told = []
    for model, constraints in draft.model.get_constraints():
        held = _checks_that_hold(draft.model, model, constraints)
        for constraint in constraints:
            if constraint.name in held:
                continue
            try:
                constraint.validate(model, draft.model)
            except ValidationError as wrong:
                told += wrong.messages
    return told


def _checks_that_hold(
    row: models.Model, model: type[models.Model], constraints: Iterable[models.BaseConstraint]
) -> set[str]:
    """Ask the database about all checks of the row at once: Django asks about one after the other (`Q.check`, whose way
    of asking this is)."""
    checks = {one.name: one.condition for one in constraints if isinstance(one, models.CheckConstraint)}
    if not checks:
        return set()
    query = Query(None)
    for name, value in row._get_field_expression_map(meta=model._meta).items():
        query.add_annotation(value, name, select=False)
    for name, condition in checks.items():
        # A check that comes to "unknown" holds, as in the table itself.
        query.add_annotation(Coalesce(condition, True, output_field=models.BooleanField()), f"held_{name}")
    try:
        with transaction.atomic():
            answers = query.get_compiler(using=connection.alias).execute_sql(SINGLE)
    except (DatabaseError, FieldError):
        return set()  # what cannot be asked together is asked one by one
    return {name for name, is_held in zip(checks, answers, strict=True) if is_held}


def _draft(row: Row, known: Known) -> Draft:
    draft = Draft(row, TABLES.get(row.table))
    if draft.table is None:
        draft.reasons.append(f"There is no table {row.table}. Tables are {', '.join(TABLES)}.")
        return draft
    draft.reasons += _wrong_names(draft.table, row)
    if draft.reasons:
        return draft
    draft.model = draft.table.model()
    _set_key(draft, known)
    if draft.reasons:
        return draft
    _find_stored(draft, known)
    if draft.reasons:
        return draft
    _set_values(draft, known)
    if not draft.reasons:
        _compare(draft)
    return draft


def _wrong_names(table: Table, row: Row) -> list[str]:
    strange = sorted({*row.key} - {*table.key_names}) + sorted({*row.values} - {*table.value_names})
    missing = sorted(name for name in table.required_key if row.key.get(name) in (None, ""))
    told = []
    if strange:
        told.append(f"{table.label} has no {get_text_list(strange, 'and')}. It has {', '.join(table.value_names)}.")
    if missing:
        told.append(f"Say the {get_text_list(missing, 'and')} of the row: without it nobody knows which row is meant.")
    return told


def _set_key(draft: Draft, known: Known) -> None:
    row, table = draft.row, draft.table
    year = str(row.key.get("plan_year", ""))
    for name in (*table.key, *((FROM,) if table.is_dated else ())):
        try:
            if name == "plan":
                setattr(draft.model, name, known.plan(year, str(row.key["plan"])))
            else:
                _set(draft.model, table, name, row.key.get(name), known, year)
        except (Unknown, ValidationError) as wrong:
            draft.reasons += _told(table, name, wrong)


def _set(model: models.Model, table: Table, name: str, value: object, known: Known, year: str) -> None:
    if table.model._meta.get_field(name).is_relation:
        setattr(model, name, known.of(table, name, value, year=year))
    else:
        setattr(model, name, cleaned(table.model, name, value, model))
    if name == "classes":
        known.check_classes(model.classes)


def _find_stored(draft: Draft, known: Known) -> None:
    name = name_of(draft.table, draft.model)
    found = known.rows[draft.table.name].get(name)
    if found is None and not draft.table.may_add:
        draft.reasons.append(f"There is no {draft.table.label.lower()} of this name. Add it on its own page first.")
    elif (found is not None and found._state.adding) or (found is not None and getattr(found, "_is_drafted", False)):
        draft.reasons.append("This row stands twice. Leave one of the two out.")
    elif found is not None:
        draft.stored, draft.model = found, copy.copy(found)
        draft.model._is_drafted = True
    if not draft.reasons:
        known.take_in(draft.table, name, draft.model)


def _set_values(draft: Draft, known: Known) -> None:
    table, year = draft.table, str(draft.row.key.get("plan_year", ""))
    for name in table.value_names:
        if name not in draft.row.values:
            if draft.stored is None and must_be_said(table.model._meta.get_field(name)):
                draft.reasons.append(f"{_words(table, name)}: say it, a new row needs it.")
            continue
        try:
            _set(draft.model, table, name, draft.row.values[name], known, year)
        except (Unknown, ValidationError) as wrong:
            draft.reasons += _told(table, name, wrong)
    if draft.row.source is not None and table.is_reviewed:
        _set_source(draft)
    if not draft.reasons:
        try:
            draft.model.clean()
        except ValidationError as wrong:
            draft.reasons += [message for messages in wrong.message_dict.values() for message in messages]


def must_be_said(column: models.Field) -> bool:
    """Whether a new row cannot be written without it."""
    return not (column.null or column.blank or column.has_default())


def _set_source(draft: Draft) -> None:
    source = draft.row.source
    values = (source.title[:200], source.document, source.page, source.confidence)
    for name, value in zip(OF_SOURCE, values, strict=True):
        try:
            setattr(draft.model, name, cleaned(draft.table.model, name, value, draft.model))
        except ValidationError as wrong:
            draft.reasons += _told(draft.table, name, wrong)


def _compare(draft: Draft) -> None:
    table = draft.table
    names = (*table.value_names, *(OF_SOURCE if table.is_reviewed else ()))
    after = as_json(draft.model, names)
    if draft.stored is None:
        draft.after = {name: value for name, value in after.items() if value not in (None, "", [], {})}
        return
    before = as_json(draft.stored, names)
    differing = [name for name in names if before[name] != after[name]]
    draft.before = {name: before[name] for name in differing}
    draft.after = {name: after[name] for name in differing}


def _told(table: Table, name: str, wrong: Unknown | ValidationError) -> list[str]:
    messages = wrong.messages if isinstance(wrong, ValidationError) else [str(wrong)]
    return [f"{_words(table, name)}: {message}" for message in messages]


def _words(table: Table, name: str) -> str:
    return plain_label(table.model._meta.get_field(name))
