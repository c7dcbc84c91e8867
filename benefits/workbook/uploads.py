"""A workbook from its upload to being taken over: looked at first, then all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from benefits.catalogue.write import CATALOGUE
from benefits.models import CatalogueUpload
from benefits.workbook.compare import ComparedLine, compare, write_lines
from benefits.workbook.read import BookLine, read_workbook
from tenants.audit.log import record
from tenants.canonical import digest_of_lines
from tenants.context import current_client
from tenants.one_at_a_time import one_at_a_time

KEPT = timedelta(days=1)
# Whoever is new sees the workbook to fill in when they first sign in, which may be weeks later.
KEPT_TO_FILL_IN = timedelta(days=90)
Outcome = Literal["taken over", "done before", "changed meanwhile", "refused"]


@dataclass(frozen=True)
class Taken:
    outcome: Outcome
    reviewed: int = 0  # rows that somebody stands behind by this


def receive(file: File, *, by: User, now: datetime) -> CatalogueUpload:
    """Read a workbook and keep what it says to be looked at. Raises ListRefused."""
    book = read_workbook(file)
    compared = compare(book.lines)
    with transaction.atomic():
        upload = CatalogueUpload.objects.create(
            file_name=(file.name or "")[-200:],
            lines=[line.as_json() for line in book.lines],
            notes=book.notes,
            seen=[line.as_json() for line in compared],
            made_by=by,
            made_at=now,
        )
        record("catalogue.workbook_read", actor=by, subject=upload, rows=len(book.lines))
    return upload


def lines_of(upload: CatalogueUpload) -> list[BookLine]:
    return [BookLine(**line) for line in upload.lines]


def moved_since_reading(upload: CatalogueUpload, compared: Sequence[ComparedLine]) -> set[int]:
    """Return the places of the lines that would do something else by now than when the file was read."""
    pairs = enumerate(zip(upload.seen, compared, strict=True))
    return {place for place, (seen, line) in pairs if seen != line.as_json()}


def take_over(upload: CatalogueUpload, *, seen: str, by: User | None, is_checked: bool, now: datetime) -> Taken:
    """Write all of it, or nothing. `seen` is the digest of what whoever confirms has looked at.

    No paper stands behind a template, so nobody has checked its rows against one: they wait for their review.
    """
    with transaction.atomic():
        # What is compared here is what is written: until the end nobody else writes.
        one_at_a_time(CATALOGUE)
        held = CatalogueUpload.objects.select_for_update().get(pk=upload.pk)
        if held.applied_at is not None:
            return Taken("done before")
        lines = lines_of(held)
        if digest_of_lines(compare(lines)) != seen:
            return Taken("changed meanwhile")
        is_checked = is_checked and not held.is_template
        why = f"{'Template' if held.is_template else 'Workbook'} {held.file_name}"[:300]
        diff = write_lines(lines, by=by, why=why, review=is_checked)
        if diff is None:
            return Taken("refused")
        signed = sum(change.is_reviewed_now for change in diff.changes)
        CatalogueUpload.objects.filter(pk=held.pk).update(applied_at=now, applied_by=by)
        record(
            "catalogue.workbook_taken_over",
            actor=by,
            subject=held,
            rows=len(lines),
            checked=is_checked,
            reviewed=signed,
        )
    return Taken("taken over", signed)


def forget_left_uploads(now: datetime) -> int:
    """Forget workbooks a day after they came; return how many. What was taken over has its history in the catalogue.

    Of a template stay the rows that wait to be filled in; what of it was written is not needed for that. Under a legal
    hold nothing goes.
    """
    if current_client().is_held:
        return 0
    old = CatalogueUpload.objects.filter(made_at__lt=now - KEPT)
    waiting = old.filter(is_template=True, made_at__gte=now - KEPT_TO_FILL_IN).exclude(unfilled=[])
    waiting.filter(applied_at__isnull=False).exclude(lines=[], seen=[]).update(lines=[], seen=[])
    _, by_model = old.exclude(pk__in=waiting.values("pk")).delete()
    return by_model.get(CatalogueUpload._meta.label, 0)
