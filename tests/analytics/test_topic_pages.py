"""HR's pages of topics: what is told, what is recommended, and two times compared."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from analytics.insights import job
from analytics.insights.advice import open_advice
from analytics.insights.experiments import compare, versions
from analytics.measures import NOT_TOLD_APART, Family
from analytics.models import AdviceDecision, FigureRule, ReleasedFigure, Topic
from analytics.models.topics import topic_id
from analytics.people import as_bits
from analytics.query.company import the_company
from analytics.query.timeframes import timeframe_of
from chat.gaps.queue import shown_gaps
from chat.models import Answer, Conversation, Gap, GapPerson, ModelCall, Question
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from tenants.audit.models import AuditEvent
from tenants.clock import today
from tenants.context import tenant_scope

pytestmark = pytest.mark.usefixtures("in_acme")


@pytest.fixture
def crowd(in_acme) -> list[User]:
    return User.objects.bulk_create(
        [User(email=f"{number}@acme.example", name="Ann Abel", role="employee", password="!") for number in range(20)]
    )


@pytest.fixture
def hr(acme, make_person, browser_of):
    return browser_of(acme, make_person(acme, "hr_editor"))


def figure(family: Family, part: str, people: range, *, days_ago: int = 3, count: int = 0) -> None:
    at = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=days_ago)
    ReleasedFigure.objects.create(
        family=family,
        part=part,
        starts_at=at,
        ends_at=at + timedelta(hours=1),
        count=count or len(people),
        people=as_bits(people),
    )


def topic(*terms: str, first_day: date | None = None) -> Topic:
    return Topic.objects.create(terms=list(terms), model="wordllama", first_day=first_day or today())


def published(base: KnowledgeBase, title: str, **facts: object) -> Document:
    document = Document.objects.create(knowledge_base=base, title=title, **facts)
    version = DocumentVersion.objects.create(
        document=document, number=1, status="ready", file_name="a.pdf", size_bytes=1, page_count=1
    )
    Document.objects.filter(pk=document.pk).update(published_version=version)
    return document


def page(hr, name: str, *args: object, **asked: object) -> str:
    answer = hr.get(reverse(f"insights:{name}", args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_topic_is_told_with_its_words_and_figures(crowd, hr):
    parking = topic("parking", "garage")
    figure(Family.TOPIC, str(parking.pk), range(30), count=44)
    figure(Family.TOPIC, NOT_TOLD_APART, range(30, 40))
    figure(Family.TOPIC_UNANSWERED, str(parking.pk), range(8))

    listed, alone = page(hr, "topics"), page(hr, "topic", parking.pk)

    assert "parking, garage" in listed
    assert ">44<" in listed
    assert "5+" in listed
    assert "81 %" in listed
    assert "10 questions more were about topics of too few people" in " ".join(listed.split())
    assert "parking" in alone
    assert "No change in people" in alone


def test_tone_is_told_in_shares_with_what_it_misses_and_as_a_file(crowd, hr):
    figure(Family.TONE, "plain", range(30))
    figure(Family.TONE, "troubled", range(30, 40))

    text = page(hr, "topics")

    assert "25 %" in text
    assert "it finds one in four to one in three" in text
    assert "Troubled,10" in page(hr, "table_csv", "tone").replace('"', "")


def test_topic_made_of_words_of_fewer_people_than_are_wished_for_since_loses_those_words_everywhere(crowd, hr):
    parking = Topic.objects.create(
        terms=["quagga", "zebra"], term_people=[9, 5], title="Striped ones", model="wordllama", first_day=today()
    )
    for family, part in ((Family.QUESTIONS, ""), (Family.TOPIC, parking.pk), (Family.TOPIC_UNANSWERED, parking.pk)):
        figure(family, str(part), range(40))

    def told() -> list[str]:
        places = [page(hr, name) for name in ("topics", "overview", "live", "advice")]
        places += [page(hr, "topic", parking.pk), page(hr, "table_csv", "topics")]
        return [*places, hr.get("/api/v1/analytics/topics").content.decode()]

    assert all("Striped ones" in text for text in told())

    FigureRule.objects.create(pk=1, fewest_people=9)

    for text in told():
        assert "quagga" in text
        assert "zebra" not in text
        assert "Striped ones" not in text


def test_sensitive_topic_is_told_by_its_fixed_name_alone(crowd, hr):
    mind = Topic.objects.create(id=topic_id("mind"), subject="mind", first_day=today())
    figure(Family.TOPIC, str(mind.pk), range(12))

    assert "Mental health and counseling" in page(hr, "topics")
    assert "Its words are shown to nobody" in page(hr, "topic", mind.pk)


def test_topic_that_many_more_people_ask_about_is_marked_and_recommended(crowd, hr):
    settled = today() - timedelta(days=90)
    parking, other = topic("parking", first_day=settled), topic("dental", first_day=settled)
    figure(Family.TOPIC, str(parking.pk), range(60), days_ago=3)
    figure(Family.TOPIC, str(other.pk), range(60, 120), days_ago=3)
    figure(Family.TOPIC, str(parking.pk), range(8), days_ago=40)
    figure(Family.TOPIC, str(other.pk), range(8, 110), days_ago=40)

    text = page(hr, "topics")

    assert text.count("More people than before") == 1
    assert text.count("Fewer people than before") == 1
    assert "Tell everybody about parking" in page(hr, "advice")


def test_topic_that_came_up_lately_is_named_as_new_once_others_are_old(crowd, hr):
    topic("commuter", "train")
    assert "New in the last two weeks" not in page(hr, "topics")

    topic("dental", first_day=today() - timedelta(days=60))

    assert "commuter, train" in page(hr, "topics")


def test_topic_that_came_up_lately_is_named_once_so_many_people_as_are_wished_for_used_a_word(crowd, hr):
    FigureRule.objects.create(pk=1, fewest_people=9)
    topic("dental", first_day=today() - timedelta(days=60))
    commuter = Topic.objects.create(terms=["commuter"], term_people=[8], model="wordllama", first_day=today())
    assert "New in the last two weeks" not in page(hr, "topics")

    Topic.objects.filter(pk=commuter.pk).update(term_people=[9])

    text = page(hr, "topics")
    assert "commuter" in text
    assert "9 people or more have asked about each" in text


def test_small_company_sees_no_topic(hr):
    parking = topic("parking")
    figure(Family.TOPIC, str(parking.pk), range(30))

    assert "parking" not in page(hr, "topics")
    assert "Topics" in page(hr, "topics")
    address = reverse("insights:topic", args=[parking.pk])
    assert hr.get(address).status_code == 404

    employees = [User(email=f"{n}@acme.example", name="Ann", role="employee", password="!") for n in range(20)]
    User.objects.bulk_create(employees)
    assert "parking" in hr.get(address).content.decode()


def test_what_is_not_in_documents_is_recommended_with_the_form_filled_in(crowd, hr):
    parking = topic("parking", "garage")
    figure(Family.TOPIC, str(parking.pk), range(30))
    figure(Family.TOPIC_UNANSWERED, str(parking.pk), range(12))

    (advice,) = open_advice(timezone.now())

    assert advice.title == "Write the official answer about parking, garage"
    assert "at least 10 questions" in advice.evidence
    assert advice.url in page(hr, "advice").replace("&amp;", "&")
    assert "parking garage</textarea>" in hr.get(advice.url).content.decode()


def test_what_more_people_ask_about_is_recommended_to_be_announced_with_its_name_as_the_title(crowd, hr):
    parking, dental = topic("parking", "garage"), topic("dental")
    for days_ago, people in ((40, 5), (3, 20)):
        figure(Family.TOPIC, str(dental.pk), range(20), days_ago=days_ago)
        figure(Family.TOPIC, str(parking.pk), range(people), days_ago=days_ago)

    (advice,) = open_advice(timezone.now())

    assert advice.title == "Tell everybody about parking, garage"
    assert advice.action == "Write an announcement"
    assert advice.url in page(hr, "advice").replace("&amp;", "&")
    form = hr.get(advice.url).content.decode()
    assert 'value="About parking, garage"' in form
    assert advice.url in page(hr, "topic", parking.pk).replace("&amp;", "&")
    assert "The title comes from a topic of your insights" in form


def test_recommendation_that_is_put_away_stays_away_until_twice_as_much_speaks_for_it(crowd, hr):
    parking = topic("parking")
    figure(Family.TOPIC, str(parking.pk), range(30))
    figure(Family.TOPIC_UNHELPFUL, str(parking.pk), range(6))
    (advice,) = open_advice(timezone.now())

    hr.post(reverse("insights:decide_advice"), {"key": advice.key, "state": "dismissed"})

    assert open_advice(timezone.now()) == []
    assert AdviceDecision.objects.get().state == "dismissed"
    event = AuditEvent.objects.get(action="advice.dismissed")
    assert (event.subject_id, event.detail) == (advice.key, {"kind": "unhelpful"})

    figure(Family.TOPIC_UNHELPFUL, str(parking.pk), range(10), days_ago=2)
    assert [one.key for one in open_advice(timezone.now())] == [advice.key]


def test_what_is_decided_makes_room_for_what_weighs_less_and_what_is_not_shown_can_be_decided(crowd, hr):
    topics = [topic(f"subject{number}") for number in range(5)]
    for number, one in enumerate(topics):
        figure(Family.TOPIC, str(one.pk), range(20))
        figure(Family.TOPIC_UNHELPFUL, str(one.pk), range(30 - 5 * number))
    keys = [f"unhelpful:{one.pk}" for one in topics]

    def put_away(key: str) -> None:
        hr.post(reverse("insights:decide_advice"), {"key": key, "state": "dismissed"})

    assert [one.key for one in open_advice(timezone.now())] == keys[:3]
    put_away(keys[0])
    assert [one.key for one in open_advice(timezone.now())] == keys[1:4]
    put_away(keys[4])
    assert AdviceDecision.objects.filter(key=keys[4]).exists()
    for key in keys[1:3]:
        put_away(key)
    assert [one.key for one in open_advice(timezone.now())] == keys[3:4]


def test_audit_of_a_gap_that_is_put_away_has_no_word_of_what_was_asked(crowd, hr):
    gap = Gap.objects.create(first_month=today().replace(day=1), last_month=today().replace(day=1))
    for number in range(6):
        GapPerson.objects.create(
            gap=gap, pseudonym=str(number), reason="not_found", words=["insurance", "pet"], month=gap.first_month
        )
    (advice,) = open_advice(timezone.now())
    assert "pet" in advice.title

    hr.post(reverse("insights:decide_advice"), {"key": advice.key, "state": "done"})

    event = AuditEvent.objects.get(action="advice.done")
    assert (event.subject_id, event.detail) == (f"gap:{gap.pk}", {"kind": "gap"})


def test_document_is_new_on_the_page_by_the_day_it_was_published_not_uploaded(crowd, hr):
    now = timezone.now()
    base = KnowledgeBase.objects.create(name="Plans")
    published(base, "Published lately", created_at=now - timedelta(days=60), published_at=now - timedelta(days=2))
    figure(Family.DOCUMENT, str(uuid4()), range(9))

    assert "New in this time" in page(hr, "documents", timeframe="7d")

    Document.objects.update(created_at=now, published_at=now - timedelta(days=60))
    assert "New in this time" not in page(hr, "documents", timeframe="7d")


def test_document_is_unused_as_of_the_moment_asked_about(crowd):
    now = timezone.now()
    base = KnowledgeBase.objects.create(name="Plans")
    published(base, "Never cited", published_at=now - timedelta(days=60))
    figure(Family.DOCUMENT, str(uuid4()), range(9))

    assert open_advice(now) == []
    assert [one.title for one in open_advice(now + timedelta(days=31))] == ["See whether Never cited is found"]


def test_overview_fetches_what_is_recommended_and_without_a_script_leads_there(crowd, hr):
    address = reverse("insights:advice")

    text = page(hr, "overview")
    alone, fetched = hr.get(address), hr.get(address, headers={"HX-Request": "true"})

    assert f'hx-get="{address}"' in text
    assert f'href="{address}"' in text
    assert "<h1>What to do next</h1>" in alone.content.decode()
    assert "<h1>" not in fetched.content.decode()
    assert 'id="advice"' in fetched.content.decode()


def test_gap_of_fewer_people_than_the_company_wants_is_neither_shown_nor_recommended(crowd, hr):
    gap = Gap.objects.create(ideas=["pet"], first_month="2026-11-01", last_month="2026-11-01")
    GapPerson.objects.bulk_create(
        GapPerson(
            gap=gap,
            pseudonym=f"{number:064}",
            reason="not_found",
            words=["pet", "insurance"] if number < 5 else ["insurance"],
            month="2026-11-01",
        )
        for number in range(7)
    )
    assert "insurance, pet" in page(hr, "advice")

    FigureRule.objects.create(pk=1, fewest_people=7)
    # Of its words, too, seven people used one alone.
    assert "Answer what was asked in vain: insurance" in page(hr, "advice")
    assert "insurance, pet" not in page(hr, "advice")

    FigureRule.objects.update(fewest_people=8)
    assert "insurance" not in page(hr, "advice")
    assert "Shown once 8 people" in hr.get(reverse("chat:gaps")).content.decode()
    assert shown_gaps(state=Gap.State.OPEN) == []


@pytest.mark.parametrize("sent", [{}, {"key": "no-such", "state": "done"}, {"key": "no-such", "state": "burnt"}])
def test_decision_on_what_is_not_recommended_changes_nothing(hr, sent):
    assert hr.post(reverse("insights:decide_advice"), sent).status_code == 302
    assert not AdviceDecision.objects.exists()


def test_document_that_ends_soon_or_answers_nobody_is_recommended_to_be_looked_at(crowd, make_person, acme):
    base = KnowledgeBase.objects.create(name="Plans")
    long_ago = timezone.now() - timedelta(days=100)
    for title, facts in {
        "Ends soon": {"effective_to": today() + timedelta(days=9), "published_at": timezone.now()},
        "Never cited": {"published_at": long_ago},
        "Cited": {"published_at": long_ago},
    }.items():
        published(base, title, **facts)
    figure(Family.DOCUMENT, str(Document.objects.get(title="Cited").pk), range(9))

    assert [one.title for one in open_advice(timezone.now())] == [
        "Have what follows on Ends soon ready",
        "See whether Never cited is found",
    ]


def test_hr_starts_a_run_sees_that_it_goes_on_and_stops_it(crowd, hr, monkeypatch):
    monkeypatch.setattr("analytics.pages.topic_views.queue_topics", lambda: True)
    hr.post(reverse("insights:find_topics"))
    job.tell(job.State.RUNNING, now=timezone.now())

    assert "Looking at new questions" in page(hr, "topics", part="run")
    hr.post(reverse("insights:find_topics"))
    assert job.last_run(timezone.now()).state == job.State.RUNNING

    hr.post(reverse("insights:find_topics"), {"stop": "1"})

    assert job.last_run(timezone.now()).state == job.State.CANCELLED
    acts = AuditEvent.objects.filter(action__startswith="topics.").order_by("number")
    assert list(acts.values_list("action", flat=True)) == ["topics.looked_for", "topics.stopped"]


def test_run_without_a_sign_of_life_is_said_to_have_broken_off(crowd, hr):
    job.tell(job.State.RUNNING, now=timezone.now() - timedelta(minutes=11))

    assert "It broke off" in page(hr, "topics")


def two_times() -> tuple[object, object]:
    now = timezone.localtime()
    days = [today() - timedelta(days=back) for back in (60, 33, 30, 1)]
    return tuple(timeframe_of("custom", now=now, first=first, last=last) for first, last in (days[:2], days[2:]))


def shares(days_ago: int, proven: int, cut: int) -> None:
    everybody = range(proven + cut)
    figure(Family.QUESTIONS, "", everybody, days_ago=days_ago)
    figure(Family.PROOF, "proven", range(proven), days_ago=days_ago)
    figure(Family.PROOF, "cut", range(proven, proven + cut), days_ago=days_ago)


def test_better_time_is_called_better_and_a_like_one_is_not(crowd):
    shares(45, 100, 60)
    shares(10, 150, 10)

    answered, proven, helpful = compare(*two_times(), the_company())

    assert (proven.first.words, proven.second.words) == ("62 %", "94 %")
    assert proven.verdict == "Better in the second time, and not by chance alone."
    assert answered.verdict == helpful.verdict == "Too few people for figures of both times."

    ReleasedFigure.objects.all().delete()
    shares(45, 100, 60)
    shares(10, 105, 55)
    assert compare(*two_times(), the_company())[1].verdict.startswith("No difference can be told")


def test_what_is_not_told_apart_is_taken_for_and_against(crowd):
    shares(45, 100, 60)
    shares(10, 150, 10)
    figure(Family.PROOF, NOT_TOLD_APART, range(200, 340), days_ago=10)

    proven = compare(*two_times(), the_company())[1]

    assert proven.second.words == "50 to 97 %"
    assert proven.verdict.startswith("No difference can be told")


def test_page_compares_two_times_and_refuses_times_that_share_days(crowd, hr):
    shares(45, 100, 60)
    shares(10, 150, 10)
    first, second = two_times()
    asked = {
        "before_first": first.first,
        "before_last": first.last,
        "after_first": second.first,
        "after_last": second.last,
    }

    assert "Better in the second time" in page(hr, "experiments", **asked)
    assert "The two times share days" in page(hr, "experiments", **asked | {"after_first": first.last})
    assert "Through" in page(hr, "experiments")
    assert "Enter a valid date" in page(hr, "experiments", before_first="soon")


def calls(person: User, version: str, days: tuple[int, ...], **facts: bool) -> None:
    """Have models called with that wording so many days ago."""
    is_private = facts.pop("is_private", False)
    conversation = Conversation.objects.create(user=person, title="A", is_private=is_private)
    question = Question.objects.create(conversation=conversation, text="What?", **facts)
    answer = Answer.objects.create(question=question, status="done")
    for back in days:
        at = timezone.now() - timedelta(days=back)
        told = {"engine": "m", "prompt_version": version, "end": "finished", "total_ms": 1}
        ModelCall.objects.create(answer=answer, created_at=at, **told)


def test_versions_of_what_models_are_told_have_the_days_on_which_no_other_was_used(crowd):
    calls(crowd[0], "answers-1", (30, 12))
    calls(crowd[0], "answers-2", (12, 2))
    calls(crowd[0], "topic-title-1", (20, 5))
    for back in (30, 20, 13, 12, 2):
        figure(Family.QUESTIONS, "", range(20), days_ago=back)

    first, second = versions(the_company())

    assert [first.name, second.name] == ["answers-1", "answers-2"]
    assert (first.last, second.first) == (today() - timedelta(days=13), today() - timedelta(days=12))


def test_version_is_told_with_days_of_released_figures_alone_and_never_with_the_last_on_which_it_was_used(crowd):
    calls(crowd[0], "answers-1", (30, 3))
    assert versions(the_company()) == []

    for back in (25, 8):
        figure(Family.QUESTIONS, "", range(20), days_ago=back)

    (only,) = versions(the_company())
    assert (today() - only.first, today() - only.last) == (timedelta(days=25), timedelta(days=8))


@pytest.mark.parametrize("facts", [{"is_private": True, "is_counted": False}, {"is_counted": False}])
def test_version_is_none_of_what_is_in_no_count(crowd, facts):
    calls(crowd[0], "answers-1", (30, 3), **facts)
    figure(Family.QUESTIONS, "", range(20), days_ago=8)

    assert versions(the_company()) == []


def test_topic_of_another_client_is_not_there(acme, globex, hr):
    with tenant_scope(globex):
        theirs = topic("parking")

    assert hr.get(reverse("insights:topic", args=[theirs.pk])).status_code == 404
    assert hr.get(reverse("insights:topic", args=[uuid4()])).status_code == 404
