"""How fast PDFs are read, beside pdfium's bare text of the same pages in the same run, and whether memory stays flat.

python -m benchmarks.extraction_speed [FOLDER] [--pages 263 4000] [--rounds 3]

FOLDER's PDFs, or the demo companies' if none is given, are joined to files of the lengths asked for.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

import pypdfium2

from knowledge.extract.limits import DEFAULT_LIMITS
from knowledge.extract.run import Clock, child_events
from platform_admin.demo.bluefin.numbers import COMPANY as BLUEFIN
from platform_admin.demo.cedarmain.numbers import COMPANY as CEDARMAIN
from platform_admin.demo.documents import build_documents
from platform_admin.demo.juniper.numbers import COMPANY as JUNIPER

LEAST_SHARE, MOST_GROWTH = 0.5, 0.2


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction_speed")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--pages", nargs="+", type=int, default=[263, 4_000])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args(arguments)
    peaks, shares = [], []
    print(f"{'pages':>6}{'ours, pages/s':>15}{'pdfium, pages/s':>17}{'share':>8}{'peak, MiB':>11}")  # noqa: T201
    with tempfile.TemporaryDirectory() as scratch:
        for pages in asked.pages:
            path = joined(list(_pdfs(asked.folder, Path(scratch))), pages, Path(scratch) / f"{pages}.pdf")
            # Turn by turn, so that a busy machine is busy for both; the best of each counts.
            both = [(_bare_seconds(path), *_our_seconds(path)) for _ in range(asked.rounds)]
            bare, ours = min(one[0] for one in both), min(one[1] for one in both)
            peaks.append(max(one[2] for one in both))
            shares.append(bare / ours)
            print(  # noqa: T201
                f"{pages:>6}{pages / ours:>15.1f}{pages / bare:>17.1f}{shares[-1]:>8.2f}{peaks[-1]:>11.0f}"
            )
    growth = max(peaks) / min(peaks) - 1
    print(f"share of pdfium's speed {min(shares):.2f} (aim {LEAST_SHARE}); memory grows by {growth:.0%} (aim 20%)")  # noqa: T201
    return 0 if min(shares) >= LEAST_SHARE and growth <= MOST_GROWTH else 1


def joined(sources: Sequence[Path], pages: int, path: Path) -> Path:
    """Join the pages of the sources, over and over, to one file."""
    with pypdfium2.PdfDocument.new() as whole:
        documents = [pypdfium2.PdfDocument(source) for source in sources]
        places = [(document, at) for document in documents for at in range(len(document))]
        for document, at in islice(cycle(places), pages):
            whole.import_pages(document, [at])
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


def _bare_seconds(path: Path) -> float:
    started = perf_counter()
    with pypdfium2.PdfDocument(path) as document:
        for at in range(len(document)):
            page = document[at]
            text = page.get_textpage()
            text.get_text_bounded()
            text.close()
            page.close()
    return perf_counter() - started


def _our_seconds(path: Path) -> tuple[float, float]:
    """Return the seconds of the reading child, its start left out, and its peak of resident memory in MiB."""
    job = {"name": "extract", "path": str(path), "content_type": "pdf", "limits": asdict(DEFAULT_LIMITS)}
    started, peak = perf_counter(), 0.0
    clock = Clock(silence_seconds=60, start_seconds=3_600, seconds_per_page=1)
    for event in child_events(job, DEFAULT_LIMITS, clock, None):
        if event["event"] == "start":
            started = perf_counter()
        elif event["event"] == "done":
            peak = event["peak_kilobytes"] / 1024
    return perf_counter() - started, peak


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
