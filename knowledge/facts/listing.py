"""The facts of a version as HR's page shows them: section by section as they are printed, service by service."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from benefits.services import EVENT_LABELS
from knowledge.facts.conflicts import Conflict
from knowledge.facts.rates import CALENDAR_SECTION, RATES_SECTION, SURCHARGES
from knowledge.facts.sbc import CLOSING, HEADER, QUESTION_SECTION
from knowledge.facts.services import SERVICES
from knowledge.facts.words import about_fact, reading_words
from knowledge.models import DocumentVersion, ExtractedFact

State = ExtractedFact.State
SECTION_TITLES = {
    HEADER: "About the plan",
    QUESTION_SECTION: "Important questions",
    **EVENT_LABELS,
    CLOSING: "Not covered, also covered, and minimum standards",
    CALENDAR_SECTION: "Paychecks",
    RATES_SECTION: "Premiums",
}


@dataclass(frozen=True)
class Progress:
    total: int
    confirmed: int
    rejected: int
    doubted: int  # of those still to decide on
    next_doubted: ExtractedFact | None

    @property
    def left(self) -> int:
        return self.total - self.confirmed - self.rejected


@dataclass(frozen=True)
class FactRow:
    fact: ExtractedFact
    about: str  # which network, which people, who pays
    words: str
    printed_words: str  # only where HR corrected it
    conflicts: tuple[Conflict, ...] = ()

    @property
    def needs_a_look(self) -> bool:
        return self.fact.is_proposed and bool(self.fact.doubts or self.conflicts)


@dataclass(frozen=True)
class FactGroup:
    label: str
    rows: tuple[FactRow, ...]


@dataclass(frozen=True)
class FactSection:
    code: str
    plan: str
    title: str
    groups: tuple[FactGroup, ...]
    total: int
    confirmed: int
    clear: int  # to confirm at once
    missing: tuple[str, ...]  # services of the federal template that the document does not have here

    @property
    def anchor(self) -> str:
        return "-".join(["section", self.code, *"".join(c if c.isalnum() else " " for c in self.plan.lower()).split()])


def count_facts(version: DocumentVersion) -> Progress:
    counts = version.facts.aggregate(
        total=Count("pk"),
        confirmed=Count("pk", filter=Q(state=State.CONFIRMED)),
        rejected=Count("pk", filter=Q(state=State.REJECTED)),
    )
    doubted = version.facts.filter(state=State.PROPOSED).exclude(doubts=[])
    return Progress(**counts, doubted=doubted.count(), next_doubted=doubted.first())


def list_sections(facts: Sequence[ExtractedFact], conflicts: Sequence[Conflict] = ()) -> list[FactSection]:
    """Return the sections in the order in which they are printed; a file with several plans has each of them."""
    by_section: dict[tuple[str, str], list[ExtractedFact]] = {}
    for fact in facts:
        by_section.setdefault((fact.plan, fact.section), []).append(fact)
    plans = {fact.plan for fact in facts if fact.section == HEADER}
    has_many = len(plans) > 1
    return [section_of(code, plan, own, conflicts, has_many=has_many) for (plan, code), own in by_section.items()]


def section_of(
    code: str,
    plan: str,
    facts: Sequence[ExtractedFact],
    conflicts: Sequence[Conflict] = (),
    *,
    has_many: bool = False,
) -> FactSection:
    contradicted = {pk for conflict in conflicts for pk in conflict.fact_ids}
    title = SECTION_TITLES.get(code, code)
    if code == RATES_SECTION:
        title = plan or ("Surcharges" if facts[0].service == SURCHARGES else title)
    elif has_many and plan:
        title = f"{plan}: {title}"
    return FactSection(
        code,
        plan,
        title,
        tuple(FactGroup(label, tuple(fact_row(fact, conflicts) for fact in rows)) for label, rows in _grouped(facts)),
        len(facts),
        sum(fact.is_confirmed for fact in facts),
        sum(fact.is_proposed and not fact.doubts and fact.pk not in contradicted for fact in facts),
        _missing(code, {fact.service for fact in facts}),
    )


def fact_row(fact: ExtractedFact, conflicts: Sequence[Conflict] = ()) -> FactRow:
    printed = reading_words(fact.printed) if fact.is_corrected else ""
    own = tuple(conflict for conflict in conflicts if fact.pk == conflict.fact.pk)
    return FactRow(fact, about_fact(fact), reading_words(fact.reading), printed, own)


def _grouped(facts: Sequence[ExtractedFact]) -> Iterable[tuple[str, list[ExtractedFact]]]:
    by_label: dict[str, list[ExtractedFact]] = {}
    for fact in facts:
        by_label.setdefault(fact.label, []).append(fact)
    return by_label.items()


def _missing(code: str, services: set[str]) -> tuple[str, ...]:
    return tuple(service.name for service in SERVICES if service.event == code and service.code not in services)
