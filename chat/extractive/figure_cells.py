"""One figure or one cell in words: what it is of, and the amount as the document prints it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from chat.extractive.figure_words import (
    AND,
    CORRECTED,
    DEPENDS,
    FIGURE_WORDS,
    PER,
    SPANISH_COST,
    SPANISH_PER,
    SPANISH_SERVICES,
)
from chat.extractive.rows import as_part, going_on
from chat.extractive.tables import DOUBTED, MARK
from chat.figures_asked import LIMITS, AskedFigures, CitedFact
from chat.periods import Period, periods
from chat.quoting import as_quote
from chat.words import in_language
from knowledge.facts.prices import COINSURANCE, NOT_COVERED
from knowledge.facts.printed import PrintedFact
from knowledge.facts.rate_labels import MONTH, PAY
from knowledge.facts.rates import PREMIUM
from knowledge.facts.service_table import AUTHORIZATION, VISIT_LIMIT
from knowledge.facts.types import (
    APPLIES,
    FAMILY,
    IN_NETWORK,
    OUT_OF_NETWORK,
    PERSON,
    PERSON_IN_FAMILY,
    SECOND_NETWORK,
    WAIVED,
)
from knowledge.facts.words import money, percent, reading_words

_DEDUCTIBLE = re.compile("deduc[ti]+ble", re.IGNORECASE)
_NUMBERED = re.compile(r"\d")
ORDER = (IN_NETWORK, SECOND_NETWORK, OUT_OF_NETWORK, "")
TIER_ORDER = (PERSON, FAMILY, PERSON_IN_FAMILY, "EE", "EE_SP", "EE_DP", "EE_1", "EE_CH", "EE_2", "FAM")
MENTAL = ("mental_outpatient", "mental_inpatient")
Facts = Sequence[CitedFact]


class FigureWords:
    """Puts one figure into the words of one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def _service(self, fact: PrintedFact) -> str:
        """Return what a row is of; its printed name where no other is known, or where that has a number of its own."""
        printed, known = as_quote(fact.label), SPANISH_SERVICES.get(fact.service, "")
        if self._language != "es" or not known:
            # Of "outpatient services" a summary means those for the mind, and says so above.
            return f"{printed} ({self._word(fact.service)})" if fact.service in MENTAL else printed
        return f"{known} (“{printed}”)" if _NUMBERED.search(printed) else known

    def _figure(self, fact: PrintedFact, *, with_period: bool = True) -> str:
        printed = as_quote(fact.raw if "$" in fact.raw else f"${fact.raw}")
        per = f" {self._per(price_period(fact))}" if with_period else ""
        return self._corrected(fact, f"{printed}{per}") if fact.correction else f"{printed}{per}"

    def _corrected(self, fact: PrintedFact, printed: str) -> str:
        return self._in(CORRECTED).format(right=as_quote(reading_words(fact.correction)), printed=printed)

    def _amounts(self, facts: Facts) -> str:
        in_order = sorted(facts, key=lambda one: TIER_ORDER.index(one.fact.coverage_tier))
        return ", ".join(f"{self._amount(one.fact)} {self._word(one.fact.coverage_tier)}" for one in in_order)

    def _amount(self, fact: PrintedFact) -> str:
        printed = money(fact.reading.value or 0)
        return self._corrected(fact, printed) if fact.correction else printed

    def _cells(self, facts: Facts) -> str:
        """Return what the row prints for each network, and its limitations."""
        by_network: dict[str, list[str]] = defaultdict(list)
        for network in ORDER:
            own = [one.fact for one in facts if one.fact.network == network]
            cell = next((self._cell(fact) for fact in own if is_price(fact) or not network), "")
            if cell:
                by_network[cell].append(network)
        parts = [self._with_network(cell, networks) for cell, networks in by_network.items()]
        return "; ".join([*parts[:1], *map(going_on, parts[1:])])

    def _with_network(self, cell: str, networks: Sequence[str]) -> str:
        named = [self._word(network) for network in networks if network]
        return f"{cell} ({self._in(AND).join(named)})" if named else cell

    def _cell(self, fact: PrintedFact) -> str:
        printed = (self._language == "es" and self._spanish(fact)) or as_quote(as_part(fact.raw))
        if fact.correction:
            return self._corrected(fact, printed)
        is_unsaid = fact.reading.deductible == APPLIES and not _DEDUCTIBLE.search(printed)
        return f"{printed}, {self._word(APPLIES)}" if is_unsaid else printed

    def _spanish(self, fact: PrintedFact) -> str:
        """Return a price in Spanish that a cell names and nothing else; empty where its words say more."""
        reading = fact.reading
        if not fact.is_whole_cell or reading.unit not in SPANISH_PER:
            return ""
        if reading.attribute == NOT_COVERED:
            return "no cubierto"
        if reading.attribute not in SPANISH_COST:
            return ""
        value = reading.value or 0
        amount = percent(value) if reading.attribute == COINSURANCE else money(value)
        cost = SPANISH_COST[reading.attribute].format(amount=amount) + SPANISH_PER[reading.unit]
        later = {WAIVED: ", el deducible no se aplica", APPLIES: ", después del deducible"}
        return cost + later.get(reading.deductible, "")

    def _value(self, fact: PrintedFact) -> str:
        return self._amount(fact) if fact.service in LIMITS else self._cell(fact)

    def _row_name(self, service: str, tier: str, facts: Facts) -> str:
        if service == PREMIUM:
            return f"{self._word(service)} {self._per(price_period(facts[0].fact))}, {self._word(tier)}"
        return f"{self._word(service)} {self._word(tier)}" if service in LIMITS else self._service(facts[0].fact)

    def _head(self, plan: str, year: str, group: str, tier: str) -> str:
        return ", ".join(filter(None, (as_quote(plan), self._word(tier) if tier else "", as_quote(group), year)))

    def _word(self, code: str) -> str:
        return self._in(FIGURE_WORDS[code])

    def _per(self, period: Period) -> str:
        return self._in(PER[period])

    def _in(self, texts: dict[str, str]) -> str:
        return in_language(texts, self._language)

    def _table_cell(self, fact: PrintedFact, period: Period) -> str:
        return self._figure(fact, with_period=price_period(fact) is not period)

    def _with_markers(self, facts: Facts) -> str:
        if not facts:
            return "–"
        doubted = any(one.fact.trust in DOUBTED for one in facts)
        return f"{self._cell(facts[0].fact)}{MARK * doubted} {markers(facts)}"

    def _depends(self, told: Iterable[tuple[str, ...]]) -> str:
        """Return what figures depend on that are told for each (plan, year, ...)."""
        plans, years = {plan for plan, *_ in told}, {year for _, year, *_ in told}
        on = "both" if len(plans) > 1 and len(years) > 1 else "plan" if len(plans) > 1 else "year"
        return self._in(DEPENDS[on])


def shown_prices(asked: AskedFigures) -> dict[tuple[str, ...], CitedFact]:
    """Return, for each plan, year, group and tier, the price in the period asked for, or else that of a paycheck."""
    wanted = asked.slots.periods or frozenset({Period.PAYCHECK, Period.WEEK})
    prices = grouped(asked.cited, whose_price)
    return {whose: price_in(own, wanted) for whose, own in prices.items()}


def price_period(fact: PrintedFact) -> Period:
    """Return which period its price is for: a paycheck that comes each week is called a week."""
    if fact.reading.unit != PAY:
        return Period.MONTH if fact.reading.unit == MONTH else Period.YEAR
    head = fact.row[: max(0, fact.row.find(fact.raw))].rpartition("; ")[2]
    named = next((found for found in map(periods, (head, *fact.heading.split("\n"))) if found), frozenset())
    return Period.WEEK if Period.WEEK in named and Period.PAYCHECK not in named else Period.PAYCHECK


def grouped(cited: Facts, key: Callable[[PrintedFact], tuple[str, ...]]) -> dict[tuple[str, ...], list[CitedFact]]:
    groups: dict[tuple[str, ...], list[CitedFact]] = defaultdict(list)
    for one in cited:
        groups[key(one.fact)].append(one)
    return groups


def whose_price(fact: PrintedFact) -> tuple[str, str, str, str]:
    return fact.plan, fact.plan_year, fact.reading.applies_to, fact.coverage_tier


def price_in(own: Facts, wanted: frozenset[Period]) -> CitedFact:
    """Return the price in the period asked for; else that of a paycheck; else the first."""
    asked = (one for one in own if price_period(one.fact) in wanted)
    of_pay = (one for one in own if one.fact.reading.unit == PAY)
    return next(asked, None) or next(of_pay, None) or own[0]


def is_price(fact: PrintedFact) -> bool:
    return fact.reading.attribute not in (VISIT_LIMIT, AUTHORIZATION)


def markers(cited: Iterable[CitedFact]) -> str:
    return "".join(f"[{number}]" for number in dict.fromkeys(one.number for one in cited))


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
