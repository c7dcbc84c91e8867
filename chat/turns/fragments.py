"""The pieces of a turn that its live events carry."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils import translation

from branding.house import current_house
from chat.models import Answer, Citation
from chat.turns.build import ask_buttons, finished_turn, turn_of
from chat.turns.turn import Turn


def answer_html(answer: Answer) -> str:
    """Return the finished answer's fragment, for its live events."""
    with translation.override(answer.question.conversation.user.language):
        return _html("chat/_answer.html", turn_of(answer.question, answer))


def new_answer_html(answer: Answer, citations: Sequence[Citation]) -> str:
    """Return the same for an answer that was finished a moment ago; nothing of it is read again."""
    with translation.override(answer.question.conversation.user.language):
        return _html("chat/_answer.html", finished_turn(answer.question, answer, citations, is_new=True))


def next_questions_html(answer: Answer) -> str:
    """Return what to ask next as the last part of the fragment has it; "" for nothing."""
    question = answer.question
    buttons = ask_buttons(answer.next_questions, question.language)
    # Not the whole turn: what the answer says and cites was read for its own fragment a moment ago.
    turn = Turn(question, answer, is_waiting=False, is_small_talk=answer.is_small_talk, next_questions=buttons)
    with translation.override(question.conversation.user.language):
        return _html("chat/_answer_next.html", turn).strip()


def _html(template: str, turn: Turn) -> str:
    # Without a request no template is given the brand.
    context = {"turn": turn, "conversation": turn.question.conversation, "brand": current_house()}
    return render_to_string(template, context)
