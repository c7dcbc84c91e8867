from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from platform_admin import provision as provisioning
from tenants.context import platform_scope
from tenants.models import Client

pytestmark = pytest.mark.usefixtures("spare")
CREATE = ("client", "create", "Willow Works", "--subdomain", "willow", "--owner-email", "wilma@willow.example")


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_client_create_prints_address_and_invitation(db, mailoutbox):
    printed = run(*CREATE, "--owner-name", "Wilma", "--tier", "enterprise")

    lines = printed.splitlines()
    assert lines[0] == "Willow Works is served at http://willow.localhost:8000/"
    assert lines[1].startswith("Invitation for wilma@willow.example: http://willow.localhost:8000/accounts/invitation/")
    client = Client.objects.get(subdomain="willow")
    assert (client.status, client.tier, client.owner_name) == ("active", "enterprise", "Wilma")
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("client", "create", "W", "--subdomain", "willow", "--owner-email", "w@w.example"), "name: .*at least 2"),
        (("client", "create", "Willow", "--subdomain", "www", "--owner-email", "w@w.example"), "reserved"),
        (("client", "create", "Willow", "--subdomain", "acme", "--owner-email", "w@w.example"), "already belongs"),
        (("client", "create", "Willow", "--subdomain", "willow", "--owner-email", "w"), "owner_email: .*valid email"),
        (("client", "suspend", "nobody"), "No client has the subdomain"),
        (("client", "reactivate", "acme"), "cannot become active"),
        (("client", "retry", "acme"), "is active"),
        (("client", "discard", "acme"), "never served"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(acme, arguments, sentence):
    before = Client.objects.count()

    with pytest.raises(CommandError, match=sentence):
        run(*arguments)
    assert Client.objects.count() == before


def test_client_list_is_a_table(acme, globex):
    lines = run("client", "list").splitlines()

    assert lines[0].split() == ["NAME", "HOST", "STATUS", "TIER", "CREATED"]
    assert [line.split()[:5] for line in lines[1:]] == [
        ["Acme", "Corp", "acme.localhost", "active", "starter"],
        ["Globex", "Corp", "globex.localhost", "active", "starter"],
    ]


def test_client_is_suspended_and_reactivated_by_its_subdomain(acme):
    assert run("client", "suspend", "acme", "--reason", "unpaid") == "Acme Corp is suspended.\n"
    assert run("client", "reactivate", "ACME") == "Acme Corp is active.\n"


def test_stopped_client_can_be_retried_or_discarded(db, monkeypatch):
    def down(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(provisioning, "mail_invitation", down)
        with pytest.raises(CommandError, match="client retry willow   or   client discard willow"):
            run(*CREATE)

    assert "is served at" in run("client", "retry", "willow")


def test_owner_is_invited_again(acme, mailoutbox):
    assert run("client", "invite-owner", "acme").startswith("http://acme.localhost:8000/accounts/invitation/")
    assert len(mailoutbox) == 1


def test_operator_chooses_a_password_by_a_link_that_works_once(db, visitor):
    printed = run("create_operator", "Opal@Platform.example", "--name", "Opal")

    link = printed.split()[-1]
    assert link.startswith("http://localhost:8000/accounts/password/reset/key/")
    browser = visitor("localhost")
    form = browser.get(link.removeprefix("http://localhost:8000"))
    chosen = {"password1": "a-long-enough-passphrase", "password2": "a-long-enough-passphrase"}
    browser.post(form.headers["Location"], chosen)
    credentials = {"login": "opal@platform.example", "password": "a-long-enough-passphrase"}
    assert visitor("localhost").post("/accounts/login/", credentials).headers["Location"] == "/platform-admin/"
    assert visitor("localhost").get(link.removeprefix("http://localhost:8000")).status_code == 200


def test_operator_with_a_typed_password(db, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda prompt: "a-long-enough-passphrase")

    run("create_operator", "opal@platform.example", "--name", "Opal", "--ask-password")

    with platform_scope():
        assert User.objects.get().check_password("a-long-enough-passphrase")


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [(["short", "short"], "too short"), (["a-long-enough-passphrase", "another-passphrase"], "differ")],
)
def test_weak_or_mistyped_password_makes_no_operator(db, monkeypatch, answers, sentence):
    monkeypatch.setattr("getpass.getpass", lambda prompt: answers.pop(0))

    with pytest.raises(CommandError, match=sentence):
        run("create_operator", "opal@platform.example", "--name", "Opal", "--ask-password")
    assert User.objects.count() == 0


def test_second_operator_with_the_same_address_is_refused(db):
    run("create_operator", "opal@platform.example", "--name", "Opal")

    with pytest.raises(CommandError, match="already has an account"):
        run("create_operator", "OPAL@platform.example", "--name", "Opal")
