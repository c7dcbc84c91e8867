"""Parts of a document's page that another app has to give: what lies before this one in the arrow is not imported here.

An app adds its panels when it is ready. The page draws each by asking its address; without a script it is a link.
"""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse


@dataclass(frozen=True)
class DocumentPanel:
    name: str  # the id of its place in the page is "panel-<name>"
    title: str
    url_name: str  # takes the document's id; gives an htmx request the panel alone, others a page with it


@dataclass(frozen=True)
class ShownPanel:
    name: str
    title: str
    url: str


_panels: dict[str, DocumentPanel] = {}


def add_panel(panel: DocumentPanel) -> None:
    _panels[panel.name] = panel


def panels_for(document_id: UUID) -> list[ShownPanel]:
    return [
        ShownPanel(panel.name, panel.title, reverse(panel.url_name, args=[document_id])) for panel in _panels.values()
    ]
