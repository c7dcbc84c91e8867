"""Text on a shaded ground of its own: cards and callouts. Each is read as one, whatever stands beside it."""

from collections.abc import Container, Iterator, Sequence

from knowledge.extract.lines import box_of, run_together, to_lines, union
from knowledge.extract.page_content import Area, PageContent, Piece
from knowledge.extract.paragraphs import text_blocks
from knowledge.extract.ruled import Placed
from knowledge.extract.types import Block

MAX_PAGE_SHARE = 0.6
# A card holds a few words in different sizes that mean nothing apart: "31 days" over "to report a change".
CARD_WORDS = 14
CARD_LINES = 4
CARD_CONTRAST = 1.4
MIN_CARD_GAP = 7.0


def take_boxed_text(
    content: PageContent, pieces: Sequence[Piece], lexicon: Container[str], *, body_size: float
) -> tuple[list[Placed], list[Piece]]:
    """Return the shaded boxes of text, and the pieces that stand in none of them."""
    rest = list(pieces)
    boxes = []
    for area in _grounds(content):
        inside = [piece for piece in rest if _is_inside(piece, area)]
        for column in _boxes_in(inside):
            boxes.append(Placed(*union(column), list(_blocks(content, column, lexicon, body_size))))
            taken = {id(piece) for piece in column}
            rest = [piece for piece in rest if id(piece) not in taken]
    return boxes, rest


def _boxes_in(inside: Sequence[Piece]) -> list[list[Piece]]:
    """Return the columns of cards on one ground, or the ground's text if nothing in it stands side by side.

    A shaded row of a table has cells side by side too, but not a figure set large over its meaning in each.
    """
    if len(inside) < 2:
        return []
    if len(to_lines(inside)) == len(inside):
        return [to_lines(inside)]
    columns: list[list[Piece]] = []
    right = None
    for piece in sorted(inside, key=lambda part: part.x0):
        if right is None or piece.x0 - right >= MIN_CARD_GAP:
            columns.append([])
        columns[-1].append(piece)
        right = max(right or 0.0, piece.x1)
    cards = [to_lines(column) for column in columns]
    is_cards = all(len(card) == len(column) and _is_card(card) for card, column in zip(cards, columns, strict=True))
    return cards if is_cards else []


def _is_card(lines: Sequence[Piece]) -> bool:
    sizes = [line.size for line in lines]
    return 2 <= len(lines) <= CARD_LINES and max(sizes) >= CARD_CONTRAST * min(sizes)


def _grounds(content: PageContent) -> list[Area]:
    largest = MAX_PAGE_SHARE * content.width * content.height
    return sorted((area for area in content.grounds if area.size < largest), key=lambda area: area.size)


def _is_inside(piece: Piece, area: Area) -> bool:
    return area.y0 <= piece.middle <= area.y1 and area.x0 - 1 <= piece.x0 and piece.x1 <= area.x1 + 1


def _blocks(content: PageContent, lines: Sequence[Piece], lexicon: Container[str], body_size: float) -> Iterator[Block]:
    is_card = len(lines) <= CARD_LINES and sum(line.word_count for line in lines) <= CARD_WORDS
    if not is_card:
        yield from text_blocks(content, lines, body_size=body_size, lexicon=lexicon)
        return
    text, spans = run_together(content, lines, lexicon)
    yield Block("paragraph", text, box_of(content, union(lines)), spans=spans)
