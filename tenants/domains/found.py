"""What has to stand in DNS, what was found of it, and what is concluded: the same for all that is proven there."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from tenants.domains.lookup import Reply, Said


class Finding(StrEnum):
    RIGHT = "right"
    MISSING = "missing"
    WRONG = "wrong"
    UNEVEN = "uneven"  # servers of one zone say different things: a change that is still on its way
    UNASKED = "unasked"  # nobody could tell


class Outcome(StrEnum):
    PROVEN = "proven"
    FAILED = "failed"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Record:
    """One record that the client's IT enters."""

    kind: str
    name: str
    short_name: str  # as providers want it that add the domain by themselves
    values: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Checked:
    """What was found of one record."""

    kind: str
    name: str
    expected: tuple[str, ...]
    finding: Finding
    words: str
    servers: tuple[tuple[str, str], ...]  # who was asked, and what was said


@dataclass(frozen=True)
class Findings:
    """`advised` is what had better be there as well; nothing is concluded from it."""

    records: tuple[Checked, ...]
    advised: tuple[Checked, ...] = ()

    @property
    def outcome(self) -> Outcome:
        found = {one.finding for one in self.records}
        if found == {Finding.RIGHT}:
            return Outcome.PROVEN
        return Outcome.FAILED if found & {Finding.MISSING, Finding.WRONG} else Outcome.UNCLEAR

    def as_json(self, now: datetime) -> dict[str, object]:
        return {
            "at": now.isoformat(),
            "outcome": self.outcome,
            "records": [{**asdict(one), "finding": one.finding} for one in self.records],
            "advised": [{**asdict(one), "finding": one.finding} for one in self.advised],
        }


def judged(
    wanted: Record, replies: Sequence[Reply], *, is_right: Callable[[Reply], bool], wrong: Callable[[list[Reply]], str]
) -> Checked:
    """Return what the servers' replies come to; `wrong` puts into words what stands there instead, "" for nothing."""

    def told(finding: Finding, words: str) -> Checked:
        return Checked(wanted.kind, wanted.name, wanted.values, finding, words, who_said(replies))

    answers = [reply for reply in replies if reply.is_answer]
    having = [reply for reply in answers if is_right(reply)]
    if not answers:
        return told(Finding.UNASKED, nobody_told(replies))
    if len(having) == len(answers):
        return told(Finding.RIGHT, "Found.")
    if having:
        return told(Finding.UNEVEN, f"Only {len(having)} of {len(answers)} servers have it yet. Give it some minutes.")
    if words := wrong(answers):
        return told(Finding.WRONG, words)
    return told(Finding.MISSING, "Not there yet. After it was entered it can take some minutes until it is seen.")


def proof_found(wanted: Record, replies: Sequence[Reply]) -> Checked:
    """Return whether a claim's own TXT record stands at the name itself; its value is `mark=token`."""
    (value,) = wanted.values

    def wrong(answers: list[Reply]) -> str:
        if aliases := aliases_of(answers):
            return (
                f"This name leads on to {aliases[0]}. The record has to stand at the name itself; if a wildcard (*)"
                " answers for it, enter the TXT record all the same, it comes before the wildcard."
            )
        values = values_of(answers)
        if any(one.startswith(f"{value.partition('=')[0]}=") for one in values):
            return "There is such a record with another value. Replace it with the one shown here."
        return "There are other values, and not this one. Add it beside them." if values else ""

    return judged(wanted, replies, is_right=lambda reply: value in reply.values, wrong=wrong)


def aliases_of(answers: Sequence[Reply]) -> list[str]:
    return sorted({reply.alias for reply in answers if reply.alias})


def values_of(answers: Sequence[Reply]) -> list[str]:
    return sorted({value for reply in answers for value in reply.values})


def who_said(replies: Sequence[Reply]) -> tuple[tuple[str, str], ...]:
    return tuple((reply.server, reply.words) for reply in replies)


def nobody_told(replies: Sequence[Reply]) -> str:
    if any(reply.said == Said.REFUSED for reply in replies):
        return "The servers of this domain could not tell (see below). Nothing is concluded from that."
    return "No server answered in time. Nothing is concluded from that."


def within(name: str, zone: str) -> str:
    return name.removesuffix(f".{zone}") if name != zone else "@"
