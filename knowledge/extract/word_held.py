"""What a Word document holds, read apart from its reader: what came out is compared with this."""

from collections.abc import Iterator, Mapping

from knowledge.extract.watch import Held
from knowledge.extract.word_xml import UNREAD, Element, attribute, is_hidden, local_name, raised_or_not


def held_texts(parent: Element, notes: Mapping[str, str]) -> Iterator[Held]:
    """Yield the text of every paragraph in the order of the file, of the cells of tables as cells, then the notes."""
    yield from _held_inside(parent, is_cell=False)
    yield from map(Held, notes.values())


def _held_inside(parent: Element, *, is_cell: bool) -> Iterator[Held]:
    for child in parent:
        name = local_name(child)
        if name in UNREAD or (name == "tr" and child.find("{*}trPr/{*}del") is not None):
            continue
        if name == "tc" and _is_plain(child):
            yield Held(" ".join(_bare_text(part) for part in child.iter("{*}p")), is_cell=True)
        elif name == "p" and not is_cell:
            yield Held(_bare_text(child))
            yield from _held_inside(child, is_cell=True)
        elif name == "txbxContent":
            yield from _held_inside(child, is_cell=False)
        else:
            yield from _held_inside(child, is_cell=is_cell)


def _is_plain(cell: Element) -> bool:
    """True for a cell that holds text only, in a table of several columns."""
    if next(cell.iter("{*}tbl", "{*}txbxContent"), None) is not None:
        return False
    merge = cell.find("{*}tcPr/{*}vMerge")
    return merge is None or attribute(merge, "val") == "restart"


def _bare_text(element: Element) -> str:
    """Return the letters of a paragraph, without those of text boxes in it."""
    parts: list[str] = []
    for child in element:
        name = local_name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in ("tab", "br", "cr", "ptab"):
            parts.append(" ")
        elif name not in UNREAD and name not in ("txbxContent", "tbl") and not is_hidden(child):
            parts.append(raised_or_not(child, _bare_text(child)))
    return "".join(parts)
