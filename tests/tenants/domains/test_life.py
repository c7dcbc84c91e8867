"""A domain from being asked for to being served, failing, stopped and back."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client as Browser
from django.utils import timezone

from platform_admin.domains import settle
from platform_admin.domains.claims import make_primary, remove_claim
from platform_admin.domains.mails import tell_what_is_due
from platform_admin.tasks import check_domain, check_domains
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.domains.models import WAITS, DomainClaim
from tenants.hosts import forget_hosts
from tenants.models import Client, Domain
from tests.name_server import SILENT
from tests.tenants.domains.conftest import HOST, NOW, OWN, nothing_told

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
State = DomainClaim.State


@pytest.fixture(autouse=True)
def _on_the_platform(db):
    with platform_scope():
        yield


@pytest.fixture
def claim(acme_row, claim_of):
    return claim_of(acme_row, added_at=NOW, next_check_at=NOW)


@pytest.fixture
def live(claim, enter, looked_up):
    enter(claim)
    return looked_up(claim)


def served(host: str = HOST) -> int:
    return Browser(HTTP_HOST=host).get("/accounts/login/").status_code


def certified(host: str = HOST) -> int:
    return Browser(HTTP_HOST="web:8000").get("/internal/tls-check", {"domain": host}).status_code


def acts(scope=None) -> list[str]:
    told = AuditEvent.objects.filter(action__startswith="domain.").order_by("number")
    return list(told.values_list("action", flat=True))


def told(mailoutbox) -> list[str]:
    tell_what_is_due()
    return [mail.subject for mail in mailoutbox]


def test_name_that_was_only_asked_for_routes_nowhere_and_gets_no_certificate(claim, internet, looked_up):
    internet.zone("acme.example")
    looked_up(claim)

    assert claim.state == State.WAITING
    assert (served(), certified()) == (404, 404)
    assert (served(OWN), certified(OWN)) == (200, 200)


def test_proven_name_is_served_and_may_have_a_certificate(live, acme, mailoutbox):
    assert live.state == State.VERIFIED
    assert (served(), certified()) == (200, 200)
    assert Domain.objects.get(host=HOST).is_primary is False
    assert told(mailoutbox) == [f"Acme Corp: {HOST} is verified"]
    assert acts() == ["domain.verified"]
    with tenant_scope(acme):
        assert acts() == ["domain.verified"]


def test_what_was_found_is_kept_of_the_last_checks_alone(claim, internet, looked_up):
    internet.zone("acme.example")
    for number in range(13):
        looked_up(claim, NOW + number * HOURS)

    assert len(claim.checks) == 10
    assert claim.checks[0]["at"] == (NOW + 12 * HOURS).isoformat()
    assert {one["finding"] for one in claim.checks[0]["records"]} == {"missing"}


def test_first_failure_is_mailed_and_serves_on_and_the_second_stops_it(live, internet, looked_up, mailoutbox):
    told(mailoutbox)
    internet.drop(live.proof_name, "TXT")

    looked_up(live, NOW + 12 * HOURS)
    assert (live.state, live.failures, served(), certified()) == (State.VERIFIED, 1, 200, 200)
    assert told(mailoutbox)[1:] == [f"Acme Corp: {HOST}: a DNS record is missing"]

    looked_up(live, NOW + 24 * HOURS)
    assert (live.state, served(), certified()) == (State.STOPPED, 404, 404)
    assert told(mailoutbox)[2:] == [f"Acme Corp: {HOST} is no longer served"]
    assert not Domain.objects.filter(host=HOST).exists()
    assert acts() == ["domain.verified", "domain.failing", "domain.stopped"]


def test_domain_that_leads_elsewhere_stops_as_well(live, internet, looked_up):
    internet.put(HOST, "CNAME", "elsewhere.example")
    for number in (1, 2):
        looked_up(live, NOW + number * 12 * HOURS)

    assert (live.state, served()) == (State.STOPPED, 404)


def test_one_failure_that_is_looked_at_again_and_again_is_one(live, internet, looked_up):
    internet.drop(live.proof_name, "TXT")
    for minutes in range(12 * 60, 12 * 60 + 50, 10):
        looked_up(live, NOW + timedelta(minutes=minutes))

    assert (live.state, live.failures) == (State.VERIFIED, 1)


def test_failure_that_is_over_is_forgotten(live, internet, looked_up, enter):
    internet.drop(live.proof_name, "TXT")
    looked_up(live, NOW + 12 * HOURS)
    enter(live)
    looked_up(live, NOW + 24 * HOURS)
    internet.drop(live.proof_name, "TXT")
    looked_up(live, NOW + 36 * HOURS)

    assert (live.state, live.failures) == (State.VERIFIED, 1)


def test_stopped_domain_comes_back_by_a_check(live, internet, looked_up, enter, mailoutbox):
    internet.drop(live.proof_name, "TXT")
    for number in (1, 2):
        looked_up(live, NOW + number * 12 * HOURS)
    assert served() == 404
    enter(live)

    looked_up(live, NOW + 25 * HOURS)

    assert (live.state, served()) == (State.VERIFIED, 200)
    assert told(mailoutbox) == [f"Acme Corp: {HOST} is served again"]


def test_links_name_the_platforms_host_again_when_the_primary_domain_stops(live, acme_row, internet, looked_up):
    make_primary(live, told=nothing_told)
    assert acme_row.primary_host() == HOST
    internet.drop(live.proof_name, "TXT")
    for number in (1, 2):
        looked_up(live, NOW + number * 12 * HOURS)

    assert acme_row.primary_host() == OWN
    assert Domain.objects.get(host=OWN).is_primary
    assert served(OWN) == 200


@pytest.mark.parametrize("fault", ["SERVFAIL", SILENT])
def test_nobody_who_can_tell_stops_nothing_for_three_days(live, internet, looked_up, fault):
    for name in (live.proof_name, HOST, "acme.example"):
        internet.fail(name, fault)
    for number in range(1, 6):
        looked_up(live, NOW + number * 12 * HOURS)
    assert (live.state, live.failures, served()) == (State.VERIFIED, 0, 200)

    for number in range(6, 10):
        looked_up(live, NOW + number * 12 * HOURS)

    assert (live.state, served()) == (State.STOPPED, 404)


def test_days_of_silence_begin_anew_once_somebody_could_tell(live, internet, looked_up):
    for day in range(1, 9):
        if day % 2:
            internet.fail(live.proof_name, "SERVFAIL")
        else:
            internet.heal()
        looked_up(live, NOW + day * 2 * DAYS)

    assert (live.state, live.failures) == (State.VERIFIED, 0)


def test_it_is_looked_for_soon_then_seldom_then_daily_and_given_up_after_two_weeks(
    claim, internet, looked_up, mailoutbox
):
    internet.zone("acme.example")
    moments, now = [], NOW
    while claim.next_check_at is not None:
        now = claim.next_check_at
        looked_up(claim, now)
        moments.append(now)
    pauses = [after - before for before, after in pairwise(moments)]

    assert pauses[0] == timedelta(minutes=1)
    assert pauses == sorted(pauses)
    assert max(pauses) == DAYS
    assert 20 < len(moments) < 45
    assert WAITS <= now - NOW <= WAITS + DAYS
    assert claim.state == State.GIVEN_UP
    assert told(mailoutbox) == [f"Acme Corp: {HOST} was not found in time"]


def test_given_up_domain_is_taken_up_by_a_check_and_waited_for_again(claim, internet, looked_up, enter):
    internet.zone("acme.example")
    DomainClaim.objects.filter(pk=claim.pk).update(state=State.GIVEN_UP, next_check_at=None)

    looked_up(claim, NOW + 20 * DAYS)
    assert (claim.state, claim.waits_until) == (State.WAITING, NOW + 20 * DAYS + WAITS)

    enter(claim)
    looked_up(claim, NOW + 21 * DAYS)
    assert claim.state == State.VERIFIED


@pytest.mark.parametrize(("status", "code", "certificate"), [("suspended", 200, 200), ("offboarding", 200, 200)])
def test_client_that_is_closed_keeps_its_domain_for_the_closed_page(live, acme, status, code, certificate):
    Client.objects.filter(pk=acme.id).update(status=status)
    forget_hosts()

    assert Browser(HTTP_HOST=HOST).get("/").status_code in (200, 302, 403)
    assert certified() == certificate


def test_deleted_client_answers_nowhere_and_is_looked_up_no_more(live, acme, internet):
    Client.objects.filter(pk=acme.id).update(status="deleted")
    forget_hosts()
    asked = sum(internet.asked.values())
    DomainClaim.objects.filter(pk=live.pk).update(next_check_at=NOW - HOURS)

    check_domains()
    check_domain(str(live.pk))

    assert (served(), certified()) == (404, 404)
    assert sum(internet.asked.values()) == asked


def test_removed_domain_is_gone_at_once_and_anybody_may_prove_it(
    live, acme_row, globex_row, claim_of, enter, looked_up
):
    make_primary(live, told=nothing_told)
    remove_claim(live, told=nothing_told)
    forget_hosts()
    assert (served(), certified(), acme_row.primary_host()) == (404, 404, OWN)

    other = claim_of(globex_row)
    # What the first client has left in DNS proves nothing for the second.
    looked_up(other)
    assert other.state == State.WAITING
    enter(other, "globex.localhost")
    looked_up(other, NOW + HOURS)

    assert other.state == State.VERIFIED
    assert "Globex" in Browser(HTTP_HOST=HOST).get("/accounts/login/").text


def test_turn_of_a_check_that_was_killed_comes_up_again(claim, enter):
    enter(claim)
    assert claim.begin_check(NOW)
    assert not claim.begin_check(NOW + timedelta(seconds=30))

    assert claim.begin_check(NOW + timedelta(minutes=3))


def test_beat_looks_up_what_is_due_and_nothing_else(claim, claim_of, acme_row, enter):
    later = claim_of(acme_row, "later.acme.example", next_check_at=timezone.now() + HOURS)
    enter(claim)

    check_domains()

    claim.refresh_from_db()
    later.refresh_from_db()
    assert (claim.state, claim.checking_since) == (State.VERIFIED, None)
    assert later.checked_at is None


def test_mail_that_could_not_be_sent_is_sent_the_next_time(live, mailoutbox, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell_what_is_due()
    assert mailoutbox == []

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert told(mailoutbox) == [f"Acme Corp: {HOST} is verified"]
    assert told(mailoutbox) == [f"Acme Corp: {HOST} is verified"]


def test_one_that_cannot_be_told_of_keeps_no_other_from_being_told(live, globex_row, claim_of, monkeypatch, mailoutbox):
    other = claim_of(globex_row, "benefits.globex.example", notice="given_up")
    schema_name = live.client.schema_name
    # Its schema is gone: more than a mail server that does not answer.
    Client.objects.filter(pk=live.client_id).update(schema_name=f"t_{0:032x}")

    tell_what_is_due()
    assert [mail.subject for mail in mailoutbox] == [f"Globex Corp: {other.host} was not found in time"]
    live.refresh_from_db()
    assert live.notice == "verified"

    Client.objects.filter(pk=live.client_id).update(schema_name=schema_name)
    assert told(mailoutbox)[1:] == [f"Acme Corp: {HOST} is verified"]


def test_failures_apart_are_less_than_the_time_between_checks():
    """Otherwise a domain whose proof is gone would be served for more than a day."""
    assert timedelta(hours=12) > settle.FAILURES_APART
