"""What a year on a plan takes for granted, and the years that can be asked for."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts.models import User
from benefits.models import PlanYear, Surcharge, UsageProfile
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import asked, only, told

FAMILY = "PPO 750 or HSA 2500, my whole family, typical use: what does the year cost?"
SINGLE = "PPO 750 or HSA 2500, single, typical use: what does the year cost?"
ONE_PERSON = "All of this care is taken to be one person's; care of several people can come to more or less."


@pytest.fixture(autouse=True)
def bluefin(load: Callable[[str], Company]) -> Company:
    return load("bluefin")


def assumptions(question: str, *, language: str = "en") -> tuple[str, ...]:
    return only(asked(question, "STAFF", language=language)).assumptions


def test_usual_year_of_a_family_says_that_its_care_is_one_persons() -> None:
    spanish = assumptions("PPO 750, toda mi familia, uso típico: ¿cuánto cuesta el año?", language="es")

    assert ONE_PERSON in assumptions(FAMILY)
    assert ONE_PERSON not in assumptions(SINGLE)
    assert any("es de una sola persona" in one for one in spanish)


def test_worst_year_hangs_on_nobodys_care() -> None:
    assert ONE_PERSON not in assumptions("PPO 750, my whole family, worst year: what does the year cost?")


def test_surcharge_that_could_be_added_is_told_as_left_out(reviewer: User) -> None:
    reviewed = {"reviewed_by": reviewer, "reviewed_at": timezone.now()}
    year = PlanYear.objects.get(label="2027")
    Surcharge.objects.filter(plan_year=year).delete()
    Surcharge.objects.create(plan_year=year, kind="tobacco", label="Tobacco", per_deduction=30, **reviewed)
    Surcharge.objects.create(plan_year=year, kind="spouse", label="Spouse", per_deduction=45, **reviewed)

    of_family, of_one = (
        [one for one in assumptions(question) if "left out; it" in one] for question in (FAMILY, SINGLE)
    )

    assert of_family == [
        "PPO 750: the surcharge for tobacco, $30.00 from each paycheck, is left out; it would be added.",
        "PPO 750: the surcharge for a spouse with a plan of their own, $45.00 from each paycheck, is left out; it "
        "would be added.",
        "HSA 2500: the surcharge for tobacco, $30.00 from each paycheck, is left out; it would be added.",
        "HSA 2500: the surcharge for a spouse with a plan of their own, $45.00 from each paycheck, is left out; it "
        "would be added.",
    ]
    assert len(of_one) == 2


def test_year_of_much_care_is_reckoned_by_what_hr_has_described_else_told_as_the_most_it_can_be(
    reviewer: User,
) -> None:
    question = "PPO 750, single, a bad year with lots of care: what does the year cost?"
    undescribed = told(asked(question, "STAFF"))
    UsageProfile.objects.create(
        plan_year=PlanYear.objects.get(label="2027"),
        level="high",
        counts={"specialist": 9},
        reviewed_by=reviewer,
        reviewed_at=timezone.now(),
    )

    described = told(asked(question, "STAFF"))

    assert "The most it can be with care in the network" in undescribed
    assert "A year of much care, only you, 2027" in described
    assert "worst" not in described.lower()
