"""Web pages: what a visitor reads, without menus, scripts and what is hidden."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from lxml import etree
from lxml import html as markup

from knowledge.extract.cells import Cell, tidy
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.logical_pages import put_pages
from knowledge.extract.raised import raised
from knowledge.extract.reading import Facts, Sink
from knowledge.extract.sniff import utf_16_without_mark
from knowledge.extract.tables import table_blocks
from knowledge.extract.types import Block
from knowledge.extract.watch import Held

Element = etree._Element

UNREAD_TAGS = (
    "script style noscript template svg math nav head iframe object embed select datalist input textarea button "
    "canvas audio video map"
)
CONTAINER_TAGS = (
    "html body div section article main header footer aside figure figcaption details summary form fieldset center "
    "address hgroup legend tbody thead tfoot tr td th table caption colgroup"
)
UNREAD = frozenset(UNREAD_TAGS.split())
CONTAINERS = frozenset(CONTAINER_TAGS.split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARAGRAPHS = frozenset(["p", "blockquote", "pre", "dt", "dd"])
STRONG = ("b", "strong", *HEADINGS)
LISTS = frozenset(["ul", "ol", "menu", "dir"])
OWN_LINES = CONTAINERS | PARAGRAPHS | LISTS | HEADINGS.keys() | {"br", "hr", "li", "dl"}
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MAX_SPAN = 200
MAX_CELLS = 200_000
INDENT = "  "
# A table with tables in some of its cells tells values, and does not arrange the page, within these bounds.
MIN_GRID_SIDE = 2
MAX_NESTED_SHARE = 0.25
MAX_VALUE_WORDS = 30


def read(path: Path, sink: Sink) -> Facts:
    root = parse(path.read_bytes())
    title = root.findtext(".//title") or ""
    body = root.find(".//body")
    top = root if body is None else body
    # Before the walk, which takes lists out of the items that hold them.
    held = list(held_texts(top))
    put_pages(Walk().blocks(top), sink, held)
    return Facts(title=tidy(title))


def parse(raw: bytes) -> Element:
    unmarked = utf_16_without_mark(raw)
    if unmarked:
        raw = raw.decode(unmarked, errors="replace").encode()
    try:
        raw.decode("utf-8")
        coding = "utf-8"
    except UnicodeDecodeError:
        # Nothing given: the parser goes by the byte order mark or the page's own declaration.
        declared = re.search(rb"charset\s*=", raw[:2048], re.IGNORECASE)
        coding = None if declared or raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"
    try:
        parser = markup.HTMLParser(encoding=coding, no_network=True, huge_tree=False, remove_comments=True)
        root = markup.document_fromstring(raw, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise ExtractionFailed("corrupt") from error
    set_apart_raised(root)
    return root


def set_apart_raised(root: Element) -> None:
    for element in root.iter("sup"):
        text = "".join(element.itertext())
        shown = raised(text)
        if shown != text:
            for child in list(element):
                element.remove(child)
            element.text = shown


def held_texts(element: Element) -> Iterator[Held]:
    """Yield the visible text as it stands in the page, line by line, and the cells of tables."""
    line = ""
    for part in _held_parts(element):
        if isinstance(part, Held) or part == "\n":
            yield Held(line)
            line = ""
        if isinstance(part, Held):
            yield part
        else:
            line += part
    yield Held(line)


def _held_parts(element: Element) -> Iterator[Held | str]:
    """Yield texts as they follow one another, with a line end on both sides of what stands on lines of its own."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not is_hidden(child):
            if child.tag == "table" and not is_layout(child):
                yield from _held_cells(child)
            elif child.tag in OWN_LINES:
                yield "\n"
                yield from _held_parts(child)
                yield "\n"
            else:
                yield from _held_parts(child)
        yield child.tail or ""


def _held_cells(table: Element) -> Iterator[Held]:
    for part in table.iter("caption", "td", "th"):
        row = part.getparent()
        if not is_hidden(part) and (part.tag == "caption" or not is_hidden(row)):
            yield Held(visible_text(part), is_cell=part.tag != "caption")


class Walk:
    """One walk over a page; running text gathers until something that stands on its own begins."""

    def __init__(self) -> None:
        self._text: list[str] = []

    def blocks(self, element: Element) -> Iterator[Block]:
        yield from self._children(element)
        yield from self._flush()

    def _children(self, element: Element) -> Iterator[Block]:
        self._text.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and not is_hidden(child):
                yield from self._element(child)
            self._text.append(child.tail or "")

    def _element(self, element: Element) -> Iterator[Block]:
        tag = element.tag.lower()
        if tag == "br":
            self._text.append("\n")
        elif tag == "img":
            self._text.append(f" {element.get('alt', '')} ")
        elif tag in HEADINGS:
            yield from self._flush()
            yield from _block("heading", tidy(visible_text(element)), HEADINGS[tag])
        elif tag in LISTS:
            yield from self._flush()
            yield from _block("list", "\n".join(list_lines(element, 0)))
        elif tag == "table" and not is_layout(element):
            yield from self._flush()
            yield from html_table(element)
        elif tag in CONTAINERS or tag in PARAGRAPHS or tag == "hr" or tag == "dl":
            yield from self._flush()
            yield from self._children(element)
            yield from self._flush()
        else:
            yield from self._children(element)

    def _flush(self) -> Iterator[Block]:
        text = "".join(self._text)
        self._text.clear()
        lines = [tidy(line) for line in text.split("\n\n\n")] if "\n\n\n" in text else [tidy(text)]
        for line in lines:
            yield from _block("paragraph", line)


def _block(kind: str, text: str, level: int = 0) -> Iterator[Block]:
    if text.strip():
        yield Block(kind, text, None, level)


def is_hidden(element: Element) -> bool:
    return (
        element.tag.lower() in UNREAD
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(HIDDEN_STYLE.search(element.get("style") or ""))
    )


def visible_text(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not is_hidden(child):
            tag = child.tag.lower()
            if tag == "img":
                parts.append(child.get("alt", ""))
            inner = _mark(child) + visible_text(child)
            parts.append(f" {inner} " if tag in CONTAINERS | PARAGRAPHS | LISTS | {"li", "br"} else inner)
        parts.append(child.tail or "")
    return "".join(parts)


def _mark(element: Element) -> str:
    """Return the sign or number in front of a list's item, as a reader of the page sees it."""
    parent = element.getparent()
    if element.tag.lower() != "li" or parent is None:
        return ""
    if parent.tag.lower() != "ol":
        return "• "
    start = parent.get("start") or "1"
    first = int(start) if start.isdecimal() else 1
    return f"{first + sum(before.tag == 'li' for before in element.itersiblings('li', preceding=True))}. "


def list_lines(element: Element, depth: int) -> Iterator[str]:
    number = 0
    is_ordered = element.tag.lower() == "ol"
    if is_ordered and (element.get("start") or "").isdigit():
        number = int(element.get("start")) - 1
    for child in element:
        if not isinstance(child.tag, str) or is_hidden(child):
            continue
        if child.tag.lower() in LISTS:
            yield from list_lines(child, depth + 1)
            continue
        number += 1
        text, inner = _item(child)
        if text:
            yield f"{INDENT * depth}{f'{number}.' if is_ordered else '•'} {text}"
        for nested in inner:
            yield from list_lines(nested, depth + 1)


def _item(element: Element) -> tuple[str, list[Element]]:
    """Return the item's own text and the lists inside it."""
    inner = [found for found in element.iter(*LISTS) if _nearest_list(found, element)]
    for nested in inner:
        tail = nested.tail or ""
        parent, before = nested.getparent(), nested.getprevious()
        if before is not None:
            before.tail = f"{before.tail or ''} {tail}"
        else:
            parent.text = f"{parent.text or ''} {tail}"
        parent.remove(nested)
    return tidy(visible_text(element)), inner


def _nearest_list(found: Element, item: Element) -> bool:
    parent = found.getparent()
    while parent is not None and parent is not item:
        if parent.tag in LISTS:
            return False
        parent = parent.getparent()
    return True


def is_layout(table: Element) -> bool:
    """True for a table that only arranges the page: it holds other tables, headings over text, or a single cell."""
    if table.get("role") in ("presentation", "none"):
        return True
    if table.find(".//table") is not None and not _is_grid_of_values(table):
        return True
    if any(not _fills_cell(heading) for heading in table.iter(*HEADINGS)):
        return True
    return len(table.findall(".//td")) + len(table.findall(".//th")) <= 1


def _is_grid_of_values(table: Element) -> bool:
    """True for a table with another in few of its cells and short texts in all the rest."""
    rows = [list(_own_cells(row)) for row in _own_rows(table)]
    cells = [cell for row in rows for cell in row]
    with_table = [cell for cell in cells if cell.find(".//table") is not None]
    if len(rows) < MIN_GRID_SIDE or max(len(row) for row in rows) < MIN_GRID_SIDE:
        return False
    if len(with_table) > MAX_NESTED_SHARE * len(cells):
        return False
    texts = [visible_text(cell).split() for cell in cells if cell not in with_table]
    return sum(map(bool, texts)) * 2 > len(texts) and all(len(text) <= MAX_VALUE_WORDS for text in texts)


def _own_rows(table: Element) -> list[Element]:
    """Return the visible rows that are the table's own and not of a table inside it."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table and not is_hidden(row)]


def _own_cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if isinstance(cell.tag, str) and cell.tag.lower() in ("td", "th"))


def _fills_cell(heading: Element) -> bool:
    """True for a heading that is all its cell holds: some editors set column heads that way."""
    cell = next((above for above in heading.iterancestors("td", "th", "table")), None)
    return cell is not None and cell.tag != "table" and tidy(visible_text(cell)) == tidy(visible_text(heading))


def html_table(table: Element) -> Iterator[Block]:
    caption = table.find("caption")
    if caption is not None:
        yield from _block("paragraph", tidy(visible_text(caption)))
    rows = _own_rows(table)
    grid = span_grid(rows)
    if grid:
        yield from table_blocks(grid, header_rows=_header_rows(rows))
    # In the cell it stands as running text; by itself its rows can be found and told with their headers.
    for inner in table.iter("table"):
        if inner is not table and next(inner.iterancestors("table")) is table:
            yield from html_table(inner)


def span_grid(rows: list[Element]) -> list[list[Cell]]:
    """Return a full grid; a cell over several rows or columns stands in each place it covers."""
    placed: dict[tuple[int, int], Cell] = {}
    origins = count()
    width = 0
    for at, row in enumerate(rows):
        column = 0
        for element in _own_cells(row):
            while (at, column) in placed:
                column += 1
            down = min(_span(element, "rowspan") or len(rows), len(rows) - at)
            across = max(1, _span(element, "colspan"))
            cell = Cell(tidy(visible_text(element)), next(origins), is_strong=_is_strong(element))
            for place in ((at + i, column + j) for i in range(down) for j in range(across)):
                placed.setdefault(place, cell)
            column += across
            width = max(width, column)
            if len(placed) > MAX_CELLS:
                raise ExtractionFailed("too_large")
    return [[placed.get((i, j)) or Cell("", next(origins)) for j in range(width)] for i in range(len(rows))]


def _span(element: Element, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return min(int(value), MAX_SPAN) if value.isdigit() else 1


def _is_strong(element: Element) -> bool:
    if element.tag.lower() == "th":
        return True
    text = tidy(visible_text(element))
    strong = [part for part in element.iter(*STRONG) if not any(above.tag in STRONG for above in part.iterancestors())]
    return bool(text) and tidy(" ".join(visible_text(part) for part in strong)) == text


def _header_rows(rows: list[Element]) -> int | None:
    """Return how many rows the page itself marks as headers, None if it marks none."""
    marked = 0
    for row in rows:
        cells = list(_own_cells(row))
        in_head = row.getparent() is not None and row.getparent().tag == "thead"
        if not in_head and not (cells and all(cell.tag == "th" for cell in cells)):
            break
        marked += 1
    return marked if 0 < marked < len(rows) else None
