"""One search for chat, HR's test page and the API.

What may be found is decided in PostgreSQL: published versions of kept documents in force and meant for the
asker (findable.py). A stray or foreign vector can therefore never show a text. Two legs find, by words (BM25,
index/keywords.py) and by meaning (vectors, meaning.py); what they found is one order (ranking.py). Without the
second leg the first answers alone, and says so. Found passages that follow on each other are shown as one, and what
says the same twice is shown once.

What may be found and the passages' texts (hits.py) are read each time; what is between them (found_places.py) is
kept (search_cache.py).
"""

import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from time import perf_counter
from uuid import UUID

from accounts.audience import Audience
from benefits.audience import hours_word, state_name
from benefits.calendar import plan_years, told_plan_years
from knowledge.index.keywords import read_words, score_words, understand
from knowledge.models import AsIf
from knowledge.retrieval.candidates import Candidate, join_legs
from knowledge.retrieval.findable import searchable_documents
from knowledge.retrieval.findable_document import FindableDocument
from knowledge.retrieval.found_places import Asked, FoundPlaces, Place, decisive, from_text, to_text
from knowledge.retrieval.hits import Hit, read_hits
from knowledge.retrieval.meaning import ByMeaning, Meaning
from knowledge.retrieval.plans import PlanGuide, PlanName, plan_guide
from knowledge.retrieval.ranking import fold, join, look_again, rank
from knowledge.retrieval.search_cache import find_once
from knowledge.retrieval.spelling import read_spelling
from knowledge.retrieval.years_in_question import YearWish, wished_years
from tenants.clock import day_in_words

QUERY_LIMIT = 2_000  # characters
PASSAGES = 8  # that an answer is given
CANDIDATES = 60
NEAR_COVERAGE = 0.4


@dataclass(frozen=True)
class SearchResult:
    question: str  # as it was read: with mistyped words put right
    hits: tuple[Hit, ...]
    filters: tuple[str, ...]  # sentences: what was let in, what was left out
    unknown_plans: tuple[str, ...]  # named in the question, but no document is about them
    missing_years: tuple[str, ...]  # plan years named in the question of which no document is there
    degraded: bool  # by words alone, for all documents or for some
    awaits_index: bool  # degraded because documents have no vectors of the model and engine in use
    milliseconds: float

    @property
    def is_near(self) -> bool:
        """Whether any passage holds so much of the question that it may answer it."""
        return any(hit.why.coverage >= NEAR_COVERAGE for hit in self.hits)


def search(
    query: str,
    *,
    day: date,
    audience: Audience,
    limit: int,
    plan_year: str | None = None,
    include_unpublished: bool = False,
    document_ids: Collection[UUID] | None = None,
    earlier: Sequence[str] = (),
    is_computed_anew: bool = False,
    is_trial: bool = False,
    is_private: bool = False,
    about: tuple[Audience, ...] = (),
    as_if: AsIf | None = None,
) -> SearchResult:
    """Return the passages this person finds on this day, best first.

    `earlier` are the questions before this one in a conversation, oldest first; their words count a little.
    `plan_year` overrides what the question says about the year. `include_unpublished` also looks into the
    newest ready version of documents that are not published: for HR only. `is_computed_anew` computes anew what was
    found before. `is_trial` is set where HR or a program looks what would be found: how fast that comes must not tell
    whether somebody has asked the same, so nothing that was kept for people is used.
    `is_private` keeps nothing: neither what was found, nor the question, nor its vector.
    `about` are others whom the question is about: what was replaced for them does not answer it. `as_if` looks into
    what would be published if HR did what it says, before it is done.
    """
    started = perf_counter()
    documents = searchable_documents(
        day=day,
        audience=audience,
        include_unpublished=include_unpublished,
        document_ids=document_ids,
        about=about,
        as_if=as_if,
    )
    asked = Asked(
        question=_plainly(query),
        day=day,
        audience=audience,
        limit=limit,
        plan_year=plan_year,
        include_unpublished=include_unpublished,
        earlier=tuple(map(_plainly, earlier)),
        plan_years=tuple(plan_years() if include_unpublished else told_plan_years()),
        is_trial=is_trial,
        is_private=is_private,
        as_if=as_if,
    )
    return _search(asked, documents, started, is_found_here=is_computed_anew or is_private)


def _search(asked: Asked, documents: list[FindableDocument], started: float, *, is_found_here: bool) -> SearchResult:
    # To put it together takes longer with many documents than to search a few: once for both.
    guide = cache(lambda: plan_guide(documents))
    found = _find(asked, documents, guide) if is_found_here else _find_once(asked, documents, guide)
    return _result(found, read_hits(found.places, documents, guide(), asked), started)


def _plainly(text: str) -> str:
    """Write a question in one way, no longer than it may be. Its case stays: it may tell a plan's name from a word."""
    return " ".join(unicodedata.normalize("NFC", text).split())[:QUERY_LIMIT]


def _find_once(asked: Asked, documents: list[FindableDocument], guide: Callable[[], PlanGuide]) -> FoundPlaces:
    return find_once(
        decisive(asked, documents), lambda: _find(asked, documents, guide), to_text=to_text, from_text=from_text
    )


def _result(found: FoundPlaces, hits: tuple[Hit, ...], started: float) -> SearchResult:
    return SearchResult(
        question=found.question,
        hits=hits,
        filters=found.filters,
        unknown_plans=found.unknown_plans,
        missing_years=found.missing_years,
        degraded=found.degraded,
        awaits_index=found.awaits_index,
        milliseconds=round(1000 * (perf_counter() - started), 1),
    )


def _find(asked: Asked, documents: list[FindableDocument], guide_of_all: Callable[[], PlanGuide]) -> FoundPlaces:
    reading = read_spelling(asked.question, [row.found_version for row in documents])
    wish = _wish(asked, documents)
    is_missing = wish.is_named and not any(document.plan_year in wish.labels for document in documents)
    if wish.is_named and not is_missing:
        documents = [document for document in documents if wish.is_met_by(document.plan_year)]
        guide = plan_guide(documents)
    else:
        guide = guide_of_all()
    plans = guide.asked(reading.text)
    candidates, by_meaning = _by_both_legs(reading.text, asked, _of_plans(documents, guide, plans))
    known = guide.known(plans, [candidate.heading for candidate in candidates])
    if known:
        candidates = [one for one in candidates if not guide.is_about_another(one.document.pk, one.heading, plans)]
    ranked, was_looked_at = look_again(reading.text, fold(rank(candidates, wish)))
    is_degraded = by_meaning.is_down or by_meaning.awaits_index
    return FoundPlaces(
        question=reading.text,
        places=tuple(map(_place, join(ranked, asked.limit))),
        filters=(
            *(f"Read “{typed}” as “{read}”" for typed, read in reading.corrected),
            *_filters(asked, wish, known),
        ),
        unknown_plans=tuple(sorted(str(name) for name in plans - known)),
        missing_years=tuple(sorted(wish.labels)) if is_missing else (),
        degraded=is_degraded,
        awaits_index=by_meaning.awaits_index,
        is_lasting=was_looked_at and not is_degraded,
    )


def _wish(asked: Asked, documents: Sequence[FindableDocument]) -> YearWish:
    if asked.plan_year:
        return YearWish(frozenset({asked.plan_year}), is_named=True)
    labels = {document.plan_year for document in documents if document.plan_year}
    return wished_years(asked.question, day=asked.day, plan_years=asked.plan_years, labels=labels)


def _of_plans(
    documents: list[FindableDocument], guide: PlanGuide, asked: frozenset[PlanName]
) -> list[FindableDocument]:
    if not guide.known(asked, ()):
        return documents
    return [document for document in documents if not guide.is_about_another(document.pk, "", asked)]


def _by_both_legs(
    question: str, asked: Asked, documents: Sequence[FindableDocument]
) -> tuple[list[Candidate], ByMeaning]:
    concepts = understand(question, asked.earlier)
    # Made before words are looked up: the embedding is computed meanwhile.
    meaning = Meaning(question, documents, is_trial=asked.is_trial, is_kept=not asked.is_private)
    postings = read_words(concepts, [row.found_version for row in documents])
    with meaning.under_way(CANDIDATES) as nearest:
        by_words = score_words(concepts, postings, limit=CANDIDATES)
        by_meaning = nearest()
    return join_legs(documents, by_words, by_meaning.hits), by_meaning


def _place(group: Sequence[Candidate]) -> Place:
    best = group[0]
    return Place(best.document.pk, tuple(one.passage_id for one in group), round(best.score, 6), best.why)


def _filters(asked: Asked, wish: YearWish, plans: frozenset[PlanName]) -> tuple[str, ...]:
    states = "Published and ready documents" if asked.include_unpublished else "Published documents"
    filters = [
        f"{states} in force on {day_in_words(asked.day)}",
        _people(asked.audience),
    ]
    if wish.labels:
        years = ", ".join(sorted(wish.labels))
        filters.append(f"Plan year {years} only" if wish.is_named else f"Plan year {years} first")
    if plans:
        filters.append(f"Not about plans other than {', '.join(sorted(str(plan) for plan in plans))}")
    return tuple(filters)


def _people(audience: Audience) -> str:
    group = f"class {audience.class_code}" if audience.class_code else ""
    known = [group, state_name(audience.work_state), hours_word(audience.hours)]
    named = ", ".join(part for part in known if part)
    return f"For everyone or {named}" if named else "For everyone"
