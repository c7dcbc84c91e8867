"""How much of what is said a clause of a source speaks of: what stands before it goes on, but counts less."""

from collections.abc import Sequence

from chat.proof.alike import Thing
from chat.proof.units import Told, Unit

_SENTENCE, _ABOVE = 0.9, 0.6


def share_spoken_of(things: Sequence[Thing], told: Told, unit: Unit) -> float:
    if not any(thing.share_in(told.words) for thing in things) and not (told.before or unit.words_above):
        return 0.0
    here = told.words | told.before
    levels = ((1.0, told.words), (_SENTENCE, here), *((_ABOVE, here | words) for words in unit.words_above))
    return sum(max(weight * thing.share_in(words) for weight, words in levels) for thing in things) / len(things)
