"""The figures of a text, each with where it stands and what it counts.

An amount, a share, a day, a time, an age and a span of days are different things, however alike their digits: "30
days" is proven by no "30 visits", and "$20" by no "20 %".
"""

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from chat.months import MONTHS
from chat.proof.days import (
    DATES_OF_DIGITS,
    DATES_WITH_MONTH,
    DAYS_BY_NAME,
    MONTH_ALONE,
    SPOKEN_DAY,
    YEAR_OF_TWO,
    read_day,
    year_before,
    year_of_two,
)
from chat.proof.measures_in_words import AT_ONCE, NO_DEDUCTIBLE, NOTHING, WHOLLY
from chat.proof.multiples import MULTIPLES, multiple_of
from chat.proof.nouns import COUNTED_ONES, NO_NOUNS, NOUN, SAME_NOUNS
from chat.proof.signs import Signed
from chat.proof.spoken_numbers import NUMBER_WORDS, PART_WORDS, spoken_numbers, spoken_shares
from chat.text_figures import PHONE
from knowledge.text.terms import plain_text, stem

Kind = Literal["money", "percent", "date", "month", "phone", "time", "year", "number", "day"]
AGE = "age"
WAIT = "wait"  # that there is none
DEDUCTIBLE = "deductible"  # that there is none, or none to be met first
MULTIPLE = "time"
NO_COUNT = "no count"  # of a month that has no such day, or of a paragraph: "May 60", "65(b)"
OF_DAYS = frozenset({"date", "month"})

_TIME = re.compile(
    r"\b(?P<hour>1?\d)(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?|\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b"
)
# Names that hold digits, and what stands around an answer rather than in it.
_NO_FIGURE = re.compile(
    r"\[\d{1,3}\]"
    r"|\b(?:401|403|457|529)\s?\(?[abk]\b\)?"
    r"|\b(?:w|i|ssa)-\d{1,2}\b|\b1095-[abc]\b|\bcovid-19\b"
    r"|\b(?:form|formulario|section|seccion|sec\.|publication|pub\.|rev\. proc\.|part|parte|title|step|paso|code|option"
    r"|opcion|ext\.?|extension|article|articulo|chapter|capitulo|page|pagina|p\.|local|tier|nivel|level|rule of)"
    r"\s#?\d[\d-]*\b(?!\s?(?:%|percent))"
    r"|\b(?:ppo|hmo|epo|pos|hdhp|cdhp|dppo|dhmo|hsa|hra)[\s_-]*(?!20\d\d\b)\d[\d,]{2,5}\b(?!\.\d)"
    r"|^\s*\d{1,2}[.)]\s",
    re.M,
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[a-z]+")
_NUMBER = re.compile(
    r"(?P<sign>us\$|\$|usd\s)?\s?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d\d(?!\d)|\d+(?:\.\d+)?)"
    r"(?![\d])(?P<scale>\s?(?:k\b|million|millones|thousand|mil\b))?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WITH_DECIMAL_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d\d")
_NOT_LOWER = re.compile(r"[A-Z]+|[^\x00-\x7f]")
_AFTER_MONEY = re.compile(r"\s?(?:(?:us )?dollars?|dolares?|usd|bucks)\b")
_AFTER_CENTS = re.compile(r"\s?(?:¢|cents?\b|centavos?\b)")
_AFTER_PERCENT = re.compile(r"\s?(?:%|percent\b|per cent\b|por ciento\b|pct\b)")
# The other end of a range has the sign: "10 to 40 %", "30-60 days".
_JOINS_RANGE = r"\s?(?:-|–|to|through|a|and|y|or|o)\s?"
_RANGE = re.compile(rf"{_JOINS_RANGE}(?=us\$|\$|\d)")
_BETWEEN_ENDS = re.compile(_JOINS_RANGE)
_BETWEEN = re.compile(r"(?:between|from|entre|de|desde)\s$")
UNITS = {
    "business_day": r"(?:business|working|work) days?|dias? (?:habiles?|laborables?)",
    "day": r"(?:calendar |consecutive |full |vacation |sick |personal |pto |bereavement )?days?"
    r"|dias?(?: (?:calendario|corridos|naturales))?",
    "week": r"(?:full |calendar |consecutive )?weeks?|semanas?",
    "month": r"(?:full |whole |completed |calendar |continuous |consecutive )?months?|mes(?:es)?",
    "year": r"(?:full |whole |completed |plan |calendar |continuous |consecutive )?(?:years?|yrs?)|anos?",
    "hour": r"hours?|hrs?|horas?",
    "minute": r"minutes?|min|minutos?",
    "visit": r"(?:office |sick |wellness )?visits?|visitas?|consultas?|sessions?|sesion(?:es)?",
    "pay": r"(?:(?:bi-?|semi-?)?(?:weekly|monthly) )?(?:pay ?periods?|pay ?checks?|paydays?|deductions?)|pays|cheques?"
    r"|quincenas?",
    "time": r"times|veces",
    "mile": r"miles?|millas?",
}
_OR_MORE = r"(?:(?:or|and) (?:more|fewer|less) |o mas |o menos )?"
_UNIT = {name: re.compile(rf"[\s-]{{0,2}}{_OR_MORE}(?:{words})\b") for name, words in UNITS.items()}
_ANY_UNIT = re.compile(rf"[\s-]{{0,2}}{_OR_MORE}(?:{'|'.join(UNITS.values())})\b")
_AGE_BEFORE = re.compile(r"(?:\bages?|\baged|\bturns?|\bturning|\breach(?:es|ed|ing)?|\bedad de|\bcumpl\w+|\blos)\s$")
_MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(MONTHS)})\.?\s$")
_PARAGRAPH = re.compile(r"\([a-z]\)")
_DAY_BEFORE = re.compile(r"\b(?:day|dia)\s$")
_AGE_AFTER = re.compile(
    r"[\s-]{0,2}(?:(?:years?|yrs?)[\s-](?:old|of age)|year-olds?|anos de edad|(?:st|nd|rd|th) birthday"
    r"|(?:or|and) (?:older|over|above|younger|under)|o mas de edad)\b|\s?\+?\s?anos (?=o mas)"
)
# "One" is also anybody, and "una visita" any visit.
_TIMES = frozenset({"business_day", "day", "week", "month", "year", "hour", "minute"})
SPANS = frozenset({"day", "business_day", "week", "month", "year", WAIT})


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure at text[start:end]; `unit` is what a number counts: a unit by name, or the stem of the word behind."""

    start: int
    end: int
    kind: Kind
    value: str
    unit: str = ""
    is_spoken: bool = False  # in words, not in digits

    def is_proven_by(self, other: "Measure", words: frozenset[str]) -> bool:
        """Whether the other one says the same; `words` are the stems of what is said around it."""
        if self.kind == "date" and other.kind == "date":
            return self.value == other.value or other.value.endswith(self.value)
        if self.kind == "month":
            return other.kind in OF_DAYS and _month_of(other) == self.value
        if self.kind == "year":
            # "2026-27" is proven by itself alone, and proves 2026.
            return other.kind in ("date", "year", "number") and self.value in (other.value, other.value.split("-")[0])
        if {self.kind, other.kind} == {"percent", "number"}:
            return _is_share_as_multiple(*((self, other) if self.kind == "percent" else (other, self)))
        if self.kind == other.kind == "number" and {self.unit, other.unit} == {"month", "year"}:
            return _in_months(self) == _in_months(other)
        if self.value != other.value:
            return self.kind == other.kind == "percent" and _is_rounded(self.value, other.value)
        if self.kind == "money" and other.kind == "number":
            return not other.unit  # rate sheets leave the $ to the column's head
        if self.kind != other.kind:
            return False
        return self.kind != "number" or _are_of_one_unit(self.unit, other.unit, words)


def measures(text: str) -> tuple[Measure, ...]:
    """Return the figures of the text in their order."""
    return tuple(_Scanner(text).found())


class _Scanner:
    """Takes out what is known and looks for the rest in what is left; places stay, as blanks take theirs."""

    def __init__(self, text: str) -> None:
        self._plain = plain_of_same_length(text)
        self._found: list[Measure] = []

    def found(self) -> Iterator[Measure]:
        for match in _NO_FIGURE.finditer(self._plain) if self._has_digits() else ():
            self._blank(match.start(), match.end())
        self._days_and_times()
        for day, pattern in DAYS_BY_NAME.items():
            self._take(pattern, lambda match, day=day: ("day", day))
        self._take(NOTHING, lambda match: ("money", "0"))
        for match in list(NO_DEDUCTIBLE.finditer(self._plain)):
            self._add(Measure(match.start(), match.end(), "money", "0", DEDUCTIBLE))
        self._take(WHOLLY, lambda match: ("percent", "100"))
        for match in AT_ONCE.finditer(self._plain):
            self._found.append(Measure(match.start("when"), match.end(), "number", "0", WAIT, is_spoken=True))
        for match in list(MULTIPLES.finditer(self._plain)):
            self._add(_measure(match.start(), match.end(), "number", multiple_of(match), MULTIPLE, is_spoken=True))
        if self._has_word(PART_WORDS):
            self._shares()
        if self._has_digits():
            self._numbers()
        for measure in self._found:
            if measure.kind in ("money", "percent", "number", "year"):
                self._blank(measure.start, measure.end)
        if self._has_word(NUMBER_WORDS):
            self._words()
        yield from sorted(self._found, key=lambda measure: measure.start)

    def _days_and_times(self) -> None:
        has_digits, has_month = self._has_digits(), self._has_word(MONTHS.keys())
        if has_digits:
            for pattern in (*DATES_OF_DIGITS, *(DATES_WITH_MONTH if has_month else ())):
                self._take(pattern, _date)
        if has_month:
            self._take(SPOKEN_DAY, _date)
        self._tell_years()
        if has_digits:
            self._take(YEAR_OF_TWO, lambda match: year_of_two(match) and ("year", year_of_two(match)))
        if has_month:
            for match in list(MONTH_ALONE.finditer(self._plain)):
                self._add(Measure(match.start("name"), match.end(), "month", str(MONTHS[match["name"]])))
        if has_digits:
            self._take(PHONE, _phone)
            self._take(_TIME, _time)

    def _has_digits(self) -> bool:
        return bool(_DIGIT.search(self._plain))

    def _has_word(self, words: Set[str]) -> bool:
        return not words.isdisjoint(_WORD.findall(self._plain))

    def _take(self, pattern: re.Pattern[str] | Signed, read: "_Reader") -> None:
        for match in list(pattern.finditer(self._plain)):
            value = read(match)
            if value:
                kind, said = value
                self._add(Measure(match.start(), match.end(), kind, said))

    def _add(self, measure: Measure) -> None:
        self._found.append(measure)
        self._blank(measure.start, measure.end)

    def _blank(self, start: int, end: int) -> None:
        self._plain = f"{self._plain[:start]}{chr(0) * (end - start)}{self._plain[end:]}"

    def _tell_years(self) -> None:
        dates = sorted(self._found, key=lambda date: date.start)
        for at, (date, after) in enumerate(pairwise(dates)):
            value = year_before(date.value, self._plain, date.end, after.start, after.value)
            dates[at] = replace(date, value=value)
        self._found = dates

    def _shares(self) -> None:
        for share in list(spoken_shares(self._plain)):
            self._add(Measure(share.start, share.end, "percent", _canonical(share.value)))

    def _numbers(self) -> None:
        plain = self._plain
        waiting: list[tuple[int, int, Decimal]] = []  # beginnings of a range, whose end says what they are
        for match in _NUMBER.finditer(plain):
            value = _decimal(match)
            is_joined = bool(waiting) and bool(_BETWEEN_ENDS.fullmatch(plain, waiting[-1][1], match.start()))
            if waiting and not is_joined:
                self._settle(waiting, "number", "")
            kind, unit, end = _what_it_counts(plain, match)
            start = match.start("sign") if match["sign"] else match.start("digits")
            if kind == "number" and not unit and _RANGE.match(plain, match.end()):
                waiting.append((start, match.end(), value))
                continue
            if waiting:
                self._settle(waiting, kind, unit)
            said = value / 100 if _AFTER_CENTS.match(plain, match.end()) else value
            self._found.append(_measure(start, end, kind, said, unit))
        self._settle(waiting, "number", "")

    def _settle(self, waiting: list[tuple[int, int, Decimal]], kind: Kind, unit: str) -> None:
        for start, end, value in waiting:
            self._found.append(_measure(start, end, kind, value, unit))
        waiting.clear()

    def _words(self) -> None:
        plain, behind = self._plain, 0
        for spoken in spoken_numbers(plain):
            if spoken.start < behind:
                continue  # "veinte por ciento" is no hundred
            kind, unit, end = _counted_behind(plain, spoken.end)
            behind = end
            if spoken.value == 1 and kind == "number" and unit not in _TIMES:
                continue
            is_age = unit in ("", "year") and not COUNTED_ONES.match(plain, spoken.end)
            if kind == "number" and is_age and _is_age_before(plain, spoken.start):
                unit = AGE
            self._found.append(_measure(spoken.start, end, kind, spoken.value, unit, is_spoken=True))


def plain_of_same_length(text: str) -> str:
    """Return the text in lower case without accents, each letter where it was."""
    return _NOT_LOWER.sub(lambda found: found[0].lower() if found[0].isascii() else _plain_letter(found[0]), text)


@lru_cache(maxsize=1_000)
def _plain_letter(letter: str) -> str:
    plain = plain_text(letter)
    return plain if len(plain) == 1 else letter


def _what_it_counts(plain: str, match: re.Match[str]) -> tuple[Kind, str, int]:
    """Return kind, unit and end of a number in digits."""
    if match["sign"]:
        return "money", "", match.end()
    kind, unit, end = _counted_behind(plain, match.end())
    if kind != "number":
        return kind, unit, end
    if _may_be_age(unit) and _is_age_before(plain, match.start("digits")):
        return "number", AGE, match.end()
    if unit not in UNITS and _DAY_BEFORE.search(plain, max(0, match.start("digits") - 6), match.start("digits")):
        return "number", "day", match.end()  # "from day 8"
    if unit not in UNITS and _YEAR.fullmatch(match["digits"]):
        return "year", "", match.end()
    is_of_month = not unit and _MONTH_BEFORE.search(plain, max(0, match.start("digits") - 12), match.start("digits"))
    if is_of_month or _PARAGRAPH.match(plain, match.end()):
        return "number", NO_COUNT, match.end()
    return kind, unit, match.end()


def _counted_behind(plain: str, end: int) -> tuple[Kind, str, int]:
    for kind, pattern in (("money", _AFTER_MONEY), ("money", _AFTER_CENTS), ("percent", _AFTER_PERCENT)):
        found = pattern.match(plain, end)
        if found:
            return kind, "", found.end()
    if _AGE_AFTER.match(plain, end):
        return "number", AGE, end
    if _ANY_UNIT.match(plain, end):
        return "number", next(unit for unit, pattern in _UNIT.items() if pattern.match(plain, end)), end
    noun = NOUN.match(plain, end)
    known = noun and noun["noun"] not in NO_NOUNS
    return "number", stem(noun["noun"]) if known else "", end


def _may_be_age(unit: str) -> bool:
    return unit == "year" or unit not in UNITS


def _is_age_before(plain: str, start: int) -> bool:
    return bool(_AGE_BEFORE.search(plain, max(0, start - 12), start))


def _measure(start: int, end: int, kind: Kind, value: Decimal, unit: str, *, is_spoken: bool = False) -> Measure:
    return Measure(start, end, kind, _canonical(value), unit, is_spoken)


def _decimal(match: re.Match[str]) -> Decimal:
    digits = match["digits"]
    if _WITH_DECIMAL_COMMA.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    value = Decimal(digits.replace(",", ""))
    scale = (match["scale"] or "").strip()
    return value * {"": 1, "million": 10**6, "millones": 10**6}.get(scale, 1000)


def _canonical(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _month_of(day: Measure) -> str:
    return day.value.split("-")[-2] if day.kind == "date" else day.value


def _is_rounded(one: str, other: str) -> bool:
    """Whether a share is a third or the like, written with fewer places: 33.33 and 33.3, but no 33.3 for 33.8."""
    short, long = sorted((one, other), key=len)
    places = len(long.partition(".")[2])
    if places < 2:
        return False
    return Decimal(long).quantize(Decimal(1).scaleb(-len(short.partition(".")[2]))) == Decimal(short)


def _in_months(span: Measure) -> Decimal:
    return Decimal(span.value) * (12 if span.unit == "year" else 1)


def _is_share_as_multiple(share: Measure, number: Measure) -> bool:
    """Whether 200 % are told as "twice"."""
    return number.unit == MULTIPLE and Decimal(share.value) == 100 * Decimal(number.value)


def _are_of_one_unit(one: str, other: str, words: frozenset[str]) -> bool:
    if not one or one == other or SAME_NOUNS.get(one, one) == SAME_NOUNS.get(other, other):
        return True
    if {one, other} == {"day", "business_day"}:
        return False
    if one == MULTIPLE and other:
        return False
    # The head of a column may say what its numbers count.
    return (not other or other not in (*UNITS, AGE)) and bool(_WORDS_OF.get(one, frozenset({one})) & words)


_WORDS_OF = {
    "business_day": frozenset({stem("business"), stem("habiles")}),
    "day": frozenset({stem("day"), stem("days"), stem("dias")}),
    "week": frozenset({stem("week"), stem("semana")}),
    "month": frozenset({stem("month"), stem("mes"), stem("meses")}),
    "year": frozenset({stem("year"), stem("ano"), stem("anos")}),
    "hour": frozenset({stem("hour"), stem("horas")}),
    "minute": frozenset({stem("minute"), stem("minutos")}),
    "visit": frozenset({stem("visit"), stem("visits"), stem("session"), stem("visitas"), stem("consultas")}),
    "pay": frozenset({stem("pay"), stem("paycheck"), stem("deduction")}),
    "time": frozenset({stem("time"), stem("times")}),
    "mile": frozenset({stem("mile"), stem("millas")}),
    AGE: frozenset({stem("age"), stem("edad"), stem("birthday"), stem("old")}),
}


def _date(match: re.Match[str]) -> tuple[Kind, str] | None:
    day = read_day(match)
    return ("date", day) if day else None


def _phone(match: re.Match[str]) -> tuple[Kind, str]:
    return "phone", re.sub(r"\D", "", match[0])[-10:]


def _time(match: re.Match[str]) -> tuple[Kind, str] | None:
    if match["h"]:
        return "time", f"{int(match['h'])}:{match['m']}"
    hour = int(match["hour"])
    if not 1 <= hour <= 12:
        return None
    return "time", f"{hour % 12 + (12 if match['half'] == 'p' else 0)}:{match['minute'] or '00'}"


_Reader = Callable[[re.Match[str]], tuple[Kind, str] | None]
