"""What the watch on the readers found: how much of a file came out, where something is missing or may be wrong.

Kept with the version as plain JSON, and told to HR in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from knowledge.extract.doubts import doubt_of
from knowledge.extract.types import ExtractedPage, Kept

MAX_PAGES = 100
_WITHOUT_PICTURES = "without_pictures"
_UNREAD = "unread_pictures"
_SUMS = ("words_in", "words_out", "cells_in", "cells_out", "pages_with_loss", "doubtful_tables")
_LISTS = ("pages", "doubts")


@dataclass(frozen=True)
class PageLoss:
    """A page that lost something, as HR reads of it."""

    number: int
    sentence: str


@dataclass(frozen=True)
class TableDoubt:
    """A page with a table that may have been put together wrongly."""

    number: int
    sentence: str


@dataclass(frozen=True)
class Fidelity:
    words_in: int
    words_out: int
    cells_in: int
    cells_out: int
    losses: tuple[PageLoss, ...]
    pages_with_loss: int
    doubts: tuple[TableDoubt, ...] = ()
    doubtful_tables: int = 0
    unread_pages: int = 0  # whose text in pictures nobody read, so that nobody knows how much that is

    @property
    def is_whole(self) -> bool:
        return not self.pages_with_loss

    @property
    def sentence(self) -> str:
        """Of cells it says nothing while a table is in doubt: read and put in the wrong place is not read.

        Whole, it names no number of words: the watch counts "401(k)" as two, people and the facts beside it as one.
        """
        has_cells = self.cells_in and not self.doubtful_tables
        cells = f" and {_share(self.cells_out, self.cells_in, 'table cells')}" if has_cells else ""
        where = "outside the pictures that could not be read" if self.unread_pages else "that the file holds"
        return f"We read {_words(self.words_out, self.words_in)}{cells} {where}."

    @property
    def doubt_sentence(self) -> str:
        if not self.doubtful_tables:
            return ""
        tables = _count(self.doubtful_tables, "table")
        them = "it" if self.doubtful_tables == 1 else "them"
        return f"{tables} may have been read wrongly. Compare {them} with the page."


class FidelityCount:
    """Adds up over pages, so that nobody has to keep them: the sums, and the figures of those that lost something."""

    def __init__(self) -> None:
        self._sums = dict.fromkeys(_SUMS, 0)
        self._lists: dict[str, list[dict[str, Any]]] = {name: [] for name in _LISTS}

    def add(self, page: ExtractedPage) -> None:
        kept = page.kept
        for name in ("words_in", "words_out", "cells_in", "cells_out"):
            self._sums[name] += getattr(kept, name)
        if not kept.is_whole:
            self._sums["pages_with_loss"] += 1
            self._lists["pages"].append(_page_json(page.number, kept))
        for block in page.blocks:
            if block.kind == "table" and (reason := doubt_of(block.rows)):
                self._sums["doubtful_tables"] += 1
                self._lists["doubts"].append({"number": page.number, "reason": reason})

    def json(self) -> dict[str, Any]:
        return self._sums | {name: _first_pages(rows) for name, rows in self._lists.items()}


def fidelity_json(pages: Iterable[ExtractedPage]) -> dict[str, Any]:
    """Return the sums over all pages, and the figures of those that lost something."""
    count = FidelityCount()
    for page in pages:
        count.add(page)
    return count.json()


def without_pictures(figures: dict[str, Any]) -> dict[str, Any]:
    """Return the figures of a file whose pictures of text are still to be read: not told before all of it is."""
    return {_WITHOUT_PICTURES: figures}


def with_pictures(
    stored: dict[str, Any], pages: Sequence[ExtractedPage], *, unread: Sequence[int] = ()
) -> dict[str, Any]:
    """Return the figures of the whole file, from those stored without its pages in pictures and from these pages.

    Of pages whose pictures nobody read it is only known that something is missing, not how much.
    """
    text, pictures = stored.get(_WITHOUT_PICTURES), fidelity_json(pages)
    if text is None:
        return stored
    sums = {name: text.get(name, 0) + pictures[name] for name in _SUMS}
    lists = {name: [*text.get(name, ()), *pictures[name]] for name in _LISTS}
    lists["pages"] += [{"number": number, _UNREAD: True} for number in unread]
    sums |= {"pages_with_loss": sums["pages_with_loss"] + len(unread), _UNREAD: len(unread)} if unread else {}
    return sums | {name: _first_pages(rows) for name, rows in lists.items()}


def read_fidelity(stored: dict[str, Any]) -> Fidelity | None:
    """Return what is stored with a version; None for one that nobody has measured."""
    if not stored.get("words_in"):
        return None
    return Fidelity(
        words_in=stored["words_in"],
        words_out=stored["words_out"],
        cells_in=stored["cells_in"],
        cells_out=stored["cells_out"],
        losses=tuple(PageLoss(page["number"], _loss_sentence(page)) for page in stored["pages"]),
        pages_with_loss=stored["pages_with_loss"],
        # A version read before grids were looked at holds neither.
        doubts=tuple(
            TableDoubt(doubt["number"], f"a table may have been read wrongly: {doubt['reason']}")
            for doubt in stored.get("doubts", ())
        ),
        doubtful_tables=stored.get("doubtful_tables", 0),
        unread_pages=stored.get(_UNREAD, 0),
    )


def _first_pages(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=itemgetter("number"))[:MAX_PAGES]


def _page_json(number: int, kept: Kept) -> dict[str, Any]:
    return {
        "number": number,
        "words": kept.words_in - kept.words_out,
        "cells": kept.cells_in - kept.cells_out,
        "lost": list(kept.lost),
    }


def _share(out: int, held: int, noun: str) -> str:
    return f"all {held:,} {noun}" if out == held else f"{out:,} of {held:,} {noun}"


def _words(out: int, held: int) -> str:
    return "every word" if out == held else f"{out:,} of {held:,} words"


def _loss_sentence(page: dict[str, Any]) -> str:
    if page.get(_UNREAD):
        return "the text in its pictures could not be read"
    parts = [_count(page["words"], "word"), _count(page["cells"], "table cell")]
    sentence = f"{' and '.join(part for part in parts if part)} missing"
    return f"{sentence}: {', '.join(f'“{text}”' for text in page['lost'])}" if page["lost"] else sentence


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else ""
