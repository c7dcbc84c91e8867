"""The number gate: a figure a model writes must stand in a passage it was given, or in the question.

Works on whole sentences. One that holds an amount, a percentage, a date, a phone number or any other number
that nothing proves is taken out; better a shorter answer than a wrong one. No model is asked.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from chat.sentences import sentences

Kind = Literal["money", "percent", "date", "phone", "number"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sep sept septiembre setiembre",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<{}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?\b"),
    re.compile(
        rf"\b{_MONTH.format('name')}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<year>\d{{4}})\b)?", re.I
    ),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|º)?\s+(?:of\s+|de\s+)?{_MONTH.format('name')}"
        r"(?:,?\s+(?:de\s+|del\s+)?(?P<year>\d{4})\b)?",
        re.I,
    ),
)
_PHONE = re.compile(r"(?<![\d$.])(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)")
_NUMBER = re.compile(
    r"(?P<money>US\$|\$|USD )?\s?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d)"
    r"(?P<unit>\s?%|\s?(?:percent|per cent|por ciento|dollars?|d[oó]lares|USD)\b)?",
    re.I,
)
# Names that hold digits, and what stands around an answer rather than in it.
_NO_FIGURE = re.compile(
    r"\[\d{1,3}\]|\b(?:401|403|457)\s?\(?[kb]\b\)?|\b(?:W|I)-\d\b|\b1095-[ABC]\b|^\s*\d{1,2}[.)]\s", re.I | re.M
)

_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS, _TENS = _UNIT_WORDS.split(), _TEN_WORDS.split()
_WORDS = {word: value for value, word in enumerate(_UNITS)} | {
    word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_SPANISH_WORDS = {
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
    "doce": 12, "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60,
    "noventa": 90,
}  # fmt: skip
_WORD_NUMBER = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})[- ](?P<unit>{'|'.join(_UNITS[1:10])})"
    rf"|(?P<word>{'|'.join([*_WORDS, *_SPANISH_WORDS])}))\b",
    re.I,
)


@dataclass(frozen=True)
class Figure:
    """A number as it counts: amount without its format, date without its order, phone without its dashes."""

    kind: Kind
    value: str


@dataclass(frozen=True)
class Verified:
    text: str
    removed: int  # sentences


def keep_proven(text: str, *, proof: Iterable[str]) -> Verified:
    """Return the text without the sentences that hold a figure which stands nowhere in `proof`."""
    proven = frozenset().union(*(_proofs(source) for source in proof))
    kept, removed = [], 0
    for line in text.split("\n"):
        good, bad = _split_line(line, proven)
        removed += bad
        # A list item or table row that lost all its words goes, its bullet too.
        if not bad or re.search(r"[^\W_]", re.sub(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+|\[\d{1,3}\]", "", good)):
            kept.append(good.rstrip())
    return Verified(re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip(), removed)


def figures(text: str) -> frozenset[Figure]:
    """Return every figure of the text."""
    rest = _NO_FIGURE.sub(" ", text)
    found: set[Figure] = set()
    for pattern in _DATES:
        rest = pattern.sub(lambda match: _take(found, _date(match)) or match.group(), rest)
    rest = _PHONE.sub(lambda match: _take(found, _phone(match.group())), rest)
    for match in _NUMBER.finditer(rest):
        found.add(_number(match))
    return frozenset(found)


def full_dates(text: str) -> list[date]:
    """Return the days that the text names with their year."""
    found = [_date(match) for pattern in _DATES for match in pattern.finditer(text)]
    days = [[int(part) for part in figure.value.split("-")] for figure in found if figure and figure.value[0] != "-"]
    return [date(*day) for day in days if day[2] <= monthrange(*day[:2])[1]]


def without_figures(text: str, unwanted: frozenset[Figure]) -> str:
    """Return the text without those dates, amounts and percentages, however they are written."""
    for pattern in (*_DATES, _NUMBER):
        read = _number if pattern is _NUMBER else _date
        text = pattern.sub(lambda match, read=read: " " if read(match) in unwanted else match.group(), text)
    return text


def _split_line(line: str, proven: frozenset[Figure]) -> tuple[str, int]:
    if line.lstrip().startswith("|"):
        return ("", 1) if not figures(line) <= proven else (line, 0)
    parts = [(sentence.text, figures(sentence.text) <= proven) for sentence in sentences(line)]
    good = "".join(text for text, is_proven in parts if is_proven)
    bullet = re.match(r"\s*(?:[-*•]|\d{1,2}[.)])\s+", line)
    if bullet and good and not good.startswith(bullet.group()):
        good = bullet.group() + good
    return good, sum(not is_proven for _, is_proven in parts)


def _proofs(source: str) -> set[Figure]:
    """Return what the source proves: its figures, and other ways to write the same."""
    proven = set(figures(source))
    for figure in tuple(proven):
        if figure.kind == "number":
            # Rate sheets leave the $ to the column's head.
            proven.add(Figure("money", figure.value))
        elif figure.kind == "date":
            year, _, month_and_day = figure.value.partition("-")
            proven |= {Figure("date", f"-{month_and_day}"), *([Figure("number", year)] if year else [])}
    for match in _WORD_NUMBER.finditer(source):
        proven.add(Figure("number", str(_word_value(match))))
    return proven


def _take(found: set[Figure], figure: Figure | None) -> str:
    if figure is None:
        return ""
    found.add(figure)
    return " "


def _date(match: re.Match[str]) -> Figure | None:
    parts = match.groupdict()
    month = _MONTHS[parts["name"].lower()] if parts.get("name") else int(parts["month"])
    day, year = int(parts["day"]), parts.get("year") or ""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    year = f"20{year}" if len(year) == 2 else year
    return Figure("date", f"{year}-{month}-{day}")


def _phone(text: str) -> Figure:
    return Figure("phone", re.sub(r"\D", "", text)[-10:])


def _number(match: re.Match[str]) -> Figure:
    unit = (match["unit"] or "").strip().lower()
    value = _canonical(match["digits"])
    if match["money"] or unit.startswith(("dollar", "dólar", "dolar", "usd")):
        return Figure("money", value)
    return Figure("percent", value) if unit else Figure("number", value)


def _canonical(digits: str) -> str:
    try:
        return format(Decimal(digits.replace(",", "")).normalize(), "f")
    except InvalidOperation:
        return digits


def _word_value(match: re.Match[str]) -> int:
    if match["tens"]:
        return _WORDS[match["tens"].lower()] + _WORDS[match["unit"].lower()]
    word = match["word"].lower()
    return _WORDS.get(word) if word in _WORDS else _SPANISH_WORDS[word]
