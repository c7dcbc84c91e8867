"""An operator sees a client as somebody of a class does, by a link that works once, and can do nothing else."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.audience import Audience
from accounts.models import User
from benefits.models import BenefitClass
from chat.models import Answer, Conversation, Question
from platform_admin import operators
from platform_admin.models import SupportVisit
from platform_admin.support import visits
from platform_admin.tasks import end_support_visits
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client

COOKIE = settings.SUPPORT_COOKIE_NAME


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


@pytest.fixture
def classes(acme) -> None:
    with tenant_scope(acme):
        BenefitClass.objects.create(code="SAL", label="Salaried", label_es="Asalariados")


@pytest.fixture
def link(portal, acme, classes):
    """Return the address on acme's host that opens a view as a salaried person in Texas."""

    def make(**facts: str) -> str:
        asked = {"class_code": "SAL", "work_state": "TX", "hours": "", "language": "en", "as_of": "", **facts}
        page = portal.post(url("support_view", acme.id), asked)
        assert page.status_code == 200, page.text
        return re.search(r'id="support-link" href="https?://[^/]+(/support/enter/[^"]+)"', page.text)[1]

    return make


@pytest.fixture
def viewer(acme, link):
    """Return a browser on acme's host in a support view."""

    def begin(**facts: str) -> Browser:
        browser = Browser(HTTP_HOST="acme.localhost")
        assert browser.post(link(**facts)).headers["Location"] == "/"
        return browser

    return begin


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def acts(action: str) -> int:
    return AuditEvent.objects.filter(action=action).count()


def test_operator_sees_the_first_page_as_somebody_of_the_class(viewer, operator):
    page = words(viewer().get("/"))

    assert "Support view: Salaried or Texas, English." in page or "Support view: Salaried" in page
    assert f"By {operator.name}" in page
    assert "Answers are for: Salaried" in page
    assert "Your conversations" not in page
    assert "End now" in page


def test_pages_are_those_of_the_day_and_the_language(viewer):
    browser = viewer(language="es", as_of="2027-03-04")

    page = words(browser.get("/"))

    assert "Asalariados" in page
    assert "4 de marzo de 2027" in page
    assert SupportVisit.objects.get().as_of == date(2027, 3, 4)


def test_link_works_once(link):
    address = link()
    first, second = Browser(HTTP_HOST="acme.localhost"), Browser(HTTP_HOST="acme.localhost")

    assert first.get(address).status_code == 200, "looking at it uses nothing up"
    assert first.post(address).status_code == 302
    again = second.post(address)

    assert (again.status_code, COOKIE in again.cookies) == (404, False)
    assert second.get(address).status_code == 404
    assert "Make a new one" in words(again)


def test_link_of_one_client_is_nothing_at_another_and_on_the_platform(link, globex):
    address = link()

    for host in ("globex.localhost", "localhost"):
        answer = Browser(HTTP_HOST=host).post(address)
        assert (answer.status_code, COOKIE in answer.cookies) == (404, False), host
    assert Browser(HTTP_HOST="acme.localhost").post(address).status_code == 302


def test_link_is_over_after_two_minutes(link):
    address = link()
    SupportVisit.objects.update(link_until=timezone.now())

    assert Browser(HTTP_HOST="acme.localhost").post(address).status_code == 404


def test_link_that_was_changed_opens_nothing(link):
    address = link()
    forged = address[:-3] + ("A/" if address[-2] != "A" else "B/")

    assert Browser(HTTP_HOST="acme.localhost").post(forged).status_code == 404


def test_new_link_ends_the_one_before(portal, link, acme, operator):
    earlier = link()
    visit = SupportVisit.objects.get()
    visits.make_link(visit, by=operator, now=timezone.now())

    assert Browser(HTTP_HOST="acme.localhost").post(earlier).status_code == 404


def test_operator_closed_meanwhile_can_neither_begin_nor_go_on(viewer, link, operator):
    browser = viewer()
    waiting = link()
    User.objects.filter(pk=operator.pk).update(is_active=False)

    assert Browser(HTTP_HOST="acme.localhost").post(waiting).status_code == 404
    answer = browser.get("/contacts/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/support/ended/")
    assert SupportVisit.objects.filter(ended_how="operator_closed").count() == 1


def test_closing_an_operator_ends_what_they_had_open(viewer, operator):
    viewer()
    with platform_scope():
        other = User.objects.create_user("otto@platform.example", name="Otto", role="operator")
        operators.close(operator, by=other)

    assert SupportVisit.objects.get().ended_how == "operator_closed"


@pytest.mark.parametrize("status", ["suspended", "offboarding"])
def test_client_that_is_not_served_any_more_is_not_shown(viewer, acme, status):
    browser = viewer()
    Client.objects.get(pk=acme.id).move_to(status)

    page = browser.get("/")
    end_support_visits()

    assert "Support view" not in page.text
    assert SupportVisit.objects.get().ended_how == "client_closed"


def test_view_ends_after_half_an_hour_and_says_so(viewer):
    browser = viewer()
    visit = SupportVisit.objects.get()
    assert visit.ends_at - visit.opened_at == timedelta(minutes=30)
    SupportVisit.objects.update(ends_at=timezone.now())

    answer = browser.get("/", follow=True)

    assert answer.redirect_chain == [("/support/ended/", 302)]
    assert "The support view has ended" in answer.text
    assert browser.cookies[COOKIE].value == ""
    assert browser.get("/").headers["Location"].startswith("/accounts/login/")
    assert SupportVisit.objects.get().ended_how == "time"


def test_view_nobody_looks_at_ends_by_itself(viewer):
    viewer()
    SupportVisit.objects.update(ends_at=timezone.now())

    end_support_visits()

    assert SupportVisit.objects.get().ended_how == "time"
    assert acts("support.ended") == 1


def test_operator_ends_it_from_the_page_and_from_the_platform(viewer, portal):
    browser = viewer()
    assert browser.post("/support/end/").headers["Location"] == "/support/ended/"
    browser.cookies[COOKIE] = "what-was-kept"
    assert browser.get("/").status_code == 302

    again = viewer()
    portal.post(url("support_end", SupportVisit.objects.get(ended_at=None).pk))

    assert again.get("/").headers["Location"] == "/support/ended/"
    assert again.post("/support/ask/", {"text": "Am I covered?"}).status_code == 404


def test_cookie_that_was_put_there_beforehand_is_not_taken_over(link):
    browser = Browser(HTTP_HOST="acme.localhost")
    browser.cookies[COOKIE] = "chosen-by-somebody-else"

    browser.post(link())

    assert browser.cookies[COOKIE].value not in ("", "chosen-by-somebody-else")
    stranger = Browser(HTTP_HOST="acme.localhost")
    stranger.cookies[COOKIE] = "chosen-by-somebody-else"
    assert stranger.get("/").headers["Location"].startswith("/accounts/login/")


def test_session_is_nothing_on_another_clients_host(viewer, globex):
    abroad = Browser(HTTP_HOST="globex.localhost")
    abroad.cookies[COOKIE] = viewer().cookies[COOKIE].value

    answer = abroad.get("/")

    assert answer.headers["Location"].startswith("/accounts/login/")
    assert "Support view" not in abroad.get("/accounts/login/").text


def test_cookie_is_the_hosts_own_and_no_scripts(viewer):
    cookie = viewer().cookies[COOKIE]

    assert (cookie["httponly"], cookie["samesite"], cookie["domain"], cookie["max-age"]) == (True, "Strict", "", 1800)


def test_sign_in_of_the_same_browser_is_kept_and_not_used(acme, link, make_person, browser_of):
    admin = make_person(acme, "hr_admin")
    browser = browser_of(acme, admin)
    browser.post(link())

    assert browser.get("/hr/").status_code == 403
    browser.post("/support/end/", follow=True)

    assert browser.get("/hr/").status_code == 200


def test_page_of_its_end_leads_back_to_the_platform_and_nobody_else_learns_where_that_is(viewer, acme, browser_of):
    ended = viewer().post("/support/end/", follow=True)

    assert f"/platform-admin/clients/{acme.id}/support/" in ended.text
    assert "The support view has ended" in browser_of(acme).get("/support/ended/").text
    assert "platform-admin" not in browser_of(acme).get("/support/ended/").text


def test_nothing_of_a_person_can_be_opened(viewer, acme, make_person):
    employee = make_person(acme)
    with tenant_scope(acme):
        conversation = Conversation.objects.create(user=employee, title="Dental")
        question = Question.objects.create(conversation=conversation, text="Is dental covered?")
        answer = Answer.objects.create(question=question, status="done", text="Yes.")
    browser = viewer()

    for path in (
        f"/c/{conversation.pk}/",
        f"/a/{answer.pk}/",
        f"/a/{answer.pk}/receipt/",
        "/history/",
        "/history/download/",
        f"/accounts/people/{employee.pk}/",
        "/hr/",
        "/hr/gaps/",
        "/hr/handovers/",
        "/api/v1/tenant",
        "/hr/documents/live-ticket/",
    ):
        assert browser.get(path).status_code == 403, path


def test_no_form_is_accepted_but_the_views_own(viewer, acme):
    browser = viewer()

    for path in ("/ask/", "/", "/notice/seen/", "/accounts/logout/", "/accounts/login/", "/accounts/language/"):
        assert browser.post(path, {"text": "Hello", "language": "es"}).status_code == 403, path
    with tenant_scope(acme):
        assert not Conversation.objects.exists()
        assert not Session.objects.exists()


def test_form_of_the_view_needs_its_token(link):
    strict = Browser(HTTP_HOST="acme.localhost", enforce_csrf_checks=True)

    assert strict.post(link()).status_code == 403
    assert not SupportVisit.objects.open().exists()


def test_question_is_answered_and_kept_nowhere(viewer, acme, operator):
    browser = viewer()

    asked = browser.post("/support/ask/", {"text": "Hello"})
    page = browser.get(asked.headers["Location"])

    assert re.fullmatch(r"/support/asked/[0-9a-f]{32}/", asked.headers["Location"])
    assert "answer" in page.text
    assert "How it was found" not in page.text
    with tenant_scope(acme):
        assert not any(model.objects.exists() for model in (Conversation, Question, Answer, User))
        (event,) = AuditEvent.objects.filter(action="support.question_asked")
        assert "Hello" not in str(event.detail)
    assert acts("support.question_asked") == 1


def test_question_of_another_visit_is_not_shown(viewer, portal, link):
    browser = viewer()
    address = browser.post("/support/ask/", {"text": "Hello"}).headers["Location"]
    other = Browser(HTTP_HOST="acme.localhost")
    other.post(link())

    assert other.get(address).status_code == 404


def test_empty_question_is_refused_with_a_sentence(viewer):
    answer = viewer().post("/support/ask/", {"text": " "})

    assert answer.status_code == 422
    assert "Write your question first." in words(answer)


def test_another_look_of_the_same_operator_ends_the_one_before(viewer):
    first = viewer()
    second = viewer()

    assert first.get("/").headers["Location"] == "/support/ended/"
    assert second.get("/").status_code == 200


def test_both_chains_tell_of_it_without_naming_the_operator_to_the_client(viewer, acme, operator, make_person):
    browser = viewer()
    browser.post("/support/end/")
    expected = ["support.view_asked", "support.link_made", "support.opened", "support.ended"]

    def told() -> list[str]:
        rows = AuditEvent.objects.filter(action__startswith="support.").order_by("number")
        return list(rows.values_list("action", flat=True))

    assert told() == expected
    with tenant_scope(acme):
        assert told() == expected
        opened = AuditEvent.objects.get(action="support.opened").detail
    assert (opened["class_code"], opened["work_state"]) == ("SAL", "TX")
    assert AuditEvent.objects.get(action="support.opened").ip_address == "127.0.0.1"


def test_client_that_is_not_served_offers_no_view(portal, acme):
    Client.objects.get(pk=acme.id).move_to("suspended")

    assert "not served" in words(portal.get(url("client_support", acme.id)))
    portal.post(url("support_view", acme.id), {"language": "en"})
    assert not SupportVisit.objects.exists()


def test_class_that_the_client_does_not_have_is_refused(portal, acme, classes):
    page = portal.post(url("support_view", acme.id), {"class_code": "GHOST", "language": "en"})

    assert page.status_code == 422
    assert not SupportVisit.objects.exists()


def test_of_two_who_use_the_link_at_the_same_moment_one_comes_in(committed):
    with platform_scope():
        opal = User.objects.create_user("opal@platform.example", name="Opal", role="operator")
        acme = Client.objects.get(subdomain="acme")
        seen_as = visits.SeenAs(Audience("", "", ""), "en", None)
        visit = visits.begin_view(acme, seen_as, by=opal, now=timezone.now())
        key = visits.make_link(visit, by=opal, now=timezone.now())

    def come_in(_: int) -> int:
        try:
            return Browser(HTTP_HOST="acme.localhost").post(f"/support/enter/{key}/").status_code
        finally:
            connection.close()

    try:
        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(come_in, range(4))) == [302, 404, 404, 404]
    finally:
        with platform_scope():
            SupportVisit.objects.all().delete()
            rows = User.objects.filter(pk=opal.pk)
            rows._raw_delete(rows.db)
