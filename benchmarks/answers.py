"""How good the built-in answerer is, without a model, for a company that nothing was made for.

bin/benchmark answers FOLDER [--only NAME ...] [--json FILE] [--markdown FILE]

FOLDER holds sets (benchmarks/retrieval_sets.py). The documents of each go through the real pipeline into a client of
its own; then every question is asked as a person asks it: stored, searched, answered, checked, and read from the
stored answer. What is counted stands in benchmarks/answer_scores.py.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test.utils import override_settings
from django.utils import timezone

from benchmarks.answer_scores import Given, Kind, Quoted, Report, Scored, report
from benchmarks.house import temporary_client
from benchmarks.retrieval import read_files
from benchmarks.retrieval_sets import RetrievalSet, Told, find_sets
from chat.extractive.framing import is_uncertain
from chat.models import EXTRACTIVE, Answer, Conversation, Question
from chat.pipeline.answer import answer
from chat.pipeline.ask import ask, asker_of
from knowledge.evaluation.evaluate import GoldQuestion
from knowledge.models import DocumentVersion
from tenants.roles import EMPLOYEE

# A finished answer is also told as a fragment of a page, whose icons nobody has collected here.
UNCOLLECTED = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@dataclass(frozen=True)
class Outcome:
    name: str
    documents: int
    pages: int
    report: Report
    scored: tuple[Scored, ...]
    unread: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark answers")
    parser.add_argument("folder", type=Path, help="folder whose folders are sets")
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME", help="sets whose names begin so")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write figures and every answer here")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table and the misses here")
    asked = parser.parse_args(arguments)
    wanted = [one for one in find_sets(asked.folder) if not asked.only or one.name.startswith(tuple(asked.only))]
    if not wanted:
        parser.error(f"there is no such set in {asked.folder}")
    outcomes = []
    for one in wanted:
        outcomes.append(measure(one))
        print("\n".join(markdown(outcomes[-1])))  # noqa: T201
    if asked.json:
        asked.json.write_text(json.dumps([as_json(one) for one in outcomes], ensure_ascii=False, indent=1) + "\n")
    if asked.markdown:
        asked.markdown.write_text("\n".join(line for one in outcomes for line in markdown(one)))
    return 0


def measure(one: RetrievalSet) -> Outcome:
    with temporary_client(), override_settings(LLM_ENGINE=EXTRACTIVE, STORAGES=UNCOLLECTED):
        unread = read_files(one)
        file_names = dict(DocumentVersion.objects.values_list("pk", "file_name"))
        scored = []
        for number, question in enumerate(one.questions, start=1):
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{one.name}: asking question {number} of {len(one.questions)} ")
            told = one.told.get(question, Told(question.text))
            began = perf_counter()
            stored = answered(question, told)
            seconds = perf_counter() - began
            scored.append(Scored(question, told.answer, given(stored, file_names, seconds=seconds)))
        pages = sum(DocumentVersion.objects.values_list("page_count", flat=True))
        return Outcome(one.name, len(file_names), pages, report(scored), tuple(scored), unread)


def answered(question: GoldQuestion, told: Told) -> Answer:
    """Ask as somebody who has asked the conversation's earlier questions, and return the stored answer.

    Everybody asks one question, so nobody is stopped for asking too fast.
    """
    now = timezone.now()
    person = get_user_model().objects.create_user(f"{uuid4()}@benchmark.example", name="Bea", role=EMPLOYEE)
    conversation = None
    if question.earlier:
        conversation = Conversation.objects.create(user=person, title="Benchmark", created_at=now)
    for back, text in enumerate(reversed(question.earlier), start=1):
        past = Question.objects.create(
            conversation=conversation, text=text, created_at=now - timedelta(minutes=back), language="en"
        )
        Answer.objects.create(question=past, status=Answer.Status.DONE, reason=Answer.Reason.NOT_IN_DOCUMENTS)
    asked = ask(told.asked, asker=asker_of(person), page_token=uuid4(), conversation=conversation, now=now)
    if asked.answer.is_open:
        answer(asked.answer.pk, now=timezone.now())
    return Answer.objects.get(pk=asked.answer.pk)


def given(stored: Answer, file_names: dict[object, str], *, seconds: float) -> Given:
    """Return what a person sees of the answer: its words, and the sources that support it."""
    sources = stored.citations.filter(is_near=False).select_related("passage")
    return Given(
        kind=_kind(stored),
        text=stored.text,
        quoted=tuple(
            Quoted(file_names[source.version_id], page, source.passage.text)
            for source in sources
            for page in source.pages
        ),
        seconds=seconds,
    )


def _kind(stored: Answer) -> Kind:
    if stored.status != Answer.Status.DONE or stored.is_refusal:
        return "refused"
    return "maybe" if is_uncertain(stored.text) else "sure"


def markdown(outcome: Outcome) -> Iterable[str]:
    found = outcome.report
    yield f"### {outcome.name}: {outcome.documents} documents, {outcome.pages} pages"
    yield ""
    yield "| questions | | answered surely | may be it | refused | p50 s |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, part in (("with an answer", found.answerable), ("without", found.unanswerable)):
        if part.questions:
            shares = " | ".join(f"{share:.2f}" for share in (part.sure, part.maybe, part.refused))
            yield f"| {name} | {part.questions} | {shares} | {part.seconds_p50:.2f} |"
    yield ""
    yield from (f"- {sentence}" for sentence in found.sentences())
    yield from (f"- not read: {sentence}" for sentence in outcome.unread)
    yield ""


def as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "set": outcome.name,
        "documents": outcome.documents,
        "pages": outcome.pages,
        "unread": outcome.unread,
        "report": asdict(outcome.report),
        "misses": [one.as_json() for one in outcome.scored if one.is_miss],
        "answers": [one.as_json() for one in outcome.scored],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
