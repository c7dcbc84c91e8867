"""Kinds of care that share a word and cost differently: an emergency room is no urgent care, though Spanish says
"urgencias" for both, who asks for therapy without more does not ask for the physical kind, and a medical plan's row
for children's glasses says nothing of an adult's.
"""

import re
from dataclasses import dataclass

from chat.extractive.statements import Statement
from knowledge.text.terms import plain_text


@dataclass(frozen=True)
class _Pair:
    asked: re.Pattern[str]
    other: re.Pattern[str]


_EMERGENCY = re.compile(r"\b(?:er|emergency (?:room|department|care)|emergencies|sala de emergencias)\b")
_URGENT = re.compile(r"\b(?:urgent care|walk-in|atencion urgente|cuidado urgente)\b")
_MENTAL = re.compile(r"\b(?:therap(?:y|ists?)|mental|behavioral|counsel\w*|shrink|psych\w*|terapias?|terapeuta)\b")
_BODILY = re.compile(
    r"\b(?:physical|occupational|speech|step|radiation|infusion|hormone)\b[\w ,]{0,40}\btherap\w*"
    r"(?: at the [\w -]{0,40}\b(?:copay|price|rate))?|\brehabilitation\b"
    r"|\btherap(?:y|ists?)\b(?=[\w ]{0,20}\b(?:inpatient|aides?)\b)|\bhabilitation\b|\bfisioterapia\b"
    r"|\bterapia (?:fisica|ocupacional|del habla)\b"
)
_BIRTH = re.compile(r"\b(?:maternity|pregnan\w*|prenatal|childbirth|birth|deliver\w+|maternidad|embaraz\w*|parto)\b")
_ENDING = re.compile(
    r"\b(?:ending|end|terminat\w+|interrup\w+) (?:an? |the |of |de |un |el )*(?:pregnancy|embarazo)\b|\babort\w*\b"
)
_TEETH = re.compile(r"\b(?:dental|dentists?|teeth|tooth|dentistas?|dientes?|muelas?)\b")
_EYES = re.compile(r"\b(?:vision|eyes?|glasses|lens(?:es)?|frames|vista|lentes|anteojos|armazon)\b")
_PAIRS = (
    _Pair(_EMERGENCY, _URGENT),
    _Pair(_URGENT, _EMERGENCY),
    _Pair(_MENTAL, _BODILY),
    _Pair(_MENTAL, _BIRTH),
    _Pair(_BIRTH, _ENDING),
    _Pair(_TEETH, _EYES),
    _Pair(_EYES, _TEETH),
)


def is_other_care(question: str, text: str) -> bool:
    """Whether the text is about the kind of care that the question does not mean, and not about the one it does."""
    asked, said = plain_text(question), plain_text(text)
    return any(
        pair.asked.search(asked)
        and not pair.other.search(asked)
        and pair.other.search(said)
        and not pair.asked.search(pair.other.sub(" ", said))
        for pair in _PAIRS
    )


def is_only_for_children(question: str, statement: Statement) -> bool:
    """Whether it tells of care that a medical plan gives to children alone, where no child was spoken of."""
    if _CHILD.search(plain_text(question)):
        return False
    return bool(_CHILDRENS_CARE.search(plain_text(statement.label or statement.text)))


def is_of_childs_age(question: str, text: str) -> bool:
    """Whether it tells what becomes of a child at some age, where somebody speaks of their own."""
    asked, said = plain_text(question), plain_text(text)
    return bool(_OWN_AGE.search(asked)) and not _CHILD.search(asked) and bool(_CHILD_TURNS.search(said))


_OWN_AGE = re.compile(
    r"\b(?:i|when i|if i)(?:'ll| will|'m| am)? (?:turn(?:ing)? )?\d\d\b|\b(?:cumplo|cumplire|tengo) \d\d\b"
)
_CHILD_TURNS = re.compile(
    r"\b(?:child(?:ren)?|sons?|daughters?|dependents?|hij[oa]s?)\b[^.;]{0,60}\b(?:turns?|birthday|age|cumpl\w+|edad)\b"
)
_CHILD = re.compile(
    r"\b(?:child(?:ren)?(?:'?s)?|kids?(?:'?s)?|kiddos?|sons?(?:'?s)?|daughters?(?:'?s)?|bab(?:y|ies)|toddlers?|teen\w*"
    r"|pediatric|dependents?|family|nin[oa]s?|hij[oa]s?|bebes?|pediatric[oa]|familia)\b"
)
_CHILDRENS_CARE = re.compile(
    r"\b(?:child(?:ren)?(?:'?s)?|pediatric) (?:eye|dental|vision|glasses|eyeglasses|hearing)\b"
    r"|\b(?:exams?|glasses|eyeglasses|check-?ups?|cleanings?) for (?:your )?(?:children|kids)\b"
    r"|\b(?:examen\w*|lentes|anteojos|revision|cuidado|atencion)(?: \w+){0,3} (?:infantil(?:es)?|pediatric[oa]s?"
    r"|(?:para|de) (?:los )?ninos)\b"
)
