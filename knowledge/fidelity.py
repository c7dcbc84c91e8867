"""What the watch on the readers found: how much of a file came out, and on which pages something is missing.

Kept with the version as plain JSON, and told to HR in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.extract.types import ExtractedPage, Kept

MAX_PAGES = 100


@dataclass(frozen=True)
class PageLoss:
    """A page that lost something, as HR reads of it."""

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

    @property
    def is_whole(self) -> bool:
        return not self.pages_with_loss

    @property
    def sentence(self) -> str:
        cells = f" and {_share(self.cells_out, self.cells_in, 'table cells')}" if self.cells_in else ""
        return f"We read {_share(self.words_out, self.words_in, 'words')}{cells} that the file holds."


def fidelity_json(pages: Sequence[ExtractedPage]) -> dict[str, Any]:
    """Return the sums over all pages, and the figures of those that lost something."""
    lossy = [page for page in pages if not page.kept.is_whole]
    return {
        "words_in": sum(page.kept.words_in for page in pages),
        "words_out": sum(page.kept.words_out for page in pages),
        "cells_in": sum(page.kept.cells_in for page in pages),
        "cells_out": sum(page.kept.cells_out for page in pages),
        "pages_with_loss": len(lossy),
        "pages": [_page_json(page.number, page.kept) for page in lossy[:MAX_PAGES]],
    }


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
    )


def _page_json(number: int, kept: Kept) -> dict[str, Any]:
    return {
        "number": number,
        "words": kept.words_in - kept.words_out,
        "cells": kept.cells_in - kept.cells_out,
        "lost": list(kept.lost),
    }


def _share(out: int, held: int, noun: str) -> str:
    return f"all {held:,} {noun}" if out == held else f"{out:,} of {held:,} {noun}"


def _loss_sentence(page: dict[str, Any]) -> str:
    parts = [_count(page["words"], "word"), _count(page["cells"], "table cell")]
    sentence = f"{' and '.join(part for part in parts if part)} missing"
    return f"{sentence}: {', '.join(f'“{text}”' for text in page['lost'])}" if page["lost"] else sentence


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else ""
