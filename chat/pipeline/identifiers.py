"""What identifies a person is taken out of a question before it is stored or sent anywhere.

Numbers are known by their shape and check digits (python-stdnum), or by the word before them; amounts, dates, plan
years, phones of offices, "401(k)" and "Form 1095" stay. Where both are possible it goes: no answer needs it.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stdnum import iban, luhn
from stdnum.us import rtn

from knowledge.extract.unseen import without_unseen

MASK = "•••"


@dataclass(frozen=True)
class Masked:
    text: str
    is_changed: bool


def mask_identifiers(text: str) -> Masked:
    """Return the text with identifiers taken out, and without signs that nobody sees and that would hide one.

    A number is one in whatever digits, dashes and spaces it is written.
    """
    text = _HIDING.sub("", without_unseen(text))
    masked, read = text, "".join(map(_as_typed, text))
    for pattern, is_one in _KINDS:
        spans = [_span_of(found) for found in pattern.finditer(read) if is_one(found)]
        masked, read = _without(masked, spans), _without(read, spans)
    return Masked(masked, masked != text)


def without_masks(text: str) -> str:
    """Return a question without what was masked and the words that only name it ("my member ID is •••"), which nothing
    in a document can answer."""
    return " ".join(_NAMED_MASK.sub(" ", text).replace(MASK, " ").split()) if MASK in text else text


def _as_typed(letter: str) -> str:
    """Return the letter as a keyboard has it: digits of any kind, dashes, spaces and wide letters."""
    if letter.isascii():
        return letter
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    if letter in _MINUS or unicodedata.category(letter) == "Pd":
        return "-"
    if unicodedata.category(letter) == "Zs":
        return " "
    return chr(ord(letter) - _WIDE) if "\uff01" <= letter <= "\uff5e" else letter


def _span_of(found: re.Match[str]) -> tuple[int, int]:
    """Return where the identifier stands: the group "id", or all that was found."""
    return found.span("id" if "id" in found.re.groupindex else 0)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with the mask in place of each of the spans."""
    for start, end in reversed(spans):
        text = f"{text[:start]}{MASK}{text[end:]}"
    return text


def _always(_: re.Match[str]) -> bool:
    return True


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_card(found: re.Match[str]) -> bool:
    number = _digits(found[0])
    return 13 <= len(number) <= 19 and number[0] in "23456" and luhn.is_valid(number)


def _is_iban(found: re.Match[str]) -> bool:
    return iban.is_valid(found[0])


def _is_routing_number(found: re.Match[str]) -> bool:
    return rtn.is_valid(found["id"])


def _is_code(found: re.Match[str]) -> bool:
    """Whether what follows "member ID" or "claim" is a code: no year, amount, date, law or account."""
    code = found["id"]
    return len(_digits(code)) >= FEWEST_DIGITS and not _NO_CODE.fullmatch(code)


def _is_code_by_itself(found: re.Match[str]) -> bool:
    """Whether a code follows without "number" or "ID" between: it must look like one."""
    return _is_code(found) and bool(_LOOKS_LIKE_CODE.fullmatch(found["id"]))


def _is_name(found: re.Match[str]) -> bool:
    return not _NO_NAMES.intersection(found["id"].casefold().split())


FEWEST_DIGITS = 3
_MINUS, _WIDE = "\u2212", 0xFEE0  # a minus sign; how far wide letters stand behind those of ASCII
# What stands in a number without being seen, or strikes its digits through.
_HIDING = re.compile(
    "(?<=[0-9A-Za-z.-])[\u00ad\u034f\u115f\u1160\u180e\u200c\u206a-\u206f\u3164\ufff9-\ufffb]+"
    "|(?<=[0-9])[\u0300-\u036f\u0483-\u0489\u200d\u20d0-\u20ff\ufe00-\ufe0f]+"
)
_NO_CODE = re.compile(
    r"(?:19|20)\d\d(?:[-/](?:\d\d|(?:19|20)\d\d))?"  # 2027, 2026-27
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d|\d{4})|\d{4}-\d\d-\d\d"  # dates
    r"|(?:401|403|457|529|501|125|132)\(?[a-z]\)?|1095-?[abc]|w-?\d|1040|8889|5500|105[0-9]"  # accounts and forms
    r"|\d+(?:st|nd|rd|th)|\d{1,3}(?:,\d{3})+",
    re.IGNORECASE,
)
_LOOKS_LIKE_CODE = re.compile(r"\d+(?:-\d+)+|\d{6,}|(?=.*\d)(?=.*[A-Z])[A-Z0-9-]{5,}")
_ID_WORDS = (
    r"(?:member|subscriber|enrollee|participant|patient|employee|staff|badge|worker|claim|case|reference|ref|policy"
    r"|certificate|group|account|acct|medicare|medicaid|passport|license|licence|licencia|card|prescription|rx|record"
    r"|miembro|afiliado|empleado|reclamo|reclamaci[oó]n|p[oó]liza|grupo|cuenta|pasaporte|tarjeta|expediente)"
)
_NUMBER_WORD = r"(?:(?:id|no|nos|num|number|code|identifier|n[uú]mero)\b|i\.d\.|#|n[.º°])"
_BETWEEN = r"[\s:=.#]*(?:is |was |are |es |era |de (?:la |mi |el )?)?[\s:=#]*"
_CODE = r"(?P<id>[A-Z0-9](?:[A-Z0-9/()-]*[A-Z0-9)])?)(?![\w$%])"
_KIN = (
    r"(?:wife|husband|spouse|partner|son|daughter|child|kid|baby|mother|father|mom|dad|brother|sister|coworker|colleague"
    r"|employee|boss|manager|stepson|stepdaughter|esposa|esposo|marido|hij[oa]|beb[eé]|madre|padre|mam[aá]|pap[aá]"
    r"|herman[oa]|pareja|compañer[oa]|jef[ea])"
)
_CAPITAL_NAME = r"(?P<id>[A-ZÁÉÍÓÚÑ][a-záéíóúñ'’]+(?:[ -][A-ZÁÉÍÓÚÑ][a-záéíóúñ'’]+){0,2})"
# Written with a capital beside kin without being their name: "my wife Medicare".
_NO_NAME_WORDS = (
    "medicare medicaid cobra hsa fsa ppo hmo epo medical dental vision life tricare aca chip january february march "
    "april may june july august september october november december monday tuesday wednesday thursday friday saturday "
    "sunday i english spanish social security enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre diciembre"
)
_NO_NAMES = frozenset(_NO_NAME_WORDS.split())
_DATE = (
    r"(?:\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d"
    r"|[A-Za-zé]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    r"|\d{1,2}(?: de)? [A-Za-zé]{3,10}\.?,?(?: de)? (?:19|20)\d\d)"
)
_OWN_PHONE = (
    r"(?:(?:my|his|her|their) (?:(?:cell|mobile|home|work|personal) )?(?:phone|number|cell|mobile)|(?:call|text|reach) "
    r"me"
    r"|mi (?:tel[eé]fono|n[uú]mero|celular|m[oó]vil)|ll[aá]m[ae]n?me)"
)
_PHONE = r"(?P<id>\(?\+?\d[\d().\s-]{5,16}\d)"

# What only names it; "the status of claim •••" still asks about a claim.
_NAMES_IT = (
    rf"(?:(?!claim|case|reclam){_ID_WORDS}(?:'s)?[\s-]*(?:{_NUMBER_WORD})?|ssn|itin|ein|tax id"
    r"|social(?: security)?(?: number)?|e-?mail|d\.?o\.?b\.?|date of birth|birth ?date|routing(?: number)?|name"
    r"|n[uú]mero de \w+|seguro social)"
)
_NAMED_MASK = re.compile(
    rf"(?i:(?:\b(?:and|with|has|have|my|our|her|his|the|mi|su|y|con|tiene)\s+)*\b{_NAMES_IT}{_BETWEEN}){MASK}"
    r"\s*[,.;:]?(?:\s+and\b)?"
)
_KINDS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]]] = (
    (re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _always),
    # Social security and individual taxpayer numbers.
    (re.compile(r"(?<![\d-])\d{3}( ?[-.] ?| )\d{2}\1\d{4}(?![\d-])"), _always),
    (
        re.compile(
            r"(?i:\bssn\b|\bitin\b|\btin\b|\bmy social\b|social security(?: number)?|social security "
            r"(?:card|no)|seguro social"
            r"|n[uú]mero social)\D{0,20}(?P<id>\d{9})(?!\d)"
        ),
        _always,
    ),
    (re.compile(r"(?i:\b(?:ein|fein|tax id|tax identification)\b)\D{0,20}(?P<id>\d\d-?\d{7})(?!\d)"), _always),
    # Cards of payment; numbers of bank accounts.
    (re.compile(r"(?<![\w$.,-])\d(?:[ -]?\d){12,18}(?![\w-])"), _is_card),
    (re.compile(r"\b[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b"), _is_iban),
    (re.compile(r"(?i:\brouting\b|\baba\b)\D{0,25}(?P<id>\d{9})(?!\d)"), _is_routing_number),
    # Medicare beneficiary numbers.
    (re.compile(r"\b[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d\d\b"), _always),
    (re.compile(rf"\b(?i:{_ID_WORDS})(?i:'s)?[\s-]*(?i:{_NUMBER_WORD}){_BETWEEN}(?i:{_CODE})"), _is_code),
    (re.compile(rf"\b(?i:{_ID_WORDS})\s+#?{_CODE}"), _is_code_by_itself),
    (re.compile(rf"\b(?i:n[uú]mero de (?:la |mi )?{_ID_WORDS}){_BETWEEN}(?i:{_CODE})"), _is_code),
    # Of a birth, where it is called so: "our baby was born on October 5" is asked about, and stays.
    (
        re.compile(
            rf"(?i:\bd\.?o\.?b\b\.?|\bdate of birth|\bbirth ?date|\bbirthday|\bi was born|\bfecha de "
            rf"nacimiento|\bnac[ií] el"
            rf"|\bcumpleaños)(?i:[\s:=]*(?:is |was |on |es )*)(?P<id>{_DATE})"
        ),
        _always,
    ),
    (re.compile(rf"\b(?i:{_OWN_PHONE})(?i:[\s:=]*(?:is |at |on |es |al )*){_PHONE}"), _always),
    (re.compile(rf"\b(?i:(?:my|our|her|his|mi|nuestr[oa])\s+(?:\w+ )?{_KIN}),?\s+{_CAPITAL_NAME}"), _is_name),
    (re.compile(rf"\b(?i:(?:my (?:full )?name is|me llamo|mi nombre es))\s+{_CAPITAL_NAME}"), _is_name),
)
