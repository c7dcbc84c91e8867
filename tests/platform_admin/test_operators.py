"""The page of operators: invited, closed, reset; each recorded, each only after showing that it is oneself."""

import io
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from django.utils import timezone

from accounts.api_keys import NewApiKey, create_api_key
from accounts.models import User
from platform_admin import operators
from platform_admin.models import PlatformKey
from platform_admin.second_factor.demo import give_played_app
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope
from tests.pages import words

PAGE = "/platform-admin/operators/"
CLIENTS = "/api/v1/platform/clients"
PASSWORD = "a-long-enough-passphrase"


@pytest.fixture
def other(db) -> User:
    with platform_scope():
        other = User.objects.create_user(
            "other@platform.example", name="Otto Other", role="operator", password=PASSWORD
        )
        give_played_app(other)
    return other


@pytest.mark.parametrize("act", ["close", "reopen", "reset", "link"])
def test_nothing_is_done_before_the_second_factor_is_shown_again(portal, other, act):
    answer = portal.post(f"{PAGE}{other.pk}/{act}/", {"reason": "lost"})

    assert answer.headers["Location"].startswith("/platform-admin/you/confirm/")
    assert User.objects.get(pk=other.pk).is_active
    assert Authenticator.objects.filter(user=other).exists()


def test_operators_are_listed_with_what_they_sign_in_with(portal, operator, other):
    Authenticator.objects.create(user=other, type="webauthn", data={"name": "Key", "credential": {}})

    page = portal.get(PAGE).text

    for shown in (operator.name, "Otto Other", "other@platform.example", "Authenticator app, 1 passkey", "Never"):
        assert shown in page


def test_operator_is_invited_by_mail_and_led_to_the_set_up(confirmed, operator, mailoutbox):
    page = confirmed.post(f"{PAGE}invite/", {"name": "Nora", "email": "nora@platform.example"}, follow=True)

    assert "is on its way to nora@platform.example" in page.text
    assert AuditEvent.objects.get(action="operator.created").actor_id == operator.pk
    assert operator.name in mailoutbox[0].body
    link = re.search(r"http://localhost:8000(/accounts/password/reset/key/\S+)", mailoutbox[0].body)
    browser = Browser(HTTP_HOST="localhost")
    form = browser.get(link.group(1)).headers["Location"]
    browser.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert browser.get("/platform-admin/").headers["Location"] == "/platform-admin/you/set-up/"
    # Just signed in, so it is not asked for the password once more.
    assert browser.get("/platform-admin/you/app/").status_code == 200


def test_address_that_has_an_account_is_refused_in_the_form(confirmed, other, mailoutbox):
    answer = confirmed.post(f"{PAGE}invite/", {"name": "Otto", "email": "OTHER@platform.example"})

    assert answer.status_code == 422
    assert "already has an account" in answer.text
    assert mailoutbox == []


def test_invitation_whose_mail_fails_can_be_sent_again(confirmed, monkeypatch, mailoutbox):
    def down(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(operators, "send", down)
        page = confirmed.post(f"{PAGE}invite/", {"name": "Nora", "email": "nora@platform.example"}, follow=True)
    assert "Send the link again once mail works" in page.text

    nora = User.objects.get(email="nora@platform.example")
    confirmed.post(f"{PAGE}{nora.pk}/link/")

    assert [mail.to for mail in mailoutbox] == [["nora@platform.example"]]


def test_closed_account_is_signed_out_at_once_and_can_be_opened_again(confirmed, operator, other, operator_browser):
    elsewhere = operator_browser(other)
    assert elsewhere.get("/platform-admin/").status_code == 200

    confirmed.post(f"{PAGE}{other.pk}/close/")

    assert elsewhere.get("/platform-admin/").headers["Location"].startswith("/accounts/login/")
    again = Browser(HTTP_HOST="localhost")
    again.post("/accounts/login/", {"login": other.email, "password": PASSWORD})
    assert again.get("/platform-admin/you/set-up/").headers["Location"].startswith("/accounts/login/")
    confirmed.post(f"{PAGE}{other.pk}/reopen/")
    assert User.objects.get(pk=other.pk).is_active
    events = AuditEvent.objects.filter(subject_id=str(other.pk)).order_by("at").values_list("action", "actor_id")
    assert list(events) == [("operator.closed", operator.pk), ("operator.reopened", operator.pk)]


def made_by(operator: User) -> NewApiKey[PlatformKey]:
    return create_api_key(
        name="Sales",
        scopes=["read"],
        valid_for=timedelta(days=30),
        created_by=operator,
        now=timezone.now(),
        kind=PlatformKey,
    )


def asked_with(made: NewApiKey[PlatformKey]) -> int:
    return Browser(HTTP_HOST="localhost").get(CLIENTS, HTTP_AUTHORIZATION=f"Bearer {made.secret}").status_code


def test_api_keys_of_a_closed_account_have_ended_for_good(confirmed, operator, other):
    with platform_scope():
        made, later, own = made_by(other), made_by(other), made_by(operator)
    assert asked_with(made) == 200
    assert "ends the API keys they made (2 in use)" in words(confirmed.get(f"{PAGE}{other.pk}/"))

    closed = confirmed.post(f"{PAGE}{other.pk}/close/", follow=True)
    # One that was being made at that moment.
    PlatformKey.objects.filter(pk=later.row.pk).update(revoked_at=None)
    reopened = confirmed.post(f"{PAGE}{other.pk}/reopen/", follow=True)

    assert "can no longer sign in. 2 API keys they made have ended." in words(closed)
    assert "API keys they made before stay ended." in words(reopened)
    assert [asked_with(made), asked_with(later), asked_with(own)] == [401, 401, 200]
    revoked = AuditEvent.objects.filter(action="api_key.revoked", actor_id=operator.pk)
    assert set(revoked.values_list("subject_id", flat=True)) == {str(made.row.pk), str(later.row.pk)}


def test_own_account_cannot_be_closed_nor_reset_and_so_one_is_always_left(confirmed, operator):
    assert "cannot close your own" in confirmed.post(f"{PAGE}{operator.pk}/close/", follow=True).text
    page = confirmed.post(f"{PAGE}{operator.pk}/reset/", {"reason": "x"}, follow=True)

    assert "under “Your sign-in”" in page.text
    assert User.objects.get(pk=operator.pk).is_active


def test_operator_who_was_closed_meanwhile_closes_nobody(operator, other):
    User.objects.filter(pk=operator.pk).update(is_active=False)

    with platform_scope(), pytest.raises(operators.OperatorRefused, match="closed meanwhile"):
        operators.close(other, by=operator)
    assert User.objects.get(pk=other.pk).is_active


def test_reset_needs_a_reason_takes_everything_and_tells_the_operator(
    confirmed, operator, other, operator_browser, mailoutbox
):
    elsewhere = operator_browser(other)
    assert confirmed.post(f"{PAGE}{other.pk}/reset/", {"reason": " "}).status_code == 422
    assert Authenticator.objects.filter(user=other).exists()

    confirmed.post(f"{PAGE}{other.pk}/reset/", {"reason": "Phone lost, called back"})

    assert not Authenticator.objects.filter(user=other).exists()
    assert elsewhere.get("/platform-admin/").headers["Location"].startswith("/accounts/login/")
    event = AuditEvent.objects.get(action="operator.second_factor_reset")
    assert (event.actor_id, event.detail) == (operator.pk, {"reason": "Phone lost, called back"})
    assert mailoutbox[0].to == [other.email]
    assert "Phone lost, called back" in mailoutbox[0].body
    assert "Second factor reset" in confirmed.get(f"{PAGE}{other.pk}/").text
    anew = Browser(HTTP_HOST="localhost")
    anew.post("/accounts/login/", {"login": other.email, "password": PASSWORD})
    assert anew.get("/platform-admin/").headers["Location"] == "/platform-admin/you/set-up/"


def test_last_operator_is_reset_at_the_command_line(other, mailoutbox):
    output = io.StringIO()

    call_command("reset_operator", "OTHER@platform.example", "--reason", "Everything lost", stdout=output)

    assert "sets up a new second factor" in output.getvalue()
    assert not Authenticator.objects.filter(user=other).exists()
    assert "access to the server" in mailoutbox[0].body
    assert AuditEvent.objects.get(action="operator.second_factor_reset").actor_id is None


@pytest.mark.parametrize(("email", "reason", "sentence"), [("no@x.example", "x", "No operator"), ("x", " ", "Say why")])
def test_command_refuses_with_a_sentence(db, email, reason, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("reset_operator", email, "--reason", reason)
