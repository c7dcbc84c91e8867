import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from benefits.audience import class_labels
from benefits.models import PlanYear
from knowledge.extract.limits import DEFAULT_LIMITS, Limits
from knowledge.extract.run import InPictures, extract_text, first_heading, language_of
from knowledge.extract.types import ExtractedPage, page_to_json
from knowledge.index.copying import copy_pages
from knowledge.index.passages import stored_page
from knowledge.ingestion.fidelity import FidelityCount, without_pictures
from knowledge.ingestion.files import file_being_read
from knowledge.ingestion.guess import choose_title, guess_kind, guess_plan_year, guess_title, is_telling
from knowledge.ingestion.guess_facts import (
    LASTING,
    days_of_year,
    guess_audience,
    guess_period,
    guess_plans,
    guess_superseded,
    without_first_day,
)
from knowledge.ingestion.guess_people import guess_hours, guess_work_states
from knowledge.ingestion.lease import GOT_FURTHER, Lease
from knowledge.ingestion.ocr_room import room_check
from knowledge.ingestion.progress import ProgressBar
from knowledge.ingestion.queue import is_one_of_many
from knowledge.models import Document, DocumentVersion, PageInPictures
from tenants.context import current_client

Kind = Document.Kind
WRITE_SECONDS = 0.4
WRITE_AT_ONCE = 50
# Pages with so many letters, some two hundred, take 4 MB; to read them back takes half as long as to cut them.
MOST_LETTERS_KEPT = 500_000
NICENESS_OF_MANY = 10
_LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)
_TITLE_LIMIT = DocumentVersion._meta.get_field("title_in_file").max_length
_TITLE_BLOCKS = 6  # of the first page, among which a title stands
_FIRST_WORDS = 2_000  # characters that may tell kind and plan year: the title page, not the small print


def read_pages(lease: Lease, version: DocumentVersion, bar: ProgressBar) -> list[ExtractedPage] | None:
    """Write the version's pages as they are read, and what they tell about the document.

    Return the pages, unless they are many.
    Where the file has text, pages that hold more of it in pictures are kept aside for read_pictures.py.
    Raises ExtractionFailed, LeaseLost, CancelRequested, StorageUnavailable.
    """
    with transaction.atomic():
        lease.hold(page_count=0, pages_done=0, pictures_count=0, warnings=[], fidelity={}, reading_since=timezone.now())
        version.pages.all().delete()
        version.pages_in_pictures.all().delete()
    writer = PageWriter(lease, version, bar)
    with file_being_read(lease, version) as path:
        read = extract_text(
            path,
            version.content_type,
            limits=_limits(),
            on_page=writer.take,
            should_cancel=lambda: not lease.is_wanted(),
            before_pictures=room_check(timezone.now()),
        )
    for page in read.in_pictures:
        writer.take_half(page)
    told = {
        "pictures_count": len(read.in_pictures),
        "pictures_done": 0,
        "warnings": list(read.warnings),
        "title_in_file": read.title[:_TITLE_LIMIT],
        "fidelity": without_pictures(writer.fidelity.json()) if read.in_pictures else writer.fidelity.json(),
    }
    writer.end(told)
    for name, value in told.items():
        setattr(version, name, value)
    learn_facts(version)
    return writer.kept()


def _limits() -> Limits:
    # Whoever has a folder read waits for minutes anyway; somebody else's one page should not wait for its sake.
    if is_one_of_many():
        return replace(DEFAULT_LIMITS, niceness=NICENESS_OF_MANY)
    return replace(DEFAULT_LIMITS, readers=settings.FILE_READERS)


class PageWriter:
    """Writes pages a few at a time: one transaction each would cost more than reading them."""

    def __init__(self, lease: Lease, version: DocumentVersion, bar: ProgressBar) -> None:
        self.fidelity = FidelityCount()
        self._lease = lease
        self._version = version
        self._bar = bar
        self._waiting: list[ExtractedPage] = []
        self._in_pictures: list[PageInPictures] = []
        self._kept: list[ExtractedPage] | None = []
        self._letters = 0
        self._written_at = time.monotonic()
        self._done = self._count = 0
        self._bar.show(DocumentVersion.Status.EXTRACTING.label, done=0, total=0)

    def take(self, page: ExtractedPage, page_count: int) -> None:
        self._count = page_count
        self.fidelity.add(page)
        self._add(page)

    def take_half(self, page: InPictures) -> None:
        """Write a page as far as it is known without its pictures, and keep these aside."""
        self._in_pictures.append(
            PageInPictures(
                version=self._version, number=page.first.number, asked=page.asked, first=page_to_json(page.first)
            )
        )
        self._add(page.without_pictures())

    def end(self, told: dict[str, Any]) -> None:
        """Write what is left, and with it what is told of the whole file."""
        pages = self._done + len(self._waiting)
        self._version.page_count = pages
        self._write(page_count=pages, **told)

    def kept(self) -> list[ExtractedPage] | None:
        """Return all pages in their order; nothing if they were too much to be kept."""
        return None if self._kept is None else sorted(self._kept, key=lambda page: page.number)

    def _add(self, page: ExtractedPage) -> None:
        self._waiting.append(page)
        self._keep(page)
        if len(self._waiting) >= WRITE_AT_ONCE or time.monotonic() - self._written_at > WRITE_SECONDS:
            self._write(page_count=self._count)

    def _keep(self, page: ExtractedPage) -> None:
        self._letters += sum(len(block.text) for block in page.blocks)
        if self._letters > MOST_LETTERS_KEPT:
            self._kept = None
        if self._kept is not None:
            self._kept.append(page)

    def _write(self, **changes: object) -> None:
        self._done += len(self._waiting)
        if self._done > self._version.pages_reached:
            # A killed run's pages are read anew; to come further than it did is what counts.
            self._version.pages_reached = self._done
            changes |= {"pages_reached": self._done, **GOT_FURTHER}
        with transaction.atomic():
            self._lease.hold(pages_done=self._done, **changes)
            copy_pages(self._version.pk, self._waiting)
            PageInPictures.objects.bulk_create(self._in_pictures)
        self._waiting, self._in_pictures = [], []
        self._written_at = time.monotonic()
        self._bar.show(DocumentVersion.Status.EXTRACTING.label, done=self._done, total=self._count)


def learn_facts(version: DocumentVersion) -> None:
    """Fill in what nobody told and nobody has looked at: the text knows more than the file's name."""
    with transaction.atomic():
        document = Document.objects.select_for_update(no_key=True).get(pk=version.document_id)
        if version.number > 1 or not document.guessed:
            return
        first_pages = [stored_page(row) for row in version.pages.order_by("number")[:2]]
        first_words = "\n".join(page.text for page in first_pages)[:_FIRST_WORDS]
        title = version.title_in_file or first_heading(first_pages)
        if "title" in document.guessed:
            _learn_title(document, version, title, first_pages)
        title = " ".join(title.split())
        if "kind" in document.guessed:
            document.kind = guess_kind(guess_title(version.file_name), title, first_words)
        language = language_of(_texts(version)) if "language" in document.guessed else ""
        if language in _LANGUAGES:
            document.language = language
        if "plan_year" in document.guessed and not document.plan_year:
            _learn_plan_year(document, title, first_words)
        elif "plan_year" in document.guessed:
            _forget_last_day(document)
        _learn_more(document, first_words, _texts(version))
        document.save()
    version.document = document


def _texts(version: DocumentVersion) -> Iterator[str]:
    return version.pages.order_by("number").values_list("text", flat=True).iterator(chunk_size=100)


def _learn_title(document: Document, version: DocumentVersion, title: str, pages: Sequence[ExtractedPage]) -> None:
    titles = _own_titles(title, pages, version.file_name)
    title = choose_title(version.file_name, titles, client=current_client().name)
    beside = Document.objects.kept().filter(knowledge_base=document.knowledge_base).exclude(pk=document.pk)
    # Two documents of one title could not be told apart; their files' names can.
    if not beside.filter(title=title).exists():
        document.title = title


def _own_titles(title: str, pages: Sequence[ExtractedPage], file_name: str) -> list[str]:
    """Return what the document calls itself: in its file's own words, then in its first large heading.

    Where the file's name says nothing, a smaller heading is better than none.
    """
    blocks = pages[0].blocks[:_TITLE_BLOCKS] if pages else ()
    headings = [block for block in blocks if block.kind == "heading"]
    large = [block.text for block in headings if block.level == 1]
    return [title, *large, *([] if is_telling(file_name) else [block.text for block in headings])]


def _learn_plan_year(document: Document, title: str, first_words: str) -> None:
    years = {year.label: year for year in PlanYear.objects.all()}
    told = without_first_day(first_words) if document.kind in LASTING else first_words
    document.plan_year = guess_plan_year(title, years) or guess_plan_year(told, years)
    year = years.get(document.plan_year)
    if year and document.effective_from is None and document.effective_to is None:
        document.effective_from, document.effective_to = days_of_year(document.kind, year)


def _forget_last_day(document: Document) -> None:
    """Take back the last day of a plan year that was proposed before anybody knew that the document outlasts it."""
    year = PlanYear.objects.filter(label=document.plan_year).first()
    if year and (document.effective_from, document.effective_to) == (year.starts_on, year.ends_on):
        document.effective_from, document.effective_to = days_of_year(document.kind, year)


def _learn_more(document: Document, first_words: str, pages: Iterable[str]) -> None:
    """Propose what nobody is asked about at upload. Only what was found counts as guessed: none is an answer too."""
    found: dict[str, object] = {}
    if not document.plans:
        found["plans"] = guess_plans(document.title, pages, kind=document.kind)
    if not document.plan_year and document.effective_from is None and document.effective_to is None:
        found["effective_from"], found["effective_to"] = guess_period(first_words)
    # Who named the document has seen its title, and said whom it is for.
    if document.meant_for.is_everyone and "title" in document.guessed:
        found |= _people(document.title, first_words)
    for name, value in found.items():
        if value:
            setattr(document, name, value)
            document.guessed.append(name)
    if document.supersedes is None:
        document.supersedes = guess_superseded(document)
        document.guessed += ["supersedes"] if document.supersedes else []


def _people(title: str, first_words: str) -> dict[str, object]:
    classes = guess_audience(title, class_labels())
    # A class called "Part time" says it already; said twice, it would shut out whose hours nobody has entered.
    hours = "" if classes else guess_hours(title, first_words)
    return {"audience": classes, "work_states": guess_work_states(title, first_words), "hours": hours}
