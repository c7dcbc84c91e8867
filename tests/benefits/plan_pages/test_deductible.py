"""What is left of a deductible, by the plan's own limits and what somebody types."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from accounts.models import User
from benefits.models import Accumulator
from platform_admin.demo.company import Company
from tenants.binding import ClientRef
from tests.pages import words

PATH = "/calculators/deductible/"
PPO = "plan=PPO 750&covers=family"


@pytest.fixture
def browser(
    bluefin: Company, in_acme: ClientRef, make_person: Callable[..., User], browser_of: Callable[..., Browser]
) -> Browser:
    return browser_of(in_acme, make_person(in_acme, "employee", class_code="STAFF"))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("plan=PPO 750&covers=self&spent=300", ["Left of your deductible $450.00"]),
        (
            f"{PPO}&spent=300&spent_by_family=1,400",
            ["Left of your deductible $100.00", "Left of the family’s deductible $100.00"],
        ),
        (f"{PPO}&spent=800", ["Left of your deductible $0.00", "Left of the family’s deductible $700.00"]),
        (
            f"{PPO}&spent=0&paid=1000&paid_by_family=2500",
            [
                "Left until your out-of-pocket limit $2,000.00",
                "Left until the family’s out-of-pocket limit $3,500.00",
            ],
        ),
    ],
)
def test_what_is_left_goes_by_ones_own_limit_and_the_familys(browser: Browser, query: str, told: list[str]) -> None:
    page = words(browser.get(f"{PATH}?year=2027&{query}"))

    for figure in told:
        assert figure in page
    assert ("of the family’s" in page or "until the family’s" in page) == ("covers=family" in query)


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("plan=PPO 750&covers=self", 422, "Write what has counted so far; 0 if nothing."),
        ("plan=Gold&covers=self&spent=1", 422, "Select a valid choice"),
        ("covers=self&spent=1", 422, "Choose your plan."),
        (f"{PPO}&spent=-1", 422, "Write the amount in dollars"),
        (
            f"{PPO}&spent=500&spent_by_family=400",
            200,
            "The family cannot have spent less than one member of it, $500.00.",
        ),
    ],
)
def test_what_cannot_be_is_said_without_a_figure(browser: Browser, query: str, status: int, sentence: str) -> None:
    page = browser.get(f"{PATH}?year=2027&{query}")

    assert page.status_code == status
    assert sentence in words(page)
    assert "Left of your deductible" not in words(page)


def test_limit_that_nobody_has_reviewed_is_no_limit(browser: Browser) -> None:
    Accumulator.objects.filter(kind="deductible").update(reviewed_at=None, reviewed_by=None)

    page = words(browser.get(f"{PATH}?year=2027&{PPO}&spent=1"))

    assert "HR has not reviewed it yet" in page
    assert "Left of" not in page


def test_nothing_is_asked_before_anything_is_typed_and_calculators_lead_here(browser: Browser) -> None:
    empty = browser.get(PATH)

    assert empty.status_code == 200
    assert "Still to be filled in" not in words(empty)
    assert f'href="{PATH}"' in browser.get("/calculators/").text


def test_it_begins_with_the_year_that_runs_and_another_is_asked_the_same(browser: Browser) -> None:
    """While next year's plans are chosen, too: what has counted has counted this year."""
    page = browser.get(f"{PATH}?plan=PPO 750&covers=self&spent=300")

    assert 'aria-current="page">2026</a>' in page.text
    assert "?year=2027&amp;plan=PPO+750&amp;covers=self&amp;spent=300" in page.text
