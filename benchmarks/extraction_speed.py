"""How fast PDFs are read, beside pdfium's bare text of the same pages in the same run, and whether memory stays flat.

python -m benchmarks.extraction_speed [FOLDER] [--pages 263 4000] [--rounds 5] [--readers 2] [--wait 0]

FOLDER's PDFs, or the demo companies' if none is given, are joined to files of the lengths asked for. Each is read by
one reader, by several, and bare, in turn; the shares are medians of the rounds. By the clock the readers' start is left
out, by their seconds of the processor it is within. Memory is the most of any reader, and of all processes together.
On a busy machine the clock says nothing of several readers: what share of the processors other work had meanwhile is
told, and --wait gives so many seconds in all to wait for moments without other work before each round.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import pypdfium2

from knowledge.extract.limits import DEFAULT_LIMITS
from knowledge.extract.listen import Clock, child_events
from platform_admin.demo.bluefin.numbers import COMPANY as BLUEFIN
from platform_admin.demo.cedarmain.numbers import COMPANY as CEDARMAIN
from platform_admin.demo.documents import build_documents
from platform_admin.demo.juniper.numbers import COMPANY as JUNIPER

READ_BARE = """
import sys
from time import perf_counter, process_time
import pypdfium2

started, processor = perf_counter(), process_time()
with pypdfium2.PdfDocument(sys.argv[1]) as document:
    for at in range(len(document)):
        page = document[at]
        text = page.get_textpage()
        text.get_text_bounded()
        text.close()
        page.close()
print(perf_counter() - started, process_time() - processor, process_time())
"""
LEAST_SHARE, MOST_GROWTH = 0.5, 0.2
QUIET_SECONDS, QUIET_SHARE = 0.5, 0.2


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction_speed")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--pages", nargs="+", type=int, default=[263, 4_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--readers", type=int, default=2)
    parser.add_argument("--wait", type=float, default=0.0)
    asked = parser.parse_args(arguments)
    numbers = sorted({1, asked.readers})
    rows: dict[int, list[Row]] = {number: [] for number in numbers}
    wait = Wait(asked.wait)
    _show("pages readers  pages/s    bare  share by processor  others  peak, MiB")
    with tempfile.TemporaryDirectory() as scratch:
        for pages in asked.pages:
            path = joined(asked.folder, pages, Path(scratch))
            _our_seconds(path, 1)  # the starter is there before anything is timed
            rounds = []
            for _ in range(asked.rounds):
                wait.for_quiet()
                bare = _bare_seconds(path)
                rounds.append((bare, {number: _our_seconds(path, number) for number in numbers}))
            for number in numbers:
                row = _row(path, number, [(bare, ours[number]) for bare, ours in rounds])
                rows[number].append(row)
                speed = f"{pages:>5}{number:>8}{pages / row.ours:>9.1f}{pages / row.bare:>8.1f}{row.share:>7.2f}"
                memory = f"{row.reader_mib:.0f} a reader, {row.together_mib:.0f} together"
                each = ", ".join(f"{share:.2f}" for share in row.shares)
                _show(f"{speed}{row.processor_share:>13.2f}{row.others:>8.0%}  {memory}  (each round {each})")
    return _judged(asked.readers, rows[asked.readers])


class Wait:
    """Waits for moments in which nothing else is at work, as long as there is time left for it."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    def for_quiet(self) -> None:
        while self._left > 0:
            started, busy = perf_counter(), _busy_seconds()
            sleep(QUIET_SECONDS)
            if _busy_seconds() - busy < QUIET_SHARE * QUIET_SECONDS:
                return
            self._left -= perf_counter() - started


def _busy_seconds() -> float:
    """Return what all processors of the machine have been at work."""
    user, nice, system, _, _, *rest = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Row:
    ours: float
    bare: float
    shares: tuple[float, ...]
    processor_share: float
    others: float
    reader_mib: float
    together_mib: float

    @property
    def share(self) -> float:
        return median(self.shares)


def _row(path: Path, readers: int, rounds: Sequence[tuple["Taken", "Taken"]]) -> Row:
    memory = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory", str(path), str(readers)], capture_output=True, text=True, check=True
    )
    reader_mib, together_mib = map(float, memory.stdout.split()[-2:])
    return Row(
        ours=median(ours.clock for _, ours in rounds),
        bare=median(bare.clock for bare, _ in rounds),
        shares=tuple(bare.clock / ours.clock for bare, ours in rounds),
        processor_share=median(bare.processor / ours.processor for bare, ours in rounds),
        others=median(max(bare.others, ours.others) for bare, ours in rounds),
        reader_mib=reader_mib,
        together_mib=together_mib,
    )


def _judged(readers: int, rows: Sequence[Row]) -> int:
    share = min(row.share for row in rows)
    growths = [
        max(sizes) / min(sizes) - 1 for sizes in zip(*((row.reader_mib, row.together_mib) for row in rows), strict=True)
    ]
    told = f"{growths[0]:.0%} a reader, {growths[1]:.0%} together"
    _show(
        f"{readers} readers: share of pdfium's speed {share:.2f} (aim {LEAST_SHARE}); memory grows by {told} (aim 20%)"
    )
    return 0 if share >= LEAST_SHARE and max(growths) <= MOST_GROWTH else 1


def _show(*parts: str) -> None:
    print(*parts, sep="", flush=True)  # noqa: T201


def joined(folder: Path | None, pages: int, scratch: Path) -> Path:
    """Join the folder's documents, over and over, to one file of so many pages."""
    path = scratch / f"{pages}.pdf"
    with pypdfium2.PdfDocument.new() as whole:
        documents = [pypdfium2.PdfDocument(source) for source in _pdfs(folder, scratch)]
        # Document by document: page by page, each would bring its fonts along once more.
        for document in cycle(documents):
            left = pages - len(whole)
            if not left:
                break
            whole.import_pages(document, list(range(min(left, len(document)))))
        whole.save(path)
        for document in documents:
            document.close()
    return path


def _pdfs(folder: Path | None, scratch: Path) -> Iterator[Path]:
    if folder is not None:
        yield from sorted(folder.rglob("*.pdf"))
        return
    for company in (BLUEFIN, JUNIPER, CEDARMAIN):
        for document in build_documents(company):
            if document.file_name.endswith(".pdf"):
                path = scratch / document.file_name
                path.write_bytes(document.content)
                yield path


@dataclass(frozen=True)
class Taken:
    """Seconds, and what share of the machine's processors other work had meanwhile."""

    clock: float
    processor: float
    others: float


def _bare_seconds(path: Path) -> Taken:
    """Return what pdfium alone takes in a process of its own, which is gone before anything else is timed."""
    busy, began = _busy_seconds(), perf_counter()
    done = subprocess.run([sys.executable, "-c", READ_BARE, str(path)], capture_output=True, text=True, check=True)
    whole, busy = perf_counter() - began, _busy_seconds() - busy
    clock, processor, own = map(float, done.stdout.split())
    return Taken(clock, processor, max(0.0, (busy - own) / (whole * (os.cpu_count() or 1))))


def _our_seconds(path: Path, readers: int) -> Taken:
    job = {"name": "extract", "path": str(path), "content_type": "pdf"}
    started, busy = perf_counter(), _busy_seconds()
    clock = Clock(silence_seconds=60, start_seconds=3_600, seconds_per_page=1)
    for event in child_events(job, replace(DEFAULT_LIMITS, readers=readers), clock, None):
        if event["event"] == "start":
            started, busy = perf_counter(), _busy_seconds()
    whole, busy, processor = perf_counter() - started, _busy_seconds() - busy, event["processor_seconds"]
    return Taken(whole, processor, max(0.0, (busy - processor) / (whole * (os.cpu_count() or 1))))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
