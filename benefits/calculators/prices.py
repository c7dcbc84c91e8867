"""What COBRA, a domestic partner and life insurance come to in dollars."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext_noop

from benefits.calculators.money import ZERO, cents
from benefits.calculators.paycheck import refuse_deductions
from benefits.calculators.result import (
    Amount,
    Line,
    Result,
    Source,
    ask_for_missing,
    needs_input,
    not_available,
    refuse_absurd,
)
from benefits.calculators.words import Note, dollars

COBRA_SHARE, COBRA_SHARE_DISABLED = Decimal("1.02"), Decimal("1.50")


def cobra_price(
    full_a_month: Decimal | None, *, is_disabled_beyond_18: bool = False, sources: tuple[Source, ...] = ()
) -> Result:
    """Return COBRA's price a month: the full cost and 2 percent; 50 in the months that only a disability gives."""
    if full_a_month is None:
        return not_available(gettext_noop("The full cost of this plan is not in the catalogue."))
    refused = refuse_absurd({"full cost": full_a_month})
    if refused:
        return refused
    share = COBRA_SHARE_DISABLED if is_disabled_beyond_18 else COBRA_SHARE
    price = cents(full_a_month * share)
    line = Line(Note(gettext_noop("COBRA a month")), f"{dollars(full_a_month)} × {share}", price)
    return Result("ok", (Amount("month", price, "usd_a_month"),), lines=(line,), sources=sources)


Method = Literal["employer_share", "fair_value"]


def imputed_income_partner(
    method: Method | None,
    *,
    full_with: Decimal | None,
    full_alone: Decimal | None,
    each_with: Decimal | None,
    each_alone: Decimal | None,
    deductions: int,
    fair_value: Decimal | None = None,
    sources: tuple[Source, ...] = (),
) -> Result:
    """Return what covering a domestic partner adds to taxable pay, a month and a year, and what comes off after tax.

    By the employer's share: what it pays with the partner less what it pays without (full cost less deductions). By
    fair value: the value a month less what one pays for the partner after tax. Which one holds is the company's rule.
    """
    if method is None:
        return not_available(gettext_noop("How the partner's coverage is taxed here is not in the catalogue."))
    inputs = {"full_with": full_with, "full_alone": full_alone, "each_with": each_with, "each_alone": each_alone}
    if method == "fair_value":
        inputs = {"each_with": each_with, "each_alone": each_alone, "fair_value": fair_value}
    if any(amount is None for amount in inputs.values()):
        return not_available(gettext_noop("The rates that this takes are not in the catalogue."))
    refused = refuse_absurd(inputs) or refuse_deductions(deductions)
    if refused:
        return refused
    partner_each = each_with - each_alone
    if partner_each < 0:
        return not_available(gettext_noop("The rates contradict each other: with a partner less comes off than alone."))
    month, line = _imputed(method, inputs, deductions, partner_each)
    if month < 0:
        month = ZERO
    return Result(
        "ok",
        (
            Amount("month", cents(month), "usd_a_month"),
            Amount("year", cents(month * 12), "usd_a_year"),
            Amount("after_tax", partner_each, "usd_a_pay"),
        ),
        lines=(
            line,
            Line(
                Note(gettext_noop("The partner's part, after tax")),
                f"{dollars(each_with)} − {dollars(each_alone)}",
                partner_each,
            ),
        ),
        sources=sources,
        warnings=(Note(gettext_noop("What tax that comes to is for a tax adviser.")),),
    )


def _imputed(method: Method, given: dict[str, Decimal], deductions: int, partner_each: Decimal) -> tuple[Decimal, Line]:
    if method == "fair_value":
        partner_month = partner_each * deductions / 12
        month = given["fair_value"] - partner_month
        formula = f"{dollars(given['fair_value'])} − {dollars(partner_month)}"
    else:
        with_partner = given["full_with"] - given["each_with"] * deductions / 12
        alone = given["full_alone"] - given["each_alone"] * deductions / 12
        month = with_partner - alone
        formula = f"{dollars(with_partner)} − {dollars(alone)}"
    return month, Line(Note(gettext_noop("Added to taxable pay a month")), formula, cents(max(month, ZERO)))


@dataclass(frozen=True)
class LifeTable:
    """Dollars a month for each $1,000 of coverage, by the first age of each band at the end of the year, the youngest
    first (Treas. Reg. 1.79-3(d)(2), Table I), and how much is exempt.
    """

    rates: tuple[tuple[int, Decimal], ...]
    exempt: Decimal
    source: Source

    def rate_at(self, age: int) -> Decimal | None:
        """Return the rate at an age; None where no age can be."""
        if not 0 <= age <= 120:
            return None
        return next((rate for first, rate in reversed(self.rates) if age >= first), None)


def imputed_income_life(
    coverage: Decimal | None, table: LifeTable | None, *, age_at_year_end: int | None, paid_a_month: Decimal = ZERO
) -> Result:
    """Return what group life insurance above $50,000 adds to taxable pay; `paid_a_month` is one's own, after tax."""
    if table is None:
        return not_available(gettext_noop("What life insurance costs by the table of the law is not published."))
    refused = ask_for_missing({"coverage": coverage, "age": age_at_year_end}) or refuse_absurd(
        {"coverage": coverage, "paid": paid_a_month}
    )
    if refused:
        return refused
    rate = table.rate_at(age_at_year_end)
    if rate is None:
        return needs_input(["age"], gettext_noop("An age lies between 0 and 120. Write it again."))
    thousands = max(coverage - table.exempt, ZERO) / 1000
    month = cents(max(thousands * rate - paid_a_month, ZERO))
    less = f" − {dollars(paid_a_month)}" if paid_a_month else ""
    formula = f"({dollars(coverage)} − {dollars(table.exempt)}) ÷ 1,000 × {rate}{less}"
    return Result(
        "ok",
        (Amount("month", month, "usd_a_month"), Amount("year", month * 12, "usd_a_year")),
        lines=(Line(Note(gettext_noop("Added to taxable pay a month")), formula, month),),
        sources=(table.source,),
    )
