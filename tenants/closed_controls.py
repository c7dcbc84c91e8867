"""A page shown to somebody who only reads: what would be refused is shown as closed, before anybody tries it.

Decided by whoever refuses (a support visit, a suspended client), address by address, so that a page made tomorrow shows
its closed buttons from its first day; no template has to know.
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from html.parser import HTMLParser
from itertools import chain
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.http import HttpRequest, HttpResponse

# (method, path) -> whether it would be served.
IsOpen = Callable[[str, str], bool]
Attributes = dict[str, str | None]
# Of the element that says why, in the line above the page.
WHY_ID = "why-closed"
_CONTROLS = frozenset({"button", "input", "select", "textarea"})
_SENDS = {f"hx-{method}": method.upper() for method in ("get", "post", "put", "patch", "delete")}


def with_closed_controls(response: HttpResponse, request: HttpRequest, is_open: IsOpen) -> HttpResponse:
    """Return the response with its links and controls marked; what is no page is left as it is."""
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return response
    # A part of a page belongs to the page that asked for it.
    page = request.headers.get("HX-Current-URL") or request.build_absolute_uri()
    response.content = close_controls(response.text, page=page, is_open=is_open)
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))
    return response


def close_controls(html: str, *, page: str, is_open: IsOpen) -> str:
    """Return the HTML with links that lead nowhere open without their address, and disabled what sends to such a place.

    `page` is the absolute URL against which the page's addresses are read; those of other hosts stay as they are.
    """
    closer = _Closer(page, is_open)
    closer.feed(html)
    closer.close()
    lines = [0, *(found.end() for found in re.finditer("\n", html))]
    parts, read_to = [], 0
    for tag, anew in sorted(closer.written_anew()):
        begin = lines[tag.line - 1] + tag.column
        parts += html[read_to:begin], anew
        read_to = begin + tag.length
    return "".join([*parts, html[read_to:]])


class _Tag(NamedTuple):
    """Where a start tag stands; sorts as the page reads."""

    line: int  # from 1
    column: int  # from 0
    length: int
    name: str


class _Closer(HTMLParser):
    """Finds the start tags that change, and leaves everything between them to the letter."""

    def __init__(self, page: str, is_open: IsOpen) -> None:
        super().__init__(convert_charrefs=False)
        self.page, self.is_open = page, is_open
        self.form: Attributes | None = None
        self.forms: dict[str, Attributes] = {}
        self.links: list[tuple[_Tag, Attributes]] = []
        # Decided at the end: a control may name a form that comes after it.
        self.controls: list[tuple[_Tag, Attributes, Attributes | None]] = []

    def written_anew(self) -> Iterator[tuple[_Tag, str]]:
        """Yield where a start tag stands, and what shall stand there, in no order."""
        for tag, own in self.links:
            if not self._is_served("GET", own["href"]):
                rest = {name: value for name, value in own.items() if name != "href"}
                yield tag, _written(tag.name, {**rest, "role": "link", "aria-disabled": "true", **_described(own)})
        for tag, own, around in self.controls:
            if self._is_closed(own, self.forms.get(own["form"] or "") if "form" in own else around):
                yield tag, _written(tag.name, {**own, "disabled": None, **_described(own)})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if tag == "form":
            self.form = own
            if own.get("id"):
                self.forms[own["id"]] = own
        elif tag == "a" and own.get("href"):
            self.links.append((self._place(tag), own))
        elif tag in _CONTROLS and own.get("type") != "hidden":
            self.controls.append((self._place(tag), own, self.form))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None

    def _place(self, tag: str) -> _Tag:
        line, column = self.getpos()
        return _Tag(line, column, len(self.get_starttag_text() or ""), tag)

    def _is_closed(self, own: Attributes, form: Attributes | None) -> bool:
        if "formaction" in own and form is not None:
            method = own.get("formmethod") or form.get("method") or "GET"
            return not self._is_served(method, own["formaction"])
        sent = ((method, one[name]) for one in (own, form or {}) for name, method in _SENDS.items() if name in one)
        return any(not self._is_served(method, to) for method, to in chain(sent, _plainly_sent(form)))

    def _is_served(self, method: str, to: str | None) -> bool:
        parts = urlsplit(urljoin(self.page, to or ""))
        if parts.netloc != urlsplit(self.page).netloc:
            return True
        return self.is_open(method.upper(), parts.path)


def _plainly_sent(form: Attributes | None) -> list[tuple[str, str | None]]:
    """Return method and address of a form as a browser without scripts sends it; nothing for one that only closes."""
    if form is None or (form.get("method") or "").lower() == "dialog":
        return []
    return [(form.get("method") or "GET", form.get("action"))]


def _described(own: Attributes) -> Attributes:
    return {"aria-describedby": " ".join(filter(None, (own.get("aria-describedby"), WHY_ID)))}


def _written(tag: str, attributes: Attributes) -> str:
    told = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{told}>"
