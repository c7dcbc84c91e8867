"""The pages on which HR asks for a domain, follows it and uses it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from platform_admin.domains.desk import MAILS_A_DAY
from platform_admin.tasks import check_domain
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.domains.models import DomainClaim
from tenants.hosts import forget_hosts
from tenants.models import Client, Domain
from tests.name_server import SILENT
from tests.tenants.domains.conftest import HOST, OWN

LIST = "/hr/company/domains/"


def words(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def url(name: str, claim: DomainClaim) -> str:
    return reverse(f"domains:{name}", args=[claim.pk], urlconf="config.urls")


def acts(client) -> list[tuple[str, dict]]:
    with tenant_scope(client):
        told = AuditEvent.objects.filter(action__startswith="domain.").order_by("number")
        return list(told.values_list("action", "detail"))


@pytest.fixture
def admin(acme_row, acme, make_person, browser_of):
    forget_hosts()
    return browser_of(acme, make_person(acme, "hr_admin", name="Ada Lin"))


@pytest.fixture
def claim(acme_row, claim_of) -> DomainClaim:
    return claim_of(acme_row)


@pytest.fixture
def live(acme_row, claim_of) -> DomainClaim:
    Domain.objects.create(client=acme_row, host=HOST, verified_at=timezone.now())
    return claim_of(acme_row, state="verified", verified_at=timezone.now())


def test_domain_is_added_looked_up_at_once_and_shown_with_its_records(
    admin, acme, internet, django_capture_on_commit_callbacks
):
    internet.zone("acme.example")
    with django_capture_on_commit_callbacks(execute=True):
        added = admin.post(LIST, {"name": " Benefits.ACME.example "})
    claim = DomainClaim.objects.get()
    page = words(admin.get(added.headers["Location"]))

    assert (claim.host, claim.state, claim.added_by) == (HOST, "waiting", "hr_admin")
    assert claim.checked_at is not None
    for part in (claim.proof_name, claim.proof_value, "_benefits-verify.benefits", OWN, "ns1.dns.example (127.0.0.2)"):
        assert part in page
    assert "no such name (NXDOMAIN)" in page
    assert acts(acme) == [("domain.added", {"host": HOST})]


@pytest.mark.parametrize(
    "name", ["", "https://benefits.acme.example", "localhost", "acme.localhost", "\x00", "é" * 900]
)
def test_what_is_no_name_is_refused_with_a_sentence_and_what_was_typed(admin, name):
    page = admin.post(LIST, {"name": name})

    assert page.status_code == 422
    assert 'class="error-summary' in page.text or "error" in page.text
    assert not DomainClaim.objects.exists()


def test_contract_without_it_says_whom_to_ask_and_offers_no_form(admin, acme_row):
    Client.objects.filter(pk=acme_row.pk).update(own_limits={"custom_domain": False})
    forget_hosts()

    assert "Ask whoever looks after your contract" in words(admin.get(LIST))
    assert 'name="name"' not in admin.get(LIST).text
    assert admin.post(LIST, {"name": HOST}).status_code == 422
    assert not DomainClaim.objects.exists()


def test_check_says_what_each_server_said_and_is_written_down(
    admin, acme, claim, enter, internet, django_capture_on_commit_callbacks
):
    enter(claim)
    internet.fail(claim.proof_name, SILENT, at="127.0.0.3")
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(url("check", claim))
    page = words(admin.get(url("domain", claim)))

    assert "TXT: right Found." in page
    assert "ns2.dns.example (127.0.0.3) did not answer in time" in page
    assert "Verified" in page
    assert [act for act, _ in acts(acme)] == ["domain.checked", "domain.verified"]


def test_check_again_at_once_is_refused_and_asks_nobody(
    admin, acme, claim, internet, django_capture_on_commit_callbacks
):
    asked, pages = [], []
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            pages.append(words(admin.post(url("check", claim), follow=True)))
        asked.append(sum(internet.asked.values()))

    assert "was looked up a moment ago" not in pages[0]
    assert "was looked up a moment ago" in pages[2]
    assert asked == [asked[0]] * 3
    assert [act for act, _ in acts(acme)] == ["domain.checked"]


def test_without_the_queue_it_is_looked_up_later_and_said_so(admin, acme, claim, monkeypatch):
    def refuse(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(check_domain, "delay_on_commit", refuse)
    page = admin.post(url("check", claim), follow=True)
    claim.refresh_from_db()

    assert "The queue cannot be reached" in words(page)
    assert claim.checking_since is None
    assert claim.next_check_at <= timezone.now()


def test_page_asks_for_itself_while_it_is_looked_up(admin, claim):
    assert "hx-get" not in admin.get(url("domain", claim)).text.split('id="progress"')[1][:300]
    claim.begin_check(timezone.now())

    page = admin.get(f"{url('domain', claim)}?part=state")
    part = page.text
    assert "HX-Refresh" not in page.headers
    assert f'hx-get="{url("domain", claim)}?part=state"' in part
    assert "Asking the domain" in part
    assert "<html" not in part
    DomainClaim.objects.update(checking_since=None)
    assert admin.get(f"{url('domain', claim)}?part=state").headers["HX-Refresh"] == "true"


def test_records_are_mailed_to_it_in_both_forms_and_written_down(admin, acme, claim, mailoutbox):
    page = admin.post(url("mail", claim), {"email": "it@acme.com"}, follow=True)
    mail = mailoutbox[0]

    assert "on their way to it@acme.com" in words(page)
    assert (mail.to, mail.subject) == (["it@acme.com"], f"DNS records for {HOST}")
    for text in (mail.body, mail.alternatives[0].content):
        for part in (claim.proof_name, claim.proof_value, HOST, OWN, "Ada Lin of Acme Corp"):
            assert part in text
    assert acts(acme) == [("domain.records_mailed", {"host": HOST, "to": "it@acme.com"})]


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "it@acme.com\r\nBcc: x@evil.example"])
def test_records_are_mailed_to_no_address_that_is_none(admin, claim, mailoutbox, email):
    assert admin.post(url("mail", claim), {"email": email}).status_code == 422
    assert mailoutbox == []


def test_only_so_many_records_are_mailed_a_day(admin, claim, mailoutbox):
    for _ in range(MAILS_A_DAY + 2):
        page = admin.post(url("mail", claim), {"email": "it@acme.com"}, follow=True)

    assert len(mailoutbox) == MAILS_A_DAY
    assert "the most" in words(page)


def test_domains_are_not_added_and_removed_without_end(admin, acme_row, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "domain_add": "2/h/key"}
    for name in ("one.acme.com", "two.acme.com"):
        admin.post(LIST, {"name": name})
        admin.post(url("remove", DomainClaim.objects.get()))

    page = admin.post(LIST, {"name": "three.acme.com"})

    assert page.status_code == 422
    assert "very often within the hour" in words(page)
    assert not DomainClaim.objects.exists()


def test_domains_are_not_looked_up_without_end(admin, acme, claim, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "domain_check": "1/h/key"}
    admin.post(url("check", claim))
    DomainClaim.objects.update(checking_since=None, checked_at=None)

    page = admin.post(url("check", claim), follow=True)

    assert "very often within the hour" in words(page)
    assert [action for action, _ in acts(acme)] == ["domain.checked"]


def test_domain_is_chosen_for_links_and_given_up_again(admin, acme, acme_row, live):
    assert f"When links and mails name {HOST}" in words(admin.get(url("domain", live)))
    admin.post(url("primary", live))
    forget_hosts()
    assert acme_row.primary_host() == HOST
    assert admin.get(LIST).status_code == 308

    admin.defaults["HTTP_HOST"] = HOST
    assert "Leads to your own domain" in words(admin.get(LIST))
    admin.post(f"{LIST}platform-host/")
    forget_hosts()

    assert acme_row.primary_host() == OWN
    assert [act for act, _ in acts(acme)] == ["domain.made_primary", "domain.made_primary"]


def test_domain_that_is_not_verified_is_not_chosen_whatever_is_sent(admin, acme, acme_row, claim):
    page = admin.post(url("primary", claim), follow=True)

    assert "is not verified" in words(page)
    assert (acme_row.primary_host(), acts(acme)) == (OWN, [])


def test_removed_domain_is_gone_and_written_down(admin, acme, live):
    assert "links in mails that name it stop working" in words(admin.get(url("domain", live)))
    admin.post(url("remove", live))

    assert not Domain.objects.filter(host=HOST).exists()
    assert not DomainClaim.objects.exists()
    assert acts(acme) == [("domain.removed", {"host": HOST, "state": "verified"})]


def test_name_that_could_be_taken_for_another_is_shown_in_both_forms(admin, acme_row, claim_of):
    claim_of(acme_row, "xn--80ak6aa92e.example")

    assert "xn--80ak6aa92e.example (аррӏе.example)" in words(admin.get(LIST))


def test_editors_and_employees_have_no_such_page(acme, claim, make_person, browser_of):
    for role in ("hr_editor", "employee"):
        browser = browser_of(acme, make_person(acme, role))
        assert browser.get(LIST).status_code == 403
        assert browser.post(url("remove", claim)).status_code == 403
    with platform_scope():
        assert DomainClaim.objects.count() == 1


def test_suspended_client_reads_its_domains_and_changes_none(admin, acme, live):
    Client.objects.filter(pk=acme.id).update(status="suspended")
    forget_hosts()

    assert admin.get(url("domain", live)).status_code == 200
    assert admin.post(url("remove", live)).status_code == 403
    assert DomainClaim.objects.exists()
