"""How several readers share the pages of one file: each reads every second, third ... block of them, and hears from the
others what it must know of theirs (course.py). What comes out is what one reader alone makes of the file.

None is far ahead of the others, so that neither pages nor words about them pile up.
"""

import json
import os
import select
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.extract.course import PageFacts, facts_from_json

# Neighbouring pages have fonts in common, so a reader takes several in a row.
BLOCK_PAGES = 8
# A reader that has so many pages to lay out waits for the others. More than a block, or it would wait at each one's
# end; more than the pages that one needs to know behind it, or all could wait for each other.
MOST_HELD = 16
# Below, to have a second reader started takes longer than it saves.
LEAST_PAGES = 40

READ_BYTES = 64 * 1024


def is_shared(page_count: int) -> bool:
    return page_count >= LEAST_PAGES


def reader_of(page_number: int, readers: int) -> int:
    """Return which of the readers a page is read by."""
    return (page_number - 1) // BLOCK_PAGES % readers


class Lines:
    """Whole lines that come from a descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._whole: deque[bytes] = deque()
        self._rest: list[bytes] = []

    def first(self) -> bytes:
        """Wait for a line and return it. Raises EOFError."""
        while not self._whole:
            self._read()
        return self._whole.popleft()

    def has_some(self) -> bool:
        return bool(self._whole) or bool(select.select([self._descriptor], [], [], 0)[0])

    def _read(self) -> None:
        chunk = os.read(self._descriptor, READ_BYTES)
        if not chunk:
            raise EOFError
        first, *lines = chunk.split(b"\n")
        self._rest.append(first)
        if lines:
            self._whole += [b"".join(self._rest), *lines[:-1]]
            self._rest = [lines[-1]]


@dataclass(frozen=True)
class Share:
    """What one reader does of a file that `readers` share."""

    number: int
    readers: int
    tell: Callable[[PageFacts], None]
    # Has what was told on its way.
    flush: Callable[[], None]
    lines: Lines

    def has(self, page_number: int) -> bool:
        return reader_of(page_number, self.readers) == self.number

    def hear(self) -> PageFacts:
        """Wait for what another reader has to tell, who may wait for this one."""
        if not self.lines.has_some():
            self.flush()
        return facts_from_json(json.loads(self.lines.first())["facts"])

    def hear_at_once(self) -> Iterator[PageFacts]:
        """Yield what others have told since."""
        while self.lines.has_some():
            yield self.hear()
