"""Asking the network's own name servers, each by itself, so that one can say who answered what.

The servers of the zone are asked directly: what others keep of a name, they may keep for a day after it was changed.
Where none of them can be reached, the resolvers that are set up are asked. No address within a network of its own is
asked, but in the embedded mode and of resolvers, which operators have set up.
"""

import ipaddress
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import dns.exception
import dns.flags
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype
import dns.resolver
from django.conf import settings

from tenants.domains.names import registered_domain
from tenants.public_addresses import is_public

SECONDS_A_QUESTION = 3.0
SECONDS_IN_ALL = 25.0
MOST_SERVERS = 4
MOST_ALIASES = 8
# A key of 2048 bits has four hundred letters.
_MOST_VALUES, _LONGEST_VALUE = 10, 500


class Said(StrEnum):
    FOUND = "found"
    NO_SUCH_NAME = "no such name"  # NXDOMAIN: of no type
    NO_SUCH_RECORD = "no such record"  # the name is there, with records of other types
    REFUSED = "refused"  # SERVFAIL and its like: nothing can be told
    SILENT = "silent"


@dataclass(frozen=True)
class Server:
    name: str  # "" of a resolver
    address: str
    port: int
    knows_itself: bool  # of the zone, not a resolver that asks others

    def __str__(self) -> str:
        if not self.name:
            return f"resolver {self.address}"
        return f"{self.name} ({self.address})"


@dataclass(frozen=True)
class Reply:
    """What one server said of one name and type; `alias` is where a CNAME in its place leads."""

    server: str
    said: Said
    values: tuple[str, ...] = ()
    alias: str = ""
    code: str = ""

    @property
    def is_answer(self) -> bool:
        return self.said in (Said.FOUND, Said.NO_SUCH_NAME, Said.NO_SUCH_RECORD)

    @property
    def words(self) -> str:
        if self.alias:
            return f"leads on to {self.alias}"
        if self.values:
            return ", ".join(self.values)
        return {
            Said.NO_SUCH_NAME: "no such name (NXDOMAIN)",
            Said.NO_SUCH_RECORD: "the name is there, without such a record",
            Said.REFUSED: f"could not tell ({self.code})",
            Said.SILENT: "did not answer in time",
        }[self.said]


class Network:
    """The name servers, for the length of one check: what it takes in all is limited."""

    def __init__(self) -> None:
        self._ends = time.monotonic() + SECONDS_IN_ALL
        self._resolvers = _resolvers()

    def ask_each(self, name: str, kind: str, servers: Sequence[Server]) -> list[Reply]:
        """Return what each of the zone's servers says; what the resolvers say if none of them can be reached."""
        replies = [self._ask(server, name, kind) for server in servers]
        if any(reply.is_answer for reply in replies):
            return replies
        return [*replies, self.ask(name, kind)]

    def ask(self, name: str, kind: str) -> Reply:
        """Return what the first resolver says that can tell; else what the last one said."""
        reply = Reply("no resolver", Said.SILENT)
        for server in self._resolvers:
            reply = self._ask(server, name, kind)
            if reply.is_answer:
                break
        return reply

    def servers_of(self, host: str) -> list[Server]:
        """Return the servers of the zone that the host is in, as far as they may be asked; none if nobody can tell."""
        for zone in _zones(host):
            reply = self.ask(zone, "NS")
            if reply.said == Said.FOUND and not reply.alias:
                found = [server for name in sorted(reply.values) for server in self._servers(name)]
                return found[:MOST_SERVERS]
            if not reply.is_answer:
                break
        return []

    def addresses_of(self, name: str) -> frozenset[str]:
        """Return the addresses that the resolvers have for a name, by way of aliases."""
        return frozenset(value for kind in ("A", "AAAA") for value in self._followed(name, kind))

    def chain_of(self, alias: str) -> Iterator[str]:
        """Yield an alias and those it leads on to, at most MOST_ALIASES of them."""
        for _ in range(MOST_ALIASES):
            yield alias
            alias = self.ask(alias, "CNAME").alias
            if not alias:
                return

    def _followed(self, name: str, kind: str) -> tuple[str, ...]:
        for _ in range(MOST_ALIASES + 1):
            reply = self.ask(name, kind)
            if not reply.alias:
                return reply.values
            name = reply.alias
        return ()

    def _servers(self, name: str) -> Iterator[Server]:
        # One address of each: servers are to differ, not ways to one of them.
        for address in sorted(self._followed(name, "A")) or sorted(self._followed(name, "AAAA")):
            if settings.EMBEDDED or is_public(ipaddress.ip_address(address)):
                yield Server(name, address, settings.DNS_PORT, knows_itself=True)
                return

    def _ask(self, server: Server, name: str, kind: str) -> Reply:
        left = min(SECONDS_A_QUESTION, self._ends - time.monotonic())
        if left <= 0:
            return Reply(str(server), Said.SILENT)
        try:
            query = dns.message.make_query(name, kind, use_edns=True)
            if server.knows_itself:
                query.flags &= ~dns.flags.RD
            answer, _ = dns.query.udp_with_fallback(query, server.address, timeout=left, port=server.port)
        except dns.exception.Timeout:
            return Reply(str(server), Said.SILENT)
        except (OSError, dns.exception.DNSException) as broken:
            return Reply(str(server), Said.REFUSED, code=type(broken).__name__)
        return _read(str(server), answer, dns.rdatatype.from_text(kind))


def _read(server: str, answer: dns.message.Message, kind: dns.rdatatype.RdataType) -> Reply:
    code = answer.rcode()
    asked = answer.question[0].name if answer.question else None
    if code not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
        return Reply(server, Said.REFUSED, code=dns.rcode.to_text(code))
    # What stands in the name's own place; what comes by way of an alias is looked at apart.
    own = [rows for rows in answer.answer if rows.name == asked]
    alias = next((_name(row.target) for rows in own for row in rows if rows.rdtype == dns.rdatatype.CNAME), "")
    values = tuple(_value(row) for rows in own for row in rows if rows.rdtype == kind)[:_MOST_VALUES]
    if alias or values:
        return Reply(server, Said.FOUND, () if alias else values, alias)
    # A server that is not asked to look further and does not know the zone refers to others: that is no answer.
    if code == dns.rcode.NOERROR and _refers_on(answer):
        return Reply(server, Said.REFUSED, code="referral")
    return Reply(server, Said.NO_SUCH_NAME if code == dns.rcode.NXDOMAIN else Said.NO_SUCH_RECORD)


def _refers_on(answer: dns.message.Message) -> bool:
    is_sure = bool(answer.flags & (dns.flags.AA | dns.flags.RA))
    return not is_sure and any(rows.rdtype == dns.rdatatype.NS for rows in answer.authority)


def _value(row: object) -> str:
    if row.rdtype == dns.rdatatype.TXT:
        # Anybody may write anything there: a sign that cannot be kept would be a check that never ends.
        text = b"".join(row.strings).decode("utf-8", "replace").strip()[:_LONGEST_VALUE]
        return "".join(sign if sign.isprintable() else "�" for sign in text)
    if row.rdtype == dns.rdatatype.NS:
        return _name(row.target)
    if row.rdtype == dns.rdatatype.MX:
        return f"{row.preference} {_name(row.exchange)}"
    return row.to_text()


def _name(name: object) -> str:
    return name.to_text(omit_final_dot=True).lower()


def _zones(host: str) -> Iterator[str]:
    """Yield the host and what it lies in, down to the domain that somebody has registered."""
    last = registered_domain(host)
    while True:
        yield host
        if host == last or "." not in host:
            return
        host = host.partition(".")[2]


def _resolvers() -> list[Server]:
    told = [_place(one) for one in settings.DNS_RESOLVERS]
    if not told:
        try:
            told = [(str(address), 53) for address in dns.resolver.Resolver().nameservers]
        except dns.resolver.NoResolverConfiguration:
            told = []
    return [Server("", address, port, knows_itself=False) for address, port in told]


def _place(told: str) -> tuple[str, int]:
    """Read "192.0.2.1", "192.0.2.1:5353", "2001:db8::1" or "[2001:db8::1]:5353"."""
    address, colon, port = told.rpartition(":")
    if not colon or (":" in address and not address.endswith("]")):
        return told.strip("[]"), 53
    return address.strip("[]"), int(port)
