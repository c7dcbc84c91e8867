"""Retirement savings go by the calendar year of the day, and by no pay that nobody has published."""

from collections.abc import Callable
from datetime import date

import pytest

from benefits.models import PlanYear
from chat.pipeline.tools.contract import Session
from chat.pipeline.tools.registry import use
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import asked, only, scope_of, told

ROOM = "I am 40. How much can I put into the 401(k)?"
WELL_PAID = "I earn $400,000 and save 5%. What is the company match?"


@pytest.fixture
def from_july(load: Callable[[str], Company]) -> None:
    """Have juniper's plan years begin in July of the year before the one that they are called by."""
    load("juniper")
    for year in PlanYear.objects.order_by("starts_on"):
        first = date(int(year.label) - 1, 7, 1)
        last = date(int(year.label), 6, 30)
        PlanYear.objects.filter(pk=year.pk).update(starts_on=first, ends_on=last)


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 2, 10), "In 2026 you can put $24,500.00"), (date(2025, 9, 10), "In 2025")]
)
@pytest.mark.usefixtures("from_july")
def test_room_is_that_of_the_days_calendar_year_whenever_the_plan_year_begins(day: date, words: str) -> None:
    assert words in told(asked(ROOM, "SAL", day=day))


@pytest.mark.usefixtures("from_july")
def test_calendar_year_that_is_named_goes_first() -> None:
    session = Session(scope_of("SAL", day=date(2025, 9, 10)), "en")

    named = told(asked(f"{ROOM} I mean 2026.", "SAL", day=date(2025, 9, 10)))
    seen_from_the_day = use("retirement_room", {"age": 40, "plan_year": "next year"}, session).result.told[0].text

    assert "In 2026" in named
    assert "In 2026" in seen_from_the_day


def test_pay_above_what_counts_is_matched_to_that_and_not_at_all_while_nobody_has_published_it(
    load: Callable[[str], Company],
) -> None:
    load("juniper")

    of_2026 = told(asked(WELL_PAID, "SAL", day=date(2026, 3, 1)))
    of_2027 = asked(WELL_PAID, "SAL", day=date(2027, 3, 1))
    usual = told(asked(WELL_PAID.replace("400,000", "60,000"), "SAL", day=date(2027, 3, 1)))

    assert "the company adds $14,400.00 a year" in of_2026
    assert only(of_2027).status == "not_available"
    assert only(of_2027).why == "The most pay that counts in 2027 is not published yet."
    assert "$2,400.00" in usual
