"""How many visits, fills and stays a question counts, and the nights of a stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from benefits.services import STAY_SERVICES
from chat.extractive.service_words import services_named
from chat.pipeline.tools.reckoned.said import ANY_DOCTOR, number_of
from knowledge.text.terms import plain_text


@dataclass(frozen=True)
class Counted:
    """So many of one service in a year; of stays, the nights of each where they are told."""

    service: str
    count: int
    nights: int | None = None


_COUNT = re.compile(
    r"\b(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|un[oa]?|dos|tres|cuatro|cinco"
    r"|seis|siete|ocho|nueve|diez|once|doce) (?P<what>[a-z][^,;.?!]{1,60})"
)
_ARTICLES = frozenset({"a", "an", "un", "una", "uno", "one"})
_NO_CARE = re.compile(
    r"(?:of )?(?:us|people|persons?|adults?|kids?|child(?:ren)?|members?|employees?|plans?|years?|months?|weeks?|days?"
    r"|times?|options?|personas?|adultos?|hij[oa]s?|ninos?|planes|anos?|meses|semanas|dias?|veces|opciones)\b"
)
_PARTS = re.compile(r",|;|\band\b|\by\b|\bplus\b|\bmas\b|\+")
_FILLS = re.compile(r"\b(?:fills?|refills?|prescriptions?|recetas?|resurtidos?)\b")
_STAY_CODES = STAY_SERVICES - {"pregnancy_facility"}  # a birth is counted as one, not by its nights
_DAYS = re.compile(
    r"\b(?P<nights>\w+)(?:[ -](?:hospital|inpatient|full|whole))?[ -](?:nights?|days?|noches?|dias?)\b(?! apart)"
)
_IN_HOSPITAL = re.compile(r"\b(?:hospitali[sz]\w+|internad[oa]|internamiento)\b")
_STAYS = re.compile(r"\b(?:stays|admissions|hospitali[sz]ations|estancias|estadias|hospitalizaciones)\b")
_LASTS = re.compile(r"\b(?:of|for|lasting|with|de|por|durante|con)(?: (?:about|around|unas|unos))? ?$")
_NOT_OF_STAY = re.compile(r"\b(?:within|every|after|in|before|last|past|next|first|cada|tras|en) $")
_VISIT = re.compile(r"\b(?:visits?|appointments?|doctors?|visitas?|consultas?|citas?|medic[oa]s?)\b")
_SOME = re.compile(r"(?:few|couple|number|lot|bunch|par de|pocos|pocas)\b")  # behind "a": nobody counts them


def visits_said(text: str) -> tuple[Counted, ...]:
    """Return how many of each service the text counts: "4 doctor visits, 3 specialist, 12 fills and an MRI".

    Empty where several of something are counted that is no service here, or a stay is named and not counted, so that no
    care is left out of a sum.
    """
    told: dict[tuple[str, int | None], int] = {}
    for part in _PARTS.split(plain_text(text)):
        counted = _of_part(part)
        if counted is None:
            return ()
        for one in counted:
            place = (one.service, one.nights)
            told[place] = told.get(place, 0) + one.count
    return tuple(Counted(service, count, nights) for (service, nights), count in told.items())


def _of_part(part: str) -> list[Counted] | None:
    """Return what one part of a list counts; None where it counts what cannot be taken in."""
    if _stay_named(part):
        with_stay = _stay_of(part)
        if with_stay is None:
            return None
        stay, *others = with_stay
        told = [_of_part(one) for one in others]
        return None if None in told else [stay, *(one for each in told for one in each)]
    # "PPO 750" has no number of visits.
    counts = (one for one in _counts(part) if number_of(one["count"]) and not _NO_CARE.match(one["what"]))
    found = next(counts, None)
    if found is None:
        return []
    code, is_some = _service(found["what"]), bool(_SOME.match(found["what"]))
    if code is None or is_some:
        # "A question" is no care; "7 questions" and "a few visits" could be.
        return [] if found["count"] in _ARTICLES and not is_some else None
    return [Counted(code, number_of(found["count"]))]


def _stay_of(part: str) -> tuple[Counted, str, str] | None:
    """Return a stay and the words before and behind it; None where its number or its nights are not surely said."""
    days, service = _DAYS.search(part), _stay_named(part)
    before, behind = (part[: days.start()], part[days.end() :]) if days else (part, "")
    nights = number_of(days["nights"]) if days else None
    if days and (nights is None or _NOT_OF_STAY.search(before)):
        return None
    stays = [one for one in _counts(before) if _stay_named(one["what"]) and not _NO_CARE.match(one["what"])]
    if stays:
        # Of "4 visits with one stay of 3 nights" the nearest number is the stay's.
        what, count = stays[-1]["what"], number_of(stays[-1]["count"])
        if count is None or _SOME.match(what) or _VISIT.search(what) or (days and not _LASTS.search(before)):
            return None
        return Counted(service, count, nights), before[: stays[-1].start()], behind
    several = number_of(_last_word(before)) if _STAYS.search(part) else 1
    if not days or several is None:
        return None
    if _stay_named(before):
        return (Counted(service, 1, nights), "", behind) if _LASTS.search(before) else None
    others = (one.start() for one in _counts(behind) if not _stay_named(one["what"]) or one["count"] not in _ARTICLES)
    end = next(others, len(behind))
    head = before.rstrip().removesuffix(_last_word(before)) if _STAYS.search(part) else before
    return Counted(service, several, nights), head, behind[end:]


def _last_word(words: str) -> str:
    return (words.split() or [""])[-1]


def _counts(words: str) -> Iterator[re.Match[str]]:
    """Yield each number with what stands behind it, also within what another counts."""
    found = _COUNT.search(words)
    while found:
        yield found
        found = _COUNT.search(words, found.start("what"))


def _stay_named(words: str) -> str | None:
    named = next((one for one in services_named(words)[0] if one in _STAY_CODES), None)
    return named or ("hospital_facility" if _IN_HOSPITAL.search(words) else None)


def _service(what: str) -> str | None:
    """Return the one service that the words name; a doctor of no kind is the family's, a fill of no kind generic."""
    named = services_named(what)[0]
    if not named and re.search(r"\b(?:doctors?|medicos?|doctor) ?(?:visits?|visitas?)?\b", what):
        return "primary"
    if ANY_DOCTOR.issuperset(named) and len(named) > 1:
        return "primary"
    if _FILLS.search(what) and len(named) != 1:
        return "generic"
    return named[0] if named else None
