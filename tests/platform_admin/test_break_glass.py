"""An operator may look at a client's HR pages, for a reason: read-only, told to the client, and never at chats."""

import re
import uuid
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import ProgrammingError
from django.db.utils import InternalError
from django.test import Client as Browser
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts import people_views
from accounts.models import User
from chat.models import Answer, Conversation, Question
from platform_admin import operators
from platform_admin.models import SupportRule, SupportVisit
from platform_admin.second_factor.demo import give_played_app
from platform_admin.seed_support import seed_support
from platform_admin.support import mail, visits
from platform_admin.support.allowed import READ_ONLY
from platform_admin.tasks import end_support_visits
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.live import read_ticket
from tenants.models import Client
from tenants.redis import redis
from tests.tampering import behind_its_back

COOKIE = settings.SUPPORT_COOKIE_NAME
REASON = "Ticket 4711: the guide for 2027 is not found by anybody"
ASKED = {"reason": REASON, "ticket": "4711", "minutes": "15"}


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def link_in(page) -> str:
    found = re.search(r'id="support-link" href="https?://[^/]+(/support/enter/[^"]+)"', page.text)
    assert found, page.text
    return found[1]


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def begun(link: str) -> Browser:
    browser = Browser(HTTP_HOST="acme.localhost")
    assert browser.post(link).headers["Location"] == "/hr/"
    return browser


@pytest.fixture
def hr_view(confirmed, acme):
    return lambda **facts: begun(link_in(confirmed.post(url("support_hr", acme.id), {**ASKED, **facts})))


@pytest.fixture
def owner(acme, make_person, browser_of) -> Browser:
    return browser_of(acme, make_person(acme, "hr_admin", name="Olive Owner"))


def test_without_a_reason_that_somebody_can_understand_nothing_is_opened(confirmed, acme):
    for wrong in ({"reason": "because"}, {"reason": "x" * 30}, {"ticket": ""}, {"minutes": "600"}, {"reason": ""}):
        page = confirmed.post(url("support_hr", acme.id), {**ASKED, **wrong})
        assert page.status_code == 422, wrong
    assert not SupportVisit.objects.exists()


def test_second_factor_is_asked_for_again(portal, acme):
    answer = portal.post(url("support_hr", acme.id), ASKED)

    assert "/confirm/" in answer.headers["Location"]
    assert "/confirm/" in portal.get(url("support_hr", acme.id)).headers["Location"], "before anything is typed"
    assert not SupportVisit.objects.exists()


def test_operator_reads_hr_pages_and_each_is_written_into_both_chains(hr_view, acme, operator, make_person):
    person = make_person(acme, name="Ann Employee")
    browser = hr_view()

    page = browser.get("/hr/")
    people = browser.get("/accounts/people/?q=Ann")

    assert f"Support view of HR’s pages: {REASON}" in words(page)
    assert "Ann Employee" in people.text
    seen = ["/hr/", "/accounts/people/"]
    rows = AuditEvent.objects.filter(action="support.page_seen").order_by("number")
    assert [(row.detail["page"], row.detail["reason"], row.actor_id, row.ip_address) for row in rows] == [
        (path, REASON, operator.pk, "127.0.0.1") for path in seen
    ]
    with tenant_scope(acme):
        assert [row.detail["page"] for row in AuditEvent.objects.filter(action="support.page_seen")[::-1]] == seen
        assert User.objects.count() == 1
    assert browser.get(f"/accounts/people/{person.pk}/").status_code == 200


def test_each_page_of_a_document_is_written_down_once_a_visit(hr_view, acme):
    version = uuid.uuid4()
    pictures = [f"/hr/versions/{version}/pages/{number}.png" for number in (1, 2)]

    for _visit in range(2):
        browser = hr_view()
        for picture in (*pictures, pictures[0]):
            browser.get(f"{picture}?width=200")

    assert [row.detail["page"] for row in AuditEvent.objects.filter(action="support.page_seen").order_by("number")] == [
        *pictures,
        *pictures,
    ]
    with tenant_scope(acme):
        assert AuditEvent.objects.filter(action="support.page_seen").count() == 4


def test_part_of_a_page_that_is_closed_says_so_in_its_place(hr_view, acme):
    browser = hr_view()

    part = browser.get("/hr/company/questions/tried/", headers={"HX-Request": "true"})

    assert part.status_code == 200
    assert words(part) == "This part is closed to support views."
    assert browser.get("/hr/company/questions/tried/").status_code == 403


def test_clients_audit_page_shows_it_without_the_operators_name(hr_view, owner, operator):
    hr_view().get("/hr/")

    page = words(owner.get("/hr/audit/"))

    assert "Page seen by support" in page
    assert "Platform operator" in page
    assert operator.name not in page


def test_nothing_of_a_person_and_no_export_can_be_opened(hr_view, acme):
    browser = hr_view()
    pk = uuid.uuid4()

    for path in (
        *("/", "/history/", f"/c/{pk}/", f"/a/{pk}/receipt/", f"/a/{pk}/receipt.json", "/support/asked/x/"),
        *("/hr/gaps/", f"/hr/gaps/{pk}/", "/hr/handovers/", f"/hr/handovers/{pk}/", "/hr/audit/"),
        *("/hr/tests/export/", "/hr/audit/export.csv", "/api/v1/documents", "/hr/documents/live-ticket/"),
        *("/hr/company/support/", "/accounts/people/invite/", "/hr/documents/upload/", "/accounts/password/change/"),
    ):
        assert browser.get(path).status_code == 403, path


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(hr_view, acme, make_person, method):
    person = make_person(acme)
    browser = hr_view()

    for path in (f"/accounts/people/{person.pk}/deactivate/", f"/accounts/people/{person.pk}/", "/hr/company/look/"):
        assert getattr(browser, method)(path, {"role": "hr_admin"}).status_code == 403
    with tenant_scope(acme):
        assert User.objects.get(pk=person.pk).is_active


def test_database_refuses_what_a_page_would_write(hr_view, acme, monkeypatch):
    def written(request):
        User.objects.create_user("sly@acme.example", name="Sly", role="hr_admin")

    monkeypatch.setattr(people_views, "list_people", written)

    with pytest.raises((InternalError, ProgrammingError), match="read-only transaction"):
        hr_view().get("/accounts/people/")
    with tenant_scope(acme):
        assert not User.objects.exists()


def test_live_tickets_of_its_pages_open_nothing(hr_view, acme):
    page = hr_view().get("/hr/")

    ticket = read_ticket(unquote(page.context["live_url"].partition("ticket=")[2]))
    assert any(redis().exists(key) for key in ticket.void_keys)


def test_owner_is_told_by_mail_when_it_begins_and_what_was_opened_when_it_ends(
    hr_view, operator, acme, mailoutbox, django_capture_on_commit_callbacks
):
    Client.objects.filter(pk=acme.id).update(time_zone="America/Phoenix")
    with django_capture_on_commit_callbacks(execute=True):
        browser = hr_view()
    browser.get("/accounts/people/")
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/support/end/")

    begin, over = mailoutbox
    assert (begin.to, over.to) == (["owner@acme.example"], ["owner@acme.example"])
    assert REASON in begin.body
    assert operator.name not in begin.body, "as in the client's audit"
    assert "4711" in begin.body
    assert "/accounts/people/" in over.body
    assert REASON in over.body
    # The client's own, which has neither summer nor winter.
    assert " MST to " in begin.body
    assert " MST" in over.body
    assert "UTC" not in begin.body + over.body
    assert "/hr/company/support/" in begin.body


def test_mail_that_fails_is_sent_later_and_once(hr_view, mailoutbox, monkeypatch):
    def down(*args: object, **kwargs: object) -> None:
        raise OSError("no mail today")

    hr_view()
    with monkeypatch.context() as broken:
        broken.setattr(mail, "send_letter", down)
        end_support_visits()
    assert mailoutbox == []

    end_support_visits()
    end_support_visits()

    assert len(mailoutbox) == 1


def test_owner_ends_it_at_once(hr_view, owner, acme):
    browser = hr_view()
    visit = SupportVisit.objects.get()
    assert "Looking now" in words(owner.get("/hr/company/support/"))

    owner.post(f"/hr/company/support/{visit.pk}/end/")

    assert browser.get("/hr/").headers["Location"] == "/support/ended/"
    assert "ended by the client" in words(owner.get("/hr/company/support/"))
    with tenant_scope(acme):
        assert AuditEvent.objects.filter(action="support.ended", actor_id__isnull=False).count() == 1


def test_page_of_the_owner_lists_what_was_opened(hr_view, owner, operator):
    browser = hr_view()
    browser.get("/accounts/people/")

    page = words(owner.get("/hr/company/support/"))

    assert operator.name not in page
    assert REASON in page
    assert "1 page opened" in page
    assert "/accounts/people/" in page


def test_client_that_wants_to_be_asked_first_is_asked(confirmed, acme, owner, mailoutbox):
    owner.post("/hr/company/support/rule/", {"asks_first": "on"})

    answer = confirmed.post(url("support_hr", acme.id), ASKED, follow=True)
    visit = SupportVisit.objects.get()
    assert "Waits for the client" in words(answer)
    assert "asks to see your HR pages" in mailoutbox[0].subject
    assert "has to allow this first" in words(confirmed.post(url("support_begin", visit.pk), follow=True))

    owner.post(f"/hr/company/support/{visit.pk}/allow/")
    browser = begun(link_in(confirmed.post(url("support_begin", visit.pk))))

    assert browser.get("/hr/").status_code == 200


def test_client_that_is_asked_may_refuse(confirmed, acme, owner):
    owner.post("/hr/company/support/rule/", {"asks_first": "on"})
    confirmed.post(url("support_hr", acme.id), ASKED)
    visit = SupportVisit.objects.get()

    owner.post(f"/hr/company/support/{visit.pk}/end/")
    owner.post(f"/hr/company/support/{visit.pk}/allow/")

    assert SupportVisit.objects.get().ended_how == "refused"
    assert SupportVisit.objects.get().allowed_at is None
    assert b"support-link" not in confirmed.post(url("support_begin", visit.pk), follow=True).content


def test_rule_that_comes_after_the_link_still_counts(confirmed, acme, owner):
    link = link_in(confirmed.post(url("support_hr", acme.id), ASKED))
    owner.post("/hr/company/support/rule/", {"asks_first": "on"})

    assert Browser(HTTP_HOST="acme.localhost").post(link).status_code == 404
    assert SupportRule.objects.get().asks_first
    with tenant_scope(acme):
        assert AuditEvent.objects.filter(action="support.rule_changed").exists()


def test_visit_of_another_client_is_none_of_the_owners_business(hr_view, globex, make_person, browser_of):
    hr_view()
    visit = SupportVisit.objects.get()
    stranger = browser_of(globex, make_person(globex, "hr_admin"))

    for act in ("allow", "end"):
        assert stranger.post(f"/hr/company/support/{visit.pk}/{act}/").status_code == 404
    assert REASON not in stranger.get("/hr/company/support/").text
    assert SupportVisit.objects.get().is_open


def test_hr_editors_and_employees_decide_nothing(hr_view, acme, make_person, browser_of):
    hr_view()
    visit = SupportVisit.objects.get()

    for role in ("hr_editor", "employee"):
        browser = browser_of(acme, make_person(acme, role))
        assert browser.post(f"/hr/company/support/{visit.pk}/end/").status_code == 403
        assert browser.get("/hr/company/support/").status_code == 403


def test_second_operator_has_to_approve_where_that_is_set(confirmed, acme, settings):
    settings.SUPPORT_SECOND_OPERATOR = True
    confirmed.post(url("support_hr", acme.id), ASKED)
    visit = SupportVisit.objects.get()

    confirmed.post(url("support_approve", visit.pk))
    assert SupportVisit.objects.get().approved_at is None, "not by whoever asked"
    assert b"support-link" not in confirmed.post(url("support_begin", visit.pk), follow=True).content

    otto = colleague()
    approve(otto)
    begun(link_in(confirmed.post(url("support_begin", visit.pk))))

    assert SupportVisit.objects.get().approved_by_id == otto.pk
    assert AuditEvent.objects.filter(action="support.approved", actor_id=otto.pk).exists()


def colleague(*, invited_by: User | None = None, days_ago: int = 60, with_app: bool = True) -> User:
    """Return another operator, invited and with an app of their own so many days ago."""
    then = timezone.now() - timedelta(days=days_ago)
    with platform_scope():
        otto = operators.create_operator("otto@platform.example", name="Otto", by=invited_by)
        if with_app:
            give_played_app(otto)
            Authenticator.objects.filter(user=otto).update(created_at=then)
    with behind_its_back() as cursor:
        cursor.execute("UPDATE audit_auditevent SET at = %s WHERE subject_id = %s", [then, str(otto.pk)])
    return otto


def approve(otto: User) -> None:
    with platform_scope():
        visit = SupportVisit.objects.select_related("client", "operator").get()
        visits.approve(visit, by=otto, now=timezone.now())


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"days_ago": 10, "is_invited": True}, "invited you"),
        ({"with_app": False}, "set up after this was asked for"),
        ({"days_ago": -1}, "set up after this was asked for"),
    ],
)
def test_second_mailbox_of_whoever_asked_is_no_second_operator(confirmed, operator, acme, settings, facts, why):
    settings.SUPPORT_SECOND_OPERATOR = True
    invited_by = operator if facts.pop("is_invited", False) else None
    otto = colleague(invited_by=invited_by, **facts)
    assert "Nobody could approve it now" in words(confirmed.get(url("support_hr", acme.id)))
    confirmed.post(url("support_hr", acme.id), ASKED)

    with pytest.raises(visits.SupportRefused, match=why):
        approve(otto)
    assert SupportVisit.objects.get().approved_at is None


def test_who_was_invited_long_ago_may_approve(confirmed, operator, acme, settings):
    settings.SUPPORT_SECOND_OPERATOR = True
    otto = colleague(invited_by=operator, days_ago=40)
    assert "Nobody could approve it now" not in words(confirmed.get(url("support_hr", acme.id)))
    confirmed.post(url("support_hr", acme.id), ASKED)

    approve(otto)

    assert SupportVisit.objects.get().approved_by_id == otto.pk


def test_only_whoever_asked_may_begin_it(confirmed, acme, settings):
    settings.SUPPORT_SECOND_OPERATOR = True
    confirmed.post(url("support_hr", acme.id), ASKED)
    visit = SupportVisit.objects.get()
    with platform_scope():
        otto = User.objects.create_user("otto@platform.example", name="Otto", role="operator")
    SupportVisit.objects.update(approved_at=timezone.now(), operator=otto)

    page = confirmed.post(url("support_begin", visit.pk), follow=True)

    assert b"support-link" not in page.content


def test_it_ends_after_the_minutes_that_were_asked_for(hr_view):
    browser = hr_view(minutes="60")
    visit = SupportVisit.objects.get()
    assert visit.ends_at - visit.opened_at == timedelta(minutes=60)
    SupportVisit.objects.update(ends_at=timezone.now())

    assert browser.get("/accounts/people/").headers["Location"] == "/support/ended/"
    fragment = browser.get("/hr/", headers={"HX-Request": "true"})
    assert "Support view of HR" not in fragment.text
    assert not AuditEvent.objects.filter(action="support.page_seen").exists()


def test_what_was_asked_for_a_day_ago_is_over(confirmed, acme, owner):
    owner.post("/hr/company/support/rule/", {"asks_first": "on"})
    confirmed.post(url("support_hr", acme.id), ASKED)
    SupportVisit.objects.update(asked_at=timezone.now() - timedelta(hours=25))
    visit = SupportVisit.objects.get()

    owner.post(f"/hr/company/support/{visit.pk}/allow/")
    end_support_visits()

    assert (SupportVisit.objects.get().allowed_at, SupportVisit.objects.get().ended_how) == (None, "unused")


def test_operator_closed_and_client_suspended_end_it(hr_view, acme, operator):
    browser = hr_view()
    User.objects.filter(pk=operator.pk).update(is_active=False)
    assert browser.get("/hr/").headers["Location"] == "/support/ended/"

    User.objects.filter(pk=operator.pk).update(is_active=True)
    assert browser.get("/hr/").status_code != 200, "what has ended stays so"
    Client.objects.get(pk=acme.id).move_to("suspended")
    assert "Support view" not in browser.get("/hr/").text


def test_last_day_of_grace_is_whole_where_contracts_are_counted(hr_view, acme):
    hr_view()
    night = datetime(2026, 11, 30, 3, tzinfo=UTC)  # still the 29th in the contract's zone
    with platform_scope():
        Client.objects.filter(pk=acme.id).update(status="past_due", grace_until=date(2026, 11, 29))
        SupportVisit.objects.update(ends_at=night + timedelta(minutes=9))

        assert visits.end_what_is_over(night) == 0
        assert visits.end_what_is_over(datetime(2026, 11, 30, 23, tzinfo=UTC)) == 1


def test_no_page_that_is_open_shows_what_somebody_asked(hr_view, acme, make_person):
    asked = "A question of the heart"
    with tenant_scope(acme):
        conversation = Conversation.objects.create(user=make_person(acme), title=asked)
        question = Question.objects.create(conversation=conversation, text=asked)
        Answer.objects.create(question=question, status="done", text="Yes.")
    browser = hr_view()

    for name in READ_ONLY["hr"]:
        with suppress(NoReverseMatch):  # pages of one thing, which this client does not have
            answer = browser.get(reverse(name, urlconf=settings.ROOT_URLCONF))
            shown = answer.getvalue() if answer.streaming else answer.content
            assert asked.encode() not in shown, name


def test_demo_shows_one_look_and_mails_nobody(acme, operator, owner, mailoutbox):
    for _ in range(2):
        seed_support(acme)
    end_support_visits()

    page = words(owner.get("/hr/company/support/"))
    assert "2 pages opened" in page
    assert SupportVisit.objects.get().ended_how == "operator"
    assert mailoutbox == []


def test_history_of_a_client_is_not_filled_with_pages_of_a_look(hr_view, confirmed, acme):
    browser = hr_view()
    for _time in range(25):
        browser.get("/accounts/people/")

    page = words(confirmed.get(url("client", acme.id)))

    assert "Look begun" in page
    assert "Page seen by support" not in page
