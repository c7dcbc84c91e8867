"""Whether a plan that has something, or has it not, is asked for, and whether a sentence tells of such a plan.

"Is there a plan with no deductible?" is not answered by "There is no deductible for hearing care": a service that
skips it may well be part of plans that have one.
"""

import re

from knowledge.text.terms import plain_text

_PLAN = r"(?:plans?|options?|coverage|ppo|hmo|epo|pos|hdhp|planes|opcion(?:es)?)"
_WITH = r"(?:with|without|that (?:has|have|does|do))"
_ASKS_FOR_KIND = re.compile(
    rf"\b(?:is|are) there (?:an?|any|no)? ?(?:[\w-]+ ){{0,2}}{_PLAN} {_WITH}\b"
    rf"|\b(?:do|does) (?:we|you|they|the company) (?:have|offer) (?:an?|any) (?:[\w-]+ ){{0,2}}{_PLAN} {_WITH}\b"
    r"|\b(?:hay|existen?) (?:algun|alguna|algunos|un|una) (?:plan|opcion) (?:con|sin|que)\b"
)
_WITHOUT = re.compile(
    r"\b(?:without|with no|that (?:has|have) no|that (?:does|do) not have|sin|que no (?:tenga|tiene))"
    r" (?:an? |any |the |un |una )?(?P<thing>[\w-]+)"
)
_DENIES = r"(?:\b(?:no|none|not|without|zero|waive[sd]?|ningun[oa]?|sin|cero)\b|n't\b|\$0(?:\.00)?(?![\d.,]))"
_NAMES_PLAN = re.compile(rf"\b{_PLAN}\b")
_OF_PART = re.compile(
    rf"\b(?:no|without|sin) (?:[\w-]+ ){{1,2}}(?:for|on|para|por)(?! (?:the |el |la )?(?:[\w-]+ ){{0,3}}{_PLAN}\b)"
)
# What is told only to say that it is not so: "Statements that may be false: claims that the plan has no deductible".
_TERMS = (
    re.compile(r"\bshort[- ]term\b|\bstd\b|\bcorto plazo\b"),
    re.compile(r"\blong[- ]term\b|\bltd\b|\blargo plazo\b"),
)
_UNMARRIED = re.compile(r"\b(?:not|aren't|isn't|never|no) (?:\w+ )?(?:married|casad[oa]s?)\b|\bunmarried\b")
_WEDDING = re.compile(
    r"\b(?:wedding|marriage|married|marry\w*|spouse|wife|husband|boda|cas(?:o|amos|ar\w*)|matrimonio)\b"
)
_FALSE = re.compile(r"\b(?:false|misleading|untrue|not true|myths?|misconceptions?|fals[oa]s?|enganos[oa]s?|mitos?)\b")
_CLAIMED = re.compile(r"\b(?:claims?|statements?|saying|myths?|misconceptions?|afirmacion(?:es)?|mitos?)\b")


def is_of_other_kind_of_plan(question: str, text: str, *, is_row: bool) -> bool:
    """Whether a plan with or without something is asked for, and the text tells of a service, or denies nothing where
    a plan without it is wished. A table's row may have its plans in its head."""
    asked, plain = plain_text(question), plain_text(text)
    if not _ASKS_FOR_KIND.search(asked):
        return False
    without = _WITHOUT.search(asked)
    if without and not _denies(without["thing"], plain):
        return True
    return not is_row and (not _NAMES_PLAN.search(plain) or bool(_OF_PART.search(plain)))


def _denies(thing: str, plain: str) -> bool:
    """Whether the thing and a word that denies it stand beside each other: "no annual deductible", "deductible: $0"."""
    word = rf"\b{re.escape(thing.removesuffix('s'))}s?\b"
    before = rf"{_DENIES}(?:\W+[\w-]+){{0,2}}\W+{word}"
    after = rf"{word}[^\w$]*(?:(?:is|are|of|do|does|es|no)[^\w$]+(?:\w+[^\w$]+)?)?{_DENIES}"
    return bool(re.search(f"{before}|{after}", plain))


def is_of_other_term(question: str, text: str) -> bool:
    """Whether short-term disability is asked about and the text is of long-term alone, or the other way round."""
    asked, told = plain_text(question), plain_text(text)
    wanted = [term for term in _TERMS if term.search(asked)]
    return len(wanted) == 1 and not wanted[0].search(told) and any(term.search(told) for term in _TERMS)


def is_told_as_false(question: str, lead_in: str) -> bool:
    """Whether a list is led in as one of untrue claims, where those are not what is asked about; or a reply by what is
    not so for the asker."""
    plain, asked = plain_text(lead_in), plain_text(question)
    if _UNMARRIED.search(plain) and _WEDDING.search(asked) and not _UNMARRIED.search(asked):
        return True  # what holds "if we are not married" holds for nobody who marries
    return bool(_FALSE.search(plain) and _CLAIMED.search(plain)) and not _FALSE.search(plain_text(question))
