"""The questions that everybody asks, each with ways to ask it: read from questions.txt, once."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from pathlib import Path

import numpy as np

from chat.common_questions.said import Said, in_common_words, said_of
from knowledge.embeddings.wordllama_embedding import WordLlamaEmbedding
from knowledge.patience import Patience
from knowledge.text.little_words import language_of
from knowledge.text.terms import list_terms

_FILE = Path(__file__).with_name("questions.txt")
_OF_ONE_PLAN, _OF_A_YEAR, _NEEDS = " (plan)", " (year)", "needs: "
# What a way names of these, who asks must name: "what happens when I leave" asks nothing of a 401(k).
_THINGS = frozenset(
    list_terms("401k 403b retirement hsa fsa cobra medicare life disability dental dentist vision glasses tuition eap")
)
# Of one question so many ways, the nearest, know the words that it may be asked in. All of them together would know
# sentences that mean something else: "my husband", "lost" and "drop" of three.
_NEAREST_WAYS = 3
_PUNCTUATION = re.compile(r"[¿?¡!.,;:]+")
_UNKNOWN_TERM = 5.0  # no question's: it weighs more than any that some question knows


@dataclass(frozen=True)
class CommonQuestion:
    english: str
    spanish: str
    ways: tuple[str, ...]  # as people ask it, in either language, the two above among them
    needs: frozenset[str] = frozenset()  # terms, of which one must be said
    is_of_plan: bool = False  # it may be asked of one plan
    is_of_year: bool = False  # and of one plan year

    def ask(self, language: str) -> str:
        return self.spanish if language == "es" else self.english

    @cached_property
    def said(self) -> tuple[Said, ...]:
        return tuple(said_of(in_common_words(way, language_of(way, "en"))) for way in self.ways)


@dataclass(frozen=True)
class Near:
    """A question with how near its nearest way comes, and its nearest ways, the nearest first."""

    question: CommonQuestion
    likeness: float
    ways: tuple[Said, ...]


class Bank:
    """All common questions, to be compared with one that is asked."""

    def __init__(self, questions: tuple[CommonQuestion, ...]) -> None:
        self.questions = questions
        self._ways = [(question, said) for question in questions for said in question.said]
        self._vectors = _vectors([said.text for _, said in self._ways])
        known_to = Counter(
            term for question in questions for term in frozenset().union(*(said.terms for said in question.said))
        )
        self._weights = {term: log(1 + len(questions) / count) for term, count in known_to.items()}

    def nearest(self, asked: Said) -> list[Near]:
        """Return the questions by how near one of their ways comes to the asked one, from 1 to 0: half of that by the
        meaning of all its words, half by which of its terms they share. What has no way that comes into question is
        left out."""
        if not asked.terms:
            return []
        meant = self._vectors @ _vectors([asked.text])[0]
        found: dict[CommonQuestion, list[tuple[float, Said]]] = defaultdict(list)
        for (question, said), likeness in zip(self._ways, meant.tolist(), strict=True):
            if asked.terms.issuperset(said.terms & _THINGS):
                found[question].append(((likeness + self._shared(asked.terms, said.terms)) / 2, said))
        nearest = []
        for question, ways in found.items():
            ways.sort(key=lambda one: -one[0])
            nearest.append(Near(question, ways[0][0], tuple(said for _, said in ways[:_NEAREST_WAYS])))
        return sorted(nearest, key=lambda near: -near.likeness)

    def _shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        whole = self._weight(one) + self._weight(other)
        return 2 * self._weight(one & other) / whole if whole else 0.0

    def _weight(self, terms: frozenset[str]) -> float:
        return sum(self._weights.get(term, _UNKNOWN_TERM) for term in terms)


@lru_cache(maxsize=1)
def bank() -> Bank:
    return Bank(read_questions(_FILE.read_text()))


def read_questions(text: str) -> tuple[CommonQuestion, ...]:
    """Return the questions of a file: blocks with empty lines between, "#" begins a remark.

    Raises ValueError for a block that is no question with its translation and a way to ask it.
    """
    blocks = "\n".join(line for line in text.splitlines() if not line.startswith("#")).split("\n\n")
    return tuple(_read_block(lines) for block in blocks if (lines := block.strip().splitlines()))


def _read_block(lines: list[str]) -> CommonQuestion:
    needs = next((line for line in lines if line.startswith(_NEEDS)), "")
    lines = [line for line in lines if line != needs]
    if len(lines) < 3 or not lines[1].startswith("¿"):
        raise ValueError(f"After {lines[0]!r}: the same in Spanish, then a way to ask it, each on a line of its own.")
    english, spanish, *ways = lines
    asked = english.removesuffix(_OF_ONE_PLAN).removesuffix(_OF_A_YEAR)
    is_of_plan = english.endswith(_OF_ONE_PLAN)
    return CommonQuestion(
        asked,
        spanish,
        (asked, spanish, *ways),
        needs=frozenset(list_terms(needs.removeprefix(_NEEDS))),
        is_of_plan=is_of_plan,
        is_of_year=asked != english,
    )


def _vectors(texts: list[str]) -> np.ndarray:
    """Return the texts' vectors of unit length, by the embedding that needs no network."""
    words = [_PUNCTUATION.sub(" ", text).strip() for text in texts]
    rows = WordLlamaEmbedding().embed(words, patience=Patience(attempts=1, total_seconds=1))
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
