"""The table of Common Medical Events: what one pays for each service in each network, and its limitations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.extract.types import ExtractedPage
from knowledge.facts.cells import PlacedTable, find, tables_of
from knowledge.facts.costs import COINSURANCE, COPAY, DEDUCTIBLE_OPEN, NOT_COVERED, UNREAD, read_cost
from knowledge.facts.questions import BEFORE_DEDUCTIBLE, DEDUCTIBLE
from knowledge.facts.services import OTHER, event_of, other_code, service_of
from knowledge.facts.types import (
    APPLIES,
    IN_NETWORK,
    OUT_OF_NETWORK,
    SBC,
    SECOND_NETWORK,
    Fact,
    Place,
    Reading,
)

LIMITS, VISIT_LIMIT, AUTHORIZATION = "limits", "visit_limit", "prior_authorization"
CHANGED_PLACES = "have cells changed places?"
NO_NETWORK_NAMED = "The heads over the prices name no network: are these different plans?"
USUAL_NETWORKS = "The networks are not named over the prices; the usual order is taken."
TOO_MANY_PRICES = "The table has more columns of prices than can be told apart; the first of each kind are read."
NOT_IN_TEMPLATE = "This row is not in the federal template."
BEFORE_IN_QUESTIONS = "The questions name this service before the deductible; the cell does not say so."

_CHART_NOTE = re.compile(r"costs? shown in this chart are after your (?:overall )?deductible", re.IGNORECASE)
_SERVICES_HEAD = re.compile(r"services you may need", re.IGNORECASE)
_PRICE_HEAD = re.compile(r"network|provider|tier|\bpay\b|cost|participating|preferred|designated", re.IGNORECASE)
_LIMITS_HEAD = re.compile(r"limitations", re.IGNORECASE)
_OUT_HEAD = re.compile(r"out[- ]of[- ]network|non-?\s?(?:network|participating|preferred)|pay the most", re.IGNORECASE)
_VISITS = re.compile(
    r"(\d{1,3}) (visits?|days?|exams?|treatments?)(?: per person)?\s*(?:/|per |a |an |each )\s*"
    r"(?:calendar |plan |benefit |policy )?(year|lifetime)",
    re.IGNORECASE,
)
_AUTHORIZATION = re.compile(r"(?:pre-?|prior )(?:authori[sz]ation|certification|notification|approval)", re.IGNORECASE)
_NOT_REQUIRED = re.compile(r"\bno(?:t)? (?:pre-?|prior |required)", re.IGNORECASE)
_PRICE = re.compile(r"^(?:\$[\d,.]+ co-?pay\S*|\d+\s?% co-?insurance|not covered|no charge)\.?$", re.IGNORECASE)
_NOTHING = re.compile(r"^[-–—\s.]*$|^(?:none|n/?a)\.?$", re.IGNORECASE)
# How the answer about services before the deductible calls the rows that it means.
_BEFORE_NAMES = {
    "primary": r"primary care",
    "specialist": r"specialist",
    "urgent": r"urgent care",
    "emergency": r"emergency room",
    "generic": r"drugs",
    "preventive": r"preventive",
}


@dataclass(frozen=True)
class Columns:
    """Where the table of services has what, its repeated columns left out."""

    service: int
    costs: tuple[tuple[int, str], ...]  # column and network, in the order they stand
    limits: int | None
    count: int
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Context:
    """What the rest of the summary says about the prices."""

    has_note: bool  # the chart says that its prices come after the deductible
    before: str  # the answer to which services come before it


@dataclass(frozen=True)
class Body:
    """The rows under the heads of a table, or all of one that goes on; `kept` are the columns that are no repeat."""

    table: PlacedTable
    first: int
    kept: tuple[int, ...]

    def row(self, number: int) -> tuple[str, ...]:
        return tuple(self.table.rows[number][at] for at in self.kept)

    def numbers(self) -> range:
        return range(self.first, len(self.table.rows))

    def place(self, number: int, column: int) -> Place:
        return self.table.place(number, self.kept[column])


def is_services_head(row: Sequence[str]) -> bool:
    return any(_SERVICES_HEAD.search(words) for words in row)


def has_services_head(table: PlacedTable) -> bool:
    return any(map(is_services_head, table.rows))


def read_services(pages: Sequence[ExtractedPage], questions: Sequence[Fact]) -> Iterator[Fact]:
    has_note = any(True for _ in find(pages, _CHART_NOTE)) and _has_deductible(questions)
    context = Context(has_note, _told_before(questions))
    columns: Columns | None = None
    event = ""
    for table in tables_of(pages):
        # Tables that touch are one grid: the heads of the services may stand below the questions.
        head = next((number for number, row in enumerate(table.rows) if is_services_head(row)), None)
        body = _body(table, 0 if head is None else head)
        if head is not None:
            columns = _columns(body.row(head))
            body = replace(body, first=head + 1)
        elif columns is None or not _continues(body, columns):
            continue
        for number in body.numbers():
            # The event stands left of its services; a row without one belongs to the event above.
            event = event_of(" ".join(body.row(number)[: columns.service])) or event
            yield from _row_facts(body, number, columns, event, context)


def _has_deductible(questions: Sequence[Fact]) -> bool:
    return any(fact.service == DEDUCTIBLE and fact.reading.value for fact in questions)


def _told_before(questions: Sequence[Fact]) -> str:
    return " ".join(fact.reading.text for fact in questions if fact.service == BEFORE_DEDUCTIBLE)


def _body(table: PlacedTable, first: int) -> Body:
    """Return the table from this row on, without the columns that a merged cell repeats in every row."""
    rows = table.rows[first:]
    kept = [at for at in range(len(table.header)) if at == 0 or any(row[at] != row[at - 1] for row in rows)]
    return Body(table, first, tuple(kept))


def _columns(header: Sequence[str]) -> Columns:
    service = next(at for at, words in enumerate(header) if _SERVICES_HEAD.search(words))
    limits = next((at for at, words in enumerate(header) if at > service and _LIMITS_HEAD.search(words)), None)
    after = range(service + 1, len(header) if limits is None else limits)
    # "Notes" is no price; heads that name no network at all ("PPO 500", "HDHP 2500") may be plans side by side.
    prices = [at for at in after if _PRICE_HEAD.search(header[at])] or list(after)
    inside = [at for at in prices if not _OUT_HEAD.search(header[at])]
    doubts: list[str] = []
    if not any(_PRICE_HEAD.search(header[at]) for at in prices):
        doubts.append(NO_NETWORK_NAMED)
    if len(inside) > 1 and len({header[at] for at in inside}) < len(inside):
        # The template has the network first, whatever became of the heads.
        costs = tuple(zip(prices, (IN_NETWORK, OUT_OF_NETWORK), strict=False))
        doubts.append(USUAL_NETWORKS)
    else:
        names = dict(zip(inside, (IN_NETWORK, SECOND_NETWORK), strict=False))
        costs = tuple((at, names.get(at, OUT_OF_NETWORK)) for at in prices if at in names or at not in inside)
    if len({network for _, network in costs}) < len(prices):
        doubts.append(TOO_MANY_PRICES)
    return Columns(service, costs, limits, len(header), tuple(doubts))


def _continues(body: Body, columns: Columns) -> bool:
    """Whether a table without heads is the rest of the one on the page before."""
    if len(body.kept) != columns.count:
        return False
    rows = [row for row in map(body.row, body.numbers()) if any(row)]
    known = [row for row in rows if service_of(row[columns.service], "") or event_of(row[0])]
    return len(known) * 2 >= len(rows) > 0


def _row_facts(body: Body, number: int, columns: Columns, event: str, context: Context) -> Iterator[Fact]:
    row = body.row(number)
    label = " ".join(row[columns.service].split())
    prices = [row[at] for at, _ in columns.costs]
    if not label or not any(prices) or set(row[columns.service :]) == {label}:
        return
    service = service_of(label, event)
    code = service.code if service else other_code(label)
    section = service.event if service else event or OTHER
    odd = [*columns.doubts]
    if service is None:
        odd.append(NOT_IN_TEMPLATE)
    if not all(prices):
        odd.append(f"A price of this row is missing: {CHANGED_PLACES}")
    facts: list[Fact] = []
    for at, network in columns.costs:
        cell = read_cost(row[at])
        for read in cell.readings:
            is_open = DEDUCTIBLE_OPEN in cell.doubts
            reading, doubts = (read, ()) if is_open else _with_deductible(read, code, network, context)
            fact = Fact(SBC, section, code, label, reading, row[at], body.place(number, at), network=network)
            facts.append(replace(fact, doubts=(*cell.doubts, *odd, *doubts)))
    yield from _compared(facts)
    if columns.limits is not None and not _NOTHING.match(row[columns.limits]):
        yield from _limit_facts(section, code, label, row[columns.limits], body.place(number, columns.limits))


def _with_deductible(reading: Reading, code: str, network: str, context: Context) -> tuple[Reading, tuple[str, ...]]:
    """Take a silent price as after the deductible where the chart says so, unless the questions say otherwise."""
    if reading.deductible or reading.attribute not in (COPAY, COINSURANCE) or not context.has_note:
        return reading, ()
    name = _BEFORE_NAMES.get(code)
    if network == IN_NETWORK and reading.attribute == COPAY and name and re.search(name, context.before, re.IGNORECASE):
        return reading, (BEFORE_IN_QUESTIONS,)
    return replace(reading, deductible=APPLIES), ()


def _compared(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Doubt a row that costs more in the network than outside it, or that is covered outside alone."""
    inside = {one.reading.attribute: one.reading.value for one in facts if one.network == IN_NETWORK}
    outside = {one.reading.attribute: one.reading.value for one in facts if one.network == OUT_OF_NETWORK}
    odd = NOT_COVERED in inside and bool(outside) and NOT_COVERED not in outside and UNREAD not in outside
    for attribute in (COPAY, COINSURANCE):
        here, away = inside.get(attribute), outside.get(attribute)
        odd = odd or (here is not None and away is not None and here > away)
    doubt = (f"The row costs less outside the network than in it: {CHANGED_PLACES}",) if odd else ()
    for fact in facts:
        value = fact.reading.value
        above = ("A share above 100%.",) if fact.reading.attribute == COINSURANCE and value and value > 1 else ()
        yield replace(fact, doubts=(*fact.doubts, *doubt, *above))


def _limit_facts(section: str, code: str, label: str, words: str, place: Place) -> Iterator[Fact]:
    text = " ".join(words.split())
    # A limitation that is nothing but a price.
    odd = (f"A price stands where limitations should: {CHANGED_PLACES}",) if _PRICE.match(text) else ()
    yield Fact(SBC, section, code, label, Reading(LIMITS, text=text), words, place, doubts=odd)
    found = _VISITS.search(text)
    if found:
        unit = f"{found[2].rstrip('s').casefold()}s a {found[3].casefold()}"
        yield Fact(SBC, section, code, label, Reading(VISIT_LIMIT, Decimal(found[1]), unit=unit), words, place)
    if _AUTHORIZATION.search(text) and not _NOT_REQUIRED.search(text):
        yield Fact(SBC, section, code, label, Reading(AUTHORIZATION, text="required"), words, place)
