"""A plan by itself, of any line, and time off and leave, as an employee reads them."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.utils import timezone

from accounts.models import User
from benefits.models import (
    Accumulator,
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
    ServiceCost,
    Surcharge,
    Tier,
    VisionAllowance,
)
from benefits.personal.context import keep_fact
from benefits.tiers import CHOSEN
from platform_admin.demo.company import Company
from tenants.binding import ClientRef
from tests.benefits.plan_pages.chosen import DAY
from tests.pages import words

NOW = datetime(2026, 11, 10, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def person(in_acme: ClientRef, make_person: Callable[..., User]) -> User:
    return make_person(in_acme, "employee", class_code="FT")


@pytest.fixture
def own(in_acme: ClientRef, person: User, browser_of: Callable[..., Browser]) -> Browser:
    return browser_of(in_acme, person)


def plan_of(line: str) -> Plan:
    return Plan.objects.filter(line=line).order_by("plan_year__starts_on").last()


def test_dental_plan_tells_its_maximum_shares_and_braces(cedarmain: Company, own: Browser) -> None:
    plan = plan_of("dental")
    DentalTerms.objects.filter(plan=plan).update(ortho_covered=True, ortho_max=1200, ortho_age=18)
    DentalCost.objects.filter(plan=plan, dental_class="III").update(waiting_months=6)
    DentalCost.objects.create(plan=plan, dental_class="ortho", plan_share="0.5", reviewed_at=NOW)

    page = words(own.get(f"/plans/{plan.pk}/"))

    assert "The most the plan pays a person in a year $1,500" in page
    assert "Crowns and other major work (class III) The plan pays 50%, after the deductible" in page
    assert "Only after 6 months in the plan." in page
    assert "The most for orthodontia in a lifetime $1,200" in page
    # "Orthodontia below age" of the catalogue: who is 18 is too old.
    assert "Orthodontia is for Children under age 18" in page


BRACES = "Orthodontia (braces)"


@pytest.mark.parametrize(
    ("is_covered", "is_reviewed", "said"),
    [
        (False, False, "Not covered"),
        (True, False, "Not entered or reviewed yet"),
        (True, True, "The plan pays 50%"),
    ],
)
def test_braces_are_not_covered_only_where_the_plan_says_so(
    cedarmain: Company, own: Browser, is_covered: bool, is_reviewed: bool, said: str
) -> None:
    plan = plan_of("dental")
    DentalTerms.objects.filter(plan=plan).update(ortho_covered=is_covered)
    if is_covered:
        reviewed = {"reviewed_at": NOW if is_reviewed else None}
        DentalCost.objects.create(plan=plan, dental_class="ortho", plan_share="0.5", **reviewed)

    assert f"{BRACES} {said}" in words(own.get(f"/plans/{plan.pk}/"))


def test_dental_work_that_nobody_reviewed_is_told_to_be_that_and_not_left_out(cedarmain: Company, own: Browser) -> None:
    plan = plan_of("dental")
    DentalCost.objects.filter(plan=plan, dental_class="III").update(reviewed_at=None, reviewed_by=None)
    DentalCost.objects.filter(plan=plan, dental_class="II").delete()

    page = words(own.get(f"/plans/{plan.pk}/"))

    assert "Fillings and other basic work (class II) Not entered or reviewed yet" in page
    assert "Crowns and other major work (class III) Not entered or reviewed yet" in page


@pytest.mark.parametrize(
    ("each", "family", "said"),
    [(50, None, "$50 each"), (50, 150, "$50 each, $150 for all together"), (0, None, "$0")],
)
def test_dental_deductible_without_one_of_the_family_is_that_of_each(
    cedarmain: Company, own: Browser, each: int, family: int | None, said: str
) -> None:
    plan = plan_of("dental")
    DentalTerms.objects.filter(plan=plan).update(deductible_person=each, deductible_family=family)

    assert f"Deductible {said} The most the plan pays" in words(own.get(f"/plans/{plan.pk}/"))


def test_price_that_nobody_reviewed_is_told_to_be_that_for_whom_it_is(cedarmain: Company, own: Browser) -> None:
    plan = plan_of("dental")
    assert "HR has not reviewed it yet" not in words(own.get(f"/plans/{plan.pk}/"))
    assert Rate.objects.filter(plan=plan, tier="FAM").update(reviewed_at=None, reviewed_by=None)

    page = words(own.get(f"/plans/{plan.pk}/"))

    assert (
        f"the price of this coverage has been entered, but HR has not reviewed it yet. ({CHOSEN[Tier.FAMILY]})" in page
    )
    assert f"{CHOSEN[Tier.EMPLOYEE]} $" in page
    assert f"{CHOSEN[Tier.FAMILY]} $" not in page


def test_vision_plan_tells_the_allowance_for_frames_and_how_often(cedarmain: Company, own: Browser) -> None:
    plan = plan_of("vision")
    frames = VisionAllowance.objects.get(plan=plan, item="frames")

    page = words(own.get(f"/plans/{plan.pk}/"))

    assert "The plan pays up to $150, with 20% off what is above it" in page
    assert f"Once every {frames.every_months} months." in page


def test_medical_plan_tells_links_prior_authorization_and_a_combined_limit(cedarmain: Company, own: Browser) -> None:
    plan = plan_of("medical")
    Plan.objects.filter(pk=plan.pk).update(
        directory_url="https://doctors.example/find",
        formulary_url="https://drugs.example/list",
        service_area="Texas",
        funding="self_funded",
    )
    ServiceCost.objects.filter(plan=plan, service="imaging").update(prior_auth=True)
    Accumulator.objects.filter(plan=plan, kind="oopm").update(is_combined=True)

    page = own.get(f"/plans/{plan.pk}/")

    assert 'href="https://doctors.example/find"' in page.text
    assert 'href="https://drugs.example/list"' in page.text
    assert "Where it is offered Texas" in words(page)
    assert "Your employer; the carrier handles the claims" in words(page)
    assert words(page).count("The plan has to agree before (prior authorization).") == 1
    assert "Care in and out of the network fills this one limit." in words(page)


def test_what_nobody_has_reviewed_is_a_reason_and_no_figure(cedarmain: Company, own: Browser) -> None:
    DentalTerms.objects.update(reviewed_at=None, reviewed_by=None)

    page = words(own.get(f"/plans/{plan_of('dental').pk}/"))

    assert "HR has not reviewed it yet" in page
    assert "$1,500" not in page


def test_plan_of_another_class_a_draft_and_none_are_not_there(cedarmain: Company, own: Browser) -> None:
    plan = plan_of("dental")
    assert own.get(f"/plans/{plan.pk}/").status_code == 200

    Plan.objects.filter(pk=plan.pk).update(classes=["PT"])
    assert own.get(f"/plans/{plan.pk}/").status_code == 404
    Plan.objects.filter(pk=plan.pk).update(classes=[], status="draft")
    assert own.get(f"/plans/{plan.pk}/").status_code == 404
    assert own.get(f"/plans/{uuid4()}/").status_code == 404


def test_list_of_plans_leads_to_each_of_them(cedarmain: Company, own: Browser) -> None:
    page = own.get("/plans/").text

    for line in ("medical", "dental", "vision"):
        assert f"/plans/{plan_of(line).pk}/" in page
    assert "/leave/" in page


def test_leave_is_told_by_the_companys_rules(cedarmain: Company, own: Browser) -> None:
    page = words(own.get("/leave/"))

    assert "Parental leave How long 6 weeks Paid 100% of your pay From when on After 12 months at work" in page


def test_time_off_is_told_for_each_length_of_service_and_for_oneself_once_agreed_to(
    cedarmain: Company, own: Browser, person: User
) -> None:
    year = PlanYear.objects.get(starts_on__lte=DAY, ends_on__gte=DAY)
    table = [[0, "80"], [5, "120"]]
    rule = {"kind": "time_off", "hours_by_service": table, "carry_over_hours": 40, "reviewed_at": NOW}
    LeaveRule.objects.update_or_create(plan_year=year, benefit_class=None, kind="time_off", defaults=rule)
    page = words(own.get("/leave/"))
    assert "In the first years 80 hours From 5 years of service on 120 hours" in page
    assert "At most 40 hours" in page
    assert "For you" not in page

    keep_fact(person, "hired", "2022-03-01", now=NOW)

    page = words(own.get("/leave/"))
    assert "For you 80 hours a year By your first day at work, March 1, 2022, as you told us." in page
    assert "From March 1, 2027 on: 120 hours a year." in page


def test_company_without_rules_is_told_so(in_acme: ClientRef, own: Browser) -> None:
    assert "No rule on time off or leave has been entered and reviewed for you yet." in words(own.get("/leave/"))
    assert own.get("/leave/?year=1999").status_code == 200


@pytest.mark.parametrize("path", ["/leave/", "/rules/"])
def test_year_that_is_not_there_is_answered_with_another_and_a_sentence(
    cedarmain: Company, own: Browser, path: str
) -> None:
    shown = own.get(path).context["year"].label

    page = words(own.get(path, {"year": "1999"}))

    assert f"No plan year “1999” is running or to come. What you see is of {shown}." in page
    for query in ({}, {"year": ""}, {"year": shown}):
        assert "No plan year" not in words(own.get(path, query))
    assert "<b>x" not in own.get(path, {"year": "<b>x"}).text


def test_pages_are_in_spanish_for_who_reads_spanish(cedarmain: Company, own: Browser, person: User) -> None:
    User.objects.filter(pk=person.pk).update(language="es")

    assert "Lo máximo que el plan paga por persona al año" in words(own.get(f"/plans/{plan_of('dental').pk}/"))
    assert "Licencia parental" in words(own.get("/leave/"))


# ---- the company's rules


def test_rules_tell_who_is_covered_from_when_and_what_the_employer_adds(
    juniper: Company, in_acme: ClientRef, make_person: Callable[..., User], browser_of: Callable[..., Browser]
) -> None:
    salaried = browser_of(in_acme, make_person(in_acme, "employee", class_code="SAL"))
    union = browser_of(in_acme, make_person(in_acme, "employee", class_code="UNION"))

    page, theirs = words(salaried.get("/rules/")), words(union.get("/rules/"))

    assert "Waiting time 30 days after the first day at work" in page
    assert "Waiting time 60 days after the first day at work" in theirs
    assert "Through the end of the month in which they turn 26" in page
    assert "100% of what you save, on the first 3% of your pay; 50% of what you save, on the next 2%" in page
    assert "Saved without asking you 3% of your pay, unless you choose otherwise" in page
    assert "Your employer insures you for 2 times your yearly pay At most $200,000" in page
    assert "$40.00 more each paycheck" in page
    assert "$40.00 more each paycheck" not in theirs


def test_each_life_event_has_the_days_of_its_own_rule_and_at_least_those_of_the_law(
    cedarmain: Company, own: Browser
) -> None:
    ClassRule.objects.update(life_event_days=45)
    LifeEventRule.objects.filter(event="medicaid").delete()
    LifeEventRule.objects.filter(event="marriage").update(days=90)
    LifeEventRule.objects.filter(event="birth").update(days=10)

    page = words(own.get("/rules/"))

    assert "To report an event in your life A child is born Within 30 days I get married Within 90 days" in page
    assert "Within 90 days Medicaid or CHIP begins or ends Within 60 days Other events Within 45 days" in page


def test_event_that_has_the_days_of_all_others_is_not_told_twice_but_medicaid_is(
    cedarmain: Company, own: Browser
) -> None:
    ClassRule.objects.update(life_event_days=60)

    told = "To report an event in your life Medicaid or CHIP begins or ends Within 60 days Other events Within 60 days"
    assert told in words(own.get("/rules/"))


@pytest.mark.parametrize(
    ("weekly", "monthly", "said"),
    [(None, 5000, "$5,000 a month"), (1000, None, "$1,000 a week"), (1000, 5000, "$1,000 a week; $5,000 a month")],
)
def test_most_that_is_paid_to_who_cannot_work_is_told_as_the_paper_has_it(
    cedarmain: Company, own: Browser, weekly: int | None, monthly: int | None, said: str
) -> None:
    DisabilityRule.objects.all().delete()
    year = PlanYear.objects.get(starts_on__lte=DAY, ends_on__gte=DAY)
    terms = {"percent": "0.6", "starts_day": 91, "weeks": 104, "weekly_max": weekly, "monthly_max": monthly}
    DisabilityRule.objects.create(plan_year=year, kind="ltd", reviewed_at=NOW, **terms)

    assert f"At most {said} From which day on Day 91" in words(own.get("/rules/"))


def test_what_the_company_does_not_do_is_left_out(cedarmain: Company, own: Browser) -> None:
    page = own.get("/rules/")

    assert page.status_code == 200
    assert "Yours from 1 year of service on 20%" in words(page)
    assert "Saved without asking you" not in words(page)
    assert "From day 8" not in words(page)
    assert "From which day on Day 8" in words(page)


def test_rule_that_nobody_has_reviewed_is_not_told(
    juniper: Company, in_acme: ClientRef, make_person: Callable[..., User], browser_of: Callable[..., Browser]
) -> None:
    browser = browser_of(in_acme, make_person(in_acme, "employee", class_code="SAL"))
    Surcharge.objects.update(reviewed_at=None, reviewed_by=None)
    LifeRule.objects.update(reviewed_at=None, reviewed_by=None)

    page = words(browser.get("/rules/"))

    assert "Waiting time" in page
    assert "more each paycheck" not in page
    assert "times your yearly pay" not in page


def test_list_says_what_becomes_of_who_chooses_nothing(
    juniper: Company, in_acme: ClientRef, make_person: Callable[..., User], browser_of: Callable[..., Browser]
) -> None:
    browser = browser_of(in_acme, make_person(in_acme, "employee", class_code="SAL"))

    assert "If you choose nothing: Your plans go on." in words(browser.get("/plans/"))
