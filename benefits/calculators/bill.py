"""What a member pays of one bill on a plan on which nothing has been paid yet, part by part."""

from decimal import Decimal

from django.utils.translation import gettext_noop

from benefits.calculators.annual_cost import copays_charged, estimate_annual_cost, owed_of_rest
from benefits.calculators.money import ZERO, cents
from benefits.calculators.plan_terms import Limits, MedicalTerms, Premium, ServiceTerms, Use
from benefits.calculators.result import Amount, Line, Result
from benefits.calculators.words import Note, dollars, percent

_NO_PREMIUM = Premium(ZERO, deductions=1)


def share_of_bill(terms: MedicalTerms, use: Use) -> Result:
    """Return what the member pays of one bill or stay, and its parts: deductible, copay, coinsurance.

    `cut_by` is what the out-of-pocket limit takes off the parts; without it they add up to `you_pay`.
    """
    estimated = estimate_annual_cost(terms, _NO_PREMIUM, [use])
    if estimated.status != "ok":
        return estimated
    pays = estimated["care"]
    service = terms.services.get(use.service, terms.others)
    amounts = [Amount("you_pay", pays, "usd"), *_parts(terms, service, use)]
    parts = sum((one.value for one in amounts if one.key in ("deductible", "copay", "coinsurance")), ZERO)
    if service.is_covered and parts > pays:
        amounts.append(Amount("cut_by", parts - pays, "usd"))
    return Result(
        "ok",
        tuple(amounts),
        lines=tuple(_lines(amounts, pays)),
        sources=terms.sources,
        warnings=estimated.warnings,
    )


def _parts(terms: MedicalTerms, service: ServiceTerms, use: Use) -> list[Amount]:
    """Return what the walk through the bill charges, in its order: deductible, copay, and a share of the rest."""
    rest = ZERO if use.allowed is None else use.allowed
    if not service.is_covered or service.is_free:
        return [Amount(key, ZERO, "usd") for key in ("deductible", "copay", "coinsurance")]
    if service.first_visits:
        copay = service.first_copay if use.allowed is None else min(service.first_copay, rest)
        return [Amount("deductible", ZERO, "usd"), Amount("copay", copay, "usd"), Amount("coinsurance", ZERO, "usd")]
    deductible = min(rest, _of_one(terms.deductible)) if service.deductible_applies else ZERO
    rest -= deductible
    charged = copays_charged(service, use)
    copay = service.copay * charged if use.allowed is None else min(service.copay * charged, rest)
    above = max(rest - copay, ZERO)
    amounts = [Amount("deductible", deductible, "usd"), Amount("copay", copay, "usd")]
    if service.is_a_day and copay == service.copay * charged:
        amounts += [Amount("copay_a_day", service.copay, "usd"), Amount("days", charged, "days")]
    amounts += [Amount("coinsurance", cents(owed_of_rest(service, above)), "usd")]
    return [*amounts, Amount("share", service.coinsurance, "share"), Amount("above", above, "usd")]


def _of_one(limits: Limits) -> Decimal:
    return limits.family if limits.person is None else min(limits.person, limits.family)


def _lines(amounts: list[Amount], pays: Decimal) -> list[Line]:
    known = {one.key: one.value for one in amounts}
    lines = []
    if known["deductible"]:
        lines.append(Line(Note(gettext_noop("Deductible")), "", known["deductible"]))
    if "copay_a_day" in known:
        formula = f"{known['days']} × {dollars(known['copay_a_day'])}"
        lines.append(Line(Note(gettext_noop("Copay")), formula, known["copay"]))
    elif known["copay"]:
        lines.append(Line(Note(gettext_noop("Copay")), "", known["copay"]))
    if known["coinsurance"]:
        formula = f"{percent(known['share'])} × {dollars(known['above'])}"
        lines.append(Line(Note(gettext_noop("Your share of the rest")), formula, known["coinsurance"]))
    if "cut_by" in known:
        lines.append(Line(Note(gettext_noop("Above the out-of-pocket limit")), "", -known["cut_by"]))
    return [*lines, Line(Note(gettext_noop("You pay")), "", pays)]
