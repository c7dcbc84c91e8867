"""Whether one needs something: the rule that says so goes before what is said beside it, and "No referral is needed",
said of one service, is no rule for all.
"""

import re

from knowledge.text.terms import plain_text

_ASKS = re.compile(r"\b(?:need|necessary|required|have to (?:get|have)|necesit\w+|hace falta|tengo que|debo)\b")
_NEEDS = re.compile(
    r"\b(?:you|members?|employees?) (?:\w+ )?(?:needs?|must|have to|do not need|don't need)\b"
    r"|\b(?:is|are) (?:not )?(?:needed|required|necessary)\b|\b(?:usted )?(?:no )?(?:necesita|debe)\b"
)
_NO_SUBJECT = re.compile(
    r"^(?:no|ningun[oa]?) \w+(?: \w+)? (?:is|are) (?:needed|required|necessary)\W*$"
    r"|^no (?:se necesita|hace falta|se requiere) (?:\w+ )?\w+\W*$"
)


def asks_what_is_needed(question: str) -> bool:
    return bool(_ASKS.search(plain_text(question)))


def tells_what_is_needed(text: str) -> bool:
    return bool(_NEEDS.search(plain_text(text)))


def names_no_service(text: str) -> bool:
    """Whether it denies a need and leaves to the lines above for what: "No referral is needed." """
    return bool(_NO_SUBJECT.search(plain_text(text).strip()))
