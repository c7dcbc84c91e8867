"""Figures in words: whose and for what they are, as facts have it, and the amount as the document prints it.

Each carries the number of the passage that prints it. What is odd about a figure is said with it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from chat.extractive.figure_cells import (
    ORDER,
    TIER_ORDER,
    Facts,
    FigureWords,
    capital,
    grouped,
    is_price,
    markers,
    price_period,
    shown_prices,
    whose_price,
)
from chat.extractive.figure_words import (
    AND,
    BESIDE,
    CAUTIONS,
    COMPARED,
    DEPENDS,
    GOOD_TO_KNOW,
    NOT_PER,
    THIS,
    UNNUMBERED,
)
from chat.extractive.framing import also_said, said_otherwise, statement_item
from chat.extractive.rows import going_on
from chat.extractive.service_words import names_tier
from chat.extractive.statements import Statement
from chat.extractive.tables import DOUBTED, MARK, table_head, table_line, table_row
from chat.figures_asked import LIMITS, AskedFigures, CitedFact
from chat.periods import Period, periods
from chat.quoting import as_quote
from knowledge.facts.printed import PrintedFact, Trust
from knowledge.facts.rate_labels import PAY
from knowledge.facts.rates import PREMIUM
from knowledge.facts.types import (
    IN_NETWORK,
    OUT_OF_NETWORK,
)

_MAIN_TIERS = ("EE", "FAM")
_COLUMN_ORDER = (*TIER_ORDER, *ORDER)
FEWEST_SERVICES = 3  # that have a table of their own
MOST_LISTED = 3  # figures of one kind; more are a table
OfPlans = Mapping[tuple[str, str], tuple[str, Facts]]  # by plan and year: the words, and what they are of
Columns = Callable[[Facts], Mapping[str, str]]  # the cells of a row, by what heads their columns


def figures_text(
    asked: AskedFigures, language: str, *, also: Sequence[Statement] = (), other: Statement | None = None
) -> str:
    """Return the figures as a line, a list or a table, with what sentences add to them, and with what another
    document says in their place."""
    words = _Words(language)
    if asked.slots.compares:
        parts = words.compared(asked.cited)
    elif asked.slots.is_premium:
        parts = words.prices(asked)
    elif asked.slots.is_limit:
        parts = words.limits(asked.cited)
    else:
        parts = [*words.unnumbered(asked), *words.services(asked)]
    if also:
        parts.append(also_said(also, language))
    if asked.slots.is_premium and not asked.slots.periods & _periods_told(asked, also):
        parts += words.none_for(asked.slots.periods)
    otherwise = words.rivals(asked) or ([statement_item(other, language)] if other else [])
    if otherwise:
        is_settled = all(one.fact.trust is Trust.CONFIRMED for one in asked.cited)
        parts.append(said_otherwise(otherwise, language, is_settled=is_settled))
    return "\n\n".join(parts)


class _Words(FigureWords):
    """Puts figures into the words of one language."""

    def prices(self, asked: AskedFigures) -> list[str]:
        prices, shown = grouped(asked.cited, whose_price), shown_prices(asked)
        is_table = asked.slots.household is None and len({tier for *_, tier in shown}) > 1
        if is_table:
            parts = [self._price_table(shown)]
        else:
            lines = [f"{self._head(*whose)}: {self._price_words(shown[whose], own)}" for whose, own in prices.items()]
            lead = f"{self._depends(prices)} {self._word(PREMIUM)}:"
            is_table = len(lines) > MOST_LISTED
            if is_table:
                parts = [self._price_column(lead, prices, shown)]
            else:
                parts = [lines[0] if len(lines) == 1 else _listed(lead, lines)]
        return [*parts, *self._cautions(shown.values(), mark=MARK.lstrip() if is_table else "")]

    def _price_column(
        self, lead: str, prices: Mapping[tuple[str, ...], Facts], shown: Mapping[tuple[str, ...], CitedFact]
    ) -> str:
        rows = []
        for whose, own in prices.items():
            words = self._price_words(shown[whose], own).removesuffix(f" [{shown[whose].number}]")
            rows.append(table_row(self._head(*whose), [words], [shown[whose]]))
        return "\n".join([lead, "", *table_head(("", self._word(PREMIUM))), *rows])

    def none_for(self, asked: Iterable[Period]) -> list[str]:
        return [self._in(NOT_PER).format(per=self._per(period)) for period in list(asked)[:1]]

    def limits(self, cited: Facts) -> list[str]:
        cells = grouped(cited, lambda fact: (fact.service, fact.network, fact.plan, fact.plan_year))
        told: dict[str, dict[tuple[str, str], tuple[str, Facts]]] = defaultdict(dict)
        for (service, network, plan, year), facts in cells.items():
            name = f"{self._word(service)}, {self._word(network)}"
            told[name][plan, year] = (self._amounts(facts), facts)
        return self._told_of_plans(told, cited, self._limits_by_tier)

    def unnumbered(self, asked: AskedFigures) -> list[str]:
        """Return that the documents number no tiers, where one was asked for by its number."""
        tier = asked.slots.drug_tier
        is_named = not tier or any(names_tier(one.fact.label, tier) for one in asked.cited)
        return [] if is_named else [self._in(UNNUMBERED).format(tier=tier)]

    def services(self, asked: AskedFigures) -> list[str]:
        cited = asked.cited
        if len({one.fact.service for one in cited}) >= FEWEST_SERVICES:
            return self._many_services(cited, asked.slots.networks)
        rows = grouped(cited, lambda fact: (fact.label, fact.plan, fact.plan_year))
        told: dict[str, dict[tuple[str, str], tuple[str, Facts]]] = defaultdict(dict)
        for (label, plan, year), facts in rows.items():
            name = self._service(facts[0].fact)
            # Two rows of one plan that are the same service to the template stay apart by what is printed.
            name = as_quote(label) if (plan, year) in told[name] else name
            told[name][plan, year] = (self._cells(facts), facts)
        return self._told_of_plans(told, cited, self._cells_by_network)

    def _many_services(self, cited: Facts, networks: frozenset[str]) -> list[str]:
        """Return a table with a row for each service: one plan's by network, those of several plans side by side."""
        plans = list(dict.fromkeys(one.fact.plan for one in cited))
        network = OUT_OF_NETWORK if networks == {OUT_OF_NETWORK} else IN_NETWORK
        prices = [one for one in cited if is_price(one.fact)]
        if len(plans) > 1:
            prices = [one for one in prices if one.fact.network in ("", network)]
        # Years that are alike in every row are one table.
        alike: dict[tuple[object, ...], Facts] = defaultdict(list)
        for own in grouped(prices, lambda fact: (fact.plan_year,)).values():
            cells = {(one.fact.service, one.fact.plan, one.fact.network, self._cell(one.fact)) for one in own}
            alike[tuple(sorted(cells))] += own
        whose = as_quote(plans[0]) if len(plans) == 1 else capital(self._word(network))
        tables = []
        for own in alike.values():
            years = self._in(AND).join(sorted({one.fact.plan_year for one in own} - {""}))
            lead = ", ".join(filter(None, (whose, years)))
            tables.append(f"{lead}:\n\n{self._by_service(own, plans if len(plans) > 1 else ())}")
        depends = [self._in(DEPENDS["plan"])] if len(plans) > 1 else []
        return [*depends, *tables, *self._cautions(cited, mark=MARK.lstrip())]

    def _by_service(self, prices: Facts, plans: Sequence[str]) -> str:
        """Return prices by service in the columns of the plans, or of networks where none is given."""
        told = {one.fact.plan if plans else one.fact.network for one in prices}
        heads = [head for head in plans or ORDER if head in told]
        named = [as_quote(head) if plans else capital(self._word(head)) if head else "" for head in heads]
        lines = [*table_head(("", *named))]
        for facts in grouped(prices, lambda fact: (fact.service, fact.label)).values():
            columns = grouped(facts, lambda fact: (fact.plan if plans else fact.network,))
            values = [self._with_markers(columns.get((head,), ())) for head in heads]
            lines.append(table_line((self._service(facts[0].fact), *values)))
        return "\n".join(lines)

    def compared(self, cited: Facts) -> list[str]:
        plans = list(dict.fromkeys(one.fact.plan for one in cited))
        rows = grouped(cited, lambda fact: (fact.service, fact.coverage_tier, fact.label))
        lines = [*table_head(("", *map(as_quote, plans)))]
        for (service, tier, _label), facts in rows.items():
            if service == PREMIUM and tier not in _MAIN_TIERS:
                continue
            own = [_price_of([one for one in facts if one.fact.plan == plan]) for plan in plans]
            if all(own):
                values = [self._value(one.fact) for one in own]
                lines.append(table_row(self._row_name(service, tier, facts), values, own))
        lead = self._in(COMPARED).format(year=cited[0].fact.plan_year)
        return [lead, "\n".join(lines), *self._cautions(cited, mark=MARK.lstrip())]

    def rivals(self, asked: AskedFigures) -> list[str]:
        """Return what other documents print in the place of the figures that are shown."""
        shown = {price_period(one.fact) for one in shown_prices(asked).values()} if asked.slots.is_premium else set()
        rivals = [one for one in asked.rivals if not shown or price_period(one.fact) in shown]
        return [f"- {as_quote(one.fact.document_title)}: {self._rival(one.fact)} [{one.number}]" for one in rivals]

    # --- parts ---------------------------------------------------------------------------------------------------

    def _rival(self, fact: PrintedFact) -> str:
        if fact.service == PREMIUM:
            return f"{self._head(*whose_price(fact))}: {self._figure(fact)}"
        network = self._word(fact.network) if fact.network else ""
        whose = ", ".join(filter(None, (as_quote(fact.plan), fact.plan_year, network)))
        if fact.service in LIMITS:
            return f"{whose}: {self._amount(fact)} {self._word(fact.coverage_tier)}"
        return f"{self._service(fact)}, {whose}: {self._cell(fact)}"

    def _price_table(self, shown: dict[tuple[str, ...], CitedFact]) -> str:
        columns = list(dict.fromkeys(whose[:-1] for whose in shown))
        tiers = sorted({tier for *_, tier in shown}, key=TIER_ORDER.index)
        period = price_period(next(iter(shown.values())).fact)
        on = "plan and covered" if len({plan for plan, *_ in columns}) > 1 else "covered"
        lead = f"{self._in(DEPENDS[on])} {self._word(PREMIUM)} {self._per(period)}:"
        heads = [self._head(*column, "") for column in columns]
        lines = [*table_head(("", *heads))]
        for tier in tiers:
            found = [shown.get((*column, tier)) for column in columns]
            cells = [self._table_cell(one.fact, period) if one else "–" for one in found]
            lines.append(table_row(capital(self._word(tier)), cells, found))
        return "\n".join([lead, "", *lines])

    def _price_words(self, main: CitedFact, own: Facts) -> str:
        words = self._figure(main.fact)
        others = [one for one in own if one.number == main.number and one is not main]
        of_pay = [one.fact for one in others if one.fact.reading.unit == PAY]
        yearly = [one.fact for one in others if price_period(one.fact) is Period.YEAR]
        if main.fact.trust is Trust.ODD_SUM and of_pay:
            words = self._in(BESIDE).format(odd=words, other=self._figure(of_pay[0]))
        elif main.fact.reading.unit == PAY and yearly and yearly[0].trust is not Trust.ODD_SUM:
            words = f"{words} ({self._figure(yearly[0])})"
        return f"{words} [{main.number}]"

    def _told_of_plans(self, told: Mapping[str, OfPlans], cited: Facts, columns: Columns) -> list[str]:
        """Return what is told under each name, a table where it is many figures, with the cautions that go with it."""
        parts, is_table = [], False
        for name, of_plans in told.items():
            lines = self._alike(of_plans)
            is_many = len(lines) > 1 and sum(_is_figure(one.fact) for one in cited) > MOST_LISTED
            is_table = is_table or is_many
            parts.append(self._table(name, of_plans, columns) if is_many else self._under(name, of_plans, lines))
        return [*parts, *self._cautions(cited, mark=MARK.lstrip() if is_table else "")]

    def _alike(self, told: OfPlans) -> list[tuple[str, str, Facts]]:
        """Return whose it is, the words and the facts of each plan, the years that are alike in one."""
        alike: dict[tuple[str, str], list[tuple[str, Facts]]] = defaultdict(list)
        for (plan, year), (words, facts) in told.items():
            alike[plan, words].append((year, facts))
        lines = []
        for (plan, words), years in alike.items():
            labels = self._in(AND).join(sorted(year for year, _ in years if year))
            facts = [one for _, facts in sorted(years, key=lambda pair: pair[0]) for one in facts]
            lines.append((", ".join(filter(None, (as_quote(plan), labels))), words, facts))
        return lines

    def _under(self, name: str, told: OfPlans, lines: Sequence[tuple[str, str, Facts]]) -> str:
        """Return what is told of each plan under what it is."""
        if len(lines) == 1:
            whose, words, facts = lines[0]
            return f"{name}, {whose}: {words} {markers(facts)}"
        listed = [f"{whose}: {words} {markers(facts)}" for whose, words, facts in lines]
        return _listed(f"{self._depends(told)} {name}:", listed)

    def _table(self, name: str, told: OfPlans, columns: Columns) -> str:
        rows = [(whose, columns(facts), facts) for whose, _, facts in self._alike(told)]
        heads = [head for head in _COLUMN_ORDER if any(head in cells for _, cells, _ in rows)]
        notes = {cells.get("", "") for _, cells, _ in rows}
        # What holds for all of them is said once, below.
        shared = notes.pop() if len(notes) == 1 else ""
        heads = [head for head in heads if head or not shared]
        named = [capital(self._word(head)) if head else self._in(GOOD_TO_KNOW) for head in heads]
        lines = [*table_head(("", *named))]
        for whose, cells, facts in rows:
            values = [cells.get(head, "–") for head in heads]
            doubted = any(one.fact.trust in DOUBTED for one in facts)
            lines.append(table_line((whose, *values[:-1], f"{values[-1]}{MARK * doubted} {markers(facts)}")))
        parts = ["\n".join([f"{self._depends(told)} {name}:", "", *lines])]
        if shared:
            parts.append(f"{self._in(GOOD_TO_KNOW)}: {going_on(shared)} {markers(rows[0][-1])}")
        return "\n\n".join(parts)

    def _limits_by_tier(self, facts: Facts) -> dict[str, str]:
        return {one.fact.coverage_tier: self._amount(one.fact) for one in facts}

    def _cells_by_network(self, facts: Facts) -> dict[str, str]:
        found: dict[str, str] = {}
        for one in facts:
            network = one.fact.network
            if network not in found and (is_price(one.fact) or not network):
                found[network] = self._cell(one.fact)
        return found

    def _cautions(self, shown: Iterable[CitedFact], mark: str = "") -> list[str]:
        doubted = grouped([one for one in shown if one.fact.trust in DOUBTED], lambda fact: (fact.trust.name,))
        return [
            f"{mark} {self._in(words).format(this=self._this(doubted[trust.name,]))}".lstrip()
            for trust, words in CAUTIONS.items()
            if (trust.name,) in doubted
        ]

    def _this(self, doubted: Facts) -> str:
        """Return a doubted price by itself: it may stand beside one that is sure."""
        one = doubted[0].fact
        is_one_price = len(doubted) == 1 and one.service == PREMIUM and not one.correction
        return self._figure(one) if is_one_price else self._in(THIS)


def _periods_told(asked: AskedFigures, also: Iterable[Statement]) -> frozenset[Period]:
    shown = [one.fact for one in shown_prices(asked).values()]
    told = {price_period(fact) for fact in shown} | {Period.PAYCHECK for fact in shown if fact.reading.unit == PAY}
    return frozenset(told).union(*(periods(statement.said) for statement in also))


def _is_figure(fact: PrintedFact) -> bool:
    """Whether it is an amount or a share, and no remark."""
    return is_price(fact) and (bool(fact.network) or fact.service in LIMITS)


def _listed(lead: str, lines: Sequence[str]) -> str:
    return "\n".join([lead, "", *(f"- {line}" for line in lines)])


def _price_of(facts: Facts) -> CitedFact | None:
    return next((one for one in facts if one.fact.network in ("", IN_NETWORK) and is_price(one.fact)), None)
