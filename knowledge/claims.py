"""What a document says a service costs on a plan: the sentences of which two documents may not give different figures.

Precision before everything: HR stops looking at a list that is wrong now and then. A sentence or a table's cell counts
only if it names one service, one copay and one plan, in the network and without a condition; what is left unsaid (for
whom, which year) is taken from the document. Pure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.plans import PlanName, plan_names
from knowledge.sentences import sentence_spans
from knowledge.terms import plain_text

SERVICES = {
    "Primary care visit": r"primary care|\bpcp\b|atencion primaria|medico de cabecera",
    "Specialist visit": r"\bspecialists?\b|\bespecialistas?\b",
    "Urgent care": r"urgent care|atencion de urgencia\b|\burgencias\b",
    "Emergency room": r"emergency room|sala de emergencias?",
    "Generic drug": r"\bgeneric\b|\bgenericos?\b",
}
_SERVICES = {name: re.compile(pattern) for name, pattern in SERVICES.items()}
_AMOUNT = r"\$ ?(\d[\d,]*(?:\.\d\d)?)"
_COPAY = re.compile(
    rf"{_AMOUNT} (?:copay(?:ment)?s?|copagos?)\b|\b(?:copay(?:ment)?|copago)(?: (?:of|is|de|es))?:? {_AMOUNT}"
)
# Another price for some visits, another place, or a price that holds only later.
_CONDITION = re.compile(
    r"\bfirst\b|\bprimer[ao]s\b|telehealth|telemedicine|virtual|\bmail\b|\bcorreo\b|\b90[- ]?da|non-?\s?network|"
    r"out[- ]of[- ]network|fuera de la red|tier (?:2|two)|after \d+ visits|\bwas\b|used to|\bif\b|\bunless\b"
)
_YEAR = re.compile(r"\b20\d\d\b")
_CELLS = " — "


@dataclass(frozen=True)
class Told:
    """A passage, with what its document says of all of them."""

    text: str
    heading: str
    page: int
    plans: frozenset[PlanName]  # of the document as a whole
    plan_year: str


@dataclass(frozen=True)
class Claim:
    plan: PlanName
    service: str
    amount: Decimal
    year: str  # "" = any
    quote: str
    page: int

    @property
    def key(self) -> tuple[PlanName, str]:
        return self.plan, self.service


def claims_of(passages: Iterable[Told]) -> list[Claim]:
    """Return what the passages claim, in their order, equal claims once."""
    found: dict[tuple, Claim] = {}
    for passage in passages:
        for line in passage.text.split("\n"):
            for claim in _of_line(line, passage):
                found.setdefault((claim.key, claim.amount, claim.year), claim)
    return list(found.values())


def contradicts(one: Sequence[Claim], other: Sequence[Claim]) -> bool:
    """Whether claims about one plan, service and year leave no figure on which both documents agree."""
    return not {claim.amount for claim in one} & {claim.amount for claim in other}


def _of_line(line: str, passage: Told) -> Iterator[Claim]:
    label, dash, cells = line.partition(_CELLS)
    if not dash:
        for start, end in sentence_spans(line):
            yield from _of_words(line[start:end], [line[start:end]], line[start:end], passage)
        return
    for cell in cells.split("; "):
        header, colon, value = cell.rpartition(": ")
        if colon:
            yield from _of_words(value, [header, label], f"{label}{_CELLS}{cell}", passage)


def _of_words(value: str, about: Sequence[str], quote: str, passage: Told) -> Iterator[Claim]:
    """Yield the claim of one cell or sentence; `about` are the texts that may name plan and service, nearest first."""
    amounts = {found[1] or found[2] for found in _COPAY.finditer(plain_text(value))}
    told = plain_text(" ".join([*about, value]))
    if len(amounts) != 1 or _CONDITION.search(_without_network_names(told)):
        return
    services = [name for name, pattern in _SERVICES.items() if pattern.search(told)]
    plan = _plan(about, passage)
    years = set(_YEAR.findall(told)) - {plan.level if plan else ""}
    if len(services) == 1 and plan is not None and len(years) <= 1:
        year = next(iter(years), passage.plan_year)
        amount = Decimal(amounts.pop().replace(",", ""))
        yield Claim(plan, services[0], amount, year, " ".join(quote.split()), passage.page)


def _plan(about: Sequence[str], passage: Told) -> PlanName | None:
    """Return the one plan the nearest text names; none if it names several."""
    for names in (*map(plan_names, about), plan_names(passage.heading), passage.plans):
        if names:
            return next(iter(names)) if len(names) == 1 else None
    return None


def _without_network_names(text: str) -> str:
    """Return the text without how the federal summary calls its columns: the price in the network has no condition."""
    return re.sub(r"\bif you (?:visit|need|have|are)\b", " ", text)
