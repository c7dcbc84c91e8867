"""What is different in the year that is being chosen, as an employee sees it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from accounts.models import User
from benefits.models import AccountRule, Plan, PlanYear, Rate
from platform_admin.demo.company import Company
from tenants.binding import ClientRef
from tests.pages import words

DAY = date(2026, 11, 10)
URL = "/plans/new/"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.clock._frozen_day", lambda: DAY)


@pytest.fixture
def reader(
    in_acme: ClientRef, make_person: Callable[..., User], browser_of: Callable[..., Browser]
) -> Callable[..., Browser]:
    def browser(class_code: str = "SAL", **person: object) -> Browser:
        return browser_of(in_acme, make_person(in_acme, "employee", class_code=class_code, **person))

    return browser


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

    assert "Health care FSA $3,300 $3,400" in words(reader().get(URL))


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
