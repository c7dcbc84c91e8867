"""Sentences with figures in them, said in the language that is active when they are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

Value = Decimal | date | int | str
_DAY = {"es": r"j \d\e F \d\e Y"}
_ENGLISH_DAY = "F j, Y"


@dataclass(frozen=True)
class Note:
    """A sentence, marked with gettext_noop where it is written, and what stands in its braces."""

    text: str
    values: Mapping[str, "Value | Note"] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return gettext(self.text).format(**{name: say(value) for name, value in self.values.items()})


def say(value: "Value | Note") -> str:
    """Return the value as it is read: money with its cents, a day in words."""
    if isinstance(value, Decimal):
        return dollars(value)
    if isinstance(value, date):
        return date_format(value, _DAY.get((get_language() or "")[:2], _ENGLISH_DAY))
    return str(value)


def dollars(amount: Decimal) -> str:
    sign = "−" if amount < 0 else ""
    return f"{sign}${abs(amount):,.2f}"


def percent(share: Decimal) -> str:
    """Return a fraction as a percentage, without zeros that say nothing: 0.075 is 7.5%."""
    return f"{(share * 100).normalize():f}%"
