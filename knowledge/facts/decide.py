"""HR's word on a fact. Each is one conditional UPDATE, so that two people at one document never undo each other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from knowledge.facts.conflicts import find_conflicts
from knowledge.facts.types import Reading
from knowledge.facts.write import give_plan
from knowledge.models import DocumentVersion, ExtractedFact
from tenants.audit.log import record

State = ExtractedFact.State
NAME_LIMIT = ExtractedFact._meta.get_field("plan").max_length
_NO_CORRECTION = {
    "corrected_attribute": "",
    "corrected_value": None,
    "corrected_text": "",
    "corrected_unit": "",
    "corrected_deductible": "",
}


def confirm(fact: ExtractedFact, *, by: User) -> bool:
    """Take the fact as it is printed; False if it was decided on meanwhile."""
    return _change(fact, "fact.confirmed", {State.PROPOSED}, by, state=State.CONFIRMED, **_signed(by))


def reject(fact: ExtractedFact, *, by: User) -> bool:
    """Say that the document does not say this; False if it was decided on meanwhile."""
    return _change(fact, "fact.rejected", {State.PROPOSED}, by, state=State.REJECTED)


def reopen(fact: ExtractedFact, *, by: User) -> bool:
    """Take the decision back, and with it a correction; False if there is none."""
    unsigned = {"confirmed_by": None, "confirmed_at": None}
    decided = {State.CONFIRMED, State.REJECTED}
    with transaction.atomic():
        is_done = _change(fact, "fact.reopened", decided, by, state=State.PROPOSED, **unsigned, **_NO_CORRECTION)
        if is_done and fact.is_plan_name:
            _rename_plan(fact, fact.printed_plan)
        return is_done


def correct(fact: ExtractedFact, reading: Reading, *, by: User) -> bool:
    """Confirm the fact as this; what is printed stays beside it. False if the version is no longer there to decide on.

    A correction that says the same as the paper is a confirmation; that of a plan's name is taken over by its facts.
    """
    if reading == fact.printed:
        corrected = _NO_CORRECTION
    else:
        corrected = {
            "corrected_attribute": reading.attribute,
            "corrected_value": reading.value,
            "corrected_text": reading.text,
            "corrected_unit": reading.unit,
            "corrected_deductible": reading.deductible,
        }
    with transaction.atomic():
        is_done = _change(fact, "fact.corrected", set(State), by, state=State.CONFIRMED, **_signed(by), **corrected)
        if is_done and fact.is_plan_name:
            _rename_plan(fact, reading.text)
        return is_done


@dataclass(frozen=True)
class Batch:
    """Facts that were confirmed at once, to be known by their moment."""

    count: int
    at: datetime


def confirm_clear(version: DocumentVersion, *, by: User, section: str | None = None, plan: str | None = None) -> Batch:
    """Confirm all that nothing is doubted about and no document contradicts, of a plan's section or of the version."""
    contradicted = [pk for conflict in find_conflicts(version) for pk in conflict.fact_ids]
    clear = ExtractedFact.objects.open_to_decision().filter(version=version).clear()
    where = {} if section is None else {"section": section, "plan": plan or ""}
    signed = _signed(by)
    with transaction.atomic():
        rows = clear.filter(**where).exclude(pk__in=contradicted).select_for_update(of=("self",))
        ids = list(rows.values_list("pk", flat=True))
        ExtractedFact.objects.filter(pk__in=ids).update(state=State.CONFIRMED, **signed)
        if ids:
            facts = [str(pk) for pk in ids]
            record("facts.confirmed", actor=by, subject=version.document, **where, facts=facts)
    return Batch(len(ids), signed["confirmed_at"])


def batch_of(version: DocumentVersion, *, at: datetime, by: User) -> Batch:
    """Return what of the facts confirmed at this moment is still as it was confirmed."""
    return Batch(_in_batch(version, at, by).count(), at)


def take_back(version: DocumentVersion, *, at: datetime, by: User) -> int:
    """Take back what one person confirmed at once; what was decided on since stays. Return how many."""
    with transaction.atomic():
        open_to_it = ExtractedFact.objects.open_to_decision().filter(version=version)
        rows = _in_batch(version, at, by).filter(pk__in=open_to_it).select_for_update(of=("self",))
        ids = list(rows.values_list("pk", flat=True))
        ExtractedFact.objects.filter(pk__in=ids).update(state=State.PROPOSED, confirmed_by=None, confirmed_at=None)
        if ids:
            record("facts.reopened", actor=by, subject=version.document, facts=[str(pk) for pk in ids])
    return len(ids)


def _in_batch(version: DocumentVersion, at: datetime, by: User) -> QuerySet[ExtractedFact]:
    return ExtractedFact.objects.filter(
        version=version, state=State.CONFIRMED, confirmed_at=at, confirmed_by=by, corrected_attribute=""
    )


def _rename_plan(fact: ExtractedFact, name: str) -> None:
    """Call the plan by this name in all facts of the version, so that other documents' facts of it are found."""
    current = ExtractedFact.objects.filter(pk=fact.pk).values("plan")
    facts = list(ExtractedFact.objects.filter(version=fact.version_id, plan__in=current).select_for_update())
    for one in facts:
        give_plan(one, name[:NAME_LIMIT])
    ExtractedFact.objects.bulk_update(facts, ["plan", "doubts"], batch_size=500)


def _signed(by: User) -> dict[str, Any]:
    return {"confirmed_by": by, "confirmed_at": timezone.now()}


def _change(fact: ExtractedFact, action: str, states: set[State], by: User, **fields: object) -> bool:
    with transaction.atomic():
        row = ExtractedFact.objects.filter(pk=fact.pk, state__in=states)
        if not row.filter(pk__in=ExtractedFact.objects.open_to_decision().filter(pk=fact.pk)).update(**fields):
            return False
        about = {name: getattr(fact, name) for name in ("plan", "plan_year", "service", "network", "attribute")}
        record(action, actor=by, subject=fact.version.document, fact=str(fact.pk), **about)
    return True
