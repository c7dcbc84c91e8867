from collections.abc import Iterable
from dataclasses import replace

from knowledge.facts.types import Fact


def fold(facts: Iterable[Fact]) -> list[Fact]:
    """Return each fact once. What is printed twice and differently is one fact with a doubt that names the other."""
    kept: dict[tuple[str, ...], Fact] = {}
    for fact in facts:
        first = kept.setdefault(fact.key, fact)
        if first is not fact and first.reading != fact.reading:
            words = " ".join(fact.raw.split())[:80]
            doubt = f"Printed again on page {fact.place.page}, differently: {words}"
            kept[fact.key] = replace(first, doubts=tuple(dict.fromkeys((*first.doubts, doubt))))
    return list(kept.values())
