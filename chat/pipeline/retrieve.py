"""Looks up what the documents have for a question: with the words that find it, and what decides its answer besides."""

from dataclasses import dataclass
from datetime import date

from benefits.audience import class_labels
from benefits.calendar import told_plan_years
from chat.bereavement import leave_to_ask_for
from chat.extractive.rights import search_for_right
from chat.pipeline.also_search import added, also_search, search_for_the_shut_out, those_that_deny
from chat.pipeline.beyond import Beyond
from chat.pipeline.brands import brands_in, with_brands_named
from chat.pipeline.scope import Scope
from chat.pipeline.search_words import search_words
from chat.pipeline.understand import Understood
from knowledge.retrieval.hits import Hit
from knowledge.retrieval.search import SearchResult
from knowledge.retrieval.years_in_question import years_named_by_day


@dataclass(frozen=True)
class LookedUp:
    words: str  # what was searched for, as search read it
    hits: tuple[Hit, ...]
    missing_years: tuple[str, ...]  # asked for, but nothing published is of them
    search: SearchResult  # of the question's own words


def look_up(understood: Understood, scope: Scope) -> LookedUp:
    """Return what is found for a question, and for what it does not name and its answer hangs on."""
    result = scope.search(understood.words, earlier=understood.spoken_of[:-1])
    brands = brands_in(map(_whole_text, result.hits))
    *earlier, text = with_brands_named(understood.spoken_of, brands)
    if (*earlier, text) != understood.spoken_of:
        names = frozenset(brand.lower() for brand in brands)
        by_name = search_words(text, earlier, day=scope.day, plan_years=told_plan_years(), names=names)
        result = scope.search(by_name, earlier=earlier)
    words = result.question
    if understood.is_of_loss:
        words = leave_to_ask_for(understood.spoken_of[-1], list(map(_whole_text, result.hits)))
    hits = _with_more(words, result.hits, scope)
    return LookedUp(words, hits, _missing_years(understood.text, result, scope.day), result)


def look_up_beyond(beyond: Beyond, understood: Understood, scope: Scope) -> LookedUp:
    """Return what is near a question that no document answers."""
    result = scope.search(beyond.search)
    return LookedUp(result.question, result.hits, _missing_years(understood.text, result, scope.day), result)


def _whole_text(hit: Hit) -> str:
    return f"{hit.title}\n{hit.heading}\n{hit.text}"


def _with_more(words: str, hits: tuple[Hit, ...], scope: Scope) -> tuple[Hit, ...]:
    """Return the hits with those of what the question does not name and its answer hangs on."""
    label = class_labels().get(scope.audience.class_code, "")
    for query in also_search(words, plans=scope.plans):
        hits = added(hits, scope.search(query).hits)
    for query in search_for_right(words, class_label=label):
        hits = added(hits, scope.search(query).hits)
    for query in search_for_the_shut_out(words, class_label=label):
        hits = added(hits, those_that_deny(scope.search(query).hits))
    return hits


def _missing_years(text: str, result: SearchResult, day: date) -> tuple[str, ...]:
    """Return the years asked for of which nothing is there; also those that the calendar does not know.

    "The year before" is told from the day or, in a follow-up, from the year talked of: what was searched for tells.
    """
    calendar = told_plan_years()
    by_day = years_named_by_day(text, day=day, plan_years=calendar)
    named = {label for label in by_day if label in result.question}
    known = {year.label for year in calendar} | {hit.plan_year for hit in result.hits}
    return result.missing_years or tuple(sorted(named - known))
