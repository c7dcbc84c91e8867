"""A list of people from its file to its lines, in a worker: kept, looked through, compared, and the file deleted.

    WAITING -> CHECKING -> COMPARING -> DONE       CHECKING -> ASKING -> COMPARING: one thing only HR can say
                  └─ REFUSED                       any of them -> STOPPED

One process reads a list, under a lock that it loses by dying; the next goes on behind the last line that was stored.
Whoever sent the list may be gone by then: it is the client's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import structlog
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import InvitationLine, InvitationList, User
from accounts.roster import Survey, lines_of, survey
from accounts.roster_compare import Seen, absent_from, missing_line
from accounts.roster_dates import DayOrder
from accounts.roster_lines import Rules, look_at
from accounts.workbooks import SheetRow, rows_of_workbook
from tenants.clock import moment_in_words, today
from tenants.csv_lists import WORKBOOK_STARTS, ListRefused, rows_in
from tenants.one_at_a_time import alone, one_at_a_time
from tenants.storage import ClientStorage, scratch_copy

Reading = InvitationList.Reading
STOPPABLE = (*InvitationList.BEING_READ, Reading.ASKING)
# What is quick is read while the page waits for it, about a second.
READ_AT_ONCE_BYTES = 64 * 1024
LINES_AT_ONCE = 1000
_CHUNK = 256 * 1024
log = structlog.get_logger(__name__)


class ListBusy(ValueError):
    """Another list is at work; the message says which and what to do."""


class _NotWanted(RuntimeError):
    """Somebody has stopped the reading."""


def receive(file: File, *, name: str, by: User | None, now: datetime, is_by_platform: bool = False) -> InvitationList:
    """Keep the file to be read. Raises ListBusy while another list is read or worked off, and StorageUnavailable."""
    with transaction.atomic():
        refuse_second()
        listing = InvitationList(
            made_by=by, is_by_platform=is_by_platform, created_at=now, file_name=name[-255:], reading=Reading.WAITING
        )
        # A process that dies here leaves a file that no row holds, which is found as a stray.
        listing.file = ClientStorage().save(None, file)
        listing.save(force_insert=True)
    return listing


def refuse_second(*, but: InvitationList | None = None) -> None:
    """Raise ListBusy while a list of this client is at work; until the transaction ends, none begins."""
    one_at_a_time("list of people")
    other = InvitationList.objects.at_work().exclude(pk=but and but.pk).first()
    if other is None:
        return
    what = "worked off" if other.confirmed_at else "read"
    raise ListBusy(
        f"Another list, of {moment_in_words(other.created_at)}, is being {what}."
        " Wait until it is done, or have it stopped."
    )


def is_quick(listing: InvitationList, size: int) -> bool:
    """Whether the list can be read while a page waits. To begin the process that opens workbooks takes too long."""
    with listing.file.open("rb") as file:
        return size <= READ_AT_ONCE_BYTES and not _is_workbook(file)


def read_on(list_id: UUID) -> None:
    """Read the list to its end, from where it is; nothing if another process is at it or it is not to be read."""
    with alone(f"read list of people:{list_id}") as is_alone:
        listing = InvitationList.objects.being_read().filter(pk=list_id).first()
        if not is_alone or listing is None:
            return
        try:
            _read(listing)
        except _NotWanted:
            forget_file(listing)
        except (ListRefused, FileNotFoundError) as refused:
            missing = "The file is no longer there. Choose it again."
            _refuse(listing, str(refused) if isinstance(refused, ListRefused) else missing)


def say_order(listing: InvitationList, order: DayOrder) -> bool:
    """Say in which order the list writes its days, and let it be read on; False if that is not asked."""
    asking = InvitationList.objects.filter(pk=listing.pk, reading=Reading.ASKING)
    told = {**(listing.survey or {}), "day_order": order.value}
    return bool(asking.update(reading=Reading.COMPARING, survey=told, lines_read=0))


def stop_reading(listing: InvitationList) -> bool:
    """Read no further, and let the file go; False if the list is not being read."""
    stoppable = InvitationList.objects.filter(pk=listing.pk, reading__in=STOPPABLE)
    with transaction.atomic():
        if not stoppable.update(reading=Reading.STOPPED):
            return False
        listing.lines.all().delete()
    forget_file(listing)
    return True


def _read(listing: InvitationList) -> None:
    if listing.reading in (Reading.WAITING, Reading.CHECKING):
        _step(listing, Reading.CHECKING, lines_read=0)
        with _rows(listing) as rows:
            told = survey(_counted(rows, listing), today=today())
        asks = told.day_order == DayOrder.ASK
        _step(listing, Reading.ASKING if asks else Reading.COMPARING, survey=asdict(told), lines_read=0)
        if asks:
            return
    _compare(listing, Survey(**listing.survey))
    _finish(listing)


def _compare(listing: InvitationList, told: Survey) -> None:
    last = listing.lines.exclude(status=InvitationLine.Status.MISSING).order_by("number").last()
    seen = Seen.in_lines_of(listing)
    rules = Rules.now(order=DayOrder(told.day_order), today=today(), may_bring_hr=not listing.is_by_platform)
    with _rows(listing) as rows:
        left = (line for line in lines_of(rows, told) if last is None or line.number > last.number)
        while some := list(islice(left, LINES_AT_ONCE)):
            compared = look_at(some, seen, rules, now=timezone.now())
            for row in compared:
                row.list = listing
            with transaction.atomic():
                _step(listing, Reading.COMPARING, lines_read=listing.lines_read + len(some))
                InvitationLine.objects.bulk_create(compared, batch_size=500)


def _finish(listing: InvitationList) -> None:
    """Store who is not in the list, and let it be looked at."""
    employees = User.objects.filter(role=User.Role.EMPLOYEE, is_active=True).count()
    with transaction.atomic():
        last = listing.lines.order_by("number").last()
        first = last.number + 1 if last else 1
        absent = absent_from(listing).iterator(chunk_size=LINES_AT_ONCE)
        lines = (missing_line(person, number) for number, person in enumerate(absent, start=first))
        while some := list(islice(lines, LINES_AT_ONCE)):
            for line in some:
                line.list = listing
            InvitationLine.objects.bulk_create(some, batch_size=500)
        _step(listing, Reading.DONE, employees=employees)
    forget_file(listing)


def _counted(rows: Iterator[SheetRow], listing: InvitationList) -> Iterator[SheetRow]:
    """Pass the rows on, and say now and then how many there were."""
    for number, row in enumerate(rows, start=1):
        if number % (5 * LINES_AT_ONCE) == 0:
            _step(listing, Reading.CHECKING, lines_read=number)
        yield row


def _step(listing: InvitationList, reading: Reading, **facts: object) -> None:
    """Say how far the reading is; raises _NotWanted once somebody has stopped it."""
    if not InvitationList.objects.being_read().filter(pk=listing.pk).update(reading=reading, **facts):
        raise _NotWanted
    for name, value in {"reading": reading, **facts}.items():
        setattr(listing, name, value)


def _refuse(listing: InvitationList, sentence: str) -> None:
    with transaction.atomic():
        listing.lines.all().delete()
        InvitationList.objects.being_read().filter(pk=listing.pk).update(
            reading=Reading.REFUSED, refusal=sentence[:500], survey=None
        )
    log.info("list_of_people_refused", list=str(listing.pk))
    forget_file(listing)


def forget_file(listing: InvitationList) -> None:
    """Delete the file of the list, if it still has one."""
    key = InvitationList.objects.filter(pk=listing.pk).values_list("file", flat=True).first()
    if key:
        ClientStorage().delete(key)
        InvitationList.objects.filter(pk=listing.pk).update(file="")


def forget_left_files() -> None:
    """Delete the files of lists that are not to be read any more: a process may die before it does."""
    for listing in InvitationList.objects.exclude(file="").exclude(reading__in=STOPPABLE):
        forget_file(listing)


@contextmanager
def _rows(listing: InvitationList) -> Iterator[Iterator[SheetRow]]:
    """Lend the rows of the file, from a copy on the local disk that is gone afterwards."""
    if not listing.file:
        raise FileNotFoundError
    with (
        listing.file.open("rb") as stored,
        scratch_copy(iter(partial(stored.read, _CHUNK), b""), prefix="people-") as copy,
    ):
        rows = _rows_of(copy)
        try:
            yield rows
        finally:
            rows.close()


def _rows_of(file: BinaryIO) -> Iterator[SheetRow]:
    if not _is_workbook(file):
        for number, cells in rows_in(file):
            yield SheetRow("", number, cells)
        return
    for row in rows_of_workbook(Path(file.name)):
        yield SheetRow(row.sheet, row.number, [" ".join(cell.split()) for cell in row.cells], row.is_hidden, row.notes)


def _is_workbook(file: BinaryIO) -> bool:
    """Tell by the first bytes of a file that nobody has read of; a store's cannot be put back."""
    return file.read(4).startswith(WORKBOOK_STARTS)
