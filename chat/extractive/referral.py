"""Where a document sends a class of employees elsewhere: "Union members: see your collective bargaining agreement."

What such a sentence is about, this document does not tell of them, whatever it says of everybody; it is quoted as the
answer to where that is told.
"""

import re

from knowledge.text.terms import plain_text

_TURN = (
    r"see|finds?|refer|consult|check|review|read|ask|contact|speak|talk|call|vea|consulte|revise|lea|pregunte|contacte"
    r"|llame"
)
_ELSEWHERE = (
    r"agreements?|contracts?|stewards?|representatives?|union office|local(?: \d+)?|handbook|supplement|booklet|summary"
    r"|addendum|convenios?|contratos?|delegad[oa]s?|representantes?|sindicato|manual|suplemento"
)
_REFERS = re.compile(
    rf"\b(?:{_TURN})\b[^.;]{{0,60}}\b(?:{_ELSEWHERE})\b"
    rf"|\b(?<!not )(?:governed|set|determined|described|explained|provided|found|listed|told|regid[oa]s?|descrit[oa]s?"
    rf"|establecid[oa]s?)\b (?:out )?(?:by|in|under|por|en) [^.;]{{0,40}}\b(?:{_ELSEWHERE})\b"
)


def refers_elsewhere(text: str) -> bool:
    return bool(_REFERS.search(plain_text(text)))
