"""From whom a mail comes, and where a reply goes."""

from dataclasses import dataclass, replace
from email.utils import formataddr, parseaddr

from django.conf import settings

from accounts.mails.kinds import MailKind, Speaker
from accounts.mails.look import MailLook
from accounts.mails.render import one_line
from tenants.senders.sending import OwnSender


@dataclass(frozen=True)
class Sender:
    """`envelope` is where what cannot be delivered comes back to: the platform, whoever is named in From."""

    name: str
    address: str
    envelope: str
    reply_to: str = ""

    @property
    def is_own(self) -> bool:
        return self.address != self.envelope

    def as_shown(self) -> str:
        """Return it as people read it, without the signs that a header wants."""
        return f"{one_line(self.name)} <{self.address}>" if self.name else self.address

    def as_header(self) -> str:
        return formataddr((one_line(self.name), self.address)) if self.name else self.address


def sender_of(kind: MailKind, look: MailLook, own: OwnSender | None = None) -> Sender:
    """Return the client's own sender if it is proven, else the platform's address under the name of the house.

    Replies go to the house's help address; where the client's own sender has stopped, of every mail, as people may go
    on answering what used to come from it. Never to the stopped address: its domain may be somebody else's by now.
    """
    platform_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if kind.speaker == Speaker.PLATFORM:
        return Sender(platform_name or look.company, address, address)
    sender = Sender(
        look.product_name or look.company, address, address, reply_to=look.help_email if kind.is_answered else ""
    )
    if own is None:
        return sender
    if own.is_proven:
        return replace(sender, name=own.name, address=own.address)
    return replace(sender, reply_to=look.help_email)
