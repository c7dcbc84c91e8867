"""The page behind a citation, for a person who may see it now.

A quote an answer gave stays readable in the answer. The page itself is shown only while the quoted version is
the published one and its document is meant for the asker, as they are now.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from chat.models import Citation
from knowledge.models import Document, Page
from knowledge.workbench.page_view import ShownBlock, shown_blocks

GONE = _("This document has been replaced or withdrawn since the answer was given. The quote is what it said then.")
NOT_FOR_YOU = _("This document is no longer meant for your group, so its page is not shown.")


@dataclass(frozen=True)
class MarkedBox:
    """A place on the page, in fractions of its width and height."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Source:
    citation: Citation
    page: Page | None  # None: may not be shown, and `note` says why
    boxes: tuple[MarkedBox, ...] = ()
    note: str = ""

    @property
    def language(self) -> str:
        """The language the document is written in, as far as that is known."""
        return self.citation.version.document.language if self.citation.version else ""

    @property
    def has_picture(self) -> bool:
        """Only PDFs and pictures have pages as their author saw them; the pages of other files are ours."""
        return self.page is not None and self.citation.version.has_page_pictures

    def shown_blocks(self) -> tuple[ShownBlock, ...]:
        """Return the page as it was read, the quote marked, where there is no picture of it to show."""
        if self.page is None or self.has_picture:
            return ()
        return shown_blocks(self.page, quote=self.citation.quote)


def find_source(citation_id: UUID, *, user: User) -> Source | None:
    """Return the source of one of the person's own answers; None if it is nobody's or somebody else's."""
    citation = (
        Citation.objects.filter(pk=citation_id, answer__question__conversation__user=user)
        .select_related("answer__question__conversation", "version__document")
        .first()
    )
    if citation is None:
        return None
    published = Document.objects.published().filter(published_version=citation.version_id)
    if citation.version_id is None or not published.exists():
        return Source(citation, None, note=GONE)
    if not published.for_audience(user.audience).exists():
        return Source(citation, None, note=NOT_FOR_YOU)
    return open_source(citation)


def open_source(citation: Citation) -> Source:
    """Return the page behind a citation; whether it may be shown has been asked before."""
    page = Page.objects.filter(version=citation.version_id, number=citation.page_number).first()
    return Source(citation, page, boxes=_boxes(citation))


def _boxes(citation: Citation) -> tuple[MarkedBox, ...]:
    return tuple(MarkedBox(*sides) for page, *sides in citation.boxes if page == citation.page_number)
