"""Whether somebody may be covered: told by who is eligible, and not by what covering them costs."""

import re

from knowledge.text.terms import plain_text

TELLS_WHETHER, TELLS_COST = 0.25, -0.25
_ASKS = re.compile(
    r"^\W*(?:can|may|could|am i (?:able|allowed) to|is it possible to|puedo|podemos|se puede|puede)\b.{0,20}?"
    r"\b(?:cover|add|enroll|include|insure|put|cubrir|agregar|anadir|inclu\w+|inscribir|asegurar|estar|be)\b"
)
_SOMEBODY = re.compile(
    r"\b(?:wife|husband|spouse|partner|girlfriend|boyfriend|fiancee?|ex(?:[- ]\w+)?|mother|father|mom|dad|parents?"
    r"|brother|sister|siblings?|grand\w+|nephew|niece|friend|roommate|kids?|child(?:ren)?|sons?|daughters?|step\w+"
    r"|espos[oa]|conyuge|pareja|novi[oa]|prometid[oa]|mama|papa|madre|padres?|herman[oa]s?|abuel[oa]s?|niet[oa]s?|sobrin[oa]s?"
    r"|amig[oa]|hij[oa]s?|hijastr[oa]s?)\b"
)
_WHETHER = re.compile(
    r"\b(?:in)?eligible\b|\b(?:can(?:not)?|may(?: not)?) (?:also )?(?:be covered|be enrolled|cover|enroll|add|join)\b"
    r"|\bwhom? you can cover\b|\belegibles?\b|\b(?:no )?(?:puede[n]?|pueden ser) (?:cubrir|cubiert|inscribir"
    r"|agregar|estar)\w*"
)
_OF_COVERING = re.compile(
    r"\b(?:(?:in)?eligible|cover(?:s|ed|age)?|enroll\w*|add(?:s|ed|ing)?|join\w*|elegibles?|cubr\w+|cubiert[oa]s?|cobertura"
    r"|inscri\w+|agreg\w+|anad\w+)\b"
)
_COST = re.compile(r"[$]\s?\d|\b(?:imputed|taxe?s?|price|impuestos?|precio|imputado)\b")
# A partner's child, a spouse's own plan: of somebody or something else.
_THEIRS = re.compile(
    r"\b(?:partner|spouse|husband|wife)'s (?:own )?(?:child(?:ren)?|share|coverage|plan)\b(?!.{0,40}\bcan join\b)"
    r"|\b(?:hij[oa]s?|plan) (?:de|del) (?:su |la |el )?(?:pareja|conyuge|espos[oa])\b"
)
_AFTER_EVENT = re.compile(
    r"\b(?:if you (?:marry|have|adopt|lose)|after (?:a |an |the )?(?:marriage|birth|adoption|life event|wedding|event)"
    r"|si (?:se casa|tiene un|adopta|pierde)|despues de (?:un|una|la|el))\b"
)
_FORMER = re.compile(r"\b(?:former|ex)[- ]?(?:spouses?|wi(?:fe|ves)|husbands?)\b|\bex-?(?:conyuges?|espos[oa]s?)\b")
_LEFT = re.compile(r"\b(?:former|ex|divorc\w+|separat\w+|separad[oa]s?)\b")
# A row of what the plan pays for a service: that braces are not covered says nothing of whom one may cover.
_OF_SERVICE = re.compile(r"\b(?:the plan pays|you (?:will )?pay|network provider|services?:|el plan paga|usted paga)\b")
_LIST = re.compile(
    r"\byou (?:can|may) (?:only )?(?:cover|enroll|add)\b|\b(?:puede|se puede) (?:cubrir|inscribir|agregar)\b"
)
_CHILDREN = re.compile(r"\b(?:child(?:ren)?|hij[oa]s?)\b")
_SPOUSE = re.compile(r"\b(?:wife|husband|spouses?|espos[oa]|marido|mujer|conyuges?)\b")


def asks_whom_to_cover(question: str) -> bool:
    """Whether it asks if a person may be covered."""
    plain = plain_text(question)
    return bool(_ASKS.search(plain) and _SOMEBODY.search(plain))


def tells_whether(question: str, text: str) -> float:
    """Return how much better or worse than another the text answers such a question."""
    if not asks_whom_to_cover(question):
        return 0.0
    plain = plain_text(text)
    is_beside = bool(_COST.search(plain) or _THEIRS.search(plain))
    is_of_event = bool(_AFTER_EVENT.search(plain)) and not _AFTER_EVENT.search(plain_text(question))
    is_told = bool(_WHETHER.search(plain)) and not is_of_event
    return TELLS_WHETHER * is_told + TELLS_COST * (is_beside or is_of_event)


def does_not_tell_whether(question: str, text: str, *, is_row: bool) -> bool:
    """Whether it only mentions such a person, or gives a price, where it is asked if one may be covered."""
    if not asks_whom_to_cover(question):
        return False
    plain = plain_text(text)
    return bool(is_row and (_COST.search(plain) or _OF_SERVICE.search(plain))) or not _OF_COVERING.search(plain)


def lists_whom(text: str) -> bool:
    """Whether it lists all whom one may cover: who is not among them, it does not name."""
    plain = plain_text(text)
    return bool(_LIST.search(plain) and _SPOUSE.search(plain) and _CHILDREN.search(plain))


def is_only_of_former_spouse(question: str, text: str) -> bool:
    """Whether its only spouses are former ones, where one's spouse is asked about."""
    asked, said = plain_text(question), plain_text(text)
    if not _SPOUSE.search(asked) or _LEFT.search(asked) or not _FORMER.search(said):
        return False
    return not _SPOUSE.search(_FORMER.sub(" ", said))
