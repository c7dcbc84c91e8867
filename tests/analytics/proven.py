"""Questions with how much was proven of their answers, and which way these came."""

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
    route: str = "document"


def count_proven(asked: Sequence[Proven]) -> None:
    """Write the hours anew, and what was proven of those that were answered, and how."""
    count(asked)
    found: dict[tuple[datetime, Family, str], list[int]] = defaultdict(list)
    for one in asked:
        if one.outcome == "answered":
            hour = one.at.replace(minute=0, second=0, microsecond=0)
            found[hour, Family.PROOF, one.proof].append(one.person)
            found[hour, Family.ROUTE, one.route].append(one.person)
    grain = Rollup.Grain.HOUR
    Rollup.objects.filter(family__in=(Family.PROOF, Family.ROUTE)).delete()
    Rollup.objects.bulk_create(
        Rollup(grain=grain, starts_at=hour, family=family, part=part, count=len(people), people=as_bits(people))
        for (hour, family, part), people in found.items()
    )
