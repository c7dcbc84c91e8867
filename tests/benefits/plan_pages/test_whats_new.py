"""What is different in the year that is being chosen, as an employee sees it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client as Browser

from benefits.models import (
    AccountRule,
    BenefitClass,
    ClassRule,
    DentalCost,
    DentalTerms,
    DisabilityRule,
    LeaveRule,
    LifeEventRule,
    LifeRule,
    Plan,
    PlanYear,
    Rate,
    RetirementRule,
    Surcharge,
)
from platform_admin.demo.company import Company
from tests.pages import words

URL = "/plans/new/"


def test_deductible_and_price_of_ones_own_class_are_told_from_what_to_what(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    salaried, union = reader("SAL").get(f"{URL}?tier=FAM"), reader("UNION").get(f"{URL}?tier=FAM")

    assert "Each paycheck $296.00 $318.00" in words(salaried)
    assert "Deductible $900 each, $1,800 for all together $1,000 each, $2,000 for all together" in words(salaried)
    assert "$318.00" not in words(union)


def test_figure_that_nobody_has_reviewed_is_no_news(juniper: Company, reader: Callable[..., Browser]) -> None:
    rates = Rate.objects.filter(plan__plan_year__label="2027", plan__short_name="PPO 1000", tier="FAM")
    rates.update(reviewed_at=None, reviewed_by=None)

    page = words(reader().get(f"{URL}?tier=FAM"))

    assert "Deductible $900 each, $1,800 for all together $1,000 each" in page
    assert "$318.00" not in page


def test_plan_that_begins_and_one_that_ends_are_named_and_a_draft_is_not(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    year = PlanYear.objects.get(label="2027")
    fresh = {"plan_year": year, "line": "vision", "reviewed_at": "2026-11-01T00:00Z"}
    Plan.objects.create(**fresh, name="Clear Sight", short_name="Clear", status="published")
    Plan.objects.create(**fresh, name="Hidden Sight", short_name="Hidden", status="draft")
    Plan.objects.filter(plan_year=year, short_name="HDHP").update(classes=["UNION"])

    page = words(reader().get(URL))

    assert "New plans Clear Sight" in page
    assert "Hidden Sight" not in page
    assert "No longer offered HDHP" in page


@pytest.mark.parametrize("change", [{"status": "draft"}, {"reviewed_at": None, "reviewed_by": None}])
def test_plan_that_is_still_being_entered_has_not_ended(
    juniper: Company, reader: Callable[..., Browser], change: dict[str, object]
) -> None:
    Plan.objects.filter(plan_year__label="2027", short_name="HDHP").update(**change)

    assert "No longer offered" not in words(reader().get(URL))


def test_limit_of_an_account_is_told(juniper: Company, reader: Callable[..., Browser]) -> None:
    AccountRule.objects.filter(plan_year__label="2026", line="fsa").update(limit=3300)
    AccountRule.objects.filter(plan_year__label="2027", line="fsa").update(limit=3400)

    page = words(reader().get(URL))

    assert "Health care FSA What 2026 2027 The most you may put in $3,300 $3,400" in page.replace("  ", " ")


def test_what_is_left_in_an_account_is_told_and_the_same_day_a_year_later_is_no_change(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    AccountRule.objects.filter(line="dcfsa").delete()
    for label, carried, claims in (("2026", 660, "2027-03-31"), ("2027", None, "2028-03-31")):
        of_year = AccountRule.objects.filter(plan_year__label=label, line="fsa")
        of_year.update(limit=3300, carry_over=carried, claims_by=claims, claims_days=None, grace_until=None)

    page = words(reader().get(URL))

    assert "Carried over into the next year $660 Nothing" in page
    assert "Claims are taken until" not in page


def test_dental_and_vision_are_told_for_whom_one_covers(juniper: Company, reader: Callable[..., Browser]) -> None:
    dental = Plan.objects.get(line="dental", plan_year__label="2027")
    assert "The most the plan pays a person in a year" not in words(reader().get(f"{URL}?tier=FAM"))

    DentalTerms.objects.filter(plan=dental).update(annual_max=999)
    DentalCost.objects.filter(plan=dental, dental_class="III").update(plan_share="0.4200")
    rates = {"employee_per_deduction": "12.34", "employee_monthly": "26.74"}
    Rate.objects.filter(plan=dental).update(**rates, employer_monthly=None, total_monthly=None)

    page = words(reader().get(f"{URL}?tier=FAM"))
    assert "Limits: The most the plan pays a person in a year" in page
    assert " $999 " in page
    assert "The plan pays 42%" in page
    assert "What comes off your pay: My whole family" in page
    assert "$12.34 each paycheck" in page
    assert "What comes off your pay: Only me" not in page


def test_match_surcharge_waiting_time_and_leave_are_told(juniper: Company, reader: Callable[..., Browser]) -> None:
    year = PlanYear.objects.get(label="2027")
    RetirementRule.objects.filter(plan_year=year).update(match_tiers=[["0.01", "0.77"]])
    Surcharge.objects.filter(plan_year=year, kind="tobacco").update(per_deduction="31.25")
    ClassRule.objects.filter(plan_year=year).update(waiting_days=17)
    LeaveRule.objects.filter(plan_year=year, kind="parental").update(weeks=11)

    page = words(reader().get(URL))

    assert "77% of what you save, on the first 1% of your pay" in page
    assert "$31.25 more each paycheck" in page
    assert "17 days after the first day at work" in page
    assert "11 weeks" in page


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (60, None, "I move Within 60 days Within 31 days"),
        (None, 60, "I move Within 31 days Within 60 days"),
        (60, 45, "I move Within 60 days Within 45 days"),
        (31, None, ""),
    ],
    ids=["usual now", "usual before", "never usual", "always usual"],
)
def test_days_of_a_life_event_are_told_from_what_to_what_also_where_they_are_the_usual_ones(
    juniper: Company, reader: Callable[..., Browser], before: int | None, after: int | None, change: str
) -> None:
    ClassRule.objects.update(life_event_days=31)
    LifeEventRule.objects.filter(event="move").delete()
    rule = {"event": "move", "takes": "event", "reviewed_at": "2026-01-01T00:00Z"}
    for label, days in (("2026", before), ("2027", after)):
        LifeEventRule.objects.create(plan_year=PlanYear.objects.get(label=label), days=days, **rule)

    told, _, apart = words(reader().get(URL)).partition("Not compared")

    assert change in told
    assert ("I move" in told) is bool(change)
    assert "I move" not in apart


def test_rule_of_another_class_is_no_news(juniper: Company, reader: Callable[..., Browser]) -> None:
    year = PlanYear.objects.get(label="2027")
    rule = ClassRule.objects.filter(plan_year=year).first()
    rule.pk, rule._state.adding, rule.waiting_days = uuid4(), True, 17
    ClassRule.objects.filter(plan_year=year, benefit_class__code="UNION").delete()
    rule.benefit_class = BenefitClass.objects.get(code="UNION")
    rule.save()

    assert "17 days after the first day at work" in words(reader("UNION").get(URL))
    assert "17 days after the first day at work" not in words(reader("SAL").get(URL))


def test_what_one_of_the_years_alone_has_is_said_not_to_be_compared(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    assert "still being checked by HR" not in words(reader().get(URL))
    assert "Retirement savings" not in words(reader().get(URL))

    RetirementRule.objects.filter(plan_year__label="2026").update(reviewed_at=None, reviewed_by=None)

    page = words(reader().get(URL))
    assert "Not entered or reviewed for both years, at least in part: Retirement savings" in page
    assert "still being checked by HR" in page


def test_plan_that_is_the_same_is_named_and_one_whose_rule_is_another_is_not(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    page = words(reader().get(f"{URL}?tier=FAM")).partition("Nothing found to be different")[2]
    same = page.partition("Not compared")[0]

    assert "Juniper Ridge Dental" in same
    assert "FSA" not in same
    assert "PPO 1000" not in same


def test_nothing_is_said_to_be_different_only_of_what_was_compared(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    for model in (
        AccountRule,
        ClassRule,
        LeaveRule,
        RetirementRule,
        LifeRule,
        DisabilityRule,
        LifeEventRule,
        Surcharge,
    ):
        model.objects.all().delete()
    Plan.objects.all().delete()

    page = words(reader().get(URL))

    assert "Of what could be compared, nothing is different in 2027 from 2026." in page
    assert "What care outside the network costs is told in the papers of each plan." in page


def test_first_year_has_nothing_before_it(juniper: Company, reader: Callable[..., Browser]) -> None:
    page = words(reader().get(f"{URL}?year=2026"))

    assert "There is no year before this one to compare with." in page


def test_page_is_linked_while_the_year_is_being_chosen_and_speaks_spanish(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    browser = reader()
    assert "What’s new in 2027" in words(browser.get("/plans/"))
    assert "What’s new in" not in words(browser.get("/plans/?year=2026"))

    spanish = words(reader(language="es").get(f"{URL}?tier=FAM"))

    assert "Qué hay de nuevo" in spanish
    assert "What is different" not in spanish


def test_line_that_one_year_alone_has_is_not_compared_and_said_to_be_so(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    Surcharge.objects.filter(plan_year__label="2027", kind="tobacco").delete()

    told, _apart, not_compared = words(reader("SAL").get(URL)).partition("Not compared")

    assert "Tobacco surcharge" not in told
    assert "What can be added to a price: Tobacco surcharge" in not_compared
