"""What a year on plans comes to, by the care that somebody expects for each member."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client as Browser

from benefits.models import Accumulator
from platform_admin.demo.company import Company
from tests.benefits.plan_pages.chosen import chosen
from tests.pages import words


def _care(page: HttpResponse) -> str:
    return re.search(r"Care (\$[\d,.]+)", words(page))[1]


@pytest.mark.parametrize(
    ("level", "nets", "worst"),
    [
        ("typical", ("$3,180.00", "$3,035.00"), ("$4,920.00", "$5,480.00")),
        ("low", ("$1,965.00", "$680.00"), ("$4,920.00", "$5,480.00")),
    ],
)
def test_year_of_two_plans_comes_to_the_figures_of_the_worked_examples(
    bluefin: Company, reader: Callable[..., Browser], level: str, nets: tuple[str, str], worst: tuple[str, str]
) -> None:
    page = words(reader("STAFF").get(f"/plans/cost/?{chosen('PPO 750', 'HSA 2500')}&tier=EE&level={level}"))

    for figure in (*nets, *worst):
        assert figure in page


def test_one_bill_of_one_member_fills_an_aggregate_deductible(juniper: Company, reader: Callable[..., Browser]) -> None:
    bill = "n-child-hospital_facility=1&price-hospital_facility=5200"

    page = words(reader("SAL").get(f"/plans/cost/?{chosen('HDHP')}&tier=FAM&{bill}"))

    assert "$4,240.00" in page
    assert "One member may have to fill the family's whole deductible" in page.replace("&#x27;", "'")


def test_each_child_fills_a_deductible_of_their_own(bluefin: Company, reader: Callable[..., Browser]) -> None:
    browser = reader("STAFF")
    asked = f"/plans/cost/?{chosen('PPO 750')}&tier=FAM&price-imaging=5000"

    of_one = browser.get(f"{asked}&n-child-imaging=1")
    of_three = browser.get(f"{asked}&children=3&n-child-imaging=1&n-child2-imaging=1&n-child3-imaging=1")

    assert "Child 3" not in words(of_one)
    assert "A child" in words(of_one)
    assert all(f"Child {number}" in words(of_three) for number in (1, 2, 3))
    assert "Child 4" not in words(of_three)
    assert 'name="n-child3-imaging" value="1"' in of_three.text
    # Of the third child's 5,000 nothing is the family's deductible any more: 20 percent of all of it.
    assert (_care(of_one), _care(of_three)) == ("$1,600.00", "$4,200.00")


def test_stays_and_their_nights_are_asked_apart_and_reckoned_by_what_the_plan_charges_for(
    cedarmain: Company, reader: Callable[..., Browser]
) -> None:
    browser = reader("FT")
    asked = f"/plans/cost/?{chosen('HMO', label='2026-27')}&year=2026-27&tier=EE&n-you-hospital_facility=2"

    of_two_nights = words(browser.get(f"{asked}&nights-you-hospital_facility=2"))
    of_unknown = words(browser.get(asked))

    assert "Hospital stay, facility: stays" in of_two_nights
    assert "Care $2,000.00" in of_two_nights
    assert "2, nights of each: 2" in of_two_nights
    assert "hangs on the nights of each stay" in of_unknown
    assert "In all" not in of_unknown


def test_drugs_are_beside_a_limit_that_does_not_count_them(bluefin: Company, reader: Callable[..., Browser]) -> None:
    browser = reader("STAFF")
    asked = f"/plans/cost/?{chosen('PPO 750')}&tier=EE&n-you-generic=360&price-generic=200"
    counted = browser.get(asked)
    Accumulator.objects.filter(kind="oopm").update(includes_drugs=False)

    beside = browser.get(asked)

    assert (_care(counted), _care(beside)) == ("$3,000.00", "$3,600.00")
    assert "the worst case is without them" not in words(counted)
    assert "the worst case is without them" in words(beside)


def test_child_that_an_address_tells_of_is_there_without_a_number_of_children(
    bluefin: Company, reader: Callable[..., Browser]
) -> None:
    page = reader("STAFF").get(f"/plans/cost/?{chosen('PPO 750')}&tier=FAM&n-child2-primary=2")

    assert "Child 2" in words(page)
    assert '<option value="2" selected>' in page.text


def test_coverage_without_children_asks_of_none(bluefin: Company, reader: Callable[..., Browser]) -> None:
    page = reader("STAFF").get(f"/plans/cost/?{chosen('PPO 750')}&tier=EE&children=3&n-you-primary=1")

    assert page.status_code == 200
    assert "How many children" not in words(page)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("n-you-primary=-1", "greater than or equal to 0"),
        ("n-you-primary=9999", "less than or equal to 366"),
        ("n-you-primary=two", "Write how many as a whole number."),
        ("price-primary=free", "Write the amount in dollars"),
        ("tier=FAM&children=9", "Select a valid choice. 9 is not one of the available choices."),
    ],
)
def test_what_is_no_count_or_price_is_said_and_nothing_is_reckoned(
    bluefin: Company, reader: Callable[..., Browser], typed: str, sentence: str
) -> None:
    page = reader("STAFF").get(f"/plans/cost/?{chosen('PPO 750')}&{typed}")

    assert page.status_code == 422
    assert sentence in words(page)
    assert "In all" not in words(page)


def test_cost_page_names_services_in_spanish(bluefin: Company, reader: Callable[..., Browser]) -> None:
    page = words(reader("STAFF", language="es").get(f"/plans/cost/?{chosen('PPO 750')}&level=typical"))

    assert "Visita al especialista" in page
    assert "Specialist visit" not in page
