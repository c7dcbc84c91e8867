"""A year with hospital stays, on plans that charge them by the day and by the stay."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts.models import User
from benefits.models import PlanYear, PriceAssumption, UsageProfile
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import asked, only, told

USUAL = "Each stay that is charged by the day is taken to have 5 nights."
EVERY_LEVEL = "HMO or EPO, single: what does the year cost?"


@pytest.fixture(autouse=True)
def cedarmain(load: Callable[[str], Company]) -> Company:
    return load("cedarmain")


@pytest.fixture
def a_stay_is_described(reviewer: User) -> None:
    reviewed = {"reviewed_by": reviewer, "reviewed_at": timezone.now()}
    year = PlanYear.objects.get(label="2026-27")
    UsageProfile.objects.create(plan_year=year, level="high", counts={"hospital_facility": 1}, **reviewed)
    PriceAssumption.objects.update_or_create(
        plan_year=year, service="hospital_facility", defaults={"allowed": 20_000} | reviewed
    )


@pytest.mark.usefixtures("a_stay_is_described")
def test_described_year_with_a_stay_is_told_of_plans_that_charge_it_by_the_day_with_the_nights_it_takes() -> None:
    used = asked(EVERY_LEVEL, "FT")

    assert "A year of much care, only you, 2026-27: HMO $" in told(used)
    assert "off the pay + $1,500.00 for care" in told(used)
    assert USUAL in only(used).assumptions


def test_stays_that_are_counted_have_the_usual_nights_and_say_so() -> None:
    used = asked("What does a year on the HMO cost with 2 hospital stays, single?", "FT")

    assert "off the pay + $3,000.00 for care" in told(used)
    assert USUAL in only(used).assumptions


@pytest.mark.parametrize(
    "stay", ["2 nights in the hospital", "one hospital stay of 2 nights", "2 days in the hospital"]
)
def test_nights_that_are_told_are_gone_by_and_the_usual_ones_are_not_spoken_of(stay: str) -> None:
    used = asked(f"What would a year on the HMO cost with {stay}, single?", "FT")

    assert "off the pay + $1,000.00 for care" in told(used)
    assert USUAL not in only(used).assumptions


def test_stay_is_not_dropped_beside_visits_that_are_counted() -> None:
    visits, both = (
        told(asked(f"What would a year on the HMO cost with {care}4 doctor visits, single?", "FT"))
        for care in ("", "3 days in the hospital and ")
    )

    assert "off the pay + $1,500.00 for care" not in visits
    assert float(both.split(" off the pay + $")[1].split(" ")[0].replace(",", "")) == 1_500 + float(
        visits.split(" off the pay + $")[1].split(" ")[0].replace(",", "")
    )


@pytest.mark.usefixtures("a_stay_is_described")
def test_plan_without_a_figure_for_one_year_is_named_and_keeps_no_other_from_being_told() -> None:
    PriceAssumption.objects.filter(service="hospital_facility").delete()

    said = told(asked(EVERY_LEVEL, "FT")).split("\n")
    spanish = told(asked("HMO o EPO, solo para mí: ¿cuánto cuesta el año?", "FT", language="es"))

    much = [line for line in said if line.startswith("A year of much care")]
    assert much == [
        "A year of much care, only you, 2026-27: HMO $3,658.00.",
        "A year of much care: no figure for the EPO, for not all that it takes is in the company's catalogue.",
    ]
    assert any(line.startswith("The most it can be with care in the network, only you, 2026-27: HMO") for line in said)
    assert "Un año de mucha atención: sin cifra para EPO, porque no todo" in spanish


@pytest.mark.usefixtures("a_stay_is_described")
def test_only_plan_without_a_figure_for_the_year_asked_for_is_left_to_documents() -> None:
    question = "EPO, single, high use: what does the year cost?"
    assert only(asked(question, "FT")).status == "ok"

    PriceAssumption.objects.filter(service="hospital_facility").delete()

    assert only(asked(question, "FT")).status == "not_available"
