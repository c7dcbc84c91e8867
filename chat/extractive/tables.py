"""Tables of answers, as Markdown: each row carries the number of the passage that proves it."""

from collections.abc import Iterator, Sequence

from chat.figures_asked import CitedFact
from knowledge.facts.printed import Trust

MARK = " †"  # for the caution below it
DOUBTED = (Trust.ODD_SUM, Trust.ODD)


def table_head(cells: Sequence[str]) -> Iterator[str]:
    yield table_line(cells)
    yield "|---" * len(cells) + "|"


def table_row(name: str, values: Sequence[str], cited: Sequence[CitedFact | None]) -> str:
    """Return a row, each value with the number of its passage; a number that all share stands at the end."""
    signs = [MARK if one and one.fact.trust in DOUBTED else "" for one in cited]
    numbers = [f" [{one.number}]" if one else "" for one in cited]
    if len(set(filter(None, numbers))) == 1:
        numbers = [*[""] * (len(numbers) - 1), max(numbers)]
    return table_line((name, *map("".join, zip(values, signs, numbers, strict=True))))


def table_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
