import uuid
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from accounts import people
from accounts.api_keys import create_api_key, find_api_key
from accounts.models import ApiKey, User
from chat.service_person import service_asker
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope


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
        f"/accounts/people/{other.pk}/deactivate/",
        f"/accounts/people/{other.pk}/reactivate/",
        f"/accounts/invitations/{uuid.uuid4()}/revoke/",
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
        return service_asker("SAL").user


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
