"""Gathers what may answer: the passages of search, and the figures asked for with the passages that print them."""

from functools import partial

from chat.pipeline.connection import patiently
from chat.pipeline.facts import with_figures
from chat.pipeline.found import Found
from chat.pipeline.official import Official, official_answer
from chat.pipeline.retrieve import LookedUp, look_up, look_up_beyond
from chat.pipeline.route import Way
from chat.pipeline.scope import Scope
from chat.pipeline.steps import Steps
from chat.pipeline.understand import Understood


def look_for_official(understood: Understood, way: Way, scope: Scope, steps: Steps) -> Official | None:
    """Return what HR has written as the answer. Raises what the database raises."""
    with steps.step("official") as counts:
        official = official_answer(understood, way, scope)
        counts["found"] = int(official is not None)
    return official


def retrieve(understood: Understood, way: Way, scope: Scope, steps: Steps) -> LookedUp:
    """Return what search finds. Raises what the database raises."""
    with steps.step("retrieve") as counts:
        looked_up = look_up_beyond(way.beyond, understood, scope) if way.beyond else look_up(understood, scope)
        counts["passages"] = len(looked_up.hits)
    return looked_up


def find(understood: Understood, way: Way, looked_up: LookedUp, scope: Scope, steps: Steps) -> Found:
    """Return what search found, with the figures asked for and the passages that print them."""
    found = Found(
        understood.text, understood.language, understood.asked, scope.day, looked_up.hits, looked_up.missing_years
    )
    if way.beyond:
        return found
    with steps.step("facts") as counts:
        for asked in dict.fromkeys((understood.spoken_of, _as_read(understood, looked_up))):
            if not found.figures:
                found = patiently(partial(with_figures, found, asked, scope))
        counts["facts"] = len(found.figures.cited) if found.figures else 0
    return found


def _as_read(understood: Understood, looked_up: LookedUp) -> tuple[str, ...]:
    """Return the conversation's questions, the last with its mistyped words as search read them."""
    typed, read = understood.words.split(), looked_up.words.split()
    if understood.is_of_loss or len(typed) != len(read):
        return understood.spoken_of
    put_right = {one: other for one, other in zip(typed, read, strict=True) if one != other}
    *earlier, text = understood.spoken_of
    return (*earlier, " ".join(put_right.get(word, word) for word in text.split(" ")))
