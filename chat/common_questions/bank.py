"""The questions that everybody asks, each with ways to ask it: read from questions.txt, once."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from pathlib import Path

import numpy as np

from chat.household import SON
from chat.meaning import what_is_wanted
from chat.months import MONTHS
from chat.spoken_english import in_common_english
from chat.spoken_spanish import in_common_spanish
from knowledge.embeddings.wordllama_embedding import WordLlamaEmbedding
from knowledge.patience import Patience
from knowledge.text.little_words import language_of
from knowledge.text.terms import list_terms, plain_text

_FILE = Path(__file__).with_name("questions.txt")
_OF_ONE_PLAN = " (plan)"
# What a way names of these, who asks must name: "what happens when I leave" asks nothing of a 401(k).
_THINGS = frozenset(
    list_terms("401k 403b retirement hsa fsa cobra medicare life disability dental dentist vision glasses tuition eap")
)
# They tell when and how it is asked, and nothing of what.
_BESIDE = frozenset(
    list_terms(
        "monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves viernes sabado domingo "
        "today tomorrow yesterday tonight soon already recently later still ever hoy manana ayer pronto "
        "really actually please thanks thank hi hello hey wonder wondering curious know guess okay gracias hola favor "
        "now again right away get got getting give gets him mine yall anything thing dan dar haber "
    )
) | frozenset(list_terms(" ".join(MONTHS)))
_SON = re.compile(rf"\b{SON}(?!\w)")
_PUNCTUATION = re.compile(r"[¿?¡!.,;:]+")
_UNKNOWN_TERM = 5.0  # no question's: it weighs more than any that some question knows


@dataclass(frozen=True)
class CommonQuestion:
    english: str
    spanish: str
    ways: tuple[str, ...]  # as people ask it, in either language, the two above among them
    is_of_plan: bool  # it may be asked of one plan

    def ask(self, language: str) -> str:
        return self.spanish if language == "es" else self.english

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The ways in common words."""
        return tuple(in_common_words(way, language_of(way, "en")) for way in self.ways)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Every word, by its stem, that somebody may use who asks it."""
        return frozenset().union(*map(terms_of, self.said))

    @cached_property
    def wanted(self) -> frozenset[str]:
        """What it wants to know, in the words of `what_is_wanted`."""
        return frozenset(map(what_is_wanted, self.said))


@dataclass(frozen=True)
class Way:
    question: CommonQuestion
    terms: frozenset[str]


class Bank:
    """All common questions, to be compared with one that is asked."""

    def __init__(self, questions: tuple[CommonQuestion, ...]) -> None:
        self.questions = questions
        ways = [(question, text) for question in questions for text in question.said]
        self._ways = [Way(question, terms_of(text)) for question, text in ways]
        self._vectors = _vectors([text for _, text in ways])
        known_to = Counter(term for question in questions for term in question.terms)
        self._weights = {term: log(1 + len(questions) / count) for term, count in known_to.items()}

    def likeness(self, text: str, terms: frozenset[str]) -> dict[CommonQuestion, float]:
        """Return for each question how near its nearest way comes to the text, from 0 to 1: half of that by the
        meaning of all its words, half by which of its terms they share. A question of which none comes into question
        is left out."""
        meant = self._vectors @ _vectors([text])[0]
        nearest: dict[CommonQuestion, float] = {}
        for way, likeness in zip(self._ways, meant.tolist(), strict=True):
            if not terms.issuperset(way.terms & _THINGS):
                continue
            near = (likeness + self._shared(terms, way.terms)) / 2
            nearest[way.question] = max(near, nearest.get(way.question, 0.0))
        return nearest

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
    if len(lines) < 3 or not lines[1].startswith("¿"):
        raise ValueError(f"After {lines[0]!r}: the same in Spanish, then a way to ask it, each on a line of its own.")
    english, spanish, *ways = lines
    asked = english.removesuffix(_OF_ONE_PLAN)
    return CommonQuestion(asked, spanish, (asked, spanish, *ways), is_of_plan=asked != english)


def terms_of(text: str) -> frozenset[str]:
    """Return the terms of a question; a son is one, though "son" is a little word in Spanish."""
    son = ("child",) if _SON.search(plain_text(text)) else ()
    return frozenset((*list_terms(text), *son)) - _BESIDE


def in_common_words(text: str, language: str) -> str:
    """Return a question as it is typed in the words that documents know."""
    return in_common_english(in_common_spanish(text, language), language)


def _vectors(texts: list[str]) -> np.ndarray:
    """Return the texts' vectors of unit length, by the embedding that needs no network."""
    words = [_PUNCTUATION.sub(" ", text).strip() for text in texts]
    rows = WordLlamaEmbedding().embed(words, patience=Patience(attempts=1, total_seconds=1))
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
