"""A row of the catalogue in words, as a summary of benefits prints them. HR's pages are in English."""

from decimal import Decimal

from django.db import models

from benefits.calculators.words import dollars, percent
from benefits.models import (
    AccountRule,
    Accumulator,
    ClassRule,
    DentalCost,
    DentalTerms,
    DisabilityRule,
    LeaveRule,
    LifeEventRule,
    LifeRule,
    PayCalendar,
    PriceAssumption,
    Rate,
    RetirementRule,
    RxTier,
    Seed,
    ServiceCost,
    Surcharge,
    UsageProfile,
    VisionAllowance,
    table_of,
)
from benefits.services import MEDICAL_SERVICE
from tenants.clock import day_in_words


def words_of(row: models.Model) -> str:
    """Return what the row says, without what it is about."""
    told = _WORDS.get(type(row))
    return told(row) if told else str(row)


def _short(amount: Decimal) -> str:
    return dollars(amount).removesuffix(".00")


def _limit(row: Accumulator) -> str:
    text = f"{_short(row.individual)} person / {_short(row.family)} family"
    if row.person_in_family is None:
        return f"{text}, aggregate"
    inside = "" if row.person_in_family == row.individual else f", {_short(row.person_in_family)} for one of a family"
    return f"{text}, embedded{inside}"


def _price(row: ServiceCost | RxTier, unit: str) -> list[str]:
    parts = []
    if row.copay is not None:
        parts.append(f"{_short(row.copay)} copay{unit}")
    if row.coinsurance is not None:
        parts.append(f"{percent(row.coinsurance)} coinsurance")
    return parts


def _service(row: ServiceCost) -> str:
    if row.not_covered:
        return "Not covered"
    if row.no_charge:
        return "No charge after the deductible" if row.deductible_applies else "No charge"
    parts = _price(row, f" {row.get_copay_unit_display()}" if row.copay_unit else "")
    if row.max_days:
        parts[0] += f", for {row.max_days} days at most"
    text = " then ".join(parts)
    if row.deductible_applies:
        text += " after the deductible"
    if row.first_visits:
        visits = "visit" if row.first_visits == 1 else f"{row.first_visits} visits"
        text = f"{_short(row.first_copay)} for the first {visits}, then {text}"
    return text


def _drug(row: RxTier) -> str:
    if row.not_covered:
        return "Not covered"
    text = " then ".join(_price(row, ""))
    bounds = [
        f"{word} {_short(amount)}"
        for word, amount in (("at least", row.min_per_fill), ("at most", row.max_per_fill))
        if amount is not None
    ]
    text = ", ".join([text, *bounds])
    return f"{text} after the deductible" if row.deductible_applies else text


def _dental(row: DentalTerms) -> str:
    family = f" person / {_short(row.deductible_family)} family" if row.deductible_family is not None else ""
    parts = [f"Deductible {_short(row.deductible_person)}{family}"]
    parts.append(f"at most {_short(row.annual_max)} a year" if row.annual_max is not None else "no yearly maximum")
    if row.ortho_covered:
        most = f" up to {_short(row.ortho_max)} in a lifetime" if row.ortho_max is not None else ""
        parts.append(f"orthodontia{most}{f' under {row.ortho_age}' if row.ortho_age else ''}")
    return ", ".join(parts)


def _dental_class(row: DentalCost) -> str:
    text = f"The plan pays {percent(row.plan_share)}"
    if row.deductible_applies:
        text += " after the deductible"
    return f"{text}, after {row.waiting_months} months" if row.waiting_months else text


def _vision(row: VisionAllowance) -> str:
    parts = [f"{_short(row.copay)} copay"] if row.copay else []
    if row.allowance is not None:
        parts.append(f"{_short(row.allowance)} allowance")
    if row.discount:
        parts.append(f"{percent(row.discount)} off above it")
    return f"{', '.join(parts) or 'Paid in full'}, every {row.every_months} months"


def _rate(row: Rate) -> str:
    text = f"{dollars(row.employee_per_deduction)} a deduction × {row.deductions}"
    return text if row.total_monthly is None else f"{text}; {dollars(row.total_monthly)} a month in all"


def _seed(row: Seed) -> str:
    text = f"{dollars(row.amount)} {row.get_schedule_display().lower()}"
    return f"{text}, if: {row.conditions}" if row.conditions else text


def _surcharge(row: Surcharge) -> str:
    text = f"{dollars(row.per_deduction)} a deduction, {', '.join(row.classes) or 'all classes'}"
    return f"{text}; waived: {row.waiver}" if row.waiver else text


def _coverage(row: ClassRule) -> str:
    begins = row.get_begins_display()
    start = f"{row.waiting_days} days after the hire, {begins}" if row.waiting_days else f"On the hire: {begins}"
    text = f"{start}. Life events: {row.life_event_days} days. Children to {row.get_age_out_display()}"
    text += f" at {row.age_out_age}."
    text += " COBRA counts from the last day of coverage." if row.cobra_from == ClassRule.CobraFrom.LOSS else ""
    return f"{text} Domestic partners are covered." if row.covers_partners else text


def _account(row: AccountRule) -> str:
    parts = [f"{_short(row.limit)} a year"]
    if row.carry_over is not None:
        parts.append(f"{_short(row.carry_over)} carried over")
    if row.grace_until:
        parts.append(f"care until {day_in_words(row.grace_until)}")
    if row.claims_by:
        parts.append(f"claims until {day_in_words(row.claims_by)}")
    if row.claims_days is not None:
        parts.append(f"claims until {row.claims_days} days after the year")
    return ", ".join(parts)


def _life(row: LifeRule) -> str:
    text = f"{row.multiple.normalize():f} times the pay"
    if row.maximum is not None:
        text += f", at most {_short(row.maximum)}"
    reductions = [f"{percent(left)} from {age}" for age, left in table_of(row.reductions)]
    return f"{text}; {', '.join(reductions)}" if reductions else text


def _disability(row: DisabilityRule) -> str:
    caps = ((row.weekly_max, "week"), (row.monthly_max, "month"))
    most = "".join(f", at most {_short(amount)} a {period}" for amount, period in caps if amount is not None)
    return f"{percent(row.percent)} of pay{most}, from day {row.starts_day} for {row.weeks} weeks"


def _retirement(row: RetirementRule) -> str:
    tiers = [f"{percent(Decimal(rate))} of {percent(Decimal(of_pay))} of pay" for of_pay, rate in row.match_tiers]
    vesting = [f"{percent(part)} after {years}" for years, part in table_of(row.vesting)]
    match = f"Match: {', then '.join(tiers)}" if tiers else "No match"
    return f"{match}. Vesting: {', '.join(vesting) or 'at once'}."


def _leave(row: LeaveRule) -> str:
    parts = []
    if row.weeks is not None:
        parts.append(f"{row.weeks.normalize():f} weeks")
    if row.pay_share is not None:
        parts.append(f"{percent(row.pay_share)} of pay")
    if row.after_months:
        parts.append(f"after {row.after_months} months")
    parts += [f"{hours.normalize():f} hours from {years} years on" for years, hours in table_of(row.hours_by_service)]
    return ", ".join(parts) or "Nothing is said yet"


def _event(row: LifeEventRule) -> str:
    days = f"Within {row.days} days, " if row.days else "Within the days of the class, "
    return f"{days}{row.get_takes_display()}"


def _usage(row: UsageProfile) -> str:
    return ", ".join(f"{count} × {MEDICAL_SERVICE[service].name}" for service, count in row.counts.items())


def _calendar(row: PayCalendar) -> str:
    text = f"{row.deductions_per_year} deductions a year"
    return f"{text}, none on {', '.join(map(day_in_words, row.skipped_pays))}" if row.skipped_pays else text


_WORDS = {
    PayCalendar: _calendar,
    Accumulator: _limit,
    ServiceCost: _service,
    RxTier: _drug,
    DentalTerms: _dental,
    DentalCost: _dental_class,
    VisionAllowance: _vision,
    Rate: _rate,
    Seed: _seed,
    Surcharge: _surcharge,
    ClassRule: _coverage,
    AccountRule: _account,
    LifeRule: _life,
    DisabilityRule: _disability,
    RetirementRule: _retirement,
    LeaveRule: _leave,
    LifeEventRule: _event,
    PriceAssumption: lambda row: dollars(row.allowed),
    UsageProfile: _usage,
}
