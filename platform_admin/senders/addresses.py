"""Which address a client's mails may come from, and under which name. One sentence for each refusal."""

import re
import unicodedata

from django.conf import settings
from django.db.models import Q

from accounts.joining.domains import is_for_anybody
from platform_admin.senders.mails import platform_address
from tenants.domains.models import DomainClaim
from tenants.domains.names import NameRefused, checked_name
from tenants.models import Client
from tenants.senders.models import LONGEST_NAME, SenderClaim

LONGEST_ADDRESS = 120
_LOCAL = re.compile(r"[a-z0-9]+([._+-][a-z0-9]+)*")
_EXAMPLE = "for example benefits@your-company.com"
NO_ADDRESS = f"Write an address of your company’s own domain, {_EXAMPLE}."
NO_NAME = "Write the name that people see, for example Benefits at your company."


class AddressRefused(ValueError):
    """The address or name cannot be used; the message says why and what would do."""


def checked_address(typed: str) -> str:
    """Return the address in the form it is stored in; raises AddressRefused."""
    address = typed.strip(" ")
    if not address:
        raise AddressRefused(NO_ADDRESS)
    if any(sign.isspace() or not sign.isprintable() for sign in address):
        raise AddressRefused("Write one address in one line, without spaces and invisible characters.")
    if len(address) > LONGEST_ADDRESS:
        raise AddressRefused(f"This address has {len(address)} characters; {LONGEST_ADDRESS} is the most.")
    local, at, domain = address.lower().rpartition("@")
    if not at or "@" in local or not domain or not local:
        raise AddressRefused(f"Write a name, one “@” and a domain, {_EXAMPLE}.")
    if not address.isascii() or any(label.startswith("xn--") for label in domain.split(".")):
        raise AddressRefused(
            "Use a domain and a name of plain letters, a to z: others look alike, and not all mail programs take them."
        )
    if len(local) > 64 or not _LOCAL.fullmatch(local):
        raise AddressRefused(
            "In front of the “@” there are 1 to 64 letters and digits, with single dots, hyphens, “_” or “+” between."
        )
    _refuse_domain(domain)
    return f"{local}@{domain}"


def checked_sender_name(typed: str) -> str:
    """Return the name that stands before the address; raises AddressRefused."""
    name = " ".join(filter(None, typed.split(" ")))  # of blanks alone: a line that ends is refused
    if not name:
        raise AddressRefused(NO_NAME)
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for sign in name):
        raise AddressRefused("Write the name in one line, without invisible characters.")
    if len(name) > LONGEST_NAME:
        raise AddressRefused(f"This name has {len(name)} characters; {LONGEST_NAME} is the most.")
    if set(name) & set('@<>"\\'):
        raise AddressRefused("Leave out “@”, “<”, “>”, “\\” and quotation marks: the address stands beside the name.")
    if not any(sign.isalnum() for sign in name):
        raise AddressRefused("Write a name with letters in it.")
    return name


def refuse_anothers(client: Client, domain: str) -> None:
    """Raise AddressRefused if another client has proven the domain, or one that it lies in, to be its own."""
    labels = domain.split(".")
    zones = [".".join(labels[place:]) for place in range(len(labels) - 1)]
    senders = SenderClaim.objects.exclude(client=client).filter(state=SenderClaim.State.VERIFIED)
    hosts = DomainClaim.objects.exclude(client=client).filter(state=DomainClaim.State.VERIFIED)
    if senders.filter(Q(domain__in=zones)).exists() or hosts.filter(Q(host__in=zones)).exists():
        raise AddressRefused(
            f"{domain} belongs to somebody else here. If it is your company’s, write to {settings.CONTRACT_EMAIL}."
        )


def _refuse_domain(domain: str) -> None:
    try:
        host = checked_name(domain)
    except NameRefused as refused:
        raise AddressRefused(f"“{domain}” cannot be used. {refused}") from refused
    if is_for_anybody(host):
        raise AddressRefused(f"Anybody can get an address at {host}. Use one of your company’s own domain.")
    if any(host == own or host.endswith(f".{own}") for own in _platforms_own()):
        raise AddressRefused(f"{host} belongs to the platform. Use an address of your company’s own domain.")


def _platforms_own() -> set[str]:
    addresses = (platform_address(), settings.CONTRACT_EMAIL)
    return {address.rpartition("@")[2].lower() for address in addresses} - {""}
