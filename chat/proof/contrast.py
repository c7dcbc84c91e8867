"""A kind of rule with the ways of which it is one."""

import re
from dataclasses import dataclass
from functools import cached_property

from chat.proof.signs import Signed
from chat.proof.ways_signs import SIGNS


@dataclass(frozen=True)
class Contrast:
    """Ways of which a rule is one: the first that is found at a place counts, so the longer phrases stand first."""

    name: str
    sides: dict[str, re.Pattern[str]]
    turned: dict[str, str]  # what a side becomes where it is denied; one that is none of these then says nothing
    enough: float = 0.5  # of what is spoken of that the other way has to be told of
    has_no_figures: bool = False  # only what has no digits is told by it
    is_of_whom: bool = False  # a denial is told of the others

    @cached_property
    def any_side(self) -> Signed:
        return Signed(
            re.compile("|".join(f"(?:{side.pattern})" for side in self.sides.values())),
            tuple(SIGNS[self.name].split("|")),
        )


def contrast(
    name: str,
    sides: dict[str, str],
    *,
    turned: dict[str, str] | None = None,
    enough: float = 0.5,
    has_no_figures: bool = False,
    is_of_whom: bool = False,
) -> Contrast:
    return Contrast(
        name,
        {side: re.compile(words) for side, words in sides.items()},
        turned or {},
        enough,
        has_no_figures,
        is_of_whom,
    )
