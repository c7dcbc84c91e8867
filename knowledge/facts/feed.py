"""From confirmed facts of published papers to the catalogue. What somebody entered otherwise is shown, and stays."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from benefits.catalogue.drafts import Draft, draft_all, refused_by_database
from benefits.catalogue.known import read_known
from benefits.catalogue.stored import place_of
from benefits.catalogue.tables import OF_SOURCE, TABLES
from benefits.catalogue.write import CATALOGUE, unreview, write
from benefits.models import CatalogueChange, Plan
from knowledge.facts.catalogue_rows import ConfirmedRow, confirmed_rows, read_names
from knowledge.models import Document, DocumentVersion
from tenants.one_at_a_time import one_at_a_time

WHY = "Confirmed in the document"
WITHDRAWN = "The document is no longer published"
_TAKEN_OUT = (
    "Somebody took this row out of the catalogue after it was confirmed here. If it holds, take the confirmation back "
    "and confirm it anew, or enter the row by hand."
)
_NO_PLAN = "The plan was taken out of the catalogue. Add the plan first, if there is one."
_SOME_PEOPLE = (
    "The document is for people of some states or working times alone, and the catalogue’s figures are for all of "
    "a class. Enter what holds by hand."
)
_SOME_CLASSES = (
    "The document is for some classes alone, and the plan is offered to others as well. Say for which classes the plan "
    "is, or enter what holds by hand."
)


@dataclass(frozen=True)
class Difference:
    """What a confirmed paper says, and what the catalogue has instead."""

    about: str
    here: tuple[tuple[str, object], ...]  # field and value, as the paper has them
    there: tuple[tuple[str, object], ...]
    table: str
    row: object  # the id of the catalogue's row; None where it is refused
    reasons: tuple[str, ...] = ()


def feed_catalogue(day: date) -> int:
    """Write what is confirmed of every published paper that is not over; return how many rows were written.

    Rows whose paper is no longer published wait to be reviewed again.
    """
    _set_back_withdrawn()
    published = Document.objects.published().exclude(effective_to__lt=day)
    versions = DocumentVersion.objects.filter(pk__in=published.values("published_version"), facts__state="confirmed")
    return sum(_feed(version) for version in versions.select_related("document").distinct())


def differences(version: DocumentVersion) -> list[Difference]:
    """Return where the catalogue says otherwise than the version's confirmed facts, or would refuse them."""
    _, differing = _sorted_out(version)
    return differing


def _set_back_withdrawn() -> None:
    """Whoever reviews a row after it was set back stands behind it without the paper, until the paper says it again."""
    published = set(Document.objects.published().values_list("pk", flat=True))
    told = set(CatalogueChange.objects.filter(why=WITHDRAWN).values_list("row", flat=True))
    for table in TABLES.values():
        if table.is_reviewed:
            rows = table.model.objects.reviewed().filter(source_document__isnull=False)
            gone = [row for row in rows if row.source_document not in published]
            last = _last_change(row.pk for row in gone if row.pk in told)
            unreview([row for row in gone if last.get(row.pk, WHY) == WHY], by=None, why=WITHDRAWN)


def _last_change(rows: Iterable[object], *, of_figures: bool = False) -> dict[object, str]:
    """Return why each row was last written; with `of_figures` reviews do not count."""
    changes = CatalogueChange.objects.filter(row__in=list(rows))
    if of_figures:
        changes = changes.exclude(kind=CatalogueChange.Kind.REVIEWED)
    return dict(changes.order_by("row", "-at").distinct("row").values_list("row", "why"))


@transaction.atomic
def _feed(version: DocumentVersion) -> int:
    # What is decided here is what is written: nobody corrects a row in between.
    one_at_a_time(CATALOGUE)
    taken, _ = _sorted_out(version)
    by_person = defaultdict(list)
    for one in taken:
        by_person[one.confirmed_by].append(one.row)
    count = 0
    # Plans come before what hangs on them, whoever confirmed which.
    for person, rows in sorted(by_person.items(), key=lambda pair: min(row.table != "plan" for row in pair[1])):
        diff = write(rows, by=person, why=WHY, review=True)
        count += sum(change.what in ("new", "changed") or change.is_reviewed_now for change in diff.changes)
    return count


def _sorted_out(version: DocumentVersion) -> tuple[list[ConfirmedRow], list[Difference]]:
    """Return the rows that may be written, and those of which the catalogue says otherwise."""
    facts = version.facts.select_related("confirmed_by")
    confirmed = confirmed_rows(version, facts, read_names())
    found = [one for one in confirmed if one.waits is None]
    rows = [one.row for one in found]
    drafts = draft_all(rows, read_known(rows, is_locking=False))
    last = _last_change((draft.stored.pk for draft in drafts if draft.stored), of_figures=True)
    _leave_out_removed(found, drafts)
    taken, differing = [], _waiting(confirmed)
    for one, draft in zip(found, drafts, strict=True):
        draft.reasons += _not_for_all(draft, version.document)
        if draft.is_written:
            draft.reasons += refused_by_database(draft)
        if draft.reasons:
            differing.append(_difference(draft))
        elif _may_be_written(draft, version, last):
            taken.append(one)
        elif set(draft.after) - set(OF_SOURCE):
            differing.append(_difference(draft))
    return taken, differing


def _waiting(rows: Sequence[ConfirmedRow]) -> list[Difference]:
    """Return once for all prices that wait for the same what they wait for."""
    told = []
    for waits, count in Counter(one.waits for one in rows if one.waits).items():
        prices = f"{count} prices are" if count > 1 else "one price is"
        reason = f"{waits.reason} Until then {prices} not taken over from here."
        about = "Pay calendar" if waits.calendar else "Deductions a year"
        told.append(Difference(about, (), (), "pay_calendar", waits.calendar, (reason,)))
    return told


def _leave_out_removed(found: Sequence[ConfirmedRow], drafts: Sequence[Draft]) -> None:
    """Give rows a reason that somebody has taken out since they were confirmed, and what hangs on such a plan."""
    fresh = [(one, draft) for one, draft in zip(found, drafts, strict=True) if draft.stored is None and draft.table]
    places = [place_of(draft.table, draft.row.key) for _, draft in fresh]
    removed, without_plan = _last_removed(places), set()
    for place, (one, draft) in zip(places, fresh, strict=True):
        taken_out_at = removed.get(place)
        if taken_out_at is not None and one.confirmed_at < taken_out_at:
            draft.reasons.append(_TAKEN_OUT)
            without_plan |= {_plan_of(draft, "short_name")} if draft.row.table == "plan" else set()
    for _, draft in fresh:
        if not draft.reasons and _plan_of(draft, "plan") in without_plan:
            draft.reasons.append(_NO_PLAN)


def _plan_of(draft: Draft, name: str) -> tuple[str, str]:
    return str(draft.row.key.get("plan_year")), str(draft.row.key.get(name)).casefold()


def _last_removed(places: Iterable[str]) -> dict[str, datetime]:
    """Return when rows were last taken out of these places of the catalogue."""
    gone = CatalogueChange.objects.filter(kind=CatalogueChange.Kind.REMOVED, place__in=set(places))
    return dict(gone.order_by("place", "-at").distinct("place").values_list("place", "at"))


def _not_for_all(draft: Draft, document: Document) -> list[str]:
    """Return what speaks against figures of a paper that is for some people alone: a plan's are everybody's."""
    if document.work_states or document.hours:
        return [_SOME_PEOPLE]
    if not document.audience or draft.row.table == "rate" or draft.model is None:
        return []
    plan = draft.model if isinstance(draft.model, Plan) else draft.model.plan
    return [] if plan.classes and set(plan.classes) <= set(document.audience) else [_SOME_CLASSES]


def _may_be_written(draft: Draft, version: DocumentVersion, last: Mapping[object, str]) -> bool:
    """Whether the row is new, is this very paper's as it was taken from it, or says the same and nobody stands behind
    it yet.
    """
    if draft.stored is None:
        return True
    if draft.stored.source_document == version.document_id and last.get(draft.stored.pk) in (WHY, WITHDRAWN):
        return True
    return not set(draft.after) - set(OF_SOURCE) and not draft.stored.is_reviewed


def _difference(draft: Draft) -> Difference:
    names = [name for name in draft.after if name not in OF_SOURCE]
    return Difference(
        draft.row.about,
        here=tuple((name.replace("_", " "), draft.after[name]) for name in names),
        there=tuple((name.replace("_", " "), draft.before.get(name)) for name in names),
        table=draft.row.table,
        row=draft.stored.pk if draft.stored else None,
        reasons=tuple(draft.reasons),
    )
