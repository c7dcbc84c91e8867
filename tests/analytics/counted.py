"""Rollups made of things that people did, as the workers write them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from analytics.measures import Family
from analytics.models import Rollup
from analytics.people import as_bits
from analytics.times import counted


@dataclass(frozen=True)
class Asked:
    """A question of a person, known here by the number; of which part of each family it is."""

    at: datetime
    person: int
    outcome: str = "answered"
    reason: str = ""
    language: str = "en"
    klass: str = ""
    document: str = ""
    opinion: str = ""
    milliseconds: int = 1000
    micro_usd: int = 500

    def parts(self) -> list[tuple[str, str]]:
        found = [
            (Family.ACTIVE, ""),
            (Family.QUESTIONS, ""),
            (Family.OUTCOME, self.outcome),
            (Family.PROOF, "proven" if self.outcome == "answered" else "other"),
            (Family.ROUTE, "documents"),
            (Family.LANGUAGE, self.language),
            (Family.CLASS, self.klass),
        ]
        if self.outcome in ("refused", "failed"):
            found.append((Family.REFUSAL, self.reason))
        if self.document:
            found.append((Family.DOCUMENT, self.document))
        if self.opinion:
            found.append((Family.OPINION, self.opinion))
        if self.opinion == "unhelpful":
            found.append((Family.FAULT, "wrong"))
        return found


def count(asked: Iterable[Asked]) -> None:
    """Write the hours anew, from all that was asked."""
    cells: dict[tuple[datetime, str, str], list[Asked]] = defaultdict(list)
    for one in asked:
        hour = one.at.replace(minute=0, second=0, microsecond=0)
        for family, part in one.parts():
            cells[hour, family, part].append(one)
    Rollup.objects.all().delete()
    Rollup.objects.bulk_create(
        Rollup(
            grain=Rollup.Grain.HOUR,
            starts_at=hour,
            family=family,
            part=part,
            count=len(of_it),
            people=as_bits(one.person for one in of_it),
            milliseconds=sum(one.milliseconds for one in of_it) if family == Family.QUESTIONS else 0,
            times=counted(one.milliseconds for one in of_it) if family == Family.QUESTIONS else [],
            micro_usd=sum(one.micro_usd for one in of_it) if family == Family.QUESTIONS else 0,
        )
        for (hour, family, part), of_it in cells.items()
    )
