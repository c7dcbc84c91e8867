"""Asking to join: nobody learns who has an account, and nobody comes in but by HR or an invitation."""

import re
import time
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.addresses import canonical_address
from accounts.audience import ANYBODY, Audience
from accounts.invite import InvitationRefused, accept, invite
from accounts.joining.ask import MOST_OF_ADDRESS, MOST_OF_CLIENT, TooMany, ask, lost_requests
from accounts.joining.decide import Decided, NobodyJoins, approve, confirm, end_old_requests, refuse
from accounts.joining.domains import DomainRefused, checked_domain, checked_domains
from accounts.joining.rule import change_rule
from accounts.models import Invitation, JoinRequest, JoinRule, User
from accounts.tasks import answer_lost_join_requests
from benefits.models import BenefitClass
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.hosts import forget_hosts
from tenants.models import Client

HOST = "acme.localhost"
NEW = "nina@acme.example"


@pytest.fixture
def admin(acme, make_person) -> User:
    return make_person(acme, "hr_admin")


@pytest.fixture
def open_rule(acme, admin):
    with tenant_scope(acme):
        change_rule(is_open=True, domains=["acme.example"], by=admin)
    return acme


@pytest.fixture
def send(open_rule, django_capture_on_commit_callbacks):
    """Send the form as a page does, its task with it: send("nina@acme.example") returns the answer."""

    def fill_in(email: str, *, host: str = HOST, browser: Browser | None = None, **facts: str):
        with django_capture_on_commit_callbacks(execute=True):
            return (browser or Browser(HTTP_HOST=host)).post("/accounts/join/", {"email": email, **facts})

    return fill_in


@pytest.fixture
def link_of(mailoutbox):
    def path(email: str = NEW) -> str:
        mail = [one for one in mailoutbox if one.to == [email]][-1]
        return "/" + re.search(r"https?://[^/\s]+/(\S+)", mail.body)[1]

    return path


@pytest.fixture
def waiting(send, link_of, open_rule) -> JoinRequest:
    send(NEW, name="Nina Novak")
    Browser(HTTP_HOST=HOST).post(link_of())
    with tenant_scope(open_rule):
        return JoinRequest.objects.get(email=NEW)


@pytest.fixture
def desk(acme, admin, browser_of) -> Browser:
    return browser_of(acme, admin)


def essence(answer) -> tuple:
    text = re.sub(r'(csrfmiddlewaretoken" value=|"X-CSRFToken": )"[^"]*"', "", answer.text)
    return answer.status_code, text, answer.headers.get("Location"), tuple(sorted(answer.cookies))


def queries_of(act) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        act()
    return [re.sub(r"'[^']*'|\d+", "?", one["sql"])[:60] for one in asked.captured_queries]


def test_answer_is_the_same_whoever_has_the_address(send, acme, admin, make_person, mailoutbox):
    make_person(acme, "employee", email="emma@acme.example")
    make_person(acme, "employee", email="gone@acme.example", is_active=False)
    with tenant_scope(acme):
        invite(email="ivan@acme.example", name="Ivan", role="employee", invited_by=admin, now=timezone.now())
    kinds = [NEW, "emma@acme.example", "gone@acme.example", "ivan@acme.example", admin.email]

    answers = {essence(send(email)) for email in kinds}
    pages = {essence(Browser(HTTP_HOST=HOST).get("/accounts/join/sent/")) for _ in kinds}

    assert len(answers) == len(pages) == 1
    assert next(iter(answers))[:3] == (302, "", "/accounts/join/sent/")
    # What differs is in the inbox, and everybody got one.
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(kinds)
    assert len({mail.subject for mail in mailoutbox}) == 1
    by_address = {mail.to[0]: mail.body for mail in mailoutbox}
    assert "You have an account already" in by_address["emma@acme.example"]
    assert "/join/" not in by_address["emma@acme.example"]
    assert "was closed" in by_address["gone@acme.example"]
    assert "confirm it" in by_address[NEW]
    assert "confirm it" in by_address["ivan@acme.example"]


def test_page_does_the_same_work_whoever_has_the_address(open_rule, acme, make_person):
    make_person(acme, "employee", email="emma@acme.example")
    browser = Browser(HTTP_HOST=HOST)
    browser.post("/accounts/join/", {"email": "first@acme.example"})  # fills what is cached

    unknown = queries_of(lambda: browser.post("/accounts/join/", {"email": NEW}))
    known = queries_of(lambda: browser.post("/accounts/join/", {"email": "emma@acme.example"}))

    assert unknown == known
    assert not any("accounts_user" in one and "session" not in one for one in unknown)


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_and_mails_come_in_the_language_one_reads(send, open_rule, mailoutbox, language):
    browser = Browser(HTTP_HOST=HOST, HTTP_ACCEPT_LANGUAGE=language)
    page = browser.get("/accounts/join/")
    assert {"en": "Ask to join", "es": "Pedir acceso"}[language] in page.text
    send(NEW, browser=browser)

    assert {"en": "how you join", "es": "cómo entrar"}[language] in mailoutbox[0].subject
    assert HOST in mailoutbox[0].body
    assert "Acme Corp" in mailoutbox[0].alternatives[0][0]


def test_name_of_a_stranger_stands_in_no_mail_before_the_address_is_confirmed(send, mailoutbox):
    send(NEW, name="Your Bank")
    assert "Your Bank" not in mailoutbox[0].body + mailoutbox[0].alternatives[0][0]


@pytest.mark.parametrize(
    "name", ["http://evil.example", "=HYPERLINK(1)", "a@b.example", "<b>x</b>", "1234", "N\u202eina"]
)
def test_name_is_letters(send, name):
    assert send(NEW, name=name).status_code == 422


@pytest.mark.parametrize("name", ["Nina Novak", "José María O’Neill-García", "李小龍", "J. R. Ewing Jr."])
def test_names_of_people_are_taken(send, name):
    assert send(NEW, name=name).status_code == 302


@pytest.mark.parametrize("email", ["nina@gmail.com", "nina@sub.acme.example", "nina@acme.example.evil.example", "nina"])
def test_address_elsewhere_is_refused_by_its_domain_alone(send, acme, make_person, email, mailoutbox):
    if "@" in email:
        make_person(acme, "employee", email=email)

    answer = send(email)

    assert answer.status_code == 422
    assert "@" not in email or "it ends in @acme.example" in answer.text
    assert mailoutbox == []


def test_nobody_asks_where_hr_has_not_said_so(acme):
    browser = Browser(HTTP_HOST=HOST)
    assert browser.get("/accounts/join/").status_code == 404
    assert browser.post("/accounts/join/", {"email": NEW}).status_code == 404
    assert "/accounts/join/" not in browser.get("/accounts/login/").text
    with tenant_scope(acme):
        assert not JoinRequest.objects.exists()


def test_sign_in_leads_there_where_hr_has(open_rule):
    assert 'href="/accounts/join/"' in Browser(HTTP_HOST=HOST).get("/accounts/login/").text
    assert Browser(HTTP_HOST="globex.localhost").get("/accounts/join/").status_code == 404


def test_opening_the_link_does_nothing_and_the_button_works_once(send, link_of, open_rule):
    send(NEW)
    browser = Browser(HTTP_HOST=HOST)
    for _ in range(2):
        assert browser.get(link_of()).status_code == 200
    with tenant_scope(open_rule):
        assert JoinRequest.objects.get().state == "mailed"

    assert "Your HR team decides" in browser.post(link_of()).text
    assert browser.post(link_of()).status_code == 410
    assert browser.get(link_of()).status_code == 410
    with tenant_scope(open_rule):
        row = JoinRequest.objects.get()
        assert (row.state, row.reason) == ("waiting", "unknown")
        assert not User.objects.filter(email=NEW).exists()


def test_link_is_this_clients_alone_and_not_to_be_changed(send, link_of, globex, make_person):
    send(NEW)
    with tenant_scope(globex):
        change_rule(is_open=True, domains=["acme.example"], by=make_person(globex, "hr_admin"))
        key = link_of().split("/")[-2]
        JoinRequest.objects.create(pk=key.split(":")[0], email=NEW, state="mailed")

    foreign = Browser(HTTP_HOST="globex.localhost").post(link_of())
    forged = Browser(HTTP_HOST=HOST).post(link_of().replace(key[:4], "0000"))
    nonsense = Browser(HTTP_HOST=HOST).post("/accounts/join/no-such-key/")

    assert [one.status_code for one in (foreign, forged, nonsense)] == [410, 410, 410]
    assert essence(forged)[1] == essence(nonsense)[1]


def test_link_works_for_a_day(send, link_of, monkeypatch):
    send(NEW)
    now = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 24 * 3600 + 5)

    assert Browser(HTTP_HOST=HOST).post(link_of()).status_code == 410


def test_link_ends_when_hr_lets_nobody_ask_any_more(send, link_of, open_rule, admin):
    send(NEW)
    with tenant_scope(open_rule):
        change_rule(is_open=False, domains=["acme.example"], by=admin)

    assert Browser(HTTP_HOST=HOST).post(link_of()).status_code == 410


@pytest.mark.parametrize("days_ago", [0, 100])
def test_whoever_was_invited_goes_on_to_a_password_at_once(send, link_of, open_rule, admin, days_ago):
    audience = Audience("SAL", "TX", "full_time")
    with tenant_scope(open_rule):
        BenefitClass.objects.create(code="SAL", label="Salaried")
        invite(
            email=NEW,
            name="Nina Novak",
            role="employee",
            invited_by=admin,
            now=timezone.now() - timedelta(days=days_ago),
            audience=audience,
        )
    send(NEW)
    browser = Browser(HTTP_HOST=HOST)

    answer = browser.post(link_of())
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/invitation/")
    browser.post(answer["Location"], {"name": "Nina Novak", "password": "a-long-enough-passphrase"})

    with tenant_scope(open_rule):
        person = User.objects.get(email=NEW)
        assert (person.role, person.audience) == ("employee", audience)
        assert JoinRequest.objects.get().state == "matched"
        assert not JoinRequest.objects.waiting().exists()


def test_old_invitation_to_hr_is_for_hr_to_look_at(send, link_of, open_rule, admin):
    with tenant_scope(open_rule):
        long_ago = timezone.now() - timedelta(days=100)
        invite(email=NEW, name="Nina", role="hr_admin", invited_by=admin, now=long_ago)
    send(NEW)
    Browser(HTTP_HOST=HOST).post(link_of())

    with tenant_scope(open_rule):
        assert JoinRequest.objects.get().reason == "outdated"


def test_withdrawn_invitation_lets_nobody_in(send, link_of, open_rule, admin):
    with tenant_scope(open_rule):
        invite(email=NEW, name="Nina", role="employee", invited_by=admin, now=timezone.now())
        Invitation.objects.update(revoked_at=timezone.now())
    send(NEW)
    Browser(HTTP_HOST=HOST).post(link_of())

    with tenant_scope(open_rule):
        assert JoinRequest.objects.get().state == "waiting"


def test_who_got_an_account_meanwhile_is_sent_to_sign_in(send, link_of, acme, make_person):
    send(NEW)
    make_person(acme, "employee", email=NEW)

    answer = Browser(HTTP_HOST=HOST).post(link_of())

    assert answer.status_code == 410
    assert "You have an account already" in answer.text


def test_two_links_of_one_address_are_one_request(send, link_of, open_rule, mailoutbox):
    send(NEW)
    first = link_of()
    send(NEW)
    for link in (first, link_of()):
        assert Browser(HTTP_HOST=HOST).post(link).status_code == 200

    with tenant_scope(open_rule):
        assert JoinRequest.objects.waiting().count() == 1


def test_address_is_written_to_a_few_times_an_hour_and_the_page_says_the_same(send, mailoutbox):
    answers = {essence(send(NEW)) for _ in range(MOST_OF_ADDRESS + 2)}

    assert len(answers) == 1
    assert len(mailoutbox) == MOST_OF_ADDRESS


def test_one_place_and_one_client_cannot_ask_without_end(send, monkeypatch, acme):
    monkeypatch.setattr("accounts.joining.ask.MOST_OF_CLIENT", 2)
    answers = [send(f"n{number}@acme.example").status_code for number in range(3)]
    assert answers == [302, 302, 429]

    monkeypatch.setattr("accounts.joining.ask.MOST_OF_CLIENT", 1000)
    answers = [send(f"m{number}@acme.example").status_code for number in range(20)]
    assert answers[-1] == 429


def test_task_that_was_lost_is_taken_up(open_rule, mailoutbox):
    early = timezone.now() - timedelta(minutes=5)
    with tenant_scope(open_rule):
        ask(NEW, name="", language="en", now=early)
        assert len(lost_requests(timezone.now())) == 1

    answer_lost_join_requests.apply()
    answer_lost_join_requests.apply()

    assert [mail.to for mail in mailoutbox] == [[NEW]]


def test_hr_sees_how_many_wait_and_decides(waiting, desk, acme, mailoutbox):
    with tenant_scope(acme):
        BenefitClass.objects.create(code="SAL", label="Salaried")
    assert re.search(r"People\s*<span class=\"badge\">1", desk.get("/hr/").text)
    page = desk.get("/accounts/people/requests/").text
    assert NEW in page
    assert "Nina Novak" in page
    assert "Was not invited" in page

    facts = {"chosen": [str(waiting.pk)], "class_code": "SAL", "approve": "1"}
    desk.post("/accounts/people/requests/decide/", facts)

    with tenant_scope(acme):
        invitation = Invitation.objects.get(email=NEW)
        assert (invitation.role, invitation.class_code) == ("employee", "SAL")
    assert "your HR team agrees" in mailoutbox[-1].body
    path = "/" + re.search(r"https?://[^/\s]+/(accounts/invitation/\S+)", mailoutbox[-1].body)[1]
    answer = Browser(HTTP_HOST=HOST).post(path, {"name": "Nina Novak", "password": "a-long-enough-passphrase"})
    assert answer.status_code == 302
    assert 'badge">1' not in desk.get("/hr/").text
    with tenant_scope(acme):
        acts = list(AuditEvent.objects.order_by("number").values_list("action", flat=True))
    assert acts == [
        "join_rule.changed",
        "join_request.confirmed",
        "person.invited",
        "join_request.approved",
        "person.joined",
    ]


def test_refused_is_told_so_without_a_reason_and_may_ask_again(waiting, desk, acme, send, link_of, mailoutbox):
    desk.post("/accounts/people/requests/decide/", {"chosen": [str(waiting.pk)], "refuse": "1"})

    assert "has not agreed" in mailoutbox[-1].body
    with tenant_scope(acme):
        assert JoinRequest.objects.get().state == "refused"
        assert not Invitation.objects.exists()
    send(NEW)
    Browser(HTTP_HOST=HOST).post(link_of())
    with tenant_scope(acme):
        assert JoinRequest.objects.waiting().count() == 1


def test_many_are_approved_at_once_as_far_as_there_is_room(acme, admin, desk, open_rule, mailoutbox):
    now = timezone.now()
    with tenant_scope(acme):
        rows = [
            JoinRequest.objects.create(
                email=f"n{number}@acme.example",
                state="waiting",
                confirmed_at=now + timedelta(seconds=number),
                expires_at=now + timedelta(days=1),
            )
            for number in range(4)
        ]
        people = User.objects.people().count()
    with platform_scope():
        Client.objects.filter(pk=acme.id).update(own_limits={"people": people + 3})
    forget_hosts()

    page = desk.post(
        "/accounts/people/requests/decide/", {"chosen": [str(row.pk) for row in rows], "approve": "1"}, follow=True
    ).text

    assert "3 requests approved" in page
    assert "Your contract has room for" in page
    assert len(mailoutbox) == 3
    with tenant_scope(acme):
        assert JoinRequest.objects.waiting().get().email == "n3@acme.example"


def test_who_comes_by_an_invitation_meanwhile_waits_no_longer(waiting, acme, admin):
    now = timezone.now()
    with tenant_scope(acme):
        invitation, _ = invite(email=NEW, name="Nina", role="employee", invited_by=admin, now=now)
        accept(invitation, name="Nina", password="a-long-enough-passphrase", now=now)

        assert JoinRequest.objects.get().state == "matched"


def test_approving_twice_invites_once_and_what_is_decided_stays(waiting, acme, admin):
    now = timezone.now()
    with tenant_scope(acme):
        approve(waiting, audience=ANYBODY, by=admin, now=now)
        with pytest.raises(Decided):
            approve(waiting, audience=ANYBODY, by=admin, now=now)
        with pytest.raises(Decided):
            refuse(waiting, by=admin, now=now)
        assert Invitation.objects.count() == 1


def test_request_that_cannot_be_approved_waits_on(waiting, acme, admin, make_person):
    make_person(acme, "employee", email=NEW)
    with tenant_scope(acme):
        with pytest.raises(InvitationRefused):
            approve(waiting, audience=ANYBODY, by=admin, now=timezone.now())
        with pytest.raises(InvitationRefused):
            approve(waiting, audience=replace(ANYBODY, class_code="GONE"), by=admin, now=timezone.now())
        assert JoinRequest.objects.get().state == "waiting"


def test_waiting_ends_after_14_days_and_is_forgotten_a_month_later(waiting, acme, admin):
    with tenant_scope(acme):
        end = JoinRequest.objects.get().expires_at
        assert end - JoinRequest.objects.get().confirmed_at == timedelta(days=14)
        assert end_old_requests(end - timedelta(seconds=1)) == 0
        with pytest.raises(Decided):
            approve(waiting, audience=ANYBODY, by=admin, now=end)
        assert end_old_requests(end) == 1
        assert end_old_requests(end) == 0
        assert JoinRequest.objects.get().state == "expired"
        end_old_requests(end + timedelta(days=30, seconds=1))
        assert not JoinRequest.objects.exists()


def test_what_was_never_confirmed_is_forgotten_soon(open_rule):
    now = timezone.now()
    with tenant_scope(open_rule):
        ask(NEW, name="", language="en", now=now - timedelta(hours=49))
        end_old_requests(now)
        assert not JoinRequest.objects.exists()


def test_approving_and_confirming_by_two_at_the_same_moment_happens_once(committed, make_person):
    acme = committed["acme"]
    admin = make_person(acme, "hr_admin")
    now = timezone.now()
    with tenant_scope(acme):
        row = JoinRequest.objects.create(
            email=NEW, state="waiting", confirmed_at=now, expires_at=now + timedelta(days=1)
        )
        mailed = JoinRequest.objects.create(email="two@acme.example", state="mailed", asked_at=now)

    def approve_it() -> None:
        approve(row, audience=ANYBODY, by=admin, now=now)

    def confirm_it() -> None:
        confirm(mailed, now=now)

    for act in (approve_it, confirm_it):
        outcomes = at_once(acme, [act] * 4)
        assert outcomes.count("done") == 1
    with tenant_scope(acme):
        assert Invitation.objects.filter(email=NEW).count() == 1
        assert JoinRequest.objects.get(pk=row.pk).state == "approved"
        assert JoinRequest.objects.get(pk=mailed.pk).state == "waiting"


def at_once(client, acts) -> list[str]:
    outcomes, start = [], Barrier(len(acts))

    def run(act) -> None:
        try:
            with tenant_scope(client):
                start.wait(timeout=20)
                act()
                outcomes.append("done")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("gmail.com", "Anybody can get"),
        ("Yahoo.com.mx", "Anybody can get"),
        ("live.co.uk", "Anybody can get"),
        ("att.net", "Anybody can get"),
        ("web.de", "Anybody can get"),
        ("com", "is no domain"),
        ("co.uk", "many share"),
        ("com.mx", "many share"),
        ("gov.br", "many share"),
        ("kawasaki.jp", "many share"),
        ("github.io", "many share"),
        ("yahoo.co.jp", "Anybody can get"),
        ("acme", "is no domain"),
        ("a b.com", "is no domain"),
        ("-acme.com", "is no domain"),
        ("10.0.0.1", "is no domain"),
        ("acme.com:25", "is no domain"),
        ("localhost", "is no domain"),
        ("acme.localhost", "belongs to the platform"),
        ("x.invalid", "No mail"),
    ],
)
def test_domain_that_is_not_a_companys_is_refused_with_a_reason(typed, why):
    with pytest.raises(DomainRefused, match=why):
        checked_domain(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Acme.com", "acme.com"),
        (" @acme.com ", "acme.com"),
        ("mail.acme.co.uk", "mail.acme.co.uk"),
        ("live.acme.com", "live.acme.com"),
        ("att.com", "att.com"),
        ("verizon.com", "verizon.com"),
        ("köln.example", "xn--kln-sna.example"),
    ],
)
def test_domain_of_a_company_is_kept_in_one_form(typed, kept):
    assert checked_domain(typed) == kept


def test_domains_come_one_a_line_each_once():
    assert checked_domains("acme.com\n@ACME.com, acme.example;\n") == ["acme.com", "acme.example"]
    with pytest.raises(DomainRefused, match="at most 20"):
        checked_domains("\n".join(f"a{number}.example" for number in range(21)))


def test_hr_switches_it_on_with_domains_and_off_again(desk, acme):
    refused = desk.post("/accounts/people/requests/rule/", {"is_open": "on", "domains": "gmail.com"})
    assert refused.status_code == 422
    assert "Anybody can get an address at gmail.com" in refused.text
    assert desk.post("/accounts/people/requests/rule/", {"is_open": "on", "domains": ""}).status_code == 422

    desk.post("/accounts/people/requests/rule/", {"is_open": "on", "domains": "acme.example\nacme.com"})
    assert "acme.localhost" in desk.get("/accounts/people/requests/").text
    desk.post("/accounts/people/requests/rule/", {"domains": "acme.example"})

    with tenant_scope(acme):
        rule = JoinRule.objects.get()
        assert (rule.is_open, rule.domains) == (False, ["acme.example"])
        assert AuditEvent.objects.filter(action="join_rule.changed").count() == 2


@pytest.mark.parametrize("role", ["employee", "hr_editor"])
def test_only_hr_admins_decide_and_are_told_of_it(waiting, acme, make_person, browser_of, role):
    browser = browser_of(acme, make_person(acme, role))

    assert browser.get("/accounts/people/requests/").status_code == 403
    facts = {"chosen": [str(waiting.pk)], "approve": "1"}
    assert browser.post("/accounts/people/requests/decide/", facts).status_code == 403
    assert '<span class="badge">1' not in browser.get("/contacts/").text


def test_request_of_another_client_cannot_be_chosen(waiting, globex, make_person, browser_of):
    elsewhere = browser_of(globex, make_person(globex, "hr_admin"))

    answer = elsewhere.post("/accounts/people/requests/decide/", {"chosen": [str(waiting.pk)], "approve": "1"})

    assert answer.status_code == 422
    assert "Choose again" in answer.text


def test_nobody_joins_a_client_that_is_suspended(send, link_of, open_rule):
    send(NEW)
    with platform_scope():
        Client.objects.get(pk=open_rule.id).move_to("suspended")
    forget_hosts()

    assert Browser(HTTP_HOST=HOST).get("/accounts/join/").status_code == 403
    assert Browser(HTTP_HOST=HOST).post(link_of()).status_code == 403
    with tenant_scope(open_rule):
        assert JoinRequest.objects.get().state == "mailed"


@pytest.mark.parametrize(
    "typed",
    [
        "NINA@ACME.example",
        "nina@ａｃｍｅ.example",
        "nina@acme．example",
        "nina@acme。example",
        '"nina"@acme.example',
        "nina@acme.example.",
    ],
)
def test_address_is_the_same_however_it_is_typed(typed):
    assert canonical_address(typed) == NEW


def test_address_typed_in_other_ways_has_no_limit_of_its_own(send, mailoutbox):
    for typed in (NEW, "Nina@ACME.example", "nina@ａｃｍｅ.example", '"nina"@acme.example', "nina@acme。example"):
        send(typed)

    assert [mail.to for mail in mailoutbox] == [[NEW]] * MOST_OF_ADDRESS


@pytest.mark.parametrize(
    "domain", ["аcme.example", "xn--cme-8cd.example", "xn--acme-.example", "ac\u00adme.example", "ac\u200dme.example"]
)
def test_domain_that_only_looks_like_the_companys_is_not_let_in(send, mailoutbox, domain):
    assert send(f"nina@{domain}").status_code == 422
    assert mailoutbox == []


def test_person_with_a_domain_in_its_own_letters_is_found(acme, admin, make_person, send, mailoutbox):
    make_person(acme, "employee", email="kai@köln.example")
    with tenant_scope(acme):
        change_rule(is_open=True, domains=["xn--kln-sna.example"], by=admin)
    send("kai@köln.example")

    assert "You have an account already" in mailoutbox[0].body


@pytest.mark.parametrize("place", ["203.0.113.{}", "2001:db8:0:1::{}", "::ffff:203.0.113.{}"])
def test_one_network_cannot_use_up_the_hour_of_a_client(open_rule, place):
    def ask_from(number: int, ip_address: str) -> bool:
        try:
            ask(f"n{number}@acme.example", name="", language="en", now=timezone.now(), ip_address=ip_address)
        except TooMany:
            return False
        return True

    with tenant_scope(open_rule):
        taken = sum(ask_from(number, place.format(1 + number % 200)) for number in range(400))
        assert taken <= MOST_OF_CLIENT // 5
        assert ask_from(1000, "198.51.100.7")


def test_whoever_is_refused_is_counted_by_no_limit(open_rule, monkeypatch):
    monkeypatch.setattr("accounts.joining.ask.MOST_OF_CLIENT", 40)
    with tenant_scope(open_rule):
        for number in range(60):
            with suppress(TooMany):
                ask(f"n{number}@acme.example", name="", language="en", now=timezone.now(), ip_address="203.0.113.1")
        ask(NEW, name="", language="en", now=timezone.now(), ip_address="198.51.100.7")


def test_nothing_is_forgotten_under_a_legal_hold(open_rule):
    now = timezone.now()
    with tenant_scope(open_rule):
        ask(NEW, name="", language="en", now=now - timedelta(hours=49))
    with tenant_scope(replace(open_rule, is_held=True)):
        end_old_requests(now)
        assert JoinRequest.objects.exists()


def test_nobody_is_let_into_a_suspended_client_whoever_decides(waiting, open_rule, admin):
    with tenant_scope(replace(open_rule, status="suspended")):
        mailed = JoinRequest.objects.create(email="two@acme.example", state="mailed", asked_at=timezone.now())
        with pytest.raises(NobodyJoins):
            approve(waiting, audience=ANYBODY, by=admin, now=timezone.now())
        with pytest.raises(NobodyJoins):
            confirm(mailed, now=timezone.now())
        assert JoinRequest.objects.get(pk=waiting.pk).state == "waiting"
        assert not Invitation.objects.exists()
