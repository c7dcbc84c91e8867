"""Who is covered by what is asked and told: the price of one person is no answer for a family."""

import re
from enum import Enum

from knowledge.terms import plain_text


class Household(Enum):
    SELF = "the employee alone"
    SPOUSE = "with a spouse or partner"
    CHILDREN = "with children"
    FAMILY = "the whole family"


def household_asked(question: str) -> Household | None:
    """Return who is to be covered, where the question says so."""
    named = households_told(question)
    if Household.FAMILY in named or {Household.SPOUSE, Household.CHILDREN} <= named:
        return Household.FAMILY
    return next(iter(named)) if len(named) == 1 else None


def households_told(text: str) -> frozenset[Household]:
    """Return who the text names as covered; empty where it does not say."""
    plain = plain_text(text)
    return frozenset(household for household, pattern in NAMED_HOUSEHOLDS.items() if pattern.search(plain))


NAMED_HOUSEHOLDS = {
    Household.SELF: re.compile(
        r"\b(?:(?:employee|self|myself|member)[- ]only|only (?:me|myself)|just (?:for )?(?:me|myself)|single|individual"
        r"|one person|sol[oa] (?:yo|(?:el |la )?emplead[oa])|sola persona)\b"
    ),
    Household.SPOUSE: re.compile(
        r"\b(?:spouses?|husband|wife|domestic partners?|my partner|conyuge|espos[oa]|marido|pareja)\b"
    ),
    Household.CHILDREN: re.compile(r"\b(?:child(?:ren)?|kids?|sons?|daughters?|hij[oa]s?)(?!\w)"),
    Household.FAMILY: re.compile(r"\b(?:family|families|familias?|all of us|todos nosotros)\b"),
}
