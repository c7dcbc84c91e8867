from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
ZERO = Decimal(0)
MOST_DOLLARS = Decimal(100_000_000)  # beyond it a figure is a slip of the keyboard


def cents(amount: Decimal) -> Decimal:
    """Round to the cent, half a cent up, as a claim or a payroll does."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def cents_down(amount: Decimal) -> Decimal:
    """Round down to the cent: what may not be exceeded."""
    return amount.quantize(_CENT, ROUND_DOWN)
