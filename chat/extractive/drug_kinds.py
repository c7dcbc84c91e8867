"""What drugs cost where no kind of them is named: all kinds, for the price of one is not that of another."""

from collections import defaultdict
from collections.abc import Sequence

from chat.extractive.service_words import DRUGS, drug_tier, services_named
from chat.extractive.shapes import Shape, shape_of
from chat.extractive.statements import Statement
from chat.text_figures import figures
from knowledge.retrieval.plans import plan_names
from knowledge.text.terms import plain_text

FEWEST_KINDS = 2
_OTHER_BRAND = "other brand"


def asks_for_any_drug(question: str) -> bool:
    """Whether it asks what drugs cost, and names no kind of them and nothing else."""
    plain = plain_text(question)
    services, _ = services_named(plain)
    return shape_of(question) is Shape.AMOUNT and services == DRUGS and not drug_tier(plain)


def rows_of_each_kind(said: Sequence[Statement]) -> list[list[Statement]]:
    """Return the tables that give the prices of kinds of drugs: one with the most plans side by side, or else one of
    each plan; none where no table has two kinds."""
    tables: dict[tuple[str, ...], dict[str, Statement]] = defaultdict(dict)
    for row in said:
        kind = _kind_of(row)
        if kind and any(figures(cell.value) for cell in row.cells):
            tables[_table_of(row)].setdefault(kind, row)
    full = [list(rows.values()) for rows in tables.values() if len(rows) >= FEWEST_KINDS]
    side_by_side = [rows for rows in full if len(plan_names(_headers(rows[0]))) > 1]
    if side_by_side:
        return [max(side_by_side, key=lambda rows: (len(plan_names(_headers(rows[0]))), len(rows)))]
    of_plan: dict[tuple[str, str], list[Statement]] = {}
    for rows in sorted(full, key=len, reverse=True):
        passage = rows[0].passage
        plan = passage.own_plan or " ".join(sorted(map(str, plan_names(passage.document_title))))
        of_plan.setdefault((plan, passage.plan_year), rows)
    return [of_plan[key] for key in sorted(of_plan)]


def _kind_of(row: Statement) -> str:
    label = plain_text(row.label)
    if _OTHER_BRAND in label:
        return "non_preferred"
    kinds = services_named(label)[0]
    return kinds[0] if len(kinds) == 1 and kinds[0] in DRUGS else ""


def _headers(row: Statement) -> str:
    return " / ".join(cell.header for cell in row.cells)


def _table_of(row: Statement) -> tuple[str, ...]:
    return row.passage.document_title, row.passage.plan_year, *(cell.header for cell in row.cells)
