"""A column of a table as the answer: "What does the PPO cost per paycheck?" names no row, so all of them answer."""

from collections import defaultdict
from collections.abc import Sequence

from chat.extractive.amounts import AmountOf
from chat.extractive.asked import Asked
from chat.extractive.scores import Supported
from chat.extractive.shapes import Shape
from chat.extractive.statements import Statement
from chat.extractive.support import Judge

_OF_COVERAGE = frozenset({AmountOf.PREMIUM, AmountOf.COBRA})
FEWEST_ROWS, MOST_ROWS, MOST_CELLS = 3, 10, 3
Table = list[Supported]


def asked_columns(found: Sequence[Supported], asked: Asked, judge: Judge) -> list[list[Statement]]:
    """Return the rows of the best table, in reading order, if an amount or a number was asked for that no row is
    named for; and those of the same table in the documents of another year, while two years are in sight.

    Empty when a row is named, or when no table has that column.
    """
    # Who is to be covered names a row, in whatever words.
    if asked.shape not in (Shape.AMOUNT, Shape.COUNT) or (asked.household and asked.amount_of in _OF_COVERAGE):
        return []
    # By document and not by passage: a long table is split between rows, and half of it would mislead.
    tables: dict[tuple[str, ...], Table] = defaultdict(list)
    for one in found:
        if one.statement.is_row and judge.is_row_of_something_else(one.statement):
            tables[_table_of(one.statement)].append(one)
    full = [rows for rows in map(_without_repeats, tables.values()) if _is_small_table(rows)]
    if not full or not _is_led_by(full, found[0]):
        return []
    best_first = sorted(full, key=lambda rows: -max(row.score for row in rows))
    by_year: dict[str, Table] = {}
    for rows in best_first:
        if _labels(rows) == _labels(best_first[0]):
            by_year.setdefault(rows[0].statement.passage.plan_year, rows)
    return [sorted((one.statement for one in by_year[year]), key=_place) for year in sorted(by_year)]


def _is_led_by(full: Sequence[Table], best: Supported) -> bool:
    """Whether no row is named, nor a price told for no one in particular, by what answers best."""
    is_named_row = best.statement.is_row and not any(best in rows for rows in full)
    return not is_named_row


def _without_repeats(rows: Table) -> Table:
    """Leave out rows that stand in two passages, where one of them goes on with the other's end."""
    return list({(row.statement.label, row.statement.text): row for row in reversed(rows)}.values())[::-1]


def _is_small_table(rows: Table) -> bool:
    # A longer one is not cut: whose row is left out would read that there is none.
    return FEWEST_ROWS <= len(rows) <= MOST_ROWS and len(rows[0].statement.cells) <= MOST_CELLS


def _labels(rows: Table) -> frozenset[str]:
    return frozenset(row.statement.label for row in rows)


def _table_of(statement: Statement) -> tuple[str, ...]:
    passage = statement.passage
    return (passage.document_title, passage.plan_year, *(cell.header for cell in statement.cells))


def _place(statement: Statement) -> tuple[int, int, int]:
    passage = statement.passage
    return passage.page or 0, passage.number, passage.text.find(statement.label)
