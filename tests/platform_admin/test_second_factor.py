"""The second factor of operators: required before anything, each code once, and nobody else's business."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from platform_admin.second_factor import codes
from platform_admin.second_factor.adapter import SecondFactorAdapter
from platform_admin.second_factor.demo import give_played_app, played_code
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tenants.redis import redis

PASSWORD = "a-long-enough-passphrase"
SET_UP, CODES = "/platform-admin/you/set-up/", "/platform-admin/you/codes/"


def code_of(secret: str, *, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def by_password(operator: User) -> Browser:
    browser = Browser(HTTP_HOST="localhost")
    browser.post("/accounts/login/", {"login": operator.email, "password": PASSWORD})
    return browser


def at_second_step(operator: User, code: str) -> tuple[Browser, object]:
    browser = by_password(operator)
    return browser, browser.post("/accounts/second-step/", {"code": code})


def set_up_app(browser: Browser, *, steps: int = 0) -> str:
    """Set an authenticator app up and keep the recovery codes; return the app's secret."""
    browser.get("/platform-admin/you/app/")
    secret = browser.session["mfa.totp.secret"]
    answer = browser.post("/platform-admin/you/app/", {"code": code_of(secret, steps=steps)})
    assert answer.headers["Location"] == CODES, answer
    return secret


def recovery_codes(browser: Browser) -> list[str]:
    return re.findall(r"<li>\s*<code>(\d{8})</code>", browser.get(CODES).text)


@pytest.fixture
def app(operator) -> Authenticator:
    return give_played_app(operator)


# --- required ---------------------------------------------------------------------------------------------


def test_fragment_leads_the_whole_page_to_the_set_up(operator):
    answer = by_password(operator).get("/platform-admin/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"], answer.content) == (204, SET_UP, b"")


def test_portal_opens_once_an_app_is_set_up_and_the_codes_are_kept(operator):
    browser = by_password(operator)
    assert "An authenticator app" in browser.get(SET_UP).text
    key_before = browser.session.session_key

    secret = set_up_app(browser)

    assert browser.session.session_key != key_before
    assert browser.get("/platform-admin/").headers["Location"] == CODES
    kept = recovery_codes(browser)
    assert len(kept) == 10
    assert all(code in browser.get(f"{CODES}file/").text for code in kept)
    assert browser.post(CODES).status_code == 422
    assert browser.get("/platform-admin/").headers["Location"] == CODES
    browser.post(CODES, {"is_kept": "on"})
    assert browser.get("/platform-admin/").status_code == 200
    # Shown once: neither the page nor the file gives them again.
    assert browser.get(CODES).headers["Location"] == "/platform-admin/you/"
    assert browser.get(f"{CODES}file/").headers["Location"] == "/platform-admin/you/"
    (row,) = Authenticator.objects.filter(type="totp")
    assert secret not in str(row.data)
    actions = AuditEvent.objects.filter(actor_id=operator.pk).order_by("at").values_list("action", flat=True)
    assert list(actions) == ["operator.signed_in", "operator.factor_added", "operator.recovery_codes_kept"]


def test_session_that_came_in_by_the_password_alone_ends_where_a_factor_is_set_up(operator):
    elsewhere, here = by_password(operator), by_password(operator)

    set_up_app(here)

    assert elsewhere.get("/platform-admin/").headers["Location"].startswith("/accounts/login/")


def test_session_without_proof_is_signed_out_and_may_not_set_up_another_factor(operator, app):
    browser = Browser(HTTP_HOST="localhost")
    browser.force_login(operator)

    for path in ("/platform-admin/you/passkey/", "/platform-admin/"):
        assert browser.get(path).headers["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in browser.session


def test_wrong_code_sets_nothing_up(operator):
    browser = by_password(operator)
    browser.get("/platform-admin/you/app/")

    answer = browser.post("/platform-admin/you/app/", {"code": "000000"})

    assert "That did not match" in answer.text
    assert not Authenticator.objects.exists()


# --- codes ------------------------------------------------------------------------------------------------


def test_password_alone_asks_for_the_code_and_the_code_opens_the_portal(operator, app):
    browser = by_password(operator)
    assert browser.get("/platform-admin/").headers["Location"].startswith("/accounts/login/")

    answer = browser.post("/accounts/second-step/", {"code": played_code(operator.email)})

    assert answer.headers["Location"] == "/platform-admin/"
    assert browser.get("/platform-admin/").status_code == 200


def test_code_counts_once_and_no_older_one_after_it(operator, app, monkeypatch):
    now = time.time()
    secret = SecondFactorAdapter().decrypt(app.data["secret"])
    used, older = code_of(secret), code_of(secret, steps=-1)
    assert at_second_step(operator, used)[1].headers["Location"] == "/platform-admin/"
    # The library has forgotten it by now, and would still take it for the tolerance.
    redis().flushdb()
    monkeypatch.setattr(time, "time", lambda: now + 31)

    for code in (used, older):
        browser, answer = at_second_step(operator, code)
        assert answer.status_code == 200
        assert "used already" in answer.text or "did not match" in answer.text
        assert "_auth_user_id" not in browser.session


def test_code_by_which_the_app_was_set_up_is_used(operator):
    secret = set_up_app(by_password(operator))

    assert "used already" in at_second_step(operator, code_of(secret))[1].text


@pytest.mark.parametrize(("steps", "is_let_in"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_clock_may_be_half_a_minute_wrong(operator, app, steps, is_let_in, monkeypatch):
    middle = int(time.time()) // 30 * 30 + 15
    monkeypatch.setattr(time, "time", lambda: middle)
    secret = SecondFactorAdapter().decrypt(app.data["secret"])

    _, answer = at_second_step(operator, code_of(secret, steps=steps))

    assert (answer.status_code == 302) == is_let_in


def test_code_that_two_send_at_once_counts_for_one(operator, app):
    code = played_code(operator.email)

    assert [codes.spend(app, code), codes.spend(app, code)] == [True, False]


def test_recovery_code_counts_once_and_is_recorded(operator):
    browser = by_password(operator)
    set_up_app(browser)
    first, second, *_rest = recovery_codes(browser)
    browser.post(CODES, {"is_kept": "on"})

    assert at_second_step(operator, first)[1].headers["Location"] == "/platform-admin/"
    assert "did not match" in at_second_step(operator, first)[1].text
    signed_in, _ = at_second_step(operator, f"{second[:4]} {second[4:]}")
    assert "8 of 10 are left" in signed_in.get("/platform-admin/you/").text
    assert [event.detail for event in AuditEvent.objects.filter(action="operator.recovery_code_used")] == [
        {"left": 8},
        {"left": 9},
    ]


def test_wrong_codes_lock_and_the_lock_says_how_long(operator, app):
    browser = by_password(operator)
    for _ in range(5):
        assert "did not match" in browser.post("/accounts/second-step/", {"code": "000000"}).text

    locked = browser.post("/accounts/second-step/", {"code": played_code(operator.email)})

    assert "Too many wrong codes. Try again in 5 minutes." in locked.text


def test_secret_that_another_key_sealed_lets_nobody_in(operator, app, settings):
    code = played_code(operator.email)
    settings.SECRET_KEY = "another-key-" * 5

    _, answer = at_second_step(operator, code)

    assert "did not match" in answer.text


# --- your sign-in -----------------------------------------------------------------------------------------


def confirm(browser: Browser, operator: User, answer: object) -> object:
    """Show the second factor again where that was asked for, and go on."""
    assert answer.headers["Location"].startswith("/platform-admin/you/confirm/"), answer.headers
    return browser.post(answer.headers["Location"], {"code": played_code(operator.email)}, follow=True)


def test_password_does_not_confirm_what_the_second_factor_is_there_for(portal):
    page = portal.get("/accounts/reauthenticate/")

    assert page.headers["Location"].startswith("/platform-admin/you/confirm/")


def test_last_factor_cannot_be_removed(portal, operator):
    (app,) = Authenticator.objects.filter(type="totp")
    assert "The only one cannot be removed" in portal.get("/platform-admin/you/").text

    page = confirm(portal, operator, portal.post(f"/platform-admin/you/{app.pk}/remove/"))

    assert "This is your only second factor" in page.text
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_factor_beside_another_is_renamed_and_removed_after_confirming(portal, operator, operator_browser):
    passkey = Authenticator.objects.create(
        user=operator, type="webauthn", data={"name": "Old laptop", "credential": {}}
    )
    elsewhere = operator_browser(operator)
    page = confirm(portal, operator, portal.get(f"/platform-admin/you/{passkey.pk}/name/"))
    assert "Rename the passkey" in page.text
    portal.post(f"/platform-admin/you/{passkey.pk}/name/", {"name": "Attic laptop"})
    assert "Attic laptop" in portal.get("/platform-admin/you/").text

    page = portal.post(f"/platform-admin/you/{passkey.pk}/remove/", follow=True)

    assert "“Attic laptop” no longer signs you in" in page.text.replace("&quot;", "")
    assert not Authenticator.objects.filter(pk=passkey.pk).exists()
    assert elsewhere.get("/platform-admin/").status_code == 302


def test_factor_of_another_operator_is_nobodys(portal, operator):
    other = User.objects.create_user("other@platform.example", name="Other", role="operator")
    app = give_played_app(other)

    for path in (f"/platform-admin/you/{app.pk}/remove/", f"/platform-admin/you/{app.pk}/name/"):
        answer = portal.post(path, {"name": "mine"})
        if answer.status_code == 302:
            answer = confirm(portal, operator, answer)
        assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_new_recovery_codes_have_to_be_kept_and_the_old_ones_are_over(portal, operator):
    before = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()

    confirm(portal, operator, portal.post("/platform-admin/you/codes/new/"))

    assert portal.get("/platform-admin/").headers["Location"] == CODES
    assert not set(recovery_codes(portal)) & set(before)


# --- clients ----------------------------------------------------------------------------------------------


def test_sign_in_of_an_employee_asks_nothing_of_second_factors(acme, make_person):
    person = make_person(acme)
    browser = Browser(HTTP_HOST="acme.localhost")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = browser.get("/accounts/login/")
        answer = browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
        browser.get("/accounts/reauthenticate/?next=/")
        browser.post("/accounts/reauthenticate/?next=/", {"password": PASSWORD})

    assert answer.headers["Location"] == "/"
    assert "passkey" not in page.text
    assert queries.captured_queries
    assert [query["sql"] for query in queries if "mfa_" in query["sql"]] == []


def test_table_of_second_factors_is_in_no_clients_schema(acme):
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname FROM pg_tables WHERE tablename = 'mfa_authenticator'")
        assert cursor.fetchall() == [("public",)]


def test_person_of_a_client_can_be_deleted(acme, make_person):
    person = make_person(acme)

    with tenant_scope(acme):
        User.objects.filter(pk=person.pk).delete()
        assert not User.objects.filter(pk=person.pk).exists()


# --- the demo ---------------------------------------------------------------------------------------------


def test_demo_plays_no_app_outside_the_embedded_mode(operator, settings):
    settings.EMBEDDED = False
    assert give_played_app(operator) is None

    settings.EMBEDDED = True
    give_played_app(operator)
    settings.EMBEDDED = False

    assert played_code(operator.email) == ""


def test_demo_shows_no_code_of_an_app_that_the_operator_set_up(operator):
    set_up_app(by_password(operator))

    assert give_played_app(operator) is None
    assert played_code(operator.email) == ""
