"""Facts of the documents that somebody may find now, each with the passage that prints it.

A fact that nobody has confirmed says which cell to quote, and is never shown without it. What HR rejected is not
among them, nor what does not say whose it is: of which plan, or for which period.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from knowledge.facts.cell_doubts import is_about_reading, is_about_whose
from knowledge.facts.rate_labels import PAY
from knowledge.facts.rates import PAYER_UNSAID
from knowledge.facts.types import Reading
from knowledge.models import ExtractedFact, Page, Passage
from knowledge.retrieval.findable_document import FindableDocument


class Trust(Enum):
    CONFIRMED = "HR compared it with the page"
    READ = "read, and nothing is odd about it"
    ODD_SUM = "does not fit with the prices beside it"
    ODD = "odd in another way"


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A fact with the row that prints it, of which the passage has every word."""

    version_id: UUID
    passage_id: UUID
    document_title: str
    document_rank: int
    row: str
    heading: str  # what stands over the row: the head of its table, and the headings above
    plan: str
    plan_year: str
    service: str
    label: str
    network: str
    coverage_tier: str
    reading: Reading  # as it is printed
    raw: str
    trust: Trust
    is_whole_cell: bool  # nothing of its cell is told by another fact, nor was anything in it not understood
    correction: Reading | None = None  # what HR says instead

    @property
    def key(self) -> tuple[str, ...]:
        reading = self.reading
        place = (self.service, self.network, self.coverage_tier, reading.applies_to, reading.attribute, reading.unit)
        return (self.plan, self.plan_year, *place)


def usable_facts(documents: Sequence[FindableDocument], *, services: Collection[str]) -> list[ExtractedFact]:
    """Return what `documents`, each with its `found_version`, say of these services; in the order they are printed."""
    versions = [document.found_version for document in documents]
    facts = ExtractedFact.objects.filter(version__in=versions, service__in=services)
    told = facts.exclude(state=ExtractedFact.State.REJECTED).exclude(plan="").order_by("version", "ordinal")
    return [fact for fact in told if fact.is_confirmed or not _is_of_unknown(fact)]


def with_passages(facts: Sequence[ExtractedFact], documents: Iterable[FindableDocument]) -> list[PrintedFact]:
    """Return the facts whose figures may be quoted, with where they stand; what no passage prints is left out."""
    of_version = {document.found_version: document for document in documents}
    pages = {(page.version_id, page.number): page for page in _pages(facts)}
    passages = list(Passage.objects.filter(version__in={fact.version_id for fact in facts}).order_by("ordinal"))
    cells = Counter((fact.version_id, fact.page, *fact.place) for fact in facts)
    found = []
    for fact in facts:
        row, head = _row(fact, pages.get((fact.version_id, fact.page)))
        passage = _passage(fact, row, passages)
        if passage is not None and passage.has_sure_figures:
            document = of_version[fact.version_id]
            is_whole = cells[fact.version_id, fact.page, *fact.place] == 1 and not fact.doubts
            found.append(_printed(fact, document, passage, row, head, is_whole_cell=is_whole))
    return found


def _is_of_unknown(fact: ExtractedFact) -> bool:
    """Whether it is not sure whose it is; a price that is no paycheck's, and of nobody, may be the full one."""
    is_full_price = PAYER_UNSAID in fact.doubts and fact.unit != PAY
    return is_full_price or any(map(is_about_whose, fact.doubts))


def _pages(facts: Sequence[ExtractedFact]) -> Iterable[Page]:
    versions, numbers = {fact.version_id for fact in facts}, {fact.page for fact in facts}
    return Page.objects.filter(version__in=versions, number__in=numbers).only("version", "number", "blocks")


def _row(fact: ExtractedFact, page: Page | None) -> tuple[str, str]:
    """Return the line of the page that tells the fact's cell, and the first line of its table."""
    number, start, end = fact.place
    if page is None or number >= len(page.blocks):
        return "", ""
    text = page.blocks[number]["text"]
    line_end = text.find("\n", end)
    row = text[text.rfind("\n", 0, start) + 1 : line_end if line_end >= 0 else len(text)]
    return row, text.partition("\n")[0]


def _passage(fact: ExtractedFact, row: str, passages: Iterable[Passage]) -> Passage | None:
    """Return the passage that has the whole row: a figure alone stands in many."""
    plain = _plain(row)
    if not plain or _plain(fact.raw) not in plain:
        return None
    own = (one for one in passages if one.version_id == fact.version_id and one.page_number <= fact.page <= one.page_to)
    return next((one for one in own if plain in _plain(one.text)), None)


def _printed(
    fact: ExtractedFact, document: FindableDocument, passage: Passage, row: str, head: str, *, is_whole_cell: bool
) -> PrintedFact:
    return PrintedFact(
        version_id=fact.version_id,
        passage_id=passage.pk,
        document_title=document.title,
        document_rank=document.authority_rank,
        row=row,
        heading=f"{head}\n{passage.heading}",
        plan=fact.plan,
        plan_year=fact.plan_year or document.plan_year,
        service=fact.service,
        label=fact.label,
        network=fact.network,
        coverage_tier=fact.coverage_tier,
        reading=fact.printed,
        raw=" ".join(fact.raw.split()),
        trust=_trust(fact),
        is_whole_cell=is_whole_cell,
        correction=fact.reading if fact.is_corrected else None,
    )


def _trust(fact: ExtractedFact) -> Trust:
    if fact.is_confirmed:
        return Trust.CONFIRMED
    odd = [doubt for doubt in fact.doubts if not is_about_reading(doubt)]
    if not odd:
        return Trust.READ
    return Trust.ODD_SUM if fact.kind == ExtractedFact.Kind.RATE else Trust.ODD


def _plain(text: str) -> str:
    return " ".join(text.split())
