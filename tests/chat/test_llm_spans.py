"""Bands of years and ages: the row that holds what the person said, and no other."""

import pytest

from chat.extractive.spans import Quantity, is_outside, quantities


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many PTO days after 5 years?", {Quantity(5, "year")}),
        ("I have worked here for 18 months.", {Quantity(18, "month")}),
        ("I am 47. How much is taxed?", {Quantity(47, "age")}),
        ("My mother is 62 years old.", {Quantity(62, "age")}),
        ("¿Cuántos días de vacaciones tengo después de 3 años?", {Quantity(3, "year")}),
        ("What is the PPO 750 deductible in 2027?", set()),
        ("I have $910 left.", set()),
    ],
)
def test_what_the_person_gives_is_read_with_its_unit(question, expected) -> None:
    assert quantities(question) == expected


@pytest.mark.parametrize(
    ("years", "label", "outside"),
    [
        (5, "5 to 9 years", False),
        (9, "5 to 9 years", False),
        (10, "5 to 9 years", True),
        (4, "5–9 years of service", True),
        (12, "10 years or more", False),
        (9, "10 years of service or more", True),
        (10, "10+ years", False),
        (1, "Less than 2 years", False),
        (2, "Less than 2 years", True),
        (3, "De 2 a 4 años", False),
        (7, "Specialist visit", False),
    ],
)
def test_a_band_of_years_holds_its_own(years, label, outside) -> None:
    assert is_outside(frozenset({Quantity(years, "year")}), label) is outside


@pytest.mark.parametrize(("age", "outside"), [(44, True), (45, False), (49, False), (50, True)])
def test_a_band_of_ages_holds_its_own(age, outside) -> None:
    assert is_outside(frozenset({Quantity(age, "age")}), "Age 45-49") is outside
    assert is_outside(frozenset({Quantity(age, "age")}), "45–49") is outside


def test_a_band_of_another_unit_shuts_nothing_out() -> None:
    assert not is_outside(frozenset({Quantity(3, "month")}), "5 to 9 years")
    assert not is_outside(frozenset(), "5 to 9 years")
