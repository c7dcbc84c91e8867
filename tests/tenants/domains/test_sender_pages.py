"""The page on which HR gives its own sender, follows it, changes and removes it."""

import re

import pytest
from django.utils import timezone

from platform_admin.domains.desk import MAILS_A_DAY
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.domains.models import DomainClaim
from tenants.hosts import forget_hosts
from tenants.models import Client
from tenants.senders.models import SenderClaim

PAGE = "/hr/company/sender/"
GIVEN = {"name": "Benefits at Acme", "address": "benefits@acme.example"}


def words(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split()).replace("&lt;", "<").replace("&gt;", ">")


def acts(client) -> list[tuple[str, dict]]:
    with tenant_scope(client):
        told = AuditEvent.objects.filter(action__startswith="sender.").order_by("number")
        return list(told.values_list("action", "detail"))


@pytest.fixture
def admin(acme_row, acme, make_person, browser_of):
    forget_hosts()
    return browser_of(acme, make_person(acme, "hr_admin", name="Ada Lin"))


@pytest.fixture
def claim(acme_row) -> SenderClaim:
    with platform_scope():
        return SenderClaim.objects.create(client=acme_row, domain="acme.example", **GIVEN)


@pytest.fixture
def live(claim) -> SenderClaim:
    with platform_scope():
        SenderClaim.objects.update(state="verified", verified_at=timezone.now())
    return claim


def test_sender_is_given_looked_up_at_once_and_shown_with_its_records(
    admin, acme, internet, django_capture_on_commit_callbacks
):
    internet.zone("acme.example")
    with django_capture_on_commit_callbacks(execute=True):
        given = admin.post(PAGE, {"name": " Benefits  at Acme ", "address": " Benefits@ACME.example "})
    page = admin.get(given.headers["Location"])
    claim = SenderClaim.objects.get()

    assert (claim.name, claim.address, claim.added_by) == ("Benefits at Acme", GIVEN["address"], "hr_admin")
    assert claim.checked_at is not None
    for part in (claim.proof_name, claim.proof_value, "mail._domainkey.localhost", "v=DMARC1; p=none", "NXDOMAIN"):
        assert part in words(page)
    ids = re.findall(r'data-copy="([^"]+)"', page.text)
    assert len(ids) == len(set(ids)) == 6
    assert all(page.text.count(f'id="{one}"') == 1 for one in ids)
    assert acts(acme) == [("sender.added", GIVEN)]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "Write an address"),
        ("benefits", "one “@”"),
        ("a@b@acme.example", "one “@”"),
        ("benefits@gmail.com", "Anybody can get an address"),
        ("benefits@yahoo.co.jp", "Anybody can get an address"),
        ("benefits@localhost", "cannot be used"),
        ("benefits@acme.localhost", "belongs to the platform"),
        ("benefits@co.uk", "an ending that many share"),
        ("benefits@github.io", "an ending that many share"),
        ("benefits@münchen.example", "plain letters"),
        ("benefits@xn--mnchen-3ya.example", "plain letters"),
        ("bénéfits@acme.example", "plain letters"),
        (f"benefits@{'a' * 60}.{'b' * 60}.example", "is the most"),
        (f"{'b' * 65}@acme.example", "1 to 64"),
        ("benefits@acme.example\r\nBcc: evil@evil.example", "in one line"),
        ("benefits@acme.example\x00", "Null characters|in one line"),
        ('"a b"@acme.example', "in one line"),
        ("<benefits@acme.example>", "in front of the “@”|cannot be used"),
        ("benefits..x@acme.example", "In front of the “@”"),
        ("benefits@[192.0.2.1]", "cannot be used"),
        ("benefits@192.0.2.1", "cannot be used"),
        ("benefits@acme.example, evil@evil.example", "in one line"),
    ],
)
def test_address_that_cannot_be_used_is_refused_with_a_sentence(admin, address, why):
    page = admin.post(PAGE, {**GIVEN, "address": address})

    assert page.status_code == 422
    assert re.search(why, words(page), re.IGNORECASE)
    assert not SenderClaim.objects.exists()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "Write the name"),
        ("   ", "Write the name"),
        ("Benefits\r\nBcc: evil@evil.example", "in one line"),
        ("Benefits\u202e", "invisible"),
        ("Bank <ceo@bank.example>", "Leave out"),
        ("ceo@bank.example", "Leave out"),
        ("…", "with letters"),
        ("B" * 61, "is the most"),
    ],
)
def test_name_that_cannot_be_used_is_refused_with_a_sentence(admin, name, why):
    page = admin.post(PAGE, {**GIVEN, "name": name})

    assert page.status_code == 422
    assert why in words(page)
    assert not SenderClaim.objects.exists()


@pytest.mark.parametrize("of", ["sender", "domain", "domain above"])
def test_what_another_client_has_proven_is_refused_without_a_word_on_who(admin, globex_row, of):
    with platform_scope():
        if of == "sender":
            SenderClaim.objects.create(client=globex_row, domain="acme.example", state="verified", **GIVEN)
        else:
            host = "acme.example" if of == "domain" else "hr.acme.example"
            DomainClaim.objects.create(client=globex_row, host=host, state="verified")
    address = GIVEN["address"] if of != "domain above" else "benefits@mail.hr.acme.example"

    page = admin.post(PAGE, {**GIVEN, "address": address})

    assert page.status_code == 422
    assert "belongs to somebody else here" in words(page)
    assert "Globex" not in words(page)


def test_what_another_client_only_asks_for_is_no_hindrance(admin, globex_row):
    with platform_scope():
        SenderClaim.objects.create(client=globex_row, domain="acme.example", **GIVEN)

    assert admin.post(PAGE, GIVEN).status_code == 302
    assert SenderClaim.objects.count() == 2


def test_another_name_and_address_of_the_domain_are_used_at_once(admin, live, acme):
    saved = admin.post(PAGE, {"name": "HR at Acme", "address": "hr@acme.example"})

    live.refresh_from_db()
    assert saved.status_code == 302
    assert (live.name, live.address, live.state) == ("HR at Acme", "hr@acme.example", "verified")
    assert "Mails come from HR at Acme <hr@acme.example>" in words(admin.get(PAGE))
    assert acts(acme) == [("sender.changed", {"name": "HR at Acme", "address": "hr@acme.example", "before": GIVEN})]


def test_another_domain_wants_the_one_that_is_there_removed_first(admin, live):
    page = admin.post(PAGE, {**GIVEN, "address": "benefits@acme-works.example"})

    live.refresh_from_db()
    assert page.status_code == 422
    assert "Remove it first" in words(page)
    assert (live.address, live.state) == (GIVEN["address"], "verified")


def test_contract_without_it_says_whom_to_ask_and_offers_no_form(admin, acme_row):
    Client.objects.filter(pk=acme_row.pk).update(own_limits={"custom_domain": False})
    page = admin.get(PAGE)

    assert "Your contract has no domain of your own." in words(page)
    assert 'name="address"' not in page.text
    assert admin.post(PAGE, GIVEN).status_code == 422


def test_installation_that_signs_for_nobody_says_so(admin, settings):
    settings.SENDER_SERVICE = ""

    assert "not set up to send from other domains" in words(admin.get(PAGE))
    assert admin.post(PAGE, GIVEN).status_code == 422
    assert not SenderClaim.objects.exists()


def test_check_now_asks_the_network_and_is_written_down(
    admin, claim, acme, internet, django_capture_on_commit_callbacks
):
    internet.zone("acme.example")
    internet.put(claim.proof_name, "TXT", claim.proof_value)
    internet.put("mail._domainkey.acme.example", "CNAME", "mail._domainkey.localhost")

    with django_capture_on_commit_callbacks(execute=True):
        admin.post(f"{PAGE}check/")

    claim.refresh_from_db()
    assert claim.state == "verified"
    assert acts(acme)[0] == ("sender.checked", {"domain": "acme.example"})
    assert "was looked up a moment ago" in words(admin.post(f"{PAGE}check/", follow=True))


def test_records_are_mailed_to_it_with_all_there_is_to_enter(admin, claim, acme, mailoutbox):
    admin.post(f"{PAGE}mail/", {"email": "it@acme.example"})

    (mail,) = mailoutbox
    assert mail.subject == "DNS records for mails from benefits@acme.example"
    assert (mail.to, mail.message()["From"]) == (["it@acme.example"], "Acme Corp <benefits@localhost>")
    for part in ("Ada Lin of Acme Corp", claim.proof_value, "mail._domainkey.localhost", "v=DMARC1; p=none"):
        assert part in mail.body
    assert acts(acme) == [("sender.records_mailed", {"domain": "acme.example", "to": "it@acme.example"})]


def test_records_are_mailed_so_many_times_a_day(admin, claim, mailoutbox):
    for _ in range(MAILS_A_DAY + 1):
        last = admin.post(f"{PAGE}mail/", {"email": "it@acme.example"}, follow=True)

    assert len(mailoutbox) == MAILS_A_DAY
    assert "which is the most" in words(last)


def test_address_of_it_that_is_none_is_refused_on_the_page(admin, claim, mailoutbox):
    page = admin.post(f"{PAGE}mail/", {"email": "nobody"})

    assert (page.status_code, mailoutbox) == (422, [])


def test_sender_is_removed_at_once(admin, live, acme):
    admin.post(f"{PAGE}remove/")

    assert not SenderClaim.objects.exists()
    gone = {"domain": "acme.example", "address": GIVEN["address"], "state": "verified"}
    assert acts(acme) == [("sender.removed", gone)]
    assert admin.post(f"{PAGE}remove/").status_code == 404


@pytest.mark.parametrize("role", ["employee", "hr_editor"])
def test_nobody_but_hr_admins_may_see_or_change_it(claim, acme, make_person, browser_of, role):
    browser = browser_of(acme, make_person(acme, role))

    assert browser.get(PAGE).status_code == 403
    assert browser.post(PAGE, {**GIVEN, "name": "Mine"}).status_code == 403
    claim.refresh_from_db()
    assert claim.name == GIVEN["name"]


def test_hr_of_another_client_sees_and_changes_its_own_alone(live, globex, globex_row, make_person, browser_of):
    Client.objects.filter(pk=globex_row.pk).update(own_limits={"custom_domain": True})
    forget_hosts()
    browser = browser_of(globex, make_person(globex, "hr_admin"))

    assert GIVEN["address"] not in browser.get(PAGE).text
    assert browser.post(f"{PAGE}remove/").status_code == 404
    assert SenderClaim.objects.get() == live


def test_page_of_mails_shows_from_whom_they_come(admin, live):
    assert "Benefits at Acme <benefits@acme.example>" in words(admin.get("/hr/company/mails/"))
