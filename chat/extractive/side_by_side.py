"""Plans side by side: the rows of one table that differ between the plans a question names.

Only a table that has a column for each of them will do. Figures of two documents are not put next to each other:
they may stand for different years, tiers or networks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chat.extractive.amounts import AmountOf, amounts_told
from chat.extractive.asked import Asked
from chat.extractive.conditions import Conditions
from chat.extractive.statements import Cell, Statement, statements
from chat.extractive.wording import Ground
from chat.llm.types import ModelRequest, SourcePassage
from knowledge.retrieval.plans import PlanName, any_may_be, plan_names

FEWEST_ROWS, MOST_TABLES = 2, 4


@dataclass(frozen=True)
class Row:
    label: str
    values: tuple[str, ...]  # one a plan, in the plans' order


@dataclass(frozen=True)
class SideBySide:
    passage: SourcePassage
    plans: tuple[str, ...]
    rows: tuple[Row, ...]


def side_by_side(request: ModelRequest, asked: Asked) -> list[SideBySide]:
    """Return the tables of one year that have a column for each plan asked about: limits, then prices of care, the
    fullest first, then prices of coverage.

    Of several wished years the last: while people choose for next year, they compare for next year.
    """
    question = request.question.upper()
    plans = sorted(asked.plans, key=lambda plan: question.find(plan.label))
    passages = [one for one in request.passages if one.has_sure_figures and _is_of_wished_year(one, request)]
    conditions = Conditions(Ground(request, asked))
    tables = [_table(passage, plans, conditions) for passage in passages]
    full = [table for table in tables if len(table.rows) >= FEWEST_ROWS]
    if not full:
        return []
    best = max(full, key=lambda table: (_is_in_language(table, request), table.passage.plan_year, len(table.rows)))
    beside = (best.passage.plan_year, best.passage.language)
    alike = [table for table in full if (table.passage.plan_year, table.passage.language) == beside]
    return _without_repeats(sorted(alike, key=lambda table: (_turn(table), -len(table.rows))))[:MOST_TABLES]


def _turn(table: SideBySide) -> int:
    """Return when it is this table's turn: what one has to pay in a year at most matters before a single visit."""
    told = amounts_told(" ".join(row.label for row in table.rows))
    if told & {AmountOf.DEDUCTIBLE, AmountOf.MOST_YOU_PAY}:
        return 0
    return 2 if AmountOf.PREMIUM in amounts_told(table.passage.heading) else 1


def _is_of_wished_year(passage: SourcePassage, request: ModelRequest) -> bool:
    return not passage.plan_year or not request.plan_years or passage.plan_year in request.plan_years


def _is_in_language(table: SideBySide, request: ModelRequest) -> bool:
    return table.passage.language in ("", request.language)


def _table(passage: SourcePassage, plans: Sequence[PlanName], conditions: Conditions) -> SideBySide:
    own = [one for one in statements(passage) if one.is_row and _may_stand(one, conditions)]
    rows = [_row(statement.label, conditions.allowed_cells(statement), plans) for statement in own]
    differing = [row for row in rows if row and len(set(row.values)) > 1]
    return SideBySide(passage, tuple(map(str, plans)), tuple(differing))


def _may_stand(row: Statement, conditions: Conditions) -> bool:
    return conditions.own_class.is_for_asker(row) and conditions.money.is_of_asked_amount(row)


def _row(label: str, cells: Sequence[Cell], plans: Sequence[PlanName]) -> Row | None:
    """Return the row if it has exactly one cell for each of the plans."""
    values = []
    for plan in plans:
        named = [cell for cell in cells if any_may_be(frozenset({plan}), plan_names(cell.header))]
        if len(named) != 1 or len(plan_names(named[0].header)) != 1:
            return None
        values.append(named[0].value)
    return Row(label, tuple(values))


def _without_repeats(tables: Sequence[SideBySide]) -> list[SideBySide]:
    """Leave out rows that stand in a table before: a guide and a deck say the same."""
    known: set[tuple[str, ...]] = set()
    kept = []
    for table in tables:
        fresh = tuple(row for row in table.rows if row.values not in known)
        known |= {row.values for row in table.rows}
        if len(fresh) >= FEWEST_ROWS:
            kept.append(replace(table, rows=fresh))
    return kept
