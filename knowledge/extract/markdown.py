"""Markdown, with tables and front matter."""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from lxml import etree
from lxml import html as markup
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.extract.cells import Cell, tidy
from knowledge.extract.html import Walk, set_apart_raised
from knowledge.extract.html import held_texts as held_in_markup
from knowledge.extract.logical_pages import put_pages
from knowledge.extract.raised import raised
from knowledge.extract.reading import Facts, Sink
from knowledge.extract.sniff import decode
from knowledge.extract.tables import table_blocks
from knowledge.extract.types import Block
from knowledge.extract.watch import Held

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)
FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
MAX_NESTING = 40
INDENT = "  "


def read(path: Path, sink: Sink) -> Facts:
    text = decode(path.read_bytes()).replace("\r\n", "\n").replace("\x00", "")
    front = FRONT_MATTER.match(text)
    title = FRONT_TITLE.search(front.group(1)) if front else None
    if front:
        text = text[front.end() :]
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    put_pages(markdown_blocks(tokens), sink, held_texts(tokens))
    return Facts(title=title.group(1) if title else "")


def held_texts(tokens: Sequence[Token]) -> Iterator[Held]:
    """Yield the texts of all tokens in the order of the file, whatever they are part of."""
    is_cell = False
    for token in tokens:
        if token.type in ("th_open", "td_open", "th_close", "td_close"):
            is_cell = token.nesting > 0
        elif token.type == "inline":
            yield Held(_inline(token), is_cell=is_cell)
        elif token.type in ("fence", "code_block"):
            yield Held(token.content)
        elif token.type == "html_block":
            root = _fragment(token.content)
            yield from held_in_markup(root) if root is not None else ()


def markdown_blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _closing(tokens, at)
        if token.type == "heading_open":
            yield from _block("heading", _inline(tokens[at + 1]), int(token.tag[1]))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield from _block("list", "\n".join(_list_lines(tokens[at : end + 1], 0)))
        elif token.type == "table_open":
            yield from table_blocks(_grid(tokens[at:end]), header_rows=1)
        elif token.type == "blockquote_open":
            yield from markdown_blocks(tokens[at + 1 : end])
        elif token.type == "html_block":
            yield from _markup_blocks(token.content)
        elif token.type in ("fence", "code_block"):
            yield from _block("paragraph", token.content.strip())
        elif token.type == "inline":
            yield from _block("paragraph", _inline(token))
        elif token.type == "paragraph_open":
            yield from _block("paragraph", _inline(tokens[at + 1]))
        at = end + 1


def _block(kind: str, text: str, level: int = 0) -> Iterator[Block]:
    if text.strip():
        yield Block(kind, text, None, level)


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Return where what opens at `at` closes; `at` itself for tokens that hold nothing."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place
    return len(tokens) - 1


def _inline(token: Token) -> str:
    parts: list[str] = []
    is_raised = False
    for child in token.children or ():
        if child.type == "html_inline" and child.content.lower() in ("<sup>", "</sup>"):
            is_raised = child.content.lower() == "<sup>"
        elif child.type in ("text", "code_inline"):
            parts.append(raised(child.content) if is_raised else child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(child.content)
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            parts.append(" ")
    return tidy("".join(parts))


def _list_lines(tokens: Sequence[Token], depth: int) -> Iterator[str]:
    number, at = None, 1
    if tokens[0].type == "ordered_list_open":
        number = int(tokens[0].attrGet("start") or 1)
    while at < len(tokens) - 1:
        end = _closing(tokens, at)
        sign = "•" if number is None else f"{number}."
        yield from _item_lines(tokens[at + 1 : end], sign, depth)
        number = None if number is None else number + 1
        at = end + 1


def _item_lines(tokens: Sequence[Token], sign: str, depth: int) -> Iterator[str]:
    at, is_first = 0, True
    while at < len(tokens):
        end = _closing(tokens, at)
        if tokens[at].type in ("bullet_list_open", "ordered_list_open"):
            yield from _list_lines(tokens[at : end + 1], depth + 1)
        else:
            for block in markdown_blocks(tokens[at : end + 1]):
                yield INDENT * depth + (f"{sign} {block.text}" if is_first else f"{INDENT}{block.text}")
                is_first = False
        at = end + 1


def _grid(tokens: Sequence[Token]) -> list[list[Cell]]:
    origins = count()
    rows: list[list[Cell]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(Cell(_inline(token), next(origins)))
    width = max(len(row) for row in rows)
    return [row + [Cell("", next(origins)) for _ in range(width - len(row))] for row in rows]


def _markup_blocks(fragment: str) -> Iterator[Block]:
    root = _fragment(fragment)
    if root is not None:
        yield from Walk().blocks(root)


def _fragment(text: str) -> etree._Element | None:
    try:
        root = markup.fragment_fromstring(text, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    set_apart_raised(root)
    return root
