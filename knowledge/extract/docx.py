"""Word documents, read from their parts directly: text boxes, notes and tracked insertions included."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

from knowledge.extract.cells import Cell, tidy
from knowledge.extract.charts import charts_in
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.inserted import is_readable, mark
from knowledge.extract.logical_pages import cut_pages, put_cut_pages
from knowledge.extract.package import Package
from knowledge.extract.reading import Facts, Sink
from knowledge.extract.running import is_page_number, running_key
from knowledge.extract.tables import table_blocks
from knowledge.extract.types import Block
from knowledge.extract.watch import Held
from knowledge.extract.word_held import held_texts
from knowledge.extract.word_styles import NumberedLists, Styles, read_lists, read_styles
from knowledge.extract.word_xml import (
    UNREAD,
    Element,
    attribute,
    is_hidden,
    is_on,
    local_name,
    raised_or_not,
    value_in,
)

HEADING_FONT_WORDS = 14
MAX_CELLS = 200_000
MAX_COLUMNS = 200
INDENT = "  "


@dataclass(slots=True)
class PageBreak:
    """Where a page ends, as the writer asked or as Word last laid the document out."""


Item = Block | PageBreak


@dataclass(slots=True)
class Document:
    package: Package
    main: str
    styles: Styles
    lists: NumberedLists
    notes: dict[str, str] = field(default_factory=dict)
    has_laid_out_breaks: bool = False
    # Parts that hold pictures already marked: a logo in every section is recognised once.
    pictures: set[str] = field(default_factory=set)


def read(path: Path, sink: Sink) -> Facts:
    package = Package(path)
    main = package.main_part()
    root = package.xml(main)
    body = next(root.iter("{*}body"), None)
    if body is None:
        raise ExtractionFailed("corrupt")
    document = Document(package, main, read_styles(package, main), read_lists(package, main), _notes(package, main))
    document.has_laid_out_breaks = next(body.iter("{*}lastRenderedPageBreak"), None) is not None
    heads, feet = _running_lines(document, body, "header"), _running_lines(document, body, "footer")
    held = chain(map(Held, heads), held_texts(body, document.notes), map(Held, feet))
    put_cut_pages(_with_running(_pages(document, body), heads, feet), sink, held)
    return Facts(title=_title(package), warnings=(*_warnings(body), *_about_comments(package, main)))


def _running_lines(document: Document, body: Element, kind: str) -> list[str]:
    """Return what the pages have above or below them, each line once: it may be all that names the plan year."""
    lines: dict[str, None] = {}
    parts = document.package.related(document.main)
    for reference in body.iter(f"{{*}}{kind}Reference"):
        on_first_page = attribute(reference, "type") == "first"
        if on_first_page and not is_on(reference.getparent().find("{*}titlePg")):
            continue
        _, part = parts.get(
            next((value for key, value in reference.attrib.items() if key.endswith("}id")), ""), ("", "")
        )
        if attribute(reference, "type") == "even" or part not in document.package:
            continue
        for paragraph in document.package.xml(part).iter("{*}p"):
            text = tidy(_text(document, paragraph))
            if text and not is_page_number(running_key(text)):
                lines[text] = None
    return list(lines)


def _with_running(
    pages: Sequence[tuple[Block, ...]], heads: Sequence[str], feet: Sequence[str]
) -> list[tuple[Block, ...]]:
    """Put the lines above the first page and below the last: once is enough, and no passage is torn by them."""
    above, below = (tuple(Block("paragraph", line, None) for line in lines) for lines in (heads, feet))
    if not pages:
        return [above + below] if above or below else []
    shown = [*pages]
    shown[0] = above + shown[0]
    shown[-1] += below
    return shown


def _warnings(body: Element) -> tuple[str, ...]:
    hidden = sum(is_hidden(run) and any(text.text for text in run.iter("{*}t")) for run in body.iter("{*}r"))
    places = "in one place" if hidden == 1 else f"in {hidden} places"
    return (f"Hidden text was left out {places}.",) if hidden else ()


def _about_comments(package: Package, main: str) -> list[str]:
    """Comments are talk about the document, not what it says; whoever meant them to be read is told so."""
    parts = [part for kind, part in package.related(main).values() if kind == "comments" and part in package]
    comments = sum(1 for part in parts for _ in package.xml(part).iter("{*}comment"))
    return [f"Comments are not read: there {'is one' if comments == 1 else f'are {comments}'}."] if comments else []


def _pages(document: Document, body: Element) -> list[tuple[Block, ...]]:
    """Return the blocks by page: Word's own pages where it has left their ends in the file, else about as long."""
    pages: list[list[Block]] = [[]]
    for item in _joined_lists(_items(document, body)):
        if not isinstance(item, PageBreak):
            pages[-1].append(item)
        elif pages[-1]:
            pages.append([])
    if len(pages) > 1 and document.has_laid_out_breaks:
        return [tuple(page) for page in pages if page]
    return [cut for page in pages for cut in cut_pages(page)]


def _items(document: Document, parent: Element) -> Iterator[Item]:
    for element in parent:
        name = local_name(element)
        if name == "p":
            yield from _paragraph(document, element)
        elif name == "tbl":
            yield from _table(document, element)
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"):
            yield from _items(document, element)


def _paragraph(document: Document, element: Element) -> Iterator[Item]:
    if _starts_page(document, element):
        yield PageBreak()
    text = tidy(_text(document, element))
    boxed = [item for box in _text_boxes(element) for item in _items(document, box)]
    if text:
        yield _text_block(document, element, text)
    yield from boxed
    yield from _pictures(document, element)
    for chart in charts_in(document.package, document.main, element):
        yield from chart
    if _ends_page(element):
        yield PageBreak()


def _pictures(document: Document, element: Element) -> Iterator[Block]:
    """Yield a mark for each picture in the element that has not been met before."""
    for found in element.iter("{*}blip", "{*}imagedata"):
        relation = next((value for key, value in found.attrib.items() if key.endswith(("}embed", "}id"))), "")
        _, part = document.package.related(document.main).get(relation, ("", ""))
        if part in document.package and is_readable(part) and part not in document.pictures:
            document.pictures.add(part)
            yield mark(part)


def _text_block(document: Document, element: Element, text: str) -> Block:
    style = document.styles.of(value_in(element, "pPr", "pStyle"))
    outline = value_in(element, "pPr", "outlineLvl")
    level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else style.heading_level
    marker = document.lists.marker(element, style)
    if level:
        number = f"{marker[0]} " if marker is not None and marker[0] != "•" else ""
        return Block("heading", number + text, None, min(level, 6))
    if marker is not None:
        sign, depth = marker
        return Block("list", f"{INDENT * depth}{sign} {text}", None)
    if _is_all_bold(document, element) and len(text.split()) <= HEADING_FONT_WORDS and text[-1] not in ".,;:":
        return Block("heading", text, None, 4)
    return Block("paragraph", text, None)


def _joined_lists(items: Iterator[Item]) -> Iterator[Item]:
    """Put the items of one list, which are paragraphs of their own in the file, into one block."""
    lines: list[str] = []
    for item in items:
        if isinstance(item, Block) and item.kind == "list":
            lines.append(item.text)
            continue
        if lines:
            yield Block("list", "\n".join(lines), None)
            lines = []
        yield item
    if lines:
        yield Block("list", "\n".join(lines), None)


def _text(document: Document, element: Element) -> str:
    parts: list[str] = []
    for child in element:
        name = local_name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in ("tab", "br", "cr", "ptab"):
            parts.append(" ")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name == "sym":
            parts.append("•")
        elif name in ("footnoteReference", "endnoteReference"):
            note = document.notes.get(f"{name[0]}{attribute(child, 'id')}")
            parts.append(f" ({note})" if note else "")
        elif name not in UNREAD and name not in ("txbxContent", "tbl") and not is_hidden(child):
            parts.append(raised_or_not(child, _text(document, child)))
    return "".join(parts)


def _text_boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes anchored in a paragraph, each once: older programs get a second copy in the file."""
    for child in element:
        name = local_name(child)
        if name == "txbxContent":
            yield child
        elif name not in UNREAD:
            yield from _text_boxes(child)


def _starts_page(document: Document, element: Element) -> bool:
    if is_on(element.find("{*}pPr/{*}pageBreakBefore")):
        return True
    if document.has_laid_out_breaks:
        return next(element.iter("{*}lastRenderedPageBreak"), None) is not None
    return False


def _ends_page(element: Element) -> bool:
    if any(attribute(mark, "type") == "page" for mark in element.iter("{*}br")):
        return True
    section = element.find("{*}pPr/{*}sectPr")
    kind = element.find("{*}pPr/{*}sectPr/{*}type")
    return section is not None and (kind is None or attribute(kind, "val") != "continuous")


def _is_all_bold(document: Document, element: Element) -> bool:
    runs = [run for run in element.iter("{*}r") if run.findtext("{*}t", "").strip()]
    style = document.styles.of(value_in(element, "pPr", "pStyle"))
    return bool(runs) and all(_is_bold(run, style.is_bold) for run in runs)


def _is_bold(run: Element, inherited: bool) -> bool:
    mark = run.find("{*}rPr/{*}b")
    return inherited if mark is None else is_on(mark)


def _table(document: Document, table: Element) -> Iterator[Item]:
    """Yield the table; one with a single column or a single cell is a frame around its content."""
    rows = list(_table_rows(table))
    cells = [cell for row in rows for cell in _row_cells(row)]
    if rows and len(cells) == len(rows):
        for cell in cells:
            yield from _items(document, cell)
        return
    # Pictures in cells come after the table: their text would tear its rows apart.
    pictures = list(_pictures(document, table))
    grid, header_rows = _grid(document, rows)
    yield from table_blocks(grid, header_rows=header_rows or None)
    yield from pictures


def _table_rows(table: Element) -> Iterator[Element]:
    for child in table:
        name = local_name(child)
        if name == "tr" and child.find("{*}trPr/{*}del") is None:
            yield child
        elif name in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _table_rows(child)


def _row_cells(row: Element) -> Iterator[Element]:
    for child in row:
        name = local_name(child)
        if name == "tc":
            yield child
        elif name in ("sdt", "sdtContent", "customXml"):
            yield from _row_cells(child)


def _grid(document: Document, rows: Sequence[Element]) -> tuple[list[list[Cell]], int]:
    """Return the full grid of a table and how many of its rows are marked to repeat as headers."""
    origins = count()
    grid: list[list[Cell]] = []
    header_rows = 0
    for row in rows:
        above = grid[-1] if grid else []
        cells = [Cell("", next(origins)) for _ in range(_number(row, "trPr", "gridBefore"))]
        for element in _row_cells(row):
            across = max(1, min(_number(element, "tcPr", "gridSpan") or 1, MAX_COLUMNS))
            merge = element.find("{*}tcPr/{*}vMerge")
            continues = merge is not None and attribute(merge, "val") in ("", "continue")
            if continues and len(cells) < len(above):
                cell = above[len(cells)]
            else:
                cell = Cell(_cell_text(document, element), next(origins), is_strong=_is_strong_cell(document, element))
            cells += [cell] * across
        grid.append(cells)
        if len(grid) == header_rows + 1 and is_on(row.find("{*}trPr/{*}tblHeader")):
            header_rows += 1
        if sum(len(line) for line in grid) > MAX_CELLS:
            raise ExtractionFailed("too_large")
    width = max((len(row) for row in grid), default=0)
    return [row + [Cell("", next(origins)) for _ in range(width - len(row))] for row in grid], header_rows


def _cell_text(document: Document, element: Element) -> str:
    """Return the text of a cell, of tables inside it too; its paragraphs stand side by side."""
    return " ".join(item.text.replace("\n", "; ") for item in _items(document, element) if isinstance(item, Block))


def _is_strong_cell(document: Document, element: Element) -> bool:
    paragraphs = [part for part in element.iter("{*}p") if tidy(_text(document, part))]
    return bool(paragraphs) and all(_is_all_bold(document, part) for part in paragraphs)


def _notes(package: Package, main: str) -> dict[str, str]:
    """Return the foot- and endnotes, named f1, f2 ... and e1, e2 ..."""
    notes: dict[str, str] = {}
    bare = Document(package, main, Styles({}), NumberedLists({}, {}))
    for kind, target in package.related(main).values():
        if kind not in ("footnotes", "endnotes") or target not in package:
            continue
        for note in package.xml(target):
            text = tidy(" ".join(_text(bare, part) for part in note.iter("{*}p")))
            if text and attribute(note, "type") in ("", "normal"):
                notes[f"{kind[0]}{attribute(note, 'id')}"] = text
    return notes


def _title(package: Package) -> str:
    core = package.optional_xml("/docProps/core.xml")
    title = tidy(core.findtext("{*}title") or "") if core is not None else ""
    return "" if re.match(r"(microsoft word|untitled|document\d*$|word document)", title, re.IGNORECASE) else title


def _number(element: Element, holder: str, name: str) -> int:
    value = value_in(element, holder, name)
    return min(int(value), MAX_COLUMNS) if value.isdigit() else 0
