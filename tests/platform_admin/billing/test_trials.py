"""What a client's trial does to what it pays."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from platform_admin import lifecycle
from platform_admin.billing.mrr import mrr_of
from platform_admin.billing.prices import PriceList
from platform_admin.billing.subscribe import rows_of
from platform_admin.billing.trials import follow_trial
from platform_admin.models import Subscription
from platform_admin.tasks import follow_contracts
from tenants.models import Client
from tests.platform_admin.billing.test_pages import form, url

TODAY = timezone.localdate()
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
    assert (row.trial_ends_on, row.anchor, row.reason) == (LATER, LATER + timedelta(days=1), "Follows the trial")


def test_trial_that_is_ended_lets_the_subscription_cost_from_today(confirmed, subscribed):
    client = subscribed()
    confirmed.post(url("client_trial", client.pk), {"until": LATER.isoformat()})

    confirmed.post(url("client_trial_end", client.pk))

    assert mrr(client, TODAY) == "100.00"
    assert Subscription.objects.get(valid_to=None, client=client).anchor == TODAY


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
