"""Whether the documents answer a question, without asking a model."""

from collections.abc import Callable
from datetime import date
from functools import partial

from accounts.audience import Audience
from chat.extractive.extractive import answers_surely
from chat.pipeline.gather import find, look_for_official, retrieve
from chat.pipeline.model_request import model_request
from chat.pipeline.route import choose_way
from chat.pipeline.scope import Scope
from chat.pipeline.steps import Steps
from chat.pipeline.tools.contract import Session, is_told
from chat.pipeline.tools.registry import use
from chat.pipeline.understand import understand
from chat.tried import tried
from tenants.clock import today


def is_answered(question: str, audience: Audience, *, is_private: bool = False) -> bool:
    """Whether the documents answer a question for such people; the built-in answerer decides, nothing is kept.

    That they have no such plan is an answer to whoever asks for it, and nothing to propose. `is_private` is set where
    it has words of a private conversation.
    """
    scope, steps = Scope(today(), audience, is_private=is_private), Steps()
    understood = understand((question,), "", scope)
    way = choose_way(understood)
    if look_for_official(understood, way, scope, steps):
        return True
    if way.beyond or way.terms:
        return not way.beyond
    session = Session(scope, understood.language)
    if any(is_told(use(name, arguments, session).result) for name, arguments in way.calls):
        return True
    looked_up = retrieve(understood, way, scope, steps)
    found = find(understood, way, looked_up, scope, steps)
    if not found.hits or looked_up.missing_years:
        return False
    return answers_surely(model_request(looked_up.words, found, [], scope))


def is_answered_to(audience: Audience, *, day: date, is_private: bool) -> Callable[[str], bool]:
    """Return what tells whether such people get an answer to a question on this day, tried once for all of them.

    In a private conversation each is tried anew: what was proposed there would tell of what it was about.
    """
    if is_private:
        return partial(is_answered, audience=audience, is_private=True)
    return tried(partial(is_answered, audience=audience), audience=audience, day=day)
