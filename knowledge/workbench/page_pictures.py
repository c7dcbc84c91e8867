"""The picture of a page, as its author laid it out. Drawn once in a child process, then kept for a while.

Whoever calls has checked that the person may see the version.
"""

import structlog

from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.render import render_page
from knowledge.ingestion.files import local_copy
from knowledge.models import DocumentVersion
from tenants.cache import keep, known
from tenants.storage import StorageUnavailable

KEEP_SECONDS = 24 * 3600
WIDTH = 1100  # pixels
log = structlog.get_logger(__name__)


class NoPicture(LookupError):
    """There is no such page, or the file has no pages as its author saw them, or it cannot be had now."""


def page_picture(version: DocumentVersion, page_number: int) -> bytes:
    """Return the page as PNG; raises NoPicture. Only PDFs and pictures have pages of their own."""
    if not version.has_page_pictures or not 1 <= page_number <= version.page_count:
        raise NoPicture
    # A version's file never changes, so neither does its picture; the cache's keys carry the client.
    key = f"page:{version.pk}:{page_number}:{WIDTH}"
    picture = known(key)
    if picture is None:
        picture = _draw(version, page_number)
        keep(key, picture, seconds=KEEP_SECONDS)
    return picture


def _draw(version: DocumentVersion, page_number: int) -> bytes:
    try:
        with local_copy(version) as path:
            return render_page(path, page_number, width=WIDTH)
    except (ExtractionFailed, FileNotFoundError, StorageUnavailable) as trouble:
        log.warning("page_not_drawn", version=str(version.pk), page=page_number, reason=type(trouble).__name__)
        raise NoPicture from trouble
