import re

import pytest
from allauth.core.internal.ratelimit import parse_rates
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache.backends.redis import RedisCacheClient
from django.test import Client as Browser
from redis.exceptions import ConnectionError as RedisConnectionError

from accounts.models import User
from tenants.context import tenant_scope

PASSWORD = "a-long-enough-passphrase"


@pytest.mark.parametrize(("role", "place"), [("employee", "/"), ("hr_editor", "/hr/"), ("hr_admin", "/hr/")])
def test_person_signs_in_and_arrives_where_their_work_is(acme, make_person, sign_in, role, place):
    person = make_person(acme, role)

    response = sign_in(acme, person.email, PASSWORD)

    assert (response.status_code, response.headers["Location"]) == (302, place)


def test_address_is_taken_in_any_case_and_with_spaces_around_it(acme, make_person, sign_in):
    make_person(acme, email="ann@acme.example")

    assert sign_in(acme, " Ann@ACME.example ", PASSWORD).status_code == 302


def test_session_gets_a_new_key_at_sign_in(acme, make_person, sign_in):
    person, browser = make_person(acme), Browser(HTTP_HOST="acme.localhost")
    browser.cookies["session"] = "planted-by-somebody-else"

    sign_in(acme, person.email, PASSWORD, browser)

    assert browser.cookies["session"].value != "planted-by-somebody-else"


def test_session_cookie_is_host_only_and_hidden_from_scripts(acme, make_person, sign_in):
    cookie = sign_in(acme, make_person(acme).email, PASSWORD).cookies["session"]

    assert (cookie["domain"], cookie["path"], cookie["httponly"], cookie["samesite"]) == ("", "/", True, "Lax")


def test_sign_out_ends_the_session(acme, make_person, sign_in):
    person, browser = make_person(acme), Browser(HTTP_HOST="acme.localhost")
    sign_in(acme, person.email, PASSWORD, browser)

    response = browser.post("/accounts/logout/")

    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/login/")
    assert browser.get("/accounts/people/").headers["Location"].startswith("/accounts/login/")
    with tenant_scope(acme):
        assert not [row for row in Session.objects.all() if "_auth_user_id" in row.get_decoded()]


def test_wrong_password_and_unknown_address_get_the_same_answer(acme, make_person, sign_in):
    make_person(acme, email="ann@acme.example")

    wrong_password = sign_in(acme, "ann@acme.example", "not-the-passphrase")
    unknown_address = sign_in(acme, "bob@acme.example", "not-the-passphrase")

    assert wrong_password.status_code == unknown_address.status_code == 200
    assert without_what_differs(wrong_password.text, "ann@") == without_what_differs(unknown_address.text, "bob@")
    assert "session" not in wrong_password.cookies


def test_person_of_another_client_is_unknown_here(acme, globex, make_person, sign_in):
    person = make_person(globex, email="gus@globex.example")
    assert sign_in(globex, person.email, PASSWORD).status_code == 302

    assert sign_in(acme, person.email, PASSWORD).status_code == 200


def test_deactivated_person_does_not_get_in(acme, make_person, sign_in, browser_of):
    person = make_person(acme, is_active=False)

    response = sign_in(acme, person.email, PASSWORD)

    assert "session" not in response.cookies or browser_of(acme).get("/").status_code == 302


def test_sixth_wrong_password_for_one_address_is_refused_even_if_right(acme, make_person, sign_in):
    person = make_person(acme)
    for _ in range(5):
        sign_in(acme, person.email, "not-the-passphrase")

    response = sign_in(acme, person.email, PASSWORD)

    assert response.status_code == 200
    assert "Too many failed login attempts. Try again in 5 minutes, or set a new password now." in response.text
    assert max(rate.duration for rate in parse_rates(settings.ACCOUNT_RATE_LIMITS["login_failed"])) == 5 * 60


def test_locked_person_is_told_in_spanish_how_long(acme, make_person):
    person = make_person(acme)
    browser = Browser(HTTP_HOST="acme.localhost", HTTP_ACCEPT_LANGUAGE="es")

    for _ in range(6):
        response = browser.post("/accounts/login/", {"login": person.email, "password": "not-the-passphrase"})

    assert "Inténtelo de nuevo en 5 minutos" in response.text


def test_new_password_lets_a_locked_person_in_at_once(acme, make_person, sign_in, mailoutbox):
    person = make_person(acme)
    for _ in range(6):
        sign_in(acme, person.email, "not-the-passphrase")
    browser = Browser(HTTP_HOST="acme.localhost")
    browser.post("/accounts/password/reset/", {"email": person.email})
    path = re.search(r"http://[^/]+(/accounts/password/reset/key/\S+)", mailoutbox[0].body).group(1)
    page = browser.get(path, follow=True)
    new = "quite-another-passphrase"

    browser.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert sign_in(acme, person.email, new).status_code == 302


def test_wrong_passwords_at_one_client_do_not_lock_the_same_address_at_another(acme, globex, make_person, sign_in):
    for client in (acme, globex):
        make_person(client, email="ann@both.example")
    for _ in range(6):
        sign_in(acme, "ann@both.example", "not-the-passphrase")

    assert sign_in(globex, "ann@both.example", PASSWORD).status_code == 302


def test_signing_in_is_not_tried_while_nobody_could_count_wrong_passwords(acme, make_person, sign_in, monkeypatch):
    def down(*args: object, **kwargs: object) -> None:
        raise RedisConnectionError

    person = make_person(acme)
    monkeypatch.setattr(RedisCacheClient, "get", down)

    response = sign_in(acme, person.email, PASSWORD)

    assert response.status_code == 503
    assert "try again in a minute" in response.text
    assert "session" not in response.cookies
    assert Browser(HTTP_HOST="acme.localhost").get("/accounts/login/").status_code == 200


def test_post_without_csrf_token_is_refused_with_a_page_that_says_what_to_do(acme, make_person):
    browser = Browser(HTTP_HOST="acme.localhost", enforce_csrf_checks=True)

    response = browser.post("/accounts/login/", {"login": "ann@acme.example", "password": PASSWORD})

    assert response.status_code == 403
    assert "<h1>" in response.text


def test_nobody_signs_up(acme):
    browser = Browser(HTTP_HOST="acme.localhost")
    fields = {"email": "eve@acme.example", "password1": PASSWORD, "password2": PASSWORD, "role": "hr_admin"}

    assert "invit" in browser.get("/accounts/signup/").text
    browser.post("/accounts/signup/", fields)

    with tenant_scope(acme):
        assert User.objects.count() == 0


def test_sign_in_leads_back_to_the_page_that_was_asked_for_but_never_to_another_site(acme, make_person):
    person, browser = make_person(acme, "hr_admin"), Browser(HTTP_HOST="acme.localhost")
    asked = browser.get("/accounts/people/")
    assert asked.headers["Location"] == "/accounts/login/?next=/accounts/people/"

    fields = {"login": person.email, "password": PASSWORD}
    evil = browser.post("/accounts/login/", {**fields, "next": "https://evil.example/"})
    assert evil.headers["Location"] == "/hr/"
    own = Browser(HTTP_HOST="acme.localhost").post("/accounts/login/", {**fields, "next": "/accounts/people/"})
    assert own.headers["Location"] == "/accounts/people/"


def test_fragment_sends_the_whole_page_to_sign_in(acme):
    response = Browser(HTTP_HOST="acme.localhost").get("/accounts/people/", headers={"HX-Request": "true"})

    assert (response.status_code, response.headers["HX-Redirect"]) == (204, "/accounts/login/")


def test_signed_in_cookie_of_one_client_is_nobody_at_another(acme, globex, make_person, sign_in):
    person, browser = make_person(acme), Browser(HTTP_HOST="acme.localhost")
    sign_in(acme, person.email, PASSWORD, browser)
    with tenant_scope(globex):
        # The same id and the same password hash, as in a cloned schema.
        User.objects.create(pk=person.pk, email=person.email, name="Double", role="hr_admin", password=person.password)
    elsewhere = Browser(HTTP_HOST="globex.localhost")
    elsewhere.cookies = browser.cookies

    assert elsewhere.get("/").headers["Location"].startswith("/accounts/login/")


def test_password_change_keeps_this_session_and_refuses_a_weak_one(acme, make_person, browser_of):
    browser = browser_of(acme, make_person(acme))
    fields = {"oldpassword": PASSWORD, "password1": "12345", "password2": "12345"}

    assert browser.post("/accounts/password/change/", fields).status_code == 200
    fields |= {"password1": "another-long-passphrase", "password2": "another-long-passphrase"}
    assert browser.post("/accounts/password/change/", fields).status_code == 302
    assert browser.get("/accounts/password/change/").status_code == 200


def without_what_differs(page: str, local_part: str) -> str:
    page = page.replace(local_part, "")
    return re.sub(r'(name="csrfmiddlewaretoken" value=|"X-CSRFToken": )"[^"]*"', r"\1", page)
