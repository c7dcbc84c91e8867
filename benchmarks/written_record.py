"""Has a language model answer the questions of an employer's people, and writes down what it said with its proofs.

BENCHMARK_MODEL_KEY=... bin/benchmark written_record FOLDER OUT.jsonl [--base-url URL] [--model NAME]

FOLDER holds `papers/` and `questions.jsonl`, a {"question": ...} a line. The papers go through the real pipeline into
a client of its own, and every question is asked as a person asks it, with the passages, rules and tools that the
model is given in the product. Any model that speaks as OpenAI's do may be named. Answers that no model wrote, because
it could not be reached or said that nothing tells, are left out. A benchmark meets no key of the product's own, so that
none is spent by mistake.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test.utils import override_settings
from django.utils import timezone

from benchmarks.answers import UNCOLLECTED
from benchmarks.house import temporary_client
from benchmarks.retrieval import read_files
from benchmarks.retrieval_sets import RetrievalSet, SetFile
from benchmarks.written_case import Cited, WrittenAnswer
from chat.models import EXTRACTIVE, Answer
from chat.pipeline import work_out
from chat.pipeline.answer import answer
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.found import Found
from chat.pipeline.restate import said_anew
from chat.pipeline.speak import Speech
from chat.pipeline.verify import Checked
from chat.proof.gate import Removed
from tenants.roles import EMPLOYEE


@dataclass
class _Heard:
    """What the pipeline held against the documents while it worked out one answer."""

    speech: Speech | None = None
    found: Found | None = None
    anew: dict[str, list[str]] = field(default_factory=dict)

    def written(self) -> WrittenAnswer | None:
        if self.speech is None or self.found is None or self.speech.engine == EXTRACTIVE:
            return None
        if self.speech.end != "finished" or not self.speech.cited:
            return None
        hits = [self.found.hits[number - 1] for number in self.speech.cited]
        return WrittenAnswer(
            question=self.found.question,
            asked=list(self.found.asked),
            reply=self.speech.text,
            cited=[
                Cited(
                    title=hit.title,
                    plan_year=hit.plan_year,
                    context=hit.context,
                    plan=str(hit.own_plan) if hit.own_plan else "",
                    heading=hit.heading,
                    text=hit.text,
                    has_sure_figures=hit.has_sure_figures,
                )
                for hit in hits
            ],
            told=[[told.text, *told.of] for result in self.found.results for told in result.told],
            anew=self.anew,
        )


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark written_record")
    parser.add_argument("folder", type=Path, help="folder with papers/ and questions.jsonl")
    parser.add_argument("out", type=Path, help="file to write the answers to")
    parser.add_argument("--base-url", default=settings.OPENAI_BASE_URL, help="where the model is (%(default)s)")
    parser.add_argument("--model", default=settings.OPENAI_CHAT_MODEL, help="its name (%(default)s)")
    asked = parser.parse_args(arguments)
    key = os.environ.get("BENCHMARK_MODEL_KEY")
    if not key:
        parser.error("there is no key for a language model: set BENCHMARK_MODEL_KEY.")
    model = {
        "LLM_ENGINE": "openai",
        "OPENAI_API_KEY": key,
        "OPENAI_BASE_URL": asked.base_url,
        "OPENAI_CHAT_MODEL": asked.model,
    }
    lines = (asked.folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines if line.strip()]
    papers = sorted(path for path in (asked.folder / "papers").iterdir() if path.is_file())
    files = [SetFile(path.name, path.read_bytes()) for path in papers]
    with temporary_client(), override_settings(STORAGES=UNCOLLECTED, **model):
        for sentence in read_files(RetrievalSet(asked.folder.name, files, ())):
            sys.stderr.write(f"not read: {sentence}\n")
        written = [one for question in questions if (one := _asked(question))]
    asked.out.write_text("".join(f"{one.as_line()}\n" for one in written), encoding="utf-8")
    print(f"{len(written)} of {len(questions)} questions were answered by the model.")  # noqa: T201
    return 0


def _asked(question: str) -> WrittenAnswer | None:
    """Ask as somebody who asks nothing else."""
    person = get_user_model().objects.create_user(f"{uuid4()}@benchmark.example", name="Bea", role=EMPLOYEE)
    with _heard() as heard:
        asked = ask(question, asker=asker_of(person), page_token=uuid4(), conversation=None, now=timezone.now())
        if asked.answer.is_open:
            answer(asked.answer.pk, now=timezone.now())
    is_done = Answer.objects.get(pk=asked.answer.pk).status == Answer.Status.DONE
    return heard.written() if is_done else None


@contextmanager
def _heard() -> Iterator[_Heard]:
    """Listen to what the pipeline verifies and asks for again; it does what it does without a listener."""
    heard, verify, restated = _Heard(), work_out.verify, work_out.restated

    def verify_heard(speech: Speech, found: Found) -> Checked:
        if heard.speech is None and speech.engine != EXTRACTIVE:
            heard.speech, heard.found = speech, found
        return verify(speech, found)

    def restated_heard(speech: Speech, statements: Sequence[Removed], reply: Speech) -> Speech:
        said = said_anew(reply, len(speech.cited))
        heard.anew = {one.text.strip(): said[number] for number, one in enumerate(statements, 1) if number in said}
        return restated(speech, statements, reply)

    with patch.object(work_out, "verify", verify_heard), patch.object(work_out, "restated", restated_heard):
        yield heard


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
