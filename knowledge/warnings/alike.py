"""How much of their text two documents share, from a small signature of each. Pure.

The signature is the smallest hashes of all runs of five words (a MinHash of one function): of two texts, the share of
the smallest hashes of both together that both hold is about the share of runs they have in common.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from uuid import UUID

from knowledge.text.terms import plain_text

RUN_WORDS = 5
SIZE = 256  # hashes; the share is right within three points or so
FEWEST_RUNS = 30  # shorter texts share a letterhead and little else
ALMOST_SAME = 0.7
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Pair:
    one: UUID
    other: UUID
    share: float


def signature_of(texts: Iterable[str]) -> bytes:
    """Return the signature of a text given in parts; no run of words reaches over the end of one."""
    runs: set[int] = set()
    for text in texts:
        words = _WORD.findall(plain_text(text))
        runs.update(
            int.from_bytes(blake2b(" ".join(words[at : at + RUN_WORDS]).encode(), digest_size=8).digest())
            for at in range(len(words) - RUN_WORDS + 1)
        )
    return array("Q", sorted(runs)[:SIZE]).tobytes()


def share_of(one: bytes, other: bytes) -> float:
    """Return about how much of both texts together stands in both, 0 to 1; 0 for a text too short to tell."""
    mine, theirs = set(_hashes(one)), set(_hashes(other))
    if min(len(mine), len(theirs)) < FEWEST_RUNS:
        return 0.0
    smallest = sorted(mine | theirs)[: max(len(mine), len(theirs))]
    return sum(number in mine and number in theirs for number in smallest) / len(smallest)


def find_alike(signatures: Mapping[UUID, bytes]) -> list[Pair]:
    """Return the pairs that are almost the same. Only those that share a good many hashes are looked at closely."""
    holders: defaultdict[int, list[UUID]] = defaultdict(list)
    for pk, signature in signatures.items():
        for number in _hashes(signature):
            holders[number].append(pk)
    shared: Counter[tuple[UUID, UUID]] = Counter()
    for pks in holders.values():
        shared.update(combinations(sorted(pks), 2))
    pairs = []
    for (one, other), count in shared.items():
        if count < FEWEST_RUNS // 2:
            continue
        share = share_of(signatures[one], signatures[other])
        if share >= ALMOST_SAME:
            pairs.append(Pair(one, other, share))
    return sorted(pairs, key=lambda pair: (-pair.share, pair.one, pair.other))


def _hashes(signature: bytes) -> array:
    numbers = array("Q")
    numbers.frombytes(bytes(signature))
    return numbers
