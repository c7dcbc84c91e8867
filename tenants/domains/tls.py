"""The certificate that visitors of a host are shown, by a real handshake, which is also what has one made on demand.

Only what belongs to this installation is connected to: its configured addresses, or public ones that the host has; in
the embedded mode any.
"""

import ipaddress
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from tenants.domains.lookup import Network
from tenants.public_addresses import is_public

# A certificate that is made for this very handshake takes some seconds.
SECONDS = 20
_HTTPS = 443


@dataclass(frozen=True)
class Shown:
    not_before: datetime
    not_after: datetime


class NotShown(RuntimeError):
    """There is no certificate that a browser would take; the message says why."""


def is_looked_at() -> bool:
    """Whether this installation is served by https at all."""
    return bool(settings.TLS_PORT) or not settings.EMBEDDED


def shown_by(host: str) -> Shown:
    """Shake hands with the host as a browser would; raises NotShown."""
    address = _address(host)
    context = ssl.create_default_context(cafile=settings.TLS_AUTHORITY or None)
    try:
        with (
            socket.create_connection((address, int(settings.TLS_PORT or _HTTPS)), timeout=SECONDS) as line,
            context.wrap_socket(line, server_hostname=host) as secure,
        ):
            told = secure.getpeercert()
    except ssl.SSLCertVerificationError as refused:
        raise NotShown(f"The certificate is not one that browsers take: {refused.verify_message}.") from refused
    except ssl.SSLError as refused:
        reason = (refused.reason or "handshake failed").replace("_", " ").lower()
        raise NotShown(f"No certificate was shown ({reason}).") from refused
    except TimeoutError as late:
        raise NotShown(f"{address} did not answer within {SECONDS} seconds.") from late
    except OSError as unreachable:
        raise NotShown(f"{address} could not be reached ({type(unreachable).__name__}).") from unreachable
    return Shown(_moment(told["notBefore"]), _moment(told["notAfter"]))


def _address(host: str) -> str:
    own = frozenset(settings.DOMAIN_TARGET_ADDRESSES)
    found = Network().addresses_of(host)
    for address in sorted(found, key=lambda one: (":" in one, one)):
        if address in own or settings.EMBEDDED or is_public(ipaddress.ip_address(address)):
            return address
    raise NotShown("The host has no public address." if found else "The host has no address yet.")


def _moment(told: str) -> datetime:
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(told), UTC)
