from email.message import EmailMessage
from pathlib import Path

import pytest

from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.run import extract
from knowledge.extract.types import ExtractedDocument, Kept

TABLE = "<table><tr><th>Plan</th><th>Price</th></tr><tr><td>PPO</td><td>$60</td></tr></table>"


def _message(plain: str = "", *, html: str = "", attachments: tuple[str, ...] = ()) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Human Resources <hr@acme.example>"
    message["To"] = "all@acme.example"
    message["Subject"] = "Öffnung der Anmeldung: open enrollment"
    message["Date"] = "Mon, 02 Nov 2026 09:00:00 -0500"
    message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    for name in attachments:
        message.add_attachment(b"content", maintype="application", subtype="pdf", filename=name)
    return message


def _read(path: Path, message: EmailMessage) -> ExtractedDocument:
    (path / "mail.eml").write_bytes(message.as_bytes())
    return extract(path / "mail.eml", "eml")


def test_headers_and_text_of_a_message_are_read(tmp_path: Path) -> None:
    document = _read(tmp_path, _message("Enrollment opens today.\n\nIt closes on November 20.\n"))

    assert document.title == "Öffnung der Anmeldung: open enrollment"
    assert [(block.kind, block.text) for block in document.pages[0].blocks] == [
        ("heading", "Öffnung der Anmeldung: open enrollment"),
        (
            "paragraph",
            "From: Human Resources <hr@acme.example>\nTo: all@acme.example\nDate: Mon, 02 Nov 2026 09:00:00 -0500",
        ),
        ("paragraph", "Enrollment opens today."),
        ("paragraph", "It closes on November 20."),
    ]
    assert document.pages[0].kept == Kept(32, 32)


def test_table_of_a_message_in_html_is_a_table(tmp_path: Path) -> None:
    document = _read(tmp_path, _message("Plan Price PPO $60", html=f"<p>Prices:</p>{TABLE}<script>x()</script>"))

    assert [block.rows for block in document.pages[0].blocks if block.kind == "table"] == [
        (("Plan", "Price"), ("PPO", "$60"))
    ]
    assert "x()" not in document.pages[0].text


def test_plain_text_is_read_when_the_html_holds_less(tmp_path: Path) -> None:
    document = _read(tmp_path, _message("Enrollment closes on November 20 at noon.", html="<p>Sent by phone</p>"))

    assert "Enrollment closes on November 20 at noon." in document.pages[0].text


def test_attachments_are_named_and_not_read(tmp_path: Path) -> None:
    document = _read(tmp_path, _message("See the guide.", attachments=("guide.pdf", "../rates.xlsx")))

    assert document.warnings == (
        "Attachments are not read: “guide.pdf”, “../rates.xlsx”. Upload each of them as a document of its own.",
    )


def test_message_sent_along_with_a_message_is_named_by_its_subject(tmp_path: Path) -> None:
    message = _message("See below.")
    message.add_attachment(_message("The rates are wrong."))
    nameless = EmailMessage()
    nameless.set_content("No subject.")
    message.add_attachment(nameless)

    document = _read(tmp_path, message)

    assert document.warnings == (
        "Attachments are not read: “Öffnung der Anmeldung: open enrollment”, “a message without a subject”. "
        "Upload each of them as a document of its own.",
    )


def test_message_without_text_is_said_to_have_none_or_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(b"\n\n")

    with pytest.raises(ExtractionFailed):
        extract(tmp_path / "mail.eml", "eml")


def test_unknown_character_set_does_not_lose_the_message(tmp_path: Path) -> None:
    raw = b"Subject: Leave\nContent-Type: text/plain; charset=x-nobody-knows\n\nLeave is paid."
    (tmp_path / "mail.eml").write_bytes(raw)

    assert extract(tmp_path / "mail.eml", "eml").title == "Leave"


def test_message_with_halves_of_signs_is_read(tmp_path: Path) -> None:
    raw = (
        b"Subject: =?utf-8?q?Leave_=ED=A0=80=00_is_paid?=\nFrom: =?utf-8?q?HR_=ED=A0=BD?= <hr@acme.example>\n"
        b"Content-Type: text/html; charset=utf-8\n\n<p>Ten days \xed\xa0\x80 &#xD800; &#0; \x00 a year.</p>"
    )
    (tmp_path / "mail.eml").write_bytes(raw)

    document = extract(tmp_path / "mail.eml", "eml")

    whole = document.title + document.pages[0].text
    assert document.title.startswith("Leave ")
    assert "a year." in whole
    assert "\0" not in whole
    assert whole.encode()
