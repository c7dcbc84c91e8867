from datetime import UTC, datetime

from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client as Browser

from platform_admin.demo.numbers import COMPANIES
from platform_admin.mail_folder import newest_mails

BACKEND = "django.core.mail.backends.filebased.EmailBackend"


def keep(folder, subject: str, text: str) -> None:
    message = EmailMultiAlternatives(subject, text, "benefits@localhost", ["ana@juniper.example"])
    message.attach_alternative(f"<p>{text}</p>", "text/html")
    with get_connection(BACKEND, file_path=str(folder)) as outbox:
        outbox.send_messages([message])


def test_mails_are_read_with_their_words_and_links(tmp_path):
    keep(tmp_path, "Acme: your invitation", "Grüße! Open http://acme.localhost:8000/accounts/invitation/abc/ now.")

    (mail,) = newest_mails(tmp_path)

    assert (mail.recipient, mail.subject) == ("ana@juniper.example", "Acme: your invitation")
    assert mail.text == "Grüße! Open http://acme.localhost:8000/accounts/invitation/abc/ now."
    assert abs(datetime.now(UTC) - mail.sent_at).total_seconds() < 60


def test_several_mails_of_one_connection_are_told_apart(tmp_path):
    messages = [EmailMultiAlternatives(f"No. {number}", "Text", "a@b.example", ["c@d.example"]) for number in range(3)]
    with get_connection(BACKEND, file_path=str(tmp_path)) as outbox:
        outbox.send_messages(messages)

    assert {mail.subject for mail in newest_mails(tmp_path)} == {"No. 0", "No. 1", "No. 2"}


def test_no_folder_is_no_mails(tmp_path):
    assert newest_mails(tmp_path / "nothing") == []


def test_operator_reads_the_mails_and_nobody_else(portal, acme, make_person, browser_of, settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path
    keep(tmp_path, "Acme: a new password", "Open http://acme.localhost:8000/accounts/password/reset/key/abc/")

    assert "Acme: a new password" in portal.get("/internal/mail/").text
    assert Browser(HTTP_HOST="localhost").get("/internal/mail/").headers["Location"].startswith("/accounts/login/")
    assert browser_of(acme, make_person(acme, "hr_admin")).get("/internal/mail/").status_code == 404


def test_every_component_is_shown_in_the_colours_of_every_demo_company(portal):
    page = portal.get("/internal/components/")

    assert page.status_code == 200
    for company in COMPANIES:
        assert f'data-brand="{company.subdomain}"' in page.text
        assert f'[data-brand="{company.subdomain}"]' in portal.get("/internal/components/brands.css").text
