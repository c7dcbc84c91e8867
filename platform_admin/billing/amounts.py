"""Dollars and cents, exact. One rule of rounding, for every amount: to the nearest cent, half a cent away from zero."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal | Fraction | int) -> Decimal:
    """Return the amount to the cent; of a Fraction, which Decimal would have cut already, from its exact value."""
    if isinstance(amount, Fraction):
        whole = abs(amount) * 100
        number = (2 * whole.numerator + whole.denominator) // (2 * whole.denominator)
        return (Decimal(number) * CENT).copy_sign(-1 if amount < 0 and number else 1)
    return Decimal(amount).quantize(CENT, ROUND_HALF_UP)


def share_of(amount: Decimal, part: int, whole: int) -> Decimal:
    """Return `part` of `whole` parts of the amount, to the cent: days of a period, say."""
    return cents(Fraction(amount) * part / whole)


def less_percent(amount: Decimal, percent: Decimal) -> Decimal:
    """Return the amount with so many percent taken off, not rounded."""
    return amount * (100 - percent) / 100


def total_of(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def in_dollars(amount: Decimal) -> str:
    """Return it as pages and papers write it: "$1,234.50", "−$20.00"."""
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    return f"{sign}${abs(cents(amount)):,.2f}"
