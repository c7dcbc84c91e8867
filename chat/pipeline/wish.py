from dataclasses import dataclass

from chat.models import Answer
from chat.pipeline.going_on import Beginning, beginning_of


@dataclass(frozen=True)
class Wish:
    """How the person wants an answer to be, besides right."""

    beginning: Beginning | None = None  # it goes on from there
    is_simple: bool = False  # in plain words


NO_WISH = Wish()


def wish_of(answer: Answer) -> Wish:
    return Wish(beginning_of(answer), answer.is_simple)
