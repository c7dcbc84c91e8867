"""What is shown of a passage where its heading stands above it already."""

import re
from collections.abc import Collection

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from knowledge.index.sections import MAX_HEADING_CHARACTERS, PATH_JOINT
from knowledge.text.terms import list_terms

_WORD = re.compile(r"(\W+)")


def excerpt(text: str, matched: Collection[str], *, heading: str = "", characters: int) -> SafeString:
    """Return the beginning of the text under its heading as HTML with the matched words marked."""
    text = without_headings(text, heading)
    terms = {term for words in matched for term in list_terms(words)}
    pieces = _WORD.split(Truncator(text).chars(characters))
    return format_html_join("", "{}", ((_marked(piece, terms),) for piece in pieces))


def without_headings(text: str, heading: str) -> str:
    """Return the text without the lines it opens with that are told in its heading, and none twice in a row.

    A passage holds its headings as lines, so that they can be found; its heading is the way there ("A > B"). A text
    of nothing but headings stays as it is.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    told = {_compared(part) for part in heading.split(PATH_JOINT)}
    opening = next((at for at, line in enumerate(lines) if _compared(line) not in told), 0)
    kept = lines[opening:]
    return "\n".join(line for at, line in enumerate(kept) if at == 0 or _compared(line) != _compared(kept[at - 1]))


def _compared(line: str) -> str:
    return " ".join(line.split())[:MAX_HEADING_CHARACTERS].strip().casefold()


def _marked(piece: str, terms: set[str]) -> str:
    return format_html("<mark>{}</mark>", piece) if terms & set(list_terms(piece)) else piece
