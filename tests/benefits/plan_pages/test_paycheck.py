"""All that comes off one paycheck, of plans and accounts together."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client as Browser

from benefits.calculators.paycheck import ChosenPlan, PutIn, whole_paycheck
from benefits.calculators.plan_terms import Premium
from benefits.models import AccountRule, Plan, Rate
from platform_admin.demo.company import Company
from tests.pages import words

PAGE = "/plans/paycheck/"


@pytest.fixture
def salaried(juniper: Company, in_acme, make_person: Callable, browser_of: Callable) -> Browser:
    return browser_of(in_acme, make_person(in_acme, "employee", class_code="SAL"))


def premium(amount: str, deductions: int = 26, **surcharges: str) -> Premium:
    return Premium(Decimal(amount), deductions, {kind: Decimal(each) for kind, each in surcharges.items()})


# ---- the sum


def test_all_plans_surcharges_and_accounts_are_one_sum() -> None:
    chosen = [
        ChosenPlan("PPO", premium("318.00", tobacco="25.00", spouse="40.00")),
        ChosenPlan("Dental", premium("12.50")),
    ]

    whole = whole_paycheck(chosen, [PutIn("FSA", Decimal("1000"))], deductions=None)

    # 318 + 25 + 40 + 12.50, and 1000 / 26 = 38.4615... rounded down.
    assert whole["each"] == Decimal("433.96")
    assert whole["year"] == Decimal("395.50") * 26 + 1000
    assert whole["month"] == Decimal("940.25")
    assert [line.value for line in whole.lines[:4]] == [Decimal(one) for one in ("8268.00", "650.00", "1040.00", "325")]
    assert sum(line.value for line in whole.lines[:5]) == whole["year"]


def test_plans_of_unlike_many_deductions_have_no_each_paycheck() -> None:
    chosen = [ChosenPlan("PPO", premium("100.00", 26)), ChosenPlan("Dental", premium("10.00", 24))]

    whole = whole_paycheck(chosen, [], deductions=None)

    assert [one.key for one in whole.amounts] == ["month", "year"]
    assert whole["year"] == Decimal("2840.00")
    assert whole.warnings
    beside = whole_paycheck(chosen, [PutIn("FSA", Decimal("10"))], deductions=26)
    assert [one.key for one in beside.amounts] == ["month", "year"]
    assert beside["year"] == Decimal("2850.00")


def test_accounts_alone_go_by_the_deductions_of_the_year() -> None:
    put_in = [PutIn("FSA", Decimal("520"))]

    assert whole_paycheck([], put_in, deductions=26)["each"] == Decimal("20.00")
    unknown = whole_paycheck([], put_in, deductions=None)
    assert unknown.status == "not_available"
    assert "From how many paychecks" in str(unknown.why)


@pytest.mark.parametrize(
    ("chosen", "put_in"),
    [
        ([], []),
        ([ChosenPlan("PPO", premium("-1.00"))], []),
        ([ChosenPlan("PPO", premium("1.00", 54))], []),
        ([ChosenPlan("PPO", premium("1.00", 0))], []),
        ([], [PutIn("FSA", Decimal("-5"))]),
        ([], [PutIn("FSA", Decimal("1e12"))]),
    ],
    ids=["nothing", "negative price", "54 deductions", "no deduction", "negative account", "absurd account"],
)
def test_what_cannot_be_is_a_sentence_and_no_number(chosen: list, put_in: list) -> None:
    whole = whole_paycheck(chosen, put_in, deductions=26)

    assert whole.status == "needs_input"
    assert whole.amounts == ()
    assert str(whole.why)


# ---- the page


def test_what_somebody_chooses_is_told_each_paycheck_a_month_and_a_year(salaried: Browser) -> None:
    dental = Rate.objects.get(plan__line="dental", plan__plan_year__label="2027", tier="FAM", benefit_class__code="SAL")
    name = dental.plan.short_name

    page = words(
        salaried.get(PAGE, {"medical": "PPO 1000:FAM", "dental": f"{name}:FAM", "fsa": "2,600", "tobacco": "on"})
    )

    each = Decimal("318.00") + 25 + dental.employee_per_deduction + 100
    assert f"Each paycheck ${each:,.2f}" in page
    assert f"A year ${each * 26:,.2f}" in page
    assert "PPO 1000: My whole family $318.00 × 26 $8,268.00" in page
    assert "Tobacco surcharge $25.00 × 26 $650.00" in page
    assert "Into a health care FSA $2,600.00 ÷ 26 = $100.00 $2,600.00" in page


def test_spouse_of_whom_nobody_is_covered_adds_nothing(salaried: Browser) -> None:
    alone = words(salaried.get(PAGE, {"medical": "PPO 1000:EE", "spouse": "on"}))
    together = words(salaried.get(PAGE, {"medical": "PPO 1000:EE_SP", "spouse": "on"}))

    assert "Each paycheck $78.00" in alone
    assert "Spousal surcharge $40.00 × 26 $1,040.00" in together


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"medical": "PPO 1000:EE", "hsa": "100"}, "does not go with an HSA"),
        (
            {"medical": "HDHP:EE", "hsa": "4,901"},
            "At most $4,500.00 may go into the HSA in 2027, from age 55 on $1,000.00 more",
        ),
        ({"hsa": "10,001"}, "At most $9,000.00 may go into the HSA in 2027, from age 55 on $1,000.00 more"),
        ({"medical": "HDHP:EE", "hsa": "4,900"}, "only from age 55 on"),
        ({"medical": "HDHP:EE", "hsa": "100", "fsa": "100"}, "bars one from an HSA"),
        ({"fsa": "3,300.01"}, "At most $3,300.00 may be put in."),
        ({"dcfsa": "7,500"}, "Spouses who file their taxes apart may put in half as much"),
        ({"dcfsa": "7,500.01"}, "At most $7,500.00 may be put in."),
    ],
    ids=[
        "no HSA plan",
        "above every HSA limit",
        "HSA without a plan",
        "HSA from 55",
        "HSA and FSA",
        "above the FSA",
        "dependent care",
        "above dependent care",
    ],
)
def test_what_may_not_be_put_in_is_said(salaried: Browser, asked: dict[str, str], said: str) -> None:
    assert said in words(salaried.get(PAGE, asked))


@pytest.mark.parametrize(
    "asked",
    [
        {"medical": "Gold 1:EE"},
        {"medical": "PPO 1000:XX"},
        {"medical": "PPO 1000"},
        {"medical": ":"},
        {"fsa": "-5"},
        {"fsa": "much"},
        {"hsa": "99999999999"},
    ],
    ids=lambda asked: "&".join(f"{name}={value}" for name, value in asked.items()),
)
def test_what_is_not_there_or_no_amount_is_refused_in_words(salaried: Browser, asked: dict[str, str]) -> None:
    page = salaried.get(PAGE, asked)

    assert page.status_code == 422
    assert "error-summary" in page.text


def test_plans_of_another_class_cannot_be_chosen(salaried: Browser) -> None:
    Plan.objects.filter(short_name="HDHP").update(classes=["UNION"])

    assert "HDHP" not in words(salaried.get(PAGE))
    assert salaried.get(PAGE, {"medical": "HDHP:EE"}).status_code == 422


def test_price_and_account_that_nobody_reviewed_are_not_used(salaried: Browser) -> None:
    Rate.objects.filter(plan__short_name="PPO 1000", tier="EE").update(reviewed_at=None, reviewed_by=None)
    AccountRule.objects.filter(line="fsa").update(reviewed_at=None, reviewed_by=None)

    page = words(salaried.get(PAGE, {"medical": "PPO 1000:EE", "fsa": "100"}))

    assert "HR has not reviewed it yet" in page
    assert "$78.00" not in page
    assert "Into a health care FSA" not in page


def test_year_is_kept_and_another_can_be_looked_at_with_the_same_choice(salaried: Browser) -> None:
    page = salaried.get(PAGE, {"medical": "PPO 1000:FAM", "year": "2026"})

    assert "Each paycheck $296.00" in words(page)
    assert "?year=2027&amp;medical=PPO+1000%3AFAM" in page.text
    assert 'name="year" value="2026"' in page.text


def test_company_without_plan_years_is_told_so(in_acme, make_person: Callable, browser_of: Callable) -> None:
    page = browser_of(in_acme, make_person(in_acme, "employee")).get(PAGE)

    assert "No plan year has been entered yet." in words(page)
