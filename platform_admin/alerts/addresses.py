"""Which addresses of the network a webhook may reach: what is everybody's, and nothing of the own house.

A name is resolved once, each of its addresses is looked at, and one that passed is connected to: a name that would be
another address a moment later leads nowhere else.
"""

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings

from tenants.public_addresses import is_public

_HTTPS_PORT, _HTTP_PORT = 443, 80


WHY = {
    "scheme": "Give an address that begins with https://.",
    "user": "Leave name and password out of the address; messages are signed instead.",
    "host": "Give a whole address, for example https://hooks.example.com/benefits.",
    "unknown_host": "No such name was found on the network. Look for a slip in the address.",
    "private": "This is an address within a network of its own. Give one that is reachable from the internet.",
    "port": "Give a port from 1 to 65535, or none.",
}


class AddressRefused(ValueError):
    """The webhook's address may not be used; the text is a code: scheme, user, host, unknown_host, private, port."""


def checked_url(url: str) -> str:
    """Return the host, in its ASCII form; raises AddressRefused for what may not even be kept."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
        if not host.isascii():
            host = host.encode("idna").decode()
    except ValueError as malformed:
        raise AddressRefused("host") from malformed
    if not host or not url.isprintable() or any(letter.isspace() for letter in url):
        raise AddressRefused("host")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("user")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in settings.WEBHOOK_PRIVATE_HOSTS):
        raise AddressRefused("scheme")
    if port == 0:
        raise AddressRefused("port")
    if host not in settings.WEBHOOK_PRIVATE_HOSTS and _is_private_number(host):
        raise AddressRefused("private")
    return host


def pinned(url: str) -> tuple[str, str]:
    """Return the URL with an address that may be connected to in place of its name, and the name; or AddressRefused."""
    host, parts = checked_url(url), urlsplit(url)
    port = parts.port or (_HTTPS_PORT if parts.scheme == "https" else _HTTP_PORT)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise AddressRefused("unknown_host") from unknown
    addresses = [ipaddress.ip_address(place[4][0].partition("%")[0]) for place in found]
    if host not in settings.WEBHOOK_PRIVATE_HOSTS and not all(map(is_public, addresses)):
        # One that is not is enough: whoever owns the name decides which is taken.
        raise AddressRefused("private")
    address = addresses[0]
    place = f"[{address}]" if address.version == 6 else str(address)
    return parts._replace(netloc=f"{place}:{port}", fragment="").geturl(), host


def origin_of(url: str) -> str:
    """Return scheme, host and port alone: path and query of a webhook's address may be the secret that opens it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _is_private_number(host: str) -> bool:
    """Whether it is no name but an address, and not everybody's; names are looked up when something is sent."""
    try:
        return not is_public(ipaddress.ip_address(host))
    except ValueError:
        return False
