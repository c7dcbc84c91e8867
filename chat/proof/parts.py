"""The parts of a text that each have figures of their own, between commas, semicolons and joining words.

"Expenses until March 15; claims by April 30" tells two days of two things, and "after two years 40 %, after three 50 %"
two pairs. The words and figures between two commas belong together.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chat.proof.measures import Measure

Span = tuple[int, int]
_JOINTS = re.compile(r"[;,]\s|\s\|\s|\s(?:and|or|but|while|y|o|pero|mientras)\s|[.!?]\s")
_BETWEEN = re.compile(r"\b(?:between|entre)\b[^;,]{0,20}$")
# A part that says something by itself, as "and needs ...", is not told of the figure before it.
ANOTHER_SAYS = re.compile(
    r"(?:[;,]|\s(?:and|but|y|pero))\s(?:has|have|had|its|their|is|are|costs?|pays?|comes|needs?|requires?|must"
    r"|may|can|will"
    r"|you|the|there|tiene|su|es|cuesta|paga|necesita|requiere|debe|puede)\b"
)
_CLAUSE_ENDS = (";", " | ")
_REACH = 32  # characters before a joint in which "between" stands


def parts_of(plain: str, measures: Sequence[Measure]) -> list[Span]:
    """Return where the parts of the text begin and end, each with figures. What has none joins what stands before, but
    behind a semicolon or a point what comes after.
    """
    parts: list[Span] = []
    at, is_full, cuts = 0, False, [(0, False), *_cuts(plain, measures), (len(plain), True)]
    for (start, is_new), (end, _) in pairwise(cuts):
        first = at
        while at < len(measures) and measures[at].start < end:
            at += 1
        has_figure = at > first
        if parts and not (is_full and (has_figure or is_new)):
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
            is_full = False
        is_full |= has_figure
    if len(parts) > 1 and not is_full:
        parts[-2:] = [(parts[-2][0], parts[-1][1])]
    return parts


def _cuts(plain: str, measures: Sequence[Measure]) -> Iterator[tuple[int, bool]]:
    """Yield where parts may begin, and whether behind a semicolon or a point."""
    lead = plain.find(": ") + 2 if ": " in plain else 0
    at = 0
    for joint in _JOINTS.finditer(plain, lead):
        while at < len(measures) and measures[at].end <= joint.start():
            at += 1
        is_inside = at < len(measures) and measures[at].start <= joint.start()
        if not is_inside and not _BETWEEN.search(plain, max(0, joint.start() - _REACH), joint.start()):
            yield joint.end(), joint.group()[0] in ";.!?"


def clause_of(start: int, end: int, plain: str) -> Span:
    """Return where the text around text[start:end] begins and ends, between semicolons or columns."""
    begins = max((found + len(mark) for mark in _CLAUSE_ENDS if (found := plain.rfind(mark, 0, start)) >= 0), default=0)
    ends = min((found for mark in _CLAUSE_ENDS if (found := plain.find(mark, end)) >= 0), default=len(plain))
    return begins, ends
