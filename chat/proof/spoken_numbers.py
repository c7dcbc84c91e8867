"""Numbers written as words, English and Spanish: "fifteen hundred", "two thirds", "treinta y uno", "la mitad"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_PEQUENOS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
    "veintiocho veintinueve"
)
_DECENAS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_CENTENAS = "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient"

_VALUES: dict[str, int] = {
    **{word: value for value, word in enumerate(_SMALL.split())},
    **{word: 20 + 10 * at for at, word in enumerate(_TENS.split())},
    **{word: value for value, word in enumerate(_PEQUENOS.split())},
    "un": 1,
    "una": 1,
    "veintiun": 21,
    "veintiuna": 21,
    **{word: 30 + 10 * at for at, word in enumerate(_DECENAS.split())},
    "cien": 100,
    "ciento": 100,
    **{f"{word}{end}": 200 + 100 * at for at, word in enumerate(_CENTENAS.split()) for end in ("os", "as")},
}
_MULTIPLIERS = {"hundred": 100, "thousand": 1000, "mil": 1000}
_JOINTS = frozenset({"and", "y"})
NUMBER_WORDS = _VALUES.keys() | _MULTIPLIERS.keys()
_NUMBER = "|".join(sorted(NUMBER_WORDS, key=lambda word: (-len(word), word)))
_RUN = re.compile(rf"\b(?:{_NUMBER})(?:(?:[\s-]+(?:and|y))?[\s-]+(?:{_NUMBER}))*\b")

_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "tenth": 10, "tenths": 10,
    "tercio": 3, "tercios": 3, "tercera parte": 3, "terceras partes": 3, "cuarto": 4, "cuartos": 4,
    "cuarta parte": 4, "cuartas partes": 4, "quinto": 5, "quintos": 5, "quinta parte": 5, "decimo": 10,
    "decima parte": 10,
}  # fmt: skip
# One of these stands in every part of a whole.
PART_WORDS = frozenset({"mitad", "half", *(part.split()[0] for part in _PARTS)})
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9, "un": 1, "una": 1, "la": 1, "dos": 2,
    "tres": 3, "cuatro": 4,
}  # fmt: skip
_PART = re.compile(
    rf"\b(?P<count>{'|'.join(sorted(_COUNTS, key=len, reverse=True))})[\s-]+"
    rf"(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})\b(?=\s+(?:of|the|your|its|del?|al)\b|\s*[.,;)]|$)"
    r"|\bla (?P<mitad>mitad)\b|\b(?P<half>half)(?=\s+(?:of|the|your|its|may|is|are|was|will|can)\b)"
)


@dataclass(frozen=True)
class SpokenNumber:
    start: int
    end: int
    value: Decimal


def spoken_numbers(plain: str) -> Iterator[SpokenNumber]:
    """Yield the numbers that stand as words in a text in lower case without accents; "one" and "a" alone as well."""
    for run in _RUN.finditer(plain):
        yield SpokenNumber(run.start(), run.end(), Decimal(_value(re.split(r"[\s-]+", run[0]))))


def spoken_shares(plain: str) -> Iterator[SpokenNumber]:
    """Yield the parts of a whole that stand as words, as percentages: 20 for "one fifth of"."""
    for found in _PART.finditer(plain):
        if found["mitad"] or found["half"]:
            share = Decimal(50)
        else:
            share = Decimal(100 * _COUNTS[found["count"]]) / _PARTS[found["part"]]
        yield SpokenNumber(found.start(), found.end(), share.quantize(Decimal("0.01")))


def value_of(number: str) -> int:
    """Return the number, be it in digits or in words."""
    return int(number) if number.isdecimal() else _value(re.split(r"[\s-]+", number))


def _value(words: list[str]) -> int:
    """Return the number of the words: "two thousand five hundred", "mil quinientos", "fifteen hundred"."""
    total, current = 0, 0
    for word in words:
        if word in _JOINTS:
            continue
        factor = _MULTIPLIERS.get(word)
        if factor is None:
            current += _VALUES[word]
        elif factor == 100:
            current = max(current, 1) * 100
        else:
            total, current = total + max(current, 1) * factor, 0
    return total + current
