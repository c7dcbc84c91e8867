"""A plan year that HR is still preparing is told to no employee; HR goes on seeing it."""

from datetime import timedelta

import pytest

from accounts.audience import ANYBODY
from benefits.models import PlanYear
from chat.next_step import next_step
from knowledge.retrieval.search import search
from tenants.clock import today
from tests.pages import words

pytestmark = pytest.mark.usefixtures("in_acme", "extractive")


@pytest.fixture
def following() -> PlanYear:
    """The plan year after this one, which people choose for today."""
    day = today()
    PlanYear.objects.create(label="now", starts_on=day - timedelta(days=90), ends_on=day + timedelta(days=30))
    return PlanYear.objects.create(
        label="then",
        starts_on=day + timedelta(days=31),
        ends_on=day + timedelta(days=300),
        enrolment_opens_on=day - timedelta(days=1),
        enrolment_closes_on=day + timedelta(days=5),
    )


def prepare(year: PlanYear) -> None:
    PlanYear.objects.filter(pk=year.pk).update(status=PlanYear.Status.DRAFT)


def test_first_page_has_its_dates_only_once_it_is_told(acme, make_person, browser_of, following):
    browser = browser_of(acme, make_person(acme))
    assert "Last day to enroll for then" in words(browser.get("/"))

    prepare(following)

    assert "for then" not in words(browser.get("/"))


def test_next_step_does_not_send_anybody_to_enroll_for_it(following):
    assert next_step("What is my deductible?", frozenset({"then"})).deadline.label == "Last day to enroll for then"

    prepare(following)

    assert next_step("What is my deductible?", frozenset({"then"})).deadline is None


def test_search_of_employees_does_not_ask_for_it_and_that_of_hr_does(following):
    def asked(*, by_hr: bool) -> tuple[str, ...]:
        return search(
            "What is the deductible next year?", day=today(), audience=ANYBODY, limit=3, include_unpublished=by_hr
        ).missing_years

    assert asked(by_hr=False) == asked(by_hr=True) == ("then",)

    prepare(following)

    assert asked(by_hr=True) == ("then",)
    assert "then" not in asked(by_hr=False)
