"""Mails that come back: who may say so, whose address it is, and what is sent from then on."""

import base64
import hmac
import json
import time
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.cache import cache
from django.test import Client as Browser
from django.utils import timezone

from accounts.mails.returned import is_stopped, mail_token
from accounts.mails.send import send
from accounts.models import AddressTrouble
from platform_admin.returned_mails import sns
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope

SECRET = "a-shared-secret-of-some-length"
NORA = "nora@acme.example"
TOPIC = "arn:aws:sns:us-east-1:123456789012:mails"
CERTIFICATE_URL = f"https://sns.us-east-1.amazonaws.com/SimpleNotificationService-{'0a' * 16}.pem"


@pytest.fixture
def service(settings):
    settings.MAIL_EVENTS_FROM, settings.MAIL_EVENTS_SECRET = "signed", SECRET
    return Browser(HTTP_HOST="localhost")


def event(token: str, address: str = NORA, kind: str = "hard", name: str = "1") -> dict[str, str]:
    return {"id": name, "token": token, "address": address, "type": kind}


def tell(service: Browser, *events: dict[str, str], secret: str = SECRET, at: float | None = None):
    body = json.dumps({"events": events}).encode()
    sent_at = str(int(at or time.time()))
    signature = hmac.digest(secret.encode(), f"{sent_at}.".encode() + body, sha256).hex()
    return service.post(
        "/mail/returned/signed/",
        body,
        content_type="application/json",
        HTTP_X_MAIL_TIMESTAMP=sent_at,
        HTTP_X_MAIL_SIGNATURE=signature,
    )


def known(client) -> list[tuple[str, str, int]]:
    with tenant_scope(client):
        return list(AddressTrouble.objects.values_list("email", "kind", "times"))


def test_address_that_a_mail_comes_back_from_is_written_to_no_more(acme, make_person, service, mailoutbox):
    make_person(acme, "employee", email=NORA)
    with tenant_scope(acme):
        send("join_refused", to=NORA, language="en", name="Nora")
    token = mailoutbox[0].message()["X-Mail-Token"]

    assert tell(service, event(token)).status_code == 202

    assert known(acme) == [(NORA, "hard", 1)]
    with tenant_scope(acme):
        assert not send("join_refused", to="Nora@ACME.example", language="en", name="Nora")
        assert AuditEvent.objects.get(action="mail.returned").detail == {"kind": "hard"}
        # Somebody waits for these: a mark must never keep a person out.
        assert send("password_reset_key", to=NORA, language="en", password_reset_url="http://acme.localhost/x/")
    assert len(mailoutbox) == 2


def test_soft_trouble_stops_only_once_it_goes_on(acme, service):
    for number in range(4):
        tell(service, event(mail_token(acme, NORA), kind="soft", name=str(number)))
    with tenant_scope(acme):
        assert not is_stopped(NORA)

    tell(service, event(mail_token(acme, NORA), kind="soft", name="4"))

    with tenant_scope(acme):
        assert is_stopped(NORA)


def test_event_that_is_told_twice_counts_once(acme, service):
    for _ in range(3):
        assert tell(service, event(mail_token(acme, NORA), kind="soft")).status_code == 202

    assert known(acme) == [(NORA, "soft", 1)]


def test_worse_thing_stays_when_a_lesser_one_is_told(acme, service):
    tell(service, event(mail_token(acme, NORA), kind="complaint", name="1"))
    tell(service, event(mail_token(acme, NORA), kind="soft", name="2"))

    assert known(acme) == [(NORA, "complaint", 2)]


def test_nobodys_token_changes_nothing_and_is_answered_alike(acme, globex, service):
    ours = mail_token(acme, NORA)
    client_part, random_part, signature = ours.split("-", 2)
    told = [
        event("no token at all"),
        event(""),
        event(ours, address="owner@globex.example"),
        event(f"{globex.id.hex}-{random_part}-{signature}"),
        event(f"{client_part}-{random_part}-{'A' * 43}"),
        event(ours, address="not an address"),
        event(ours, kind="delivered"),
    ]

    assert {tell(service, one).status_code for one in told} == {202}
    assert known(acme) == []
    assert known(globex) == []
    # Something could have been marked.
    tell(service, event(ours))
    assert known(acme) == [(NORA, "hard", 1)]


def test_address_of_one_client_is_not_stopped_at_another(acme, globex, service):
    tell(service, event(mail_token(acme, NORA)))

    assert known(globex) == []
    with tenant_scope(globex):
        assert send("join_refused", to=NORA, language="en", name="Nora")


@pytest.mark.parametrize(
    "wrong",
    [{"secret": "another"}, {"at": 1}, {"at": 9_999_999_999}],
    ids=["another key", "long ago", "far ahead"],
)
def test_message_that_is_not_the_services_is_refused(acme, service, wrong):
    assert tell(service, event(mail_token(acme, NORA)), **wrong).status_code == 403
    assert known(acme) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"events": 3}', b'{"events": [3, {"id": {}}]}', b"[" * 90_000])
def test_message_that_cannot_be_read_breaks_nothing(service, body):
    sent_at = str(int(time.time()))
    signature = hmac.digest(SECRET.encode(), f"{sent_at}.".encode() + body, sha256).hex()
    headers = {"HTTP_X_MAIL_TIMESTAMP": sent_at, "HTTP_X_MAIL_SIGNATURE": signature}

    answer = service.post("/mail/returned/signed/", body, content_type="application/json", **headers)

    assert answer.status_code in {202, 403}


def test_long_messages_and_many_are_refused(service, settings):
    assert service.post("/mail/returned/signed/", b"x" * 300_000, content_type="text/plain").status_code == 413

    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "returned_mails": "2/m/ip"}
    statuses = [service.post("/mail/returned/signed/", b"", content_type="text/plain").status_code for _ in range(4)]
    assert statuses[-1] == 429


def test_nothing_is_there_where_no_service_is_named(settings):
    settings.MAIL_EVENTS_SECRET = ""
    assert Browser(HTTP_HOST="localhost").post("/mail/returned/signed/").status_code == 404
    settings.MAIL_EVENTS_FROM, settings.MAIL_EVENTS_SECRET = "postmark", SECRET
    assert Browser(HTTP_HOST="localhost").post("/mail/returned/signed/").status_code == 404


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"RecordType": "Bounce", "Type": "HardBounce"}, "hard"),
        ({"RecordType": "Bounce", "Type": "Transient"}, "soft"),
        ({"RecordType": "SpamComplaint", "Type": "SpamComplaint"}, "complaint"),
    ],
)
def test_postmark_is_understood(acme, service, settings, told, kind):
    settings.MAIL_EVENTS_FROM = "postmark"
    body = {"ID": 42, "Email": NORA, "Metadata": {"mail": mail_token(acme, NORA)}, **told}

    def post(password: str) -> int:
        basic = base64.b64encode(f"postmark:{password}".encode()).decode()
        return service.post(
            "/mail/returned/postmark/", body, content_type="application/json", HTTP_AUTHORIZATION=f"Basic {basic}"
        ).status_code

    assert post("wrong") == 403
    assert known(acme) == []
    assert post(SECRET) == 202
    assert known(acme) == [(NORA, kind, 1)]


@dataclass(frozen=True)
class Signer:
    """Signs as Amazon's service does, with a certificate of its own."""

    days: int = 30
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def certificate(self) -> bytes:
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sns.amazonaws.com")])
        now = timezone.now()
        made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(self.key.public_key())
        made = made.serial_number(1).not_valid_before(now - timedelta(days=60))
        made = made.not_valid_after(now + timedelta(days=self.days))
        return made.sign(self.key, SHA256()).public_bytes(Encoding.PEM)

    def sign(self, message: dict[str, object], version: str = "2", **changed: object) -> dict[str, object]:
        envelope = {
            "Message": json.dumps(message),
            "MessageId": "m-1",
            "Timestamp": "2026-11-10T12:00:00.000Z",
            "TopicArn": TOPIC,
            "Type": "Notification",
            "SignatureVersion": version,
            "SigningCertURL": CERTIFICATE_URL,
        }
        text = "".join(
            f"{name}\n{envelope[name]}\n" for name in ("Message", "MessageId", "Timestamp", "TopicArn", "Type")
        )
        signature = self.key.sign(text.encode(), PKCS1v15(), sns.HASHES[version]())
        envelope["Signature"] = base64.b64encode(signature).decode()
        return {**envelope, **changed}


@pytest.fixture
def amazon(service, settings) -> Signer:
    """Return the service's signer; its certificate was asked for before."""
    settings.MAIL_EVENTS_FROM, settings.MAIL_EVENTS_SECRET = "ses", TOPIC
    signer = Signer()
    with platform_scope():
        cache.set(f"sns-certificate-{CERTIFICATE_URL}", signer.certificate())
    return signer


def bounce(client, kind: str = "Permanent") -> dict[str, object]:
    return {
        "notificationType": "Bounce",
        "bounce": {"bounceType": kind, "feedbackId": "f-1", "bouncedRecipients": [{"emailAddress": NORA}]},
        "mail": {"headers": [{"name": "X-Mail-Token", "value": mail_token(client, NORA)}]},
    }


@pytest.mark.parametrize("version", ["1", "2"])
def test_amazons_service_is_understood(acme, service, amazon, version):
    envelope = amazon.sign(bounce(acme), version)

    assert service.post("/mail/returned/ses/", envelope, content_type="application/json").status_code == 202
    assert known(acme) == [(NORA, "hard", 1)]


@pytest.mark.parametrize(
    "changed",
    [
        {"Message": "{}"},
        {"TopicArn": "arn:aws:sns:us-east-1:999999999999:mails"},
        {"Signature": "AAAA"},
        {"SignatureVersion": "9"},
        {"Type": "Else"},
        {"SigningCertURL": "https://sns.us-east-1.amazonaws.com.evil.example/a.pem"},
        {"SigningCertURL": "https://evil.example/sns.us-east-1.amazonaws.com/a.pem"},
        {"SigningCertURL": "https://sns.us-east-1.amazonaws.com@evil.example/a.pem"},
        {"SigningCertURL": "https://sns.us-east-1.amazonaws.com:8443/a.pem"},
        {"SigningCertURL": "http://sns.us-east-1.amazonaws.com/a.pem"},
        {"SigningCertURL": "https://[/a.pem"},
    ],
    ids=lambda changed: next(iter(changed.values()))[:60],
)
def test_what_amazons_service_has_not_signed_is_refused(acme, service, amazon, changed):
    envelope = amazon.sign(bounce(acme), **changed)

    assert service.post("/mail/returned/ses/", envelope, content_type="application/json").status_code == 403
    assert known(acme) == []


@pytest.mark.parametrize(
    "place",
    [
        "/?Action=ListTagsForResource&Tag=a.pem",
        "/else.pem",
        f"/SimpleNotificationService-{'0a' * 16}.pem?Action=GetTopicAttributes",
        f"/SimpleNotificationService-{'0a' * 16}.pem#a",
        f"/a/SimpleNotificationService-{'0a' * 16}.pem",
    ],
)
def test_what_the_services_host_answers_to_anybody_is_no_certificate(acme, service, amazon, place):
    url = f"https://sns.us-east-1.amazonaws.com{place}"
    with platform_scope():
        cache.set(f"sns-certificate-{url}", amazon.certificate())
    envelope = amazon.sign(bounce(acme), SigningCertURL=url)

    assert service.post("/mail/returned/ses/", envelope, content_type="application/json").status_code == 403
    assert known(acme) == []


def test_certificate_that_is_over_signs_nothing(acme):
    signer = Signer(days=-1)

    with pytest.raises(sns.NotSigned):
        sns.check_signature(signer.sign(bounce(acme)), signer.certificate())


def test_hr_sees_which_address_is_wrong_and_lifts_it(acme, make_person, browser_of, service, mailoutbox):
    make_person(acme, "employee", email=NORA, name="Nora Lang")
    admin = browser_of(acme, make_person(acme, "hr_admin"))
    tell(service, event(mail_token(acme, NORA)))

    page = admin.get("/accounts/people/").text
    assert "Mails come back" in page
    assert "No mail can be delivered to this address" in page

    assert admin.post("/accounts/people/mails-again/", {"email": NORA}, follow=True).status_code == 200

    assert known(acme) == []
    assert "Mails come back" not in admin.get("/accounts/people/").text
    with tenant_scope(acme):
        assert send("join_refused", to=NORA, language="en", name="Nora")
        assert AuditEvent.objects.filter(action="mail.resumed").count() == 1


def test_invitation_to_such_an_address_says_what_to_do(acme, make_person, browser_of, service, mailoutbox):
    admin = browser_of(acme, make_person(acme, "hr_admin"))
    tell(service, event(mail_token(acme, NORA)))
    wanted = {"email": NORA, "name": "Nora", "role": "employee", "language": "en"}

    page = admin.post("/accounts/people/invite/", wanted, follow=True)

    assert mailoutbox == []
    assert "came back, so none was sent" in page.text


@pytest.mark.parametrize("email", ["", "nobody", "nobody@acme.example", "a@b\x00.example"])
def test_address_without_trouble_is_lifted_of_nothing(acme, make_person, browser_of, email):
    admin = browser_of(acme, make_person(acme, "hr_admin"))

    page = admin.post("/accounts/people/mails-again/", {"email": email}, follow=True)

    assert "Nothing keeps mails from this address." in page.text
