"""An answer's Markdown as HTML that can do nothing: no raw HTML, no links, no images, no attributes.

Markdown first, the cleaner last, and only then our own citation links, which never hold a model's words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from chat.citations import MARKER
from chat.sentences import sentences
from knowledge.extract.unseen import without_unseen

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable(["link", "image"])
_MARKDOWN.disable(["autolink", "html_inline", "html_block", "reference", "entity"])
_BEGIN, _END = "\ue000", "\ue001"  # private characters, which no text keeps
_DROPPED = str.maketrans("", "", _BEGIN + _END)
_HELD = re.compile(rf"{_BEGIN}(\d{{1,5}}){_END}")
_HEADING = re.compile(r"<(/?)h[1-6]>")


@dataclass(frozen=True)
class CitationLink:
    url: str
    label: str  # "Source 1: 2027 Benefits Guide, page 4"


@dataclass(frozen=True)
class Lead:
    """An answer cut after its first sentence."""

    first: str
    rest: str


def render_answer(text: str, links: Mapping[int, CitationLink]) -> SafeString:
    """Return clean HTML in which `[1]` opens the source with that number; other markers are left out."""
    return render_with(MARKER, text, lambda marker: _link(int(marker[1]), links))


def render_with(pattern: re.Pattern[str], text: str, draw: Callable[[re.Match[str]], SafeString]) -> SafeString:
    """Return clean HTML in which what the pattern finds is what `draw` makes of it, and safe to stand in a page."""
    drawn: list[str] = []

    def hold(found: re.Match[str]) -> str:
        drawn.append(draw(found))
        return f"{_BEGIN}{len(drawn) - 1}{_END}"

    # Set apart before Markdown takes escapes away: what comes out of it as "[1]" never was a marker.
    held = pattern.sub(hold, without_unseen(text).translate(_DROPPED))
    html = _HEADING.sub(r"<\1h3>", _MARKDOWN.render(held))
    clean = nh3.clean(html, tags=_TAGS, attributes={}, link_rel=None)
    # The corner above the rows' names heads no column.
    clean = clean.replace("<th></th>", "<td></td>")
    linked = _HELD.sub(lambda place: drawn[int(place[1])], clean)
    return mark_safe(linked.strip())  # noqa: S308  (cleaned above; what is drawn is safe by itself)


def split_lead(text: str) -> Lead:
    """Return the first sentence and the rest; no lead where the answer begins with a list or table."""
    if re.match(r"\s*(?:[-*+•|>#]|\d{1,2}[.)]\s|```)", text):
        return Lead("", text)
    paragraph, _, below = text.strip().partition("\n\n")
    parts = sentences(paragraph)
    if not parts or "\n" in parts[0].text.strip():
        return Lead("", text)
    whole = next((part for part in parts if _may_end(paragraph, part.end)), parts[-1])
    first, rest = paragraph[: whole.end].strip(), paragraph[whole.end :].lstrip()
    # A bold or code span that runs on would be cut in two.
    if first.count("**") % 2 or first.count("`") % 2:
        return Lead("", text)
    return Lead(first, "\n\n".join(part for part in (rest, below) if part))


def _may_end(paragraph: str, end: int) -> bool:
    """Whether a first sentence may end here: not inside a quotation, nor between a row's label and its cells."""
    first, rest = paragraph[:end], paragraph[end:].lstrip()
    return first.count("“") == first.count("”") and not rest.startswith("—")


def _link(number: int, links: Mapping[int, CitationLink]) -> SafeString:
    link = links.get(number)
    if link is None:
        return SafeString()
    return format_html('<a class="cite" href="{}" aria-label="{}">{}</a>', link.url, link.label, number)
