"""For whoever follows a citation: the picture of a page, and where on it a quote stands."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from knowledge.extract.limits import DEFAULT_LIMITS, Limits
from knowledge.extract.listen import Clock, child_events
from knowledge.extract.types import Block, Box

DRAW_SECONDS = 20.0
TOKEN = re.compile(r"[^\W_]+")
LEFT_OUT = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|…|\.\.\.)\s*")
# So much of a quote must stand on the page, within a stretch not much longer than the quote.
FOUND_SHARE = 0.6
STRETCH = 1.6
SHORT_RUN = 2
# Signs and spaces between two words that stand side by side.
NEXT_WORD = 6


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    block: int
    start: int
    end: int


def render_page(
    path: Path,
    number: int,
    *,
    width: int,
    image_format: Literal["png", "webp"] = "png",
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """Return the picture of a PDF page, drawn in a child process. Raises ExtractionFailed."""
    arguments = {"number": number, "width": width, "image_format": image_format}
    clock = Clock(silence_seconds=DRAW_SECONDS, start_seconds=DRAW_SECONDS, seconds_per_page=0)
    job = {"name": "draw", "path": str(path), "arguments": arguments}
    event = next(child_events(job, limits, clock, None))
    return base64.b64decode(event["image"])


def find_boxes(blocks: Sequence[Block], quote: str) -> tuple[Box, ...]:
    """Return where the quote stands among a page's blocks, a box a line or cell; nothing if it is not there.

    Spaces, punctuation and case do not matter, words left out with an ellipsis neither; a few other words may
    differ, as they do when a model quotes.
    """
    boxes: dict[Box, None] = {}
    for found in _find_parts(blocks, quote):
        for box in _boxes(blocks, found):
            boxes[box] = None
    return tuple(boxes)


def find_places(blocks: Sequence[Block], quote: str) -> dict[int, list[tuple[int, int]]]:
    """Return where the quote stands among the blocks: for each block by its number, from which letter to which.

    Words that follow one another are one place. What holds for find_boxes holds here too.
    """
    places: dict[int, list[tuple[int, int]]] = {}
    for found in _find_parts(blocks, quote):
        for token in found:
            inside = places.setdefault(token.block, [])
            if (
                inside
                and 0 <= token.start - inside[-1][1] <= NEXT_WORD
                and TOKEN.search(blocks[token.block].text, inside[-1][1], token.start) is None
            ):
                inside[-1] = (inside[-1][0], token.end)
            else:
                inside.append((token.start, token.end))
    return places


def _find_parts(blocks: Sequence[Block], quote: str) -> list[list[Token]]:
    tokens = [
        Token(match.group().casefold(), number, match.start(), match.end())
        for number, block in enumerate(blocks)
        for match in TOKEN.finditer(block.text)
    ]
    parts = LEFT_OUT.split(quote)
    return [_find(tokens, [match.group().casefold() for match in TOKEN.finditer(part)]) for part in parts]


def _find(tokens: Sequence[Token], wanted: Sequence[str]) -> list[Token]:
    """Return the tokens of the page that the words stand for."""
    if not wanted:
        return []
    texts = [token.text for token in tokens]
    for at in range(len(texts) - len(wanted) + 1):
        if texts[at] == wanted[0] and texts[at : at + len(wanted)] == list(wanted):
            return list(tokens[at : at + len(wanted)])
    return _find_nearly(tokens, texts, wanted)


def _find_nearly(tokens: Sequence[Token], texts: Sequence[str], wanted: Sequence[str]) -> list[Token]:
    runs = SequenceMatcher(None, texts, wanted, autojunk=False).get_matching_blocks()
    runs = [run for run in runs if run.size >= min(SHORT_RUN, len(wanted))]
    if not runs:
        return []
    longest = max(runs, key=lambda run: run.size)
    reach = STRETCH * len(wanted)
    near = [run for run in runs if abs(run.a - longest.a) <= reach]
    if sum(run.size for run in near) < FOUND_SHARE * len(wanted):
        return []
    return [token for run in near for token in tokens[run.a : run.a + run.size]]


def _boxes(blocks: Sequence[Block], found: Sequence[Token]) -> list[Box]:
    boxes = []
    for number in dict.fromkeys(token.block for token in found):
        block = blocks[number]
        marks = [token for token in found if token.block == number]
        spans = [span for span in block.spans if any(mark.start < span.end and mark.end > span.start for mark in marks)]
        if spans:
            boxes += [span.box for span in spans]
        elif block.box is not None:
            boxes.append(block.box)
    return boxes
