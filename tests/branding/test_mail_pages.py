"""HR looks at the mails that go out in the company's name."""

import pytest

from accounts.mails.kinds import mail_kinds
from branding.mail_pages import shown_kinds
from branding.models import Brand
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope

PAGE = "/hr/company/mails/"
SHOWN = sorted(kind.key for kind in shown_kinds())


@pytest.fixture
def hr(acme, make_person, browser_of):
    return browser_of(acme, make_person(acme, "hr_editor", email="hanna@acme.example"))


@pytest.mark.parametrize("key", SHOWN)
def test_each_mail_is_shown_in_each_language_as_it_goes_out(acme, hr, key):
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask Acme", help_email="help@acme.example")

    page = hr.get(PAGE, {"mail": key, "language": "es", "width": "desktop"})
    frame = hr.get(f"{PAGE}{key}/", {"language": "es"})

    assert "Acme Corp" in page.text
    assert "help@acme.example" in page.text
    assert "mail-frame-desktop" in page.text
    assert "help@acme.example" in frame.text


def test_mail_is_framed_by_the_companys_own_page_alone_and_nothing_runs_in_it(hr):
    page, frame = hr.get(PAGE), hr.get(f"{PAGE}invitation/")

    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    policy = frame.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert hr.get("/hr/company/questions/").headers["X-Frame-Options"] == "DENY"


def test_mails_of_operators_are_not_the_companys_to_see(hr):
    of_the_platform = {kind.key for kind in mail_kinds()} - set(SHOWN)

    assert {"operator_invitation", "alert", "invoice"} <= of_the_platform
    assert {hr.get(f"{PAGE}{key}/").status_code for key in of_the_platform} == {404}
    assert {hr.post(f"{PAGE}{key}/try/").status_code for key in of_the_platform} == {404}


@pytest.mark.parametrize("asked", [{"mail": "no-such"}, {"language": "xx"}, {"width": "9"}, {"mail": ["", "\x00"]}])
def test_what_cannot_be_meant_shows_the_first_mail(hr, asked):
    page = hr.get(PAGE, asked)

    assert page.status_code == 200
    assert "Invitation" in page.text


def test_mail_is_sent_to_oneself_and_written_down(acme, hr, mailoutbox):
    page = hr.post(f"{PAGE}told/try/", {"language": "es"}, follow=True)

    (mail,) = mailoutbox
    assert mail.to == ["hanna@acme.example"]
    assert mail.subject == "Acme Corp: Recursos Humanos respondió una pregunta suya"
    assert "Sent to hanna@acme.example" in page.text
    with tenant_scope(acme):
        assert AuditEvent.objects.get(action="mail.tried").detail == {"kind": "told", "language": "es"}


def test_nobody_mails_themselves_without_end(hr, mailoutbox, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "mail_try": "2/m/user"}

    pages = [hr.post(f"{PAGE}told/try/", follow=True) for _ in range(3)]

    assert len(mailoutbox) == 2
    assert "Wait a minute" in pages[-1].text


def test_mail_server_that_is_down_is_said(hr, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    page = hr.post(f"{PAGE}told/try/", follow=True)

    assert "could not be sent" in page.text
