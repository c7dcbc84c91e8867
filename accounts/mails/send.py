"""The one way out: every mail of the product is drawn, addressed and handed over here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.mime.image import MIMEImage
from smtplib import SMTPDataError, SMTPSenderRefused
from uuid import uuid4

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from accounts.mails.choices import stop_link, wants
from accounts.mails.kinds import MailKind, Speaker, mail_kind
from accounts.mails.render import LOGO_ID, Mail, draw, one_line
from accounts.mails.returned import is_stopped, mail_token
from accounts.mails.sender import Sender, sender_of
from accounts.models import User
from tenants.binding import bound
from tenants.senders.sending import OwnSender, own_sender

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Attached:
    name: str
    content: bytes
    type: str


def send(
    key: str,
    *,
    to: str,
    language: str,
    person: User | None = None,
    attached: Sequence[Attached] = (),
    **given: object,
) -> bool:
    """Send one mail of this kind from the scope bound now; `given` is what the kind needs.

    `person` is whoever gets it, where they may say that they want no more of the kind. False if it is not sent: they
    have said so, or mails to the address came back. Raises OSError if it cannot be handed over, MailIncomplete,
    UnknownMail.
    """
    kind = mail_kind(key)
    binding = bound.get()
    client = binding.client if binding else None
    if person and not wants(person, kind):
        return False
    if client and not kind.always_goes and is_stopped(to):
        log.info("mail_not_sent_to_stopped_address", kind=key)
        return False
    spoken = language if language in kind.languages else kind.languages[0]
    link = stop_link(person, kind) if person and kind.may_be_stopped else ""
    mail = draw(kind, given, language=spoken, stop_link=link)
    token = mail_token(client, to) if client else ""
    own = own_sender(client) if client and kind.speaker == Speaker.HOUSE else None

    def hand_over(own: OwnSender | None) -> None:
        message = _message(kind, mail, sender_of(kind, mail.look, own), to=to, stop_link=link, token=token)
        for file in attached:
            message.attach(file.name, file.content, file.type)
        message.send()

    try:
        hand_over(own)
    except (SMTPSenderRefused, SMTPDataError) as refused:
        if own is None or not own.is_proven:
            raise
        # The mail service knows nothing of the domain, perhaps: a mail from the platform is better than none.
        log.warning("own_sender_refused", client=str(client.id), code=refused.smtp_code)
        hand_over(replace(own, is_proven=False))
    return True


def _message(
    kind: MailKind, mail: Mail, sender: Sender, *, to: str, stop_link: str, token: str
) -> EmailMultiAlternatives:
    headers = {
        "Message-ID": f"<{token or uuid4().hex}@{_domain(sender.address)}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if token:
        # Services that give a mail an id of their own tell of this one: a header, or what Postmark calls metadata.
        headers |= {"X-Mail-Token": token, "X-PM-Metadata-mail": token}
    if sender.is_own:
        # No "Sender" beside it: mail programs would say "on behalf of", and receivers go by From.
        headers["From"] = sender.as_header()
    if stop_link:
        headers["List-Unsubscribe"] = f"<{stop_link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        # Django hands this to the mail server as the envelope's; what readers see is the header.
        from_email=sender.envelope if sender.is_own else sender.as_header(),
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
