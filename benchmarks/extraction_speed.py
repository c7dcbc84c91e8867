"""How fast PDFs are read, beside pdfium's bare text of the same pages in the same run, and whether memory stays flat.

python -m benchmarks.extraction_speed [FOLDER] [--pages 263 4000] [--rounds 3]

FOLDER's PDFs, or the demo companies' if none is given, are joined to files of the lengths asked for. The share is told
by the clock, the reader's start left out, and by the reader's seconds of the processor, its start within.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

import pypdfium2

from knowledge.extract.limits import DEFAULT_LIMITS
from knowledge.extract.run import Clock, child_events
from platform_admin.demo.bluefin.numbers import COMPANY as BLUEFIN
from platform_admin.demo.cedarmain.numbers import COMPANY as CEDARMAIN
from platform_admin.demo.documents import build_documents
from platform_admin.demo.juniper.numbers import COMPANY as JUNIPER

READ_ALONE = """
import re, sys
from pathlib import Path
from knowledge.extract import pdf
from knowledge.extract.limits import DEFAULT_LIMITS

class Nowhere:
    limits = DEFAULT_LIMITS
    def start(self, page_count): pass
    def page(self, page, picture_text=None): pass

pdf.read(Path(sys.argv[1]), Nowhere())
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1))
"""
LEAST_SHARE, MOST_GROWTH = 0.5, 0.2


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction_speed")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--pages", nargs="+", type=int, default=[263, 4_000])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args(arguments)
    peaks, shares = [], []
    heads = f"{'pages':>6}{'ours, pages/s':>15}{'pdfium, pages/s':>17}{'share':>8}{'by processor':>14}{'peak, MiB':>11}"
    print(heads)  # noqa: T201
    # In a process of its own, so that both sides begin in an empty one.
    apart = ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1)
    with tempfile.TemporaryDirectory() as scratch, apart:
        for pages in asked.pages:
            path = apart.submit(joined, asked.folder, pages, Path(scratch)).result()
            # Turn by turn, so that a busy machine is busy for both; the best of each counts.
            both = [(apart.submit(_bare_seconds, path).result(), _our_seconds(path)) for _ in range(asked.rounds)]
            bare, ours = (min(taken.clock for taken in side) for side in zip(*both, strict=True))
            bare_processor, our_processor = (min(taken.processor for taken in side) for side in zip(*both, strict=True))
            peaks.append(_peak_mib(path))
            shares.append(bare / ours)
            print(  # noqa: T201
                f"{pages:>6}{pages / ours:>15.1f}{pages / bare:>17.1f}{shares[-1]:>8.2f}"
                f"{bare_processor / our_processor:>14.2f}{peaks[-1]:>11.0f}"
            )
    growth = max(peaks) / min(peaks) - 1
    print(f"share of pdfium's speed {min(shares):.2f} (aim {LEAST_SHARE}); memory grows by {growth:.0%} (aim 20%)")  # noqa: T201
    return 0 if min(shares) >= LEAST_SHARE and growth <= MOST_GROWTH else 1


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
    """Seconds."""

    clock: float
    processor: float


def _bare_seconds(path: Path) -> Taken:
    started, processor = perf_counter(), process_time()
    with pypdfium2.PdfDocument(path) as document:
        for at in range(len(document)):
            page = document[at]
            text = page.get_textpage()
            text.get_text_bounded()
            text.close()
            page.close()
    return Taken(perf_counter() - started, process_time() - processor)


def _our_seconds(path: Path) -> Taken:
    job = {"name": "extract", "path": str(path), "content_type": "pdf", "limits": asdict(DEFAULT_LIMITS)}
    started = perf_counter()
    clock = Clock(silence_seconds=60, start_seconds=3_600, seconds_per_page=1)
    for event in child_events(job, DEFAULT_LIMITS, clock, None):
        if event["event"] == "start":
            started = perf_counter()
    return Taken(perf_counter() - started, event["processor_seconds"])


def _peak_mib(path: Path) -> float:
    """Return the most memory that reading the file takes, in a process that does nothing else.

    Not what a child says of itself: the kernel counts the memory its parent had at its start into that.
    """
    done = subprocess.run([sys.executable, "-c", READ_ALONE, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
