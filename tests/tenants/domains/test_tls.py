"""Who may ask whether a certificate may be made, and which one visitors are shown."""

import contextlib
import datetime
import socket
import ssl
import threading
from collections.abc import Iterator

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.test import Client as Browser
from django.utils import timezone

from platform_admin.domains.check import CERTIFICATE_WITHIN
from tenants import health
from tenants.context import platform_scope
from tenants.domains import tls
from tenants.domains.models import DomainClaim
from tenants.hosts import forget_hosts
from tests.tenants.domains.conftest import HOST, NOW, OWN

DAY = datetime.timedelta(days=1)


def asked(domain: str = OWN, **told: str) -> int:
    return Browser(HTTP_HOST="web:8000").get("/internal/tls-check", {"domain": domain}, **told).status_code


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.0.3.7", "172.20.0.5", "192.168.1.4", "fd00::7"])
def test_proxy_of_the_own_network_is_answered(acme, address):
    assert asked(REMOTE_ADDR=address) == 200


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "no-address"])
def test_whoever_comes_from_outside_is_not(acme, address):
    assert asked(REMOTE_ADDR="127.0.0.1") == 200
    assert asked(REMOTE_ADDR=address) == 404


def test_answer_has_no_body_and_writes_nothing(acme, django_assert_num_queries):
    asked()
    with django_assert_num_queries(0):
        answer = Browser(HTTP_HOST="web:8000").get("/internal/tls-check", {"domain": OWN})

    assert (answer.status_code, answer.content) == (200, b"")


def test_flood_of_names_that_are_nobodys_asks_the_database_no_longer(acme, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(health, "UNKNOWN_A_MINUTE", 20)
    asked()
    told = [asked(f"n{number}.evil.example") for number in range(30)]

    assert told == [404] * 21 + [429] * 9
    with django_assert_num_queries(0):
        asked("n99.evil.example")
        # Whoever is known from a moment ago is still known.
        assert asked() == 200


@pytest.fixture
def authority(tmp_path, settings):
    """Sign certificates as a public authority would, and have the product trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority")])
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    root = (
        _certificate(name, name, key.public_key(), -DAY, 30 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "authority.pem"
    file.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    settings.TLS_AUTHORITY = str(file)

    def sign(host: str, begins: datetime.timedelta, ends: datetime.timedelta):
        own = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        made = (
            _certificate(subject, name, own.public_key(), begins, ends)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
            .sign(key, hashes.SHA256())
        )
        chain = tmp_path / "chain.pem"
        plain = serialization.NoEncryption()
        chain.write_bytes(
            own.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
            + made.public_bytes(serialization.Encoding.PEM)
        )
        return chain

    return sign


def _certificate(subject, issuer, public_key, begins, ends) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + begins)
        .not_valid_after(NOW + ends)
    )


@contextlib.contextmanager
def _front(chain) -> Iterator[int]:
    """Shake hands as the proxy in front would, with this certificate or, without one, by closing the line."""
    listening = socket.create_server(("127.0.0.1", 0))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if chain:
        context.load_cert_chain(chain)

    def serve() -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), line:
                if chain:
                    context.wrap_socket(line, server_side=True).close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        # A thread that waits for a visitor is not woken by the closing alone.
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(timeout=5)


@pytest.fixture
def front(settings, internet):
    """Serve HOST with a chain, at an address that the host has."""
    internet.put(HOST, "A", "127.0.0.1")
    with contextlib.ExitStack() as open_fronts:

        def begin(chain) -> None:
            settings.TLS_PORT = str(open_fronts.enter_context(_front(chain)))

        yield begin


def test_certificate_is_read_from_a_real_handshake(authority, front):
    front(authority(HOST, -DAY, 10 * DAY))
    shown = tls.shown_by(HOST)

    assert shown.not_before == (NOW - DAY).replace(microsecond=0)
    assert shown.not_after == (NOW + 10 * DAY).replace(microsecond=0)


@pytest.mark.parametrize(
    ("host", "begins", "ends", "why"),
    [
        ("other.acme.example", -DAY, DAY, "Hostname mismatch"),
        (HOST, -9 * DAY, -DAY, "expired"),
        (HOST, DAY, 9 * DAY, "not yet valid"),
    ],
)
def test_certificate_that_no_browser_takes_is_none(authority, front, host, begins, ends, why):
    front(authority(host, begins, ends))

    with pytest.raises(tls.NotShown, match=why):
        tls.shown_by(HOST)


def test_certificate_of_an_authority_that_nobody_knows_is_none(authority, front, settings):
    front(authority(HOST, -DAY, DAY))
    settings.TLS_AUTHORITY = ""

    with pytest.raises(tls.NotShown, match="not one that browsers take"):
        tls.shown_by(HOST)


def test_line_that_is_closed_and_port_that_is_shut_are_told(front, settings):
    front(None)
    with pytest.raises(tls.NotShown, match=r"could not be reached|No certificate was shown"):
        tls.shown_by(HOST)

    settings.TLS_PORT = "1"
    with pytest.raises(tls.NotShown, match="could not be reached"):
        tls.shown_by(HOST)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "192.168.0.1", "100.64.0.1", "0.0.0.0"]
)
def test_nothing_of_the_own_network_is_connected_to_outside_the_embedded_mode(internet, settings, address):
    settings.EMBEDDED = False
    internet.put(HOST, "A", address)
    internet.put(HOST, "AAAA", "fd00::1")

    with pytest.raises(tls.NotShown, match="no public address"):
        tls.shown_by(HOST)


def test_own_configured_address_is_connected_to_wherever_it_lies(authority, front, settings):
    front(authority(HOST, -DAY, DAY))
    settings.EMBEDDED, settings.DOMAIN_TARGET_ADDRESSES = False, ("127.0.0.1",)

    assert tls.shown_by(HOST).not_after


def test_certificate_is_asked_for_then_issued_and_stands_on_the_domain(
    acme_row, claim_of, enter, looked_up, internet, authority, front
):
    with platform_scope():
        claim = claim_of(acme_row, added_at=NOW)
        enter(claim)
        internet.put(OWN, "A", "127.0.0.1")
        front(None)
        looked_up(claim)
        assert (claim.tls_state, claim.state) == ("asked", "verified")
        assert claim.next_check_at == NOW + datetime.timedelta(minutes=1)

        front(authority(HOST, -DAY, 10 * DAY))
        looked_up(claim, NOW + datetime.timedelta(minutes=2))

    assert (claim.tls_state, claim.tls_reason) == ("issued", "")
    assert claim.tls_not_after == (NOW + 10 * DAY).replace(microsecond=0)
    assert claim.next_check_at - claim.tls_checked_at == datetime.timedelta(hours=12)


def test_certificate_that_does_not_come_is_failing_with_its_reason(
    acme_row, claim_of, enter, looked_up, internet, front
):
    with platform_scope():
        claim = claim_of(acme_row, added_at=NOW)
        enter(claim)
        internet.put(OWN, "A", "127.0.0.1")
        front(None)
        looked_up(claim)
        looked_up(claim, timezone.now() + CERTIFICATE_WITHIN + datetime.timedelta(minutes=1))

    assert claim.tls_state == DomainClaim.Tls.FAILING
    assert claim.tls_reason
    forget_hosts()
    assert asked(HOST) == 200
