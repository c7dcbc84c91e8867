"""Finds by signs what people would least want anybody to know they asked about: it is of a fixed subject, and no words.

What is sensitive and of no subject here is one of its own, so that it is neither told nor found by its words.
"""

import re

from analytics.models.topics import OTHER_SUBJECT
from chat.usage import is_personal
from knowledge.text.terms import plain_text

# The first that fits: a complaint about a leave is a complaint.
_SIGNS = {
    "complaint": r"complain|grievance|harass|discriminat|lawsuit|sue\b|retaliat|queja|denunci|acoso|discrimin",
    "mind": r"mental|behavio|counsel|therap|psych|psic|psiq|depres|anxi|ansiedad|\beap\b|employee assistance|suicid"
    r"|bipolar|autis|\badhd\b|eating disorder|terap",
    "substance": r"substance|addict|alcohol|rehab|detox|sober|methadone|opioid|drug (?:use|abuse)|overdos|adicc",
    "family": r"pregnan|matern|patern|prenatal|postpartum|fertil|ivf|abortion|miscarr|contracep|birth control|vasectom"
    r"|steriliz|embaraz|aborto|anticoncep",
    "leaving": r"cobra|terminat|fired|laid off|let go|quit|resign|despid|renunci",
    "leave": r"leave|disab|\bstd\b|\bltd\b|licencia|discapacidad|parental",
}
_PATTERNS = {code: re.compile(signs) for code, signs in _SIGNS.items()}


def sensitive_subject(text: str) -> str:
    """Return the subject of a sensitive text, "" of one that is not."""
    if not is_personal(text):
        return ""
    plain = plain_text(text)
    return next((code for code, pattern in _PATTERNS.items() if pattern.search(plain)), OTHER_SUBJECT)
