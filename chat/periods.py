"""How often something is paid, as texts say it in English and Spanish."""

import re
from enum import Enum

from knowledge.text.terms import plain_text


class Period(Enum):
    PAYCHECK = "paycheck"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


# Over plain text. "Biweekly" and "semi-monthly" are paychecks; "a year of service" is no price's year.
PERIODS = {
    Period.PAYCHECK: re.compile(
        r"\bpay\s?checks?\b|\bper pay\b|\bpay ?(?:period|day)s?\b|\bbi-?weekly\b|\bsemi-?monthly\b"
        r"|\b(?:por|cada|del?|de mi|de cada|en mi|en cada) (?:cheque|quincena)s?\b|\bquincenal(?:es)?\b"
        r"|\bper deduction\b"
    ),
    Period.WEEK: re.compile(r"(?<!bi)(?<!bi-)\bweekly\b|\b(?:per|a|each|every) week\b|\b(?:por|cada|a la) semana\b"),
    Period.MONTH: re.compile(
        r"(?<!semi-)(?<!semi)\bmonthly\b|(?<!\bin )(?<!within )(?<!\bfor )\ba month\b|\b(?:per|each|every) month\b"
        r"|\b(?:por|al|cada) mes\b|\bmensual(?:es)?\b"
    ),
    Period.YEAR: re.compile(
        r"\b(?:year|annual)ly\b|\b(?:per|a|each|every) (?:calendar |plan )?year\b(?! (?:of|old|after|later"
        r"|from|before)\b)|\bannual\b|\b(?:por|al) ano\b"
        r"|\banual(?:es)?\b"
    ),
}


def periods(text: str) -> frozenset[Period]:
    """Return the periods that the text names."""
    plain = plain_text(text)
    return frozenset(period for period, pattern in PERIODS.items() if pattern.search(plain))
