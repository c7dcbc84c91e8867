"""The calculators as their users see them: asked by address, answered with every step, kept nowhere."""

from datetime import date

import pytest
from django.urls import reverse

from benefits.calculator_pages import pages
from benefits.calculator_pages.pages import PAGES
from benefits.federal.limits import forget_limits
from benefits.federal.models import FederalLimit

ASKED = {
    "hsa": (
        {"year": 2027, "coverage": "family", "begins": 1, "age": 56, "employer": "$1,200", "pays_left": 24},
        "$8,800.00",
    ),
    "401k": ({"year": 2026, "age": 61, "saved_so_far": "10,000"}, "$25,750.00"),
    "dependent-care": ({"year": 2027, "filing": "separate", "deductions": 26}, "$3,750.00"),
    "cobra": (
        {"event": "left_job", "lost": "2027-01-31", "noticed": "2027-02-10", "elected": "2027-04-01"},
        "May 16, 2027",
    ),
    "life-insurance": ({"coverage": "144,000", "age": 47}, "$14.10"),
}


@pytest.fixture
def employee(acme, make_person, browser_of):
    return browser_of(acme, make_person(acme))


def _address(slug: str) -> str:
    return reverse("benefits:calculator", args=[slug])


def test_every_calculator_has_a_case():
    assert set(ASKED) == {page.slug for page in PAGES}


@pytest.mark.parametrize("slug", ASKED)
def test_calculator_answers_with_its_steps_and_keeps_what_was_typed(employee, slug):
    asked, answer = ASKED[slug]
    page = employee.get(_address(slug), asked)

    assert page.status_code == 200
    assert answer in page.content.decode()
    for typed in asked.values():
        assert f'value="{typed}"' in page.content.decode()


@pytest.mark.parametrize("slug", ASKED)
def test_calculator_shows_its_form_before_anything_is_asked(employee, slug):
    page = employee.get(_address(slug))

    assert page.status_code == 200
    assert "Fill in what you know" in page.content.decode()
    assert "error-summary" not in page.content.decode()


@pytest.mark.parametrize(
    ("slug", "asked", "told"),
    [
        ("hsa", {"age": ""}, "Say how old you are at the end of the year."),
        ("hsa", {"age": "400"}, "less than or equal to 120"),
        ("hsa", {"employer": "1.500,00"}, "Write the amount in dollars"),
        ("hsa", {"employer": "-5"}, "Write the amount in dollars"),
        ("hsa", {"employer": "9" * 30}, "more than any benefit comes to"),
        ("hsa", {"year": "2019"}, "Select a valid choice"),
        ("hsa", {"coverage": "\x00"}, "Select a valid choice"),
        ("cobra", {"noticed": "soon"}, "Enter a valid date"),
        ("401k", {"saved_so_far": ""}, "0 if nothing"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_lost(employee, slug, asked, told):
    page = employee.get(_address(slug), ASKED[slug][0] | asked)

    assert page.status_code == 422
    assert told in page.content.decode()


def test_what_the_law_leaves_to_an_adviser_is_said_without_a_figure(employee):
    page = employee.get(_address("hsa"), ASKED["hsa"][0] | {"age": 65}).content.decode()

    assert "Medicare" in page
    assert "calculator-figures" not in page


def test_calculators_speak_spanish(acme, make_person, browser_of):
    reader = browser_of(acme, make_person(acme, language="es"))
    page = reader.get(_address("cobra"), ASKED["cobra"][0]).content.decode()

    assert "11 de abril de 2027" in page
    assert "Elegirlo a más tardar el" in page


def test_unknown_calculator_is_not_found(employee):
    assert employee.get(_address("pension")).status_code == 404


def test_source_of_a_figure_is_named_with_its_day_and_linked(employee):
    page = employee.get(_address("hsa"), ASKED["hsa"][0] | {"year": 2026}).content.decode()

    assert "HSA limit 2026:" in page
    assert '<a href="https://www.irs.gov/pub/irs-drop/rp-25-19.pdf"' in page
    assert "published May 1, 2025" in page


def test_year_that_is_not_published_yet_can_be_asked_and_is_no_guess(employee):
    page = employee.get(_address("401k"), ASKED["401k"][0] | {"year": 2027})

    assert page.status_code == 200
    assert "Not published for 2027 yet: 401(k) limit" in page.content.decode()
    assert "calculator-figures" not in page.content.decode()


def test_catch_up_of_ages_60_to_63_is_no_guess_where_it_alone_is_not_published(employee):
    FederalLimit.objects.filter(key="deferral_catch_up", dimension="60_to_63", effective_from__year=2026).delete()
    forget_limits()

    at_61 = employee.get(_address("401k"), ASKED["401k"][0]).content.decode()
    at_64 = employee.get(_address("401k"), ASKED["401k"][0] | {"age": 64}).content.decode()

    assert "Not published for 2026" in at_61
    assert "ages 60 to 63" in at_61
    assert "calculator-figures" not in at_61
    assert "$22,500.00" in at_64


def test_list_says_which_figure_is_missing_and_since_when_it_is_expected(employee, monkeypatch):
    monkeypatch.setattr(pages, "today", lambda: date(2026, 11, 29))

    page = employee.get(reverse("benefits:calculators")).content.decode()

    assert page.count("Not published for 2027 yet") == 1
    assert "Expected since November 1, 2026." in page
