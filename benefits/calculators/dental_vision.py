"""What a dental plan and a vision plan pay of a bill, and what is left to pay."""

from decimal import Decimal

from django.utils.translation import gettext_noop

from benefits.calculators.money import ZERO, cents
from benefits.calculators.result import (
    Amount,
    Line,
    Result,
    Source,
    ask_for_missing,
    not_available,
    refuse_absurd,
    refuse_share,
)
from benefits.calculators.words import Note, dollars, percent


def dental_cost(
    *,
    fee: Decimal | None,
    plan_share: Decimal | None,
    deductible_left: Decimal,
    maximum_left: Decimal | None,
    deductible_applies: bool = True,
    sources: tuple[Source, ...] = (),
) -> Result:
    """Return what the plan and what the member pay of one fee. `maximum_left` None: the plan has no yearly maximum."""
    if plan_share is None:
        return not_available(gettext_noop("What the plan pays of this is not in the catalogue."))
    refused = ask_for_missing({"fee": fee}) or refuse_share({"plan share": plan_share})
    refused = refused or refuse_absurd({"fee": fee, "deductible": deductible_left, "maximum": maximum_left})
    if refused:
        return refused
    deductible = min(deductible_left, fee) if deductible_applies and plan_share < 1 else ZERO
    by_share = cents((fee - deductible) * plan_share)
    paid = by_share if maximum_left is None else min(by_share, maximum_left)
    lines = [
        Line(
            Note(gettext_noop("The plan's share")),
            f"({dollars(fee)} − {dollars(deductible)}) × {percent(plan_share)}",
            by_share,
        )
    ]
    if paid < by_share:
        lines.append(Line(Note(gettext_noop("What is left of the yearly maximum")), "", paid))
    lines.append(Line(Note(gettext_noop("You pay")), f"{dollars(fee)} − {dollars(paid)}", fee - paid))
    return Result(
        "ok",
        (Amount("plan_pays", paid, "usd"), Amount("you_pay", fee - paid, "usd")),
        lines=tuple(lines),
        sources=sources,
    )


def vision_cost(
    *,
    price: Decimal | None,
    allowance: Decimal | None,
    discount: Decimal = ZERO,
    copay: Decimal = ZERO,
    sources: tuple[Source, ...] = (),
) -> Result:
    """Return what is left to pay of frames or lenses: what is above the allowance, less a discount, and the copay."""
    if allowance is None:
        return not_available(gettext_noop("The allowance is not in the catalogue."))
    refused = ask_for_missing({"price": price}) or refuse_share({"discount": discount})
    refused = refused or refuse_absurd({"price": price, "allowance": allowance, "copay": copay})
    if refused:
        return refused
    above = max(price - allowance, ZERO)
    after = cents(above * (1 - discount))
    you_pay = min(after + copay, price)
    off = f" × {percent(1 - discount)}" if discount else ""
    lines = [Line(Note(gettext_noop("Above the allowance")), f"({dollars(price)} − {dollars(allowance)}){off}", after)]
    if copay:
        lines.append(Line(Note(gettext_noop("With the copay")), f"{dollars(after)} + {dollars(copay)}", you_pay))
    return Result(
        "ok",
        (Amount("you_pay", you_pay, "usd"), Amount("plan_pays", price - you_pay, "usd")),
        lines=tuple(lines),
        sources=sources,
    )


def vision_in_full(*, price: Decimal | None, copay: Decimal, sources: tuple[Source, ...] = ()) -> Result:
    """Return the same of what the plan pays without a limit: the copay alone is left."""
    refused = ask_for_missing({"price": price}) or refuse_absurd({"price": price, "copay": copay})
    if refused:
        return refused
    you_pay = min(copay, price)
    line = Line(Note(gettext_noop("Paid in full, but for the copay")), "", you_pay)
    amounts = (Amount("you_pay", you_pay, "usd"), Amount("plan_pays", price - you_pay, "usd"))
    return Result("ok", amounts, lines=(line,), sources=sources)
