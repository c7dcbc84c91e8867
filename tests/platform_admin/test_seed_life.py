"""The demo's trial, requests to join and list of people: there after the first start, and as left after the next."""

from datetime import timedelta

import pytest

from accounts.models import InvitationList, JoinRequest, JoinRule
from platform_admin import lifecycle
from platform_admin.seed_life import TRIAL_DAYS, seed_joining, seed_roster, seed_trial
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


def test_list_of_people_waits_for_hr_with_something_of_everything(acme, make_person):
    make_person(acme, "hr_admin")
    make_person(acme, email="ann@acme.example", name="Ann Lee")
    seed_roster(acme)
    seed_roster(acme)

    with tenant_scope(acme):
        listing = InvitationList.objects.get()
        assert (listing.reading, listing.confirmed_at, listing.file) == ("done", None, "")
        ready = listing.lines.filter(status="ready").order_by("number").values_list("name", "is_change")
        assert list(ready) == [
            ("Ann Lee", True),
            ("Nadia Frost", False),
            ("Theo Lindqvist", False),
            ("Marisol Vega", False),
        ]
        assert set(listing.lines.filter(status="faulty").values_list("fault", flat=True)) == {"form", "empty", "twice"}


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
