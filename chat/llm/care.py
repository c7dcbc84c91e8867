"""Kinds of care that share a word and cost differently: an emergency room is no urgent care, though Spanish says
"urgencias" for both, and who asks for therapy without more does not ask for the physical kind.
"""

import re
from dataclasses import dataclass

from knowledge.terms import plain_text


@dataclass(frozen=True)
class _Pair:
    asked: re.Pattern[str]
    other: re.Pattern[str]


_EMERGENCY = re.compile(r"\b(?:er|emergency (?:room|department|care)|emergencies|sala de emergencias)\b")
_URGENT = re.compile(r"\b(?:urgent care|walk-in|atencion urgente|cuidado urgente)\b")
_MENTAL = re.compile(r"\b(?:therap(?:y|ist)|mental|behavioral|counsel\w*|psych\w*|terapia)\b")
_BODILY = re.compile(
    r"\b(?:physical|occupational|speech|step|radiation|infusion|hormone)\b[\w ,]{0,40}\btherap\w*|\brehabilitation\b"
    r"|\bhabilitation\b|\bfisioterapia\b|\bterapia (?:fisica|ocupacional|del habla)\b"
)
_PAIRS = (_Pair(_EMERGENCY, _URGENT), _Pair(_URGENT, _EMERGENCY), _Pair(_MENTAL, _BODILY))


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
