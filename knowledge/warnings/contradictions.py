"""Two documents that give different figures for one thing, and one that does so itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from benefits.audience import MeantFor, class_labels
from knowledge.claims.of_facts import claims_of_facts
from knowledge.claims.read import claims_of, contradicts
from knowledge.claims.types import Claim, Told
from knowledge.facts.types import RATE
from knowledge.models import Document, DocumentWarning, ExtractedFact, Passage
from knowledge.retrieval.plans import PlanGuide, PlanName
from knowledge.warnings.documents import latest_first, meet, plans_of
from knowledge.warnings.types import Found

Kind = DocumentWarning.Kind


Claims = Mapping[UUID, Sequence[Claim]]


def find_contradictions(in_force: Sequence[Document], told_by: Claims) -> Iterator[Found]:
    """Find, for each thing a document tells, the document with most authority that tells it differently."""
    documents = {document.pk: document for document in in_force}
    for pk, told in told_by.items():
        yield from _within(pk, told)
    claims: defaultdict[tuple, dict[UUID, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for pk, told in told_by.items():
        for claim in told:
            claims[claim.key][pk].append(claim)
    for by_document in claims.values():
        for pk, own in by_document.items():
            for year, people in sorted({(claim.year, claim.people) for claim in own}):
                yield from _contradiction(documents, by_document, documents[pk], year, people)


def _within(document: UUID, told: Sequence[Claim]) -> Iterator[Found]:
    """Find what one document gives two figures for, in two places."""
    by_thing: defaultdict[tuple, list[Claim]] = defaultdict(list)
    for claim in told:
        by_thing[(claim.key, claim.people, claim.year)].append(claim)
    for one, *others in by_thing.values():
        against = next((other for other in others if other.value != one.value), None)
        if against:
            detail = {"about": one.about, "year": one.year, "here": _quote(one), "there": _quote(against)}
            yield Found(Kind.CONTRADICTION, document, None, f"{one.about}:{one.year}", detail)


def _contradiction(
    documents: dict[UUID, Document],
    by_document: dict[UUID, list[Claim]],
    document: Document,
    year: str,
    people: tuple[str, ...],
) -> Iterator[Found]:
    own = [claim for claim in by_document[document.pk] if (claim.year, claim.people) == (year, people)]
    others = {
        pk: [claim for claim in claims if _may_not_differ(own[0], document, claim, documents[pk])]
        for pk, claims in by_document.items()
        if pk != document.pk and documents[pk].authority_rank <= document.authority_rank
    }
    others = {pk: claims for pk, claims in others.items() if claims}
    # Who tells it without a year is right if it is so in any year.
    if not others or (not year and not contradicts(own, [claim for claims in others.values() for claim in claims])):
        return
    differing = [documents[pk] for pk, claims in others.items() if contradicts(own, claims)]
    agreeing = [documents[pk].authority_rank for pk in others if documents[pk] not in differing]
    # Who says what the highest authority says is not at fault where somebody below differs.
    if not differing or min(agreeing, default=document.authority_rank) < min(one.authority_rank for one in differing):
        return
    other = min(differing, key=lambda one: (one.authority_rank, *latest_first(one), one.pk))
    # Of two with the same authority each contradicts the other; it is told once.
    if other.authority_rank == document.authority_rank and bool(year) and other.pk > document.pk:
        return
    against = max(others[other.pk], key=lambda claim: claim.year)
    about = own[0].about
    detail = {"about": about, "year": against.year or year, "here": _quote(own[0]), "there": _quote(against)}
    yield Found(Kind.CONTRADICTION, document.pk, other.pk, ":".join((about, year, *people)), detail)


def _may_not_differ(claim: Claim, document: Document, other: Claim, source: Document) -> bool:
    """Whether another document's figure is of the same time and people, so that both cannot be right."""
    if claim.year and other.year not in ("", claim.year):
        return False
    # Who names the year means that year, whenever the document itself holds.
    if not (claim.year and other.year) and not meet(document, source):
        return False
    meant, others = _meant_for(claim, document), _meant_for(other, source)
    # What a plan pays is one for all who have it, except where an amendment gives some of them something else.
    is_of_all = other.is_of_plan and source.kind != Document.Kind.AMENDMENT
    return meant.is_rival_of(others) or (is_of_all and meant.covers(others))


def _meant_for(claim: Claim, document: Document) -> MeantFor:
    """Return for whom the figure is told: the class its sentence names, else the people of its document."""
    meant = document.meant_for
    return replace(meant, classes=claim.people) if claim.people else meant


def claims_by_document(documents: Sequence[Document], guide: PlanGuide) -> Claims:
    """Return what each document claims, by what was read of it as facts and by its sentences and tables."""
    classes = class_labels()
    facts = _facts(documents)
    claims = {}
    for document in documents:
        own, plans = facts[document.published_version_id], plans_of(document, guide)
        claims[document.pk] = [
            *claims_of_facts(own, named=plans, year=document.plan_year, classes=classes),
            *claims_of(_told(document, plans, classes, has_rates=any(fact.kind == RATE for fact in own))),
        ]
    levels = _only_levels(claim.plan for told in claims.values() for claim in told if claim.plan)
    return {
        pk: [replace(claim, plan=levels.get(claim.plan, claim.plan)) if claim.plan else claim for claim in told]
        for pk, told in claims.items()
    }


def _only_levels(plans: Iterable[PlanName]) -> dict[PlanName, PlanName]:
    """Return which plan a type alone means: the only one of that type that any document names by its level."""
    of_type: defaultdict[str, set[PlanName]] = defaultdict(set)
    for plan in plans:
        if plan.level:
            of_type[plan.type].add(plan)
    return {PlanName(kind): next(iter(found)) for kind, found in of_type.items() if len(found) == 1}


def _facts(documents: Sequence[Document]) -> dict[UUID, list[ExtractedFact]]:
    found: defaultdict[UUID, list[ExtractedFact]] = defaultdict(list)
    versions = [document.published_version_id for document in documents]
    for fact in ExtractedFact.objects.filter(version__in=versions).order_by("ordinal"):
        found[fact.version_id].append(fact)
    return found


def _told(
    document: Document, plans: frozenset[PlanName], classes: Mapping[str, str], *, has_rates: bool
) -> Iterator[Told]:
    """Return the passages that may hold a claim."""
    passages = Passage.objects.filter(version=document.published_version_id, text__regex="[0-9]").order_by("ordinal")
    for passage in passages.only("version_id", "text", "heading", "page_number", "confidence"):
        if passage.has_sure_figures:
            yield Told(
                passage.text,
                passage.heading,
                passage.page_number,
                plans,
                document.plan_year,
                title=document.title,
                classes=classes,
                has_rates=has_rates,
            )


def _quote(claim: Claim) -> dict[str, object]:
    return {"quote": claim.quote, "figure": claim.figure, "page": claim.page}
