"""Alerts: opened once, mailed at most daily, closed by themselves; and the programs that are told of them."""

import base64
import hmac
import ipaddress
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from platform_admin.alerts.addresses import WHY, AddressRefused, checked_url, is_public, pinned
from platform_admin.alerts.rules import RULES
from platform_admin.alerts.send import DISABLED_AFTER, WAITS, announce, make_webhook, send_due
from platform_admin.alerts.watch import acknowledge, watch
from platform_admin.models import (
    Alert,
    CanaryRun,
    ClientDay,
    ClientFigures,
    Incident,
    LimitNotice,
    PartState,
    Webhook,
    WebhookDelivery,
)
from platform_admin.status.incidents import NewIncident, go_on, open_incident
from tenants import event_stream
from tenants.audit.log import record
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope
from tenants.domains.models import DomainClaim
from tenants.models import Client, SchemaMigration
from tenants.senders.models import SenderClaim

NOW = timezone.now()


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


@pytest.fixture
def on_platform(acme) -> Iterator[None]:
    with platform_scope():
        yield


def open_keys() -> set[str]:
    return set(Alert.objects.filter(closed_at__isnull=True).values_list("key", flat=True))


def leak(client, other, outcome="leaked", at=NOW) -> None:
    layers = [{"layer": "files", "at_home": True, "elsewhere": outcome == "leaked", "trouble": ""}]
    CanaryRun.objects.create(client_id=client.id, other_id=other.id, outcome=outcome, layers=layers, at=at)


TROUBLE = {
    "events_lost": lambda acme, globex: event_stream.done(acme.schema_name, [], aside=[("KeyError", "{}")]),
    "canary_leak": lambda acme, globex: leak(acme, globex),
    "canary_blind": lambda acme, globex: leak(acme, globex, "blind"),
    "health_fell": lambda acme, globex: (
        ClientDay.objects.create(client_id=acme.id, day=NOW.date() - timedelta(days=9), health=80),
        ClientFigures.objects.create(client_id=acme.id, health=65),
    ),
    "client_behind": lambda acme, globex: SchemaMigration.objects.filter(pk=acme.schema_name).update(applied=[]),
    "creation_failed": lambda acme, globex: Client.objects.filter(pk=acme.id).update(
        status="provisioning", failure="The database was full."
    ),
    "part_down": lambda acme, globex: PartState.objects.create(name="model", state="down", words="It fails."),
    "queue_age": lambda acme, globex: PartState.objects.create(name="queue_ingest", state="degraded", words="9 wait."),
    "backup_old": lambda acme, globex: Client.objects.filter(pk=acme.id).update(created_at=NOW - timedelta(days=30)),
    "audit_broken": lambda acme, globex: record(
        "audit.broken", actor=None, subject=Client.objects.get(pk=acme.id), row=3, what="it was changed"
    ),
    "limit_reached": lambda acme, globex: LimitNotice.objects.create(client_id=acme.id, limit="people", level="full"),
    "domain": lambda acme, globex: DomainClaim.objects.create(
        client_id=acme.id, host="benefits.acme.example", state="stopped"
    ),
    "sender_failing": lambda acme, globex: SenderClaim.objects.create(
        client_id=acme.id, name="HR", address="hr@acme.example", domain="acme.example", state="stopped"
    ),
    "domain_expiring": lambda acme, globex: DomainClaim.objects.create(
        client_id=acme.id,
        host="benefits.acme.example",
        state="verified",
        tls_state="issued",
        tls_not_after=NOW + timedelta(days=6),
    ),
    "tests_failing": lambda acme, globex: ClientFigures.objects.create(client_id=acme.id, critical_failing=2),
}


def test_every_rule_is_tried_below():
    assert {rule.name for rule in RULES} == set(TROUBLE)


@pytest.mark.parametrize("rule", sorted(TROUBLE))
def test_trouble_opens_one_alert_and_is_told_once(on_platform, operator, acme, globex, rule):
    TROUBLE[rule](acme, globex)

    watch(NOW)
    watch(NOW + timedelta(minutes=2))

    assert [alert.rule for alert in Alert.objects.all()] == [rule]
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == [operator.email]
    assert Alert.objects.get().title in mail.outbox[0].body


@pytest.mark.parametrize("rule", sorted(set(TROUBLE) - {"part_down", "queue_age"}))
def test_title_text_and_message_name_the_client_they_are_about(on_platform, operator, acme, globex, rule):
    make_webhook(name="Pager", url="https://hooks.example/", by=operator)
    TROUBLE[rule](acme, globex)

    watch(NOW)

    alert, sent = Alert.objects.get(), json.loads(WebhookDelivery.objects.earliest("created_at").body)["data"]
    assert "Acme Corp" in alert.text
    if alert.client_id:
        assert "Acme Corp" in alert.title
        assert sent["client_name"] == "Acme Corp"


def test_nothing_is_opened_where_nothing_is_wrong(on_platform, operator, acme, globex):
    ClientDay.objects.create(client_id=acme.id, day=NOW.date() - timedelta(days=9), health=79)
    ClientFigures.objects.create(client_id=acme.id, health=65)

    watch(NOW)

    assert (open_keys(), mail.outbox) == (set(), [])


def test_alert_is_mailed_again_after_a_day_until_somebody_takes_it_on(on_platform, operator, acme, globex):
    TROUBLE["tests_failing"](acme, globex)
    watch(NOW)
    watch(NOW + timedelta(hours=23))
    assert len(mail.outbox) == 1

    watch(NOW + timedelta(hours=25))
    assert len(mail.outbox) == 2

    acknowledge(Alert.objects.get(), by=operator, note="I call them", now=NOW)
    watch(NOW + timedelta(hours=60))
    assert len(mail.outbox) == 2


def test_alert_closes_by_itself_and_says_so(on_platform, operator, acme, globex):
    TROUBLE["tests_failing"](acme, globex)
    watch(NOW)

    ClientFigures.objects.update(critical_failing=0)
    watch(NOW + timedelta(minutes=2))
    watch(NOW + timedelta(minutes=4))

    assert open_keys() == set()
    assert mail.outbox[-1].subject.startswith("Over: Acme Corp")
    assert len(mail.outbox) == 2


def test_trouble_that_comes_back_is_another_alert(on_platform, operator, acme, globex):
    for critical in (1, 0, 1):
        ClientFigures.objects.update_or_create(client_id=acme.id, defaults={"critical_failing": critical})
        watch(NOW)

    assert Alert.objects.count() == 2
    assert len(open_keys()) == 1


def test_mail_that_does_not_go_is_tried_again(on_platform, operator, acme, globex, settings, monkeypatch):
    TROUBLE["tests_failing"](acme, globex)

    def down(*told: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("platform_admin.alerts.watch.send_letter", down)
    watch(NOW)
    monkeypatch.undo()
    watch(NOW + timedelta(minutes=2))

    assert len(mail.outbox) == 1


def test_leak_opens_an_incident_that_only_operators_see(on_platform, operator, acme, globex):
    leak(acme, globex)

    watch(NOW)

    incident = Incident.objects.get()
    assert (incident.is_shown, incident.severity) == (False, "outage")
    assert "Critical: " in mail.outbox[0].subject


def test_incident_names_its_clients_wherever_it_is_told_of(on_platform, operator, acme):
    make_webhook(name="Pager", url="https://hooks.example/", by=operator)
    words = {"title": "Slow", "title_es": "Lento", "text": "It is slow.", "text_es": "Va lento."}
    one = Client.objects.get(pk=acme.id)
    incident = open_incident(
        NewIncident(**words, severity="degraded", components=[], clients=[one]), by=operator, now=NOW
    )
    go_on(incident, text="Over.", text_es="Fin.", is_the_end=True, by=operator, now=NOW)

    told = [json.loads(row.body)["data"]["clients"] for row in WebhookDelivery.objects.all()]
    kept = [row.detail["clients"] for row in AuditEvent.objects.filter(action__startswith="incident.")]
    assert told == kept == ["Acme Corp", "Acme Corp"]


def test_leak_is_over_when_the_same_client_is_found_apart_again(on_platform, operator, acme, globex):
    leak(acme, globex, at=NOW - timedelta(hours=2))
    watch(NOW)

    leak(acme, globex, "held", at=NOW - timedelta(hours=1))
    watch(NOW)

    assert open_keys() == set()


def test_operator_takes_an_alert_on_and_the_page_says_who(confirmed, operator, acme, globex):
    with platform_scope():
        TROUBLE["tests_failing"](acme, globex)
        watch(NOW)
        alert = Alert.objects.get()

    confirmed.post(url("alert_acknowledge", alert.pk), {"note": "I call their HR"})
    page = confirmed.get(url("alerts")).text

    assert "I call their HR" in page
    assert "looks after it" in page


# Webhooks


class Receiver(HTTPServer):
    """A program that is told: keeps what it got and answers with `status`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status = 200
        self.location = ""
        self.url = f"http://127.0.0.1:{self.server_port}/hook"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *told: object) -> None:
        pass


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_message_arrives_signed_with_the_secret(on_platform, receiver):
    _, secret = make_webhook(name="On call", url=receiver.url, by=None)
    announce("alert.opened", {"title": "Añejo"})

    send_due(timezone.now())

    ((headers, body),) = receiver.got
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body.decode()}".encode()
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.digest(key, signed, sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert json.loads(body)["data"] == {"title": "Añejo"}
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
    assert WebhookDelivery.objects.get().state == "delivered"


def test_secret_is_not_in_the_database_as_it_is(on_platform):
    webhook, secret = make_webhook(name="On call", url="https://hooks.example.com/", by=None)

    assert secret.removeprefix("whsec_") not in Webhook.objects.get(pk=webhook.pk).sealed_secret


def test_message_that_fails_waits_longer_each_time_and_has_the_same_id(on_platform, receiver):
    make_webhook(name="On call", url=receiver.url, by=None)
    announce("alert.opened", {})
    receiver.status, now = 500, timezone.now()

    for wait in WAITS:
        assert send_due(now) == 1
        assert send_due(now + wait - timedelta(seconds=1)) == 0
        now += wait
    receiver.status = 204
    send_due(now)

    assert WebhookDelivery.objects.get().state == "delivered"
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert len(receiver.got) == len(WAITS) + 1


def test_webhook_that_never_answers_is_switched_off_and_operators_are_told(on_platform, operator, receiver):
    make_webhook(name="On call", url=receiver.url, by=None)
    receiver.status = 500
    for n in range(DISABLED_AFTER):
        announce("alert.opened", {"n": n})
        now = timezone.now()
        for wait in (*WAITS, timedelta()):
            send_due(now)
            now += wait

    assert Webhook.objects.get().disabled_at is not None
    assert [one.subject for one in mail.outbox] == ["Webhook switched off: On call"]
    announce("alert.opened", {})
    assert WebhookDelivery.objects.filter(state="waiting").count() == 0


def test_redirect_is_not_followed(on_platform, receiver):
    make_webhook(name="On call", url=receiver.url, by=None)
    receiver.status, receiver.location = 302, receiver.url + "/elsewhere"
    announce("alert.opened", {})

    send_due(timezone.now())

    assert len(receiver.got) == 1
    assert WebhookDelivery.objects.get().trouble == "status_302"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://hooks.example.com/", "scheme"),
        ("ftp://hooks.example.com/", "scheme"),
        ("https://user:word@hooks.example.com/", "user"),
        ("https://", "host"),
        ("https://hooks.example.com:99999/", "host"),
        ("https://hooks.exa mple.com/", "host"),
        ("https://[::1/", "host"),
        ("https://hooks.example.com/\x7f", "host"),
        (f"https://{'ü' * 70}.example/", "host"),
    ],
)
def test_address_that_may_not_be_kept_is_refused(address, why):
    with pytest.raises(AddressRefused, match=why):
        checked_url(address)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "[::1]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[::127.0.0.1]",
        "[2002:7f00:1::]",
        "[fec0::1]",
        "192.0.0.192",
        "192.88.99.1",
        "2130706433",
        "017700000001",
        "0x7f.1",
        "127.1",
        "１２７.0.0.1",
        "127。0。0。1",
    ],
)
def test_own_network_is_not_reached(host):
    with pytest.raises(AddressRefused, match=r"private|unknown_host"):
        pinned(f"https://{host}/")


def test_private_address_is_refused_when_it_is_sent_and_nothing_goes_out(on_platform, receiver, settings):
    make_webhook(name="On call", url=receiver.url, by=None)
    announce("alert.opened", {})
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset()
    Webhook.objects.update(url=receiver.url.replace("http:", "https:"))

    send_due(timezone.now())

    assert receiver.got == []
    assert WebhookDelivery.objects.get().trouble == "address_private"


def test_name_with_one_private_address_among_others_is_refused(monkeypatch):
    found = [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", ("10.0.0.5", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *told, **more: found)

    with pytest.raises(AddressRefused, match="private"):
        pinned("https://hooks.example.com/")


def test_public_address_is_connected_to_in_place_of_the_name(monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", lambda *told, **more: [(2, 1, 6, "", ("93.184.216.34", 443))])

    assert pinned("https://hooks.example.com/a?b=1") == ("https://93.184.216.34:443/a?b=1", "hooks.example.com")


def test_addresses_of_everybody_are_public():
    assert is_public(ipaddress.ip_address("93.184.216.34"))
    assert is_public(ipaddress.ip_address("2606:2800:220:1:248:1893:25c8:1946"))
    assert not is_public(ipaddress.ip_address("224.0.0.1"))


def test_international_name_is_called_by_its_ascii_form(on_platform, receiver, settings, monkeypatch):
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"xn--aejo-gqa.example"})
    found = [(2, 1, 6, "", ("127.0.0.1", receiver.server_port))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *told, **more: found)
    make_webhook(name="On call", url=f"http://añejo.example:{receiver.server_port}/", by=None)
    announce("alert.opened", {})

    send_due(timezone.now())

    assert [headers["Host"] for headers, _ in receiver.got] == [f"xn--aejo-gqa.example:{receiver.server_port}"]
    assert WebhookDelivery.objects.get().state == "delivered"


def test_address_that_cannot_be_called_holds_nothing_else_up(on_platform, receiver):
    # Kept by a version that refused less.
    make_webhook(name="Broken", url=f"{receiver.url}/\x7f", by=None)
    make_webhook(name="On call", url=receiver.url, by=None)
    announce("alert.opened", {})

    send_due(timezone.now())

    assert len(receiver.got) == 1
    told = {one.webhook.name: (one.attempts, one.trouble) for one in WebhookDelivery.objects.select_related("webhook")}
    assert told == {"Broken": (1, "address_host"), "On call": (1, "")}


def test_operator_adds_tests_and_removes_a_webhook(confirmed, receiver):
    page = confirmed.post(url("webhooks"), {"name": "On call", "url": receiver.url})
    assert "whsec_" in page.text
    with platform_scope():
        webhook = Webhook.objects.get()
    assert "whsec_" not in confirmed.get(url("webhooks")).text

    confirmed.post(url("webhook_test", webhook.pk))
    assert json.loads(receiver.got[0][1])["type"] == "webhook.test"
    assert "Delivered" in confirmed.get(url("webhook", webhook.pk)).text

    confirmed.post(url("webhook_delete", webhook.pk))
    with platform_scope():
        assert not Webhook.objects.exists()


def test_audit_tells_where_a_webhook_leads_and_nothing_that_opens_it(confirmed, receiver):
    secret = f"{receiver.url}/T0KEN-in-path?key=T0KEN-in-query"

    confirmed.post(url("webhooks"), {"name": "On call", "url": secret})
    with platform_scope():
        webhook = Webhook.objects.get()
    confirmed.post(url("webhook_delete", webhook.pk))

    with platform_scope():
        told = dict(AuditEvent.objects.filter(action__startswith="webhook.").values_list("action", "detail"))
    address = receiver.url.removesuffix("/hook")
    assert told == {key: {"name": "On call", "address": address} for key in ("webhook.added", "webhook.removed")}


def test_form_says_what_is_wrong_with_an_address(confirmed):
    page = confirmed.post(url("webhooks"), {"name": "On call", "url": "http://hooks.example.com/"})

    assert page.status_code == 422
    assert "Give an address that begins with https://." in page.text


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.5:8443", "[::1]", "169.254.169.254"])
def test_form_refuses_an_address_that_nothing_would_ever_be_sent_to(confirmed, host):
    page = confirmed.post(url("webhooks"), {"name": "On call", "url": f"https://{host}/alerts"})

    assert page.status_code == 422
    assert "Give one that is reachable from the internet." in page.text
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        *((f"address_{code}", sentence) for code, sentence in WHY.items()),
        ("status_302", "It answered 302; a receiver has to answer with 2xx itself"),
        ("timeout", "It did not answer within 10 seconds."),
        ("secret_lost", "Remove it and add it anew."),
        ("ConnectError", "It could not be reached"),
    ],
)
def test_page_says_in_words_why_a_message_did_not_arrive(confirmed, on_platform, receiver, trouble, words):
    webhook, _ = make_webhook(name="On call", url=receiver.url, by=None)
    announce("alert.opened", {})
    WebhookDelivery.objects.update(trouble=trouble)

    page = confirmed.get(url("webhook", webhook.pk)).text

    assert words in page
    assert trouble not in page


def test_secret_of_another_installation_is_told_and_holds_nothing_else_up(on_platform, receiver):
    webhook, _ = make_webhook(name="Lost", url=receiver.url, by=None)
    make_webhook(name="On call", url=receiver.url, by=None)
    Webhook.objects.filter(pk=webhook.pk).update(sealed_secret="gibberish")
    announce("alert.opened", {})

    send_due(timezone.now())

    troubles = dict(WebhookDelivery.objects.values_list("webhook__name", "trouble"))
    assert troubles == {"Lost": "secret_lost", "On call": ""}


def test_clients_that_are_behind_are_found_by_as_many_queries_however_many_they_are(on_platform, acme, globex):
    (rule,) = (rule for rule in RULES if rule.name == "client_behind")
    counts = []
    for behind in ([acme.schema_name], [acme.schema_name, globex.schema_name]):
        SchemaMigration.objects.filter(pk__in=behind).update(applied=[], failure="It was locked.")
        with CaptureQueriesContext(connection) as queries:
            found = list(rule.find(NOW))
        counts.append(len(queries))
        assert {finding.text.partition("’s ")[2] for finding in found} == {
            "people see a maintenance page. Run `fleet migrate`. It was locked."
        }
        assert len(found) == len(behind)

    assert counts[0] == counts[1]
