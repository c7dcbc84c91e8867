import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
ZERO = Decimal(0)
MOST_DOLLARS = Decimal(100_000_000)  # beyond it a figure is a slip of the keyboard

_NUMBER = re.compile(
    r"(?P<sign>[-−]?) ?\$? ?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?P<part>\.\d+)? ?(?P<percent>%?)", re.ASCII
)


def number_said(text: str) -> tuple[Decimal, bool] | None:
    """Return a number as sheets have it, "$1,500.00" or "20%", and whether it is a percentage; None for anything else.

    A comma stands before three digits: "12,50" could be read as 1250.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or not (found["whole"] or found["part"]):
        return None
    number = Decimal((found["whole"] or "0").replace(",", "") + (found["part"] or ""))
    return -number if found["sign"] else number, bool(found["percent"])


def cents(amount: Decimal) -> Decimal:
    """Round to the cent, half a cent up, as a claim or a payroll does."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def cents_down(amount: Decimal) -> Decimal:
    """Round down to the cent: what may not be exceeded."""
    return amount.quantize(_CENT, ROUND_DOWN)
