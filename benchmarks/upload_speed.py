"""Upload to searchable against a bare script, in one run: how much the pipeline's care costs.

bin/benchmark upload_speed FOLDER [--rounds 3]

The bare script reads the pages of the folder's PDFs with pypdfium2, cuts them into pieces of a passage's size,
embeds them with the same model, copies pieces and vectors into two tables and builds an HNSW index: no tables, no
boxes, no headers, no postings, no check of anything. Ours receives each file and reads it until search finds it,
one after the other in this process, as one worker does.
"""

import argparse
import sys
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import pypdfium2
from django.core.files.base import ContentFile
from django.db import connection
from pgvector import HalfVector

from benchmarks.house import temporary_client
from knowledge.delete import begin_deletion, finish_deletion
from knowledge.embedding import embed
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
    asked = parser.parse_args(arguments)
    files = sorted(asked.folder.rglob("*.pdf"))
    embed(["the model is loaded before anything is timed"], purpose="passage")
    ours, bare = [], []
    with temporary_client():
        for _ in range(asked.rounds):
            bare.append(timed_bare(files))
            ours.append(timed_ours(files))
    show(f"{ours[0][1]} pages of {len(files)} files, {asked.rounds} rounds in turn, medians")
    for name, rounds in (("ours", ours), ("bare script", bare)):
        seconds, pages, pieces = median(one[0] for one in rounds), rounds[0][1], rounds[0][2]
        show(f"{name:<12} {pages / seconds:6.1f} pages/s   {seconds:6.2f} s   {pieces} passages")
    ratios = [theirs[0] / own[0] for own, theirs in zip(ours, bare, strict=True)]
    each = ", ".join(f"{one:.2f}" for one in ratios)
    show(f"share of the bare script's speed: {median(ratios):.2f} ({each}); aim 0.50")
    show(f"ours, the last round:\n{ours[-1][3]}")
    return 0


def timed_ours(files: Sequence[Path]) -> tuple[float, int, int, str]:
    """Return seconds, pages, passages, and the seconds of each step."""
    base = KnowledgeBase.objects.get_or_create(name="Benchmark")[0]
    began = perf_counter()
    for path in files:
        content = ContentFile(path.read_bytes(), name=path.name)
        version = receive_document(content, DocumentFacts(base), uploaded_by=None, publish_when_ready=True)
        ingest(version.pk)
    seconds = perf_counter() - began
    versions = list(DocumentVersion.objects.all())
    if any(not version.is_ready for version in versions):
        raise RuntimeError("A file was not read.")
    steps = "\n".join(line_of(version) for version in versions)
    pages, passages = (sum(getattr(version, name) for version in versions) for name in ("page_count", "passage_count"))
    for document in Document.objects.all():
        begin_deletion(document, by=None)
        finish_deletion(document.pk, now=document.created_at)
    return seconds, pages, passages, steps


def line_of(version: DocumentVersion) -> str:
    steps = ", ".join(f"{name} {version.timings[name]:.2f}" for name in version.timings)
    pictures = version.pages.filter(ocr_confidence__isnull=False).count()
    read = f", {pictures} with pictures of text that were read" if pictures else ""
    return f"  {version.page_count:>4} pages, {sum(version.timings.values()):.2f} s ({steps}){read}"


def timed_bare(files: Sequence[Path]) -> tuple[float, int, int]:
    table = f"bare_{uuid.uuid4().hex}"
    began = perf_counter()
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
        seconds = perf_counter() - began
        cursor.execute(f'DROP SCHEMA "{schema}" CASCADE')
    return seconds, sum(len(pypdfium2.PdfDocument(path)) for path in files), len(pieces)


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
