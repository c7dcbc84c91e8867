"""What comes off each paycheck, and what that is a month and a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_noop

from benefits.calculators.money import ZERO, cents, cents_down
from benefits.calculators.plan_terms import Premium
from benefits.calculators.result import Amount, Line, Result, Source, needs_input, not_available, refuse_absurd
from benefits.calculators.words import Note, dollars

MOST_DEDUCTIONS = 53  # a year of weekly pay can have one week more
_SURCHARGES = {"tobacco": gettext_noop("Tobacco surcharge"), "spouse": gettext_noop("Spousal surcharge")}
_ROUNDED = Note(gettext_noop("Parts of accounts are rounded down to the cent."))
_NOT_AS_MANY = Note(
    gettext_noop("Not all of it comes off as many paychecks of the year, so it is told for a month and a year only.")
)


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
    return Line(_surcharge(name), f"+ {dollars(amount)}", amount)


@dataclass(frozen=True)
class ChosenPlan:
    """A plan that somebody chooses, and at what price; `name` tells it in the steps, with whom it covers."""

    name: str
    premium: Premium


@dataclass(frozen=True)
class PutIn:
    """What somebody puts into an account in a year, by equal parts off each paycheck."""

    name: str
    a_year: Decimal


def whole_paycheck(chosen: Sequence[ChosenPlan], put_in: Sequence[PutIn], *, deductions: int | None) -> Result:
    """Return what comes off each paycheck for all plans and accounts together, a month and a year.

    `deductions` are those of a year in which no plan is chosen; plans say themselves how many theirs are. Where they
    are not as many for each plan, only a month and a year are told.
    """
    if not chosen and not put_in:
        return needs_input(["medical"], gettext_noop("Choose a plan, or write what you put into an account."))
    refused = refuse_absurd({one.name: one.a_year for one in put_in})
    for one in chosen:
        refused = refused or refuse_premium(one.premium)
    if refused:
        return refused
    counts = {one.premium.deductions for one in chosen} or {deductions} - {None}
    if not counts:
        return not_available(
            gettext_noop("From how many paychecks of the year money is put in is not in the catalogue.")
        )
    years = [premium_a_year(one.premium) for one in chosen] + [one.a_year for one in put_in]
    year = sum(years, ZERO)
    lines = [line for one in chosen for line in _plan_lines(one)]
    amounts = [Amount("month", cents(year / 12), "usd_a_month"), Amount("year", year, "usd_a_year")]
    has_each = len(counts) == 1
    if has_each:
        (count,) = counts
        parts = [each_deduction(one.premium) for one in chosen] + [per_pay(one.a_year, count) for one in put_in]
        lines += [_put_in_line(one, count) for one in put_in]
        lines.append(Line(Note(gettext_noop("Each paycheck")), " + ".join(map(dollars, parts)), sum(parts, ZERO)))
        amounts.insert(0, Amount("each", sum(parts, ZERO), "usd_a_pay"))
    lines.append(Line(Note(gettext_noop("In a year")), " + ".join(map(dollars, years)), year))
    return Result(
        "ok",
        tuple(amounts),
        lines=tuple(lines),
        assumptions=(Note(gettext_noop("Taxes are left out.")), *((_ROUNDED,) if put_in and has_each else ())),
        sources=tuple(dict.fromkeys(source for one in chosen for source in one.premium.sources)),
        warnings=() if has_each else (_NOT_AS_MANY,),
    )


def _plan_lines(chosen: ChosenPlan) -> list[Line]:
    """Return the plan's price, and each surcharge beside it."""
    count = chosen.premium.deductions
    prices = [(Note("{name}", {"name": chosen.name}), chosen.premium.a_deduction)]
    prices += [(_surcharge(name), amount) for name, amount in chosen.premium.surcharges.items()]
    return [Line(label, f"{dollars(amount)} × {count}", cents(amount * count)) for label, amount in prices]


def _put_in_line(put_in: PutIn, count: int) -> Line:
    formula = f"{dollars(put_in.a_year)} ÷ {count} = {dollars(per_pay(put_in.a_year, count))}"
    return Line(Note("{name}", {"name": put_in.name}), formula, put_in.a_year)


def _surcharge(kind: str) -> Note:
    return Note(_SURCHARGES.get(kind, gettext_noop("Surcharge")))


def per_pay(limit: Decimal, pays: int) -> Decimal:
    """Return the limit spread over the paychecks, rounded down: together they may not exceed it."""
    return cents_down(limit / pays)
