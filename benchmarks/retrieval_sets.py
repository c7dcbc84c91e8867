"""Sets of documents and questions with known places, as they lie in folders.

A folder is taken for a set if it holds one of:
- questions as evaluate_retrieval reads them (*.jsonl), with their documents somewhere below the folder
- mtragun-human/generation_tasks/reference.jsonl: conversations with gold passages (MTRAG-UN)
- dataset_raw/tatqa_dataset_*.json: questions about a table and its paragraphs (TAT-QA)
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from chat.pipeline.search_words import search_words
from knowledge.evaluation.evaluate import GoldPage, GoldQuestion, read_questions
from knowledge.extract.sniff import TYPES_BY_ENDING

ASKED_ON = date(2025, 1, 1)
MTRAG = "mtragun-human/generation_tasks/reference.jsonl"
TATQA = "dataset_raw/tatqa_dataset_*.json"
# Papers about the set itself.
_NO_DOCUMENTS = frozenset({"readme.md", "license", "license.md", "license.txt", "notice"})
_PLACE_IN_DOCUMENT = re.compile(r"^(?P<document>.+?)[-_](?P<start>\d+)-(?P<end>\d+)(?:-\d+-\d+)?$")


@dataclass(frozen=True)
class SetFile:
    name: str
    content: bytes


@dataclass(frozen=True)
class Told:
    """A question as its person wrote it, and the answer that the set gives, where it has one."""

    asked: str
    answer: str = ""


@dataclass(frozen=True)
class RetrievalSet:
    name: str
    files: Sequence[SetFile]
    questions: Sequence[GoldQuestion]
    told: Mapping[GoldQuestion, Told] = field(default_factory=dict)


def find_sets(folder: Path) -> Iterator[RetrievalSet]:
    """Yield the sets of the folder's own folders, by name; what holds no gold is passed over."""
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        if (place / MTRAG).is_file():
            yield from _mtrag(place)
        elif any(place.glob(TATQA)):
            yield _tatqa(place)
        elif any(place.glob("*.jsonl")):
            yield _pages(place)


def _pages(place: Path) -> RetrievalSet:
    told: dict[GoldQuestion, Told] = {}
    for path in sorted(place.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8-sig").split("\n")
        for question in read_questions(lines):
            answer = json.loads(lines[question.line - 1]).get("answer", "")
            told[question] = Told(question.text, answer)
    paths = [path for path in sorted(place.rglob("*")) if path.suffix.lower() in TYPES_BY_ENDING]
    kept = [path for path in paths if path.name.lower() not in _NO_DOCUMENTS]
    return RetrievalSet(place.name, [SetFile(path.name, path.read_bytes()) for path in kept], list(told), told)


def _mtrag(place: Path) -> Iterator[RetrievalSet]:
    """Yield a set for each collection. A question is asked with the words it leaves out, as chat asks it.

    The questions before it are told as well; a way that knows what to do with them may use them.
    """
    tasks: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (place / MTRAG).read_text().splitlines():
        task = json.loads(line)
        tasks[task["Collection"]].append(task)
    for collection, rows in sorted(tasks.items()):
        passages = {one["document_id"]: one for row in rows for one in row["contexts"]}
        told = {
            _turn(number, row): Told(_asked(row)[-1], row["targets"][0]["text"] if row.get("targets") else "")
            for number, row in enumerate(rows, start=1)
            if _has_gold(row)
        }
        yield RetrievalSet(f"{place.name}/{collection}", _texts_of(passages), list(told), told)


def _has_gold(row: Mapping[str, Any]) -> bool:
    """Whether its passages are gold: an underspecified question has none that answer it."""
    return row["answerability"][0] in ("ANSWERABLE", "PARTIAL", "UNANSWERABLE")


def _turn(number: int, row: Mapping[str, Any]) -> GoldQuestion:
    asked = _asked(row)
    return GoldQuestion(
        number,
        search_words(asked[-1], asked[:-1], day=ASKED_ON, plan_years=()),
        texts=tuple(one["text"] for one in row["contexts"]),
        earlier=tuple(asked[:-1]),
    )


def _asked(row: Mapping[str, Any]) -> list[str]:
    return [turn["text"] for turn in row["input"] if turn["speaker"] == "user"]


def _texts_of(passages: Mapping[str, Mapping[str, str]]) -> list[SetFile]:
    """Return one text file for each document, its passages in their order."""
    documents: dict[str, list[tuple[int, str]]] = defaultdict(list)
    titles: dict[str, str] = {}
    for passage_id, passage in passages.items():
        found = _PLACE_IN_DOCUMENT.match(passage_id)
        document, start = (found["document"], int(found["start"])) if found else (passage_id, 0)
        documents[document].append((start, passage["text"]))
        titles[document] = passage.get("title", "")  # two of the collections have none
    files = []
    for document, parts in sorted(documents.items()):
        title = " ".join(re.sub(r"[^\w ,()&-]+", " ", titles[document]).split())[:120].strip()
        name = f"{title} ({document[-6:]}).txt" if title else f"Text {document[-6:]}.txt"
        files.append(SetFile(name, "\n\n".join(text for _, text in sorted(parts)).encode()))
    return files


def _tatqa(place: Path) -> RetrievalSet:
    files, questions = [], []
    contexts = [context for path in sorted(place.glob(TATQA)) for context in json.loads(path.read_text())]
    for number, context in enumerate(contexts, start=1):
        name = f"Report {number}.html"
        files.append(SetFile(name, _report(context).encode()))
        questions += [
            GoldQuestion(len(questions) + at, asked["question"], (GoldPage(name, None),))
            for at, asked in enumerate(context["questions"], start=1)
        ]
    return RetrievalSet(place.name, files, questions)


def _report(context: Mapping[str, Any]) -> str:
    paragraphs = "".join(
        f"<p>{escape(one['text'])}</p>" for one in sorted(context["paragraphs"], key=lambda one: one["order"])
    )
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in context["table"]["table"]
    )
    return f'<!DOCTYPE html><html lang="en"><body>{paragraphs}<table>{rows}</table></body></html>'
