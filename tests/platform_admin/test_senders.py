"""Clients' own senders as operators and programs see and act on them."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.api_keys import create_api_key
from platform_admin.alerts.rules import RULES
from platform_admin.models import PlatformKey
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.hosts import forget_hosts
from tenants.models import Client
from tenants.senders.models import SenderClaim

GIVEN = {"name": "Benefits at Acme", "address": "benefits@acme.example"}


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def words(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def acts() -> list[str]:
    told = AuditEvent.objects.filter(action__startswith="sender.").order_by("number")
    return list(told.values_list("action", flat=True))


@pytest.fixture
def row(acme) -> Client:
    Client.objects.filter(pk=acme.id).update(own_limits={"custom_domain": True})
    forget_hosts()
    return Client.objects.get(pk=acme.id)


@pytest.fixture
def claim(row) -> SenderClaim:
    with platform_scope():
        return SenderClaim.objects.create(client=row, domain="acme.example", **GIVEN)


@pytest.fixture
def ses(settings) -> None:
    settings.SENDER_SERVICE, settings.SENDER_RECORDS = "ses", ""


@pytest.fixture
def calls(operator) -> Browser:
    with platform_scope():
        made = create_api_key(
            name="Set-up",
            scopes=["read", "domains"],
            valid_for=timedelta(days=1),
            created_by=operator,
            now=timezone.now(),
            kind=PlatformKey,
        )
    return Browser(HTTP_HOST="localhost", HTTP_AUTHORIZATION=f"Bearer {made.secret}")


def test_operator_sets_a_sender_and_both_audits_tell_of_it(portal, row, acme):
    set_ = portal.post(url("client_sender", row.pk), GIVEN)
    page = words(portal.get(set_.headers["Location"]))

    assert SenderClaim.objects.get().added_by == "operator"
    assert SenderClaim.objects.get().proof_value in page
    assert "benefits@acme.example Waiting for DNS" in words(portal.get(url("client_domains", row.pk)))
    with platform_scope():
        assert acts() == ["sender.added"]
    with tenant_scope(acme):
        assert acts() == ["sender.added"]


def test_contract_without_it_is_told_as_the_clients(portal, row):
    Client.objects.filter(pk=row.pk).update(own_limits={"custom_domain": False})

    page = words(portal.get(url("client_sender", row.pk)))

    assert "This client’s contract has no domain of its own." in page
    assert portal.post(url("client_sender", row.pk), GIVEN).status_code == 422


def test_keys_of_the_mail_service_complete_the_records(portal, row, claim, ses):
    before = portal.get(url("client_sender", row.pk))
    assert "Not complete yet" in words(before)
    assert "Keys to be entered" in words(portal.get(url("domains")))

    portal.post(url("client_sender_keys", row.pk), {"keys": "One1\ntwo2\r\n\nthree3\n"})

    claim.refresh_from_db()
    page = words(portal.get(url("client_sender", row.pk)))
    assert claim.keys == [["one1", ""], ["two2", ""], ["three3", ""]]
    assert "three3._domainkey.acme.example" in page
    assert "Not complete yet" not in page
    with platform_scope():
        assert acts() == ["sender.keys_entered"]


@pytest.mark.parametrize(
    ("service", "keys", "why"),
    [
        ("ses", "", "This field is required"),
        ("ses", "a\nb\nc\nd", "1 to 3 lines"),
        ("ses", "a._domainkey", "is no key"),
        ("ses", "a b", "Enter the key alone"),
        ("ses", "a\nA", "comes twice"),
        ("ses", "<script>", "is no key"),
        ("postmark", "pm", "its whole value"),
        ("postmark", "pm p=" + "é", "no plain text"),
        ("postmark", "pm p=" + "x" * 600, "longer than 500"),
    ],
)
def test_keys_that_no_service_gives_are_refused_with_a_sentence(portal, row, claim, settings, service, keys, why):
    settings.SENDER_SERVICE, settings.SENDER_RECORDS = service, ""

    page = portal.post(url("client_sender_keys", row.pk), {"keys": keys})

    claim.refresh_from_db()
    assert page.status_code == 422
    assert why in words(page)
    assert claim.keys == []


def test_operator_checks_mails_and_removes_after_showing_the_factor_again(
    portal, confirmed_again, row, claim, mailoutbox
):
    portal.post(url("client_sender_check", row.pk))
    portal.post(url("client_sender_mail", row.pk), {"email": "it@acme.com"})
    asked = portal.post(url("client_sender_remove", row.pk))
    assert asked.headers["Location"].startswith("/platform-admin/you/confirm/")
    confirmed_again()
    portal.post(url("client_sender_remove", row.pk))

    assert mailoutbox[0].to == ["it@acme.com"]
    assert not SenderClaim.objects.exists()
    with platform_scope():
        assert acts() == ["sender.checked", "sender.records_mailed", "sender.removed"]


def test_client_without_a_sender_has_nothing_to_check_or_remove(portal, row):
    for name in ("client_sender_check", "client_sender_keys"):
        assert portal.post(url(name, row.pk), {"keys": "a"}).status_code == 404


def test_list_of_domains_names_senders_that_fail_and_leaves_out_those_in_use(portal, row, claim, globex):
    with platform_scope():
        other = Client.objects.get(pk=globex.id)
        SenderClaim.objects.create(
            client=other, domain="globex.example", name="HR", address="hr@globex.example", state="verified"
        )
        SenderClaim.objects.filter(pk=claim.pk).update(state="stopped")

    page = words(portal.get(url("domains")))

    assert "benefits@acme.example Acme Corp Stopped" in page
    assert "hr@globex.example" not in page


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"state": "stopped"}, "is no longer used"),
        ({"state": "verified", "failures": 1}, "lacks a DNS record"),
        ({"state": "verified", "checked_at": timezone.now() - timedelta(days=3)}, "was not looked up for two days"),
        ({"state": "waiting"}, ""),
        ({"state": "verified"}, ""),
    ],
    ids=["stopped", "failing", "overdue", "waiting", "in use"],
)
def test_alert_tells_of_a_sender_that_needs_somebody(claim, facts, title):
    (rule,) = (rule for rule in RULES if rule.name == "sender_failing")
    with platform_scope():
        SenderClaim.objects.update(**facts)
        told = [finding.title for finding in rule.find(timezone.now())]

    assert told == ([f"Acme Corp: sender benefits@acme.example {title}"] if title else [])


def test_program_sets_reads_checks_and_removes_a_sender(calls, row):
    path = f"/api/v1/platform/clients/{row.pk}/sender"
    assert calls.get(path).status_code == 404
    put = calls.put(path, GIVEN, content_type="application/json")
    told, claim = put.json(), SenderClaim.objects.get()

    assert (put.status_code, told["address"], told["state"]) == (200, GIVEN["address"], "waiting")
    proof = {"kind": "TXT", "name": claim.proof_name, "values": [claim.proof_value], "is_advised": False}
    assert told["records"][0] == proof
    assert [one["is_advised"] for one in told["records"]] == [False, False, True]
    assert calls.get(path).json() == told
    assert calls.post(f"{path}/check").status_code == 202
    assert calls.delete(path).status_code == 204
    assert calls.get(path).status_code == 404
    with platform_scope():
        assert (acts()[0], acts()[-1]) == ("sender.added", "sender.removed")


def test_program_enters_keys(calls, row, claim, ses):
    path = f"/api/v1/platform/clients/{row.pk}/sender/keys"

    assert calls.put(path, {"keys": "a b"}, content_type="application/json").status_code == 422
    told = calls.put(path, {"keys": "one"}, content_type="application/json").json()

    assert told["lacks_keys"] is False
    assert told["records"][1]["values"] == ["one.dkim.amazonses.com"]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"address": "a@acme.example"}, 422),
        ({**GIVEN, "address": "a@gmail.com"}, 422),
        ({**GIVEN, "address": "a\r\nBcc: b@acme.example"}, 422),
        ({**GIVEN, "more": 1}, 422),
        ({**GIVEN, "address": "a@other.example"}, 409),
    ],
    ids=["no name", "of a provider", "a header", "too much", "another domain"],
)
def test_program_is_told_what_is_wrong(calls, row, claim, given, status):
    path = f"/api/v1/platform/clients/{row.pk}/sender"

    assert calls.put(path, given, content_type="application/json").status_code == status
    claim.refresh_from_db()
    assert claim.address == GIVEN["address"]
