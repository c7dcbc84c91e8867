"""The demo's trial and its requests to join: there after the first start, and as they were left after the next."""

from datetime import timedelta

import pytest

from accounts.models import JoinRequest, JoinRule
from platform_admin import lifecycle
from platform_admin.seed_life import TRIAL_DAYS, seed_joining, seed_trial
from tenants.clock import contract_today
from tenants.context import tenant_scope
from tenants.models import Client


@pytest.fixture
def row(acme) -> Client:
    return Client.objects.get(pk=acme.id)


def test_requests_are_made_once(acme, make_person):
    make_person(acme, "hr_admin")
    seed_joining(acme)
    with tenant_scope(acme):
        assert JoinRule.objects.get().domains == ["acme.example"]
        assert JoinRequest.objects.waiting().count() == 2
        JoinRequest.objects.all().delete()

    seed_joining(acme)

    with tenant_scope(acme):
        assert not JoinRequest.objects.exists()


def test_trial_is_made_once_and_what_was_decided_stays(acme, row):
    seed_trial(acme)
    assert Client.objects.get(pk=row.pk).trial_days_left(contract_today()) == TRIAL_DAYS
    lifecycle.end_trial(row, by=None)

    seed_trial(acme)

    assert Client.objects.get(pk=row.pk).trial_until is None


def test_trial_of_a_demo_that_goes_on_for_long_ends_for_nobody(acme, row):
    seed_trial(acme)
    over = contract_today() - timedelta(days=1)
    Client.objects.filter(pk=row.pk).update(trial_until=over)
    lifecycle.fall_due(row, today=contract_today(), grace_days=7)
    assert row.status == "past_due"

    seed_trial(acme)

    row.refresh_from_db()
    assert (row.status, row.trial_days_left(contract_today())) == ("active", TRIAL_DAYS)
