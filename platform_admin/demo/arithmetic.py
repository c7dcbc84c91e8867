"""The sums behind worked examples and expected answers. Pure functions on the company's numbers."""

import calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from platform_admin.demo.company import Company
from platform_admin.demo.shapes import (
    EE,
    EE_DP,
    Cost,
    DentalPlan,
    Plan,
    RetirementRule,
    Scenario,
    VisionPlan,
)

ZERO = Decimal(0)
CENT = Decimal("0.01")
COBRA_FRACTION = Decimal("1.02")


@dataclass(frozen=True)
class Share:
    deductible: Decimal
    copays: Decimal
    coinsurance: Decimal

    @property
    def total(self) -> Decimal:
        return self.deductible + self.copays + self.coinsurance


@dataclass(frozen=True)
class YearCost:
    premium: Decimal
    care: Decimal
    seed: Decimal

    @property
    def net(self) -> Decimal:
        return self.premium + self.care - self.seed


@dataclass(frozen=True)
class ImputedIncome:
    monthly: Decimal
    yearly: Decimal
    partner_share: Decimal


def to_cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def per_deduction_at_most(amount: Decimal, deductions: int) -> Decimal:
    """The largest even deduction that does not go over `amount` in a year."""
    return (amount / deductions).quantize(CENT, ROUND_DOWN)


def yearly_premium(company: Company, plan: str, tier: str, *, class_code: str, plan_year: str) -> Decimal:
    rate = company.rate(plan, tier, class_code=class_code, plan_year=plan_year)
    return rate.per_deduction * company.deductions_per_year


# --- what a member pays ----------------------------------------------------------------------------------


def member_share(plan: Plan, bills: tuple[tuple[str, Decimal], ...], *, deductible: Decimal) -> Share:
    """Walk the bills (service, allowed amount) in the order given, up to the person's limit."""
    paid = Share(ZERO, ZERO, ZERO)
    seen: Counter[str] = Counter()
    for service, allowed in bills:
        seen[service] += 1
        cost = plan.service(service).network
        owed = _one_bill(
            cost,
            allowed,
            deductible_left=deductible - paid.deductible,
            visit=seen[service],
        )
        paid = _add_up_to(paid, owed, limit=plan.out_of_pocket.person)
    return Share(to_cents(paid.deductible), to_cents(paid.copays), to_cents(paid.coinsurance))


def _one_bill(cost: Cost, allowed: Decimal, *, deductible_left: Decimal, visit: int) -> Share:
    is_copay_visit = cost.first_visits is None or visit <= cost.first_visits
    if cost.copay is not None and is_copay_visit and not cost.after_deductible:
        return Share(ZERO, min(cost.copay * (cost.days_charged or 1), allowed), ZERO)
    counts = cost.after_deductible or cost.first_visits is not None
    first = min(deductible_left, allowed) if counts else ZERO
    rest = allowed - first
    if cost.copay is not None and cost.after_deductible:
        return Share(first, min(cost.copay, rest), ZERO)
    return Share(first, ZERO, rest * (cost.coinsurance or ZERO))


def _add_up_to(paid: Share, owed: Share, *, limit: Decimal) -> Share:
    room = limit - paid.total
    deductible = min(owed.deductible, room)
    copays = min(owed.copays, room - deductible)
    coinsurance = min(owed.coinsurance, room - deductible - copays)
    return Share(
        paid.deductible + deductible,
        paid.copays + copays,
        paid.coinsurance + coinsurance,
    )


def scenario_bills(company: Company, scenario: Scenario) -> tuple[tuple[str, Decimal], ...]:
    prices = {price.service: price.amount for price in company.scenario_prices}
    return tuple((service, prices[service]) for service, count in scenario.uses for _ in range(count))


def year_cost(
    company: Company,
    plan: Plan,
    scenario: Scenario | None,
    *,
    class_code: str,
    seed: Decimal,
) -> YearCost:
    """Premium plus care minus employer money, employee only. `scenario=None` is the worst in-network year."""
    premium = yearly_premium(company, plan.code, EE, class_code=class_code, plan_year=plan.plan_year)
    if scenario is None:
        return YearCost(premium, plan.out_of_pocket.person, seed)
    deductible = plan.deductible.person if plan.deductible else ZERO
    share = member_share(plan, scenario_bills(company, scenario), deductible=deductible)
    return YearCost(premium, share.total, seed)


def one_family_bill(plan: Plan, allowed: Decimal) -> Decimal:
    """What one person of a covered family pays for one bill: aggregate or embedded deductible, then a share."""
    limit = plan.deductible
    if limit is None:
        raise ValueError(f"{plan.code} has no deductible")
    first = min(allowed, limit.person_in_family or limit.family)
    return to_cents(first + (allowed - first) * plan.coinsurance)


def dental_plan_pays(dental: DentalPlan, fee: Decimal, *, deductible_left: Decimal, maximum_left: Decimal) -> Decimal:
    return min(dental.major * (fee - deductible_left), maximum_left)


def frame_price(vision: VisionPlan, retail: Decimal) -> Decimal:
    over = max(ZERO, retail - vision.frame_allowance)
    return to_cents(over * (1 - vision.frame_discount))


def cobra_monthly(full_monthly: Decimal) -> Decimal:
    return to_cents(full_monthly * COBRA_FRACTION)


# --- tax and retirement ----------------------------------------------------------------------------------


def partner_imputed_income(company: Company, plan: str, *, class_code: str, plan_year: str) -> ImputedIncome:
    """Employer share with the partner minus employer share for the employee alone."""
    months = Decimal(company.deductions_per_year) / 12
    alone = company.rate(plan, EE, class_code=class_code, plan_year=plan_year)
    both = company.rate(plan, EE_DP, class_code=class_code, plan_year=plan_year)
    if alone.full_monthly is None or both.full_monthly is None:
        raise ValueError(f"{plan} has no full monthly price")
    employer_alone = alone.full_monthly - alone.per_deduction * months
    employer_both = both.full_monthly - both.per_deduction * months
    monthly = to_cents(employer_both - employer_alone)
    return ImputedIncome(monthly, monthly * 12, both.per_deduction - alone.per_deduction)


def life_imputed_monthly(coverage: Decimal, *, exempt: Decimal, per_thousand: Decimal) -> Decimal:
    return to_cents((coverage - exempt) / 1000 * per_thousand)


def retirement_match(rule: RetirementRule, *, pay: Decimal, saved_percent: Decimal) -> Decimal:
    left, total = saved_percent, Decimal(0)
    for tier in rule.match:
        counted = min(left, tier.of_first_percent)
        total += pay * counted / 100 * tier.fraction
        left -= counted
    return to_cents(total)


# --- dates -----------------------------------------------------------------------------------------------


def first_of_month_on_or_after(value: date) -> date:
    if value.day == 1:
        return value
    return first_of_next_month(value)


def first_of_next_month(value: date) -> date:
    return date(value.year + value.month // 12, value.month % 12 + 1, 1)


def coverage_start(hired: date, *, waiting_days: int) -> date:
    return first_of_month_on_or_after(hired + timedelta(days=waiting_days))


def child_cover_ends(born: date, *, age: int, ends: str) -> date:
    if ends == "year":
        return date(born.year + age, 12, 31)
    last = calendar.monthrange(born.year + age, born.month)[1]
    return date(born.year + age, born.month, last)


def last_continued_day(cover_ends: date, *, months: int) -> date:
    """The last day of coverage continued for whole months after the last day of a month."""
    month = cover_ends.month - 1 + months
    year, month = cover_ends.year + month // 12, month % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def life_event_deadline(event: date, *, days: int) -> date:
    return event + timedelta(days=days)
