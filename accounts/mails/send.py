"""The one way out: every mail of the product is drawn, addressed and handed over here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.mime.image import MIMEImage
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from accounts.mails.kinds import MailKind, mail_kind
from accounts.mails.render import LOGO_ID, Mail, draw, one_line
from accounts.mails.sender import sender_of


@dataclass(frozen=True)
class Attached:
    name: str
    content: bytes
    type: str


def send(
    key: str, *, to: str, language: str, attached: Sequence[Attached] = (), stop_link: str = "", **given: object
) -> None:
    """Send one mail of this kind from the scope bound now; `given` is what the kind needs.

    Raises OSError if it cannot be handed over, MailIncomplete, UnknownMail.
    """
    kind = mail_kind(key)
    spoken = language if language in kind.languages else kind.languages[0]
    mail = draw(kind, given, language=spoken, stop_link=stop_link)
    message = _message(kind, mail, to=to, stop_link=stop_link)
    for file in attached:
        message.attach(file.name, file.content, file.type)
    message.send()


def _message(kind: MailKind, mail: Mail, *, to: str, stop_link: str) -> EmailMultiAlternatives:
    sender = sender_of(kind, mail.look)
    headers = {
        "Message-ID": f"<{uuid4().hex}@{_domain(sender.address)}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if stop_link:
        headers["List-Unsubscribe"] = f"<{stop_link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=sender.as_header(),
        to=[one_line(to)],
        reply_to=[sender.reply_to] if sender.reply_to else None,
        headers=headers,
    )
    message.attach_alternative(mail.html, "text/html")
    if mail.look.logo:
        # Beside the text it belongs to, not as a file to be saved.
        message.mixed_subtype = "related"
        message.attach(_picture(mail.look.logo.png))
    return message


def _picture(png: bytes) -> MIMEImage:
    picture = MIMEImage(png, "png")
    picture.add_header("Content-ID", f"<{LOGO_ID}>")
    picture.add_header("Content-Disposition", "inline", filename="logo.png")
    return picture


def _domain(address: str) -> str:
    domain = re.sub(r"[^a-z0-9.-]", "", address.rpartition("@")[2].lower())
    return domain or settings.BASE_DOMAIN
