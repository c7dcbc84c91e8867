"""What a client's trial does to what it pays."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from platform_admin import lifecycle
from platform_admin.billing.invoices import draft_due, issue
from platform_admin.billing.mrr import mrr_of
from platform_admin.billing.prices import PriceList
from platform_admin.billing.subscribe import Terms, cancel_at_periods_end, change_terms, rows_of
from platform_admin.billing.trials import follow_trial
from platform_admin.models import Subscription
from platform_admin.tasks import follow_contracts
from tenants.clock import contract_today
from tenants.context import platform_scope
from tenants.models import Client
from tests.platform_admin.billing.conftest import list_price
from tests.platform_admin.billing.test_pages import form, url

TODAY = contract_today()
LATER = TODAY + timedelta(days=20)


def mrr(client: Client, day: date) -> str:
    return str(mrr_of(rows_of(client), PriceList.read(), day))


def reread(client: Client) -> Client:
    return Client.objects.get(pk=client.pk)


def test_trial_that_is_given_makes_the_subscription_free_until_then(confirmed, subscribed):
    client = subscribed()
    assert mrr(client, TODAY) == "100.00"

    confirmed.post(url("client_trial", client.pk), {"until": LATER.isoformat()})

    assert (mrr(client, TODAY), mrr(client, LATER), mrr(client, LATER + timedelta(days=1))) == (
        "0.00",
        "0.00",
        "100.00",
    )
    row = Subscription.objects.get(valid_to=None)
    # The period that runs goes on: the days before the trial are billed with it, and only once.
    assert (row.trial_ends_on, row.anchor, row.reason) == (LATER, date(2025, 1, 1), "Follows the trial")


def test_trial_that_is_ended_lets_the_subscription_cost_from_today(confirmed, subscribed):
    client = subscribed()
    confirmed.post(url("client_trial", client.pk), {"until": LATER.isoformat()})

    confirmed.post(url("client_trial_end", client.pk))

    assert mrr(client, TODAY) == "100.00"
    assert Subscription.objects.get(valid_to=None, client=client).anchor == date(2025, 1, 1)


def test_terms_agreed_within_a_trial_begin_to_cost_behind_it(confirmed, acme):
    client = Client.objects.get(pk=acme.id)
    lifecycle.set_trial(client, until=LATER, today=TODAY, by=None)
    agreed = {"since": TODAY.isoformat(), "agreed_basis": "flat", "agreed_amount": "70"}

    answer = confirmed.post(url("subscription_change", client.pk), form(**agreed))

    assert answer.status_code == 302, answer.text
    assert (mrr(client, LATER), mrr(client, LATER + timedelta(days=1))) == ("0.00", "70.00")


@pytest.mark.parametrize(("pays", "status"), [(True, "active"), (False, "past_due")])
def test_whoever_has_agreed_to_pay_goes_on_when_the_trial_is_over(acme, subscribed, pays, status):
    client = subscribed() if pays else Client.objects.get(pk=acme.id)
    Client.objects.filter(pk=client.pk).update(trial_until=TODAY - timedelta(days=3))

    follow_contracts()

    assert reread(client).status == status
    assert (reread(client).trial_until is None) is pays


def test_night_follows_a_trial_once(subscribed):
    client = subscribed()
    lifecycle.set_trial(client, until=LATER, today=TODAY, by=None)

    for _ in range(2):
        follow_trial(reread(client), today=TODAY, by=None)

    assert [row.trial_ends_on for row in rows_of(client)] == [None, LATER]


def ends(client: Client) -> list[tuple]:
    return [
        (row.valid_to, row.trial_ends_on) for row in rows_of(client) if row.valid_to is None or row.valid_to > TODAY
    ]


def test_trial_does_not_bring_back_what_was_cancelled(subscribed):
    client = subscribed(valid_from=TODAY - timedelta(days=9))
    end = cancel_at_periods_end(client, today=TODAY, by=None, reason="Leaves")

    lifecycle.set_trial(client, until=TODAY + timedelta(days=3), today=TODAY, by=None)
    follow_trial(client, today=TODAY, by=None)

    assert ends(client) == [(end, client.trial_until)]


@pytest.mark.parametrize("days", [20, 70])
def test_trial_leaves_what_is_planned_and_is_free_as_long_as_it_runs(subscribed, days):
    client, since = subscribed(), TODAY + timedelta(days=40)
    change_terms(client, Terms("starter", discount=Decimal(50)), since=since, today=TODAY, by=None)
    until = TODAY + timedelta(days=days)

    lifecycle.set_trial(client, until=until, today=TODAY, by=None)
    follow_trial(client, today=TODAY, by=None)

    assert ends(client) == [(since, until), (None, until if until >= since else None)]
    assert mrr(client, until) == "0.00"
    assert mrr(client, max(until + timedelta(days=1), since)) == "50.00"

    lifecycle.end_trial(client, by=None)
    follow_trial(client, today=TODAY, by=None)

    assert (mrr(client, TODAY), mrr(client, since)) == ("100.00", "50.00")


def test_trial_of_a_client_whose_terms_are_over_gives_it_none(subscribed):
    client = subscribed(valid_to=TODAY - timedelta(days=2))

    lifecycle.set_trial(client, until=LATER, today=TODAY, by=None)
    follow_trial(client, today=TODAY, by=None)

    assert ends(client) == []


@pytest.mark.parametrize("days_ago", [3, 60], ids=["past due", "suspended"])
def test_terms_agreed_after_the_trial_open_what_its_end_has_closed(confirmed, acme, days_ago):
    list_price()
    client = Client.objects.get(pk=acme.id)
    Client.objects.filter(pk=client.pk).update(trial_until=TODAY - timedelta(days=days_ago))
    lifecycle.fall_due(client, today=TODAY - timedelta(days=days_ago - 1), grace_days=7)
    lifecycle.fall_due(client, today=TODAY, grace_days=7)
    assert client.status == ("past_due" if days_ago == 3 else "suspended")

    confirmed.post(url("subscription_change", client.pk), form(since=TODAY.isoformat()))

    client = reread(client)
    assert (client.status, client.trial_until, client.grace_until) == ("active", None, None)


def test_terms_agreed_settle_no_invoice_that_is_overdue(confirmed, subscribed):
    client = subscribed()
    with platform_scope():
        issue(draft_due(client, today=date(2025, 2, 3))[0], today=date(2025, 2, 3), by=None)
    owing = {"status": "past_due", "trial_until": TODAY - timedelta(days=3), "grace_until": TODAY}
    Client.objects.filter(pk=client.pk).update(**owing)

    confirmed.post(url("subscription_change", client.pk), form(since=TODAY.isoformat(), discount="5"))

    assert reread(client).status == "past_due"


def test_planned_terms_open_nothing_before_their_day(confirmed, acme):
    list_price()
    client = Client.objects.get(pk=acme.id)
    Client.objects.filter(pk=client.pk).update(trial_until=TODAY - timedelta(days=3))
    lifecycle.fall_due(client, today=TODAY, grace_days=7)

    confirmed.post(url("subscription_change", client.pk), form())

    assert reread(client).status == "past_due"
