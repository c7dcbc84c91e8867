"""One form of an e-mail address, however it was typed: what is counted, compared and let in goes by it."""

import unicodedata

from django.db.models import Q

from tenants.hosts import normalise_host

# The older rule of domains reads these as other letters or as nothing, the newer one as themselves: two domains.
_READ_TWO_WAYS = frozenset("ßς\u00ad\u200b\u200c\u200d\u2060\ufeff")


def canonical_address(typed: str) -> str:
    """Return the address in lower case and plain letters, with its domain in ASCII; "" if it has no such domain.

    Letters that only look like those of another domain stay what they are, and come out as a punycode of their own.
    """
    local, _, domain = unicodedata.normalize("NFKC", typed.strip()).rpartition("@")
    local = local.casefold()
    if len(local) > 2 and local[0] == local[-1] == '"' and "@" not in local:
        # Quotation marks around what needs none name the same mailbox.
        plain = local[1:-1].replace("\\", "")
        local = plain if not set(plain) & set(' "(),:;<>[]') else local
    host = canonical_domain(domain)
    return f"{local}@{host}" if local and host else ""


def canonical_domain(typed: str) -> str:
    """Return the domain in its ASCII form, in lower case; "" if it is none, or can be read as two."""
    if set(typed) & _READ_TWO_WAYS:
        return ""
    domain = unicodedata.normalize("NFKC", typed).replace("。", ".")
    host = normalise_host(domain) if ":" not in domain else None
    return host if host and all(map(_is_written_once, host.split("."))) else ""


def has_address(address: str) -> Q:
    """Return the condition that a row's `email` is this canonical address, also with its domain in its own letters."""
    local, _, host = address.rpartition("@")
    condition = Q(email__iexact=address)
    if "xn--" in host:
        condition |= Q(email__iexact=f"{local}@{host.encode('ascii').decode('idna')}")
    return condition


def _is_written_once(label: str) -> bool:
    """Whether a label of punycode is the one that its letters have: others pass for a domain they are not."""
    if not label.startswith("xn--"):
        return True
    try:
        letters = label.encode("ascii").decode("idna")
        return not letters.isascii() and letters.encode("idna").decode("ascii") == label
    except UnicodeError:
        return False
