"""Phrases that say the same, put into one wording before texts are compared: "dollar for dollar" is 100 %, "every two
years" once every 24 months, and "not until 90 days have passed" only after 90 days.

Source and sentence are put so alike, so that nothing that a source says itself becomes another thing by it.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from chat.proof.spoken_numbers import NUMBER_WORDS, value_of

_MONTHS_OF_YEAR = 12
_FEW = r"\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|dos|tres|cuatro|cinco|seis"
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "fifteenth": 15, "thirtieth": 30,
    "primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4, "quinto": 5, "sexto": 6, "séptimo": 7, "octavo": 8,
}  # fmt: skip
_SPAN = r"(?:at least |al menos )?(?:\d{1,3}|" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r")[ -]"
_OF_TIME = r"(?:(?:calendar |full )?(?:days?|weeks?|months?|years?)|d[ií]as|semanas|mes(?:es)?|años?)"


class _Wording(NamedTuple):
    signs: tuple[str, ...]  # of which one stands wherever the pattern is found
    pattern: re.Pattern[str]
    put: str | Callable[[re.Match[str]], str]


def _wording(signs: str, pattern: str, put: str | Callable[[re.Match[str]], str]) -> _Wording:
    return _Wording(tuple(signs.split("|")), re.compile(pattern, re.I), put)


def _months(found: re.Match[str]) -> int:
    return _MONTHS_OF_YEAR * int(value_of((found["count"] or "two").lower()))


def _day(found: re.Match[str]) -> str:
    word = found["ordinal"].lower()
    number = _ORDINALS.get(word) or int(re.sub(r"\D", "", word))
    return f"día {number}" if found["es"] else f"day {number}"


def _with_not(found: re.Match[str]) -> str:
    verb = found["verb"]
    whole = {"ca": "can", "wo": "will", "sha": "shall"}.get(verb.lower(), verb)
    return f"{verb[0]}{whole[1:]}{'not' if whole == 'can' else ' not'}"


def _like(found: re.Match[str], put: str) -> str:
    """Return the words with a capital where the phrase begins a sentence."""
    return put[:1].upper() + put[1:] if found[0][:1].isupper() else put


def _none(found: re.Match[str]) -> str:
    return _like(found, f"you {found['may']} not" if found[0].strip().lower() != "nadie" else "no ")


def _side(found: re.Match[str]) -> str:
    return ", in-network" if found["side"].lower() == "in" else ", out-of-network"


def _still(found: re.Match[str]) -> str:
    return f"still {found['do'].replace('tt', 't')}"


_WORDINGS = (
    # Heads and cells of a table that is short of room: "PPO, in | PPO, out" and "Ded., then $10".
    _wording(", in|, out", r",\s(?P<side>in|out)(?=: | \||\n|\Z)", _side),
    _wording("ded.", r"\bded\.,?\s(?:then\s)?(?=\$|\d)", lambda found: _like(found, "after the deductible ")),
    _wording(
        "plan does",
        r"\b(?P<what>services|items|expenses|charges|amounts|care|costs) (?:that )?(?:the|this|your) plan "
        r"(?:does not|doesn['’]t) (?:cover|pay(?: for)?)(?=,? (?:never|(?:do|does|will) not|(?:do|does)n['’]t)\b)",
        r"uncovered \g<what>",
    ),
    _wording("preventive service", r"\bpreventive services\b", "preventive care"),
    _wording("n't|n’t", r"\b(?P<verb>[a-z]+)n['’]t\b", _with_not),
    _wording("soon as", r"\bas soon as (?:you|they)(?: are| become|['’]re) eligible\b", "when first eligible"),
    _wording("en cuanto", r"\ben cuanto (?:sea|son|sean) elegibles?\b", "cuando es elegible por primera vez"),
    _wording("keep|go on|goes on", r"\b(?:keeps?|go(?:es)? on) (?P<do>pay|gett?|earn)ing\b", _still),
    _wording("outside", r"\boutside (?:of )?(?:the|your|its|our) network\b", "out of network"),
    _wording(
        "whenever", r"\bwhenever (?:you|they) (?:like|want|wish|choose|please)(?: to)?(?=[\s.,;\[]|$)", "at any time"
    ),
    _wording("cuando", r"\bcuando (?:(?:lo )?(?:desee|quiera)|guste)n?(?=[\s.,;\[]|$)", "en cualquier momento"),
    _wording("no one |nobody ", r"\b(?:no one|nobody) (?P<may>can|may|will|must)\b", _none),
    _wording("nadie ", r"\bnadie (?=puede\b|debe\b|recibe\b|paga\b)", _none),
    _wording(
        "before",
        rf"\b(?:you|they|employees|members|people) (?:must have|need|have to have) (?P<span>(?:{_SPAN}|an? ){_OF_TIME})"
        r"(?: of (?:\w+ )?(?:service|employment|work|membership))? before (?=(?:you|they) (?:can|may)\b)",
        lambda found: f"{_like(found, 'after')} {found['span']}, ",
    ),
    _wording("icu", r"\bICU\b", "intensive care"),
    _wording(
        "health question|insurability",
        r"\bwithout (?:answering )?(?:any )?(?:health questions|evidence of insurability|proof of good health)\b",
        "on guaranteed issue",
    ),
    _wording("anticipaci", r"\bcon (?:al menos )?(?P<span>\d{1,3} días) de anticipación\b", r"al menos \g<span> antes"),
    _wording(
        "the same",
        r"\bcounts? (?:toward|towards|against) the same (?P<what>(?:[\w-]+ )?(?:limit|deductible|maximum))\b",
        r"share one \g<what>",
    ),
    _wording(
        "deductible",
        r"\byou (?:don['’]t|do not) (?:have|need) to (?:first )?(?:meet|pay|satisfy) (?:the|your|a) deductible"
        r"(?: first)? (?:for|before|on)\b",
        "before you meet the deductible, there are",
    ),
    _wording(
        "deduct",
        r"\beven if (?:you|they) (?:have(?: not|n['’]t)|did(?: not|n['’]t)) (?:yet )?(?:met|meet|reached?) (?:the|your"
        r"|their) deductible(?: yet)?\b",
        "before you meet the deductible",
    ),
    _wording(
        "deducible",
        r"\baunque (?:usted )?(?:(?:todav[ií]a|a[uú]n) )?no haya (?:cumplido|alcanzado|pagado)(?: con)? (?:el|su)"
        r" deducible\b",
        "antes del deducible",
    ),
    _wording("dollar for", r"\b(?:a )?dollar[- ]for[- ](?:a |each |every )?dollar\b", "100%"),
    _wording("lar por d", r"\bd[oó]lar por d[oó]lar\b", "el 100%"),
    _wording(
        "cents ", r"(?<![\d.])(?P<cents>\d{1,2}) cents (?:on|for|of|per) (?:the|each|every|a) dollar\b", r"\g<cents>%"
    ),
    _wording("cents ", r"\bfifty cents (?:on|for) (?:the|each|every|a) dollar\b", "50%"),
    _wording("centavos ", r"(?<![\d.])(?P<cents>\d{1,2}) centavos por (?:cada )?d[oó]lar\b", r"\g<cents>%"),
    _wording(
        "year",
        rf"\b(?:(?:once|one time) )?every (?:(?P<count>{_FEW}) (?:calendar )?years|other year)\b",
        lambda found: f"once every {_months(found)} months",
    ),
    _wording(
        "años",
        rf"\b(?:una vez )?cada (?P<count>{_FEW}) años\b",
        lambda found: f"una vez cada {_months(found)} meses",
    ),
    _wording(
        "maximum|cap|tope|ximo",
        r"\b(?:with|to|subject to) (?:a|an) (?:overall )?(?:maximum|cap|limit) of\b|\bcapped at\b"
        r"|\bcon un (?:m[aá]ximo|tope) de\b",
        lambda found: "hasta" if found[0].lower().startswith("con ") else "up to",
    ),
    _wording(
        " day|día",
        r"\b(?:(?P<es>el )|the )(?P<ordinal>"
        + "|".join(_ORDINALS)
        + r"|\d{1,3}(?:st|nd|rd|th)) (?:calendar )?(?:day|día)\b"
        r"(?! (?:of|de|del|at|on|after|you|en)\b)",
        _day,
    ),
    _wording(
        "dos plane|dos opci",
        r"\b(?:en )?(?:los|las) dos (?P<what>planes|opciones)\b",
        lambda found: f"{'en ' if found[0].lower().startswith('en ') else ''}ambos {found['what']}",
    ),
    _wording(
        "full pay|full salary",
        r"\b(?P<at>at |with |of |receive |get )(?:your )?full (?:pay|salary|wages)\b",
        r"\g<at>100% of pay",
    ),
    _wording(
        "half pay|half salary", r"\b(?P<at>at |with |of |receive |get )half (?:pay|salary|wages)\b", r"\g<at>50% of pay"
    ),
    _wording("completo", r"\b(?P<at>con (?:el |su )|el |su )(?:salario|sueldo) completo\b", r"\g<at>100% del salario"),
    _wording(
        "until",
        r"\b(?P<can>can(?=not|['’]t| not)|(?:could|may|will|do|does|are|is)(?=n['’]t| not))(?:not|n?['’]t"
        r"| not)(?P<what>\b[^.;:,]{0,60}?) until"
        r"(?P<they> (?:they|you|he or she) (?:have|has) been (?:here|employed|with us)(?: for)?)?\b",
        r"\g<can>\g<what> only after",
    ),
    _wording(
        "hasta que",
        r"\bno (?P<can>pued\w+|se \w+)(?P<what>\b[^.;:,]{0,60}?) hasta que (?:pas\w+|transcurr\w+|cumpl\w+)\b",
        r"\g<can>\g<what> solo después de",
    ),
    _wording(
        " before|antes",
        r"\b(?:you|they|employees|members|people) (?:first )?(?:must|have to|need to)(?: first)? "
        rf"(?:be|have been|wait|work|complete)\b[^.;:,\d]{{0,30}}?\b(?P<span>{_SPAN}{_OF_TIME})(?: of \w+)? before\b",
        r"after \g<span>,",
    ),
    _wording(
        "have passed|have waited|has passed",
        rf"\b(?:once|when) (?:you have waited )?(?P<span>{_SPAN}{_OF_TIME})(?: have passed)?\b",
        r"after \g<span>",
    ),
)


@lru_cache(maxsize=2_000)
def in_one_wording(text: str) -> str:
    """Return the text with such phrases in the wording that papers have for them."""
    lower = text.lower()
    for wording in _WORDINGS:
        if any(sign in lower for sign in wording.signs):
            text = wording.pattern.sub(wording.put, text)
    return text
