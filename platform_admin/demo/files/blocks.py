"""What a page is made of, and a small markup so that a document's text reads as text in the code.

The markup, one block per paragraph (a blank line between two blocks):

    # Chapter            ## Section            ### Small heading
    ^ A lead paragraph in larger type
    - a bullet           1. a numbered step
    ! Callout title      (the lines under it are its text)
    |= 3 1 1             (column widths of the table that follows)
    | head | head |      (the first row of a table is its head; a row ends with a bar)
    * $1,000 | what the figure means      (figures, shown as tiles)
    ~ Small print
    << left || right >>  (two columns; each of the three marks on a line of its own)
    ===                  (a new page)
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    text: str
    style: str = "body"


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Callout:
    title: str
    text: str


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class Figures:
    tiles: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Columns:
    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"


@dataclass(frozen=True)
class NewPage:
    pass


Block = Heading | Paragraph | Bullets | Callout | Table | Figures | Columns | NewPage

COLUMNS = re.compile(r"^[ \t]*<<$(.*?)^[ \t]*\|\|$(.*?)^[ \t]*>>$", re.MULTILINE | re.DOTALL)
NUMBERED = re.compile(r"^\d+\. ")
PARAGRAPH_STYLES = {"^ ": "lead", "~ ": "small"}


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text in the markup above, in order."""
    found: list[Block] = []
    position = 0
    for match in COLUMNS.finditer(text):
        found.extend(_blocks(text[position : match.start()]))
        found.append(Columns(parse(match[1]), parse(match[2])))
        position = match.end()
    found.extend(_blocks(text[position:]))
    return tuple(found)


def _blocks(text: str) -> list[Block]:
    chunks = re.split(r"\n\s*\n", text.strip("\n"))
    lines = ([line.strip() for line in chunk.strip().splitlines()] for chunk in chunks if chunk.strip())
    return [block for chunk in lines for block in _chunk(chunk)]


def _chunk(lines: list[str]) -> list[Block]:
    """A heading is one line; what stands right under it is a block of its own."""
    if lines[0].startswith("#"):
        marks, words = lines[0].split(" ", 1)
        return [Heading(words, len(marks)), *(_chunk(lines[1:]) if lines[1:] else [])]
    return [_block(lines)]


def _block(lines: list[str]) -> Block:
    first = lines[0]
    if first == "===":
        return NewPage()
    if first.startswith("! "):
        return Callout(first[2:], " ".join(lines[1:]))
    if first.startswith("|"):
        return _table(lines)
    if first.startswith("* "):
        return Figures(tuple(_tile(line) for line in lines))
    if first.startswith("- "):
        return Bullets(_items(lines))
    if NUMBERED.match(first):
        return Bullets(_items([NUMBERED.sub("- ", line) for line in lines]), is_numbered=True)
    style = PARAGRAPH_STYLES.get(first[:2])
    if style:
        return Paragraph(" ".join([first[2:], *lines[1:]]), style)
    return Paragraph(" ".join(lines))


def _tile(line: str) -> tuple[str, str]:
    figure, label = line.removeprefix("* ").split("|", 1)
    return figure.strip(), label.strip()


def _items(lines: list[str]) -> tuple[str, ...]:
    """One item per "- "; a line without it goes on with the item before."""
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line.removeprefix("- "))
        else:
            items[-1] += f" {line}"
    return tuple(items)


def _table(lines: list[str]) -> Table:
    widths: tuple[float, ...] = ()
    if lines[0].startswith("|="):
        widths = tuple(float(part) for part in lines[0].removeprefix("|=").split())
        lines = lines[1:]
    rows = tuple(
        tuple(cell.strip() for cell in row.removeprefix("|").removesuffix("|").split("|")) for row in _whole_rows(lines)
    )
    if ragged := [row for row in rows if len(row) != len(rows[0])]:
        raise ValueError(f"a row has another number of cells than the head: {ragged[0]}")
    return Table(rows, widths)


def _whole_rows(lines: list[str]) -> list[str]:
    """A row ends with a bar; a line that does not end with one goes on in the next line."""
    rows: list[str] = []
    for line in lines:
        if rows and not rows[-1].endswith("|"):
            rows[-1] += f" {line}"
        else:
            rows.append(line)
    return rows
