"""A company's own rules: coverage of its classes, accounts, income, leave, life events, what a year is estimated by."""

from collections.abc import Iterator
from decimal import Decimal

from benefits.catalogue.rows import Row
from platform_admin.demo.catalogue.papers import paper
from platform_admin.demo.company import Company
from platform_admin.demo.shapes import AccountRule, BenefitClass, DependentRule

_ACCOUNTS = {"health": "fsa", "dependent care": "dcfsa"}
_SURCHARGES = {"tobacco": "tobacco", "spousal": "spouse"}
_ENDS = {"month": "end_of_month", "year": "end_of_year"}
_EVENTS = {
    "birth": ("event", None),
    "adoption": ("event", None),
    "marriage": ("first_after_request", None),
    "loss": ("first_after_request", None),
    "medicaid": ("first_after_request", 60),
}


def calendar_code(company: Company) -> str:
    return f"{company.deductions_per_year}-DEDUCTIONS"


def frame_rows(company: Company) -> Iterator[Row]:
    """How often is paid, and what becomes of who chooses nothing."""
    count = company.deductions_per_year
    yield Row(
        "pay_calendar",
        {"code": calendar_code(company)},
        {"label": f"{count} deductions a year", "deductions_per_year": count},
    )
    for group in company.classes:
        yield Row("benefit_class", {"code": group.code}, {"pay_calendar": calendar_code(company)})
    for year in company.plan_years:
        # In all three companies plans go on, and spending accounts have to be chosen anew.
        yield Row("plan_year", {"label": year.label}, {"default_action": "active_for_fsa"})


def rule_rows(company: Company) -> Iterator[Row]:
    for year in company.plan_years:
        yield from _of_year(company, year.label)
    for account in company.accounts:
        key = {"plan_year": account.plan_year, "line": _ACCOUNTS[account.kind]}
        yield Row("account_rule", key, _account(account), paper(company, "accounts", account.plan_year))


def _of_year(company: Company, year: str) -> Iterator[Row]:
    for group in company.classes:
        key = {"plan_year": year, "benefit_class": group.code}
        source = paper(company, "coverage", year, group.code)
        yield Row("class_rule", key, _coverage(group, company.dependents), source)
    for event, (takes, days) in _EVENTS.items():
        key = {"plan_year": year, "event": event}
        yield Row("life_event_rule", key, {"takes": takes, "days": days}, paper(company, "coverage", year))
    for surcharge in company.surcharges:
        values = {
            "label": surcharge.label,
            "per_deduction": surcharge.per_deduction,
            "classes": list(surcharge.classes),
            "waiver": surcharge.waiver,
        }
        key = {"plan_year": year, "kind": _SURCHARGES[surcharge.code]}
        yield Row("surcharge", key, values, paper(company, "guide", year))
    yield from _income(company, year)
    yield from _leave(company, year)
    yield from _estimates(company, year)


def _coverage(group: BenefitClass, dependents: DependentRule) -> dict[str, object]:
    # One day and the month after it is the month after the hire.
    is_next_month = group.waiting_days <= 1
    return {
        "waiting_days": 0 if is_next_month else group.waiting_days,
        "begins": "first_after" if is_next_month else "first_on_or_after",
        "life_event_days": group.life_event_days,
        "age_out": _ENDS[dependents.child_ends],
        "age_out_age": dependents.child_age,
        "covers_partners": dependents.domestic_partners,
        "imputed_method": "employer_share" if dependents.domestic_partners else "",
        "least_hours": group.least_hours,
    }


def _account(account: AccountRule) -> dict[str, object]:
    return {
        "limit": account.limit,
        "carry_over": account.carry_over,
        "grace_until": account.spend_by if account.has_grace_period else None,
        "claims_by": account.claim_by,
    }


def _income(company: Company, year: str) -> Iterator[Row]:
    key = {"plan_year": year}
    if company.life is not None:
        reductions = [[age, str(left)] for age, left in company.life.reductions]
        life = {"multiple": company.life.multiple, "maximum": company.life.maximum, "reductions": reductions}
        yield Row("life_rule", key, life, paper(company, "income", year))
    disability = {
        "percent": company.disability.fraction_of_pay,
        "weekly_max": company.disability.weekly_maximum,
        "starts_day": company.disability.first_paid_day,
        "weeks": company.disability.weeks,
    }
    yield Row("disability_rule", key | {"kind": "std"}, disability, paper(company, "income", year))
    rule = company.retirement
    retirement = {
        "match_tiers": [[_share(one.of_first_percent), str(one.fraction)] for one in rule.match],
        "vesting": [[years, str(part)] for years, part in rule.vesting],
        "minimum_age": rule.minimum_age,
        "eligibility": rule.service,
        "automatic_percent": rule.automatic_percent / 100,
    }
    yield Row("retirement_rule", key, retirement, paper(company, "retirement", year))


def _leave(company: Company, year: str) -> Iterator[Row]:
    leave, source = company.leave, paper(company, "leave", year)
    parental = {
        "weeks": leave.parental_weeks,
        "pay_share": leave.parental_fraction,
        "after_months": leave.parental_after_months,
    }
    yield Row("leave_rule", {"plan_year": year, "kind": "parental"}, parental, source)
    if leave.accrual:
        hours = [[_first_year(label), str(hours)] for label, hours in leave.accrual]
        values = {"hours_by_service": hours, "carry_over_hours": leave.carry_over_hours}
        yield Row("leave_rule", {"plan_year": year, "kind": "time_off"}, values, source)


def _first_year(label: str) -> int:
    """Return the whole years of service from which a row of the accrual table holds: "5 to 9 years" is 5."""
    first = label.split()[0]
    return int(first) if first.isdecimal() else 0


def _estimates(company: Company, year: str) -> Iterator[Row]:
    for price in company.scenario_prices:
        key = {"plan_year": year, "service": price.service}
        yield Row("price_assumption", key, {"label": price.label, "allowed": price.amount})
    for scenario in company.scenarios:
        yield Row("usage_profile", {"plan_year": year, "level": scenario.code}, {"counts": dict(scenario.uses)})


def _share(percent: Decimal) -> str:
    return f"{(percent / 100).normalize():f}"
