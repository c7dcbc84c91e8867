"""No more mails of a kind: with one click, from wherever it is read."""

import pytest
from django.test import Client as Browser

from accounts.mails.choices import stop_link
from accounts.mails.kinds import mail_kind
from accounts.mails.send import send
from accounts.models import MailChoice
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope


@pytest.fixture
def nora(acme, make_person):
    return make_person(acme, "employee", email="nora@acme.example", language="es")


def told(person, link: str = "http://acme.localhost:8000/told/") -> bool:
    return send("told", to=person.email, language=person.language, person=person, link=link)


def test_mail_program_stops_it_with_one_click_and_no_sign_in(acme, nora, mailoutbox):
    with tenant_scope(acme):
        assert told(nora)
    message = mailoutbox[0].message()
    link = message["List-Unsubscribe"].strip("<>")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in mailoutbox[0].body
    assert link in mailoutbox[0].alternatives[0].content
    outside = Browser(HTTP_HOST="acme.localhost", enforce_csrf_checks=True)

    answers = [
        outside.post(link.removeprefix("http://acme.localhost:8000"), {"List-Unsubscribe": "One-Click"})
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert "Ya no recibirá correos como este" in answers[0].text
    with tenant_scope(acme):
        assert not told(nora)
        assert MailChoice.objects.get().is_wanted is False
        assert AuditEvent.objects.filter(action="mail.unwanted").count() == 1
    assert len(mailoutbox) == 1


def test_link_that_is_only_opened_stops_nothing(acme, nora):
    with tenant_scope(acme):
        path = stop_link(nora, mail_kind("told")).removeprefix("http://acme.localhost:8000")

    page = Browser(HTTP_HOST="acme.localhost").get(path)

    assert "Detener estos correos" in page.text
    with tenant_scope(acme):
        assert told(nora)


def test_link_of_another_client_or_a_forged_one_stops_nothing(acme, globex, nora):
    with tenant_scope(acme):
        path = stop_link(nora, mail_kind("told")).removeprefix("http://acme.localhost:8000")

    answers = [
        Browser(HTTP_HOST="globex.localhost").post(path),
        Browser(HTTP_HOST="acme.localhost").post(path.replace("told", "replied")),
        Browser(HTTP_HOST="acme.localhost").post("/accounts/mails/stop/x/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    with tenant_scope(acme):
        assert MailChoice.objects.count() == 0


def test_mail_that_must_come_has_no_such_link(acme, nora, mailoutbox):
    with tenant_scope(acme):
        send("replied", to=nora.email, language="es", person=nora, link="http://acme.localhost:8000/c/")

    assert mailoutbox[0].message()["List-Unsubscribe"] is None
