"""What has to stand in DNS for a client's own sender, what stands there, and what is wrong with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tenants.domains.found import (
    Checked,
    Finding,
    Findings,
    Record,
    aliases_of,
    judged,
    proof_found,
    values_of,
    within,
)
from tenants.domains.lookup import Network, Reply, Server
from tenants.domains.names import registered_domain
from tenants.senders.models import SenderClaim
from tenants.senders.services import Template, templates

NO_POLICY = "v=DMARC1; p=none"
_SPF, _DMARC = "v=spf1", "v=dmarc1"


@dataclass(frozen=True)
class Wanted:
    record: Record
    is_advised: bool = False


def wanted_of(claim: SenderClaim) -> list[Wanted]:
    """Return the records to be entered; those of the mail service are not among them until it has given its keys."""
    service = [Wanted(_filled(claim, *one), one[0].is_advised) for one in _with_keys(claim)]
    why = "Proves that the domain is yours. It has to stay: it is looked for twice a day."
    proof = _record(claim, "TXT", claim.proof_name, claim.proof_value, why)
    why = "Only if there is none yet: tells receivers what to do with mails that are not yours. With p=none, nothing."
    policy = _record(claim, "TXT", f"_dmarc.{claim.domain}", NO_POLICY, why)
    return [Wanted(proof), *sorted(service, key=lambda one: one.is_advised), Wanted(policy, is_advised=True)]


def look_up(claim: SenderClaim) -> Findings:
    """Ask the network. Takes up to half a minute."""
    network = Network()
    servers = network.servers_of(claim.domain)
    proof, *others, policy = wanted_of(claim)
    found = [proof_found(proof.record, _asked(network, proof.record, servers))]
    if claim.lacks_keys or not others:
        words = "The mail service has given no values for this domain yet. The platform enters them; nothing is to do."
        found.append(Checked("DKIM", claim.domain, (), Finding.UNASKED, words, ()))
    found += [_checked(one.record, _asked(network, one.record, servers)) for one in others if not one.is_advised]
    advised = [_checked(one.record, _asked(network, one.record, servers)) for one in others if one.is_advised]
    return Findings(tuple(found), (*advised, _policy(claim, policy.record, network, servers)))


def _with_keys(claim: SenderClaim) -> list[tuple[Template, str, str]]:
    return [
        (template, key, value)
        for template in templates()
        for key, value in (claim.keys if template.is_per_key else [("", "")])
    ]


def _filled(claim: SenderClaim, template: Template, key: str, value: str) -> Record:
    def fill(text: str) -> str:
        return text.replace("{domain}", claim.domain).replace("{key}", key).replace("{value}", value)

    return _record(claim, template.kind, fill(template.name), fill(template.value), template.why)


def _record(claim: SenderClaim, kind: str, name: str, value: str, why: str) -> Record:
    return Record(kind, name, within(name, registered_domain(claim.domain)), (value,), why)


def _asked(network: Network, record: Record, servers: Sequence[Server]) -> list[Reply]:
    return network.ask_each(record.name, record.kind, servers)


def _checked(record: Record, replies: Sequence[Reply]) -> Checked:
    (wanted,) = record.values
    if record.kind == "CNAME":
        return _alias(record, wanted, replies)
    if record.kind == "MX":
        return _exchange(record, wanted, replies)
    if wanted.startswith(_SPF):
        return _senders(record, wanted, replies)
    return _key(record, wanted, replies)


def _alias(record: Record, target: str, replies: Sequence[Reply]) -> Checked:
    def wrong(answers: list[Reply]) -> str:
        if aliases := aliases_of(answers):
            return f"It leads to {aliases[0]}. Replace that by the value shown here."
        return ""

    target = target.lower().rstrip(".")
    return judged(record, replies, is_right=lambda reply: reply.alias == target, wrong=wrong)


def _exchange(record: Record, wanted: str, replies: Sequence[Reply]) -> Checked:
    host = wanted.split()[-1].lower().rstrip(".")

    def is_right(reply: Reply) -> bool:
        return bool(reply.values) and all(value.split()[-1] == host for value in reply.values)

    def wrong(answers: list[Reply]) -> str:
        values = values_of(answers)
        if any(value.split()[-1] == host for value in values):
            return "There are other mail servers beside it. Leave this one alone at this name."
        return _instead(answers)

    return judged(record, replies, is_right=is_right, wrong=wrong)


def _senders(record: Record, wanted: str, replies: Sequence[Reply]) -> Checked:
    """SPF: one record, and what is wanted is among what it includes; it may include others as well."""
    needed = [part for part in wanted.split()[1:] if not part.endswith("all")]

    def is_right(reply: Reply) -> bool:
        found = _beginning_with(_SPF, reply.values)
        return len(found) == 1 and set(needed) <= set(found[0].lower().split())

    def wrong(answers: list[Reply]) -> str:
        counts = [_beginning_with(_SPF, reply.values) for reply in answers]
        if any(len(found) > 1 for found in counts):
            return "There are several SPF records, and receivers count none of them then. Join them to one."
        if not any(counts):
            return ""
        there = next(found[0] for found in counts if found)
        joined = " ".join([_SPF, *needed, *there.split()[1:]])
        return f"There is an SPF record without the mail service. Make it: {joined}"

    return judged(record, replies, is_right=is_right, wrong=wrong)


def _key(record: Record, wanted: str, replies: Sequence[Reply]) -> Checked:
    def wrong(answers: list[Reply]) -> str:
        if any(_public_key(value) for value in values_of(answers)):
            return "There is another key. Replace it by the value shown here, whole and in one record."
        return _instead(answers)

    key = _public_key(wanted) or wanted
    return judged(
        record,
        replies,
        is_right=lambda reply: [_public_key(value) or value for value in reply.values] == [key],
        wrong=wrong,
    )


def _policy(claim: SenderClaim, record: Record, network: Network, servers: Sequence[Server]) -> Checked:
    """DMARC: of the domain, or of the one that is registered. Mails fit either, as they are signed for the domain."""
    replies = _asked(network, record, servers)
    whole = f"_dmarc.{registered_domain(claim.domain)}"
    if whole != record.name and not _policies(replies):
        above = network.ask_each(whole, "TXT", servers)
        if _policies(above):
            replies, record = above, replace(record, name=whole)

    def wrong(answers: list[Reply]) -> str:
        found = sorted(_policies(answers))
        if len(found) > 1 or any(len(_beginning_with(_DMARC, reply.values)) > 1 for reply in answers):
            return "There are several policies, and receivers count none of them then. Leave one."
        return "There is a policy without “p=”, which receivers pass over. Add p=none, p=quarantine or p=reject."

    checked = judged(
        record,
        replies,
        is_right=lambda reply: len(_policies([reply])) == 1 and all(map(_says_what_to_do, _policies([reply]))),
        wrong=lambda answers: wrong(answers) if _policies(answers) else "",
    )
    if checked.finding == Finding.RIGHT:
        (policy,) = _policies(replies)
        return replace(checked, words=f"Found: {policy}. Mails from here fit it: they are signed for {claim.domain}.")
    if checked.finding == Finding.MISSING:
        return replace(checked, words="There is no policy, so each receiver makes one up. Enter the one shown here.")
    return checked


def _policies(replies: Sequence[Reply]) -> set[str]:
    return {value for reply in replies for value in _beginning_with(_DMARC, reply.values)}


def _says_what_to_do(policy: str) -> bool:
    return re.search(r";\s*p\s*=\s*(none|quarantine|reject)\s*(;|$)", policy, re.IGNORECASE) is not None


def _beginning_with(mark: str, values: Sequence[str]) -> list[str]:
    return [value for value in values if re.match(rf"{mark}(?![a-z0-9])", value, re.IGNORECASE)]


def _public_key(value: str) -> str:
    match = re.search(r"(?:^|;)\s*p\s*=([^;]*)", value)
    return re.sub(r"\s+", "", match[1]) if match else ""


def _instead(answers: Sequence[Reply]) -> str:
    if aliases := aliases_of(answers):
        return f"This name leads on to {aliases[0]}. Enter the record shown here in its place."
    values = values_of(answers)
    return f"There is “{values[0][:80]}” instead. Replace it by the value shown here." if values else ""
