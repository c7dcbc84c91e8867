"""What is agreed with a client: rows that end where the next begin, and that nobody writes over."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from platform_admin.billing.prices import Price
from platform_admin.billing.subscribe import (
    CannotChange,
    Terms,
    cancel_at_periods_end,
    change_terms,
    go_on,
    rows_of,
)
from platform_admin.models import Subscription
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client
from tests.platform_admin.billing.conftest import list_price

TODAY = date(2026, 2, 10)


@pytest.fixture(autouse=True)
def _on_the_platform():
    with platform_scope():
        yield


@pytest.fixture
def unsubscribed(acme) -> Client:
    list_price()
    list_price("professional", amount="250")
    return Client.objects.get(pk=acme.id)


def change(client: Client, terms: Terms, since: date = TODAY, today: date = TODAY) -> Subscription | None:
    return change_terms(client, terms, since=since, today=today, by=None, reason="Agreed")


def days(client: Client) -> list[tuple]:
    return [(row.valid_from, row.valid_to, row.tier, row.anchor) for row in rows_of(client)]


def test_change_ends_the_row_and_adds_the_next_and_periods_go_on(unsubscribed):
    change(unsubscribed, Terms("starter"), since=date(2026, 1, 5), today=date(2026, 1, 5))
    change(unsubscribed, Terms("professional"))

    assert days(unsubscribed) == [
        (date(2026, 1, 5), TODAY, "starter", date(2026, 1, 5)),
        (TODAY, None, "professional", date(2026, 1, 5)),
    ]
    event = AuditEvent.objects.filter(action="client.subscription_changed").order_by("-number").first()
    assert event.detail["before"] == "Starter, monthly, list price"
    assert event.detail["after"] == "Professional, monthly, list price"
    with tenant_scope(unsubscribed.ref()):
        assert AuditEvent.objects.filter(action="client.subscription_changed").count() == 2


def test_plan_takes_its_limits_along_from_its_day_on(unsubscribed):
    change(unsubscribed, Terms("professional"))
    unsubscribed.refresh_from_db()
    assert unsubscribed.tier == "professional"

    change(unsubscribed, Terms("starter"), since=date(2026, 3, 1))
    unsubscribed.refresh_from_db()
    assert unsubscribed.tier == "professional"


def test_terms_that_hold_already_add_nothing(unsubscribed):
    change(unsubscribed, Terms("starter"))

    assert change(unsubscribed, Terms("starter")) is None
    assert len(rows_of(unsubscribed)) == 1


def test_what_was_in_force_is_never_changed(unsubscribed):
    change(unsubscribed, Terms("starter"), since=date(2026, 1, 5), today=date(2026, 1, 5))

    with pytest.raises(CannotChange, match="before February 10, 2026 is never changed"):
        change(unsubscribed, Terms("professional"), since=date(2026, 2, 9))


def test_planned_change_can_be_taken_back_by_another(unsubscribed):
    change(unsubscribed, Terms("starter"))
    change(unsubscribed, Terms("professional"), since=date(2026, 4, 1))

    change(unsubscribed, Terms("starter", discount=Decimal(5)), since=date(2026, 3, 1))

    assert [(row.valid_from, row.valid_to, row.tier) for row in rows_of(unsubscribed)] == [
        (TODAY, date(2026, 3, 1), "starter"),
        (date(2026, 3, 1), None, "starter"),
    ]
    assert Subscription.objects.filter(client=unsubscribed, valid_from=date(2026, 4, 1)).exists()


def test_how_often_it_is_billed_changes_with_a_period(unsubscribed):
    change(unsubscribed, Terms("starter"), since=date(2026, 1, 5), today=date(2026, 1, 5))

    with pytest.raises(CannotChange, match="choose March 5, 2026, when the next one begins"):
        change(unsubscribed, Terms("starter", period="yearly"), since=date(2026, 3, 1))
    assert change(unsubscribed, Terms("starter", period="yearly"), since=date(2026, 3, 5)).anchor == date(2026, 3, 5)


def test_periods_begin_when_the_trial_is_over(unsubscribed):
    trial = Terms("starter", trial_ends_on=date(2026, 2, 20))

    assert change(unsubscribed, trial).anchor == date(2026, 2, 21)
    assert change(unsubscribed, replace(trial, trial_ends_on=date(2026, 3, 1))).anchor == date(2026, 3, 2)
    assert change(unsubscribed, Terms("starter")).anchor == TODAY


def test_plan_without_a_price_is_had_at_an_agreed_one_only(unsubscribed):
    with pytest.raises(CannotChange, match="Enterprise has no list price on February 10, 2026"):
        change(unsubscribed, Terms("enterprise"))

    agreed = Price("flat", Decimal(900), Decimal(0), Decimal(0))
    assert change(unsubscribed, Terms("enterprise", agreed=agreed)).agreed_amount == 900


def test_subscription_ends_with_its_period_and_can_go_on_after_all(unsubscribed):
    change(unsubscribed, Terms("starter"), since=date(2026, 1, 5), today=date(2026, 1, 5))

    assert cancel_at_periods_end(unsubscribed, today=TODAY, by=None, reason="Leaves") == date(2026, 3, 5)
    with pytest.raises(CannotChange, match="ends already, on March 4, 2026"):
        cancel_at_periods_end(unsubscribed, today=TODAY, by=None, reason="Leaves")
    go_on(unsubscribed, today=TODAY, by=None)

    assert days(unsubscribed) == [
        (date(2026, 1, 5), date(2026, 3, 5), "starter", date(2026, 1, 5)),
        (date(2026, 3, 5), None, "starter", date(2026, 1, 5)),
    ]
    with pytest.raises(CannotChange, match="no subscription that is about to end"):
        go_on(unsubscribed, today=TODAY, by=None)


def test_client_that_comes_back_begins_periods_anew(unsubscribed):
    change(unsubscribed, Terms("starter"), since=date(2025, 6, 5), today=date(2025, 6, 5))
    cancel_at_periods_end(unsubscribed, today=date(2025, 7, 1), by=None, reason="Leaves")

    back = change(unsubscribed, Terms("starter"), since=date(2026, 2, 10))

    assert (back.valid_from, back.anchor) == (TODAY, TODAY)
