"""What has to stand in DNS for a client's own name, what stands there, and what is wrong with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from tenants.domains.found import Checked, Finding, Findings, Record, nobody_told, proof_found, who_said, within
from tenants.domains.lookup import MOST_ALIASES, Network, Reply, Said
from tenants.domains.models import DomainClaim
from tenants.domains.names import registered_domain
from tenants.hosts import is_below_platform


@dataclass(frozen=True)
class DomainFindings(Findings):
    @property
    def proof(self) -> Checked:
        return self.records[0]

    @property
    def way(self) -> Checked:
        return self.records[1]


def proof_record(claim: DomainClaim) -> Record:
    return Record(
        "TXT",
        claim.proof_name,
        within(claim.proof_name, registered_domain(claim.host)),
        (claim.proof_value,),
        "Proves that the domain is yours. It has to stay: it is looked for twice a day.",
    )


def records_of(claim: DomainClaim, *, target: str) -> list[Record]:
    """Return the records to be entered; `target` is the client's host at the platform."""
    proof, zone = proof_record(claim), registered_domain(claim.host)
    if not claim.is_apex:
        why = "Leads visitors to your assistant. Without a proxy in between (“DNS only”)."
        return [proof, Record("CNAME", claim.host, within(claim.host, zone), (target,), why)]
    alias = Record(
        "ALIAS or ANAME",
        claim.host,
        "@",
        (target,),
        "A whole domain can have no CNAME. If your provider offers ALIAS, ANAME or “CNAME flattening”, use that.",
    )
    addresses = tuple(settings.DOMAIN_TARGET_ADDRESSES)
    if not addresses:
        return [proof, alias]
    kinds = " and ".join(kind for kind, sign in (("A", "."), ("AAAA", ":")) if any(sign in one for one in addresses))
    direct = Record(kinds, claim.host, "@", addresses, "Otherwise these, and no other address records beside them.")
    return [proof, alias, direct]


def look_up(claim: DomainClaim, *, targets: Collection[str]) -> DomainFindings:
    """Ask the network; `targets` are the client's hosts at the platform, any of which will do. Takes up to half a
    minute.
    """
    network = Network()
    servers = network.servers_of(claim.host)
    proof = proof_found(proof_record(claim), network.ask_each(claim.proof_name, "TXT", servers))
    return DomainFindings((proof, _Way(claim, network, frozenset(targets)).checked(servers)))


class _Way:
    """Whether visitors of the host come to the platform."""

    def __init__(self, claim: DomainClaim, network: Network, targets: frozenset[str]) -> None:
        self.claim, self.network, self.targets = claim, network, targets
        self.kind = "address" if claim.is_apex else "CNAME"

    def checked(self, servers: Sequence) -> Checked:
        replies = self.network.ask_each(self.claim.host, "CNAME", servers)
        answers = [reply for reply in replies if reply.is_answer]
        if not answers:
            return self._told(Finding.UNASKED, nobody_told(replies), replies)
        aliases = sorted({reply.alias for reply in answers})
        if len(aliases) > 1:
            return self._told(Finding.UNEVEN, "Servers of this domain say different things.", replies)
        return self._by_alias(aliases[0], replies) if aliases[0] else self._by_address(servers)

    def _by_alias(self, alias: str, replies: Sequence[Reply]) -> Checked:
        chain = []
        for name in self.network.chain_of(alias):
            if name in self.targets:
                return self._told(Finding.RIGHT, "Found.", replies)
            if name in chain:
                return self._told(Finding.WRONG, f"The aliases lead in a circle, by way of {name}.", replies)
            chain.append(name)
        last = chain[-1]
        if len(chain) == MOST_ALIASES:
            return self._told(Finding.WRONG, f"More than {MOST_ALIASES} aliases, the last being {last}.", replies)
        found = self.network.addresses_of(last)
        if found and found <= self._own_addresses():
            return self._told(Finding.RIGHT, "Found, by way of another name.", replies)
        if is_below_platform(last):
            words = f"It leads to {last}, which is not your address here. Enter the one shown."
            return self._told(Finding.WRONG, words, replies)
        return self._told(Finding.WRONG, f"It leads to {last}. Replace that by the value shown here.", replies)

    def _by_address(self, servers: Sequence) -> Checked:
        replies = [
            replace(reply, server=f"{reply.server}, {kind}")
            for kind in ("A", "AAAA")
            for reply in self.network.ask_each(self.claim.host, kind, servers)
        ]
        answers = [reply for reply in replies if reply.is_answer]
        if not answers:
            return self._told(Finding.UNASKED, nobody_told(replies), replies)
        found = {value for reply in answers for value in reply.values}
        if not found:
            missing = all(reply.said == Said.NO_SUCH_NAME for reply in answers)
            words = "This name is not there yet (NXDOMAIN)." if missing else "This name has no address yet."
            return self._told(Finding.MISSING, words, replies)
        own = self._own_addresses()
        if not own:
            return self._told(Finding.UNASKED, "The platform’s own addresses could not be looked up.", replies)
        if not found <= own:
            if _some_are_right(answers, own):
                return self._told(Finding.UNEVEN, "Servers of this domain say different things.", replies)
            elsewhere = ", ".join(sorted(found - own)[:3])
            words = (
                f"It leads to {elsewhere}, which is not the platform. Replace that by the value shown here; if a proxy"
                " stands in between, switch it off for this name (“DNS only”)."
            )
            return self._told(Finding.WRONG, words, replies)
        return self._told(Finding.RIGHT, "Found.", replies)

    def _own_addresses(self) -> frozenset[str]:
        configured = frozenset(settings.DOMAIN_TARGET_ADDRESSES)
        return configured or frozenset(
            address for target in sorted(self.targets) for address in self.network.addresses_of(target)
        )

    def _told(self, finding: Finding, words: str, replies: Sequence[Reply]) -> Checked:
        expected = tuple(sorted(self.targets))
        if self.claim.is_apex:
            expected = tuple(settings.DOMAIN_TARGET_ADDRESSES) or expected
        return Checked(self.kind, self.claim.host, expected, finding, words, who_said(replies))


def _some_are_right(answers: Sequence[Reply], own: frozenset[str]) -> bool:
    """Whether one server leads to the platform alone, whatever others say."""
    by_server: dict[str, set[str]] = {}
    for reply in answers:
        by_server.setdefault(reply.server.rpartition(", ")[0], set()).update(reply.values)
    return any(values and values <= own for values in by_server.values())
