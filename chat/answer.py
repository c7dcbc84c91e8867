"""One run of an answer, from claiming it to its last event. The page that asked may be long gone.

Steps: claim, say what is being done, look up, let the model speak, check, propose what to ask next, store, tell.
"""

from dataclasses import replace
from datetime import datetime
from functools import partial
from time import monotonic
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from chat.answerable import is_answered
from chat.beyond import beyond_documents, refuse_beyond
from chat.compose import Found, compose, is_near, refuse
from chat.connection import let_go_of_database, patiently
from chat.figures import with_figures
from chat.finish import Outcome, finish
from chat.glossary import are_told_by, tell_meanings, terms_asked
from chat.llm.types import ModelUnavailable
from chat.look_up import look_up, look_up_beyond
from chat.model_request import model_request
from chat.models import Answer, Question
from chat.running import RunningAnswer
from chat.speak import speak
from chat.suggest import next_questions
from chat.tried import tried
from chat.words import LOOKING, READING, STARTING_AGAIN, in_language
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
    earlier, class_code = _earlier(question), question.class_code
    asked = (*(past.text for past in earlier), question.text)
    beyond = beyond_documents(question.text)
    try:
        if beyond:
            looked_up = look_up_beyond(beyond, question.text, day=today(), class_code=class_code)
        else:
            looked_up = look_up(asked, day=today(), class_code=class_code)
    except (OperationalError, InterfaceError) as trouble:
        log.error("search_failed", answer=str(running.answer.pk), reason=type(trouble).__name__)
        connection.close()
        return Outcome(Answer.Status.FAILED, reason=Answer.Reason.SEARCH_UNAVAILABLE)
    searched = clock.now()
    found = Found(question.text, question.language, asked, looked_up.hits, looked_up.missing_years)
    if beyond:
        outcome = patiently(partial(refuse_beyond, beyond, _of_asked_years(found)))
    else:
        found = patiently(partial(with_figures, found, looked_up.spoken_of, class_code=class_code))
        outcome = _outcome(looked_up.words, _of_asked_years(found), earlier, running)
    if outcome is None:
        return None
    if outcome.status == Answer.Status.DONE:
        outcome = _with_next_questions(outcome, found, class_code, clock)
    timings = {"search": searched, **outcome.timings}
    if running.first_text_at is not None:
        timings["first_text"] = clock.at(running.first_text_at)
    return replace(outcome, timings=timings)


def _of_asked_years(found: Found) -> Found:
    """Return what may answer: where nothing is of the year asked for, only what holds in any year.

    What is of another year then only leads to what to ask next.
    """
    if not found.missing_years:
        return found
    return replace(found, hits=tuple(hit for hit in found.hits if not hit.plan_year))


def _outcome(words: str, found: Found, earlier: list[Question], running: RunningAnswer) -> Outcome | None:
    """Return what the question comes to: what a word means in general, or what the documents found say."""
    terms = terms_asked(found.question)
    if terms and not are_told_by(found.hits, terms):
        return patiently(partial(tell_meanings, terms, found))
    return _say(words, found, earlier, running) if found.hits else patiently(partial(refuse, found))


def _with_next_questions(outcome: Outcome, found: Found, class_code: str, clock: Clock) -> Outcome:
    began = clock.now()
    proposed = _propose(found, outcome, class_code)
    return replace(outcome, next_questions=proposed, timings={**outcome.timings, "proposing": clock.now() - began})


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


def _say(words: str, found: Found, earlier: list[Question], running: RunningAnswer) -> Outcome | None:
    running.tell(in_language(READING, found.language).format(title=found.hits[0].title))
    request = model_request(words, found, earlier, running.answer.question.class_code)
    let_go_of_database()
    try:
        speech = speak(request, running)
    except ModelUnavailable:
        return Outcome(Answer.Status.FAILED, reason=Answer.Reason.MODEL_UNAVAILABLE)
    return None if speech.end == "lost" else patiently(partial(compose, speech, found))


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
