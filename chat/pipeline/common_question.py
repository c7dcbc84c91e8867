"""Asks the common question behind a person's own words, where the built-in answerer finds nothing sure in them.

A language model understands them without; it is not asked again.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from chat.common_questions.recognize import Recognized, recognize
from chat.extractive.framing import doubted
from chat.llm import language_model
from chat.models import EXTRACTIVE, Answer, Question
from chat.pipeline.identifiers import without_masks
from chat.pipeline.model_request import Past
from chat.pipeline.official import official_answer
from chat.pipeline.route import choose_way
from chat.pipeline.scope import Scope
from chat.pipeline.understand import understand
from chat.pipeline.worked_out import WorkedOut
from chat.question_words import leans_on_earlier
from chat.words import with_question_read
from knowledge.text.terms import plain_text

_NO_LETTER = re.compile(r"\W+")


def common_question_behind(question: Question, earlier: Sequence[Past], scope: Scope) -> Recognized | None:
    """Return the common question that is asked in other words; None where it is asked as it stands, or none surely.

    In the middle of a conversation, and where the person's own words have a way of their own (an official answer, a
    tool, a fixed reply, another person that they are about), those go first.
    """
    if language_model().name != EXTRACTIVE:
        return None
    text, language = without_masks(question.text), question.language
    if earlier and leans_on_earlier(text):
        return None
    common = recognize(text, language)
    if common is None or common.asked == text:
        return None
    is_plain = common.is_plain and not earlier and not _has_own_way(text, language, scope)
    return replace(common, is_plain=is_plain)


def answered_as_common(common: Recognized, worked_out: WorkedOut | None, question: Question) -> WorkedOut | None:
    """Return the common question's answer, with the word that it is that question's; None if it has none surely."""
    if worked_out is None or not is_answered(worked_out):
        return None
    if _letters(question.text) == _letters(common.text):
        return worked_out
    outcome = worked_out.outcome
    text = with_question_read(outcome.text, common.text, question.language)
    # Plans are chosen by asking again, which is in English here.
    choices = outcome.choices if common.asked == common.text else ()
    return replace(worked_out, outcome=replace(outcome, text=text, choices=choices))


def doubted_beside_common(own: WorkedOut | None, language: str) -> WorkedOut | None:
    """Return the answer to the person's own words as one that may be wrong, if sentences of documents were chosen by
    those words: the same was asked in plainer ones, and nothing answers it."""
    if own is None or own.outcome.route != Answer.Route.DOCUMENT or not is_answered(own):
        return own
    return replace(own, outcome=replace(own.outcome, text=doubted(own.outcome.text, language), is_certain=False))


def is_left_open(worked_out: WorkedOut) -> bool:
    """Whether the built-in answerer has no answer, or only what may be one."""
    outcome = worked_out.outcome
    is_refused = outcome.reason == Answer.Reason.NOT_IN_DOCUMENTS and not worked_out.found.missing_years
    return is_refused or (outcome.is_done and not outcome.reason and not outcome.is_certain)


def is_answered(worked_out: WorkedOut) -> bool:
    """Whether it is an answer for sure, out of documents or by a tool: none that HR wrote to another question."""
    outcome = worked_out.outcome
    is_told = outcome.is_done and not outcome.reason and bool(outcome.text)
    return is_told and outcome.is_certain and outcome.official is None


def _has_own_way(text: str, language: str, scope: Scope) -> bool:
    understood = understand((text,), language, scope)
    way = choose_way(understood)
    if way.beyond or way.terms or way.calls or understood.others or understood.is_of_colleague:
        return True
    return official_answer(understood, way, scope) is not None


def _letters(text: str) -> str:
    return _NO_LETTER.sub(" ", plain_text(text)).strip()
