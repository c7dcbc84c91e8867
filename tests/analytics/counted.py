"""Rollups made of things that people did, counted as the workers count events."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from analytics.collect.read import ToldEvent
from analytics.models import Rollup
from analytics.rollups.count import add_to_rollups
from analytics.rollups.turn import hold_rollups
from tenants.events import SCHEMA_VERSION, Kind, new_event_id


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

    def events(self) -> Iterator[ToldEvent]:
        yield self._event(
            Kind.CHAT_MESSAGE,
            outcome=self.outcome,
            proof="proven" if self.outcome == "answered" else "",
            reason=self.reason,
            route="documents",
            language=self.language,
            benefit_class=self.klass,
            milliseconds=self.milliseconds,
            micro_usd=self.micro_usd,
            documents=[self.document] if self.document else [],
        )
        if self.opinion:
            yield self._event(Kind.FEEDBACK, self.opinion, reason="wrong" if self.opinion == "unhelpful" else "")

    def _event(self, kind: Kind, name: str = "", **data: object) -> ToldEvent:
        return ToldEvent(new_event_id(), kind.value, name, self.at, f"{self.person:032}", SCHEMA_VERSION, data)


@transaction.atomic
def count(asked: Iterable[Asked]) -> None:
    """Write the hours and days anew, from all that was asked."""
    hold_rollups()
    Rollup.objects.all().delete()
    add_to_rollups([event for one in asked for event in one.events()])
