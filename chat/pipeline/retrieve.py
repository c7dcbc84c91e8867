"""Looks up what the documents have for a question: with the words that find it, and what decides its answer besides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from benefits.audience import class_labels
from benefits.models import PlanYear
from chat.bereavement import leave_for_loss, leave_to_ask_for
from chat.pipeline.also_search import added, also_search, search_for_the_shut_out, those_that_deny
from chat.pipeline.beyond import Beyond
from chat.pipeline.other_plan import with_other_plan_named
from chat.pipeline.scope import Scope
from chat.pipeline.understand import search_words
from knowledge.retrieval.hits import Hit
from knowledge.retrieval.search import SearchResult
from knowledge.retrieval.years_in_question import years_named_by_day


@dataclass(frozen=True)
class LookedUp:
    words: str  # what was searched for, as search read it
    hits: tuple[Hit, ...]
    missing_years: tuple[str, ...]  # asked for, but nothing published is of them
    spoken_of: tuple[str, ...]  # the conversation's questions, "the other plan" by its name; this one last
    search: SearchResult  # of the question's own words


def look_up(asked: Sequence[str], scope: Scope) -> LookedUp:
    """Return what is found for the last of a conversation's questions."""
    spoken_of = with_other_plan_named(asked, scope.plans)
    *earlier, text = spoken_of
    leave = leave_for_loss(text)
    result = _search_for(leave or text, earlier, scope)
    words = leave_to_ask_for(text, list(map(_whole_text, result.hits))) if leave else result.question
    hits = _with_more(words, result.hits, scope)
    return LookedUp(words, hits, _missing_years(asked[-1], result, scope.day), spoken_of, result)


def _whole_text(hit: Hit) -> str:
    return f"{hit.title}\n{hit.heading}\n{hit.text}"


def look_up_beyond(beyond: Beyond, question: str, scope: Scope) -> LookedUp:
    """Return what is near a question that no document answers."""
    result = scope.search(beyond.search)
    missing = _missing_years(question, result, scope.day)
    return LookedUp(result.question, result.hits, missing, (question,), result)


def _search_for(question: str, earlier: Sequence[str], scope: Scope) -> SearchResult:
    """Return what search finds for a question by its own words, and those that a follow-up leaves out."""
    words = search_words(question, earlier, day=scope.day, plan_years=list(PlanYear.objects.all()))
    return scope.search(words, earlier=earlier)


def _with_more(words: str, hits: tuple[Hit, ...], scope: Scope) -> tuple[Hit, ...]:
    """Return the hits with those of what the question does not name and its answer hangs on."""
    label = class_labels().get(scope.audience.class_code, "")
    for query in also_search(words, plans=scope.plans):
        hits = added(hits, scope.search(query).hits)
    for query in search_for_the_shut_out(words, class_label=label):
        hits = added(hits, those_that_deny(scope.search(query).hits))
    return hits


def _missing_years(text: str, result: SearchResult, day: date) -> tuple[str, ...]:
    """Return the years asked for of which nothing is there; also those that the calendar does not know.

    "The year before" is told from the day or, in a follow-up, from the year talked of: what was searched for tells.
    """
    calendar = list(PlanYear.objects.all())
    by_day = years_named_by_day(text, day=day, plan_years=calendar)
    named = {label for label in by_day if label in result.question}
    known = {year.label for year in calendar} | {hit.plan_year for hit in result.hits}
    return result.missing_years or tuple(sorted(named - known))
