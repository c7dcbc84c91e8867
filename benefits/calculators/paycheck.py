"""What comes off each paycheck, and what that is a month and a year."""

from decimal import Decimal

from django.utils.translation import gettext_noop

from benefits.calculators.money import ZERO, cents, cents_down
from benefits.calculators.plan_terms import Premium
from benefits.calculators.result import Amount, Line, Result, Source, needs_input, refuse_absurd
from benefits.calculators.words import Note, dollars

MOST_DEDUCTIONS = 53  # a year of weekly pay can have one week more


def refuse_deductions(deductions: int) -> Result | None:
    if 1 <= deductions <= MOST_DEDUCTIONS:
        return None
    text = gettext_noop("Between 1 and {most} deductions fit into a year, not {count}.")
    return needs_input(["deductions"], text, most=MOST_DEDUCTIONS, count=deductions)


def refuse_premium(premium: Premium) -> Result | None:
    amounts = {"deduction": premium.a_deduction, "seed": premium.seed_a_year, **premium.surcharges}
    return refuse_absurd(amounts) or refuse_deductions(premium.deductions)


def each_deduction(premium: Premium) -> Decimal:
    return premium.a_deduction + sum(premium.surcharges.values(), ZERO)


def premium_a_year(premium: Premium) -> Decimal:
    return cents(each_deduction(premium) * premium.deductions)


def premium_line(premium: Premium) -> Line:
    parts = [premium.a_deduction, *premium.surcharges.values()]
    each = " + ".join(map(dollars, parts))
    formula = f"({each}) × {premium.deductions}" if len(parts) > 1 else f"{each} × {premium.deductions}"
    return Line(Note(gettext_noop("Off the pay in a year")), formula, premium_a_year(premium))


def paycheck_deduction(premium: Premium, *, before: Premium | None = None, sources: tuple[Source, ...] = ()) -> Result:
    """Return what comes off each paycheck, a month and a year; against `before`, also how much more that is."""
    refused = refuse_premium(premium) or (refuse_premium(before) if before else None)
    if refused:
        return refused
    each, a_year = each_deduction(premium), premium_a_year(premium)
    amounts = [
        Amount("each", each, "usd_a_pay"),
        Amount("month", cents(a_year / 12), "usd_a_month"),
        Amount("year", a_year, "usd_a_year"),
    ]
    if before:
        amounts.append(Amount("each_more", each - each_deduction(before), "usd_a_pay"))
        amounts.append(Amount("year_more", a_year - premium_a_year(before), "usd_a_year"))
    lines = [_surcharge_line(name, amount) for name, amount in premium.surcharges.items()]
    return Result("ok", tuple(amounts), lines=(*lines, premium_line(premium)), sources=sources)


def _surcharge_line(name: str, amount: Decimal) -> Line:
    return Line(Note(gettext_noop("Surcharge: {name}"), {"name": name}), f"+ {dollars(amount)}", amount)


def per_pay(limit: Decimal, pays: int) -> Decimal:
    """Return the limit spread over the paychecks, rounded down: together they may not exceed it."""
    return cents_down(limit / pays)
