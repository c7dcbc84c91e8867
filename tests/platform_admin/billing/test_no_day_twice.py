"""Whatever is agreed, given and taken back in whatever order: no day is billed twice."""

import random
import re
from collections import Counter
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from platform_admin import lifecycle
from platform_admin.billing.invoices import draft_due
from platform_admin.billing.prices import Price
from platform_admin.billing.subscribe import CannotChange, Terms, cancel_at_periods_end, change_terms, go_on, rows_of
from platform_admin.billing.trials import follow_trial, free_until
from platform_admin.models import InvoiceLine, Subscription
from tenants.context import platform_scope
from tenants.models import Client, IllegalMove
from tests.platform_admin.billing.conftest import list_price

DAY = timedelta(days=1)
BEGAN = date(2025, 1, 15)
_DAY = r"([A-Z][a-z]+ \d+, \d{4})"


@pytest.fixture(autouse=True)
def _on_the_platform():
    with platform_scope():
        yield


def billed_days() -> Counter:
    """Return how often each day stands on a line of an invoice, read from the words that the client reads."""
    days: Counter = Counter()
    for text in InvoiceLine.objects.filter(is_settlement=False, amount__gt=0).values_list("text", flat=True):
        first, last = (datetime.strptime(told, "%B %d, %Y").date() for told in re.findall(_DAY, text))
        days.update(first + DAY * number for number in range((last - first).days + 1))
    return days


def do_something(client: Client, chance: random.Random, today: date) -> None:
    since = today + DAY * chance.choice((0, 0, 0, 10, 45))
    agreed = Price("flat", Decimal(chance.randint(50, 400)), Decimal(0), Decimal(0))
    terms = Terms("starter", agreed, period=chance.choice(("monthly", "monthly", "yearly")))
    terms = Terms(terms.tier, agreed, period=terms.period, trial_ends_on=free_until(client, since))
    match chance.randint(0, 6):
        case 0 | 1:
            change_terms(client, terms, since=since, today=today, by=None)
        case 2 | 3:
            lifecycle.set_trial(client, until=today + DAY * chance.randint(0, 50), today=today, by=None)
            follow_trial(client, today=today, by=None)
        case 4:
            lifecycle.end_trial(client, by=None)
            follow_trial(client, today=today, by=None)
        case 5:
            cancel_at_periods_end(client, today=today, by=None, reason="Leaves")
        case 6:
            go_on(client, today=today, by=None)


@pytest.mark.parametrize("seed", range(10))
def test_no_day_is_billed_twice(subscribed, seed):
    chance, today = random.Random(seed), BEGAN
    client = subscribed(valid_from=BEGAN, period=chance.choice(("monthly", "yearly")))
    for _ in range(30):
        today += DAY * chance.randint(1, 25)
        client.refresh_from_db()
        with suppress(CannotChange, IllegalMove):
            do_something(client, chance, today)
        draft_due(client, today=today)

    days = billed_days()
    assert len(days) > 30
    assert {day: number for day, number in days.items() if number > 1} == {}


@pytest.mark.parametrize("period", ["monthly", "yearly"])
def test_period_that_was_begun_goes_on_through_a_trial(subscribed, period):
    client = subscribed(valid_from=BEGAN, period=period)
    draft_due(client, today=date(2025, 3, 20))

    lifecycle.set_trial(client, until=date(2025, 4, 10), today=date(2025, 3, 20), by=None)
    follow_trial(client, today=date(2025, 3, 20), by=None)
    draft_due(client, today=date(2026, 1, 14))

    assert {row.anchor for row in rows_of(client)} == {BEGAN}
    assert max(billed_days().values()) == 1


def test_year_that_is_billed_cannot_be_billed_by_the_month_before_it_is_over(subscribed):
    list_price()
    client = subscribed(valid_from=BEGAN, period="yearly")
    draft_due(client, today=BEGAN)

    with pytest.raises(CannotChange, match="choose January 15, 2026"):
        change_terms(client, Terms("starter"), since=BEGAN, today=BEGAN, by=None)
    assert Subscription.objects.get(valid_to=None).period == "yearly"
