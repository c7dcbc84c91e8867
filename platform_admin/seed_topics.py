"""Invented topics for the demo companies' page of topics, told apart as the release would."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from analytics.measures import NOT_TOLD_APART, Family
from analytics.models import Topic
from analytics.models.topics import topic_id
from chat.usage import FEWEST_ASKERS, FEWEST_ASKERS_SENSITIVE

_MADE = UUID("3f6f5a1e-8a0b-4f53-9a67-2d1c0f8f5b21")
_RISES_FOR = timedelta(days=28)
_NEW_FOR = timedelta(days=6)
_SENSITIVE = {"leave": 0.05, "leaving": 0.02}
TONES = {"plain": 0.83, "troubled": 0.11, "pleased": 0.06}


@dataclass(frozen=True)
class MadeUp:
    title: str
    terms: tuple[str, ...]
    share: float
    rises: float = 1.0  # how many times as often it is asked about in the last weeks
    is_new: bool = False


_TOPICS = (
    MadeUp("Deductibles and out-of-pocket limits", ("deductible", "out-of-pocket", "limit", "family", "ppo"), 0.17),
    MadeUp("Enrolling for next year", ("enroll", "enrollment", "deadline", "plan", "next year"), 0.11, rises=4.0),
    MadeUp("Copays for visits", ("copay", "specialist", "urgent care", "visit", "telehealth"), 0.14),
    MadeUp("Dental work and braces", ("dental", "braces", "crown", "cleaning", "maximum"), 0.1),
    MadeUp("HSA contributions", ("hsa", "contribute", "limit", "employer", "catch-up"), 0.1),
    MadeUp("Price of plans per paycheck", ("paycheck", "cost", "spouse", "premium", "deduction"), 0.1),
    MadeUp("Adding a child or spouse", ("add", "baby", "spouse", "days", "married"), 0.08),
    MadeUp("401(k) match and vesting", ("401k", "match", "vested", "contribution"), 0.08),
    MadeUp("Gym and fitness refunds", ("gym", "fitness", "reimbursement", "wellness"), 0.05, is_new=True),
)


def make_topics(today: date) -> dict[str, MadeUp]:
    """Store the topics, once; return each by the part that its figures have."""
    for made in _TOPICS:
        first_day = today - (_NEW_FOR if made.is_new else timedelta(days=100))
        facts = {"title": made.title, "terms": list(made.terms), "first_day": first_day}
        Topic.objects.get_or_create(pk=_id(made), defaults=facts)
    for subject in _SENSITIVE:
        Topic.objects.get_or_create(
            pk=topic_id(subject), defaults={"subject": subject, "first_day": today - timedelta(days=100)}
        )
    return {str(_id(made)): made for made in _TOPICS}


def topics_of(
    chance: random.Random, topics: Mapping[str, MadeUp], people: Sequence[int], *, day: date, today: date
) -> dict[str, list[int]]:
    """Return who asked about what on a day, each about one topic; what has too few is not told apart."""
    weights = {part: _weight(made, day, today) for part, made in topics.items()}
    weights |= {str(topic_id(subject)): share for subject, share in _SENSITIVE.items()}
    found: dict[str, list[int]] = {}
    for person in people:
        (part,) = chance.choices(list(weights), list(weights.values()))
        found.setdefault(part, []).append(person)
    return _told_apart(found, set(topics))


def unanswered_of(told: Mapping[str, list[int]], topics: Mapping[str, MadeUp]) -> Iterator[tuple[Family, str, float]]:
    """Yield which topics' questions found nothing, or answers that were not liked: always the same two."""
    of_title = {made.title: part for part, made in topics.items()}
    for family, title, share in (
        (Family.TOPIC_UNANSWERED, "Adding a child or spouse", 0.4),
        (Family.TOPIC_UNHELPFUL, "Enrolling for next year", 0.05),
    ):
        if of_title[title] in told:
            yield family, of_title[title], share


def _weight(made: MadeUp, day: date, today: date) -> float:
    if made.is_new and day < today - _NEW_FOR:
        return 0.0
    return made.share * (made.rises if day > today - _RISES_FOR else 1.0)


def _told_apart(found: Mapping[str, list[int]], plain: set[str]) -> dict[str, list[int]]:
    told: dict[str, list[int]] = {}
    hidden: list[int] = []
    for part, people in sorted(found.items(), key=lambda item: -len(item[1])):
        needed = FEWEST_ASKERS if part in plain else FEWEST_ASKERS_SENSITIVE
        if len(people) >= needed:
            told[part] = people
        else:
            hidden += people
    while hidden and len(hidden) < FEWEST_ASKERS_SENSITIVE and told:
        part = min(told, key=lambda one: (len(told[one]), one))
        hidden += told.pop(part)
    return {**told, NOT_TOLD_APART: hidden} if hidden else told


def _id(made: MadeUp) -> UUID:
    return uuid5(_MADE, made.title)
