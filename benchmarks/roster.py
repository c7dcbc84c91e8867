"""A list of 100,000 people: how long it is read and compared, and how much memory the process takes for it.

bin/benchmark roster [--people 100000]

Four of five in the list have an account, one of twenty of those with another state than the list tells; the others are
new. Each reading runs in a process of its own, so that its memory is its own: what it took before it began, and at
most. Makes a client's schema in the database of the settings, and drops it again.
"""

import argparse
import io
import sys
from collections.abc import Sequence
from time import perf_counter

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.core.files.base import ContentFile
from django.utils import timezone
from openpyxl import Workbook

from accounts.models import InvitationList, User
from accounts.roster_job import read_on, receive
from benchmarks.house import temporary_client
from benchmarks.processor import in_own_process, mib, processor_seconds

HEAD = ("employee_id", "email", "name", "status", "work_state", "hours", "hire_date", "pay_calendar")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.roster")
    parser.add_argument("--people", type=int, default=100_000)
    number = parser.parse_args(arguments).people
    with temporary_client():
        in_own_process(lambda: _make_people(number))
        for name, content in (("csv", _csv(number)), ("xlsx", _xlsx(number))):
            listing = receive(ContentFile(content), name=f"people.{name}", by=None, now=timezone.now())
            sys.stdout.write(f"{name:<5}{len(content) / 1e6:.1f} MB  ")
            sys.stdout.flush()
            del content
            in_own_process(lambda listing=listing: _measure(listing))
            listing.refresh_from_db()
            statuses = listing.lines.filter(status="ready")
            told = f"{listing.reading}, {listing.lines.count():,} lines, {statuses.count():,} ready"
            sys.stdout.write(f"      {told}, {statuses.filter(is_change=True).count():,} of them changes\n")
            listing.lines.all().delete()
    return 0


def _row(place: int) -> tuple[str, ...]:
    state = "Texas" if place % 25 == 0 else "Ohio"
    day = f"{1996 + place % 30}-{1 + place % 12:02}-{1 + place % 28:02}"
    return (f"{place:07}", f"person.{place}@benchmark.example", f"Person {place}", "active", state, "FT", day, "BW")


def _csv(number: int) -> bytes:
    return "\n".join(",".join(row) for row in (HEAD, *(_row(place) for place in range(number)))).encode()


def _xlsx(number: int) -> bytes:
    book, file = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("People")
    sheet.append(HEAD)
    for place in range(number):
        sheet.append(_row(place))
    book.save(file)
    return file.getvalue()


def _make_people(number: int) -> None:
    for first in range(0, number * 4 // 5, 5000):
        User.objects.bulk_create(
            User(
                email=f"person.{place}@benchmark.example",
                name=f"Person {place}",
                employee_id=f"{place:07}",
                work_state="OH",
                hours="full_time",
                hire_date=_row(place)[6],
                pay_calendar="BW",
            )
            for place in range(first, min(first + 5000, number * 4 // 5))
        )


def _measure(listing: InvitationList) -> None:
    before, began, worked = mib("VmRSS"), perf_counter(), processor_seconds()
    read_on(listing.pk)
    seconds, own, peak = perf_counter() - began, processor_seconds() - worked, mib("VmHWM")
    sys.stdout.write(f"{seconds:.1f} s, {own:.1f} of a processor; {peak:.0f} MiB at most, {before:.0f} before\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
