"""Every address of analytics, file, mail and live page: each number that is told comes through the one layer.

The addresses come from the URLconf. What each of them must show is written here, so a new one is none of them until
somebody has said what it tells.
"""

import inspect
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.urls import get_resolver
from django.utils import timezone

from accounts.models import User
from analytics.api import METRICS
from analytics.digest import send_digests
from analytics.live import publish as publishing
from analytics.live.publish import TOPIC as LIVE
from analytics.live.publish import publish_while_watched, watch
from analytics.mail_kinds import KINDS
from analytics.measures import Family
from analytics.models import Rollup
from analytics.pages.overview import BY_DAY, TABLES
from analytics.release.cut import release
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from tenants.checks import walk
from tenants.keys import client_key
from tenants.redis import redis
from tests.analytics.canaries import (
    DOLLARS,
    SECONDS,
    TOPIC,
    TOPIC_WORD,
    WORD,
    Crowd,
    ask_in_chat,
    be_there_now,
    count_everything,
    every_number,
    name_everything,
    numbers_of,
)

pytestmark = pytest.mark.usefixtures("in_acme")
FEW, ENOUGH = 4, 12
NOW_WORDS = ("About 10", 'stat-figure">77')  # what the live page tells of enough people
OPINIONS = numbers_of(Family.OPINION, Family.FAULT)
OVERVIEW = OPINIONS | numbers_of(
    *(Family.QUESTIONS, Family.OUTCOME, Family.PROOF, Family.REFUSAL, Family.LANGUAGE, Family.CLASS, Family.TOPIC),
    *(Family.TOOL, Family.ROUTE, Family.HANDOVER),
)
USED = numbers_of(Family.PAGE, Family.ACTION, Family.SEARCH)
DOCUMENTS = numbers_of(Family.DOCUMENT, Family.OPENED)
SURVEY = "12 answers"
# Of each page, by its name: what it tells of enough people, and how it is asked for.
PAGES: Mapping[str, tuple[set[str], Mapping[str, str]]] = {
    "insights:overview": (OVERVIEW | {SECONDS, SURVEY, "about 10", WORD.title()}, {}),
    "insights:overview, for print": (OVERVIEW | DOCUMENTS | USED, {"view": "print"}),
    "insights:documents": (DOCUMENTS, {}),
    "insights:used": (USED, {}),
    "insights:costs": ({DOLLARS, "900050"}, {}),
    "insights:topics": (
        numbers_of(Family.TOPIC, Family.TONE, Family.TOPIC_UNANSWERED, Family.TOPIC_UNHELPFUL) | {TOPIC_WORD},
        {},
    ),
    "insights:topic": ({"830025", "300005", "310005"}, {}),
    "insights:experiments": ({"900050", "700020", "510040"}, {"is": "compared"}),
    "insights:advice": ({"300005", "310005", WORD}, {}),
    "insights:live": ({*NOW_WORDS, TOPIC_WORD}, {}),
    "survey:settings": ({'stat-figure">12'}, {}),
    # They show no number of anybody.
    "insights:rule": (set(), {}),
}
# They only take what is sent.
SENDING = {"insights:find_topics", "insights:decide_advice", "survey:answer", "survey:put_away"}
METRIC_TELLS = {
    "usage": numbers_of(*(Family.OUTCOME, Family.PROOF, Family.REFUSAL, Family.LANGUAGE, Family.CLASS)) | {"900050"},
    "satisfaction": OPINIONS | {'"survey_answers":12'},
    "topics": numbers_of(Family.TOPIC) | {TOPIC_WORD},
    "costs": {"1234570000", "900050"},
}


@dataclass
class Walk:
    """What every address said, and what each had to say of enough people."""

    said: dict[str, str] = field(default_factory=dict)
    tells: dict[str, set[str]] = field(default_factory=dict)

    def add(self, where: str, text: str, tells: set[str]) -> None:
        self.said[where] = self.said.get(where, "") + re.sub(r"(?<=\d),(?=\d{3})", "", text)
        self.tells[where] = {one.replace(",", "") for one in tells}

    def found(self, canaries: set[str]) -> dict[str, set[str]]:
        """Return which of them stand where."""
        plain = {one.replace(",", "") for one in canaries}
        found = {where: {one for one in plain if one in text} for where, text in self.said.items()}
        return {where: those for where, those in found.items() if those}

    def missing(self) -> dict[str, set[str]]:
        found = {where: {one for one in those if one not in self.said[where]} for where, those in self.tells.items()}
        return {where: those for where, those in found.items() if those}


@pytest.fixture
def people(in_acme) -> list[User]:
    name_everything()
    return User.objects.bulk_create(
        User(email=f"{number}@acme.example", name="Ann Abel", role="employee", password="!") for number in range(25)
    )


@pytest.fixture
def hr(acme, make_person, browser_of):
    return browser_of(acme, make_person(acme, "hr_admin"))


def addresses() -> dict[str, str]:
    """Return the route of each view of analytics, by the name it has; programs' are told apart."""
    found = {}
    for route, pattern in walk(get_resolver(settings.ROOT_URLCONF)):
        if inspect.unwrap(pattern.callback).__module__.startswith("analytics."):
            space = "survey" if "survey/" in route else "insights"
            found[f"{space}:{pattern.name}"] = route
        elif "analytics" in route:
            found[route] = route
    return found


def walk_everything(hr, mailbox: list) -> Walk:
    told = Walk()
    for name, route in addresses().items():
        if name in SENDING:
            assert hr.get(f"/{route}").status_code in (302, 405)
        elif name == "insights:table_csv":
            for slug in (*TABLES, BY_DAY):
                tells = {"900050"} if slug == BY_DAY else numbers_of(TABLES[slug][1])
                told.add(f"{slug}.csv", text_of(hr, f"/{route.replace('<slug:figures>', slug)}"), tells)
        elif "<metric>" in route:
            for metric in METRICS:
                answer = text_of(hr, f"/{route.replace('<metric>', metric)}", timeframe="90d").replace('": ', '":')
                told.add(metric, answer, METRIC_TELLS[metric])
        else:
            _add_page(told, hr, name, route.replace("<uuid:pk>", str(TOPIC)))
    send_digests(now=timezone.now(), today=timezone.localdate())
    told.add("digest", mailbox[-1].body, {"900050", "At least 10 people", "78 in 100", TOPIC_WORD})
    told.add("live stream", _live_stream(), set(NOW_WORDS))
    return told


def _add_page(told: Walk, hr, name: str, route: str) -> None:
    for page in [page for page in PAGES if page.partition(",")[0] == name]:
        tells, asked = PAGES[page]
        query = _two_times() if "is" in asked else dict(asked)
        told.add(page, text_of(hr, f"/{route}", **query), tells)
        told.add(page, text_of(hr, f"/{route}", **query, timeframe="90d"), tells)
        # What is fetched into a page that is open.
        told.add(page, text_of(hr, f"/{route}", is_part=True, **query), tells)


def text_of(hr, address: str, *, is_part: bool = False, **asked: str) -> str:
    answer = hr.get(f"{address}?{urlencode(asked)}", headers={"HX-Request": "true"} if is_part else {})
    assert answer.status_code == 200, address
    return answer.content.decode()


def _two_times() -> dict[str, str]:
    day = timezone.localdate()
    times = {"before_first": 30, "before_last": 11, "after_first": 10, "after_last": 0}
    return {name: (day - timedelta(days=days)).isoformat() for name, days in times.items()}


def _live_stream() -> str:
    """Return what the open live pages are told."""
    watch()
    publish_while_watched(turn_seconds=0.2)
    return "".join(json.loads(event["data"])["html"] for _, event in redis().xrange(client_key("live", LIVE)))


def make_waiting() -> None:
    """Have something wait for HR, so that the week's mail is sent."""
    document = Document.objects.create(
        knowledge_base=KnowledgeBase.objects.create(), title="Guide", effective_to=timezone.localdate()
    )
    version = DocumentVersion.objects.create(
        document=document, number=1, status="ready", file_name="a.pdf", size_bytes=1, page_count=1
    )
    Document.objects.filter(pk=document.pk).update(published_version=version)


@pytest.fixture(autouse=True)
def _quick(monkeypatch, people) -> None:
    monkeypatch.setattr(publishing, "STEP_SECONDS", 0.05)
    make_waiting()


def test_every_address_of_analytics_is_walked():
    names = set(addresses())

    assert {name for name in names if ":" in name and "<" not in name} == SENDING | {"insights:table_csv"} | {
        page.partition(",")[0] for page in PAGES
    }
    assert {name for name in names if "<metric>" in name} == {"api/v1/analytics/<metric>"}
    assert METRICS.keys() == METRIC_TELLS.keys()
    assert [kind.key for kind in KINDS] == ["digest"]


def test_what_enough_people_did_is_told_by_each_address_once_it_is_released(people, hr, mailoutbox):
    crowd = Crowd(ENOUGH)
    count_everything(crowd)
    ask_in_chat(crowd, people)
    be_there_now(crowd)
    release(now=timezone.now())
    # Whatever is told from here on was released.
    Rollup.objects.all().delete()

    assert walk_everything(hr, mailoutbox).missing() == {}


def test_what_is_not_released_is_told_by_no_address(people, hr, mailoutbox):
    count_everything(Crowd(ENOUGH))

    told = walk_everything(hr, mailoutbox)

    assert told.found(every_number() | {DOLLARS, SECONDS, WORD, WORD.title(), "about 10", *NOW_WORDS}) == {}


def test_what_too_few_people_did_is_told_by_no_address(people, hr, mailoutbox):
    few = Crowd(FEW)
    count_everything(few)
    ask_in_chat(few, people)
    be_there_now(few)
    release(now=timezone.now())

    told = walk_everything(hr, mailoutbox)

    assert told.found(every_number() | {DOLLARS, SECONDS, WORD, WORD.title(), f"{FEW} answers", *NOW_WORDS}) == {}


def test_what_was_released_of_fewer_people_than_are_wished_for_since_is_told_by_no_address(people, hr, mailoutbox):
    crowd = Crowd(ENOUGH)
    count_everything(crowd)
    ask_in_chat(crowd, people)
    be_there_now(crowd)
    release(now=timezone.now())
    assert hr.post("/hr/insights/rule/", {"minutes_saved": 8, "fewest_people": ENOUGH + 1}).status_code == 302

    told = walk_everything(hr, mailoutbox)

    assert told.found(every_number() | {DOLLARS, SECONDS, WORD, WORD.title(), TOPIC_WORD, *NOW_WORDS}) == {}
