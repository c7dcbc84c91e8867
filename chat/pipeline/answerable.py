"""Whether the documents answer a question, without asking a model."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

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


def is_answered(question: str, scope: Scope) -> bool:
    """Whether the scope's documents answer a question; the built-in answerer decides, nothing is kept.

    That they have no such plan is an answer to whoever asks for it, and nothing to propose.
    """
    steps = Steps()
    understood = understand((question,), "", scope)
    way = choose_way(understood)
    if look_for_official(understood, way, scope, steps):
        return True
    if way.beyond or way.terms:
        return not way.beyond
    session = Session(scope, understood.language)
    if any(is_told(use(one.name, one.arguments, session).result) for one in way.calls):
        return True
    looked_up = retrieve(understood, way, scope, steps)
    found = find(understood, way, looked_up, scope, steps)
    if not found.hits or looked_up.missing_years:
        return False
    return answers_surely(model_request(looked_up.words, found, [], scope))


def answered_in(scope: Scope) -> Callable[[str], bool]:
    """Return what tells whether a question that stands for itself is answered in a scope, tried once for all such
    people.

    In a private conversation each is tried anew: what was proposed there would tell of what it was about. So is what
    HR tries on other documents than those published, or what would be published.
    """
    alone = replace(scope, plan="", about=(), is_of_colleague=False)
    is_answered_alone = partial(is_answered, scope=alone)
    if alone != Scope(scope.day, scope.audience):
        return is_answered_alone
    return tried(is_answered_alone, audience=scope.audience, day=scope.day)
