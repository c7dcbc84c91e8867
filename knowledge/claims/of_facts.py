"""What a document claims by the figures that were read from it as facts, in the words of what its sentences claim."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from knowledge.claims.read import classes_in
from knowledge.claims.types import MONEY, SHARE, Claim
from knowledge.facts.cell_doubts import is_about_whose
from knowledge.facts.costs import COINSURANCE, COPAY
from knowledge.facts.questions import AMOUNT, DEDUCTIBLE, LIMIT
from knowledge.facts.rate_labels import EMPLOYEE, PAY
from knowledge.facts.rates import PREMIUM
from knowledge.facts.types import FAMILY, IN_NETWORK, PERSON, PERSON_IN_FAMILY
from knowledge.facts.words import TIER_WORDS, money, percent
from knowledge.models import ExtractedFact
from knowledge.retrieval.plans import PlanName, plan_names

_SERVICES = {
    "primary": "Primary care visit",
    "specialist": "Specialist visit",
    "urgent": "Urgent care",
    "emergency": "Emergency room",
    "imaging": "Imaging",
    "generic": "Generic drug",
    "preferred": "Preferred brand drug",
    "specialty": "Specialty drug",
}
_LIMITS = {DEDUCTIBLE: "Deductible", LIMIT: "Most you pay in a year"}
_HOUSEHOLDS = {PERSON: "one person", FAMILY: "family", PERSON_IN_FAMILY: "one person in a family"}


def claims_of_facts(
    facts: Iterable[ExtractedFact], *, named: frozenset[PlanName], year: str, classes: Mapping[str, str]
) -> list[Claim]:
    """Return what the facts of one version claim; `named` is the document's plan, where it has one of its own."""
    told = [fact for fact in facts if fact.state != ExtractedFact.State.REJECTED]
    # A cell that holds several figures tells one of them for a case that a sentence need not mean.
    in_cell = Counter((fact.page, *fact.place) for fact in told if fact.value is not None)
    claims = []
    for fact in told:
        if fact.value is None or any(map(is_about_whose, fact.doubts)):
            continue
        plan = _plan(fact, named)
        if plan is not None:
            claims += _of(fact, plan, fact.plan_year or year, classes, is_alone=in_cell[(fact.page, *fact.place)] == 1)
    return claims


def _of(
    fact: ExtractedFact, plan: PlanName, year: str, classes: Mapping[str, str], *, is_alone: bool
) -> Iterator[Claim]:
    quote = f"{fact.label}: {' '.join(fact.raw.split())}"

    def claim(subject: str, of: tuple[str, ...], kind: str, figure: str, people: tuple[str, ...] = ()) -> Claim:
        value = (fact.value * 100 if kind == SHARE else fact.value).normalize()
        return Claim(subject, plan, of, people, kind, value, figure, year, quote, fact.page)

    if fact.kind == ExtractedFact.Kind.SBC and fact.network == IN_NETWORK:
        household = _HOUSEHOLDS.get(fact.coverage_tier, "")
        if fact.service in _LIMITS and fact.attribute == AMOUNT and household:
            yield claim(_LIMITS[fact.service], (household,), MONEY, money(fact.value))
        elif fact.service in _SERVICES and not fact.applies_to and is_alone:
            if fact.attribute == COPAY:
                yield claim(_SERVICES[fact.service], (), MONEY, money(fact.value))
            elif fact.attribute == COINSURANCE:
                yield claim(_SERVICES[fact.service], (), SHARE, percent(fact.value))
    elif fact.kind == ExtractedFact.Kind.RATE and (fact.service, fact.attribute, fact.unit) == (PREMIUM, EMPLOYEE, PAY):
        tier = TIER_WORDS.get(fact.coverage_tier, "").casefold()
        people = tuple(classes_in(fact.applies_to, classes))
        # A price for some pay, age or habit is another price.
        if tier and len(people) < 2 and (people or not fact.applies_to):
            yield claim("Price per paycheck", (tier, "per paycheck"), MONEY, money(fact.value), people)


def _plan(fact: ExtractedFact, named: frozenset[PlanName]) -> PlanName | None:
    names = plan_names(fact.plan) or named
    return next(iter(names)) if len(names) == 1 else None
