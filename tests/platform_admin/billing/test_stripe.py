"""Stripe, through its own library and over HTTP, with a server that speaks its API on this machine."""

import logging
import time
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import stripe
from django.urls import reverse
from django.utils import timezone

from platform_admin import lifecycle
from platform_admin.billing.bill import bill_client
from platform_admin.billing.invoices import draft_due
from platform_admin.billing.stripe import api
from platform_admin.billing.stripe.api import StripeUnavailable
from platform_admin.billing.stripe.follow import end_at_stripe, follow
from platform_admin.billing.stripe.link import NothingToBill, link, portal_address
from platform_admin.billing.subscribe import Terms, cancel_at_periods_end, change_terms, go_on
from platform_admin.lifecycle import become_past_due
from platform_admin.models import BillingAccount, Invoice, Offboarding, StripeEvent, Subscription
from platform_admin.offboarding import moves
from platform_admin.offboarding.steps import TITLES as STEP_NAMES
from platform_admin.offboarding.steps import advance
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client
from tests.platform_admin.billing.conftest import list_price
from tests.vendors.local_server import Drop, Hang, Malformed, Status, WorkThenDrop
from tests.vendors.stripe_server import KEY, WEBHOOK_SECRET, StripeServer, event, invoice_facts, signature

TODAY = date(2026, 2, 1)
EVENTS = "/stripe/events/"


@pytest.fixture
def server(settings, monkeypatch):
    # The library waits half a second and more before it tries again.
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)
    monkeypatch.setattr(stripe.HTTPClient, "MAX_DELAY", 0.02)
    monkeypatch.setattr(api, "TIMEOUT_SECONDS", 0.5)
    api._client.cache_clear()
    with StripeServer() as running:
        settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE = KEY, running.url
        settings.STRIPE_WEBHOOK_SECRET = WEBHOOK_SECRET
        yield running
    api._client.cache_clear()


@pytest.fixture
def linked(server, subscribed) -> Client:
    client = subscribed()
    with platform_scope():
        link(client, today=TODAY, by=None)
    return client


def account(client: Client) -> BillingAccount:
    with platform_scope():
        return BillingAccount.objects.get(client=client)


def say(visitor, payload: bytes, **headers: str):
    headers = {"Stripe-Signature": signature(payload), **headers}
    return visitor("localhost").post(EVENTS, payload, content_type="application/json", headers=headers)


def test_client_is_made_at_stripe_with_its_price_by_lookup_key(server, subscribed):
    client = subscribed(email="books@acme.example")

    with platform_scope():
        link(client, today=TODAY, by=None)

    (customer,), (product,) = server.of("customer"), server.of("product")
    (price,), (subscription,) = server.of("price"), server.of("subscription")
    assert (customer["email"], customer["metadata[client]"]) == ("books@acme.example", str(client.pk))
    assert (product["id"], product["name"]) == ("plan-starter", "Starter")
    assert (price["lookup_key"], price["product"]) == ("starter-2025-01-01-month", "plan-starter")
    assert Decimal(price["unit_amount_decimal"]) == 10_000
    assert subscription["items[0][price]"] == price["id"]
    assert (account(client).stripe_customer, account(client).stripe_subscription) == (
        customer["id"],
        subscription["id"],
    )
    with tenant_scope(client.ref()):
        assert AuditEvent.objects.filter(action="client.stripe_linked").exists()


def test_second_press_makes_nothing_twice(server, linked):
    with platform_scope():
        link(linked, today=TODAY, by=None)
        BillingAccount.objects.update(stripe_customer="", stripe_subscription="")
        link(linked, today=TODAY, by=None)

    assert [len(server.of(kind)) for kind in ("customer", "product", "price", "subscription")] == [1, 1, 1, 1]


def test_agreed_price_is_the_clients_own_and_exact(server, subscribed):
    agreed = {"agreed_basis": "per_person", "agreed_amount": Decimal("1.333"), "agreed_minimum": Decimal(0)}
    client = subscribed(seats=301, seats_from="contracted", discount=Decimal(10), **agreed)
    row = Subscription.objects.get(client=client)

    with platform_scope():
        link(client, today=TODAY, by=None)

    (price,) = server.of("price")
    assert (price["lookup_key"], Decimal(price["unit_amount_decimal"])) == (f"client-{client.pk}-{row.pk}", 36_030)


def test_nothing_is_made_where_nothing_is_to_be_paid(server, subscribed):
    client = subscribed(trial_ends_on=date(2026, 3, 1))

    with platform_scope(), pytest.raises(NothingToBill):
        link(client, today=TODAY, by=None)

    assert server.requests == []


@pytest.mark.parametrize("fault", [Status(500), Status(503), Drop(), Hang(), WorkThenDrop()], ids=repr)
def test_what_broke_is_sent_again_with_the_same_key_and_made_once(server, subscribed, fault):
    client = subscribed()
    server.play(fault)

    with platform_scope():
        link(client, today=TODAY, by=None)

    first, second = server.requests[:2]
    assert first.path == second.path == "/v1/customers"
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"] == f"customer-{client.pk}"
    assert len(server.of("customer")) == 1


@pytest.mark.parametrize(
    ("faults", "tries"),
    [([Status(429, error_code="rate_limit")], 1), ([Status(500)] * 3, 3), ([Drop()] * 3, 3), ([Malformed()], 1)],
    ids=["429", "500", "drop", "malformed"],
)
def test_what_stays_broken_changes_nothing_here_and_works_the_next_time(server, subscribed, faults, tries):
    client = subscribed()
    server.play(*faults)

    with platform_scope(), pytest.raises(StripeUnavailable):
        link(client, today=TODAY, by=None)

    assert len(server.requests) == tries
    assert account(client).stripe_customer == ""
    with platform_scope():
        link(client, today=TODAY, by=None)
    assert account(client).stripe_subscription


def test_wrong_key_is_said_without_it(server, subscribed, settings, caplog):
    settings.STRIPE_SECRET_KEY = "sk_live_do_not_show"
    client = subscribed()

    with caplog.at_level(logging.DEBUG), platform_scope(), pytest.raises(StripeUnavailable) as refused:
        link(client, today=TODAY, by=None)

    assert refused.value.reason == "AuthenticationError"
    assert "do_not_show" not in f"{caplog.text} {refused.value}"


def test_owner_is_led_to_stripes_pages_and_an_editor_is_not(linked, acme, make_person, browser_of, server):
    owner, editor = (browser_of(acme, make_person(acme, role)) for role in ("hr_admin", "hr_editor"))

    answer = owner.get("/hr/billing/portal/")

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"https://billing.stripe.example/session/{account(linked).stripe_customer}"
    (asked,) = [one for one in server.requests if one.path == "/v1/billing_portal/sessions"]
    assert asked.body["return_url"] == "http://acme.localhost:8000/hr/billing/"
    assert "/hr/billing/portal/" in owner.get("/hr/billing/").text
    assert editor.get("/hr/billing/portal/").status_code == 403


def test_owner_is_told_when_stripes_pages_cannot_be_reached(linked, acme, make_person, browser_of, server):
    server.play(Status(500), Status(500), Status(500))

    answer = browser_of(acme, make_person(acme, "hr_admin")).get("/hr/billing/portal/")

    assert answer.status_code == 503
    assert "Nothing is lost" in answer.text


def test_portal_is_asked_for_by_the_accounts_own_customer(linked):
    address = portal_address(account(linked), back="http://acme.localhost/")

    assert address.endswith(account(linked).stripe_customer)


def test_operator_hands_a_client_over_by_a_button(confirmed, operator, server, subscribed):
    client = subscribed()
    there = reverse("platform_admin:stripe_link", args=[client.pk], urlconf="config.urls_platform")

    page = confirmed.post(there, follow=True)

    assert "Stripe bills Acme Corp from now on" in page.text
    assert account(client).stripe_subscription


def test_operator_is_told_when_stripe_does_not_answer(confirmed, server, subscribed):
    client = subscribed()
    server.play(Status(500), Status(500), Status(500))
    there = reverse("platform_admin:stripe_link", args=[client.pk], urlconf="config.urls_platform")

    assert "Stripe did not take it" in confirmed.post(there, follow=True).text
    assert account(client).stripe_customer == ""


class TestFollow:
    """What is agreed here is told to Stripe, at once or by the night; told again, it changes nothing."""

    @pytest.fixture(autouse=True)
    def _on_the_platform(self):
        with platform_scope():
            yield

    def there(self, server) -> dict:
        (subscription,) = server.of("subscription")
        return subscription

    def sent(self, server) -> int:
        return sum(one.method != "GET" for one in server.requests)

    def test_other_terms_change_the_price_there_once(self, server, linked):
        list_price("professional", amount="250")
        change_terms(linked, Terms("professional"), since=TODAY, today=TODAY, by=None)

        bill_client(linked, today=TODAY)
        sent = self.sent(server)
        bill_client(linked, today=TODAY)

        assert self.sent(server) == sent
        price = server.objects[self.there(server)["items[0][price]"]]
        assert (Decimal(price["unit_amount_decimal"]), self.there(server)["items[0][id]"]) == (
            25_000,
            self.there(server)["items"]["data"][0]["id"],
        )

    def test_list_price_that_rises_under_a_discount_is_another_price(self, server, subscribed):
        client = subscribed(discount=Decimal(10))
        link(client, today=TODAY, by=None)
        list_price(since=date(2026, 3, 1), amount="200")

        follow(client, today=date(2026, 3, 1), by=None)

        price = server.objects[self.there(server)["items[0][price]"]]
        assert Decimal(price["unit_amount_decimal"]) == 18_000

    def test_end_that_is_planned_is_planned_there_and_taken_back(self, server, linked):
        end = cancel_at_periods_end(linked, today=TODAY, by=None, reason="Leaves")
        follow(linked, today=TODAY, by=None)
        assert self.there(server)["cancel_at"] == str(int(datetime(2026, 3, 1, tzinfo=UTC).timestamp()))
        assert end == date(2026, 3, 1)

        go_on(linked, today=TODAY, by=None)
        follow(linked, today=TODAY, by=None)
        assert self.there(server)["cancel_at"] == ""

    def test_trial_is_free_there_and_ends_there(self, server, linked):
        lifecycle.set_trial(linked, until=date(2026, 2, 20), today=TODAY, by=None)
        bill_client(linked, today=TODAY)
        assert self.there(server)["trial_end"] == str(int(datetime(2026, 2, 21, tzinfo=UTC).timestamp()))

        lifecycle.end_trial(linked, by=None)
        bill_client(linked, today=date(2026, 2, 10))
        assert self.there(server)["trial_end"] == "now"

    def test_client_that_leaves_is_billed_nothing_there_until_it_is_called_off(self, server, linked):
        for status, behavior in (("offboarding", "void"), ("active", None)):
            Client.objects.filter(pk=linked.pk).update(status=status)
            linked.refresh_from_db()
            bill_client(linked, today=TODAY)
            assert self.there(server).pop("pause_collection[behavior]", None) == behavior

    def test_terms_that_are_over_end_it_there_and_no_day_is_billed_here_that_was_billed_there(self, server, linked):
        self.there(server)["items"]["data"][0]["current_period_end"] = int(
            datetime(2026, 3, 20, tzinfo=UTC).timestamp()
        )
        Subscription.objects.update(valid_to=date(2026, 3, 1))

        bill_client(linked, today=date(2026, 3, 2))

        assert self.there(server)["status"] == "canceled"
        assert (account(linked).stripe_subscription, account(linked).stripe_until) == ("", date(2026, 3, 20))
        assert Invoice.objects.count() == 0
        change_terms(linked, Terms("starter"), since=date(2026, 3, 2), today=date(2026, 3, 2), by=None)
        drafts = draft_due(linked, today=date(2026, 6, 5))
        assert [draft.period_from for draft in drafts] == [date(2026, 4, 2), date(2026, 5, 2)]

    def test_night_tries_again_what_could_not_be_told_and_bills_on(self, server, linked):
        Subscription.objects.update(valid_to=date(2026, 2, 1))
        server.play(Status(500), Status(500), Status(500))

        bill_client(linked, today=TODAY)
        assert account(linked).stripe_subscription
        bill_client(linked, today=TODAY)

        assert account(linked).stripe_subscription == ""

    @pytest.mark.parametrize("gone", ["canceled", "missing"])
    def test_ending_twice_or_what_is_over_there_is_no_trouble(self, server, linked, gone):
        if gone == "canceled":
            self.there(server)["status"] = "canceled"
        else:
            server.objects.pop(account(linked).stripe_subscription)

        for _ in range(2):
            end_at_stripe(linked, today=TODAY, by=None)

        assert account(linked).stripe_subscription == ""
        assert AuditEvent.objects.filter(action="client.stripe_unlinked").count() == 1

    def test_what_cannot_be_ended_is_said_also_without_a_key(self, server, linked, settings):
        settings.STRIPE_SECRET_KEY = ""

        with pytest.raises(StripeUnavailable, match="no key is set"):
            end_at_stripe(linked, today=TODAY, by=None)

        assert account(linked).stripe_subscription


def test_client_that_is_deleted_is_billed_by_stripe_no_more_or_the_step_says_so_and_is_tried_again(server, linked):
    with platform_scope():
        offboarding = moves.offboard(linked, by=None, reason="Contract ended")
        earlier = list(STEP_NAMES)[: list(STEP_NAMES).index("records")]
        offboarding.steps.filter(name__in=earlier).update(state="done")
        Offboarding.objects.update(deletion_began_at=timezone.now(), hold_until=timezone.now())
        step = offboarding.steps.filter(name="records")
        server.play(Status(500), Status(500), Status(500))

        advance(offboarding.pk)
        assert step.get().state == "failed"
        assert "StripeUnavailable" in step.get().failure
        assert server.of("subscription")[0]["status"] == "active"

        advance(offboarding.pk)
        assert server.of("subscription")[0]["status"] == "canceled"
        # What is looked for at the end finds the schema that this test has left, and begins again.
        assert step.get().failure == ""
        assert not BillingAccount.objects.filter(client=linked).exists()


def test_operator_is_told_that_stripe_hears_of_a_change_tonight(confirmed, server, linked):
    server.play(Status(500), Status(500), Status(500))
    there = reverse("platform_admin:subscription_cancel", args=[linked.pk], urlconf="config.urls_platform")

    page = confirmed.post(there, {"reason": "Leaves"}, follow=True)

    assert "Stripe could not be told of it now" in page.text


class TestEvents:
    def test_invoice_is_taken_over_as_it_is_at_stripe_now(self, linked, server, visitor):
        told = server.put("invoices", **invoice_facts(account(linked).stripe_customer))

        answer = say(visitor, event("invoice.finalized", {**told, "total": 1, "status": "draft"}))

        assert (answer.status_code, answer.text) == (200, "done")
        invoice = Invoice.objects.get()
        assert (invoice.client, invoice.number, invoice.status) == (linked, "ACME-0001", "issued")
        assert (invoice.subtotal, invoice.tax, invoice.total) == (Decimal(110), Decimal(10), Decimal(120))
        assert [(line.text, line.amount) for line in invoice.lines.all()] == [("Starter", Decimal(110))]

    def test_order_of_events_does_not_matter(self, linked, server, visitor):
        told = server.put("invoices", **invoice_facts(account(linked).stripe_customer))
        opened = dict(told)
        told |= {"status": "paid", "status_transitions": {"finalized_at": 1_769_904_100, "paid_at": 1_770_000_000}}

        say(visitor, event("invoice.paid", told, event_id="evt_2"))
        say(visitor, event("invoice.finalized", opened, event_id="evt_1"))

        invoice = Invoice.objects.get()
        assert (invoice.status, invoice.paid_on) == ("paid", date(2026, 2, 2))

    def test_event_that_is_sent_again_changes_nothing(self, linked, server, visitor):
        told = server.put("invoices", **invoice_facts(account(linked).stripe_customer))
        payload = event("invoice.finalized", told)
        say(visitor, payload)
        asked = len(server.requests)

        assert say(visitor, payload).text == "seen"

        assert len(server.requests) == asked
        assert (Invoice.objects.count(), StripeEvent.objects.count()) == (1, 1)

    def test_payment_at_stripe_ends_being_past_due(self, linked, server, visitor):
        paid = {"status": "paid", "status_transitions": {"finalized_at": 1_769_904_100, "paid_at": 1_770_000_000}}
        told = server.put("invoices", **invoice_facts(account(linked).stripe_customer, **paid))
        with platform_scope():
            become_past_due(linked, grace_until=date(2026, 12, 31), by=None)

        say(visitor, event("invoice.paid", told))

        linked.refresh_from_db()
        assert linked.status == "active"

    @pytest.mark.parametrize(
        "signed",
        [
            "",
            "nonsense",
            "t=1,v1=00",
            lambda payload: signature(payload, secret="whsec_another"),
            lambda payload: signature(payload, at=time.time() - 301),
            lambda payload: signature(payload.replace(b"evt_1", b"evt_9")),
        ],
        ids=["none", "nonsense", "forged", "another-secret", "old", "of-another-body"],
    )
    def test_what_is_not_signed_by_stripe_is_refused(self, linked, server, visitor, signed):
        told = server.put("invoices", **invoice_facts(account(linked).stripe_customer))
        payload = event("invoice.finalized", told)

        answer = say(visitor, payload, **{"Stripe-Signature": signed(payload) if callable(signed) else signed})

        assert answer.status_code == 400
        assert (Invoice.objects.count(), StripeEvent.objects.count()) == (0, 0)

    @pytest.mark.parametrize(
        ("kind", "more"),
        [("payout.paid", {}), ("invoice.finalized", {"account": "acct_of_somebody_else"}), ("invoice.upcoming", {})],
        ids=["unknown", "foreign-account", "without-id"],
    )
    def test_what_is_none_of_ours_is_passed_over(self, linked, server, visitor, kind, more):
        told = server.put("invoices", **invoice_facts(account(linked).stripe_customer))
        if kind == "invoice.upcoming":
            told = {name: value for name, value in told.items() if name != "id"}

        answer = say(visitor, event(kind, told, **more))

        assert (answer.status_code, answer.text) == (200, "ignored")
        assert Invoice.objects.count() == 0

    def test_customer_of_somebody_else_is_passed_over(self, linked, server, visitor):
        told = server.put("invoices", **invoice_facts("cus_unknown"))

        assert say(visitor, event("invoice.finalized", told)).text == "ignored"
        assert (Invoice.objects.count(), StripeEvent.objects.count()) == (0, 0)

    def test_event_that_names_our_customer_over_anothers_invoice_takes_nothing_over(self, linked, server, visitor):
        told = server.put("invoices", **invoice_facts("cus_unknown"))

        say(visitor, event("invoice.finalized", {**told, "customer": account(linked).stripe_customer}))

        assert Invoice.objects.count() == 0

    def test_nothing_is_kept_when_stripe_cannot_be_asked_so_that_it_is_said_again(self, linked, server, visitor):
        told = server.put("invoices", **invoice_facts(account(linked).stripe_customer))
        payload = event("invoice.finalized", told)
        server.play(Status(500), Status(500), Status(500))

        assert say(visitor, payload).status_code == 503
        assert StripeEvent.objects.count() == 0
        assert say(visitor, payload).text == "done"

    def test_draft_at_stripe_is_not_shown(self, linked, server, visitor):
        told = server.put("invoices", **invoice_facts(account(linked).stripe_customer, status="draft", number=None))

        assert say(visitor, event("invoice.created", told)).text == "done"
        assert Invoice.objects.count() == 0

    def test_subscription_that_ended_at_stripe_is_billed_here_again(self, linked, server, visitor):
        subscription = server.objects[account(linked).stripe_subscription]
        subscription["status"] = "canceled"

        say(visitor, event("customer.subscription.deleted", subscription))

        assert account(linked).stripe_subscription == ""

    def test_without_a_key_there_is_no_such_address(self, linked, visitor, settings):
        settings.STRIPE_SECRET_KEY = ""

        assert say(visitor, event("invoice.paid", {"id": "in_1"})).status_code == 404


def test_without_a_key_nothing_of_stripe_is_shown(subscribed, portal, acme, make_person, browser_of):
    client = subscribed()

    page = portal.get(reverse("platform_admin:client_billing", args=[client.pk], urlconf="config.urls_platform"))
    own = browser_of(acme, make_person(acme, "hr_admin"))

    assert "Stripe" not in page.text
    assert "Cards and payments" not in own.get("/hr/billing/").text
    assert own.get("/hr/billing/portal/").status_code == 404
