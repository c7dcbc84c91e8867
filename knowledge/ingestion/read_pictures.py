"""The second half of a file: its pictures of text, read once the rest of it can be found.

Each page is kept as soon as it is recognised, so a run that broke off goes on with the page that stopped it. What they
say comes into search in one step: until then HR finds the file without it, and from then on with it.
"""

from dataclasses import replace

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from knowledge.extract.limits import DEFAULT_LIMITS
from knowledge.extract.run import InPictures, recognise
from knowledge.extract.types import ExtractedPage, page_from_json, page_to_json
from knowledge.index.copying import copy_pages
from knowledge.index.passages import changed_passages, drafts_of
from knowledge.ingestion.fidelity import with_pictures
from knowledge.ingestion.files import file_being_read
from knowledge.ingestion.lease import GOT_FURTHER, Lease
from knowledge.ingestion.ocr_room import no_room, room_this_month
from knowledge.ingestion.progress import ProgressBar
from knowledge.ingestion.read_pages import NICENESS_OF_MANY, learn_facts
from knowledge.models import Document, DocumentVersion
from knowledge.pace import pictures_label


def read_pictures(lease: Lease, version: DocumentVersion, bar: ProgressBar) -> None:
    """Recognise the pages that nobody has yet, as far as the contract has room for them. Raises as read_pages does."""
    lease.hold(
        reading_since=timezone.now(), pictures_done=version.pages_in_pictures.filter(recognised__isnull=False).count()
    )
    waiting = list(version.pages_in_pictures.filter(recognised__isnull=True))
    room = room_this_month(timezone.now())
    left = len(waiting) if room.limit is None else max(0, room.limit - room.used)
    pages = [InPictures(page_from_json(page.first), page.asked) for page in waiting[:left]]
    keeper = _Keeper(lease, version, bar, left=len(waiting))
    with file_being_read(lease, version) as path:
        recognise(
            path,
            pages,
            # The file can be found without them: whatever else is read goes first.
            limits=replace(DEFAULT_LIMITS, niceness=NICENESS_OF_MANY),
            on_page=keeper.keep,
            should_cancel=lambda: not lease.is_wanted(),
        )
    if len(waiting) > left:
        # What was read is kept, and found once the rest is: the next run goes on from there.
        raise no_room(room, len(waiting))


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
            self._lease.hold(pictures_done=self._done + 1, **GOT_FURTHER)
            row.update(recognised=page_to_json(page), warning=warning)
        self._done += 1
        self._tell()

    def _tell(self) -> None:
        self._bar.show(pictures_label(self._total), done=self._done, total=self._total)


def place_pictures(lease: Lease, version: DocumentVersion) -> None:
    """Put what was recognised into its places; pages that were not stay as they are without. Safe to run again."""
    _place_pages(lease, version)
    learn_facts(version)
    version.document = Document.objects.get(pk=version.document_id)
    change = changed_passages(version, drafts_of(version))
    with transaction.atomic():
        lease.hold(passage_count=change.count, revision=F("revision") + 1)
        change.write()
    version.passage_count = change.count


def _place_pages(lease: Lease, version: DocumentVersion) -> None:
    rows = list(version.pages_in_pictures.filter(recognised__isnull=False))
    unread = list(version.unread_pictures().values_list("number", flat=True))
    # Nor is one with a warning read whole.
    unread += [row.number for row in rows if row.warning]
    recognised = [page_from_json(row.recognised) for row in rows]
    version.fidelity = with_pictures(version.fidelity, recognised, unread=unread)
    version.warnings = list(dict.fromkeys([*version.warnings, *(row.warning for row in rows if row.warning)]))
    with transaction.atomic():
        lease.hold(warnings=version.warnings, fidelity=version.fidelity)
        version.pages.filter(number__in=[page.number for page in recognised]).delete()
        copy_pages(version.pk, recognised)


def forget_pictures(version: DocumentVersion) -> None:
    """Those that HR went on without stay: they are named for as long as the version is there."""
    version.pages_in_pictures.filter(recognised__isnull=False).delete()
