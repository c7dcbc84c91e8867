"""Questions with how much was proven of their answers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from analytics.measures import Family
from analytics.models import Rollup
from analytics.people import as_bits
from tests.analytics.counted import Asked, count


@dataclass(frozen=True)
class Proven(Asked):
    proof: str = "proven"


def count_proven(asked: Sequence[Proven]) -> None:
    """Write the hours anew, and what was proven of those that were answered."""
    count(asked)
    found: dict[tuple[datetime, str], list[int]] = defaultdict(list)
    for one in asked:
        if one.outcome == "answered":
            found[one.at.replace(minute=0, second=0, microsecond=0), one.proof].append(one.person)
    grain, family = Rollup.Grain.HOUR, Family.PROOF
    Rollup.objects.filter(family=family).delete()
    Rollup.objects.bulk_create(
        Rollup(grain=grain, starts_at=hour, family=family, part=part, count=len(people), people=as_bits(people))
        for (hour, part), people in found.items()
    )
