"""The pages behind a citation, for a person who may see them now.

A quote an answer gave stays readable in the answer. The pages themselves are shown only while the quoted version is
the published one and its document is meant for the asker, as they are now.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from chat.models import Answer, Citation
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
class CitedPage:
    page: Page
    boxes: tuple[MarkedBox, ...]  # of what is cited, on this page
    blocks: tuple[ShownBlock, ...] = ()  # as it was read, the quote marked, where there is no picture to show


@dataclass(frozen=True)
class Source:
    citation: Citation
    pages: tuple[CitedPage, ...] = ()  # the one to open first; none: they may not be shown, and `note` says why
    note: str = ""

    @property
    def language(self) -> str:
        """The language the document is written in, as far as that is known."""
        return self.citation.version.document.language if self.citation.version else ""

    @property
    def has_pictures(self) -> bool:
        """Only PDFs and pictures have pages as their author saw them; the pages of other files are ours."""
        return bool(self.pages) and self.citation.version.has_page_pictures


def find_source(citation_id: UUID, *, user: User) -> Source | None:
    """Return the source of one of the person's own answers; None if it is nobody's or somebody else's."""
    citation = (
        Citation.objects.filter(pk=citation_id, answer__in=Answer.objects.of(user))
        .select_related("answer__question__conversation", "version__document")
        .first()
    )
    if citation is None:
        return None
    published = Document.objects.published().filter(published_version=citation.version_id)
    if citation.version_id is None or not published.exists():
        return Source(citation, note=GONE)
    if not published.for_audience(user.audience).exists():
        return Source(citation, note=NOT_FOR_YOU)
    return open_source(citation)


def open_source(citation: Citation) -> Source:
    """Return the pages behind a citation; whether they may be shown has been asked before."""
    pages = Page.objects.filter(version=citation.version_id, number__in=citation.pages).order_by("number")
    opened_first = sorted(pages, key=lambda page: page.number != citation.page_number)
    return Source(citation, tuple(_cited(page, citation) for page in opened_first))


def _cited(page: Page, citation: Citation) -> CitedPage:
    boxes = tuple(MarkedBox(*sides) for number, *sides in citation.boxes if number == page.number)
    is_drawn = citation.version.has_page_pictures
    return CitedPage(page, boxes, () if is_drawn else shown_blocks(page, quote=citation.quote))
