"""One run of an answer, from claiming it to its last event. The page that asked may be long gone.

Steps: claim, say what is being done, understand, search, let the model speak, check, store, tell.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from time import monotonic
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from benefits.models import PlanYear
from chat.also_search import added, also_search, search_for_the_shut_out, those_that_deny
from chat.answerable import is_answered
from chat.bereavement import leave_for_loss
from chat.beyond import Beyond, beyond_documents, comparisons
from chat.compose import Found, compose, is_near, refuse, refuse_to_choose
from chat.connection import let_go_of_database, patiently
from chat.figures import with_figures
from chat.finish import Outcome, finish
from chat.glossary import are_told_by, tell_meanings, terms_asked
from chat.llm.types import ModelUnavailable
from chat.model_request import model_request, source_passage
from chat.models import Answer, Question
from chat.other_plan import with_other_plan_named
from chat.running import RunningAnswer
from chat.speak import speak
from chat.suggest import next_questions
from chat.tried import tried
from chat.understand import search_words
from chat.words import LOOKING, READING, STARTING_AGAIN, in_language
from knowledge.audience import class_labels
from knowledge.findable import plans_of_documents
from knowledge.hits import Hit
from knowledge.search import PASSAGES, SearchResult, search
from knowledge.years_in_question import years_named_by_day
from tenants.clock import today
from tenants.live import forget, publish

HISTORY_TURNS = 3
log = structlog.get_logger(__name__)


class Clock:
    """Milliseconds since the run began."""

    def __init__(self) -> None:
        self._began = monotonic()

    def at(self, moment: float) -> int:
        return round(1000 * (moment - self._began))

    def now(self) -> int:
        return self.at(monotonic())


def answer(answer_id: UUID, *, now: datetime) -> None:
    """Answer, unless another run has done so or is at it. Running it twice gives one answer."""
    row = Answer.objects.select_related("question__conversation__user").filter(pk=answer_id).first()
    if row is None or not row.claim(now):
        return
    if row.claims > 1:
        # What the lost run said is taken back in every page that shows it.
        forget(row.topic)
        publish(row.topic, "reset", {})
        publish(row.topic, "status", {"text": in_language(STARTING_AGAIN, row.question.language)})
    clock = Clock()
    with RunningAnswer(row) as running:
        outcome = _answer(row.question, running, clock)
    if outcome is None:
        log.warning("answer_taken_over", answer=str(row.pk))
        return
    queued = round(1000 * (now - row.created_at).total_seconds())
    timings = {"queued": max(queued, 0), **outcome.timings, "total": clock.now()}
    finish(row, replace(outcome, timings=timings), now=timezone.now())


def _answer(question: Question, running: RunningAnswer, clock: Clock) -> Outcome | None:
    """Return the outcome; None if another run has taken the answer over."""
    running.tell(in_language(LOOKING, question.language))
    earlier = _earlier(question)
    beyond = beyond_documents(question.text)
    asked = (*(past.text for past in earlier), question.text)
    try:
        *before, text = asked[-1:] if beyond else _with_other_plan_named(asked, question.class_code)
        words = beyond.search if beyond else _words(text, before)
        result = search(words, day=today(), class_code=question.class_code, limit=PASSAGES, earlier=before)
        hits = result.hits if beyond else _with_more(result.question, result.hits, question.class_code)
    except (OperationalError, InterfaceError) as trouble:
        log.error("search_failed", answer=str(running.answer.pk), reason=type(trouble).__name__)
        connection.close()
        return Outcome(Answer.Status.FAILED, reason=Answer.Reason.SEARCH_UNAVAILABLE)
    searched = clock.now()
    found = Found(question.text, question.language, asked, hits, _missing_years(question.text, result))
    if not beyond:
        spoken_of, nothing_more = (*before, text), found
        found = patiently(lambda: with_figures(nothing_more, spoken_of, class_code=question.class_code))
        hits = found.hits
    if found.missing_years:
        # Only what holds in any year may answer; the others are shown as what is near.
        hits = tuple(hit for hit in hits if not hit.plan_year)
    outcome = _outcome(replace(found, hits=hits), beyond, result.question, earlier, running)
    if outcome is None:
        return None
    timings = {"search": searched, **outcome.timings}
    if outcome.status == Answer.Status.DONE:
        spoken = clock.now()
        outcome = replace(outcome, next_questions=_propose(found, outcome, question.class_code))
        timings["proposing"] = clock.now() - spoken
    if running.first_text_at is not None:
        timings["first_text"] = clock.at(running.first_text_at)
    return replace(outcome, timings=timings)


def _outcome(
    found: Found, beyond: Beyond | None, words: str, earlier: list[Question], running: RunningAnswer
) -> Outcome | None:
    """Return what the question comes to: a fixed word, what is told in general, or what the documents found say."""
    if beyond:
        return patiently(lambda: outcome_beyond(beyond, found))
    terms = terms_asked(found.question)
    if terms and not are_told_by(found.hits, terms):
        return patiently(lambda: tell_meanings(terms, found))
    return _say(words, found, earlier, running) if found.hits else patiently(lambda: refuse(found))


def _with_other_plan_named(asked: Sequence[str], class_code: str) -> tuple[str, ...]:
    return with_other_plan_named(asked, partial(plans_of_documents, day=today(), class_code=class_code))


def _with_more(words: str, hits: tuple[Hit, ...], class_code: str) -> tuple[Hit, ...]:
    """Return the hits with those of what the question does not name and its answer hangs on."""
    day, label = today(), class_labels().get(class_code, "")
    plans = partial(plans_of_documents, day=day, class_code=class_code)
    for query in also_search(words, plans=plans):
        hits = added(hits, search(query, day=day, class_code=class_code, limit=PASSAGES).hits)
    for query in search_for_the_shut_out(words, class_label=label):
        hits = added(hits, those_that_deny(search(query, day=day, class_code=class_code, limit=PASSAGES).hits))
    return hits


def outcome_beyond(beyond: Beyond, found: Found) -> Outcome:
    if beyond.reason == Answer.Reason.CHOICE:
        compared = comparisons([source_passage(number, hit) for number, hit in enumerate(found.hits, start=1)])
        if compared:
            return refuse_to_choose(found, compared)
    return refuse(replace(found, question=beyond.search), reason=beyond.reason)


def _propose(found: Found, outcome: Outcome, class_code: str) -> tuple[str, ...]:
    """Return what to ask next; nothing without the database, which must not cost the answer that is there."""
    shown = {citation.passage_id: citation.is_near for citation in outcome.citations}
    day = today()
    try:
        return next_questions(
            asked=found.asked,
            cited=[hit for hit in found.hits if shown.get(hit.passage_id) is False],
            near=[hit for hit in found.hits if shown.get(hit.passage_id) or is_near(hit)],
            language=found.language,
            class_code=class_code,
            is_answered=tried(lambda text: is_answered(text, class_code), class_code=class_code, day=day),
        )
    except (OperationalError, InterfaceError) as trouble:
        log.warning("nothing_proposed", reason=type(trouble).__name__)
        connection.close()
        return ()


def _words(text: str, before: Sequence[str]) -> str:
    return search_words(leave_for_loss(text) or text, before, day=today(), plan_years=list(PlanYear.objects.all()))


def _missing_years(text: str, result: SearchResult) -> tuple[str, ...]:
    """Return the years asked for of which nothing is there; also those that the calendar does not know.

    "The year before" is told from the day or, in a follow-up, from the year talked of: what was searched for tells.
    """
    calendar = list(PlanYear.objects.all())
    by_day = years_named_by_day(text, day=today(), plan_years=calendar)
    named = {label for label in by_day if label in result.question}
    known = {year.label for year in calendar} | {hit.plan_year for hit in result.hits}
    return result.missing_years or tuple(sorted(named - known))


def _say(words: str, found: Found, earlier: list[Question], running: RunningAnswer) -> Outcome | None:
    running.tell(in_language(READING, found.language).format(title=found.hits[0].title))
    request = model_request(words, found, earlier, running.answer.question.class_code)
    let_go_of_database()
    try:
        speech = speak(request, running)
    except ModelUnavailable:
        return Outcome(Answer.Status.FAILED, reason=Answer.Reason.MODEL_UNAVAILABLE)
    return None if speech.end == "lost" else patiently(lambda: compose(speech, found))


def _earlier(question: Question) -> list[Question]:
    """Return the conversation's questions before this one, oldest first.

    Private ones are left out, and those asked as a member of another class: their answers are not for this one.
    """
    past = Question.objects.filter(
        conversation=question.conversation_id,
        created_at__lt=question.created_at,
        is_counted=True,
        class_code=question.class_code,
    )
    newest = past.order_by("-created_at").prefetch_related("answers")[:HISTORY_TURNS]
    return list(reversed(newest))
