"""Asks the common question behind a person's own words, where the built-in answerer finds nothing sure in them.

A language model understands them without; it is not asked again.
"""

from collections.abc import Sequence
from dataclasses import replace

from chat.common_questions.recognize import Recognized, recognize
from chat.extractive.framing import doubted
from chat.llm import language_model
from chat.meaning import ask_the_same
from chat.models import EXTRACTIVE, Answer, Question
from chat.pipeline.identifiers import without_masks
from chat.pipeline.model_request import Past
from chat.pipeline.worked_out import WorkedOut
from chat.question_words import leans_on_earlier
from chat.words import with_question_read


def common_question_behind(question: Question, earlier: Sequence[Past]) -> Recognized | None:
    """Return the common question that is asked in other words; None where it is asked as it stands, or none surely."""
    if language_model().name != EXTRACTIVE:
        return None
    text, language = without_masks(question.text), question.language
    if earlier and leans_on_earlier(text):
        return None
    common = recognize(text, language)
    return None if common is None or common.asked == text else common


def answered_as_common(common: Recognized, worked_out: WorkedOut | None, question: Question) -> WorkedOut | None:
    """Return the common question's answer, with the word that it is that question's; None if it has none surely."""
    if worked_out is None or is_left_open(worked_out) or worked_out.outcome.reason in Answer.REFUSALS:
        return None
    if ask_the_same(question.text, common.text):
        return worked_out
    text = with_question_read(worked_out.outcome.text, common.text, question.language)
    return replace(worked_out, outcome=replace(worked_out.outcome, text=text))


def doubted_beside_common(own: WorkedOut | None, language: str) -> WorkedOut | None:
    """Return the answer to the person's own words as one that may be wrong, if sentences of documents were chosen by
    those words: the same was asked in plainer ones, and nothing answers it."""
    if own is None or own.outcome.route != Answer.Route.DOCUMENT:
        return own
    outcome = own.outcome
    if not outcome.is_done or outcome.reason or not outcome.is_certain:
        return own
    return replace(own, outcome=replace(outcome, text=doubted(outcome.text, language), is_certain=False))


def is_left_open(worked_out: WorkedOut) -> bool:
    """Whether the built-in answerer has no answer, or only what may be one."""
    outcome = worked_out.outcome
    is_refused = outcome.reason == Answer.Reason.NOT_IN_DOCUMENTS and not worked_out.found.missing_years
    return is_refused or (outcome.is_done and not outcome.reason and not outcome.is_certain)
