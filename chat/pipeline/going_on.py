"""Going on with an answer that broke off: what was said before stays, and what is added is proven together with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from chat.citations import MARKER
from chat.models import Answer, Citation
from chat.pipeline.finish import Outcome
from chat.sentences import sentences
from knowledge.retrieval.hits import Hit

# What a sentence ends with, its markers behind it; a line of a table ends with its bar.
_ENDED = re.compile(r"(?:[.!?…:|]|\])[)\"”*_]*$")


@dataclass(frozen=True)
class Beginning:
    """What the attempt before had said, as it is stored: [1] is a marker of passages[0]."""

    text: str
    passages: tuple[UUID | None, ...]

    def for_model(self, hits: Sequence[Hit]) -> str:
        """Return its whole sentences with markers that count the hits, from 1.

        "" if there is none, or if a passage that it cites is found no longer: then it is answered anew.
        """
        places = {hit.passage_id: number for number, hit in enumerate(hits, start=1)}
        numbers = {number: places.get(pk) for number, pk in enumerate(self.passages, start=1)}
        text = _whole_sentences(self.text)
        cited = {int(found) for found in MARKER.findall(text)}
        if not all(numbers.get(number) for number in cited):
            return ""
        return MARKER.sub(lambda found: f"[{numbers[int(found[1])]}]", text)


def beginning_of(answer: Answer) -> Beginning | None:
    """Return what an answer that is to be gone on with has said so far; None for one that begins anew."""
    if not answer.is_continued or not answer.text:
        return None
    return Beginning(answer.text, tuple(citation.passage_id for citation in answer.citations.order_by("number")))


def with_what_was_said(outcome: Outcome, answer: Answer) -> Outcome:
    """Return the outcome; where it came to less than was there before, that stays and is as incomplete as it was."""
    if outcome.is_done or not answer.is_continued or len(outcome.text) >= len(answer.text):
        return outcome
    is_failed = outcome.status == Answer.Status.FAILED
    return replace(
        outcome,
        status=Answer.Status.INTERRUPTED if is_failed else outcome.status,
        text=answer.text,
        engine=answer.engine,
        citations=copied_citations(answer),
        removed=answer.removed,
    )


def copied_citations(answer: Answer) -> tuple[Citation, ...]:
    """Return unsaved copies."""
    copies = []
    for citation in answer.citations.order_by("number"):
        citation.pk = uuid4()
        citation._state.adding = True
        copies.append(citation)
    return tuple(copies)


def _whole_sentences(text: str) -> str:
    """Return the text without a last sentence that was cut off: a model says that one again from its start."""
    text = text.rstrip()
    if not text or _ENDED.search(text):
        return text
    return text[: sentences(text)[-1].start].rstrip()
