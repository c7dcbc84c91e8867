"""What is missing for a medical plan: its summary of benefits, or its prices."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from knowledge.models import Document, DocumentWarning
from knowledge.retrieval.plans import PlanGuide, PlanName, any_may_be
from knowledge.warnings.contradictions import Claims
from knowledge.warnings.documents import plans_of
from knowledge.warnings.types import Found

SUMMARY, PRICES = "summary", "prices"
_PRICE = "Price per paycheck"


def find_missing(in_force: Sequence[Document], guide: PlanGuide, told_by: Claims) -> Iterator[Found]:
    """Find the plans of a year that documents tell figures of, and of which no summary is there, or no price where
    other plans of that year have one. It is told beside the document of most authority that names the plan.
    """
    documents = {document.pk: document for document in in_force}
    named: defaultdict[str, dict[PlanName, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    priced: defaultdict[str, set[PlanName]] = defaultdict(set)
    summed_up: defaultdict[str, set[PlanName]] = defaultdict(set)
    for pk, claims in told_by.items():
        for claim in claims:
            if claim.plan is not None and claim.year and claim.year == documents[pk].plan_year:
                named[claim.year][claim.plan].add(pk)
                if claim.subject == _PRICE:
                    priced[claim.year].add(claim.plan)
    for document in in_force:
        if document.kind == Document.Kind.SBC:
            told = {claim.plan for claim in told_by[document.pk] if claim.plan is not None}
            summed_up[document.plan_year] |= plans_of(document, guide) or told
    for year, plans in named.items():
        for plan, ids in sorted(plans.items(), key=lambda one: str(one[0])):
            source = min((documents[pk] for pk in ids), key=lambda one: (one.authority_rank, one.title))
            if not any_may_be({plan}, summed_up[year]):
                yield _found(source, plan, year, SUMMARY)
            elif priced[year] and not any_may_be({plan}, priced[year]):
                yield _found(source, plan, year, PRICES)


def _found(document: Document, plan: PlanName, year: str, what: str) -> Found:
    detail = {"plan": str(plan), "year": year, "what": what}
    return Found(DocumentWarning.Kind.MISSING, document.pk, None, f"{what}:{plan}:{year}", detail)
