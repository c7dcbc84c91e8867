"""Who is covered by what is asked and told: the price of one person is no answer for a family."""

import re
from enum import Enum

from knowledge.text.terms import plain_text


class Household(Enum):
    SELF = "the employee alone"
    SPOUSE = "with a spouse or partner"
    CHILDREN = "with children"
    FAMILY = "the whole family"


def household_asked(question: str) -> Household | None:
    """Return who is to be covered, where the question says so."""
    plain = _NOBODY_ELSE.sub(" just me ", plain_text(question))
    named = households_told(plain)
    others = named - {Household.SELF}  # "just for me and my wife"
    if Household.FAMILY in others or {Household.SPOUSE, Household.CHILDREN} <= others:
        return Household.FAMILY
    is_alone = Household.SELF in named or bool(_ALONE.search(plain))
    return next(iter(others), Household.SELF if is_alone else None)


def is_of_account(household: Household, told: frozenset[Household]) -> bool:
    """Whether an account's limit for those told is that of the household: it knows one person and all others only."""
    return Household.SELF in told if household is Household.SELF else bool(told - {Household.SELF})


def households_told(text: str) -> frozenset[Household]:
    """Return who the text names as covered; empty where it does not say."""
    plain = plain_text(text)
    return frozenset(household for household, pattern in NAMED_HOUSEHOLDS.items() if pattern.search(plain))


# A son, and no Spanish "are"; behind "my" he is one whatever his name ends in.
SON = (
    r"(?:(?<=\bmy )son|(?<=\bour )son|(?<=[ -]old )son|(?<=[dg]est )son"
    r"|son(?! (?:gratis|del?|l[oa]s?|el|para|por|un[oa]?s?|muy|tambien|siempre|solo|\d+"
    r"|(?!has\b|was\b|as\b)\w+(?:[ao]s|bles|ales|ntes))\b))"
)
NAMED_HOUSEHOLDS = {
    Household.SELF: re.compile(
        r"\b(?:(?:employee|you|self|myself|member|associate|colleague|teammate|caregiver|worker)[- ]only"
        r"|only (?:for )?(?:me|myself)|just (?:for )?(?:me|myself)|single"
        r"|individual|one person|self|person(?= ?/)|sol[oa] (?:yo|(?:el |la )?emplead[oa])"
        r"|(?:sol[oa]|una) (?:sola )?persona"
        r"|persona(?= ?/))\b"
    ),
    Household.SPOUSE: re.compile(
        r"\b(?:spouses?|husband|wife|domestic partners?|my partner|conyuge|espos[oa]|marido|pareja)\b"
    ),
    Household.CHILDREN: re.compile(rf"\b(?:child(?:ren)?|kids?|sons|{SON}|daughters?|hij[oa]s?)(?!\w)"),
    Household.FAMILY: re.compile(r"\b(?:family|families|famili(?:as?|ar|ares)(?! recib)|all of us|todos nosotros)\b"),
}
_NOBODY_ELSE = re.compile(
    r"\b(?:no|not my|without (?:a |my |any )?|sin(?: mi)?) ?"
    r"(?:family|spouse|husband|wife|partner|kids|children|dependents"
    r"|familia|espos[oa]|pareja|hijos|dependientes)\b"
)
_ALONE = re.compile(
    r"\b(?:(?:for|by|on) (?:me|myself|my own)(?: alone)?|i'?m (?:alone|the only one)|only one person|me alone"
    r"|par?a mi sol[oa]|mi sol[oa]|yo sol[oa]|solamente yo|solo (?:para |por )?mi|solo me cubro|solter[oa]|nomas yo"
    r"|yo nada mas)\b"
    r"(?! (?:and|y|plus|mas) )"
)
