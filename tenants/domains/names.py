"""Which names a client may ask to be reached at. One sentence for each refusal, the same on pages and for programs.

Stored is what the network knows, ASCII by UTS 46 and IDNA 2008; shown is what people read, with its ASCII form beside
it where letters could be taken for others.
"""

import ipaddress
import re
import unicodedata
from functools import lru_cache

import idna
from django.conf import settings
from publicsuffixlist import PublicSuffixList

from tenants.hosts import is_below_platform

PROOF = "_benefits-verify"
# What stands in front of the name for the proof has to have room as well.
LONGEST = 253 - len(f"{PROOF}.")
# Kept apart from the internet, by RFC 6761, 6762, 7686 and 9476, by ICANN, or by the habit of home networks.
_NOT_OF_THE_INTERNET = frozenset(
    (
        *("alt", "arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain"),
        *("localhost", "mail", "onion", "private", "test"),
    )
)
_FOR_EXAMPLES = "example"
_LABEL = re.compile(r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
_SHOWN = 80
_OWN_NAME = "Give a name of a domain that your company has registered."


class NameRefused(ValueError):
    """The name cannot be a client's; the message says why and what would do."""


def checked_name(typed: str) -> str:
    """Return the name in the form it is stored in; raises NameRefused."""
    name = typed.strip()
    _refuse_more_than_a_name(name)
    host = _as_ascii(name)
    if len(host) > LONGEST:
        raise NameRefused(f"This name has {len(host)} characters; {LONGEST} is the most.")
    labels = host.split(".")
    if labels[-1].isdigit() or re.fullmatch(r"0x[0-9a-f]*", labels[-1]):
        raise NameRefused("This is an address of a machine. Give a name, for example benefits.your-company.com.")
    if len(labels) == 1:
        raise NameRefused("Give the whole name with its ending, for example benefits.your-company.com.")
    if not all(map(_LABEL.match, labels)):
        raise NameRefused("Between dots there are 1 to 63 letters, digits and hyphens; none begins or ends with one.")
    _refuse_what_is_nobodys(host, labels[-1])
    return host


def is_apex(host: str) -> bool:
    """Whether it is a company's whole domain, where no CNAME may stand."""
    return registered_domain(host) == host


def is_shared_ending(host: str) -> bool:
    """Whether it is a public suffix, below which many have names of their own (com, co.uk, github.io)."""
    return _suffixes().publicsuffix(host) == host


def registered_domain(host: str) -> str:
    """Return the part that somebody has registered: the public suffix and one label more."""
    return _suffixes().privatesuffix(host) or host


def shown_name(host: str) -> str:
    """Return the name as people read it; with letters that could be taken for others, in both forms."""
    try:
        readable = idna.decode(host)
    except idna.IDNAError:
        return host
    if readable == host:
        return host
    return readable if all(map(_is_plainly_read, readable.split("."))) else f"{host} ({readable})"


def _refuse_more_than_a_name(name: str) -> None:
    if not name:
        raise NameRefused("Write the name, for example benefits.your-company.com.")
    if "://" in name:
        raise NameRefused("Leave out what stands before the name, such as https://.")
    if _is_address(name):
        raise NameRefused("This is an address of a machine. Give a name, for example benefits.your-company.com.")
    for sign, sentence in (
        ("@", "Give a name without “@”: no email address, no user."),
        (":", "Leave out the port: it is always that of https."),
        ("/", "Give the name alone, without a path."),
        ("\\", "Give the name alone, without a path."),
        ("?", "Give the name alone, without what follows a “?”."),
        ("#", "Give the name alone, without what follows a “#”."),
        ("*", "Give one name. A star stands for many, and each has to be proven."),
        ("_", "A name that people open has no underscore. Use a hyphen."),
    ):
        if sign in name:
            raise NameRefused(sentence)
    if any(letter.isspace() or not letter.isprintable() for letter in name):
        raise NameRefused("Leave out spaces and invisible characters.")
    if name.endswith((".", "。")):
        raise NameRefused("Leave out the dot at the end.")
    if name.startswith(".") or ".." in name:
        raise NameRefused("A part between two dots is empty.")


def _as_ascii(name: str) -> str:
    # The library takes long input apart letter by letter.
    if len(name) > LONGEST:
        raise NameRefused(f"This name has {len(name)} characters; {LONGEST} is the most.")
    try:
        return idna.encode(name, uts46=True, transitional=False).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as refused:
        raise NameRefused(
            f"“{name[:_SHOWN]}” has letters or hyphens that a name on the internet cannot have there."
        ) from refused


def _refuse_what_is_nobodys(host: str, ending: str) -> None:
    if is_below_platform(host):
        raise NameRefused("This name belongs to the platform. Give one of your own company's domain.")
    if ending in _NOT_OF_THE_INTERNET or (ending == _FOR_EXAMPLES and not settings.EMBEDDED):
        raise NameRefused(f"“.{ending}” leads nowhere on the internet. {_OWN_NAME}")
    if is_shared_ending(host):
        raise NameRefused(f"“{host}” is an ending that many share. {_OWN_NAME}")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    """Return the list that comes with the package; nothing is fetched."""
    return PublicSuffixList()


_TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA"}, {"CJK", "HANGUL"}, {"CJK", "BOPOMOFO"})
_LAST_PLAIN_LATIN = "\u017f"


def _is_plainly_read(label: str) -> bool:
    """Whether all its letters are of one script of which few look like another's."""
    letters = [letter for letter in label if not (letter.isascii() and (letter.isdigit() or letter == "-"))]
    scripts = {unicodedata.name(letter, "?").split(" ")[0].removesuffix("-COMPATIBILITY") for letter in letters}
    if scripts <= {"LATIN"}:
        return all(letter <= _LAST_PLAIN_LATIN and letter != "ı" for letter in letters)
    return any(scripts <= together for together in _TOGETHER)
