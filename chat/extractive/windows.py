"""Days within which something must be done are not days that somebody gets: "within 60 days of the death" tells no
leave of 60 days.
"""

import re

from knowledge.text.terms import plain_text


def asks_for_time_off(question: str) -> bool:
    """Whether the days it counts are those that somebody gets, and not those in which to do something."""
    plain = plain_text(question)
    return bool(_TIME_OFF.search(plain)) and not _TO_DO_SOMETHING.search(plain)


def without_windows(text: str) -> str:
    """Return the plain text without the spans of time within which, or after which, something is to be done."""
    return _WINDOW.sub(" ", plain_text(text))


def tells_no_hours_of_work(question: str, text: str) -> bool:
    """Whether the hours one must work to be covered are asked for, and the text has hours of something else."""
    return bool(_ASKS_HOURS_OF_WORK.search(plain_text(question))) and not _HOURS_OF_WORK.search(plain_text(text))


_ASKS_HOURS_OF_WORK = re.compile(
    r"\bhours\b.*\bwork\b.*\b(?:insurance|cover\w*|benefits?|medical|eligible|qualify|dental)\b"
    r"|\bhoras\b.*\btrabaj\w+\b.*\b(?:seguro|cobertura|beneficios?)\b"
)
_HOURS_OF_WORK = re.compile(
    r"\bhours(?: or more)?(?: of work)? (?:a|per|each|every) (?:week|month)\b|\bweekly hours\b"
    r"|\bfull[- ]time\b(?!.*\bsick\b).*\bhours\b|\bhoras (?:o mas )?(?:por|a la) (?:semana|mes)\b"
)
_TIME_OFF = re.compile(
    r"\b(?:off|leave|pto|vacation|sick|holidays?|bereavement|jury duty|paid"
    r"|(?:do|can|will|would|should) (?:i|we|you|they|people|employees) (?:get|take|earn|receive|accrue)"
    r"|permiso|licencia|duelo|vacaciones|libres?|pagad[oa]s|me (?:dan|tocan|corresponden))\b"
)
_TO_DO_SOMETHING = re.compile(
    r"\b(?:within|after|before|until|by|notice|have to|must|need to|required"
    r"|(?:have|get|tengo) (?:\w+ )?(?:to|para)|ahead|in advance"
    r"|dentro|despues|antes|hasta|debo|tengo que|plazo|anticipacion)\b"
)
NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety"
    r"|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|sesenta|noventa)"
)
_WINDOW = re.compile(
    r"\b(?:within|no later than|not later than|after|dentro de|a mas tardar|despues de)"
    rf"(?: (?:the|your|first|next|los|las|el|la|primer[oa]s?))* {NUMBER} (?:\([^)]*\) )?(?:[a-z]+ )?"
    r"(?:hours?|days?|weeks?|months?|horas?|dias?|semanas?|mes(?:es)?)\b"
)
