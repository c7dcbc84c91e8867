"""How money, percentages, dates and costs are written, in English and in Spanish."""

from datetime import date
from decimal import Decimal

from platform_admin.demo.shapes import Cost

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MESES = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]


def dollars(amount: Decimal) -> str:
    """Whole dollars when there are no cents: $1,000, otherwise $41.50."""
    if amount == amount.to_integral_value():
        return f"${amount:,.0f}"
    return cents(amount)


def cents(amount: Decimal) -> str:
    return f"${amount:,.2f}"


def percent(fraction: Decimal) -> str:
    return f"{(fraction * 100).normalize():f}%"


def day(value: date) -> str:
    return f"{MONTHS[value.month - 1]} {value.day}, {value.year}"


def dia(value: date) -> str:
    ordinal = "1.º" if value.day == 1 else str(value.day)
    return f"{ordinal} de {MESES[value.month - 1]} de {value.year}"


def numeric_day(value: date) -> str:
    return f"{value:%m/%d/%Y}"


def cost_words(cost: Cost) -> str:
    """The cell of a federal summary: "$55 copay/visit. Deductible does not apply."."""
    if not cost.covered:
        return "Not covered"
    if cost.copay is not None:
        return _copay_words(cost, cost.copay)
    if cost.coinsurance is None:
        return "No charge"
    words = f"{percent(cost.coinsurance)} coinsurance"
    if cost.most_per_fill is not None:
        words += f", at most {dollars(cost.most_per_fill)} per fill"
    return words if cost.after_deductible else f"{words}. Deductible does not apply."


def _copay_words(cost: Cost, copay: Decimal) -> str:
    words = f"{dollars(copay)} copay/{cost.unit}"
    if cost.days_charged is not None:
        return f"{words}, for at most {cost.days_charged} days per stay"
    if cost.first_visits is not None and cost.coinsurance is not None:
        return f"{words} for the first {cost.first_visits} visits, then {percent(cost.coinsurance)} coinsurance"
    return f"{words} after deductible" if cost.after_deductible else f"{words}. Deductible does not apply."


def brief_cost(cost: Cost) -> str:
    """The cell of a guide: "$55 copay", "20% after deductible"."""
    if not cost.covered:
        return "Not covered"
    if cost.copay is not None:
        return _brief_copay(cost, cost.copay)
    if cost.coinsurance is None:
        return "No charge"
    most = f", at most {dollars(cost.most_per_fill)}" if cost.most_per_fill is not None else ""
    return f"{percent(cost.coinsurance)}{' after deductible' if cost.after_deductible else ''}{most}"


def _brief_copay(cost: Cost, copay: Decimal) -> str:
    if cost.days_charged is not None:
        return f"{dollars(copay)} a {cost.unit}, at most {cost.days_charged} days"
    if cost.first_visits is not None and cost.coinsurance is not None:
        return f"{dollars(copay)} for {cost.first_visits} visits, then {percent(cost.coinsurance)} after deductible"
    return f"{dollars(copay)} {'after deductible' if cost.after_deductible else 'copay'}"
