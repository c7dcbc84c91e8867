"""An answer as a language model wrote it, with all that proves it: one line of JSON each.

No document, index or database is needed to hold it against the proof once more.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

from chat.llm.types import SourcePassage
from chat.pipeline.restate import restated
from chat.pipeline.speak import Speech
from chat.proof.gate import Proofs, Removed
from chat.proof.units import About, Source, result_source, source

ENGINE = "written"


@dataclass(frozen=True)
class Cited:
    """A passage that the answer cites, and what is known of it; what proves is made of these."""

    title: str
    plan_year: str
    context: str
    plan: str
    heading: str
    text: str
    has_sure_figures: bool


@dataclass(frozen=True)
class WrittenAnswer:
    """The reply's markers count `cited` from 1."""

    question: str
    asked: Sequence[str]  # the person's own words in the conversation, this question last
    reply: str
    cited: Sequence[Cited]
    told: Sequence[Sequence[str]] = ()  # what tools told: a text, and what it is of, nearest first
    # A statement of the reply -> its sentences when the model was asked for it once more, with the reply's markers.
    anew: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def proofs(self) -> Proofs:
        return Proofs(
            cited={number: _source(one) for number, one in enumerate(self.cited, start=1)},
            results=tuple(result_source(text, above) for text, *above in self.told),
            asked=tuple(self.asked),
        )

    @property
    def speech(self) -> Speech:
        return Speech("finished", ENGINE, self.reply, tuple(range(1, len(self.cited) + 1)))

    def said_again(self, statements: Sequence[Removed]) -> str:
        """Return the reply with those of the statements in its second words that it has second words for."""
        known = enumerate(statements, start=1)
        lines = [f"({number}) {line}" for number, one in known for line in self.anew.get(one.text.strip(), ())]
        markers = tuple(range(1, len(self.cited) + 1))
        return restated(self.speech, statements, Speech("finished", ENGINE, "\n".join(lines), markers)).text

    def as_line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def read_answers(path: Path) -> Iterator[WrittenAnswer]:
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        yield WrittenAnswer(**{**told, "cited": [Cited(**one) for one in told["cited"]]})


def _source(one: Cited) -> Source:
    passage = SourcePassage(
        0, one.title, one.text, heading=one.heading, plan_year=one.plan_year, has_sure_figures=one.has_sure_figures
    )
    return source(passage, About(one.title, one.plan_year, one.context, one.plan))
