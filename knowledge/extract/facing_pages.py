"""Two pages on one sheet, as an open book shows them: each is read for itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.extract.page_content import PageContent, Piece, Rule

LEAST_SHAPE, MOST_SHAPE = 1.2, 2.2  # width by height
# The strip along the fold that nothing stands in, and the strips at head and foot that hold the pages' numbers.
FOLD_SHARE = 0.02
MARGIN_SHARE = 0.12
MOST_PAGES = 5_000
SAME_LINE = 3.0


def fold_of(content: PageContent, pieces: Sequence[Piece]) -> float | None:
    """Return where the sheet is folded; nothing for a single page.

    Columns and tables have free strips in their middle as well, so the numbers of the pages tell: one follows the
    other, at one height, on either side.
    """
    if not LEAST_SHAPE * content.height <= content.width <= MOST_SHAPE * content.height:
        return None
    fold = content.width / 2
    pieces = content.pieces or pieces
    left, right = _numbers(content, pieces, 0, fold), _numbers(content, pieces, fold, content.width)
    if not any(two == one + 1 and abs(at - y) < SAME_LINE for one, y in left for two, at in right):
        return None
    strip = FOLD_SHARE * content.width
    is_free = not any(piece.x0 < fold + strip and piece.x1 > fold - strip for piece in pieces)
    return fold if is_free else None


def halves(content: PageContent, pieces: Sequence[Piece], fold: float) -> Iterator[tuple[PageContent, list[Piece]]]:
    """Yield what stands on the left page, and what stands on the right."""
    for start, end in ((0.0, fold), (fold, content.width)):
        half = replace(
            content,
            rules=[rule for rule in content.rules if _is_within(rule, start, end)],
            shades=[shade for shade in content.shades if start <= shade.area.x0 and shade.area.x1 <= end],
            cells=[],
        )
        yield half, [piece for piece in pieces if start <= (piece.x0 + piece.x1) / 2 < end]


def _numbers(content: PageContent, pieces: Sequence[Piece], start: float, end: float) -> set[tuple[int, float]]:
    """Return the numbers at the ends of the lines at the head and foot of a page, and how high each stands."""
    margin = MARGIN_SHARE * content.height
    found = set()
    for piece in pieces:
        if start <= piece.x0 < end and not margin < piece.middle < content.height - margin:
            words = piece.text.split()
            found |= {(int(word), piece.middle) for word in (words[0], words[-1]) if _is_page_number(word)}
    return found


def _is_page_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= len(str(MOST_PAGES)) and 0 < int(word) <= MOST_PAGES


def _is_within(rule: Rule, start: float, end: float) -> bool:
    return start <= rule.start and rule.end <= end if rule.is_across else start <= rule.at <= end
