"""A workbook of 5,000 rows of a plan year: how long it is read, looked at and taken over, and how much memory it takes.

bin/benchmark workbook [--rows 5000]

The rows are a demo company's plans many times over. Once all of them are new, once each differs in its paper, once they
are there as they stand in the file. Each of it runs in a process of its own, so that its memory is its own. Makes a
client's schema in the database of the settings, and drops it again.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from benchmarks.house import temporary_client
from benchmarks.processor import in_own_process, mib, processor_seconds
from benefits.catalogue.rows import Row
from benefits.catalogue.stored import OF_YEARS
from benefits.catalogue.write import write
from benefits.models import CatalogueUpload, Plan, PlanYear
from benefits.workbook.compare import compare
from benefits.workbook.read import read_workbook
from benefits.workbook.sheets import write_workbook
from benefits.workbook.uploads import lines_of, receive, take_over
from platform_admin.demo.catalogue import catalogue_rows
from platform_admin.demo.numbers import company
from platform_admin.seed_company import seed_contacts_of, seed_frame
from tenants.canonical import digest_of_lines

AIM_SECONDS = 60


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark workbook")
    parser.add_argument("--rows", type=int, default=5000)
    wanted = parser.parse_args(arguments).rows
    with temporary_client():
        demo = company("bluefin")
        seed_frame(demo)
        seed_contacts_of(demo)
        owner = User.objects.create_user("hr@benchmark.example", name="HR", role="hr_admin", password=None)
        year = PlanYear.objects.latest("starts_on")
        write(_rows(list(catalogue_rows(demo)), year.label, wanted), by=owner, review=True)
        began = perf_counter()
        content = write_workbook(year)
        _tell(f"written in {perf_counter() - began:.1f} s, {len(content) / 1e6:.1f} MB")
        _measure("all there", content, owner)
        for table in OF_YEARS:
            if table.is_reviewed:
                table.model.objects.update(source_title="Last year's guide")
        _measure("all changed", content, owner)
        Plan.objects.filter(plan_year=year).update(predecessor=None)
        Plan.objects.filter(plan_year=year).delete()
        _measure("all new", content, owner)
    return 0


def _rows(rows: list[Row], label: str, wanted: int) -> Iterator[Row]:
    """Yield the rows of the company, and its plans of the year again under other names until there are so many."""
    yield from rows
    left = wanted - sum(row.key.get("plan_year") == label or row.table == "pay_calendar" for row in rows)
    plans = [row for row in rows if row.key.get("plan_year") == label and {"plan", "short_name"} & row.key.keys()]
    number = 1
    while left > 0:
        number += 1
        for row in plans[:left]:
            name = "plan" if "plan" in row.key else "short_name"
            again = f"{row.key[name]} {number}"
            values = row.values if name == "plan" else {**row.values, "name": again, "predecessor": None}
            yield replace(row, key={**row.key, name: again}, values=values)
        left -= len(plans)


def _measure(what: str, content: bytes, owner: User) -> None:
    _tell(f"{what}:")
    file = ContentFile(content, name="plans.xlsx")
    in_own_process(lambda: _timed("read", lambda: read_workbook(file)))
    in_own_process(lambda: _timed("uploaded and looked at", lambda: receive(file, by=owner, now=timezone.now())))
    upload = CatalogueUpload.objects.latest("made_at")
    lines = lines_of(upload)
    in_own_process(lambda: _timed("looked at again", lambda: compare(lines)))
    seen = digest_of_lines(compare(lines))

    def take() -> None:
        with transaction.atomic():
            taken = take_over(upload, seen=seen, by=owner, is_checked=True, now=timezone.now())
        if taken.outcome != "taken over":
            raise RuntimeError(f"It was not taken over: {taken.outcome}.")

    in_own_process(lambda: _timed("taken over", take))
    _tell(f"  {len(lines):,} rows")


def _timed(name: str, act: Callable[[], object]) -> None:
    before, began, worked = mib("VmRSS"), perf_counter(), processor_seconds()
    act()
    seconds, own = perf_counter() - began, processor_seconds() - worked
    _tell(
        f"  {name}: {seconds:.1f} s (aim {AIM_SECONDS}), {own:.1f} of a processor; "
        f"{mib('VmHWM'):.0f} MiB at most, {before:.0f} before"
    )


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
