"""Every mail of the product, drawn from its sample."""

import re
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path

import pytest
from django.template.loader import get_template
from lxml import html
from PIL import Image

from accounts.mails.kinds import MailKind, Speaker, UnknownMail, mail_kind, mail_kinds
from accounts.mails.render import MailIncomplete, draw
from accounts.mails.send import send
from branding.models import Brand, BrandImage, BrandImageFile
from branding.pictures.keep import keep_picture, take_into_use
from branding.pictures.limits import PATIENT_SECONDS
from tenants.context import tenant_scope

ROOT = Path(__file__).resolve().parents[3]
DRAWN = [(kind, language) for kind in mail_kinds() for language in kind.languages]
NAMES = [f"{kind.key}-{language}" for kind, language in DRAWN]


def sample_of(kind: MailKind, client, language: str):
    with tenant_scope(client):
        return draw(kind, kind.sample(), language=language)


@pytest.mark.parametrize(("kind", "language"), DRAWN, ids=NAMES)
def test_mail_says_the_same_as_text_and_as_html(acme, kind, language):
    mail = sample_of(kind, acme, language)

    page = html.document_fromstring(mail.html)
    links = [link for link in page.xpath("//a/@href") if link.startswith("http")]
    assert mail.subject
    assert "\n" not in mail.subject
    assert [link for link in links if link not in mail.text] == []
    assert "{{" not in mail.html + mail.text
    assert "{%" not in mail.html + mail.text
    assert page.get("lang") == language
    assert ("Acme Corp" in mail.html) or kind.speaker == Speaker.PLATFORM


@pytest.mark.parametrize(("kind", "language"), DRAWN, ids=NAMES)
def test_mail_fetches_nothing_and_runs_nothing(acme, kind, language):
    page = html.document_fromstring(sample_of(kind, acme, language).html)

    assert page.xpath("//script | //link | //iframe | //form | //object") == []
    assert [src for src in page.xpath("//@src") if not src.startswith("cid:")] == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert "url(" not in html.tostring(page, encoding="unicode")
    assert page.xpath("//td/@style"), "nothing is written into the tags"


def test_every_template_of_a_mail_belongs_to_a_kind():
    drawn = {
        f"{kind.template}_{part}" for kind in mail_kinds() for part in ("subject.txt", "message.txt", "message.html")
    }
    there = {
        path.relative_to(ROOT / "templates").as_posix()
        for path in (ROOT / "templates").glob("**/email/*")
        if not path.name.startswith("base_")
    }

    assert there - drawn == set()
    assert [name for name in sorted(drawn) if get_template(name) is None] == []


def test_no_other_part_of_the_product_hands_mails_over():
    """One way out: what every mail must have is added there."""
    folders = (
        "config",
        "platform_admin",
        "analytics",
        "chat",
        "knowledge",
        "benefits",
        "branding",
        "accounts",
        "tenants",
    )
    senders = re.compile(r"\b(EmailMessage|EmailMultiAlternatives|send_mail|send_mass_mail|mail_admins)\(")
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if any(senders.search(line) and "def send_mail(" not in line for line in path.read_text().splitlines())
    ]

    assert found == ["accounts/mails/send.py"]


def test_mail_that_nobody_has_said_is_not_sent(acme):
    with tenant_scope(acme), pytest.raises(UnknownMail):
        send("greetings", to="nora@acme.example", language="en")


@pytest.mark.parametrize("given", [{}, {"link": "https://a.example/", "secret": "x"}], ids=["too little", "too much"])
def test_mail_is_given_what_it_needs_and_nothing_else(acme, given):
    with tenant_scope(acme), pytest.raises(MailIncomplete):
        send("told", to="nora@acme.example", language="en", **given)


def test_subject_is_one_line_whatever_is_in_a_name(acme, mailoutbox):
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask\r\nBcc: evil@evil.example\u2028\u202eAcme")
        send("join_refused", to="nora@acme.example\r\nCc: evil@evil.example", language="en", name="Nora")

    raw = mailoutbox[0].message()
    assert raw["Bcc"] is None
    assert raw["Cc"] is None
    assert "\u202e" not in mailoutbox[0].subject
    assert "Ask Bcc: evil@evil.example Acme" in mailoutbox[0].subject


def test_name_of_a_company_is_never_html(acme, mailoutbox):
    with tenant_scope(acme):
        Brand.objects.create(product_name="<b>Ask</b> & co")
        send("join_refused", to="nora@acme.example", language="en", name="<i>Nora</i>")

    as_html = mailoutbox[0].alternatives[0].content
    assert "<b>" not in as_html
    assert "<i>" not in as_html
    assert "<b>Ask</b> & co" in mailoutbox[0].body


def test_mail_has_what_programs_go_by(acme, mailoutbox):
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask Acme", help_email="help@acme.example")
        kind = mail_kind("join_refused")
        send(kind.key, to="nora@acme.example", language="es", **kind.sample())

    message = message_from_bytes(mailoutbox[0].message().as_bytes(), policy=policy.default)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@localhost>")
    assert message["From"] == "Ask Acme <benefits@localhost>"
    assert message["Reply-To"] == "help@acme.example"
    assert message["List-Unsubscribe"] is None
    assert message.get_body(("plain",)).get_content().startswith("Hola, Nora Lang:")
    assert message.get_body(("html",)) is not None


def test_token_of_a_mail_names_nobody(acme, mailoutbox):
    with tenant_scope(acme):
        send("join_refused", to="nora@acme.example", language="en", name="Nora")

    message = mailoutbox[0].message()
    assert "nora" not in message["X-Mail-Token"].lower()
    assert message["Message-ID"] == f"<{message['X-Mail-Token']}@localhost>"


@pytest.fixture
def with_logo(acme) -> BrandImage:
    """A company with a logo of its own, wide and dark."""
    written = BytesIO()
    Image.new("RGBA", (900, 200), "#1d5c4b").save(written, "PNG")
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask Acme", primary_colour="#1d5c4b")
        image = keep_picture(written.getvalue(), kind="logo", by=None, clock_seconds=PATIENT_SECONDS)
        take_into_use(image, by=None)
    return image


def test_logo_goes_along_and_is_not_fetched(acme, with_logo, mailoutbox):
    with tenant_scope(acme):
        send("join_refused", to="nora@acme.example", language="en", name="Nora")

    message = message_from_bytes(mailoutbox[0].message().as_bytes(), policy=policy.default)
    (picture,) = [part for part in message.walk() if part.get_content_type() == "image/png"]
    drawn = Image.open(BytesIO(picture.get_content()))
    assert message.get_content_type() == "multipart/related"
    assert picture["Content-ID"] == "<logo>"
    assert picture.get_content_disposition() == "inline"
    assert (drawn.width <= 480, drawn.height <= 96) == (True, True)
    assert 'src="cid:logo"' in mailoutbox[0].alternatives[0].content
    assert "#1d5c4b" in mailoutbox[0].alternatives[0].content


def test_mail_goes_without_its_logo_where_the_file_is_gone(acme, with_logo, mailoutbox):
    with tenant_scope(acme):
        for row in BrandImageFile.objects.filter(image=with_logo):
            row.file.storage.delete(row.file.name)
        send("join_refused", to="nora@acme.example", language="en", name="Nora")

    assert len(mailoutbox) == 1
    assert "cid:logo" not in mailoutbox[0].alternatives[0].content


def test_platform_speaks_in_its_own_name_also_about_a_client(acme, mailoutbox):
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask Acme", help_email="help@acme.example", primary_colour="#aa0000")
        kind = mail_kind("limit")
        send(kind.key, to="owner@acme.example", language="en", **kind.sample())

    as_html = mailoutbox[0].alternatives[0].content
    assert "Ask Acme" not in as_html
    assert "#aa0000" not in as_html
    assert mailoutbox[0].from_email == "Benefits platform <benefits@localhost>"
