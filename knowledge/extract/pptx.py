"""Presentations: one page a slide, its title first, then the rest from top to bottom, speaker notes last."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from lxml import etree

from knowledge.extract.cells import Cell, tidy
from knowledge.extract.charts import RELATION, STRICT_RELATION, charts_in
from knowledge.extract.inserted import is_readable, mark
from knowledge.extract.logical_pages import put_marked
from knowledge.extract.package import Package
from knowledge.extract.paragraphs import SIGN_BULLET
from knowledge.extract.raised import raised
from knowledge.extract.reading import Facts, Sink
from knowledge.extract.running import running_key
from knowledge.extract.tables import table_blocks
from knowledge.extract.types import Block, Box, ExtractedPage
from knowledge.extract.watch import Held, watch_page

Element = etree._Element

POINT = 12_700
DEFAULT_SIZE = (9_144_000, 6_858_000)
TITLES = frozenset(["title", "ctrTitle"])
UNREAD_PLACEHOLDERS = frozenset(["sldNum", "dt", "ftr", "hdr", "sldImg"])
LIST_PLACEHOLDERS = frozenset(["body", "obj", ""])
# Shapes whose tops differ by less than this share of the slide stand side by side.
SAME_ROW_SHARE = 0.06
MAX_DEPTH = 12
MAX_SPAN = 200
MAX_RUNNING_CHARACTERS = 80
INDENT = "  "


@dataclass(frozen=True, slots=True)
class Frame:
    """Left, top, width and height in the slide's own units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Shape:
    blocks: tuple[Block, ...]
    frame: Frame | None
    is_title: bool = False


@dataclass(slots=True)
class Slide:
    package: Package
    part: str
    number: int
    size: tuple[int, int]
    # Frames of the layout's placeholders, by kind and by number, for shapes that do not say where they stand.
    inherited: dict[str, Frame]
    # Parts that hold pictures already marked, on this slide or one before.
    pictures: set[str]


def read(path: Path, sink: Sink) -> Facts:
    package = Package(path)
    main = package.main_part()
    root = package.xml(main)
    related = package.related(main)
    slides = [related.get(_relation(item), ("", ""))[1] for item in root.iterfind("{*}sldIdLst/{*}sldId")]
    slides = [part for part in slides if part in package]
    size = _size(root)
    sink.start(len(slides))
    warnings = []
    pages: list[list[Block]] = []
    held: list[list[Held]] = []
    pictures: set[str] = set()
    for number, part in enumerate(slides, start=1):
        element = package.xml(part)
        if element.get("show") in ("0", "false"):
            warnings.append(f"Slide {number} is hidden in the presentation and was left out.")
            pages.append([])
            held.append([])
        else:
            slide = Slide(package, part, number, size, _inherited(package, part), pictures)
            pages.append(slide_blocks(slide, element))
            held.append([*held_texts(element), *map(Held, _notes(slide).splitlines())])
    running = _running(pages)
    for number, blocks in enumerate(pages, start=1):
        shown = tuple(block for block in blocks if _key(block) not in running)
        # Footers left out of the page are no loss, so the watch still sees them.
        kept = watch_page(blocks, held[number - 1])
        put_marked(ExtractedPage(number, size[0] / POINT, size[1] / POINT, shown, kept=kept), sink)
    return Facts(title=_title(package), warnings=tuple(warnings))


def held_texts(element: Element) -> Iterator[Held]:
    """Yield every paragraph and table cell of a slide as it stands in the file."""
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        placeholder = child.find("{*}nvSpPr/{*}nvPr/{*}ph")
        if name == "Fallback" or (placeholder is not None and placeholder.get("type") in UNREAD_PLACEHOLDERS):
            continue
        if name == "tc":
            yield Held(" ".join(_text(part) for part in child.iter("{*}p")), is_cell=True)
        elif name == "p":
            yield Held(_text(child))
        else:
            yield from held_texts(child)


def _running(pages: Sequence[Sequence[Block]]) -> set[tuple[str, float]]:
    """Return what stands at the same place of most slides: footers that are not marked as such."""
    counts = Counter(key for blocks in pages for key in {_key(block) for block in blocks})
    return {key for key, times in counts.items() if key[0] and times >= 3 and times * 2 > len(pages)}


def _key(block: Block) -> tuple[str, float]:
    """Return the block's words without figures and its height on the slide; nothing for headings and long text."""
    if block.kind != "paragraph" or block.box is None or len(block.text) > MAX_RUNNING_CHARACTERS:
        return ("", 0.0)
    return (running_key(block.text), round(block.box.y0, 2))


def slide_blocks(slide: Slide, element: Element) -> list[Block]:
    tree = element.find("{*}cSld/{*}spTree")
    shapes = list(_shapes(slide, tree, None, 0)) if tree is not None else []
    height = slide.size[1]
    shapes.sort(key=lambda shape: _order(shape, height))
    blocks = [block for shape in shapes for block in shape.blocks]
    notes = _notes(slide)
    if notes:
        blocks.append(Block("note", f"Speaker notes: {notes}", None))
    return blocks


def _order(shape: Shape, height: int) -> tuple[int, int, float]:
    if shape.is_title:
        return (0, 0, 0.0)
    if shape.frame is None:
        return (2, 0, 0.0)
    return (1, round(shape.frame.y / (height * SAME_ROW_SHARE)), shape.frame.x)


def _shapes(slide: Slide, parent: Element, outer: "Group | None", depth: int) -> Iterator[Shape]:
    if depth > MAX_DEPTH:
        return
    for element in parent:
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name == "grpSp":
            yield from _shapes(slide, element, _group(element, outer), depth + 1)
        elif name in ("AlternateContent", "Choice"):
            yield from _shapes(slide, element, outer, depth + 1)
        elif name in ("sp", "graphicFrame"):
            yield from _shape(slide, element, outer)
        elif name == "pic":
            yield from _picture(slide, element, outer)


def _shape(slide: Slide, element: Element, outer: "Group | None") -> Iterator[Shape]:
    placeholder = element.find("{*}nvSpPr/{*}nvPr/{*}ph")
    kind = placeholder.get("type", "") if placeholder is not None else "none"
    if kind in UNREAD_PLACEHOLDERS:
        return
    frame = _frame(element.find(".//{*}xfrm"))
    if frame is not None and outer is not None:
        frame = outer.place(frame)
    if frame is None and placeholder is not None:
        frame = slide.inherited.get(f"#{placeholder.get('idx', '')}") or slide.inherited.get(kind)
    box = _box(slide, frame)
    blocks = list(_content(slide, element, kind, box))
    if blocks:
        yield Shape(tuple(blocks), frame, kind in TITLES)


def _picture(slide: Slide, element: Element, outer: "Group | None") -> Iterator[Shape]:
    """Yield a mark for a picture, unless it has been on a slide before."""
    blips = element.iterfind("{*}blipFill/{*}blip")
    relation = next((value for blip in blips for key, value in blip.attrib.items() if key.endswith("}embed")), "")
    _, part = slide.package.related(slide.part).get(relation, ("", ""))
    if part not in slide.package or not is_readable(part) or part in slide.pictures:
        return
    slide.pictures.add(part)
    frame = _frame(element.find("{*}spPr/{*}xfrm"))
    yield Shape((mark(part),), outer.place(frame) if frame is not None and outer is not None else frame)


def _content(slide: Slide, element: Element, kind: str, box: Box | None) -> Iterator[Block]:
    table = element.find(".//{*}tbl")
    if table is not None:
        marked = table.find("{*}tblPr")
        has_header = marked is not None and marked.get("firstRow") in ("1", "true")
        for block in table_blocks(_grid(table), is_headed=has_header):
            yield Block(block.kind, block.text, box, block.level, block.rows)
        return
    for chart in charts_in(slide.package, slide.part, element):
        yield from chart
    yield from _diagram(slide, element, box)
    text = element.find("{*}txBody")
    if text is None:
        return
    paragraphs = [part for part in text.iterfind("{*}p") if _text(part)]
    if kind in TITLES or kind == "subTitle":
        title = " ".join(_text(part) for part in paragraphs)
        if title:
            yield Block("heading", title, box, 1 if kind in TITLES else 2)
        return
    yield from _text_blocks(paragraphs, box, is_list=kind in LIST_PLACEHOLDERS and len(paragraphs) > 1)


def _text_blocks(paragraphs: Sequence[Element], box: Box | None, *, is_list: bool) -> Iterator[Block]:
    """Yield paragraphs, and as one list those that carry bullets; in a content area all do unless told not to."""
    items: list[str] = []
    numbers = count(1)
    for paragraph in paragraphs:
        properties = paragraph.find("{*}pPr")
        has_none = properties is not None and properties.find("{*}buNone") is not None
        numbered = properties is not None and properties.find("{*}buAutoNum") is not None
        bulleted = properties is not None and properties.find("{*}buChar") is not None
        drawn = SIGN_BULLET.match(_text(paragraph))
        if numbered or bulleted or drawn or (is_list and not has_none):
            depth = _number(properties.get("lvl") if properties is not None else "")
            sign = f"{next(numbers)}." if numbered else "•"
            items.append(f"{INDENT * min(depth, 8)}{sign} {_text(paragraph)[drawn.end() if drawn else 0 :]}")
            continue
        if items:
            yield Block("list", "\n".join(items), box)
            items, numbers = [], count(1)
        yield Block("paragraph", _text(paragraph), box)
    if items:
        yield Block("list", "\n".join(items), box)


def _text(paragraph: Element) -> str:
    parts = [" " if run.tag.endswith("}br") else _run_text(run) for run in paragraph.iter("{*}t", "{*}br")]
    return tidy("".join(parts).replace("\x0b", " "))


def _run_text(text: Element) -> str:
    """Return the text of a run, set apart if it stands above the line."""
    properties = text.getparent().find("{*}rPr")
    is_raised = properties is not None and _signed(properties.get("baseline")) > 0
    return raised(text.text or "") if is_raised else text.text or ""


def _grid(table: Element) -> list[list[Cell]]:
    """Return the full grid; a merged cell stands in each place it covers."""
    origins = count()
    placed: dict[tuple[int, int], Cell] = {}
    rows = table.findall("{*}tr")
    width = 0
    for at, row in enumerate(rows):
        for column, element in enumerate(row.iterfind("{*}tc")):
            width = max(width, column + 1)
            if element.get("hMerge") in ("1", "true") or element.get("vMerge") in ("1", "true"):
                continue
            down, across = _number(element.get("rowSpan")) or 1, _number(element.get("gridSpan")) or 1
            text = " ".join(_text(part) for part in element.iterfind("{*}txBody/{*}p"))
            cell = Cell(text, next(origins), is_strong=_is_bold(element))
            for place in ((at + i, column + j) for i in range(down) for j in range(across)):
                placed.setdefault(place, cell)
    return [[placed.get((i, j)) or Cell("", next(origins)) for j in range(width)] for i in range(len(rows))]


def _is_bold(cell: Element) -> bool:
    runs = [run for run in cell.iter("{*}r") if (run.findtext("{*}t") or "").strip()]
    marks = [run.find("{*}rPr") for run in runs]
    return bool(marks) and all(mark is not None and mark.get("b") in ("1", "true") for mark in marks)


def _diagram(slide: Slide, element: Element, box: Box | None) -> Iterator[Block]:
    """Yield the words of a diagram (SmartArt), which stand in a part of their own."""
    for ids in element.iter("{*}relIds"):
        relation = next((value for key, value in ids.attrib.items() if key.endswith("}dm")), "")
        _, target = slide.package.related(slide.part).get(relation, ("", ""))
        if target in slide.package:
            points = slide.package.xml(target).iterfind("{*}ptLst/{*}pt")
            lines = [tidy(" ".join(_text(part) for part in point.iter("{*}p"))) for point in points]
            lines = [f"• {line}" for line in lines if line]
            if lines:
                yield Block("list", "\n".join(lines), box)


def _notes(slide: Slide) -> str:
    for kind, target in slide.package.related(slide.part).values():
        if kind != "notesSlide" or target not in slide.package:
            continue
        texts = []
        for shape in slide.package.xml(target).iter("{*}sp"):
            placeholder = shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
            if placeholder is not None and placeholder.get("type") == "body":
                texts += [_text(part) for part in shape.iterfind("{*}txBody/{*}p")]
        return "\n".join(text for text in texts if text)
    return ""


@dataclass(frozen=True, slots=True)
class Group:
    """How the inside of a group of shapes is stretched onto the slide."""

    inner: Frame
    outer: Frame

    def place(self, frame: Frame) -> Frame:
        across = self.outer.width / self.inner.width if self.inner.width else 1.0
        down = self.outer.height / self.inner.height if self.inner.height else 1.0
        return Frame(
            self.outer.x + (frame.x - self.inner.x) * across,
            self.outer.y + (frame.y - self.inner.y) * down,
            frame.width * across,
            frame.height * down,
        )


def _group(element: Element, outer: Group | None) -> Group | None:
    transform = element.find("{*}grpSpPr/{*}xfrm")
    frame = _frame(transform)
    inner = _frame(transform, "chOff", "chExt")
    if frame is None or inner is None:
        return outer
    return Group(inner, outer.place(frame) if outer is not None else frame)


def _frame(transform: Element | None, start: str = "off", extent: str = "ext") -> Frame | None:
    if transform is None:
        return None
    offset, size = transform.find(f"{{*}}{start}"), transform.find(f"{{*}}{extent}")
    if offset is None or size is None:
        return None
    return Frame(_signed(offset.get("x")), _signed(offset.get("y")), _signed(size.get("cx")), _signed(size.get("cy")))


def _inherited(package: Package, part: str) -> dict[str, Frame]:
    frames: dict[str, Frame] = {}
    for kind, layout in package.related(part).values():
        if kind != "slideLayout" or layout not in package:
            continue
        masters = [target for of, target in package.related(layout).values() if of == "slideMaster"]
        for source in (*masters, layout):
            if source in package:
                frames |= dict(_placeholder_frames(package.xml(source)))
    return frames


def _placeholder_frames(root: Element) -> Iterator[tuple[str, Frame]]:
    for shape in root.iter("{*}sp"):
        placeholder = shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
        frame = _frame(shape.find("{*}spPr/{*}xfrm"))
        if placeholder is not None and frame is not None:
            yield placeholder.get("type", ""), frame
            if placeholder.get("idx"):
                yield f"#{placeholder.get('idx')}", frame


def _box(slide: Slide, frame: Frame | None) -> Box | None:
    if frame is None:
        return None
    width, height = slide.size
    sides = (frame.x / width, frame.y / height, (frame.x + frame.width) / width, (frame.y + frame.height) / height)
    return Box(slide.number, *(min(1.0, max(0.0, side)) for side in sides))


def _size(root: Element) -> tuple[int, int]:
    size = root.find("{*}sldSz")
    width, height = (_number(size.get("cx")), _number(size.get("cy"))) if size is not None else (0, 0)
    return (width, height) if width and height else DEFAULT_SIZE


def _title(package: Package) -> str:
    core = package.optional_xml("/docProps/core.xml")
    title = tidy(core.findtext("{*}title") or "") if core is not None else ""
    return "" if title.lower() in ("powerpoint presentation", "presentation", "untitled") else title


def _relation(element: Element) -> str:
    return element.get(RELATION) or element.get(STRICT_RELATION) or ""


def _number(text: str | None) -> int:
    return min(int(text), 10**9) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0


def _signed(text: str | None) -> float:
    value = (text or "0").removeprefix("-")
    return float(_number(value)) * (-1 if (text or "").startswith("-") else 1)
