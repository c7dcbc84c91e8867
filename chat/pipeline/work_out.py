"""What a question comes to: looked up, worded, checked. Nothing is stored here; who hears it being made is given.

Chat stores and tells it (answer.py); HR tries it out on documents of their choice (preview.py). There is no other way
to an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic

import structlog
from django.db import InterfaceError, OperationalError, connection

from chat.llm.types import ModelUnavailable
from chat.models import Answer, Question
from chat.other_people import others_asked_about
from chat.pipeline.beyond import beyond_documents, refuse_beyond
from chat.pipeline.compose import Found, compose, refuse
from chat.pipeline.connection import let_go_of_database, patiently
from chat.pipeline.facts import with_figures
from chat.pipeline.finish import Outcome
from chat.pipeline.glossary import are_told_by, tell_meanings, terms_asked
from chat.pipeline.model_calls import write_down
from chat.pipeline.model_request import model_request
from chat.pipeline.retrieve import LookedUp, look_up, look_up_beyond
from chat.pipeline.running import Listener
from chat.pipeline.scope import Scope
from chat.pipeline.speak import speak
from chat.words import LOOKING, READING, in_language

log = structlog.get_logger(__name__)


class Clock:
    """Milliseconds since the run began."""

    def __init__(self) -> None:
        self._began = monotonic()

    def at(self, moment: float) -> int:
        return round(1000 * (moment - self._began))

    def now(self) -> int:
        return self.at(monotonic())


@dataclass(frozen=True)
class WorkedOut:
    outcome: Outcome
    found: Found  # all of it, also what is of another year than the one asked for
    looked_up: LookedUp | None = None  # None: search could not be asked


def work_out(
    question: Question, earlier: Sequence[Question], scope: Scope, listener: Listener, clock: Clock
) -> WorkedOut | None:
    """Return what the question comes to among the scope's documents; None if another run has taken the answer over."""
    listener.tell(in_language(LOOKING, question.language))
    asked = (*(past.text for past in earlier), question.text)
    beyond = beyond_documents(question.text)
    try:
        scope = replace(scope, about=others_asked_about(asked, scope.audience))
        looked_up = look_up_beyond(beyond, question.text, scope) if beyond else look_up(asked, scope)
    except (OperationalError, InterfaceError) as trouble:
        log.error("search_failed", answer=listener.name, reason=type(trouble).__name__)
        connection.close()
        failed = Outcome(Answer.Status.FAILED, reason=Answer.Reason.SEARCH_UNAVAILABLE)
        return WorkedOut(failed, Found(question.text, question.language, asked, ()))
    searched = clock.now()
    found = Found(question.text, question.language, asked, looked_up.hits, looked_up.missing_years)
    if beyond:
        outcome = patiently(partial(refuse_beyond, beyond, _of_asked_years(found)))
    else:
        found = patiently(partial(with_figures, found, looked_up.spoken_of, scope))
        outcome = _outcome(looked_up.words, _of_asked_years(found), earlier, scope, listener)
    if outcome is None:
        return None
    return WorkedOut(replace(outcome, timings={"search": searched, **outcome.timings}), found, looked_up)


def _of_asked_years(found: Found) -> Found:
    """Return what may answer: where nothing is of the year asked for, only what holds in any year.

    What is of another year then only leads to what to ask next.
    """
    if not found.missing_years:
        return found
    return replace(found, hits=tuple(hit for hit in found.hits if not hit.plan_year))


def _outcome(words: str, found: Found, earlier: Sequence[Question], scope: Scope, listener: Listener) -> Outcome | None:
    """Return what the question comes to: what a word means in general, or what the documents found say."""
    terms = terms_asked(found.question)
    if terms and not are_told_by(found.hits, terms):
        return patiently(partial(tell_meanings, terms, found))
    return _say(words, found, earlier, scope, listener) if found.hits else patiently(partial(refuse, found))


def _say(words: str, found: Found, earlier: Sequence[Question], scope: Scope, listener: Listener) -> Outcome | None:
    listener.tell(in_language(READING, found.language).format(title=found.hits[0].title))
    request = model_request(words, found, earlier, scope)
    let_go_of_database()
    try:
        speech = speak(request, listener)
    except ModelUnavailable:
        return Outcome(Answer.Status.FAILED, reason=Answer.Reason.MODEL_UNAVAILABLE)
    if speech.calls:
        patiently(partial(write_down, speech.calls, answer_id=listener.answer_id))
    return None if speech.end == "lost" else patiently(partial(compose, speech, found))
