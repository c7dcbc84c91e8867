"""Upload to searchable against a bare script, in one run: how much the pipeline's care costs.

bin/benchmark upload_speed FOLDER [--rounds 3] [--without-pictures] [--processes 3] [--memory 4000]

The bare script reads the pages of the PDFs with pypdfium2 in one process, cuts them every 2,000 letters, embeds
the pieces with the same model, copies pieces and vectors into a table and builds an HNSW index: no tables, no boxes, no
headers, no postings, no check of anything, no text in pictures. "Bare, by tokens" is the same, with chunks
of 500 tokens that overlap by 50, as the retrieval benchmark gives to BM25.

Ours is measured in two ways, in turn with the scripts. "the product" has as many workers as bin/up starts, on queues of
Redis: from the moment the first file is handed in until HR's search finds the text of the last one; from then on until
the last picture of text is in its place is told as well. "one worker" does the same in this process, one file after
the other, and stops where the text is found. `--without-pictures` leaves pictures to nobody.

Processor seconds are of Python alone, the readers' included, which a busy machine does not lengthen as it does those on
the clock; the database's are in neither. `--memory` has a process read the folder as one file, then as one of so many
pages, and tells the most memory it held.
"""

import argparse
import sys
import uuid
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, product
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import pypdfium2
from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import connection
from pgvector import HalfVector

from benchmarks.house import temporary_client
from benchmarks.processor import processor_seconds
from benchmarks.workers import Workers, forget_peak, peak_megabytes, started_workers, wait_for
from knowledge.embeddings.embedding import embed
from knowledge.extract.limits import DEFAULT_LIMITS
from knowledge.ingestion import read_pages
from knowledge.ingestion.delete import begin_deletion, finish_deletion
from knowledge.ingestion.ingest import ingest
from knowledge.ingestion.receive import DocumentFacts, receive_document
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from knowledge.tasks import queue_waiting
from knowledge.text.tokens import token_places
from tenants.context import maintenance_scope, tenant_scope
from tenants.models import new_schema_name
from tests.tenants.race import racing_clients

BARE, BARE_BY_TOKENS = "bare script", "bare, by tokens"
CHUNK_TOKENS, CHUNK_OVERLAP = 500, 50
PIECE = 2_000  # characters, about 500 tokens
AT_ONCE = 64
WAIT_SECONDS = 300.0


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.upload_speed")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-pictures", action="store_true", help="of the one worker")
    parser.add_argument("--processes", type=int, default=settings.INGEST_PROCESSES, help="of the workers started here")
    parser.add_argument("--memory", type=int, default=0, metavar="PAGES")
    asked = parser.parse_args(arguments)
    files = sorted(asked.folder.rglob("*.pdf"))
    embed(["the model is loaded before anything is timed"], purpose="passage")
    if asked.memory:
        return show_memory(files, asked.memory)
    if asked.without_pictures:
        read_pages.DEFAULT_LIMITS = replace(DEFAULT_LIMITS, max_ocr_pages=0)
    rounds: dict[str, list[Round]] = {"the product": [], "one worker": [], BARE: [], BARE_BY_TOKENS: []}
    with racing_clients(1) as (house,), started_workers(asked.processes) as workers, tenant_scope(house.client):
        # What is loaded once for many files is loaded before anything is timed, on all sides.
        timed_product(files, workers)
        timed_one(files)
        for _ in range(asked.rounds):
            rounds[BARE].append(timed_bare(files, read_pieces))
            rounds[BARE_BY_TOKENS].append(timed_bare(files, read_chunks))
            rounds["the product"].append(timed_product(files, workers))
            rounds["one worker"].append(timed_one(files))
        delete_files()
    show_rounds(rounds, files, asked.processes)
    return 0


def show_rounds(rounds: dict[str, list["Round"]], files: Sequence[Path], processes: int) -> None:
    bare = rounds[BARE]
    show(f"{bare[0].pages} pages of {len(files)} files, {len(bare)} rounds in turn, medians; {processes} processes")
    for name, own in rounds.items():
        seconds, processor = median(one.seconds for one in own), median(one.processor for one in own)
        speed = f"{own[0].pages / seconds:6.1f} pages/s {seconds:6.2f} s"
        show(f"{name:<16} {speed} {processor:6.2f} s of processor {own[0].passages:5} passages")
    for name, script, what in product(("the product", "one worker"), (BARE, BARE_BY_TOKENS), ("seconds", "processor")):
        pairs = zip(rounds[name], rounds[script], strict=True)
        ratios = [getattr(theirs, what) / getattr(own, what) for own, theirs in pairs]
        each = ", ".join(f"{one:.2f}" for one in ratios)
        show(f"{name}, share of {script}'s speed by {what}: {median(ratios):.2f} ({each}); aim 0.50")
    complete = median(one.complete for one in rounds["the product"])
    show(f"the product had read the last picture of text after {complete:.2f} s")
    show(f"one worker, the last round:\n{rounds['one worker'][-1].steps}")


@dataclass(frozen=True)
class Round:
    seconds: float
    processor: float  # seconds, of all processes that take part but the database's
    pages: int
    passages: int
    complete: float = 0.0  # seconds until the pictures of text were read as well
    steps: str = ""


def timed_product(files: Sequence[Path], workers: Workers) -> Round:
    """Hand the files in as a page does and let the workers read them."""
    base = KnowledgeBase.objects.get_or_create(name="Benchmark")[0]
    # As they come with a request; taking them off the network is no part of it.
    contents = [ContentFile(path.read_bytes(), name=path.name) for path in files]
    began, own, theirs = perf_counter(), processor_seconds(), workers.processor_seconds()
    for content in contents:
        receive_document(content, DocumentFacts(base), uploaded_by=None, publish_when_ready=True)
        queue_waiting()
    handed_in = processor_seconds() - own
    waiting = DocumentVersion.objects.filter(searchable_at__isnull=True)
    # To look for them is work as well, which nobody's page does.
    wait_for(lambda: not waiting.exists(), seconds=WAIT_SECONDS, pause=0.05)
    seconds = perf_counter() - began
    # Pictures are being read by then; what their readers have taken so far is not told apart from the rest.
    processor = handed_in + workers.processor_seconds() - theirs
    unready = DocumentVersion.objects.exclude(status=DocumentVersion.Status.READY)
    wait_for(lambda: not unready.exists(), seconds=WAIT_SECONDS)
    return emptied(Round(seconds, processor, 0, 0, complete=perf_counter() - began))


def timed_one(files: Sequence[Path]) -> Round:
    base = KnowledgeBase.objects.get_or_create(name="Benchmark")[0]
    began, processor = perf_counter(), processor_seconds()
    for path in files:
        content = ContentFile(path.read_bytes(), name=path.name)
        version = receive_document(content, DocumentFacts(base), uploaded_by=None, publish_when_ready=True)
        ingest(version.pk)
    return emptied(Round(perf_counter() - began, processor_seconds() - processor, 0, 0))


def emptied(timed: Round) -> Round:
    """Return it with what was read, which is deleted."""
    versions = list(DocumentVersion.objects.all())
    if any(version.searchable_at is None for version in versions):
        raise RuntimeError("A file was not read.")
    pages, passages = (sum(getattr(version, name) for version in versions) for name in ("page_count", "passage_count"))
    timed = replace(timed, pages=pages, passages=passages, steps="\n".join(line_of(version) for version in versions))
    for document in Document.objects.all():
        begin_deletion(document, by=None)
        finish_deletion(document.pk, now=document.created_at)
    return timed


def line_of(version: DocumentVersion) -> str:
    steps = ", ".join(f"{name} {version.timings[name]:.2f}" for name in version.timings)
    left = f", {version.pictures_count} with pictures of text left for later" if version.pictures_count else ""
    return f"  {version.page_count:>4} pages, {sum(version.timings.values()):.2f} s ({steps}){left}"


def delete_files() -> None:
    storage = DocumentVersion._meta.get_field("file").storage
    for key in storage.keys():  # noqa: SIM118  a method of the store, which is no dict
        storage.delete(key)


def show_memory(files: Sequence[Path], most_pages: int) -> int:
    """Read one file of all pages and one of so many; the file itself is received before the peak is watched."""
    read_pages.DEFAULT_LIMITS = replace(DEFAULT_LIMITS, max_ocr_pages=0)
    peaks = []
    with temporary_client():
        base = KnowledgeBase.objects.get_or_create(name="Benchmark")[0]
        # The first file loads what is loaded once.
        for pages in (20, sum(len(pypdfium2.PdfDocument(path)) for path in files), most_pages):
            version = receive_joined(files, pages, base)
            forget_peak()
            before = peak_megabytes()
            ingest(version.pk)
            version.refresh_from_db()
            peaks.append(peak_megabytes())
            took = f"{sum(version.timings.values()):.1f} s, {version.passage_count} passages"
            show(f"{version.page_count:>5} pages: {before} MB before, {peaks[-1]} MB at most; {version.status}, {took}")
    show(f"from {peaks[1]} to {peaks[2]} MB: {peaks[2] / peaks[1] - 1:+.0%} (aim: within 20 %)")
    return 0


def receive_joined(files: Sequence[Path], pages: int, base: KnowledgeBase) -> DocumentVersion:
    """Receive a file that a process of its own has made: what that takes is none of the worker's memory."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{pages}.pdf"
        maker = get_context("spawn").Process(target=join_pages, args=(files, pages, path))
        maker.start()
        maker.join()
        with path.open("rb") as content:
            return receive_document(File(content, name=path.name), DocumentFacts(base), uploaded_by=None)


def join_pages(files: Sequence[Path], pages: int, path: Path) -> None:
    """Write one PDF with so many pages, those of the files over and over."""
    whole, sources = pypdfium2.PdfDocument.new(), [pypdfium2.PdfDocument(path) for path in files]
    while len(whole) < pages:
        for source in sources:
            # No pages would mean all of them.
            if wanted := list(range(min(len(source), pages - len(whole)))):
                whole.import_pages(source, pages=wanted)
    whole.save(path)


def timed_bare(files: Sequence[Path], read: Callable[[Path], Iterator[tuple[int, str]]]) -> Round:
    table = f"bare_{uuid.uuid4().hex}"
    began, processor = perf_counter(), processor_seconds()
    pieces = [piece for path in files for piece in read(path)]
    vectors = []
    for start in range(0, len(pieces), AT_ONCE):
        vectors += embed([text for _, text in pieces[start : start + AT_ONCE]], purpose="passage")
    schema = new_schema_name()
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{schema}"')
        cursor.execute(
            f'CREATE TABLE "{schema}".{table} (page int, content text, embedding halfvec({len(vectors[0])}))'
        )
        with cursor.copy(f'COPY "{schema}".{table} FROM STDIN (FORMAT BINARY)') as copy:
            copy.set_types(["int4", "text", "bytea"])
            for (page, text), values in zip(pieces, vectors, strict=True):
                copy.write_row((page, text, HalfVector(values).to_binary()))
        cursor.execute(f'CREATE INDEX ON "{schema}".{table} USING hnsw (embedding halfvec_ip_ops)')
        seconds, processor = perf_counter() - began, processor_seconds() - processor
        cursor.execute(f'DROP SCHEMA "{schema}" CASCADE')
    return Round(seconds, processor, sum(len(pypdfium2.PdfDocument(path)) for path in files), len(pieces))


def read_pieces(path: Path) -> Iterator[tuple[int, str]]:
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage().get_text_range().replace("\0", "")
        for start in range(0, len(text), PIECE):
            if text[start : start + PIECE].strip():
                yield number + 1, text[start : start + PIECE]
    document.close()


def read_chunks(path: Path) -> Iterator[tuple[int, str]]:
    document = pypdfium2.PdfDocument(path)
    texts = [document[number].get_textpage().get_text_range().replace("\0", "") for number in range(len(document))]
    document.close()
    ends = list(accumulate(len(text) + 1 for text in texts))
    whole = "\n".join(texts)
    places = token_places(whole)
    for first in range(0, max(len(places) - CHUNK_OVERLAP, 1), CHUNK_TOKENS - CHUNK_OVERLAP):
        part = places[first : first + CHUNK_TOKENS]
        if part:
            yield bisect(ends, part[0][0]) + 1, whole[part[0][0] : part[-1][1]]


def show(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
