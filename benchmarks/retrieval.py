"""How often search finds the right place, against plain BM25 and against its own vectors alone.

bin/benchmark retrieval FOLDER [--only NAME ...] [--json FILE] [--markdown FILE]

FOLDER holds sets (benchmarks/retrieval_sets.py). The documents of each go through the real pipeline into a client
of its own; then all ways answer the same questions in the same run. BM25 is bm25s over the same pages' text in
chunks of 500 tokens that overlap by 50, with words as they are, cut to their stems, and (for conversations) with the
two questions before put in front. A passage is right if it reaches over the gold page or shares its words with the
gold text: the same rule for all.
"""

import argparse
import json
import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from uuid import UUID

import bm25s
import Stemmer
from django.core.files.base import ContentFile

from accounts.audience import ANYBODY
from benchmarks.house import temporary_client
from benchmarks.retrieval_sets import RetrievalSet, find_sets
from knowledge.embeddings.embedding import embed
from knowledge.evaluation.ask_search import Asker, files_of, finder
from knowledge.evaluation.evaluate import (
    DEEPEST,
    Finding,
    FoundPassage,
    GoldQuestion,
    Report,
    check_documents,
    evaluate,
)
from knowledge.ingestion.ingest import ingest_whole
from knowledge.ingestion.receive import DocumentFacts, UploadRefused, receive_document
from knowledge.models import DocumentVersion, KnowledgeBase, Passage
from knowledge.text.tokens import token_places
from knowledge.vectors import vector_index

DAY = date(2026, 11, 10)
CHUNK_TOKENS, CHUNK_OVERLAP = 500, 50
K = 5
OURS, BM25, STEMMED, VECTORS = "search", "BM25", "BM25, stems", "vectors alone"
TALK = "BM25, stems, talk"
LAST_QUESTIONS = 2
PAGE_JOINT = "\n\n"


@dataclass(frozen=True)
class Outcome:
    """One set, measured in every way."""

    name: str
    documents: int
    pages: int
    passages: int
    reports: dict[str, Report]
    unread: tuple[str, ...]

    def is_better(self, figure: Callable[[Report], float]) -> bool:
        ours = figure(self.reports[OURS])
        return all(ours > figure(report) for way, report in self.reports.items() if way != OURS)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark retrieval")
    parser.add_argument("folder", type=Path, help="folder whose folders are sets")
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME", help="sets whose names begin so")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write figures and misses here")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables here")
    asked = parser.parse_args(arguments)
    logging.getLogger("bm25s").setLevel(logging.ERROR)
    wanted = [one for one in find_sets(asked.folder) if not asked.only or one.name.startswith(tuple(asked.only))]
    if not wanted:
        parser.error(f"there is no such set in {asked.folder}")
    outcomes = []
    for one in wanted:
        outcomes.append(measure(one))
        show(outcomes[-1])
    if asked.json:
        asked.json.write_text(json.dumps([as_json(one) for one in outcomes], ensure_ascii=False, indent=1) + "\n")
    if asked.markdown:
        asked.markdown.write_text("\n".join(line for one in outcomes for line in markdown(one)))
    return 0


def measure(one: RetrievalSet) -> Outcome:
    with temporary_client():
        unread = read_files(one)
        asker = Asker(DAY, ANYBODY)
        check_documents(one.questions, files_of(asker).page_counts)
        chunks = [chunk for version in DocumentVersion.objects.order_by("file_name") for chunk in chunks_of(version)]
        ways = {
            OURS: finder(asker, k=K),
            BM25: plain_bm25(chunks, stemmer=None),
            STEMMED: plain_bm25(chunks, stemmer=Stemmer.Stemmer("english")),
            VECTORS: vectors_alone(),
        }
        if any(question.earlier for question in one.questions):
            ways[TALK] = _in_talk(ways[STEMMED])
        reports = {way: _warmed(one.questions, find) for way, find in ways.items()}
        versions = DocumentVersion.objects.all()
        pages = sum(versions.values_list("page_count", flat=True))
        return Outcome(one.name, versions.count(), pages, Passage.objects.count(), reports, unread)


def read_files(one: RetrievalSet) -> tuple[str, ...]:
    """Publish every file of the set; return a sentence for each that could not be read."""
    facts = DocumentFacts(KnowledgeBase.objects.create(name="Benchmark"))
    unread = []
    for number, file in enumerate(one.files, start=1):
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{one.name}: reading file {number} of {len(one.files)} ")
        try:
            version = receive_document(
                ContentFile(file.content, file.name), facts, uploaded_by=None, publish_when_ready=True
            )
        except UploadRefused as refused:
            unread.append(str(refused))
            continue
        ingest_whole(version.pk)
        version.refresh_from_db()
        if not version.is_ready:
            unread.append(f"{file.name}: {version.failure_detail}")
    return tuple(unread)


def plain_bm25(chunks: Sequence[FoundPassage], *, stemmer: Stemmer.Stemmer | None) -> Callable[[GoldQuestion], Finding]:
    """Return what asks BM25 over chunks of the same text, with nothing known of headings, tables or documents."""
    index = bm25s.BM25()
    index.index(_tokens([chunk.text for chunk in chunks], stemmer), show_progress=False)
    most = min(DEEPEST, len(chunks))

    def find(question: GoldQuestion) -> Finding:
        started = perf_counter()
        places, scores = index.retrieve(_tokens([question.text], stemmer), k=most, show_progress=False)
        found = [chunks[place] for place, score in zip(places[0], scores[0], strict=True) if score > 0]
        return Finding(tuple(found), bool(found), 1000 * (perf_counter() - started))

    return find


def _in_talk(find: Callable[[GoldQuestion], Finding]) -> Callable[[GoldQuestion], Finding]:
    """Return what asks the same with the last questions of the conversation in front."""
    return lambda question: find(replace(question, text=" ".join((*question.earlier[-LAST_QUESTIONS:], question.text))))


def chunks_of(version: DocumentVersion) -> list[FoundPassage]:
    """Cut the version's text into equal chunks, wherever that falls."""
    starts, text = [], ""
    for page in version.pages.order_by("number"):
        starts.append((len(text), page.number))
        text += page.text + PAGE_JOINT
    places = token_places(text)
    chunks = []
    for first in range(0, max(len(places) - CHUNK_OVERLAP, 1), CHUNK_TOKENS - CHUNK_OVERLAP):
        part = places[first : first + CHUNK_TOKENS]
        if not part:
            break
        start, end = part[0][0], part[-1][1]
        pages = [number for at, number in starts if at < end]
        page_from = max(number for at, number in starts if at <= start)
        chunks.append(FoundPassage(version.file_name, page_from, pages[-1], text[start:end]))
    return chunks


def vectors_alone() -> Callable[[GoldQuestion], Finding]:
    """Return what asks the vector leg of search, and nothing else."""
    versions = list(DocumentVersion.objects.values_list("pk", flat=True))
    rows = Passage.objects.select_related("version").defer("boxes")
    passages: dict[UUID, FoundPassage] = {
        row.pk: FoundPassage(row.version.file_name, row.page_number, row.page_to, row.text) for row in rows
    }
    index = vector_index()

    def find(question: GoldQuestion) -> Finding:
        started = perf_counter()
        values = embed([question.text], purpose="question")[0]
        hits = index.query(values, version_ids=versions, limit=DEEPEST)
        return Finding(tuple(passages[hit.passage_id] for hit in hits), True, 1000 * (perf_counter() - started))

    return find


def show(outcome: Outcome) -> None:
    print(f"\n{_title(outcome)}")  # noqa: T201
    print(f"{'':<22}" + "".join(f"{name:>10}" for name in _COLUMNS))  # noqa: T201
    for way, report in outcome.reports.items():
        print(f"{way:<22}" + "".join(f"{figure:>10}" for figure in _figures(report)))  # noqa: T201
    for sentence in (*_verdict(outcome), *outcome.unread):
        print(sentence)  # noqa: T201


def markdown(outcome: Outcome) -> Iterable[str]:
    yield f"### {_title(outcome)}"
    yield ""
    yield "| | " + " | ".join(_COLUMNS) + " |"
    yield "|---|" + "---:|" * len(_COLUMNS)
    for way, report in outcome.reports.items():
        yield f"| {way} | " + " | ".join(_figures(report)) + " |"
    yield ""
    yield from _verdict(outcome)
    yield from (f"- not read: {sentence}" for sentence in outcome.unread)
    yield ""


def as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "set": outcome.name,
        "documents": outcome.documents,
        "pages": outcome.pages,
        "passages": outcome.passages,
        "unread": outcome.unread,
        "ways": {way: report.as_json() for way, report in outcome.reports.items()},
    }


_COLUMNS = ("hit@1", "hit@5", "hit@10", "MRR@10", "doc first", "p50 ms", "p95 ms")


def _figures(report: Report) -> list[str]:
    first = report.right_document_first
    shares = [report.hit_at[1], report.hit_at[5], report.hit_at[10], report.mrr_at_10]
    return [
        *(f"{share:.3f}" for share in shares),
        "-" if first is None else f"{first:.3f}",
        f"{report.milliseconds_p50:.1f}",
        f"{report.milliseconds_p95:.1f}",
    ]


def _title(outcome: Outcome) -> str:
    ours = outcome.reports[OURS]
    size = f"{outcome.documents} documents, {outcome.pages} pages, {outcome.passages} passages"
    return f"{outcome.name}: {size}, {ours.questions} questions"


def _verdict(outcome: Outcome) -> list[str]:
    better = {
        "hit@5": outcome.is_better(lambda report: report.hit_at[5]),
        "MRR@10": outcome.is_better(lambda report: report.mrr_at_10),
    }
    words = [f"{'better' if is_so else 'NOT better'} than all others on {name}" for name, is_so in better.items()]
    ours = outcome.reports[OURS]
    if ours.unanswerable_told is not None:
        words.append(f"tells of {ours.unanswerable_told:.3f} of {ours.unanswerable} questions without an answer")
    return [f"search is {', '.join(words)}"]


def _warmed(questions: Sequence[GoldQuestion], find: Callable[[GoldQuestion], Finding]) -> Report:
    find(questions[0])
    return evaluate(questions, find, k=K)


def _tokens(texts: list[str], stemmer: Stemmer.Stemmer | None) -> bm25s.tokenization.Tokenized:
    return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
