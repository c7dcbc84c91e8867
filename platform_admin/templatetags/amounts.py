"""Amounts as pages write them."""

from decimal import Decimal

from django import template

from platform_admin.billing.amounts import in_dollars

register = template.Library()


@register.filter
def dollars(amount: Decimal | None) -> str:
    """Return "$1,234.50"; a dash for what is not known."""
    return "–" if amount is None else in_dollars(amount)


@register.filter
def signed_dollars(amount: Decimal) -> str:
    """Return the same with its sign, for differences."""
    return f"+{in_dollars(amount)}" if amount > 0 else in_dollars(amount)


@register.filter
def small_dollars(amount: Decimal | None) -> str:
    """Return an amount that may be far less than a cent, such as the cost of one answer."""
    return "–" if amount is None else f"${amount:,.4f}"


@register.filter
def percent_of_one(share: float | None) -> str:
    """Return "4.2 %" of 0.042; a dash for what is not known."""
    return "–" if share is None else f"{100 * share:.1f} %"


@register.filter
def plain_number(number: Decimal) -> str:
    """Return "12.5" of 12.50."""
    return f"{number.normalize():f}"
