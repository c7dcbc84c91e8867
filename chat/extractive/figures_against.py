"""What sentences add to figures, and what another document says in their place.

A figure that documents give of the same plan for another network, period or tier contradicts nothing: $690.00 a month
and $340.00 a paycheck, or a deductible and the part of it that one person of a family has.
"""

import re
from collections.abc import Iterable, Sequence

from chat.extractive.asked import years_in
from chat.extractive.disagreement import plans_of
from chat.extractive.figure_cells import price_period, shown_prices
from chat.extractive.scores import Supported
from chat.extractive.shapes import is_example, without_conditions
from chat.extractive.statements import Statement
from chat.extractive.wording import Wording, class_phrases
from chat.extractive.worked_examples import is_head_of_case
from chat.figures_asked import AskedFigures, CitedFact
from chat.periods import Period, periods
from chat.text_figures import Figure, figures
from knowledge.retrieval.plans import PlanName, any_may_be, plan_names

NEAR = 0.92  # of the question's ideas
MOST_ADDED = 3
# "$214 + $25 + $40": with a surcharge, or for several services, which nobody asked for.
_ADDS_UP = re.compile(r"\$[\d,.]+\s*\+")


def contradicting(asked: AskedFigures, found: Sequence[Supported]) -> Statement | None:
    """Return the first statement that answers with amounts which no fact of its plan and year has."""
    near = [one.statement for one in found if one.coverage >= NEAR]
    if asked.slots.is_premium:
        shown = {price_period(one.fact) for one in shown_prices(asked).values()}
        near = [statement for statement in near if asked.slots.household and shown & _periods(statement)]
    return next((statement for statement in near if _contradicts(statement, asked)), None)


def adding(asked: AskedFigures, found: Sequence[Supported], *, other_classes: Iterable[str]) -> list[Statement]:
    """Return for each plan the sentence that has its price and something else: what that is in a year, or how much
    more than the year before."""
    if not asked.slots.is_premium or asked.slots.household is None:
        return []
    shown = list(shown_prices(asked).values())
    others = class_phrases(other_classes)
    added: dict[frozenset[PlanName], Statement] = {}
    for one in found:
        statement = one.statement
        is_own = not statement.is_row and not Wording(statement.said).has_any(others)
        if one.coverage >= NEAR and is_own and _adds(statement, shown, asked.known):
            added.setdefault(plans_of(statement), statement)
    return list(added.values())[:MOST_ADDED]


def _adds(statement: Statement, shown: Iterable[CitedFact], known: frozenset[Figure]) -> bool:
    told = {figure for figure in figures(statement.said) if figure.kind == "money"}
    own = [one for one in shown if _is_of(statement, one)]
    prices = frozenset().union(*(figures(one.fact.raw) for one in own))
    return bool(told & prices and told - known) and not _ADDS_UP.search(statement.said)


def _contradicts(statement: Statement, asked: AskedFigures) -> bool:
    told = {figure for figure in figures(without_conditions(statement.said)) if figure.kind in ("money", "percent")}
    is_of_cited = any(_is_of(statement, one) for one in asked.cited)
    names_it = statement.is_row or bool(plan_names(statement.said))
    return bool(told) and names_it and is_of_cited and told.isdisjoint(asked.known)


def _periods(statement: Statement) -> frozenset[Period]:
    return periods(f"{statement.said} {statement.section}")


def _is_of(statement: Statement, cited: CitedFact) -> bool:
    """Whether it is about that plan alone, in that year, and no example."""
    plans = plans_of(statement)
    if len(plans) != 1 or not any_may_be(plans, plan_names(cited.fact.plan)):
        return False
    years = years_in(statement.said) or years_in(f"{statement.passage.plan_year} {statement.passage.document_title}")
    is_of_year = not years or bool(years & years_in(cited.fact.plan_year))
    is_reckoned = is_example(f"{statement.section} {statement.said}") or is_head_of_case(statement.table_head)
    return is_of_year and not is_reckoned
