"""A client's own sender from being asked for to mails that come from it, failing, stopped and back."""

import smtplib
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.utils import timezone

from accounts.mails.kinds import mail_kind
from accounts.mails.send import send
from branding.models import Brand
from platform_admin.senders.check import check_claim
from platform_admin.senders.claims import remove_sender
from platform_admin.senders.mails import tell_what_is_due
from platform_admin.tasks import check_domains
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.domains.claim import WAITS
from tenants.models import Client
from tenants.senders.models import SenderClaim
from tests.name_server import SILENT
from tests.smtp_server import SmtpServer, small_smtp_server
from tests.tenants.domains.conftest import NOW, nothing_told

DOMAIN, ADDRESS, PLATFORM = "acme.example", "benefits@acme.example", "benefits@localhost"
DKIM = f"mail._domainkey.{DOMAIN}"
OURS = "mail._domainkey.localhost"
HOURS = timedelta(hours=1)
State = SenderClaim.State


@pytest.fixture(autouse=True)
def _on_the_platform(db) -> Iterator[None]:
    with platform_scope():
        yield


@pytest.fixture
def sender_of() -> Callable[..., SenderClaim]:
    def make(client: Client, address: str = ADDRESS, **facts: object) -> SenderClaim:
        wanted = {"name": "Benefits at Acme", "added_at": NOW, "waits_until": NOW + WAITS, "next_check_at": NOW}
        domain = address.rpartition("@")[2]
        return SenderClaim.objects.create(client=client, address=address, domain=domain, **{**wanted, **facts})

    return make


@pytest.fixture
def claim(acme_row, sender_of) -> SenderClaim:
    return sender_of(acme_row)


@pytest.fixture
def enter_all(internet) -> Callable[[SenderClaim], None]:
    def put(claim: SenderClaim) -> None:
        internet.zone(claim.domain)
        internet.put(claim.proof_name, "TXT", claim.proof_value)
        internet.put(DKIM, "CNAME", OURS)

    return put


@pytest.fixture
def look() -> Callable[..., SenderClaim]:
    def at(claim: SenderClaim, moment=NOW) -> SenderClaim:
        SenderClaim.objects.filter(pk=claim.pk).update(checking_since=moment)
        check_claim(SenderClaim.objects.select_related("client").get(pk=claim.pk), moment)
        claim.refresh_from_db()
        return claim

    return at


@pytest.fixture
def live(claim, enter_all, look) -> SenderClaim:
    enter_all(claim)
    return look(claim)


@pytest.fixture
def mailed(acme, mailoutbox) -> Callable[[str], EmailMessage]:
    """Mail somebody at Acme, and return what they get with the envelope as X-Envelope."""

    def read(kind: str = "join_refused") -> EmailMessage:
        mailoutbox.clear()
        with tenant_scope(acme):
            send(kind, to="nora@acme.example", language="en", **mail_kind(kind).sample())
        message = message_from_bytes(mailoutbox[0].message().as_bytes(), policy=policy.default)
        message["X-Envelope"] = mailoutbox[0].from_email
        return message

    return read


def acts() -> list[str]:
    told = AuditEvent.objects.filter(action__startswith="sender.").order_by("number")
    return list(told.values_list("action", flat=True))


def told(mailoutbox) -> list[str]:
    mailoutbox.clear()
    tell_what_is_due()
    return [mail.subject for mail in mailoutbox]


def test_sender_that_was_only_asked_for_is_in_no_mail(claim, internet, look, mailed):
    internet.zone(DOMAIN)
    look(claim)

    message = mailed()
    assert claim.state == State.WAITING
    assert message["From"].endswith(f"<{PLATFORM}>")
    assert ADDRESS not in str(message)


def test_proven_sender_is_in_from_and_what_comes_back_reaches_the_platform(live, mailed):
    message = mailed()

    assert live.state == State.VERIFIED
    assert message["From"] == f"Benefits at Acme <{ADDRESS}>"
    assert message["X-Envelope"] == PLATFORM
    assert (message["Sender"], message["Reply-To"], message["Return-Path"]) == (None, None, None)
    assert message["Message-ID"].strip() == f"<{message['X-Mail-Token'].strip()}@{DOMAIN}>"


def test_reply_to_a_proven_sender_goes_to_the_help_address_where_somebody_answers(live, acme, mailed):
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask Acme", help_email="help@acme.example")

    message = mailed()

    assert message["From"] == f"Benefits at Acme <{ADDRESS}>"
    assert message["Reply-To"] == "help@acme.example"


def test_mail_of_the_platform_about_the_client_stays_the_platforms(live, mailed):
    message = mailed("support_visit")

    assert message["From"] == f"Benefits platform <{PLATFORM}>"


def test_mail_of_another_client_has_nothing_of_it(live, globex, mailoutbox):
    with tenant_scope(globex):
        send("join_refused", to="nora@globex.example", language="en", name="Nora")

    assert mailoutbox[0].message()["From"] == f"Globex Corp <{PLATFORM}>"


def test_hr_is_told_by_mail_which_comes_from_it_already(live, acme, mailoutbox):
    assert told(mailoutbox) == [f"Acme Corp: mails come from {ADDRESS} now"]
    assert mailoutbox[0].message()["From"] == f"Benefits at Acme <{ADDRESS}>"
    assert "/hr/company/sender/" in mailoutbox[0].body
    assert acts() == ["sender.verified"]
    with tenant_scope(acme):
        assert acts() == ["sender.verified"]


@pytest.mark.parametrize("lost", ["proof", "key"])
def test_first_failure_is_mailed_and_the_second_has_mails_come_from_the_platform(
    live, lost, internet, look, mailed, mailoutbox
):
    told(mailoutbox)
    internet.drop(*((live.proof_name, "TXT") if lost == "proof" else (DKIM, "CNAME")))

    look(live, NOW + 12 * HOURS)
    assert (live.state, live.failures) == (State.VERIFIED, 1)
    assert mailed()["From"] == f"Benefits at Acme <{ADDRESS}>"
    assert told(mailoutbox) == [f"Acme Corp: a DNS record of {DOMAIN} is missing"]

    look(live, NOW + 24 * HOURS)
    message = mailed()
    assert live.state == State.STOPPED
    assert message["From"] == f"Acme Corp <{PLATFORM}>"
    assert message["Reply-To"] is None
    assert told(mailoutbox) == [f"Acme Corp: mails no longer come from {ADDRESS}"]
    assert mailoutbox[0].message()["From"] == f"Acme Corp <{PLATFORM}>"
    assert acts() == ["sender.verified", "sender.failing", "sender.stopped"]


def test_replies_of_a_stopped_sender_go_to_the_help_address_of_every_mail(live, acme, mailed):
    SenderClaim.objects.update(state=State.STOPPED)
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask Acme", help_email="help@acme.example")
    kind = "domain_notice"
    assert not mail_kind(kind).is_answered

    message = mailed(kind)

    assert (message["From"], message["Reply-To"]) == (f"Ask Acme <{PLATFORM}>", "help@acme.example")


def test_stopped_sender_comes_back_with_its_records(live, internet, enter_all, look, mailed, mailoutbox):
    internet.drop(DKIM, "CNAME")
    for number in (1, 2):
        look(live, NOW + number * 12 * HOURS)
    enter_all(live)

    look(live, NOW + 25 * HOURS)

    assert live.state == State.VERIFIED
    assert mailed()["From"] == f"Benefits at Acme <{ADDRESS}>"
    assert told(mailoutbox) == [f"Acme Corp: mails come from {ADDRESS} again"]


def test_servers_that_do_not_answer_stop_nothing_before_three_days(live, internet, look, mailed):
    for name in (DOMAIN, live.proof_name, DKIM, f"_dmarc.{DOMAIN}"):
        internet.fail(name, SILENT)

    look(live, NOW + 12 * HOURS)
    look(live, NOW + 60 * HOURS)

    assert (live.state, live.failures) == (State.VERIFIED, 0)
    assert mailed()["From"] == f"Benefits at Acme <{ADDRESS}>"


def test_sender_that_is_not_found_for_a_fortnight_is_given_up(claim, internet, look, mailoutbox):
    internet.zone(DOMAIN)

    look(claim, NOW + WAITS)

    assert (claim.state, claim.next_check_at) == (State.GIVEN_UP, None)
    assert told(mailoutbox) == [f"Acme Corp: the records of {DOMAIN} were not found in time"]


def test_two_who_prove_one_domain_one_has_it_and_the_other_is_told(
    claim, globex_row, sender_of, internet, enter_all, look, mailoutbox
):
    other = sender_of(globex_row, f"hr@{DOMAIN}")
    enter_all(claim)
    internet.put(claim.proof_name, "TXT", claim.proof_value, other.proof_value)

    look(other)
    look(claim)

    assert (other.state, claim.state) == (State.VERIFIED, State.TAKEN)
    assert sorted(told(mailoutbox)) == [
        f"Acme Corp: {DOMAIN} was proven by somebody else",
        f"Globex Corp: mails come from hr@{DOMAIN} now",
    ]


def test_domain_is_taken_over_by_proof_alone_and_after_the_other_has_stopped(
    live, globex_row, sender_of, internet, look, mailed
):
    other = sender_of(globex_row, f"hr@{DOMAIN}")
    internet.put(live.proof_name, "TXT", other.proof_value)
    look(other)
    assert other.state == State.TAKEN

    for number in (1, 2):
        look(live, NOW + number * 12 * HOURS)
    look(other, NOW + 25 * HOURS)

    live.refresh_from_db()
    assert (live.state, other.state) == (State.TAKEN, State.VERIFIED)
    assert mailed()["From"] == f"Acme Corp <{PLATFORM}>"


def test_removed_sender_is_in_no_mail_from_that_moment(live, mailed):
    remove_sender(live, told=nothing_told)

    assert mailed()["From"] == f"Acme Corp <{PLATFORM}>"


def test_installation_without_a_service_that_signs_sends_from_the_platform(live, mailed, settings):
    settings.SENDER_SERVICE = ""

    assert mailed()["From"] == f"Acme Corp <{PLATFORM}>"


def test_sender_whose_time_has_come_is_looked_up_by_the_task_of_domains(claim, enter_all, mailoutbox):
    enter_all(claim)
    SenderClaim.objects.update(next_check_at=timezone.now())

    check_domains()

    claim.refresh_from_db()
    assert (claim.state, claim.checking_since) == (State.VERIFIED, None)
    assert [mail.subject for mail in mailoutbox] == [f"Acme Corp: mails come from {ADDRESS} now"]


@pytest.fixture
def smtp(settings) -> Iterator[SmtpServer]:
    with small_smtp_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def sent_to_acme(acme) -> bool:
    with tenant_scope(acme):
        return send("join_refused", to="nora@acme.example", language="en", name="Nora")


def test_mail_server_is_told_the_platform_as_where_to_return_a_mail(live, acme, smtp):
    assert sent_to_acme(acme)

    (mail,) = smtp.taken
    assert mail.envelope == PLATFORM
    assert mail.header("From") == f"Benefits at Acme <{ADDRESS}>"


def test_mail_that_the_service_refuses_from_the_domain_goes_out_from_the_platform(live, acme, smtp):
    smtp.refuse_from = f"@{DOMAIN}"

    assert sent_to_acme(acme)

    (mail,) = smtp.taken
    assert (mail.envelope, mail.header("From")) == (PLATFORM, f"Acme Corp <{PLATFORM}>")
    assert mail.header("Reply-To") is None


def test_mail_that_is_refused_whoever_sends_it_is_an_error_as_before(live, acme, smtp):
    smtp.refuse_from = "<"

    with pytest.raises(smtplib.SMTPDataError):
        sent_to_acme(acme)
    assert smtp.taken == []
