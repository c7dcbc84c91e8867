"""What is counted of answers. Nothing here asks a database.

An answer is right in its place if words of one of its sources are quoted from a gold page, or from a passage that
shares its words with a gold text. It holds the gold answer if it says half of the words of that which the question did
not say, and half of its figures. Both are checked without a person; whether an answer is of use, only reading tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chat.text_figures import figures
from knowledge.evaluation.evaluate import GoldQuestion, percentile, shares_words
from knowledge.text.terms import list_terms

HELD_WORDS, HELD_FIGURES = 0.5, 0.5

Kind = Literal["sure", "maybe", "refused"]


@dataclass(frozen=True)
class Quoted:
    document: str  # its file's name
    page: int  # on which some of the quoted words stand: a list that goes over the foot of a page is of both
    passage: str


@dataclass(frozen=True)
class Given:
    """What came back for one question; `quoted` are the sources that support it, not what is only near."""

    kind: Kind
    text: str
    quoted: tuple[Quoted, ...]
    seconds: float


@dataclass(frozen=True)
class Scored:
    question: GoldQuestion
    gold_answer: str  # "" where the set has none
    given: Given

    @property
    def is_answered(self) -> bool:
        return self.given.kind != "refused"

    def is_in_place(self, *, pages_after: int = 0) -> bool:
        """Whether it quotes from a gold place; or from one that begins so many pages later."""
        return any(self._is_gold(quoted, pages_after) for quoted in self.given.quoted)

    def _is_gold(self, quoted: Quoted, pages_after: int) -> bool:
        for gold in self.question.pages:
            is_same = gold.document.strip().casefold() == quoted.document.strip().casefold()
            if is_same and (gold.page is None or gold.page <= quoted.page <= gold.page + pages_after):
                return True
        return any(shares_words(quoted.passage, text) for text in self.question.texts)

    @property
    def holds_gold_answer(self) -> bool:
        wanted = set(list_terms(self.gold_answer)) - set(list_terms(self.question.text))
        amounts = figures(self.gold_answer) - figures(self.question.text)
        words = len(wanted & set(list_terms(self.given.text)))
        told = len(amounts & figures(self.given.text))
        return words >= HELD_WORDS * len(wanted) and told >= HELD_FIGURES * len(amounts)

    @property
    def is_miss(self) -> bool:
        if not self.question.has_answer:
            return self.is_answered
        return not self.is_answered or not self.is_in_place()

    def as_json(self) -> dict[str, Any]:
        return {
            "question": self.question.text,
            "earlier": self.question.earlier,
            "kind": self.given.kind,
            "in_place": self.is_in_place(),
            "holds": bool(self.gold_answer) and self.is_answered and self.holds_gold_answer,
            "wanted": [f"{gold.document} p. {gold.page}" for gold in self.question.pages] or self.question.texts,
            "quoted": [f"{one.document} p. {one.page}" for one in self.given.quoted],
            "text": self.given.text,
            "gold_answer": self.gold_answer,
        }


@dataclass(frozen=True)
class Part:
    """The questions that have an answer, or those that have none; shares are of all of them."""

    questions: int
    sure: float
    maybe: float
    refused: float
    seconds_p50: float


@dataclass(frozen=True)
class Report:
    answerable: Part
    unanswerable: Part
    in_place: float | None  # of the answered, like the next two; None: nothing was answered
    in_place_or_next_page: float | None
    holds_gold_answer: float | None  # None also where the set has no answers
    answered_in_place: float | None  # of all that have an answer

    def sentences(self) -> list[str]:
        told = (
            (self.in_place, "of the answered quote from a gold place"),
            (self.in_place_or_next_page, "from it or the page after it"),
            (self.holds_gold_answer, "of the answered hold the gold answer"),
            (self.answered_in_place, "of all with an answer are answered from a gold place"),
        )
        return [f"{share:.2f} {sentence}" for share, sentence in told if share is not None]


def report(scored: Sequence[Scored]) -> Report:
    answerable = [one for one in scored if one.question.has_answer]
    answered = [one for one in answerable if one.is_answered]
    with_answer = [one for one in answered if one.gold_answer]
    return Report(
        answerable=_part(answerable),
        unanswerable=_part([one for one in scored if not one.question.has_answer]),
        in_place=_share([one.is_in_place() for one in answered]),
        in_place_or_next_page=_share([one.is_in_place(pages_after=1) for one in answered]),
        holds_gold_answer=_share([one.holds_gold_answer for one in with_answer]),
        answered_in_place=_share([one.is_answered and one.is_in_place() for one in answerable]),
    )


def _part(scored: Sequence[Scored]) -> Part:
    kinds = [one.given.kind for one in scored]
    count = len(kinds)
    return Part(
        questions=count,
        sure=kinds.count("sure") / max(count, 1),
        maybe=kinds.count("maybe") / max(count, 1),
        refused=kinds.count("refused") / max(count, 1),
        seconds_p50=percentile([one.given.seconds for one in scored], 0.5),
    )


def _share(held: Sequence[bool]) -> float | None:
    return sum(held) / len(held) if held else None
