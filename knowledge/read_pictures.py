"""The second half of a file: its pictures of text, read once the rest of it can be found.

Each page is kept as soon as it is recognised, so a run that broke off goes on with the page that stopped it. All of
them come into their places in one step: until then HR finds the file without them, and from then on with them.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.language import guess_language
from knowledge.extract.limits import DEFAULT_LIMITS
from knowledge.extract.run import InPictures, first_heading, recognise, text_sample
from knowledge.extract.types import ExtractedDocument, ExtractedPage, page_from_json, page_to_json
from knowledge.fidelity import with_pictures
from knowledge.files import local_copy
from knowledge.lease import Lease
from knowledge.models import Document, DocumentVersion, Page, PageInPictures
from knowledge.pace import pictures_label
from knowledge.passages import change_passages, drafts_of, pages_of
from knowledge.progress import ProgressBar
from knowledge.read_pages import NICENESS_OF_MANY, learn_facts, page_row


def read_pictures(lease: Lease, version: DocumentVersion, bar: ProgressBar) -> None:
    """Recognise the pages that nobody has yet. Raises as read_pages does."""
    lease.hold(
        reading_since=timezone.now(), pictures_done=version.pages_in_pictures.filter(recognised__isnull=False).count()
    )
    waiting = version.pages_in_pictures.filter(recognised__isnull=True)
    pages = [InPictures(page_from_json(page.first), page.asked) for page in waiting]
    keeper = _Keeper(lease, version, bar, left=len(pages))
    try:
        with local_copy(version) as path:
            recognise(
                path,
                pages,
                # The file can be found without them: whatever else is read goes first.
                limits=replace(DEFAULT_LIMITS, niceness=NICENESS_OF_MANY),
                on_page=keeper.keep,
                should_cancel=lambda: not lease.is_wanted(),
            )
    except FileNotFoundError as missing:
        raise ExtractionFailed("missing") from missing
    except ExtractionFailed as failure:
        if failure.code == "cancelled":
            lease.hold()  # raises what is the matter: a person's wish, or another run
        raise


class _Keeper:
    def __init__(self, lease: Lease, version: DocumentVersion, bar: ProgressBar, *, left: int) -> None:
        self._lease = lease
        self._version = version
        self._bar = bar
        self._total = version.pictures_count
        self._done = self._total - left
        self._tell()

    def keep(self, page: ExtractedPage, warning: str) -> None:
        row = self._version.pages_in_pictures.filter(number=page.number)
        with transaction.atomic():
            self._lease.hold(pictures_done=self._done + 1)
            row.update(recognised=page_to_json(page), warning=warning)
        self._done += 1
        self._tell()

    def _tell(self) -> None:
        self._bar.show(pictures_label(self._total), done=self._done, total=self._total)


def place_pictures(lease: Lease, version: DocumentVersion) -> None:
    """Put what was recognised into its places: pages, passages and words, all in one step. Safe to run again."""
    rows = list(version.pages_in_pictures.all())
    recognised = {row.number: page_from_json(row.recognised) for row in rows}
    version.fidelity = with_pictures(version.fidelity, list(recognised.values()))
    version.warnings = list(dict.fromkeys([*version.warnings, *(row.warning for row in rows if row.warning)]))
    pages = list(_with(recognised, pages_of(version)))
    _learn_from(version, pages)
    version.document = Document.objects.get(pk=version.document_id)
    drafts = drafts_of(version, pages)
    with transaction.atomic():
        lease.hold(
            passage_count=len(drafts),
            warnings=version.warnings,
            fidelity=version.fidelity,
            revision=F("revision") + 1,
        )
        version.pages.filter(number__in=recognised).delete()
        Page.objects.bulk_create(page_row(version, page) for page in recognised.values())
        change_passages(version, drafts)
    version.passage_count = len(drafts)


def forget_pictures(version: DocumentVersion) -> None:
    PageInPictures.objects.filter(version=version).delete()


def _with(recognised: dict[int, ExtractedPage], pages: Iterator[ExtractedPage]) -> Iterator[ExtractedPage]:
    return (recognised.get(page.number, page) for page in pages)


def _learn_from(version: DocumentVersion, pages: list[ExtractedPage]) -> None:
    """Let the pictures tell of the document what its text has not."""
    read = tuple(pages)
    title = version.title_in_file or first_heading(read)
    learn_facts(version, ExtractedDocument(read, title, guess_language(text_sample(read))))
