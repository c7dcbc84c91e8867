"""Upload to searchable against a bare script, in one run: how much the pipeline's care costs.

bin/benchmark upload_speed FOLDER [--rounds 3] [--without-pictures]

The bare script reads the pages of the folder's PDFs with pypdfium2, cuts them into pieces of a passage's size,
embeds them with the same model, copies pieces and vectors into two tables and builds an HNSW index: no tables, no
boxes, no headers, no postings, no check of anything. Ours receives each file and reads it until search finds it,
one after the other in this process, as one worker does. The script recognises no text in pictures;
`--without-pictures` leaves them to nobody. Processor seconds are of Python alone, the readers' included, which a busy
machine does not lengthen as it does those on the clock; the database's are in neither.
"""

import argparse
import sys
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter

import pypdfium2
from django.core.files.base import ContentFile
from django.db import connection
from pgvector import HalfVector

from benchmarks.house import temporary_client
from benchmarks.processor import processor_seconds
from knowledge import read_pages
from knowledge.delete import begin_deletion, finish_deletion
from knowledge.embedding import embed
from knowledge.extract.limits import DEFAULT_LIMITS
from knowledge.ingest import ingest
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from knowledge.receive import DocumentFacts, receive_document
from tenants.context import maintenance_scope
from tenants.models import new_schema_name

PIECE = 2_000  # characters, about 500 tokens
AT_ONCE = 64


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.upload_speed")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-pictures", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.without_pictures:
        read_pages.DEFAULT_LIMITS = replace(DEFAULT_LIMITS, max_ocr_pages=0)
    files = sorted(asked.folder.rglob("*.pdf"))
    embed(["the model is loaded before anything is timed"], purpose="passage")
    ours, bare = [], []
    with temporary_client():
        # What is loaded once for many files is loaded before anything is timed, on both sides.
        timed_ours(files)
        for _ in range(asked.rounds):
            bare.append(timed_bare(files))
            ours.append(timed_ours(files))
    show(f"{ours[0].pages} pages of {len(files)} files, {asked.rounds} rounds in turn, medians")
    for name, rounds in (("ours", ours), ("bare script", bare)):
        seconds, processor = median(one.seconds for one in rounds), median(one.processor for one in rounds)
        pages, passages = rounds[0].pages, rounds[0].passages
        speed = f"{pages / seconds:6.1f} pages/s {seconds:6.2f} s"
        show(f"{name:<12} {speed} {processor:6.2f} s of processor {passages:5} passages")
    for name in ("seconds", "processor"):
        ratios = [getattr(theirs, name) / getattr(own, name) for own, theirs in zip(ours, bare, strict=True)]
        each = ", ".join(f"{one:.2f}" for one in ratios)
        show(f"share of the bare script's speed by {name}: {median(ratios):.2f} ({each}); aim 0.50")
    show(f"ours, the last round:\n{ours[-1].steps}")
    return 0


@dataclass(frozen=True)
class Round:
    seconds: float
    processor: float  # seconds, of this process and its readers
    pages: int
    passages: int
    steps: str = ""


def timed_ours(files: Sequence[Path]) -> Round:
    base = KnowledgeBase.objects.get_or_create(name="Benchmark")[0]
    began, processor = perf_counter(), processor_seconds()
    for path in files:
        content = ContentFile(path.read_bytes(), name=path.name)
        version = receive_document(content, DocumentFacts(base), uploaded_by=None, publish_when_ready=True)
        ingest(version.pk)
    seconds, processor = perf_counter() - began, processor_seconds() - processor
    versions = list(DocumentVersion.objects.all())
    if any(not version.is_ready for version in versions):
        raise RuntimeError("A file was not read.")
    steps = "\n".join(line_of(version) for version in versions)
    pages, passages = (sum(getattr(version, name) for version in versions) for name in ("page_count", "passage_count"))
    for document in Document.objects.all():
        begin_deletion(document, by=None)
        finish_deletion(document.pk, now=document.created_at)
    return Round(seconds, processor, pages, passages, steps)


def line_of(version: DocumentVersion) -> str:
    steps = ", ".join(f"{name} {version.timings[name]:.2f}" for name in version.timings)
    pictures = version.pages.filter(ocr_confidence__isnull=False).count()
    read = f", {pictures} with pictures of text that were read" if pictures else ""
    return f"  {version.page_count:>4} pages, {sum(version.timings.values()):.2f} s ({steps}){read}"


def timed_bare(files: Sequence[Path]) -> Round:
    table = f"bare_{uuid.uuid4().hex}"
    began, processor = perf_counter(), processor_seconds()
    pieces = [piece for path in files for piece in read_pieces(path)]
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


def show(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
