"""A curious HR admin asks for thousands of times, through every door, and holds the answers against each other.

What they know is what each answer says: how many, and which time it covers. Whatever follows from the answers must be
about enough people, or about nobody; the test knows who was there.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import chain

import pytest
from django.utils import timezone

from accounts.models import User
from analytics.digest import send_digests
from analytics.live.publish import html_of
from analytics.live.state import live
from analytics.measures import Family
from analytics.models import FigureRule, ReleasedFigure, Rollup
from analytics.query.company import Company, the_company
from analytics.query.figures import Told, answers_by_day, told
from analytics.query.timeframes import LABELS, Timeframe, UnknownTimeframe, timeframe_of
from analytics.release.cut import release
from analytics.release.put_together import put_together
from benefits.models import BenefitClass
from chat.usage import FEWEST_ASKERS
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from tenants import event_stream
from tenants.context import current_schema, tenant_scope
from tests.analytics.proven import count_proven
from tests.analytics.query.asked_at_house import DAYS, HOUR, PEOPLE, House
from tests.analytics.query.attacker import differences, differences_of_rough, solutions
from tests.analytics.query.doors import ALL_QUESTIONS, TABLES, Heard, live_events

FILTERS_A_DAY = 300
MORE_PEOPLE = 8
_FILES = (*TABLES, "questions-by-day")


def release_as_told(now: datetime) -> None:
    """Release as the workers do, some times a day."""
    for hours in (16, 8, 0):
        release(now=now - hours * HOUR)


def release_every_hour(now: datetime) -> None:
    """Release without a rule: each hour as it is."""
    rows = Rollup.objects.filter(grain=Rollup.Grain.HOUR, starts_at__lt=now, family__in=ALL_QUESTIONS)
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


class Curious:
    """An HR admin who asks for whatever there is to ask for."""

    def __init__(self, house: House, hr, mailbox: list) -> None:
        self.house, self.hr, self.mailbox, self.chance = house, hr, mailbox, house.chance
        self.heard = Heard(house)

    def ask_layer(self, now: datetime, *, filters: int = FILTERS_A_DAY) -> None:
        """Ask what pages, files and programs ask, for any time and any families."""
        company = the_company()
        self.heard.look_at_stretches()
        # Until something is released, the same question has the same answer.
        asked: dict[Timeframe, dict[Family, Told]] = {}
        for _ in range(filters):
            frame = self._frame(now)
            if frame is None:
                continue
            self.heard.asked("layer")
            if frame not in asked:
                asked[frame] = self._look(frame, company)
            families = self.chance.sample(ALL_QUESTIONS, self.chance.randrange(1, len(ALL_QUESTIONS)))
            for family in families:
                self.heard.of_layer(family, asked[frame][family])

    def _look(self, frame: Timeframe, company: Company) -> dict[Family, Told]:
        for point in answers_by_day(frame, company)[1]:
            self.heard.of_days(point.first, point.last, point.total)
        return told(ALL_QUESTIONS, frame, company)

    def _frame(self, now: datetime) -> Timeframe | None:
        first = self.house.start.date() + timedelta(days=self.chance.randrange(DAYS))
        last = first + timedelta(days=self.chance.randrange(DAYS))
        moment = now - self.chance.randrange(48) * HOUR
        try:
            return timeframe_of(self.chance.choice(list(LABELS)), now=moment, first=first, last=last)
        except UnknownTimeframe:
            return None

    def open_doors(self) -> None:
        """Ask over HTTP, as the pages and programs are asked."""
        first = self.house.start.date() + timedelta(days=self.chance.randrange(DAYS - 1))
        last = first + timedelta(days=self.chance.randrange(1, DAYS))
        for asked in ({"timeframe": "custom", "first": first, "last": last}, {"timeframe": self._key()}):
            usage, costs = (self._api(name, asked) for name in ("usage", "costs"))
            times = self.heard.of_api(usage, costs)
            view = self.chance.choice(("", "print"))
            self.heard.of_page(self._get("", asked | {"view": view}), times)
            for slug in self.chance.sample(_FILES, 2):
                self.heard.of_file(slug, self._get(f"tables/{slug}.csv", asked), times)
        self._mail()

    def _key(self) -> str:
        return self.chance.choice(("24h", "7d", "30d", "90d"))

    def _get(self, place: str, asked: dict[str, object]) -> str:
        self.heard.asked("page" if not place else "file")
        answer = self.hr.get(f"/hr/insights/{place}", asked)
        assert answer.status_code == 200
        return answer.content.decode("utf-8-sig")

    def _api(self, metric: str, asked: dict[str, object]) -> dict:
        self.heard.asked("api")
        return self.hr.get(f"/api/v1/analytics/{metric}", asked).json()["figures"]

    def _mail(self) -> None:
        """Read the week's mail beside what programs are told of the same week."""
        self.heard.asked("mail")
        times = self.heard.of_api(self._api("usage", {"timeframe": "7d"}), self._api("costs", {"timeframe": "7d"}))
        day = timezone.localdate() + timedelta(weeks=len(self.mailbox))  # a mail a week, of the figures of now
        assert send_digests(now=timezone.now(), today=day)
        self.heard.of_mail(self.mailbox[-1].body, times)

    def watch_live(self, day: int) -> None:
        """Look at the live page while each hour of a day goes by."""
        company = the_company()
        for hour in range(day * 24, day * 24 + 24):
            events = live_events(self.house, hour)
            if events:
                event_stream.append(current_schema(), events)
                at = self.house.start + hour * HOUR + timedelta(minutes=len(events) - 1)
                self.heard.asked("live")
                # Whoever asked has looked at pages until now.
                seen = [{**one, "kind": "page_view", "at": at.timestamp()} for one in events]
                event_stream.append(current_schema(), seen)
                self.heard.of_live(html_of(live(company, now=at)), at)

    def finds(self, *, fewest: int = FEWEST_ASKERS) -> dict[object, int]:
        """Return what follows from all answers, is right, and is of too few people; with how many."""
        found = {}
        for way, answers in self.heard.answers.items():
            known, rough = sorted(answers), sorted(self.heard.rough.get(way, ()))
            for learned in chain(differences(known), solutions(known), differences_of_rough(known, rough)):
                count, people = self.house.truth(learned)
                if 0 < people < fewest and learned.count == count:
                    found[learned] = people
        return found


@pytest.fixture
def hr(acme, make_person, browser_of):
    admin = make_person(acme, "hr_admin")
    with tenant_scope(acme):
        User.objects.bulk_create(
            User(email=f"e{number}@acme.example", name="Employee", role="employee") for number in range(PEOPLE)
        )
    return browser_of(acme, admin)


def house_of(seed: int) -> House:
    """Return a company with two classes of employees and documents that end, so that the week's mail is sent."""
    labels = {"salaried": "Salaried", "hourly": "Hourly"}
    classes = [BenefitClass.objects.create(code=code, label=label) for code, label in labels.items()]
    base = KnowledgeBase.objects.first() or KnowledgeBase.objects.create()
    for week in range(DAYS):
        last_day = timezone.localdate() + timedelta(weeks=week)
        document = Document.objects.create(knowledge_base=base, title=f"Guide {week}", effective_to=last_day)
        version = DocumentVersion.objects.create(
            document=document, number=1, status="ready", file_name="a.pdf", size_bytes=1, page_count=1
        )
        Document.objects.filter(pk=document.pk).update(published_version=version)
    return House(seed, [str(one.pk) for one in classes])


def let_time_go_by(curious: Curious, releasing: Callable[[datetime], None], *, filters: int = FILTERS_A_DAY) -> None:
    """Ask on each day, while new questions come and old stretches are put together."""
    house = curious.house
    for day in range(2, DAYS):
        now = house.start + timedelta(days=day)
        count_proven([one for one in house.asked if one.at < now])
        releasing(now)
        curious.ask_layer(now, filters=filters)
        curious.watch_live(day - 1)
        put_together(now=now)
        curious.open_doors()


@pytest.mark.parametrize("seed", range(3))
def test_whoever_holds_answers_against_each_other_finds_nobody(seed, hr, acme, mailoutbox):
    with tenant_scope(acme):
        curious = Curious(house_of(seed), hr, mailoutbox)
        let_time_go_by(curious, release_as_told)

        assert curious.finds() == {}
    asked = curious.heard.doors
    assert asked["layer"] > 1500
    assert {door for door in ("page", "file", "api", "mail", "live") if asked[door] >= DAYS - 2} == asked.keys() - {
        "layer"
    }
    assert min(len(answers) for answers in curious.heard.answers.values()) > 30


@pytest.mark.parametrize("seed", range(3))
def test_whoever_asks_once_more_people_are_wished_for_finds_no_fewer(seed, hr, acme, mailoutbox):
    with tenant_scope(acme):
        curious = Curious(house_of(seed), hr, mailoutbox)
        for day in range(2, DAYS):
            now = curious.house.start + timedelta(days=day)
            count_proven([one for one in curious.house.asked if one.at < now])
            release_as_told(now)
            put_together(now=now)
        FigureRule.objects.create(pk=1, fewest_people=MORE_PEOPLE)
        curious.ask_layer(now)

        assert curious.finds(fewest=MORE_PEOPLE) == {}
    assert curious.heard.answers["end"]


def test_whoever_holds_answers_against_each_other_finds_people_where_hours_are_told_as_they_are(hr, acme, mailoutbox):
    with tenant_scope(acme):
        curious = Curious(house_of(0), hr, mailoutbox)
        let_time_go_by(curious, release_every_hour, filters=60)

        found = curious.finds()

    assert len(found) > 50
    assert 1 in found.values()
