"""Answers without a language model: what the passages say, quoted, or the word that they do not say it.

Nothing is written here but the few words around a quote. One statement answers; up to three more add to it;
each carries the number of its passage. No figure is ever made, changed or moved to another plan.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Self

import numpy as np

from chat.extractive.announced import with_question
from chat.extractive.asked import read_question
from chat.extractive.at_length import AtLength, is_broad
from chat.extractive.care_costs import asks_for_care, care_costs
from chat.extractive.choose import Choice, choose, with_the_rest
from chat.extractive.column import asked_columns
from chat.extractive.drug_kinds import asks_for_any_drug, rows_of_each_kind
from chat.extractive.each_plan import compares_own_plans, limits_of_each
from chat.extractive.figures_against import adding, contradicting
from chat.extractive.figures_text import figures_text
from chat.extractive.for_person import leaves_age_open, with_own_case
from chat.extractive.framing import (
    also_said,
    as_columns,
    as_given_to_others,
    as_possible,
    compared,
    composed,
    said_of_others,
    told_at_length,
)
from chat.extractive.news import told_as_new
from chat.extractive.notes import notes_of
from chat.extractive.referral import refers_elsewhere
from chat.extractive.scores import Similarity
from chat.extractive.shapes import asks_to_join
from chat.extractive.side_by_side import side_by_side
from chat.extractive.statements import Statement, statements
from chat.extractive.support import Judge
from chat.extractive.then_and_now import asks_only_what_is_new, asks_what_is_new
from chat.extractive.whom_to_cover import asks_whom_to_cover, lists_whom
from chat.figures_asked import AskedFigures
from chat.llm.types import Conflict, Finished, ModelEvent, ModelRequest, NotSupported, TextDelta, Uncertain
from knowledge.embeddings.wordllama_embedding import WordLlamaEmbedding
from knowledge.patience import Patience

NEAREST = 3
MOST_ENTITLING = 3
WORDS_PER_DELTA = 3


class ExtractiveModel:
    name = "extractive"

    def stream(self, request: ModelRequest) -> "ExtractiveStream":
        return ExtractiveStream(answer(request, similarity=local_similarity))


class ExtractiveStream:
    """A `ModelStream`; the text is ready at once and still comes in small pieces, like any other."""

    def __init__(self, events: Iterator[ModelEvent]) -> None:
        self._events = events
        self._is_closed = False

    def __iter__(self) -> Iterator[ModelEvent]:
        return self

    def __next__(self) -> ModelEvent:
        if self._is_closed:
            raise StopIteration
        return next(self._events)

    def close(self) -> None:
        self._is_closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_details: object) -> None:
        self.close()


def answer(request: ModelRequest, *, similarity: Similarity | None = None) -> Iterator[ModelEvent]:
    """Yield the answer's events. `similarity(question, texts)` only orders what the words support already."""
    question = _Question(_with_question(request), similarity)
    sure = question.sure_answer()
    text = sure or question.possible_answer()
    if text:
        yield from map(TextDelta, _pieces(text))
        if not sure:
            yield Uncertain()
        if question.conflict:
            yield Conflict(question.conflict)
    else:
        yield NotSupported(tuple(passage.number for passage in request.passages[:NEAREST]))
    yield Finished("stop")


def answers_surely(request: ModelRequest) -> bool:
    """Whether the passages answer it: not with what may be the answer, nor by denying the asker the whole plan."""
    question = _Question(_with_question(request), None)
    return bool(question.sure_answer()) and not question.is_denied()


def _with_question(request: ModelRequest) -> ModelRequest:
    return replace(request, question=with_question(request.question))


class _Question:
    def __init__(self, request: ModelRequest, similarity: Similarity | None) -> None:
        self._request = request
        self._similarity = similarity
        self._asked = read_question(request.question)
        self._judge = Judge(request, self._asked, similarity)
        self._said = [statement for passage in request.passages for statement in statements(passage)]
        self.conflict: tuple[int, ...] = ()  # passages that contradict one another, once the answer is found

    def sure_answer(self) -> str:
        if self._request.figures:
            return self._found_answer()  # of facts that are the asker's own
        return self._as_of_others(self._found_answer())

    def _as_of_others(self, text: str) -> str:
        """Return the answer with the word that it is told of another class than the asker's, if that was asked."""
        others = self._judge.asked_others
        if not text or not others:
            return text
        return said_of_others(text, others, self._request.language, is_own_known=bool(self._request.own_class))

    def _found_answer(self) -> str:
        language, figures = self._request.language, self._request.figures
        shut_out = self._judge.shutting_out(self._said)
        if shut_out:
            choice = with_the_rest(shut_out[0], self._said)
            return composed(replace(choice, others=(*choice.others, *self._judge.of_other_lines(self._said))), language)
        if figures:
            found = self._judge.supported(self._said)
            also = adding(figures, found, other_classes=self._request.other_classes)
            other = contradicting(figures, found)
            self.conflict = _conflict_of(figures, other)
            return figures_text(figures, language, also=also, other=other)
        if self._asked.compares:
            tables = side_by_side(self._request, self._asked)
            limits = limits_of_each(self._request, self._asked, self._said, tables)
            return compared(tables, limits, language)
        if asks_for_care(self._asked):
            told = care_costs(self._judge, self._said)
            return composed(Choice(told[0], tuple(told[1:])), language) if told else ""
        if asks_what_is_new(self._request.question) and not any(idea.is_strong for idea in self._asked.ideas):
            news = told_as_new(self._judge.for_asker(self._said), self._said, language)
            if news or asks_only_what_is_new(self._request.question):
                return news
        return self._told_together() or self._told_by_the_best()

    def _told_together(self) -> str:
        """Return what several statements tell beside one another; "" where the best is to tell it."""
        language = self._request.language
        entitling = self._judge.entitling(self._said)
        if entitling:
            return composed(Choice(entitling[0], tuple(entitling[1:MOST_ENTITLING])), language)
        is_at_length = is_broad(self._asked, self._request.question) or compares_own_plans(self._request)
        if is_at_length and not self._asked.stays:
            at_length = AtLength(self._request, self._asked, self._similarity).chosen()
            if at_length:
                return told_at_length(at_length, language)
        drugs = (
            rows_of_each_kind(self._judge.price_rows(self._said)) if asks_for_any_drug(self._request.question) else []
        )
        return as_columns(drugs, language) if drugs else ""

    def _told_by_the_best(self) -> str:
        language = self._request.language
        found = self._judge.supported(self._said)
        referring = self._judge.referring(self._said, found)
        if referring:
            return composed(Choice(referring[0]), language)
        others = self._judge.given_to_others(self._said, found)
        if others:
            return as_given_to_others(self._judge.as_of_others(others[0], self._said), language)
        if not found and asks_whom_to_cover(self._request.question):
            listed = [one for one in self._judge.for_asker(self._said) if not one.is_row and lists_whom(one.said)]
            return composed(Choice(listed[0]), language) if listed else ""
        if not found:
            return ""
        first = found[0].statement
        if self._asked.stays and first.paragraph and not refers_elsewhere(first.said):
            return composed(with_the_rest(first, self._said), language)
        columns = asked_columns(found, self._asked, self._judge)
        chosen = choose(found, self._asked)
        if chosen.disagrees:
            self.conflict = (chosen.first.passage.number, chosen.disagrees.passage.number)
        own = with_own_case(chosen, self._said, self._asked, self._judge, self._request.question)
        if leaves_age_open(own, self._asked):
            return ""
        exception = self._judge.exception(own.first, self._said)
        if exception:
            return composed(Choice(exception, (own.first,)), language)
        if columns:
            beside = f"\n\n{also_said(own.of_person, language)}" if own.of_person else ""
            return as_columns(columns, language) + beside
        notes = [] if own.is_by_plan else notes_of(own.first, self._said)
        return composed(replace(own, others=(*own.others, *notes)), language)

    def is_denied(self) -> bool:
        """Whether all that is said is that the asker's class has no such plan, and not that is asked; or that another
        class has it."""
        if self._judge.given_to_others(self._said, self._judge.supported(self._said)):
            return True
        return bool(self._judge.shutting_out(self._said)) and not asks_to_join(self._request.question)

    def possible_answer(self) -> str:
        possible = [] if self._asked.compares else self._judge.possible(self._said)
        return self._as_of_others(as_possible(possible[0].statement, self._request.language)) if possible else ""


def _conflict_of(figures: AskedFigures, other: Statement | None) -> tuple[int, ...]:
    rivals = [one.number for one in figures.rivals]
    others = rivals or ([other.passage.number] if other else [])
    return tuple(dict.fromkeys([*(one.number for one in figures.cited), *others])) if others else ()


def local_similarity(question: str, texts: Sequence[str]) -> list[float]:
    """Return how near each text is to the question, by the embedding that needs no network."""
    rows = WordLlamaEmbedding().embed([question, *texts], patience=Patience(attempts=1, total_seconds=1))
    lengths = np.linalg.norm(rows, axis=1)
    return (rows[1:] @ rows[0] / (lengths[1:] * lengths[0])).tolist()


def _pieces(text: str) -> Iterator[str]:
    words = re.findall(r"\s*\S+", text)
    for start in range(0, len(words), WORDS_PER_DELTA):
        yield "".join(words[start : start + WORDS_PER_DELTA])
