"""Finds the figures that a question asks for among the facts of the documents that the asker may find.

They say which row of which document is quoted; a row that search did not find is fetched. Where facts could tell only
a part of it, nothing is returned, and the sentences found answer as they do without facts.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from accounts.audience import Audience
from benefits.audience import class_names
from benefits.calendar import told_plan_years
from benefits.models import PlanYear
from chat.extractive.service_words import names_tier
from chat.extractive.slots import slots_asked
from chat.extractive.wording import ClassesNamed, class_phrases
from chat.figures_asked import AskedFigures, CitedFact, Slots
from chat.household import Household
from chat.pipeline.found import Found
from chat.pipeline.scope import Scope
from chat.pipeline.search_words import with_year_before
from chat.question_words import content_words, leans_on_earlier
from chat.text_figures import Figure, figures
from knowledge.facts.printed import PrintedFact, Trust, usable_facts, with_passages
from knowledge.facts.questions import AMOUNT, DEDUCTIBLE, LIMIT
from knowledge.facts.rate_labels import EMPLOYEE, PAY
from knowledge.facts.rates import PREMIUM
from knowledge.facts.service_table import AUTHORIZATION
from knowledge.facts.services import BY_CODE
from knowledge.facts.types import FAMILY, IN_NETWORK, OTHER_LINES, PERSON, PERSON_IN_FAMILY, SECOND_NETWORK
from knowledge.models import AsIf, ExtractedFact
from knowledge.retrieval.findable_document import FindableDocument
from knowledge.retrieval.hits import Hit, hits_of
from knowledge.retrieval.plans import PlanName, any_may_be, plan_guide, plan_names
from knowledge.retrieval.years_in_question import unknown_years, wished_years, with_years_named
from knowledge.text.people import people_named
from knowledge.text.synonyms import Phrase
from knowledge.text.terms import plain_text
from tenants.postgresql.rows import GivenIds, Rows, read, written

# What plans are compared by: what one pays in a year at most matters before a single visit.
MAIN = (DEDUCTIBLE, LIMIT, "primary", "specialist", "urgent", "emergency", "imaging", "hospital_facility", "generic")
_TIERS: dict[Household, tuple[frozenset[str], ...]] = {
    Household.SELF: (frozenset({"EE"}),),
    Household.SPOUSE: (frozenset({"EE_SP"}), frozenset({"EE_1"})),
    Household.CHILDREN: (frozenset({"EE_CH"}), frozenset({"EE_1", "EE_2"})),
    Household.FAMILY: (frozenset({"FAM"}), frozenset({"EE_2"})),
}
_MONEY_KINDS = ("money", "number")


@dataclass(frozen=True)
class _Asker:
    day: date
    audience: Audience
    documents: tuple[FindableDocument, ...]
    as_if: AsIf | None = None

    @property
    def labels(self) -> frozenset[str]:
        """The plan years that documents carry."""
        return frozenset(document.plan_year for document in self.documents if document.plan_year)

    def names_others(self, group: str) -> bool:
        """Whether a rate is for a class, a state or a working time that is not known to be the asker's."""
        own, others = self._classes
        classes = ClassesNamed(group, own=own, others=others)
        if classes.is_of_own:
            return False  # a class called "Full time" says the working time as well
        return classes.is_of_others or not people_named(group).surely_have(self.audience)

    @cached_property
    def _classes(self) -> tuple[frozenset[Phrase], frozenset[Phrase]]:
        """What the asker's class is called, and what only others are; asked once, for there are many rates."""
        own, others = map(class_phrases, class_names(self.audience))
        return own, others - own


@dataclass(frozen=True)
class _Named:
    slots: Slots
    facts: tuple[PrintedFact, ...]
    rivals: tuple[PrintedFact, ...]  # what other documents print in the place of one of them
    known: frozenset[Figure]  # all of these plans and years


def with_figures(found: Found, asked: Sequence[str], scope: Scope) -> Found:
    """Return what was found with the figures that the last of the questions asks for, and the passages that print
    them; for a year that nothing is known of, with that year as missing."""
    if found.missing_years:
        return found
    asker = _asker_in(scope)
    calendar = told_plan_years()
    plans = _plans_of_facts(asker.documents)
    texts = _without_brands(_with_years(asked, scope.day, calendar), plans)
    slots = slots_asked(texts, [name for name in plans if not plan_names(name)])
    if slots is None:
        return found
    of_chosen = _of_chosen_plan(slots, scope.plan)
    if of_chosen:
        told = _with_figures_of(of_chosen, found, texts, asker, calendar)
        if told.figures:
            return told
    return _with_figures_of(slots, found, texts, asker, calendar)


def _of_chosen_plan(slots: Slots, plan: str) -> Slots | None:
    """Return what is asked, of the plan chosen in the conversation, if the question is of a medical plan and names
    none."""
    if not plan or slots.count_plans or slots.line or slots.compares:
        return None
    names = plan_names(plan)
    return replace(slots, plans=names, proper=frozenset() if names else frozenset({plan}))


def with_figures_of(slots: Slots, found: Found, scope: Scope) -> Found:
    """Return what was found with the figures that the slots name, as `with_figures` does."""
    return _with_figures_of(slots, found, [], _asker_in(scope), told_plan_years())


def plans_with_figures(scope: Scope) -> list[str]:
    """Return the plans, by their names, of which the scope's documents print figures."""
    return _plans_of_facts(scope.documents())


def _asker_in(scope: Scope) -> _Asker:
    return _Asker(scope.day, scope.audience, tuple(scope.documents()), scope.as_if)


def _with_figures_of(
    slots: Slots, found: Found, texts: Sequence[str], asker: _Asker, calendar: Sequence[PlanYear]
) -> Found:
    unknown = unknown_years(slots.years, plan_years=calendar, labels=asker.labels)
    if unknown:
        return replace(found, missing_years=unknown)
    named = _named(slots, texts, asker, calendar)
    if named is None:
        return found
    facts = (*named.facts, *named.rivals)
    missing = dict.fromkeys(fact.passage_id for fact in facts if _number(fact, found.hits) is None)
    of_figures = hits_of(missing, asker.documents, day=asker.day, audience=asker.audience, as_if=asker.as_if)
    hits = (*found.hits, *of_figures)
    numbers = {fact: _number(fact, hits) for fact in facts}
    if not all(numbers.values()):
        return found
    cited, rivals = ([CitedFact(fact, numbers[fact]) for fact in some] for some in (named.facts, named.rivals))
    return replace(found, hits=hits, figures=AskedFigures(named.slots, tuple(cited), tuple(rivals), named.known))


def _with_years(asked: Sequence[str], day: date, calendar: Sequence[PlanYear]) -> list[str]:
    texts: list[str] = []
    carried: list[str] = []
    for said in asked:
        texts.append(with_years_named(with_year_before(said, carried), day=day, plan_years=calendar))
        carried = [*content_words(texts[-1]), *(carried if leans_on_earlier(said) else ())]
    return texts


def _named(slots: Slots, texts: Sequence[str], asker: _Asker, calendar: Sequence[PlanYear]) -> _Named | None:
    facts = _facts_about(slots, asker, calendar)
    # Prices alone compare no plans.
    decisive = [one for one in facts if one.service == DEDUCTIBLE] if slots.compares else facts
    if not _tells_all_plans(decisive, slots, asker.documents):
        return None
    printed = with_passages(_picked(facts, slots), asker.documents)
    own, rivals = _apart(printed)
    picked = _in_order(own, slots, " ".join(texts))
    if not picked or not (slots.given or _tells_all_plans(picked, slots, asker.documents)):
        return None
    return _Named(slots, tuple(picked), tuple(rivals), _known(picked, asker.documents))


def _facts_about(slots: Slots, asker: _Asker, calendar: Sequence[PlanYear]) -> list[ExtractedFact]:
    """Return the facts of the services, years and plans asked about that are no other class's."""
    wish = wished_years(slots.years, day=asker.day, plan_years=calendar, labels=asker.labels)
    facts = usable_facts(asker.documents, services=_services(slots))
    facts = [one for one in facts if not wish.labels or wish.is_met_by(one.plan_year)]
    facts = [one for one in facts if not asker.names_others(one.applies_to)]
    facts = [one for one in facts if _is_of_plan(one.plan, slots)]
    if not slots.compares:
        return facts
    # While people choose for next year, they compare for next year.
    newest = max((one.plan_year for one in facts), default="")
    return [one for one in facts if one.plan_year == newest]


def _plans_of_facts(documents: Sequence[FindableDocument]) -> list[str]:
    (names,) = read(_plan_names(versions=[document.found_version for document in documents]))
    return [name for (name,) in names]


@written
def _plan_names() -> Rows[tuple[str]]:
    named = ExtractedFact.objects.filter(version__in=GivenIds("versions")).exclude(plan="")
    return Rows(named.order_by("plan").values_list("plan", flat=True).distinct())


def _without_brands(texts: Sequence[str], plans: Sequence[str]) -> list[str]:
    """Return the texts with "Harborlight EPO" as "EPO", which other papers call it; not where another brand has one."""
    branded = [one for one in map(_branded, plans) if one]
    for brand, plan in branded:
        if all(other == brand or not plan.may_be(another) for other, another in branded):
            pattern = re.compile(rf"\b{re.escape(brand)}\s+(?={re.escape(str(plan))}\b)", re.IGNORECASE)
            texts = [pattern.sub("", text) for text in texts]
    return list(texts)


def _branded(name: str) -> tuple[str, PlanName] | None:
    """Return what stands before a plan's type and level in its name, and the plan; None if nothing does."""
    plans = plan_names(name)
    plan = next(iter(plans), None)
    if len(plans) != 1 or not name.upper().endswith(str(plan)):
        return None
    brand = name[: -len(str(plan))].strip()
    return (brand, plan) if brand else None


def _services(slots: Slots) -> tuple[str, ...]:
    return (*MAIN, PREMIUM) if slots.compares else slots.services


def _is_of_plan(plan: str, slots: Slots) -> bool:
    if slots.count_plans:
        return plan in slots.proper or any_may_be(slots.plans, plan_names(plan))
    return _line_of(plan) == slots.line


def _line_of(plan: str) -> str:
    plain = plain_text(plan)
    return next((line for line in OTHER_LINES if line in plain.split()), "")


def _tells_all_plans(
    facts: Sequence[ExtractedFact | PrintedFact], slots: Slots, documents: Sequence[FindableDocument]
) -> bool:
    """Whether each plan asked about has its figure; without a name, each medical plan that documents are about."""
    told = frozenset().union(*(plan_names(fact.plan) for fact in facts))
    if not facts or not slots.proper <= {fact.plan for fact in facts}:
        return False
    wanted = slots.plans
    if not slots.count_plans and not slots.line:
        guide = plan_guide(documents)
        wanted = frozenset().union(*(guide.names_of(document.pk) for document in documents))
        wanted = frozenset(name for name in wanted if plan_names(str(name)))
    return all(any_may_be({name}, told) for name in wanted)


# --- what of a plan is shown ------------------------------------------------------------------------------------


def _picked(facts: Sequence[ExtractedFact], slots: Slots) -> list[ExtractedFact]:
    by_plan: dict[tuple[str, str], list[ExtractedFact]] = defaultdict(list)
    for fact in facts:
        by_plan[fact.plan, fact.plan_year].append(fact)
    picked = [_of_plan(own, slots) for own in by_plan.values()]
    if slots.given:
        # "Is it 2,000 or 4,000?" means the plan that has them.
        fitting = [own for own in picked if _values(slots.given) <= _amounts(own)]
        picked = fitting or picked
    return [fact for own in picked for fact in own]


def _of_plan(facts: Sequence[ExtractedFact], slots: Slots) -> list[ExtractedFact]:
    if slots.compares:
        picked = [one for service in MAIN for one in _of_service(service, facts, slots)]
        return [*picked, *(one for one in _premiums(facts, slots) if one.unit == PAY)]
    if slots.is_premium:
        return _premiums(facts, slots)
    if slots.drug_tier:
        # Where the document numbers its tiers, that one; else all, and it is said that they have no numbers.
        own = [one for one in facts if names_tier(one.label, slots.drug_tier)]
        facts = own or facts
    return [one for service in slots.services for one in _of_service(service, facts, slots)]


def _of_service(service: str, facts: Sequence[ExtractedFact], slots: Slots) -> list[ExtractedFact]:
    own = [fact for fact in facts if fact.service == service]
    asked = slots.networks or {IN_NETWORK, SECOND_NETWORK}
    if service in BY_CODE:
        in_network = slots.networks or ({IN_NETWORK} if slots.compares else set())
        told = [fact for fact in own if not fact.network or not in_network or fact.network in in_network]
        has_permission = any(fact.attribute == AUTHORIZATION for fact in own)
        return told if has_permission or not slots.asks_permission else []
    tiers = {PERSON, FAMILY, PERSON_IN_FAMILY}
    if slots.household is Household.SELF:
        tiers = {PERSON}
    elif slots.household is not None:
        tiers = {FAMILY, PERSON_IN_FAMILY}
    return [fact for fact in own if fact.attribute == AMOUNT and fact.network in asked and fact.coverage_tier in tiers]


def _premiums(facts: Sequence[ExtractedFact], slots: Slots) -> list[ExtractedFact]:
    """Return the prices for those who are to be covered, in every period: one is held against another."""
    own = [fact for fact in facts if fact.service == PREMIUM and fact.attribute == EMPLOYEE]
    tiers = {fact.coverage_tier for fact in own}
    if slots.household is not None:
        choices = _TIERS[slots.household]
        if slots.household is Household.SPOUSE and slots.is_partner:
            choices = (frozenset({"EE_DP"}), *choices)
        tiers = next((choice & tiers for choice in choices if choice & tiers), set())
    return [fact for fact in own if fact.coverage_tier in tiers]


def _values(given: Iterable[Figure]) -> set[str]:
    return {one.value for one in given if one.kind in _MONEY_KINDS}


def _amounts(facts: Iterable[ExtractedFact]) -> set[str]:
    return {one.value for fact in facts for one in figures(f"${fact.value or 0:f}")}


def _apart(facts: Sequence[PrintedFact]) -> tuple[list[PrintedFact], list[PrintedFact]]:
    """Return each figure once, and what other documents print in its place: first comes what HR confirmed, then the
    document that ranks first."""
    first: dict[tuple[str, ...], PrintedFact] = {}
    rivals = []
    for fact in sorted(facts, key=lambda one: (one.trust is not Trust.CONFIRMED, one.document_rank)):
        known = first.setdefault(fact.key, fact)
        if known.version_id != fact.version_id and known.reading != fact.reading:
            rivals.append(fact)
    return [fact for fact in facts if first[fact.key] is fact], rivals


def _in_order(facts: Sequence[PrintedFact], slots: Slots, text: str) -> list[PrintedFact]:
    """Return the plans as the person names them, else by their names; their years one after the other."""
    said = text.upper()

    def place(plan: str) -> tuple[int, bool, list[tuple[str, str]], str]:
        names = plan_names(plan)
        asked = [said.find(one.label) for one in slots.plans if any_may_be({one}, names)]
        return min(asked, default=0), not names, sorted((name.type, name.level.zfill(6)) for name in names), plan

    return sorted(facts, key=lambda fact: (*place(fact.plan), fact.plan_year))


def _known(picked: Sequence[PrintedFact], documents: Sequence[FindableDocument]) -> frozenset[Figure]:
    versions = [document.found_version for document in documents]
    plans, years = {fact.plan for fact in picked}, {fact.plan_year for fact in picked}
    told = ExtractedFact.objects.filter(version__in=versions, plan__in=plans, plan_year__in=years)
    return frozenset().union(*map(figures, told.values_list("raw", flat=True)))


def _number(fact: PrintedFact, hits: Sequence[Hit]) -> int | None:
    """Return the number of the hit that prints the fact's row."""
    row = " ".join(fact.row.split())
    own = ((number, hit) for number, hit in enumerate(hits, start=1) if hit.version_id == fact.version_id)
    return next((number for number, hit in own if hit.has_sure_figures and row in " ".join(hit.text.split())), None)
