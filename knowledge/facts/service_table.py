"""The table of Common Medical Events: what one pays for each service in each network, and its limitations."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from benefits.services import OTHER
from knowledge.extract.types import ExtractedPage
from knowledge.facts.cells import PlacedTable, find, hyphened, tables_of
from knowledge.facts.costs import DEDUCTIBLE_OPEN, OWN_DEDUCTIBLE, UNREAD, deductible_in, read_cost
from knowledge.facts.prices import COINSURANCE, COPAY, NO_CHARGE, NOT_COVERED
from knowledge.facts.questions import BEFORE_DEDUCTIBLE, DEDUCTIBLE
from knowledge.facts.service_rows import SERVICES_HEAD, Body, ServiceRow, body_of
from knowledge.facts.services import event_of, names_several, other_code, service_of
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
BOTH_NETWORKS = "The head over this price names both networks: which is the price for?"
CALLED_THE_SAME = "Two rows that are the same service to the template have different prices."
DEDUCTIBLE_IN_LIMITS = "The limitations speak of the deductible, the cell does not."
SEVERAL_SERVICES = "This row names several services: which is the price for?"
SEVERAL_LIMITS = "The limitations name several numbers; the first is proposed."
REQUIRED, PARTLY = "required", "partly"
NOT_IN_TEMPLATE = "This row is not in the federal template."
BEFORE_IN_QUESTIONS = "The questions name this service before the deductible; the cell does not say so."

_CHART_NOTE = re.compile(
    r"costs? shown in this chart are after your (?:overall )?deductible"
    r"|en est[ea] (?:tabla|cuadro) son despu[ée]s de que se haya[\w ]* (?:su|el) deducible",
    re.IGNORECASE,
)
_PRICE_HEAD = re.compile(r"network|provider|tier|\bpay\b|cost|participating|preferred|designated", re.IGNORECASE)
_LIMITS_HEAD = re.compile(r"limitations", re.IGNORECASE)
_OUT_HEAD = re.compile(
    r"out[- ]of[- ]network|non-?\s?(?:network|participating|preferred|plan|contracted)|pay the most", re.IGNORECASE
)
_IN_HEAD = re.compile(r"network|participating|preferred|pay the least", re.IGNORECASE)
_VISITS = re.compile(
    r"(\d{1,3}) (visits?|days?|exams?|treatments?)(?: per person)?\s*(?:/|per |a |an |each )\s*"
    r"(?:calendar |plan |benefit |policy )?(year|lifetime)",
    re.IGNORECASE,
)
_AUTHORIZATION = re.compile(r"(?:pre-?|prior )(?:authori[sz]ation|certification|notification|approval)", re.IGNORECASE)
_IN_PART = re.compile(
    r"\bmay (?:be (?:required|needed|necessary)|need|require|apply)|\b(?:certain|some|select(?:ed)?) \w"
    r"|\b(?:over|above|exceed\w*|more than) \$",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.;])\s+")
_DEDUCTIBLE_ALONE = re.compile(
    r"^\W*(?:(?:(?:plan |overall |annual |the )?deductible (?:does not|doesn.t) apply"
    r"|not subject to (?:the |plan )?deductible|deductible (?:is )?waived|no deductible)"
    r"|(?:after|subject to) (?:the |plan |overall )?deductible|deductible applies)\W*$",
    re.IGNORECASE,
)
# "Deductible does not apply to certain medications" is about those alone.
_SPEAKS_OF_DEDUCTIBLE = re.compile(
    r"(?:deductible (?:does not apply|doesn.t apply|is waived|waived|applies)|(?:not )?subject to (?:the )?deductible"
    r"|no deductible)(?! (?:to|for|if|when)\b)",
    re.IGNORECASE,
)
_SAME_AS_FIRST = re.compile(
    r"^\W*same (?:cost )?as (?:an? )?(?:in-?\s?network|network|tier 1|plan|participating|preferred)\b[\w\s]{0,20}\W*$",
    re.IGNORECASE,
)
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


def is_services_head(row: Sequence[str]) -> bool:
    return any(SERVICES_HEAD.search(words) for words in row)


def has_services_head(table: PlacedTable) -> bool:
    return any(map(is_services_head, table.rows))


def read_services(pages: Sequence[ExtractedPage], questions: Sequence[Fact]) -> Iterator[Fact]:
    has_note = any(True for _ in find(pages, _CHART_NOTE)) and _has_deductible(questions)
    context = Context(has_note, _told_before(questions))
    facts: list[Fact] = []
    columns: Columns | None = None
    event = ""
    for table in tables_of(pages):
        # Tables that touch are one grid: the heads of the services may stand below the questions.
        body = body_of(table)
        if body.header:
            columns = _columns([hyphened(words) for words in body.header])
        elif columns is None or not _continues(body, columns):
            continue
        for row in body.rows(columns.service):
            # The event stands left of its services; a row without one belongs to the event above, or to its own.
            event = event_of(" ".join(row.cells[: columns.service])) or event
            service = service_of(row.cells[columns.service], event)
            event = service.event if service else event
            facts += _row_facts(row, columns, event, context)
    yield from _called_the_same(facts)


def _has_deductible(questions: Sequence[Fact]) -> bool:
    return any(fact.service == DEDUCTIBLE and fact.reading.value for fact in questions)


def _told_before(questions: Sequence[Fact]) -> str:
    return " ".join(fact.reading.text for fact in questions if fact.service == BEFORE_DEDUCTIBLE)


def _columns(header: Sequence[str]) -> Columns:
    service = next(at for at, words in enumerate(header) if SERVICES_HEAD.search(words))
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
    if any(_OUT_HEAD.search(header[at]) and _IN_HEAD.search(_OUT_HEAD.sub("", header[at])) for at in prices):
        doubts.append(BOTH_NETWORKS)
    if len({network for _, network in costs}) < len(prices):
        doubts.append(TOO_MANY_PRICES)
    return Columns(service, costs, limits, len(header), tuple(doubts))


def _continues(body: Body, columns: Columns) -> bool:
    """Whether a table without heads is the rest of the one on the page before."""
    if len(body.columns) != columns.count:
        return False
    rows = [row.cells for row in body.rows(columns.service) if any(row.cells)]
    known = [row for row in rows if service_of(row[columns.service], "") or event_of(row[0])]
    return len(known) * 2 >= len(rows) > 0


def _row_facts(row: ServiceRow, columns: Columns, event: str, context: Context) -> Iterator[Fact]:
    cells = row.cells
    label = " ".join(cells[columns.service].split())
    prices = [cells[at] for at, _ in columns.costs]
    if not label or not any(prices) or set(cells[columns.service :]) == {label}:
        return
    service = service_of(label, event)
    code = service.code if service else other_code(label)
    section = service.event if service else event or OTHER
    limits = cells[columns.limits] if columns.limits is not None else ""
    odd = [*columns.doubts]
    if service is None:
        odd.append(NOT_IN_TEMPLATE)
    if names_several(label, event):
        odd.append(SEVERAL_SERVICES)
    if not all(prices):
        odd.append(f"A price of this row is missing: {CHANGED_PLACES}")
    facts: list[Fact] = []
    for at, network in columns.costs:
        cell = read_cost(prices[0] if _SAME_AS_FIRST.match(cells[at]) else cells[at])
        for read in cell.readings:
            is_open = DEDUCTIBLE_OPEN in cell.doubts or OWN_DEDUCTIBLE in cell.doubts
            reading, doubts = (read, ()) if is_open else _with_deductible(read, code, network, context, limits)
            fact = Fact(SBC, section, code, label, reading, cells[at], row.place(at), network=network)
            facts.append(replace(fact, doubts=(*cell.doubts, *odd, *doubts)))
    yield from _compared(facts)
    if columns.limits is not None and not _NOTHING.match(limits):
        limit_facts = _limit_facts(section, code, label, limits, row.place(columns.limits))
        yield from limit_facts if set(map(_bare, prices)) != {_bare(limits)} else ()


def _bare(words: str) -> str:
    """Return the words to compare: "Not covered." among the limitations says no more than the prices do."""
    return " ".join(words.split()).casefold().rstrip(".")


def _with_deductible(
    reading: Reading, code: str, network: str, context: Context, limits: str
) -> tuple[Reading, tuple[str, ...]]:
    """Return the reading with what stands elsewhere about the deductible, where its own cell is silent.

    What the row's limitations say goes before what the chart says of all its prices.
    """
    if reading.deductible or reading.attribute not in (COPAY, COINSURANCE, NO_CHARGE):
        return reading, ()
    told = {deductible_in(part) for part in _SENTENCES.split(limits) if _DEDUCTIBLE_ALONE.match(part)} - {"", None}
    if len(told) == 1:
        return replace(reading, deductible=told.pop() or ""), ()
    if not context.has_note or reading.attribute == NO_CHARGE:
        return reading, ()
    if _SPEAKS_OF_DEDUCTIBLE.search(limits):
        return reading, (DEDUCTIBLE_IN_LIMITS,)
    name = _BEFORE_NAMES.get(code)
    if network == IN_NETWORK and reading.attribute == COPAY and name and re.search(name, context.before, re.IGNORECASE):
        return reading, (BEFORE_IN_QUESTIONS,)
    return replace(reading, deductible=APPLIES), ()


def _called_the_same(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Doubt the prices of two rows that are one service to us and cost differently."""
    rows: dict[tuple[str, str], dict[tuple[str, str], set[Reading]]] = defaultdict(lambda: defaultdict(set))
    for fact in facts:
        if fact.network:
            rows[fact.service, fact.network][fact.label, fact.raw].add(fact.reading)
    for fact in facts:
        readings = list(rows.get((fact.service, fact.network), {}).values())
        differ = any(one != readings[0] for one in readings)
        yield replace(fact, doubts=(*fact.doubts, CALLED_THE_SAME)) if fact.network and differ else fact


def _compared(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Doubt a row that costs more in the network than outside it, or that is covered outside alone."""
    inside, outside = (
        {(one.reading.attribute, one.reading.applies_to): one.reading.value for one in facts if one.network == network}
        for network in (IN_NETWORK, OUT_OF_NETWORK)
    )
    kinds, kinds_outside = ({attribute for attribute, _ in found} for found in (inside, outside))
    odd = NOT_COVERED in kinds and bool(outside) and not kinds_outside & {NOT_COVERED, UNREAD}
    for key, here in inside.items():
        away = outside.get(key)
        odd = odd or (key[0] in (COPAY, COINSURANCE) and None not in (here, away) and here > away)
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
    found = list(
        dict.fromkeys((one[1], one[2].rstrip("s").casefold(), one[3].casefold()) for one in _VISITS.finditer(text))
    )
    if found:
        count, what, period = found[0]
        doubts = (SEVERAL_LIMITS,) if len(found) > 1 else ()
        reading = Reading(VISIT_LIMIT, Decimal(count), unit=f"{what}s a {period}")
        yield Fact(SBC, section, code, label, reading, words, place, doubts=doubts)
    authorization = _authorization(text)
    if authorization:
        yield Fact(SBC, section, code, label, Reading(AUTHORIZATION, text=authorization), words, place)


def _authorization(text: str) -> str:
    """Return whether it is required for all of the service in the network, for a part of it, or not said."""
    told = ""
    for sentence in _SENTENCES.split(text):
        if not _AUTHORIZATION.search(sentence) or _NOT_REQUIRED.search(sentence) or _OUT_HEAD.search(sentence):
            continue
        told = PARTLY if _IN_PART.search(sentence) or told == PARTLY else REQUIRED
    return told
