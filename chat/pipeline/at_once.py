"""Replies that are there at once: help for a person in danger, and small talk. Nothing is searched, no model asked."""

from collections.abc import Iterator

from accounts.audience import Audience
from branding.house import current_house
from chat.contacts import assistance_programs
from chat.models import Answer
from chat.pipeline.finish import Outcome
from chat.pipeline.guard import is_crisis
from chat.small_talk import SmallTalk, small_talk
from chat.suggest import first_questions
from chat.words import crisis_text, small_talk_text


def answer_at_once(text: str, language: str, *, audience: Audience) -> Outcome | None:
    """Return the fixed reply; None for what has to be looked up."""
    if is_crisis(text):
        said = crisis_text(language, assistance_programs())
        return Outcome(Answer.Status.DONE, Answer.Reason.CRISIS, said, route=Answer.Route.CRISIS)
    talk = small_talk_here(text)
    if talk is None:
        return None
    said = small_talk_text(talk.kind, language, house=current_house())
    proposed = first_questions(language, audience=audience)
    return Outcome(
        Answer.Status.DONE,
        Answer.Reason.SMALL_TALK,
        said,
        next_questions=proposed,
        route=Answer.Route.SMALL_TALK,
    )


def small_talk_here(text: str) -> SmallTalk | None:
    """Return what small talk the text is, to somebody who is called as the client or its product is."""
    return small_talk(text, names=_our_names())


def _our_names() -> Iterator[str]:
    house = current_house()
    yield house.client_name
    yield house.product_name
