import uuid
from datetime import timedelta
from threading import Barrier, Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.utils import timezone

from accounts import people
from accounts.api_keys import create_api_key, find_api_key
from accounts.audience import ANYBODY, Audience
from accounts.invite import invite
from accounts.models import ApiKey, Invitation, User
from benefits.models import BenefitClass
from chat.service_person import service_asker
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tenants.live import Holder, read_ticket, session_holder
from tenants.live import ticket as live_ticket
from tenants.redis import redis
from tests.pages import words


@pytest.mark.parametrize(
    ("role", "sees", "may_invite"), [("employee", False, False), ("hr_editor", True, False), ("hr_admin", True, True)]
)
def test_people_page_is_for_hr_and_only_admins_may_change_it(acme, make_person, browser_of, role, sees, may_invite):
    make_person(acme, name="Somebody Else")
    page = browser_of(acme, make_person(acme, role)).get("/accounts/people/")

    assert (page.status_code == 200) == sees
    assert ("Somebody Else" in page.text) == sees
    assert ("/accounts/people/invite/" in page.text) == may_invite


@pytest.mark.parametrize("role", ["employee", "hr_editor"])
def test_only_admins_invite_deactivate_and_revoke(acme, make_person, browser_of, role):
    other, browser = make_person(acme), browser_of(acme, make_person(acme, role))

    for path in (
        "/accounts/people/invite/",
        "/accounts/people/invite-many/",
        f"/accounts/people/{other.pk}/",
        f"/accounts/people/{other.pk}/deactivate/",
        f"/accounts/people/{other.pk}/reactivate/",
        f"/accounts/invitations/{uuid.uuid4()}/revoke/",
        f"/accounts/invitations/{uuid.uuid4()}/resend/",
    ):
        assert browser.post(path).status_code == 403
    with tenant_scope(acme):
        assert User.objects.get(pk=other.pk).is_active


def test_deactivating_closes_sessions_and_keys_at_once(acme, make_person, browser_of):
    person = make_person(acme)
    session = browser_of(acme, person)
    assert session.get("/").status_code == 200
    with tenant_scope(acme):
        key = create_api_key(
            name="script", scopes=["ask"], valid_for=timedelta(days=1), created_by=person, now=timezone.now()
        )
        assert find_api_key(key.secret, timezone.now())

    admin = make_person(acme, "hr_admin")
    browser_of(acme, admin).post(f"/accounts/people/{person.pk}/deactivate/")

    assert session.get("/").headers["Location"].startswith("/accounts/login/")
    with tenant_scope(acme):
        assert find_api_key(key.secret, timezone.now()) is None
        assert ApiKey.objects.get().revoked_at is not None
        assert AuditEvent.objects.filter(action="person.deactivated", actor_id=admin.pk).count() == 1


def test_sessions_of_others_go_on(acme, make_person, browser_of):
    bystander = browser_of(acme, make_person(acme))
    person = make_person(acme)
    browser_of(acme, person)

    browser_of(acme, make_person(acme, "hr_admin")).post(f"/accounts/people/{person.pk}/deactivate/")

    assert bystander.get("/").status_code == 200


def test_reactivated_person_can_sign_in_again(acme, make_person, browser_of, sign_in):
    person = make_person(acme, is_active=False)

    browser_of(acme, make_person(acme, "hr_admin")).post(f"/accounts/people/{person.pk}/reactivate/")

    assert sign_in(acme, person.email, "a-long-enough-passphrase").status_code == 302


def test_last_admin_is_protected(acme, make_person):
    admin, editor = make_person(acme, "hr_admin"), make_person(acme, "hr_editor")

    with tenant_scope(acme):
        with pytest.raises(people.PersonProtected, match="only HR admin"):
            people.deactivate(admin, by=editor)
        assert User.objects.get(pk=admin.pk).is_active


def test_nobody_deactivates_themselves(acme, make_person, browser_of):
    admin = make_person(acme, "hr_admin")
    make_person(acme, "hr_admin")

    response = browser_of(acme, admin).post(f"/accounts/people/{admin.pk}/deactivate/", follow=True)

    assert "cannot deactivate your own account" in response.text
    with tenant_scope(acme):
        assert User.objects.get(pk=admin.pk).is_active


def test_two_admins_who_close_each_others_accounts_leave_one(committed, make_person):
    client = committed["acme"]
    admins = [make_person(client, "hr_admin"), make_person(client, "hr_admin")]
    barrier, refusals = Barrier(2), []

    def close(person: User, by: User) -> None:
        barrier.wait()
        try:
            with tenant_scope(client):
                people.deactivate(person, by=by)
        except people.PersonProtected as refused:
            refusals.append(str(refused))
        finally:
            connection.close()

    threads = [Thread(target=close, args=pair) for pair in (admins, admins[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refusals) == 1
    with tenant_scope(client):
        assert User.objects.filter(role="hr_admin", is_active=True).count() == 1


@pytest.fixture
def service_person(acme) -> User:
    """In whose name the API keys of acme ask."""
    with tenant_scope(acme):
        return service_asker(ANYBODY).user


@pytest.mark.parametrize("role", ["hr_editor", "hr_admin"])
def test_who_asks_for_api_keys_is_not_among_the_people(acme, make_person, browser_of, service_person, role):
    make_person(acme, name="Somebody Else")

    page = browser_of(acme, make_person(acme, role)).get("/accounts/people/")

    assert "Somebody Else" in page.text
    told = (service_person.email, service_person.name, str(service_person.pk))
    assert [text for text in told if text in page.text] == []
    assert len(page.context["people"]) == 2


@pytest.mark.parametrize("act", ["deactivate", "reactivate"])
def test_who_asks_for_api_keys_is_neither_closed_nor_opened(acme, make_person, browser_of, service_person, act):
    admin = browser_of(acme, make_person(acme, "hr_admin"))
    person = make_person(acme, is_active=act == "deactivate")
    assert admin.post(f"/accounts/people/{person.pk}/{act}/").status_code == 302

    assert admin.post(f"/accounts/people/{service_person.pk}/{act}/").status_code == 404

    with tenant_scope(acme):
        assert User.objects.get(pk=service_person.pk).is_active == service_person.is_active
        assert list(AuditEvent.objects.values_list("subject_id", flat=True)) == [str(person.pk)]


def test_who_asks_for_api_keys_opens_no_page(acme, make_person, browser_of, service_person):
    assert browser_of(acme, make_person(acme)).get("/").status_code == 200
    assert browser_of(acme, service_person).get("/").headers["Location"].startswith("/accounts/login/")

    with tenant_scope(acme):
        User.objects.filter(pk=service_person.pk).update(is_active=True)
    assert browser_of(acme, service_person).get("/").status_code == 403


def test_person_of_another_client_is_as_missing_as_one_who_never_was(acme, globex, make_person, browser_of):
    stranger = make_person(globex)
    browser = browser_of(acme, make_person(acme, "hr_admin"))

    foreign = browser.post(f"/accounts/people/{stranger.pk}/deactivate/")
    missing = browser.post(f"/accounts/people/{uuid.uuid4()}/deactivate/")

    assert foreign.status_code == missing.status_code == 404
    with tenant_scope(globex):
        assert User.objects.get(pk=stranger.pk).is_active


@pytest.fixture
def union(acme) -> BenefitClass:
    with tenant_scope(acme):
        return BenefitClass.objects.create(code="UNION", label="Local 88")


def facts_of(client, person: User) -> tuple[str, str, str]:
    with tenant_scope(client):
        return User.objects.values_list("role", "class_code", "language").get(pk=person.pk)


def test_admin_gives_a_person_another_class_role_and_language(acme, union, make_person, browser_of):
    admin, person = make_person(acme, "hr_admin"), make_person(acme, name="Una Union")
    browser = browser_of(acme, admin)
    assert '<option value="UNION">Local 88</option>' in browser.get(f"/accounts/people/{person.pk}/").text

    wanted = {"role": "hr_editor", "class_code": "UNION", "language": "es"}
    response = browser.post(f"/accounts/people/{person.pk}/", wanted)

    assert response.url == "/accounts/people/"
    assert facts_of(acme, person) == ("hr_editor", "UNION", "es")
    with tenant_scope(acme):
        event = AuditEvent.objects.get(action="person.changed")
        fields = ["role", "class_code", "language"]
        assert (event.actor_id, event.subject_id) == (admin.pk, str(person.pk))
        assert event.detail == {"fields": fields, "role": "hr_editor"}


def test_person_whose_class_is_gone_keeps_it_until_somebody_chooses(acme, union, make_person, browser_of):
    person = make_person(acme, class_code="OLD")
    browser = browser_of(acme, make_person(acme, "hr_admin"))
    assert "OLD (no longer a class)" in browser.get(f"/accounts/people/{person.pk}/").text

    browser.post(f"/accounts/people/{person.pk}/", {"role": "employee", "class_code": "OLD", "language": "es"})

    assert facts_of(acme, person) == ("employee", "OLD", "es")


@pytest.mark.parametrize("wanted", [{"role": "operator"}, {"role": "service"}, {"class_code": "EXEC"}])
def test_what_is_not_offered_is_not_given(acme, union, make_person, browser_of, wanted):
    person = make_person(acme)
    told = {"role": "employee", "class_code": "UNION", "language": "en"} | wanted

    page = browser_of(acme, make_person(acme, "hr_admin")).post(f"/accounts/people/{person.pk}/", told)

    assert page.status_code == 422
    assert "is not one of the available choices" in page.text
    assert facts_of(acme, person) == ("employee", "", "en")


def test_only_admin_cannot_give_up_the_role_and_one_of_two_can(acme, make_person, browser_of):
    admin = make_person(acme, "hr_admin", name="Olive Owner")
    make_person(acme, "hr_admin", is_active=False)
    browser, less = browser_of(acme, admin), {"role": "hr_editor", "language": "en"}

    refused = browser.post(f"/accounts/people/{admin.pk}/", less)
    assert refused.status_code == 422
    assert "Olive Owner is the only HR admin." in refused.text
    assert facts_of(acme, admin)[0] == "hr_admin"

    make_person(acme, "hr_admin")
    browser.post(f"/accounts/people/{admin.pk}/", less)

    assert facts_of(acme, admin)[0] == "hr_editor"
    assert browser.get("/accounts/people/").status_code == 200
    assert browser.get("/accounts/people/invite/").status_code == 403


def test_two_admins_who_demote_each_other_leave_one(committed, make_person):
    client = committed["acme"]
    admins = [make_person(client, "hr_admin"), make_person(client, "hr_admin")]
    barrier, refusals = Barrier(2), []

    def demote(person: User, by: User) -> None:
        barrier.wait()
        try:
            with tenant_scope(client):
                people.change(person, role="employee", audience=ANYBODY, language="en", by=by)
        except people.PersonProtected as refused:
            refusals.append(str(refused))
        finally:
            connection.close()

    threads = [Thread(target=demote, args=pair) for pair in (admins, admins[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refusals) == 1
    with tenant_scope(client):
        assert User.objects.filter(role="hr_admin", is_active=True).count() == 1


def test_who_loses_rights_is_signed_out_and_keys_end_and_who_gains_stays(acme, make_person, browser_of):
    editor, employee = make_person(acme, "hr_editor"), make_person(acme)
    sessions = [browser_of(acme, editor), browser_of(acme, employee)]
    with tenant_scope(acme):
        key = create_api_key(
            name="script", scopes=["documents"], valid_for=timedelta(days=1), created_by=editor, now=timezone.now()
        )
    admin = browser_of(acme, make_person(acme, "hr_admin"))

    admin.post(f"/accounts/people/{editor.pk}/", {"role": "employee", "language": "en"})
    admin.post(f"/accounts/people/{employee.pk}/", {"role": "hr_editor", "language": "en"})

    assert sessions[0].get("/").status_code == 302
    assert sessions[1].get("/hr/").status_code == 200
    with tenant_scope(acme):
        assert find_api_key(key.secret, timezone.now()) is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Ana", "Ben", "Cleo", "Dan"}),
        ("q=ana", {"Ana"}),
        ("q=acme.example+ben", {"Ben"}),
        ("role=hr_editor", {"Cleo"}),
        ("class_code=UNION", {"Ana", "Dan"}),
        ("class_code=none", {"Ben", "Cleo"}),
        ("state=closed", {"Ben"}),
        ("state=open&class_code=UNION", {"Ana"}),
        ("state=invited", {"Dan"}),
        ("role=astrologer", {"Ana", "Ben", "Cleo", "Dan"}),
    ],
)
def test_list_is_searched_and_filtered(acme, union, make_person, browser_of, query, found):
    make_person(acme, name="Ana", class_code="UNION")
    make_person(acme, name="Ben", is_active=False, email="ben@acme.example")
    make_person(acme, "hr_editor", name="Cleo")
    with tenant_scope(acme):
        Invitation.objects.create(
            email="d@acme.example",
            name="Dan",
            role="employee",
            class_code="UNION",
            key_hash="x",
            expires_at=timezone.now() + timedelta(days=1),
        )
    viewer = make_person(acme, "hr_admin", name="Viewer", email="v@elsewhere.example")

    page = browser_of(acme, viewer).get(f"/accounts/people/?{query}")

    shown = {row.name for row in (*page.context["people"], *page.context["invitations"])}
    assert shown - {"Viewer"} == found


def test_long_list_comes_in_pages_that_keep_the_filter(acme, make_person, browser_of):
    with tenant_scope(acme):
        User.objects.bulk_create(
            User(email=f"p{number}@acme.example", name=f"Person {number:03}") for number in range(60)
        )

    page = browser_of(acme, make_person(acme, "hr_editor")).get("/accounts/people/?role=employee&page=2")

    assert "Person 055" in page.text
    assert "Person 010" not in page.text
    assert 'href="?role=employee&amp;page=1"' in page.text


def test_person_of_another_client_cannot_be_opened_or_changed(acme, globex, make_person, browser_of):
    stranger = make_person(globex, name="Greta Globex")
    assert "Greta Globex" in browser_of(globex, make_person(globex, "hr_admin")).get("/accounts/people/").text
    browser = browser_of(acme, make_person(acme, "hr_admin"))

    told = {"role": "hr_admin", "language": "en"}
    assert browser.get(f"/accounts/people/{stranger.pk}/").status_code == 404
    assert browser.post(f"/accounts/people/{stranger.pk}/", told).status_code == 404
    assert facts_of(globex, stranger)[0] == "employee"


def test_many_invitations_are_shown_in_part_and_by_themselves_in_pages(acme, make_person, browser_of):
    with tenant_scope(acme):
        Invitation.objects.bulk_create(
            Invitation(
                email=f"p{number}@acme.example",
                role="employee",
                key_hash=f"k{number}",
                created_at=timezone.now() + timedelta(seconds=number),
                expires_at=timezone.now() + timedelta(days=1),
            )
            for number in range(60)
        )
    browser = browser_of(acme, make_person(acme, "hr_admin"))

    make_person(acme, name="Acme Person")
    below = browser.get("/accounts/people/?role=employee")
    first, second = (browser.get(f"/accounts/people/?state=invited&page={page}") for page in (1, 2))

    assert len(below.context["invitations"]) == 10
    assert 'href="?role=employee&amp;state=invited">All 60 invitations</a>' in below.text
    assert [len(page.context["invitations"]) for page in (first, second)] == [50, 10]
    assert first.context["people"] == []


def invited_by(client, admin: User, role: str) -> Invitation:
    with tenant_scope(client):
        return invite(email=f"{role}@acme.example", name="New", role=role, invited_by=admin, now=timezone.now())[0]


@pytest.mark.parametrize("act", ["deactivate/", ""])
def test_who_loses_rights_cannot_come_back_by_their_own_invitation(acme, make_person, browser_of, act):
    leaving = make_person(acme, "hr_admin")
    invitations = [invited_by(acme, leaving, role) for role in ("hr_admin", "hr_editor", "employee")]
    other = browser_of(acme, make_person(acme, "hr_admin"))

    other.post(f"/accounts/people/{leaving.pk}/{act}", {"role": "employee", "language": "en"})

    with tenant_scope(acme):
        still = Invitation.objects.open(timezone.now()).values_list("role", flat=True)
        assert list(still) == ["employee"]
        assert AuditEvent.objects.filter(action="invitation.revoked").count() == len(invitations) - 1


def test_who_gives_up_rights_stays_signed_in_here_and_reads_nothing_live_that_was_open(acme, make_person, browser_of):
    admin = make_person(acme, "hr_admin")
    make_person(acme, "hr_admin")
    browser, elsewhere = browser_of(acme, admin), browser_of(acme, admin)
    tickets = [
        parse_qs(urlsplit(one.get("/hr/documents/live-ticket/").text).query)["ticket"][0]
        for one in (browser, elsewhere)
    ]

    browser.post(f"/accounts/people/{admin.pk}/", {"role": "employee", "language": "en"})

    assert browser.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert all(redis().exists(read_ticket(ticket).ended_key) for ticket in tickets)
    # What is given to the page from now on is good.
    key = session_holder(browser.session.session_key)
    with tenant_scope(acme):
        assert not redis().exists(read_ticket(live_ticket("x", holder=Holder(key, host=""))).ended_key)


def test_admin_gives_a_person_a_state_and_hours_and_takes_them_away(acme, make_person, browser_of):
    admin, person = make_person(acme, "hr_admin"), make_person(acme, name="Una")
    browser = browser_of(acme, admin)
    told = {"role": "employee", "language": "en"}

    browser.post(f"/accounts/people/{person.pk}/", told | {"work_state": "CA", "hours": "part_time"})

    with tenant_scope(acme):
        assert User.objects.get(pk=person.pk).audience == Audience("", "CA", "part_time")
        assert AuditEvent.objects.get(action="person.changed").detail["fields"] == ["work_state", "hours"]
    assert "California, part time" in words(browser.get("/accounts/people/"))

    browser.post(f"/accounts/people/{person.pk}/", told)

    with tenant_scope(acme):
        assert User.objects.get(pk=person.pk).audience == ANYBODY


@pytest.mark.parametrize("wanted", [{"work_state": "ZZ"}, {"work_state": "California"}, {"hours": "40"}])
def test_a_state_or_hours_that_are_none_are_not_given(acme, make_person, browser_of, wanted):
    person = make_person(acme, work_state="NY", hours="full_time")
    told = {"role": "employee", "language": "en", "work_state": "TX", "hours": "part_time"} | wanted

    page = browser_of(acme, make_person(acme, "hr_admin")).post(f"/accounts/people/{person.pk}/", told)

    assert page.status_code == 422
    with tenant_scope(acme):
        assert User.objects.get(pk=person.pk).audience == Audience("", "NY", "full_time")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("work_state=CA", {"Ana", "Dan"}),
        ("work_state=none", {"Cleo", "Viewer"}),
        ("hours=part_time", {"Ben"}),
        ("work_state=CA&hours=full_time", {"Ana"}),
        ("work_state=TX", {"Ana", "Ben", "Cleo", "Dan", "Viewer"}),
    ],
)
def test_people_are_found_by_state_and_hours(acme, make_person, browser_of, query, names):
    make_person(acme, name="Ana", work_state="CA", hours="full_time")
    make_person(acme, name="Ben", work_state="NY", hours="part_time")
    make_person(acme, name="Cleo")
    with tenant_scope(acme):
        Invitation.objects.create(
            email="d@acme.example",
            name="Dan",
            role="employee",
            work_state="CA",
            key_hash="x",
            expires_at=timezone.now() + timedelta(days=1),
        )
    viewer = make_person(acme, "hr_admin", name="Viewer")

    page = browser_of(acme, viewer).get(f"/accounts/people/?{query}")

    shown = {row.name for row in [*page.context["people"], *page.context["invitations"]]}
    assert shown == names
