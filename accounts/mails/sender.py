"""From whom a mail comes, and where a reply goes."""

from dataclasses import dataclass
from email.utils import formataddr, parseaddr

from django.conf import settings

from accounts.mails.kinds import MailKind, Speaker
from accounts.mails.look import MailLook
from accounts.mails.render import one_line


@dataclass(frozen=True)
class Sender:
    name: str
    address: str
    reply_to: str = ""

    def as_header(self) -> str:
        return formataddr((one_line(self.name), self.address)) if self.name else self.address


def sender_of(kind: MailKind, look: MailLook) -> Sender:
    """Return the platform's address under the name of the house that speaks; replies go to its help address."""
    platform_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if kind.speaker == Speaker.PLATFORM:
        return Sender(platform_name or look.company, address)
    return Sender(look.product_name or look.company, address, look.help_email if kind.is_answered else "")
