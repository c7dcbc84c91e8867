"""A document as HR sees it in a list: its newest version, what becomes of it, and what may be done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone

from benefits.audience import audience_words, class_labels
from knowledge.extract.failure import OF_THE_FILE
from knowledge.ingestion.queue import files_before
from knowledge.lifecycle.life import TONES, State, states_of, successors_of
from knowledge.models import Document, DocumentVersion
from knowledge.pace import pictures_label, pictures_waiting_label, time_left
from knowledge.workbench.shown_warnings import open_counts
from tenants.clock import day_in_words, today

Status = DocumentVersion.Status
WAITING_AGAIN = "Waiting to try again"
MOST_PAGES_NAMED = 12
CANCELLING = "Cancelling"
WITHOUT_PICTURES = "Searchable; being finished without the pictures that could not be read"


@dataclass(frozen=True)
class Successor:
    """A published document that takes the place of another."""

    document: Document
    first_day: date | None  # None = from the moment it was published
    people: str  # for whom of the other's people alone, in words; "" = for all of them


@dataclass(frozen=True)
class DocumentRow:
    document: Document
    version: DocumentVersion  # the newest
    audience: str
    state: State
    tone: str  # of its badge; "" = plain
    notes: tuple[str, ...]  # until when, instead of what, by whom it is waited for
    successors: tuple[Successor, ...]  # the published documents that take its place
    progress_label: str
    progress_note: str  # what waits until it is done; "" = nothing that anybody would look for
    done: int
    total: int  # 0: nobody knows yet
    time_left: str  # in words; "" while nobody can know
    is_in_progress: bool
    is_published: bool
    has_unpublished_version: bool
    warning_count: int  # open ones
    may_check: bool
    may_publish: bool
    publishing_waits: bool  # for the pictures of text in it
    may_unpublish: bool
    may_retry: bool
    may_leave_out_pictures: bool  # could not be read; the rest of the file can be found
    missing_words: str  # which pages those are; "" where nothing is missing
    needs_other_file: bool  # reading the same one again would end the same way
    may_cancel: bool
    may_replace: bool
    may_delete: bool


def document_rows(documents: Iterable[Document]) -> list[DocumentRow]:
    """Return the rows of these documents; their versions are best prefetched."""
    listed = list(documents)
    ids = [document.pk for document in listed]
    labels, day = class_labels(), today()
    states, successors, warnings = states_of(ids, day), successors_of(ids), open_counts(ids)
    before = files_before() if any(_is_in_line(one) for document in listed for one in document.versions.all()) else {}
    rows = []
    for document in listed:
        # One that was erased a moment ago has no state any more.
        state = states.get(document.pk, State.DELETING)
        audience = audience_words(document.meant_for, labels) or "Everyone"
        met = (one for one in successors.get(document.pk, ()) if one.meant_for.may_meet(document.meant_for))
        taken = tuple(_successor(document, newer, labels) for newer in met)
        row = _row(document, state, taken, audience, day, warning_count=warnings[document.pk])
        rows.append(_in_line(row, before[row.version.pk]) if row.version.pk in before else row)
    return rows


def _row(
    document: Document,
    state: State,
    successors: tuple[Successor, ...],
    audience: str,
    day: date,
    *,
    warning_count: int,
) -> DocumentRow:
    versions = sorted(document.versions.all(), key=lambda version: version.number, reverse=True)
    newest = versions[0]
    ready = next((version for version in versions if version.is_ready), None)
    is_kept = not document.is_being_deleted
    is_working = newest.is_in_progress
    is_new_ready = ready is not None and ready.pk != document.published_version_id
    is_unseen = ready is not None and ready.reviewed_at is None and (is_new_ready or bool(document.guessed))
    step = _counted_step(newest)
    is_hopeless = newest.status == Status.FAILED and newest.failure_code in OF_THE_FILE
    return DocumentRow(
        document=document,
        version=newest,
        audience=audience,
        state=state,
        tone=TONES.get(state, ""),
        notes=_notes(document, state, successors, day),
        successors=successors if document.is_published else (),
        progress_label=_progress_label(newest),
        progress_note=_progress_note(newest),
        done=step.done,
        total=step.total,
        time_left=_time_left(newest, step),
        is_in_progress=is_working or not is_kept,
        is_published=document.is_published,
        has_unpublished_version=document.is_published and is_new_ready,
        warning_count=warning_count,
        may_check=is_kept and is_unseen and not is_working,
        may_publish=is_kept and is_new_ready,
        publishing_waits=is_kept and newest.waits_for_pictures and not is_new_ready,
        may_unpublish=is_kept and document.is_published,
        may_retry=is_kept and newest.may_be_retried and not is_hopeless,
        may_leave_out_pictures=is_kept and newest.lacks_pictures,
        missing_words=missing_words(newest),
        needs_other_file=is_kept and is_hopeless,
        may_cancel=is_kept and is_working and not newest.cancel_requested,
        may_replace=is_kept and not is_working,
        may_delete=is_kept,
    )


def _successor(older: Document, newer: Document, labels: Mapping[str, str]) -> Successor:
    is_for_all = newer.meant_for.covers(older.meant_for)
    people = "" if is_for_all else audience_words(newer.meant_for.shared_with(older.meant_for), labels)
    return Successor(newer, newer.effective_from, people)


def _notes(document: Document, state: State, successors: Sequence[Successor], day: date) -> tuple[str, ...]:
    notes = []
    successor = next((one.document for one in successors if not one.people), None)
    if state == State.SUPERSEDED:
        notes.append(f"by “{successor.title}”" if successor else "")
    elif state == State.EXPIRED:
        notes.append(f"on {day_in_words(document.effective_to)}")
    elif state == State.PUBLISHED and successor and successor.effective_from:
        notes.append(f"until {day_in_words(successor.effective_from - timedelta(days=1))}, then “{successor.title}”")
    elif state == State.PUBLISHED and document.effective_from and document.effective_from > day:
        notes.append(f"in force from {day_in_words(document.effective_from)}")
    elif state == State.READ:
        notes.append("Nobody has checked it yet.")
    elif state == State.REVIEWED:
        notes.append("Not published.")
    if state == State.PUBLISHED:
        notes += [_partly_superseded(one, day) for one in successors if one.people]
    if document.scheduled_on:
        number = next(one.number for one in document.versions.all() if one.pk == document.scheduled_version_id)
        what = f"Version {number}" if document.is_published else "It"
        notes.append(f"{what} is published on {day_in_words(document.scheduled_on)}.")
    return tuple(note for note in notes if note)


def _partly_superseded(successor: Successor, day: date) -> str:
    first_day = successor.first_day
    begins = f" from {day_in_words(first_day)} on" if first_day and first_day > day else ""
    return f"Superseded for {successor.people}{begins} by “{successor.document.title}”"


def _is_in_line(version: DocumentVersion) -> bool:
    """Whether only its pictures are to be read, and nobody reads them yet."""
    is_unwanted = version.cancel_requested or version.without_pictures
    return version.waits_for_pictures and version.status == Status.RECEIVED and not is_unwanted


def _in_line(row: DocumentRow, before: int) -> DocumentRow:
    """Return the row of a file whose pictures wait for other files: its own bar would stand still at nothing."""
    if not _is_in_line(row.version) or row.version.retry_at:
        return row
    label = pictures_waiting_label(row.version.pictures_count, before=before)
    return replace(row, progress_label=label, done=0, total=0, time_left="")


@dataclass(frozen=True)
class _CountedStep:
    """How many pages of the step at work are done; a total of 0 where nobody counts."""

    done: int = 0
    total: int = 0


def _counted_step(version: DocumentVersion) -> _CountedStep:
    # A run that is just beginning says of itself that it reads pages, whatever is left of the file.
    if version.waits_for_pictures and version.without_pictures:
        return _CountedStep()
    if version.waits_for_pictures:
        return _CountedStep(version.pictures_done, version.pictures_count)
    is_reading = version.status == Status.EXTRACTING
    return _CountedStep(version.pages_done, version.page_count) if is_reading else _CountedStep()


def _progress_label(version: DocumentVersion) -> str:
    if version.cancel_requested:
        return CANCELLING
    if version.waits_for_pictures:
        return WITHOUT_PICTURES if version.without_pictures else pictures_label(version.pictures_count)
    if version.status == Status.RECEIVED and version.failure_code:
        return WAITING_AGAIN
    return version.get_status_display()


def missing_words(version: DocumentVersion) -> str:
    """Return on which pages text in pictures could not be read, "" where nothing is missing."""
    if not version.is_in_part:
        return ""
    unread = list(version.unread_pictures().values_list("number", flat=True))
    named = ", ".join(map(str, unread[:MOST_PAGES_NAMED]))
    more = f" and {len(unread) - MOST_PAGES_NAMED} more" if len(unread) > MOST_PAGES_NAMED else ""
    return f"page{'' if len(unread) == 1 else 's'} {named}{more}" if unread else ""


def _progress_note(version: DocumentVersion) -> str:
    if not version.waits_for_pictures or version.cancel_requested:
        return ""
    if version.without_pictures:
        return "Check it and publish it once it is ready: pages that lack something are named."
    if version.publish_when_ready:
        return "It is published by itself once they are read."
    return "It can be published once they are read."


def _time_left(version: DocumentVersion, step: _CountedStep) -> str:
    if not step.total or version.reading_since is None or version.cancel_requested:
        return ""
    seconds = (timezone.now() - version.reading_since).total_seconds()
    return time_left(done=step.done, total=step.total, seconds=seconds)
