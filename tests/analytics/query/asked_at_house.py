"""A company in which few ask at a time, and what its people asked: who was there is known to the test alone."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from tests.analytics.proven import Proven
from tests.analytics.query.attacker import Learned, Span

HOUR = timedelta(hours=1)
DAYS = 9
HOURS = DAYS * 24
PEOPLE = 24
_BUSY_HOURS = 5  # in which a third of all is asked
_QUESTIONS = 170
_OUTCOMES = ("answered", "refused", "asked_back")
# What the parts that are told are made of, by the way one looks at a question.
# No document is behind what came from the calendar or the contacts, so nothing of it is proven.
_UNPROVEN = ("contact", "date")
ENDED: dict[str, tuple[str, ...]] = {
    "answered": (*_UNPROVEN, "cut", "proven"),
    "refused": ("choice", "tax"),
    "other": _UNPROVEN,
    "document": ("cut", "proven"),
    **{kind: (kind,) for kind in (*_UNPROVEN, "cut", "proven", "choice", "tax", "asked_back")},
}
LANGUAGES: dict[str, tuple[str, ...]] = {kind: (kind,) for kind in ("en", "es")}


class House:
    def __init__(self, seed: int, classes: Sequence[str]) -> None:
        self.chance = random.Random(seed)
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        self.start = midnight - timedelta(days=DAYS - 1)
        self.classes = {one: (one,) for one in (*classes, "")}
        self._class_of = {number: self.chance.choice([*classes, *classes, ""]) for number in range(PEOPLE)}
        busy = [self.chance.randrange(HOURS - 24) for _ in range(_BUSY_HOURS)]
        self.asked = [self._question(busy) for _ in range(_QUESTIONS)]
        self._seen: dict[tuple[tuple[str, ...], Span], tuple[int, int]] = {}
        self._by_hour: dict[str, list[tuple[int, int]]] = {}

    def _question(self, busy: Sequence[int]) -> Proven:
        hour = self.chance.choice(busy) if self.chance.random() < 1 / 3 else self.chance.randrange(HOURS - 24)
        person = self.chance.randrange(PEOPLE)
        return self.question(self.start + hour * HOUR, person)

    def question(self, at: datetime, person: int) -> Proven:
        """Return a question of this person that ends in one of the ways there are."""
        route = self.chance.choices(("document", "date", "contact"), (6, 3, 1))[0]
        proof = self.chance.choices(("proven", "cut"), (5, 1))[0]
        return Proven(
            at,
            person,
            outcome=self.chance.choices(_OUTCOMES, (8, 3, 1))[0],
            reason=self.chance.choice(ENDED["refused"]),
            language="es" if self.chance.random() < 0.15 else "en",
            klass=self._class_of[person],
            proof=proof if route == "document" else "other",
            route=route,
        )

    def hour_of(self, moment: datetime) -> int:
        return (moment - self.start) // HOUR

    def truth(self, learned: Learned) -> tuple[int, int]:
        """Return how many there really were, and of how many people."""
        found = [self._in(kinds, span) for kinds, span in learned.cells]
        people = 0
        for _, those in found:
            people |= those
        return sum(count for count, _ in found), people.bit_count()

    def _in(self, kinds: tuple[str, ...], span: Span) -> tuple[int, int]:
        """Return how many questions of these kinds were asked in these hours, and the set of who did."""
        known = self._seen.get((kinds, span))
        if known is None:
            asked = {one for kind in kinds for one in self._asked_as(kind) if span[0] <= one[0] < span[1]}
            people = 0
            for _, _, person in asked:
                people |= 1 << person
            known = self._seen[kinds, span] = (len(asked), people)
        return known

    def _asked_as(self, kind: str) -> list[tuple[int, int, int]]:
        """Return hour, place and person of all questions of a kind."""
        if kind not in self._by_hour:
            self._by_hour[kind] = [
                (self.hour_of(one.at), place, one.person)
                for place, one in enumerate(self.asked)
                if kind in (_ended(one), one.language, one.klass)
            ]
        return self._by_hour[kind]


def _ended(asked: Proven) -> str:
    how = asked.proof if asked.route == "document" else asked.route
    return {"answered": how, "refused": asked.reason}.get(asked.outcome, asked.outcome)
