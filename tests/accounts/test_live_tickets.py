"""What a copied live address is worth once the sign-in it was given to has ended."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.utils import timezone

from accounts.api_keys import create_api_key
from accounts.models import User
from chat.models import Answer, Conversation, Question
from tenants.context import platform_scope, tenant_scope
from tenants.live import publish
from tests.conftest import PASSWORD
from tests.tenants.listener import Listener, listen

NEW_PASSWORD = "another-long-passphrase"
TICKET_PATH = "/hr/documents/live-ticket/"


@pytest.fixture
def said(acme) -> None:
    with tenant_scope(acme):
        publish("documents", "done", {})


@pytest.fixture
def two_devices(acme, make_person, sign_in) -> Callable[[str], tuple[User, Browser, Browser]]:
    """Return an HR person with that role who is signed in twice."""

    def open_both(role: str = "hr_admin") -> tuple[User, Browser, Browser]:
        person, devices = make_person(acme, role), []
        for _ in range(2):
            device = Browser(HTTP_HOST="acme.localhost")
            sign_in(acme, person.email, PASSWORD, device)
            devices.append(device)
        return person, *devices

    return open_both


def ticket_of(device: Browser) -> str:
    response = device.get(TICKET_PATH)
    assert response.status_code == 200
    return parse_qs(urlsplit(response.text).query)["ticket"][0]


def opens(ticket: str) -> bool:
    """Whether the relay serves it; it either replays the topic to its end or refuses."""
    listener = listen(Listener(ticket))
    assert (listener.status, listener.events) in [(200, [("done", {})]), (404, [])]
    return listener.status == 200


@pytest.mark.parametrize("role", ["hr_editor", "hr_admin"])
def test_signing_out_ends_the_tickets_of_that_device_alone(said, two_devices, role):
    _, laptop, phone = two_devices(role)
    of_laptop, of_phone = ticket_of(laptop), ticket_of(phone)
    assert opens(of_laptop)

    laptop.post("/accounts/logout/")

    assert (opens(of_laptop), opens(of_phone)) == (False, True)


def test_employees_ticket_for_an_answer_ends_with_the_sign_in(acme, make_person, sign_in):
    person, device = make_person(acme), Browser(HTTP_HOST="acme.localhost")
    sign_in(acme, person.email, PASSWORD, device)
    with tenant_scope(acme):
        conversation = Conversation.objects.create(user=person, title="Leave")
        question = Question.objects.create(conversation=conversation, text="Days of leave?")
        answer = Answer.objects.create(question=question)
        publish(answer.topic, "done", {})
    page = device.get(f"/c/{conversation.pk}/").text
    ticket = re.search(r'data-live-url="/live/\?ticket=([^"]+)"', page)[1]
    assert opens(unquote(ticket))

    device.post("/accounts/logout/")

    assert not opens(unquote(ticket))


def test_who_signs_in_again_at_once_gets_a_ticket_that_opens(acme, said, two_devices, sign_in):
    person, laptop, _ = two_devices()
    old = ticket_of(laptop)

    laptop.post("/accounts/logout/")
    sign_in(acme, person.email, PASSWORD, laptop)

    assert (opens(ticket_of(laptop)), opens(old)) == (True, False)


def test_changed_password_ends_all_tickets_and_the_device_at_hand_gets_a_fresh_one(said, two_devices):
    _, laptop, phone = two_devices()
    of_laptop, of_phone = ticket_of(laptop), ticket_of(phone)
    assert opens(of_laptop)
    assert opens(of_phone)

    form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert laptop.post("/accounts/password/change/", form).status_code == 302

    assert (opens(of_laptop), opens(of_phone)) == (False, False)
    assert opens(ticket_of(laptop))
    assert phone.get("/hr/").headers["Location"].startswith("/accounts/login/")


def test_reset_password_ends_all_tickets(said, two_devices, mailoutbox, link_in):
    person, laptop, phone = two_devices()
    tickets = [ticket_of(laptop), ticket_of(phone)]
    assert opens(tickets[0])

    stranger = Browser(HTTP_HOST="acme.localhost")
    stranger.post("/accounts/password/reset/", {"email": person.email})
    form_path = stranger.get(urlsplit(link_in(mailoutbox[0])).path).headers["Location"]
    stranger.post(form_path, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert [opens(ticket) for ticket in tickets] == [False, False]
    for device in (laptop, phone):
        assert device.get("/hr/").headers["Location"].startswith("/accounts/login/")


def test_deactivated_person_keeps_no_ticket_and_gets_good_ones_after_coming_back(
    acme, said, two_devices, make_person, browser_of, sign_in
):
    person, laptop, _ = two_devices()
    admin = browser_of(acme, make_person(acme, "hr_admin"))
    old, of_admin = ticket_of(laptop), ticket_of(admin)
    assert opens(old)

    admin.post(f"/accounts/people/{person.pk}/deactivate/")
    assert (opens(old), opens(of_admin)) == (False, True)

    admin.post(f"/accounts/people/{person.pk}/reactivate/")
    sign_in(acme, person.email, PASSWORD, laptop)
    assert (opens(ticket_of(laptop)), opens(old)) == (True, False)


def test_ticket_given_to_an_api_key_ends_with_the_key(acme, make_person, browser_of):
    person = make_person(acme)
    with tenant_scope(acme):
        key = create_api_key(
            name="script", scopes=["ask"], valid_for=timedelta(days=1), created_by=person, now=timezone.now()
        )
    caller = Browser(HTTP_HOST="acme.localhost", HTTP_AUTHORIZATION=f"Bearer {key.secret}")
    response = caller.post("/api/v1/ask/stream", {"question": "Days of leave?"}, content_type="application/json")
    ticket = parse_qs(urlsplit(response.json()["live_url"]).query)["ticket"][0]
    assert listen(Listener(ticket)).status == 200

    browser_of(acme, make_person(acme, "hr_admin")).post(f"/accounts/people/{person.pk}/deactivate/")

    assert listen(Listener(ticket)).status == 404


def test_operator_signs_out_of_the_platform(db, operator_browser):
    with platform_scope():
        operator = User.objects.create_user("op@platform.example", name="Op", role="operator", password=PASSWORD)
    browser = operator_browser(operator)
    assert browser.get("/platform-admin/").status_code == 200

    assert browser.post("/accounts/logout/").status_code == 302

    assert browser.get("/platform-admin/").headers["Location"].startswith("/accounts/login/")


def test_ticket_does_not_hold_the_key_of_its_session(said, two_devices):
    _, laptop, _ = two_devices()

    assert laptop.cookies[settings.SESSION_COOKIE_NAME].value not in ticket_of(laptop)


def test_page_that_is_signed_out_is_told_to_sign_in_when_it_asks_for_a_fresh_ticket(two_devices):
    _, laptop, _ = two_devices()
    laptop.post("/accounts/logout/")

    refused = laptop.get(TICKET_PATH, headers={"HX-Request": "true"})

    assert (refused.status_code, refused.headers["HX-Redirect"], refused.text) == (204, "/accounts/login/", "")
