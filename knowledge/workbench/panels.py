"""Parts of HR's pages that another app has to give: what lies before this one in the arrow is not imported here.

An app adds its panels when it is ready. The page draws each by asking its address; without a script it is a link.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse


@dataclass(frozen=True)
class Panel:
    name: str  # the id of its place in the page is "panel-<name>"
    title: str
    url_name: str  # gives an htmx request the panel alone, others a page with it
    style: str = ""  # a style sheet of its own


@dataclass(frozen=True)
class ShownPanel:
    name: str
    title: str
    url: str
    style: str


_of_home: dict[str, Panel] = {}
_of_document: dict[str, Panel] = {}
_of_search: dict[str, Panel] = {}


def add_home_panel(panel: Panel) -> None:
    """Add a part to HR's first page; its address takes nothing."""
    _of_home[panel.name] = panel


def add_document_panel(panel: Panel) -> None:
    """Add a part to every document's page; its address takes the document's id."""
    _of_document[panel.name] = panel


def add_search_panel(panel: Panel) -> None:
    """Add a part to the page on which HR tries a question; its address takes what the form of that page holds."""
    _of_search[panel.name] = panel


def home_panels() -> list[ShownPanel]:
    return [_shown(panel, reverse(panel.url_name)) for panel in _of_home.values()]


def document_panels(document_id: UUID) -> list[ShownPanel]:
    return [_shown(panel, reverse(panel.url_name, args=[document_id])) for panel in _of_document.values()]


def search_panels(asked: Mapping[str, str]) -> list[ShownPanel]:
    return [_shown(panel, f"{reverse(panel.url_name)}?{urlencode(asked)}") for panel in _of_search.values()]


def _shown(panel: Panel, url: str) -> ShownPanel:
    return ShownPanel(panel.name, panel.title, url, panel.style)
