"""The one way into the catalogue: forms, workbooks, documents, a cloned year and the demo all write by it.

Everything is written or nothing. What was written keeps its history in the same transaction, and the same rows a second
time change nothing. A row that is reviewed and changes is unreviewed again, unless whoever changes it reviews it or
only a name is another that no figure hangs on.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from accounts.models import User
from benefits.catalogue.checks import check_plans, wrong_of_account
from benefits.catalogue.drafts import Draft, draft_all, refused_by_database
from benefits.catalogue.known import as_json, read_known
from benefits.catalogue.rows import Diff, Row, RowChange
from benefits.catalogue.stored import place_of, stored_row
from benefits.catalogue.tables import OF_REVIEW, TABLES, Table
from benefits.models import AccountRule, Accumulator, CatalogueChange, Plan, Reviewed
from tenants.audit.log import record
from tenants.one_at_a_time import one_at_a_time

CATALOGUE = "catalogue"
_AT_ONCE = 500
_CHANGED_AT_ONCE = 100  # of each row PostgreSQL reads through half of what is changed with it
_KIND = CatalogueChange.Kind


class _Undone(Exception):
    """Nothing of it is to be kept."""


def write(
    rows: Iterable[Row],
    *,
    by: User | None,
    why: str = "",
    review: bool = False,
    dry_run: bool = False,
) -> Diff:
    """Write the rows, or none where one is refused, and return what became of each.

    With `review` whoever writes stands behind every row, also behind those that were there and unreviewed; not behind
    one that waits and that is not written whole. `dry_run` tells what would become of them, with all that the database
    would refuse.
    """
    rows, drafts, reviewed = list(rows), [], set()
    try:
        with transaction.atomic():
            one_at_a_time(CATALOGUE)
            drafts += draft_all(rows, read_known(rows))
            _check_whole_plans(drafts)
            _check_accounts(drafts)
            if any(draft.reasons for draft in drafts):
                raise _Undone
            reviewed = _store(drafts, by=by, why=why, review=review)
            if dry_run:
                raise _Undone
    except _Undone:
        is_kept = False
    except IntegrityError as refused:
        _find_refused(drafts, refused)
        is_kept = False
    else:
        is_kept = True
    return Diff([_change(draft, draft.model in reviewed) for draft in drafts], is_written=is_kept)


def review(rows: Iterable[Reviewed], *, by: User, why: str = "", seen: Mapping[str, str] | None = None) -> int:
    """Stand behind rows as they are; return how many were not reviewed before.

    `seen` has the stamp of each row as its reader saw it, by id: what was written since stays unreviewed.
    """
    ids = defaultdict(list)
    for row in rows:
        ids[type(row)].append(row.pk)
    with transaction.atomic():
        one_at_a_time(CATALOGUE)
        count, now = 0, timezone.now()
        for model, pks in ids.items():
            held = list(model.objects.select_for_update(of=("self",)).filter(pk__in=pks).unreviewed())
            if seen is not None:
                held = [row for row in held if seen.get(str(row.pk)) == row.stamp]
            _sign(held, by=by, at=now)
            _write_history([_past(_table_of(model), row, _KIND.REVIEWED, by=by, why=why, at=now) for row in held])
            count += len(held)
        if count:
            record("catalogue.reviewed", actor=by, rows=count, tables=sorted(_table_of(model).name for model in ids))
    return count


def unreview(rows: Iterable[Reviewed], *, by: User | None, why: str) -> int:
    """Let rows wait to be looked at again, as they are; return how many were reviewed before."""
    count, now = 0, timezone.now()
    with transaction.atomic():
        one_at_a_time(CATALOGUE)
        for row in rows:
            model = type(row)
            signed = {"reviewed_by": None, "reviewed_at": None}
            if model.objects.filter(pk=row.pk, reviewed_at__isnull=False).update(**signed):
                _write_history([_past(_table_of(model), row, _KIND.CHANGED, by=by, why=why, at=now)])
                count += 1
        if count:
            record("catalogue.unreviewed", actor=by, rows=count, why=why)
    return count


def remove(row: Reviewed, *, by: User, why: str = "") -> None:
    """Take a row out of the catalogue, a plan with all its parts. Its history stays, and says where it stood."""
    table, now = _table_of(type(row)), timezone.now()
    with transaction.atomic():
        one_at_a_time(CATALOGUE)
        gone = [row]
        if isinstance(row, Plan):
            gone += [
                part
                for other in TABLES.values()
                if "plan" in other.key
                for part in other.model.objects.filter(plan=row).select_related("plan__plan_year")
            ]
        past = []
        for one in gone:
            of = _table_of(type(one))
            removed = _past(of, one, _KIND.REMOVED, by=by, why=why, at=now, before=_all_of(of, one))
            removed.place = place_of(of, stored_row(of, one).row.key)
            past.append(removed)
        row.delete()
        _write_history(past)
        record("catalogue.removed", actor=by, table=table.name, rows=len(gone))


def _store(drafts: Sequence[Draft], *, by: User | None, why: str, review: bool) -> set[models.Model]:
    """Write what is new and changed with its history; return the rows that are reviewed by this."""
    now, reviewed, past = timezone.now(), set(), []
    for table in TABLES.values():
        own = [draft for draft in drafts if draft.table is table]
        fresh = [draft for draft in own if draft.stored is None]
        changed = [draft for draft in own if draft.what == "changed"]
        if table.is_reviewed:
            for draft in (*fresh, *changed):
                _enter(draft, by=by, at=now, review=review and _is_seen(draft))
            if review:
                reviewed |= {draft.model for draft in own if draft.is_written and _is_seen(draft)}
                equal = [draft for draft in own if draft.what == "equal" and _is_seen(draft)]
                waiting = [draft.model for draft in equal if not draft.model.is_reviewed]
                _sign(waiting, by=by, at=now)
                reviewed |= set(waiting)
                past += [_past(table, row, _KIND.REVIEWED, by=by, why=why, at=now) for row in waiting]
        table.model._default_manager.bulk_create([draft.model for draft in fresh], batch_size=_AT_ONCE)
        # What is renamed alone keeps a review of its own.
        renamed = [[draft] for draft in changed if _is_renamed(draft)]
        others = [draft for draft in changed if not _is_renamed(draft)]
        signed, left = ([one for one in others if (one.model in reviewed) is said] for said in (True, False))
        for alike in (signed, left, *renamed):
            _save_changed(table, alike)
        past += [_past_of(draft, by=by, why=why, at=now) for draft in (*fresh, *changed)]
    # What only shows at the end of a transaction shows here, where it can still be told whose fault it is.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    _write_history(past)
    if past:
        tables = Counter(one.table for one in past)
        record("catalogue.changed", actor=by, rows=len(past), tables=dict(sorted(tables.items())), why=why[:200])
    return reviewed


def _enter(draft: Draft, *, by: User | None, at: datetime, review: bool) -> None:
    row = draft.model
    row.entered_by, row.entered_at = by, at
    if review or not _is_renamed(draft):
        row.reviewed_by, row.reviewed_at = (by, at) if review else (None, None)
    row.was_reviewed = row.was_reviewed or review or draft.row.was_reviewed


def _is_seen(draft: Draft) -> bool:
    """Whether whoever writes the row can stand behind all of it: it is there whole, or the rest was reviewed."""
    return draft.row.is_whole or draft.stored is None or draft.stored.is_reviewed


def _is_renamed(draft: Draft) -> bool:
    """Whether nothing but names that no figure hangs on would be another."""
    return draft.what == "changed" and draft.after.keys() <= {*draft.table.only_names}


def _sign(rows: Sequence[Reviewed], *, by: User | None, at: datetime) -> None:
    for row in rows:
        row.reviewed_by, row.reviewed_at, row.was_reviewed = by, at, True
    if rows:
        here = type(rows[0]).objects.filter(pk__in=[row.pk for row in rows])
        here.update(reviewed_by=by, reviewed_at=at, was_reviewed=True)


def _save_changed(table: Table, changed: Sequence[Draft]) -> None:
    if not changed:
        return
    rows = [draft.model for draft in changed]
    if table.is_reviewed:
        # Who entered and reviewed them is the same of all: written at once, for a value of each row is looked for anew.
        first, here = rows[0], table.model.objects.filter(pk__in=[row.pk for row in rows])
        here.update(**{name: getattr(first, name) for name in OF_REVIEW if name != "was_reviewed"})
        here.filter(reviewed_at__isnull=False).update(was_reviewed=True)
    names = sorted({name for draft in changed for name in draft.after})
    table.model._default_manager.bulk_update(rows, names, batch_size=_CHANGED_AT_ONCE)


def _check_whole_plans(drafts: Sequence[Draft]) -> None:
    written = {draft.model.pk: draft for draft in drafts if draft.model is not None and not draft.reasons}
    limits = [draft for draft in written.values() if isinstance(draft.model, Accumulator)]
    plans = {draft.model.plan_id: draft.model.plan for draft in limits}
    plans |= {draft.model.pk: draft.model for draft in written.values() if isinstance(draft.model, Plan)}
    if not plans:
        return
    there = Accumulator.objects.filter(plan__in=plans).exclude(pk__in=[draft.model.pk for draft in limits])
    for row, reason in check_plans(plans.values(), [*there, *(draft.model for draft in limits)]):
        # A limit that was there already is told of by the plan that no longer fits it.
        told = written.get(row.pk) or written.get(row.plan_id)
        told = told or next(draft for draft in limits if draft.model.plan_id == row.plan_id)
        told.reasons.append(reason)


def _check_accounts(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        if isinstance(draft.model, AccountRule) and not draft.reasons:
            draft.reasons += wrong_of_account(draft.model)


def _find_refused(drafts: Sequence[Draft], refused: IntegrityError) -> None:
    """Say of each row what the database has against it; one row after the other is asked only where one was refused."""
    for draft in drafts:
        if draft.is_written:
            draft.reasons += refused_by_database(draft)
    if not any(draft.reasons for draft in drafts):
        raise refused


def _change(draft: Draft, is_reviewed_now: bool) -> RowChange:
    return RowChange(
        draft.row,
        draft.what,
        before=draft.before,
        after=draft.after,
        reasons=tuple(draft.reasons),
        pk=draft.model.pk if draft.model else None,
        is_reviewed_now=is_reviewed_now,
    )


# ---- history


def _past_of(draft: Draft, *, by: User | None, why: str, at: datetime) -> CatalogueChange:
    kind = _KIND.ADDED if draft.stored is None else _KIND.CHANGED
    past = _past(draft.table, draft.model, kind, by=by, why=why, at=at, before=draft.before, after=draft.after)
    past.about = draft.row.about[:300]
    return past


def _past(
    table: Table,
    row: models.Model,
    kind: str,
    *,
    by: User | None,
    why: str,
    at: datetime,
    before: dict | None = None,
    after: dict | None = None,
) -> CatalogueChange:
    return CatalogueChange(
        at=at,
        changed_by=by.pk if by else None,
        kind=kind,
        why=why[:300],
        table=table.name,
        row=row.pk,
        about=f"{table.label}: {row}"[:300],
        before=before or {},
        after=after or {},
    )


def _write_history(past: Sequence[CatalogueChange]) -> None:
    CatalogueChange.objects.bulk_create(past, batch_size=_AT_ONCE)


def _all_of(table: Table, row: models.Model) -> dict[str, object]:
    return {name: value for name, value in as_json(row, table.value_names).items() if value not in (None, "", [])}


def _table_of(model: type[models.Model]) -> Table:
    return next(table for table in TABLES.values() if table.model is model)
