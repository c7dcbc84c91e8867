"""A curious HR admin asks for thousands of times, through every door, and holds the answers against each other.

What they know is what each answer says: how many, and which time it covers. Whatever follows from the answers must be
about enough people, or about nobody; the test knows who was there.
"""

import csv
import io
import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.models import User
from analytics.measures import NOT_TOLD_APART, Family
from analytics.models import ReleasedFigure, Rollup
from analytics.query.company import the_company
from analytics.query.figures import Told, told
from analytics.query.timeframes import LABELS, UnknownTimeframe, timeframe_of
from analytics.release.cut import release
from analytics.release.put_together import put_together
from chat.usage import FEWEST_ASKERS
from tenants.context import tenant_scope
from tests.analytics.proven import Proven, count_proven
from tests.analytics.query.attacker import TOTAL, Answer, Learned, differences, solutions

HOUR = timedelta(hours=1)
DAYS = 9
HOURS = DAYS * 24
PEOPLE = 24
OUTCOMES = ("answered", "refused", "asked_back")
FAMILIES = (Family.QUESTIONS, Family.OUTCOME, Family.PROOF, Family.REFUSAL, Family.LANGUAGE)
# What the parts that are told are made of, and what the whole of a family is that says more of one of them.
KINDS = {"proven": ["proven"], "cut": ["cut"], "tax": ["tax"], "choice": ["choice"], "asked_back": ["asked_back"]}
KINDS |= {"answered": ["proven", "cut"], "refused": ["tax", "choice"]}
KINDS[TOTAL] = [*KINDS["answered"], *KINDS["refused"], "asked_back"]
WHOLE = {Family.PROOF: "answered", Family.REFUSAL: "refused"}


class House:
    """A company in which few ask at a time, as it was on each day."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        self.start = midnight - timedelta(days=DAYS - 1)
        self.asked = [self._question() for _ in range(150)]

    def _question(self) -> Proven:
        hour = self.chance.randrange(HOURS - 24)
        outcome = self.chance.choices(OUTCOMES, (8, 3, 1))[0]
        language = "es" if self.chance.random() < 0.15 else "en"
        reason, proof = self.chance.choice(KINDS["refused"]), self.chance.choices(KINDS["answered"], (5, 1))[0]
        person = self.chance.randrange(PEOPLE)
        return Proven(self.start + hour * HOUR, person, outcome, reason, language, proof=proof)

    def hour_of(self, moment: datetime) -> int:
        return (moment - self.start) // HOUR

    def people_in(self, learned: Learned) -> set[int]:
        return {one.person for one in self.asked if (self.hour_of(one.at), kind_of(one)) in learned.cells}

    def count_in(self, learned: Learned) -> int:
        return sum((self.hour_of(one.at), kind_of(one)) in learned.cells for one in self.asked)


def kind_of(asked: Proven) -> str:
    return {"answered": asked.proof, "refused": asked.reason}.get(asked.outcome, asked.outcome)


def release_as_told(now: datetime) -> None:
    release(now=now)


def release_every_hour(now: datetime) -> None:
    """Release without a rule: each hour as it is."""
    rows = Rollup.objects.filter(grain=Rollup.Grain.HOUR, starts_at__lt=now, family__in=FAMILIES)
    ReleasedFigure.objects.all().delete()
    ReleasedFigure.objects.bulk_create(
        ReleasedFigure(
            family=row.family,
            part=row.part,
            count=row.count,
            people=row.people,
            starts_at=row.starts_at,
            ends_at=row.starts_at + HOUR,
        )
        for row in rows
    )


def ask(house: House, hr, now: datetime) -> list[Answer]:
    """Ask as much as a day allows, by every door."""
    answers = []
    for _ in range(60):
        first = house.start.date() + timedelta(days=house.chance.randrange(DAYS))
        last = first + timedelta(days=house.chance.randrange(DAYS))
        key = house.chance.choice(list(LABELS))
        try:
            frame = timeframe_of(key, now=now - house.chance.randrange(48) * HOUR, first=first, last=last)
        except UnknownTimeframe:
            continue
        for family, figures in told(FAMILIES, frame, the_company()).items():
            answers += of_layer(house, family, figures)
    days = {"timeframe": "custom", "first": house.start.date(), "last": now.date()}
    for asked in (days, {"timeframe": "24h"}, {"timeframe": "7d"}, {**days, "first": now.date() - timedelta(days=3)}):
        answers += of_api(house, hr.get("/api/v1/analytics/usage", asked).json()["figures"])
        answers += of_csv(house, hr.get("/hr/insights/tables/questions-by-day.csv", asked).content.decode("utf-8-sig"))
    return answers


def of_layer(house: House, family: Family, figures: Told) -> list[Answer]:
    if figures.starts_at is None:
        return []
    first, after = house.hour_of(figures.starts_at), house.hour_of(figures.ends_at)
    answers = [Answer(WHOLE.get(family, TOTAL), first, after, figures.total)]
    if family is not Family.LANGUAGE and NOT_TOLD_APART not in figures.parts:
        answers += [Answer(part, first, after, count) for part, count in figures.parts.items() if part]
    return answers


def of_api(house: House, figures: dict) -> list[Answer]:
    told_of = [
        (one["covers_from"], one["covers_to"], one["total"]) for one in (figures["outcomes"], figures["languages"])
    ]
    told_of.append((figures["covers_from"], figures["covers_to"], figures["questions"]))
    return [
        Answer(TOTAL, house.hour_of(parse_datetime(first)), house.hour_of(parse_datetime(after)), number)
        for first, after, number in told_of
        if first
    ]


def of_csv(house: House, text: str) -> list[Answer]:
    """Days as a file tells them: a bar that covers days is taken for all of their hours."""
    found = []
    for row in csv.DictReader(io.StringIO(text)):
        first = (datetime.fromisoformat(row["First day"]).date() - house.start.date()).days * 24
        after = (datetime.fromisoformat(row["Last day"]).date() - house.start.date()).days * 24 + 24
        if 0 <= first < after <= HOURS:
            found.append(Answer(TOTAL, first, after, int(row["Questions"])))
    return found


def recovered(house: House, answers: Sequence[Answer]) -> dict[frozenset, set[int]]:
    """Return who stands alone, or with too few, behind what follows from the answers and is right."""
    follows = [*differences(answers, KINDS), *solutions(answers, KINDS)]
    found = defaultdict(set)
    for learned in follows:
        people = house.people_in(learned)
        if 0 < len(people) < FEWEST_ASKERS and learned.count == house.count_in(learned):
            found[learned.cells] |= people
    return found


@pytest.fixture
def hr(acme, make_person, browser_of):
    admin = make_person(acme, "hr_admin")
    with tenant_scope(acme):
        User.objects.bulk_create(
            User(email=f"e{number}@acme.example", name="Employee", role="employee") for number in range(PEOPLE)
        )
    return browser_of(acme, admin)


def answers_over_time(house: House, hr, acme, releasing) -> list[Answer]:
    """Ask on each day, while new questions come and old stretches are put together."""
    answers = []
    with tenant_scope(acme):
        for day in range(2, DAYS):
            now = house.start + timedelta(days=day)
            count_proven([one for one in house.asked if one.at < now])
            releasing(now)
            put_together(now=now)
            answers += ask(house, hr, now)
    return answers


@pytest.mark.parametrize("seed", range(3))
def test_whoever_holds_answers_against_each_other_finds_nobody(seed, hr, acme):
    house = House(seed)

    answers = answers_over_time(house, hr, acme, release_as_told)

    assert len(set(answers)) > 30
    assert recovered(house, answers) == {}


def test_whoever_holds_answers_against_each_other_finds_people_where_hours_are_told_as_they_are(hr, acme):
    house = House(0)

    answers = answers_over_time(house, hr, acme, release_every_hour)

    assert len(recovered(house, answers)) > 5
