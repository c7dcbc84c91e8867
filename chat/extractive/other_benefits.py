"""What belongs to another benefit than the one asked about, however many of its words it shares: teeth and eyes in a
medical plan's own list of what it does not cover, an account's money that "carries over" where days off are meant, the
dates of Medicare where open enrollment is.
"""

import re
from collections.abc import Iterable

from chat.extractive.everyday import in_documents_words
from chat.extractive.statements import Statement
from knowledge.text.terms import plain_text

_TEETH_OR_EYES = re.compile(
    r"\b(?:dental|dentists?|teeth|tooth|braces|invisalign|orthodont\w+|dentures|implants|cavit(?:y|ies)|crowns?"
    r"|vision|eyeglasses|glasses|frames|contacts(?! (?:us|me|them|hr)\b)|contact lens(?:es)?"
    r"|dentistas?|dientes?|muelas?|frenillos|ortodoncia|dentaduras?|coronas?|anteojos|lentes|armazon(?:es)?)\b"
)
_PAID_FOR_SMOKING = re.compile(
    r"\b(?:surcharges?|charged|refund\w*|extra|more|discount|credit|premiums?|paycheck|recargo|cobr\w+|reembols\w+|descuento"
    r"|cheque|prima)\b|\$\d"
)
_NEAR_MEDICARE = re.compile(
    r"\b(?:medicare|medicaid|creditable|part [a-d]|retir\w+|turn\w* 6[4-6]|65|social security|acreditable|jubil\w+"
    r"|seguro social)\b"
)
_MEDICAL = re.compile(r"\b(?:medical|health (?:plan|insurance)|medic[oa]s?|de salud|hearing|breast|cochlear|mama)\b")
_DAYS_OFF = re.compile(
    r"\b(?:vacations?|pto|(?:paid )?time off|(?:paid )?days off|vacaciones|dias libres|tiempo libre)\b"
)
_TELLS_DAYS_OFF = re.compile(
    rf"{_DAYS_OFF.pattern}|\b(?:leaves?|holidays?|sick|accru\w+|personal days?|feriados?|licencias?|permisos?"
    r"|enfermedad)\b"
)
_COLLEAGUE = (
    r"(?:colleagues?|co-?workers?|(?:another|other|fellow) (?:employees?|workers?|members?|associates?)"
    r"|companer[oa]s?|colegas?|otr[oa]s? emplead[oa]s?)"
)
_GIFT = re.compile(
    rf"\b(?:giv(?:e|es|ing)|donat\w+|transfer\w*|donar|done|ceder|regalar)\b[^.;]{{0,80}}"
    rf"\b(?:to|for|a|para) (?:\w+ ){{0,2}}"
    rf"{_COLLEAGUE}\b"
)
_OF_GIVING = re.compile(
    rf"\b(?:giv(?:e|ing)|gift|donat\w+|transfer\w*|shar(?:e|ing)|don(?:ar|o)|ceder|regalar)\b|{_COLLEAGUE}"
)
_GUARANTY = re.compile(r"\bpension benefit guaranty(?: corporation)?\b")


def is_of_teeth_or_eyes(question: str) -> bool:
    """Whether it is about what a dental or vision plan pays for, and names no medical plan."""
    plain = plain_text(question)
    return bool(_TEETH_OR_EYES.search(plain)) and not _MEDICAL.search(plain)


def is_only_of_guaranty(question: str, text: str) -> bool:
    """Whether its only pension is in the name of the agency that insures pensions, where a pension is asked for."""
    said = plain_text(text)
    return "pension" in plain_text(question) and "pension" in said and "pension" not in _GUARANTY.sub(" ", said)


def tells_no_days_off(question: str, places: Iterable[str]) -> bool:
    """Whether days off are asked about, and none of the places where a statement could name them does."""
    is_asked = bool(_DAYS_OFF.search(plain_text(question)))
    return is_asked and not any(_TELLS_DAYS_OFF.search(plain_text(place)) for place in places)


def is_gift_to_colleague(question: str, text: str) -> bool:
    """Whether it tells how many of one's own hours or days one may give away, where no gift is asked about."""
    return bool(_GIFT.search(plain_text(text))) and not _OF_GIVING.search(plain_text(question))


def is_only_of_quitting(question: str, text: str) -> bool:
    """Whether it offers help to stop smoking, where what smokers pay or get back is asked about."""
    is_asked = "tobacco surcharge" in in_documents_words(question) and "surcharge" not in plain_text(question)
    return is_asked and not _PAID_FOR_SMOKING.search(plain_text(text))


def is_only_of_medicare(question: str, statement: Statement) -> bool:
    """Whether its section is about Medicare, which is no plan of the company's, where the question is not."""
    return "medicare" in statement.section.lower() and not _NEAR_MEDICARE.search(plain_text(question))
