"""Pictures inside office files: they stand among the blocks of a page as a mark until their text is recognised.

The first reading puts a mark where a picture stands, the second gives the blocks that stand in it, behind a mark of
the same name; here the latter take the place of the former.
"""

from dataclasses import replace

from knowledge.extract.types import Block, ExtractedPage, sum_of

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp")
_UNREAD = 1


def mark(part: str) -> Block:
    return Block("picture", part, None)


def unread_mark(part: str) -> Block:
    """Mark a picture that the second reading could not open; nothing stands behind it."""
    return Block("picture", part, None, level=_UNREAD)


def has_unread(page: ExtractedPage) -> bool:
    return any(block.kind == "picture" and block.level == _UNREAD for block in page.blocks)


def is_readable(part: str) -> bool:
    return part.lower().endswith(PICTURE_ENDINGS)


def marked_parts(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    return tuple(block.text for block in blocks if block.kind == "picture")


def without_marks(page: ExtractedPage) -> ExtractedPage:
    return replace(page, blocks=tuple(block for block in page.blocks if block.kind != "picture"))


def with_recognised(page: ExtractedPage, recognised: ExtractedPage) -> ExtractedPage:
    """Return the page with the recognised blocks in the places of the marks."""
    found: dict[str, list[Block]] = {}
    for block in recognised.blocks:
        if block.kind == "picture":
            inside = found.setdefault(block.text, [])
        else:
            inside.append(block)
    blocks: list[Block] = []
    for block in page.blocks:
        blocks += found.get(block.text, []) if block.kind == "picture" else [block]
    return replace(
        page,
        blocks=tuple(blocks),
        is_ocr=recognised.kept.words_in > page.kept.words_in,
        ocr_confidence=recognised.ocr_confidence,
        kept=sum_of(page.kept, recognised.kept),
    )
