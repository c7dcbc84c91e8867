"""Plans as an employee sees them: prices, side by side, what a year comes to, what an event allows."""

import re
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client as Browser
from icalendar import Calendar

from benefits.models import AccountRule, Accumulator, LifeEventRule, PayCalendar, Plan, PlanYear, Rate, Surcharge
from benefits.plan_pages.compare import Row
from platform_admin.demo.company import Company
from tenants.binding import ClientRef
from tests.benefits.plan_pages.chosen import chosen, plan_of
from tests.pages import words

# ---- prices


def test_prices_are_those_of_the_class_that_reads(juniper: Company, reader: Callable[..., Browser]) -> None:
    salaried = words(reader("SAL").get("/plans/?tier=FAM"))
    union = words(reader("UNION").get("/plans/?tier=FAM"))

    assert "$318.00" in salaried
    assert "$8,268.00" in salaried
    assert "+$22.00" in salaried
    assert "$250.00" in union
    assert "$6,500.00" in union
    assert "$318.00" not in union
    assert "$250.00" not in salaried


def test_surcharges_that_the_class_is_never_charged_are_not_asked_for(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    salaried = reader("SAL").get("/plans/?tier=EE_SP&tobacco=on&spouse=on")
    union = reader("UNION").get("/plans/?tier=EE_SP&tobacco=on&spouse=on")

    assert "$279.00" in words(salaried)
    assert 'name="spouse"' in salaried.text
    assert 'name="spouse"' not in union.text


def test_surcharge_of_another_class_that_nobody_has_reviewed_keeps_no_price_back(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    page = "/plans/?tier=EE_SP&tobacco=on"
    before = words(reader("SAL").get(page))
    assert before != words(reader("SAL").get("/plans/?tier=EE_SP"))

    tobacco = Surcharge.objects.get(plan_year__label="2027", kind="tobacco")
    later = Surcharge(plan_year=tobacco.plan_year, kind="tobacco", label="Local 88", per_deduction=1)
    later.classes, later.effective_from = ["UNION"], date(2027, 1, 1)
    later.save()

    assert words(reader("SAL").get(page)) == before


def test_tiers_are_those_that_ones_own_class_has_a_price_for(juniper: Company, reader: Callable[..., Browser]) -> None:
    Rate.objects.filter(tier="EE_DP").delete()
    own = Rate.objects.filter(plan__plan_year__label="2027", tier="FAM", benefit_class__code="UNION")
    for rate in own:
        rate.pk, rate.tier, rate._state.adding = uuid4(), "EE_DP", True
        rate.save()

    assert 'value="EE_DP"' in reader("UNION").get("/plans/").text
    assert 'value="EE_DP"' not in reader("SAL").get("/plans/").text
    assert 'value="FAM"' in reader("SAL").get("/plans/").text


def test_price_is_not_held_against_a_year_that_is_being_prepared(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    assert "+$22.00" in words(reader("SAL").get("/plans/?tier=FAM"))

    PlanYear.objects.filter(label="2026").update(status=PlanYear.Status.DRAFT)

    page = words(reader("SAL").get("/plans/?tier=FAM"))
    assert "$318.00" in page
    assert "+$22.00" not in page


def test_year_that_is_being_chosen_is_shown_first_and_any_other_that_runs_on_demand(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    browser = reader("SAL")

    assert "You can choose your plan for 2027 until" in words(browser.get("/plans/"))
    assert "Days left: 10." in words(browser.get("/plans/"))
    assert "$296.00" in words(browser.get("/plans/?tier=FAM&year=2026"))


def test_price_that_nobody_has_reviewed_is_no_price(juniper: Company, reader: Callable[..., Browser]) -> None:
    rate = Rate.objects.get(plan=plan_of("PPO 1000", "2027"), tier="FAM", benefit_class__code="SAL")
    Rate.objects.filter(pk=rate.pk).update(reviewed_at=None, reviewed_by=None)

    page = words(reader("SAL").get("/plans/?tier=FAM"))

    assert "$318.00" not in page
    assert "HR has not reviewed it yet" in page


def two_bands() -> None:
    """Let the family's price of the PPO hang on pay, for salaried people alone."""
    low = Rate.objects.get(plan=plan_of("PPO 1000", "2027"), tier="FAM", benefit_class__code="SAL")
    Rate.objects.filter(pk=low.pk).update(band="Under $50,000")
    high = Rate.objects.get(pk=low.pk)
    high.pk, high.band, high._state.adding = uuid4(), "$50,000 and more", True
    high.employee_per_deduction, high.employee_monthly = low.employee_per_deduction + 12, low.employee_monthly + 26
    high.employer_monthly = low.employer_monthly - 26
    high.save()


def test_price_that_hangs_on_pay_is_told_by_the_band_that_somebody_says(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    two_bands()
    browser = reader("SAL")

    unsaid, high = browser.get("/plans/?tier=FAM"), browser.get("/plans/?tier=FAM&band=$50,000 and more")
    paycheck = browser.get("/plans/paycheck/", {"medical": "PPO 1000:FAM", "band": "Under $50,000"})

    assert "Say which of these is yours: $50,000 and more, Under $50,000." in words(unsaid)
    assert "$318.00" not in words(unsaid)
    assert "$152.00" in words(unsaid)  # of the HDHP, whose price hangs on nothing
    assert {"$330.00", "$152.00"} <= set(words(high).split())
    assert "Each paycheck $318.00" in words(paycheck)
    assert browser.get("/plans/?tier=FAM&band=other").status_code == 422
    assert 'name="band"' not in reader("UNION").get("/plans/?tier=FAM").text


def test_plan_that_is_not_offered_to_the_class_is_not_there(juniper: Company, reader: Callable[..., Browser]) -> None:
    Plan.objects.filter(short_name="HDHP").update(classes=["UNION"])
    hdhp = plan_of("HDHP", "2027")
    browser = reader("SAL")

    assert hdhp.name not in words(browser.get("/plans/"))
    assert hdhp.name not in words(browser.get(f"/plans/compare/?{chosen('PPO 1000', 'HDHP')}"))


def test_company_without_plans_is_told_what_to_do(in_acme: ClientRef, reader: Callable[..., Browser]) -> None:
    browser = reader("")

    for path in ("/plans/", "/plans/compare/", "/plans/cost/", "/calculators/health-fsa/"):
        page = browser.get(path)
        assert page.status_code == 200
        assert "No plan year has been entered yet." in words(page)
    assert "What they mean." in words(browser.get("/glossary/"))


@pytest.mark.parametrize("query", ["tier=XX", "year=1999", "tier=FAM&year="])
def test_what_cannot_be_asked_for_is_said(juniper: Company, reader: Callable[..., Browser], query: str) -> None:
    page = reader("SAL").get(f"/plans/?{query}")

    assert page.status_code in (200, 422)
    assert ("Select a valid choice" in words(page)) == (page.status_code == 422)


# ---- side by side


def test_rows_that_differ_stand_first_and_equal_ones_are_folded(
    bluefin: Company, reader: Callable[..., Browser]
) -> None:
    page = reader("STAFF").get(f"/plans/compare/?{chosen('PPO 500', 'PPO 750')}&tier=EE").text

    table, same = page.split('<details class="plans-same">')
    assert re.search(r"Specialist visit.*?\$40.*?\$50", table, re.DOTALL)
    assert "Specialist visit" not in same
    assert "Preventive care" in same
    assert "Preventive care" not in table


def test_row_that_is_not_entered_for_one_plan_says_so(bluefin: Company, reader: Callable[..., Browser]) -> None:
    Accumulator.objects.filter(plan=plan_of("PPO 500", "2027"), kind="oopm").delete()

    page = words(reader("STAFF").get(f"/plans/compare/?{chosen('PPO 500', 'PPO 750')}"))

    assert "Not entered yet" in page


# ---- on paper


@pytest.mark.parametrize(
    "path",
    [
        "/plans/compare/",
        "/plans/cost/?level=typical",
        "/plans/new/",
        "/plans/paycheck/?hsa=100",
        "/calculators/hsa/?year=2026&coverage=self&begins=1&age=40",
        "/calculators/health-fsa/",
        "/life-events/?event=birth&happened=2027-02-03",
        "/glossary/",
        "/rules/",
        "/leave/",
    ],
)
def test_page_of_figures_is_printed_with_one_button(
    juniper: Company, reader: Callable[..., Browser], path: str
) -> None:
    page = reader("SAL").get(path)

    assert page.status_code == 200
    assert page.text.count("data-print") == 1


# ---- events, accounts, words


@pytest.mark.parametrize(("class_code", "last"), [("SAL", date(2027, 3, 5)), ("UNION", date(2027, 4, 4))])
def test_last_day_after_a_birth_is_that_of_the_class_and_goes_into_a_calendar(
    juniper: Company, reader: Callable[..., Browser], class_code: str, last: date
) -> None:
    browser = reader(class_code)
    query = "event=birth&happened=2027-02-03"

    page = words(browser.get(f"/life-events/?{query}"))
    file = Calendar.from_ical(browser.get(f"/life-events/last-day.ics?{query}").content)

    assert f"{last:%B} {last.day}, {last.year}" in page
    assert "February 3, 2027" in page
    assert [event["DTSTART"].dt for event in file.walk("VEVENT")] == [last]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("event=birth", "Write the day on which it happens."),
        ("event=flood&happened=2027-02-03", "Select a valid choice"),
        ("event=birth&happened=2031-02-03", "No plan year of your company has this day in it."),
    ],
)
def test_event_that_cannot_be_told_gets_a_sentence_and_no_file(
    juniper: Company, reader: Callable[..., Browser], query: str, sentence: str
) -> None:
    browser = reader("SAL")

    assert sentence in words(browser.get(f"/life-events/?{query}"))
    assert browser.get(f"/life-events/last-day.ics?{query}").status_code == 404


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("happened=2027-02-03&requested=2027-03-20", "March 20, 2027 is too late"),
        ("happened=2026-09-01", "is over: the change waits for the next open enrollment"),
    ],
)
def test_change_that_can_no_longer_be_asked_for_is_told_as_that_and_offers_no_step(
    juniper: Company, reader: Callable[..., Browser], query: str, sentence: str
) -> None:
    browser = reader("SAL")

    page = words(browser.get(f"/life-events/?event=marriage&{query}"))

    assert sentence in page
    assert "The change holds from" not in page
    assert "What to do" not in page
    assert "in my calendar" not in page
    assert browser.get(f"/life-events/last-day.ics?event=marriage&{query}").status_code == 404


def test_rule_of_an_event_that_nobody_has_reviewed_is_no_rule(juniper: Company, reader: Callable[..., Browser]) -> None:
    LifeEventRule.objects.filter(event="birth").update(reviewed_at=None, reviewed_by=None)

    assert "HR has not reviewed it yet" in words(reader("SAL").get("/life-events/?event=birth&happened=2027-02-03"))


def test_last_day_to_enroll_goes_into_a_calendar(juniper: Company, reader: Callable[..., Browser]) -> None:
    browser = reader("SAL")

    file = Calendar.from_ical(browser.get(f"/plans/enrollment/{PlanYear.objects.get(label='2027').pk}.ics").content)

    assert [event["DTSTART"].dt for event in file.walk("VEVENT")] == [date(2026, 11, 20)]
    assert browser.get(f"/plans/enrollment/{uuid4()}.ics").status_code == 404


def test_fsa_is_planned_by_the_plans_own_limit_and_last_days(juniper: Company, reader: Callable[..., Browser]) -> None:
    browser = reader("SAL")

    page = words(browser.get("/calculators/health-fsa/?year=2026&own=1300&left=200"))

    assert "$3,300.00" in page
    assert "$50.00" in page
    assert "March 15, 2027" in page
    assert "April 30, 2027" in page
    assert "At most $3,300.00 may be put in." in words(browser.get("/calculators/health-fsa/?year=2026&own=3300.01"))


@pytest.mark.parametrize(("query", "most"), [("own=1300&left=1300.01", "$1,300.00"), ("left=3300.01", "$3,300.00")])
def test_no_more_can_be_left_in_an_fsa_than_is_put_in(
    juniper: Company, reader: Callable[..., Browser], query: str, most: str
) -> None:
    page = words(reader("SAL").get(f"/calculators/health-fsa/?year=2026&{query}"))

    assert f"No more than {most}, which is put in, can be left at the end." in page
    assert "Lost unless" not in page


def test_fsa_rule_that_the_law_does_not_allow_is_told_as_that_and_its_days_are_not(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    AccountRule.objects.filter(line="fsa").update(grace_until=date(2027, 4, 1))

    page = words(reader("SAL").get("/calculators/health-fsa/?year=2026"))

    assert "At most in a year $3,300.00" in page
    assert "but by law on March 15, 2027 at the latest." in page
    assert "Spend it by" not in page


@pytest.mark.parametrize(
    ("year", "filing", "limit"),
    [("2026", "joint", "$5,000.00"), ("2026", "separate", "$3,750.00"), ("2027", "joint", "$7,500.00")],
)
def test_dependent_care_is_limited_by_the_company_where_that_is_lower_than_the_law(
    juniper: Company, reader: Callable[..., Browser], year: str, filing: str, limit: str
) -> None:
    page = words(reader("SAL").get(f"/calculators/dependent-care/?year={year}&filing={filing}"))

    assert f"At most in a year {limit}" in page
    assert "This is the law’s limit." not in page


def test_dependent_care_limit_of_the_law_is_told_as_that_where_no_reviewed_rule_of_the_company_is(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    AccountRule.objects.filter(line="dcfsa").update(reviewed_by=None, reviewed_at=None)

    page = words(reader("SAL").get("/calculators/dependent-care/?year=2026&filing=joint"))

    assert "At most in a year $7,500.00" in page
    assert "This is the law" in page


def test_part_of_each_paycheck_goes_by_reviewed_prices_and_by_no_pay_calendar(
    juniper: Company, reader: Callable[..., Browser]
) -> None:
    PayCalendar.objects.update(deductions_per_year=12)
    browser = reader("SAL")
    assert "$126.92" in words(browser.get("/calculators/health-fsa/?year=2027"))

    Rate.objects.update(reviewed_at=None, reviewed_by=None)

    page = words(browser.get("/calculators/health-fsa/?year=2027"))
    assert "$3,300.00" in page
    assert "$126.92" not in page
    assert "$275.00" not in page


def test_glossary_has_the_numbers_of_ones_own_plans(juniper: Company, reader: Callable[..., Browser]) -> None:
    page = reader("SAL").get("/glossary/").text

    deductible = re.search(r'<div id="deductible">.*?</div>', page, re.DOTALL)[0]
    assert "$1,000" in deductible
    assert "$2,000" in deductible


def test_draft_of_a_year_is_no_ones_year_yet(juniper: Company, reader: Callable[..., Browser]) -> None:
    PlanYear.objects.filter(label="2027").update(status=PlanYear.Status.DRAFT)

    page = words(reader("SAL").get("/plans/?tier=FAM"))

    assert "$318.00" not in page
    assert "$296.00" in page


def test_nothing_that_is_asked_is_kept(juniper: Company, reader: Callable[..., Browser]) -> None:
    browser = reader("SAL")
    before = Surcharge.objects.count(), dict(browser.session)

    browser.get(f"/plans/cost/?{chosen('HDHP')}&tier=EE_SP&tobacco=on&n-you-primary=7")

    assert (Surcharge.objects.count(), dict(browser.session)) == before


@pytest.mark.parametrize(
    ("cells", "bold"),
    [
        (("$20", "$30"), []),
        (("$20", "$20", "$30"), ["$30"]),
        (("$30", "$20", "$20"), ["$30"]),
        (("$20", "$30", "$40"), []),
        (("$20", "$20", "$30", "$30"), []),
        (("$20", "$20", "", "$20"), [""]),
    ],
)
def test_cell_stands_out_where_it_is_unlike_those_of_most_plans(cells, bold):
    assert [cell for cell, is_unlike in Row("Primary care visit", cells).marked if is_unlike] == bold
