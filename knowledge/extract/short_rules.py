"""Rows parted by lines that stop short of some columns, whose cells go over all the rows beside the lines."""

import re
from collections.abc import Sequence

from knowledge.extract.page_content import Piece, Rule
from knowledge.extract.ruled import NEAR, merged
from knowledge.extract.stacked import gaps_between

Row = list[Piece]

MIN_LENGTH = 30.0
SAME_END = 5.0
# Letters may touch a line that they stand on; one that crosses them is an underline or a drawing.
MOST_CROSSED = 2.0
FIGURE = re.compile(r"\d")


def short_rules(rules: Sequence[Rule], heights: Sequence[float], left: float, right: float) -> list[Rule]:
    """Return the lines across that stand between the heights and cover a part of the width only."""
    across = [rule for rule in rules if rule.is_across and heights[0] < rule.at < heights[-1]]
    return [
        rule
        for rule in merged(across)
        if left - SAME_END <= rule.start
        and rule.end <= right + SAME_END
        and MIN_LENGTH <= rule.end - rule.start < right - left - 2 * SAME_END
        and all(abs(rule.at - height) > NEAR for height in heights)
    ]


def rows_between(step: Row, rules: Sequence[Rule], gutter: float, *, is_first: bool) -> list[Row]:
    """Return the rows of a step as its short lines part them; one row if they part none.

    A text beside a line, rather than above or below it, belongs to the rows on both sides. The first step holds the
    heads, where such a line stands below a head over several columns, unless there are figures in it.
    """
    if not step or not rules or (is_first and not any(FIGURE.search(piece.text) for piece in step)):
        return [step]
    top, bottom = min(piece.y0 for piece in step), max(piece.y1 for piece in step)
    inside = [rule for rule in rules if top < rule.at < bottom]
    heights = sorted({rule.at for rule in inside})
    if not heights or any(_crosses(rule, piece) for rule in inside for piece in step):
        return [step]
    rows: list[Row] = [[] for _ in range(len(heights) + 1)]
    own: list[Row] = [[] for _ in rows]
    for piece in step:
        at = sum(piece.middle > height for height in heights)
        over = [any(_is_over(rule, piece) for rule in inside if rule.at == height) for height in heights]
        first = max((place + 1 for place in range(at) if over[place]), default=0)
        last = next((place for place in range(at, len(heights)) if over[place]), len(heights))
        for row in rows[first : last + 1]:
            row.append(piece)
        if first == last:
            own[at].append(piece)
    # Each row has a text of its own in two columns at least: a line within one cell parts no rows.
    return rows if all(gaps_between(row, gutter) for row in own) else [step]


def _is_over(rule: Rule, piece: Piece) -> bool:
    """True if the line goes over the width at which the text stands."""
    return rule.start <= (piece.x0 + piece.x1) / 2 <= rule.end


def _crosses(rule: Rule, piece: Piece) -> bool:
    is_within = piece.y0 + MOST_CROSSED < rule.at < piece.y1 - MOST_CROSSED
    return is_within and piece.x0 < rule.end and piece.x1 > rule.start
