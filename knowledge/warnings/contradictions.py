"""Two documents that give different figures for one thing, and one that does so itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from benefits.audience import MeantFor
from knowledge.claims.of_facts import claims_of_facts
from knowledge.claims.read import contradicts
from knowledge.claims.types import Claim
from knowledge.models import Document, DocumentWarning, ExtractedFact
from knowledge.retrieval.plans import PlanName
from knowledge.warnings.documents import latest_first, meet
from knowledge.warnings.reading import Reading, claims_by_version
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


def claims_by_document(readings: Sequence[Reading]) -> Claims:
    """Return what each document claims, by what was read of it as facts and by its sentences and tables."""
    facts, of_passages = _facts(readings), claims_by_version(readings)
    claims = {}
    for reading in readings:
        own, year = facts[reading.version_id], reading.document.plan_year
        claims[reading.document.pk] = [
            *claims_of_facts(own, named=reading.plans, year=year, classes=reading.classes),
            *of_passages[reading.version_id],
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


def _facts(readings: Sequence[Reading]) -> dict[UUID, list[ExtractedFact]]:
    found: defaultdict[UUID, list[ExtractedFact]] = defaultdict(list)
    versions = [reading.version_id for reading in readings]
    for fact in ExtractedFact.objects.filter(version__in=versions).order_by("ordinal"):
        found[fact.version_id].append(fact)
    return found


def _quote(claim: Claim) -> dict[str, object]:
    return {"quote": claim.quote, "figure": claim.figure, "page": claim.page}
