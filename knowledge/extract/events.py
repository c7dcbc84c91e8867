"""What a reader says, as its parent hears it: a JSON line an event.

A file may have taken its reader over. What no honest reader says is heard as a damaged file, before anything is done
with it: no word of it reaches the log, and the database is given nothing that it would refuse.
"""

import json
import re
from collections.abc import Callable, Iterable
from math import isfinite
from typing import Any, get_args

from knowledge.extract.failure import SENTENCES, ExtractionFailed
from knowledge.extract.limits import Limits
from knowledge.extract.types import Block, BlockKind, ExtractedPage, page_from_json
from knowledge.extract.unseen import seen_page

Event = dict[str, Any]

WALLS = frozenset(["files", "calls", "network"])
LONGEST_SENTENCE = 400
MOST_COUNTED = 2**31 - 1
MOST_LEVELS = 99
REGION_SIDES = 4
_PLACE = re.compile(r"\w{1,60} at (?:[\w.]{1,60}:\d{1,6})?")
_KINDS = frozenset(get_args(BlockKind))
_PICTURE_TEXT = frozenset(["regions", "replaces_text_layer", "running", "pictures"])
# What JSON and Python make of a wrong form, wherever it is met.
_WRONG = (ValueError, TypeError, LookupError, OverflowError, RecursionError)


def read_event(line: bytes, limits: Limits) -> Event:
    """Return what a line says. Raises ExtractionFailed for what no reader says."""
    try:
        event = json.loads(line, parse_constant=_refuse)
        check = _CHECKS.get(event["event"])
        if check is not None:
            check(event, limits)
    except _WRONG:
        raise ExtractionFailed("corrupt") from None
    return event


def read_page(row: Event) -> ExtractedPage:
    """Return the page that an event brings, without signs that nobody sees. Raises ExtractionFailed."""
    try:
        page = page_from_json(row)
        _require(isfinite(page.width) and isfinite(page.height) and type(page.is_ocr) is bool)
        _require_share(page.ocr_confidence or 0)
        _require(_KINDS.issuperset(block.kind for block in page.blocks))
        for block in page.blocks:
            _require_places(block, page.number)
        cells = (cell for block in page.blocks for row in block.rows for cell in row)
        _require_text([page.text, *cells, *page.kept.lost])
        kept = page.kept
        for number in (kept.words_in, kept.words_out, kept.cells_in, kept.cells_out):
            _require(type(number) is int and 0 <= number <= MOST_COUNTED)
    except _WRONG:
        raise ExtractionFailed("corrupt") from None
    return seen_page(page)


def count_letters(event: Event) -> int:
    """Return how many letters the page of an event holds. Raises ExtractionFailed."""
    try:
        return sum(len(block["text"]) for block in event["page"]["blocks"])
    except _WRONG:
        raise ExtractionFailed("corrupt") from None


def _check_start(event: Event, limits: Limits) -> None:
    count = event["page_count"]
    _require(type(count) is int and 0 <= count <= limits.max_pages)


def _check_page(event: Event, limits: Limits) -> None:
    number, asked = event["page"]["number"], event.get("picture_text")
    _require(type(number) is int and number > 0)
    if number > limits.max_pages:
        raise ExtractionFailed("too_many_pages")
    if asked is not None:
        _require(set(asked) == _PICTURE_TEXT and type(asked["replaces_text_layer"]) is bool)
        _require_text(asked["running"])
        for sides in asked["regions"]:
            _require(len(sides) == REGION_SIDES)
            _require_share(*sides)


def _check_facts(event: Event, limits: Limits) -> None:
    number = event["facts"][0]
    _require(type(number) is int and 0 < number <= limits.max_pages)


def _check_done(event: Event, limits: Limits) -> None:
    _require_text([event["title"], *event["warnings"]])
    for name in ("peak_kilobytes", "processor_seconds"):
        _require(isfinite(event[name]))


def _check_error(event: Event, limits: Limits) -> None:
    _require(event["code"] in SENTENCES and len(event["sentence"]) <= LONGEST_SENTENCE)
    _require_text([event["sentence"]])
    event["where"] = event["where"] if _PLACE.fullmatch(event["where"]) else ""


def _check_walls(event: Event, limits: Limits) -> None:
    _require(WALLS.issuperset(event["lacking"]))


_CHECKS: dict[str, Callable[[Event, Limits], None]] = {
    "start": _check_start,
    "page": _check_page,
    "read": _check_facts,
    "done": _check_done,
    "error": _check_error,
    "confined": _check_walls,
}


def _require(holds: bool) -> None:
    if not holds:
        raise ValueError


def _require_places(block: Block, page_number: int) -> None:
    _require(type(block.level) is int and 0 <= block.level <= MOST_LEVELS)
    _require_share(block.confidence or 0)
    letters = len(block.text)
    for span in block.spans:
        _require(type(span.start) is int and type(span.end) is int and 0 <= span.start <= span.end <= letters)
    for box in [block.box, *[span.box for span in block.spans]]:
        if box is not None:
            _require(box.page == page_number)
            _require_share(box.x0, box.y0, box.x1, box.y1)


def _require_share(*numbers: float) -> None:
    """A number that is none, or endless, is no part of a whole either."""
    for number in numbers:
        _require(0 <= number <= 1)


def _require_text(texts: Iterable[str]) -> None:
    """Halves of signs, and NUL, are taken by no database."""
    whole = "".join(texts)
    whole.encode()
    _require("\0" not in whole)


def _refuse(constant: str) -> None:
    raise ValueError
