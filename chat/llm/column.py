"""A column of a table as the answer: "What does the PPO cost per paycheck?" names no row, so all of them answer."""

from collections import defaultdict
from collections.abc import Sequence

from chat.llm.asked import Asked
from chat.llm.shapes import Shape
from chat.llm.statements import Statement
from chat.llm.support import Judge, Supported

FEWEST_ROWS, MOST_ROWS, MOST_CELLS = 3, 10, 3


def asked_column(found: Sequence[Supported], asked: Asked, judge: Judge) -> list[Statement]:
    """Return the rows of the best table, in reading order, if an amount was asked for that no row is named for.

    Empty when a row is named, or when no table has that column.
    """
    if asked.shape is not Shape.AMOUNT:
        return []
    # By document and not by passage: a long table is split between rows, and half of it would mislead.
    tables: dict[tuple[str, ...], list[Supported]] = defaultdict(list)
    for one in found:
        if one.statement.is_row and judge.is_row_of_something_else(one.statement):
            tables[_table_of(one.statement)].append(one)
    full = [rows for rows in tables.values() if _is_small_table(rows)]
    if not full:
        return []
    best = max(full, key=lambda rows: max(row.score for row in rows))
    return sorted((one.statement for one in best), key=_place)


def _is_small_table(rows: Sequence[Supported]) -> bool:
    # A longer one is not cut: whose row is left out would read that there is none.
    return FEWEST_ROWS <= len(rows) <= MOST_ROWS and len(rows[0].statement.cells) <= MOST_CELLS


def _table_of(statement: Statement) -> tuple[str, ...]:
    passage = statement.passage
    return (passage.document_title, passage.plan_year, *(cell.header for cell in statement.cells))


def _place(statement: Statement) -> tuple[int, int, int]:
    passage = statement.passage
    return passage.page or 0, passage.number, passage.text.find(statement.label)
