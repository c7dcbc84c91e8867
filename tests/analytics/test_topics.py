"""What questions are about: found by their meaning, told of enough people, counted once and for good."""

import re
from datetime import datetime, timedelta

import numpy as np
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from analytics.insights import job, sort
from analytics.insights.cluster import groups, middle
from analytics.insights.run import Outcome, work
from analytics.insights.words import vectors_of_questions
from analytics.measures import NOT_TOLD_APART, Family
from analytics.models import FigureRule, ReleasedFigure, Rollup, Topic, TopicQuestion
from analytics.models.topics import topic_id
from analytics.people import how_many, together
from analytics.release.cut import release
from chat.models import Answer, Conversation, Feedback, Question
from knowledge.embeddings import embedding
from knowledge.embeddings.embedding import EmbeddingUnavailable
from tenants.clock import today
from tenants.keys import client_key
from tenants.redis import redis

pytestmark = pytest.mark.usefixtures("in_acme")
MONDAY, TUESDAY = 0, 1
DENTAL = (
    "Does the dental plan cover braces for adults?",
    "Are braces covered by the dental plan?",
    "dental plan braces",
    "Is orthodontia, I mean braces, covered by dental?",
    "braces on the dental plan, are they covered?",
)
PARKING = (
    "Does the company pay for parking?",
    "parking paid by the company",
    "Is parking at the garage paid by the company?",
    "company parking pass, who pays?",
    "do they pay my parking?",
)


@pytest.fixture(autouse=True)
def _engine(settings) -> None:
    settings.EMBEDDING_ENGINE = "wordllama"


@pytest.fixture
def crowd(in_acme) -> list[User]:
    people = [
        User(email=f"{number}@acme.example", name="Ann Abel", role="employee", password="!") for number in range(20)
    ]
    return User.objects.bulk_create(people)


@pytest.fixture
def hr(acme, make_person, browser_of):
    return browser_of(acme, make_person(acme, "hr_editor"))


def night_to(weekday: int) -> datetime:
    """Return the next night to this day of the week."""
    now = timezone.localtime()
    return now + timedelta(days=(weekday - now.weekday()) % 7)


def ask(person: User, text: str, *, is_private: bool = False, **facts: object) -> Question:
    conversation = Conversation.objects.create(user=person, title="A question", is_private=is_private)
    told = {name: facts.pop(name) for name in ("is_counted", "language", "created_at") if name in facts}
    question = Question.objects.create(conversation=conversation, text=text, **told)
    Answer.objects.create(question=question, **{"status": Answer.Status.DONE, "reason": ""} | facts)
    return question


def ask_each(people: list[User], texts: tuple[str, ...], **facts: object) -> list[Question]:
    return [ask(person, texts[number % len(texts)], **facts) for number, person in enumerate(people)]


def counts(family: Family, grain: str = "d") -> dict[str, tuple[int, int]]:
    """Return of each part how often it was counted, and of how many people."""
    rows = Rollup.objects.filter(family=family, grain=grain)
    return {row.part: (row.count, how_many(row.people)) for row in rows}


def found() -> list[Topic]:
    return list(Topic.objects.filter(subject=""))


def test_topic_comes_up_once_five_people_have_asked_it_and_not_before(crowd):
    ask_each(crowd[:4], DENTAL)
    ask(crowd[0], DENTAL[4])
    work(now=timezone.now())

    assert found() == []

    ask(crowd[4], DENTAL[0])
    assert work(now=timezone.now()) == Outcome.DONE

    (topic,) = found()
    assert topic.questions.count() == 6
    assert {"dental", "braces"} <= set(topic.terms)


def test_company_that_wants_more_people_behind_its_figures_has_topics_of_so_many(crowd):
    FigureRule.objects.create(pk=1, fewest_people=7)
    ask_each(crowd[:6], DENTAL)
    work(now=timezone.now())
    assert found() == []

    ask(crowd[6], DENTAL[0])
    work(now=timezone.now())

    assert len(found()) == 1


def test_topic_of_fewer_people_than_are_wanted_by_now_is_named_to_nobody(crowd, acme, make_person, browser_of):
    ask_each(crowd[:5], DENTAL)
    work(now=timezone.now())
    (topic,) = found()
    # New topics are named where there are others that are old.
    far = -np.frombuffer(bytes(topic.middle), dtype=sort.NUMBER)
    Topic.objects.create(model=topic.model, middle=far.tobytes(), first_day=today() - timedelta(days=60))
    hr = browser_of(acme, make_person(acme, "hr_editor"))
    pages = (reverse("insights:topics"), reverse("insights:topic", args=[topic.pk]))
    assert all("braces" in hr.get(page).content.decode() for page in pages)

    FigureRule.objects.create(pk=1, fewest_people=6)
    assert not any("braces" in hr.get(page).content.decode() for page in pages)

    ask(crowd[5], DENTAL[0])
    work(now=timezone.now())
    work(now=night_to(MONDAY), is_nightly=True)
    assert all("braces" in hr.get(page).content.decode() for page in pages)


def test_topic_knows_how_many_people_used_each_of_its_words_and_counts_anew_once_more_are_wished_for(crowd):
    ask_each(crowd[:5], DENTAL)
    work(now=timezone.now())
    (topic,) = found()
    before = dict(zip(topic.terms, topic.term_people, strict=True))
    assert before["braces"] == 5

    ask_each(crowd[5:9], ("Does the dental plan cover braces?",))
    work(now=timezone.now())
    assert Topic.objects.get(pk=topic.pk).term_people == topic.term_people

    FigureRule.objects.create(pk=1, fewest_people=8)
    # Not when HR wishes, and not on the day after somebody has used a word.
    work(now=night_to(MONDAY))
    work(now=night_to(TUESDAY), is_nightly=True)
    assert Topic.objects.get(pk=topic.pk).term_people == topic.term_people
    work(now=night_to(MONDAY), is_nightly=True)

    topic.refresh_from_db()
    assert dict(zip(topic.terms, topic.term_people, strict=True))["braces"] == 9
    assert "braces" in topic.terms_of(8)
    # What too few have used since does not come back.
    assert topic.terms_of(10) == []


def test_terms_are_words_that_five_people_used_and_nobodys_name(crowd):
    ask_each(crowd[:5], tuple(f"{text} Abel asks, and so does zebra{at}" for at, text in enumerate(DENTAL)))

    work(now=timezone.now())

    (topic,) = found()
    assert "braces" in topic.terms
    assert not any(term in ("abel", "ann") or term.startswith("zebra") for term in topic.terms)


def test_two_subjects_are_two_topics_and_each_question_counts_once(crowd):
    ask_each(crowd[:6], DENTAL)
    ask_each(crowd[6:12], PARKING)
    ask(crowd[0], "Where do I find the summary of the wellness program?")

    work(now=timezone.now())
    work(now=timezone.now())

    dental, parking = sorted(found(), key=lambda topic: "parking" in topic.terms)
    expected = {str(dental.pk): (6, 6), str(parking.pk): (6, 6), NOT_TOLD_APART: (1, 1)}
    assert counts(Family.TOPIC) == counts(Family.TOPIC, "h") == expected


def test_new_question_goes_to_the_topic_there_is_which_stays_what_it_was(crowd):
    ask_each(crowd[:5], DENTAL)
    work(now=timezone.now())
    (before,) = found()

    ask(crowd[7], "does dental pay for braces")
    work(now=timezone.now())

    (after,) = found()
    assert (after.pk, bytes(after.middle), after.terms) == (before.pk, bytes(before.middle), before.terms)
    assert counts(Family.TOPIC) == {str(after.pk): (6, 6)}


def test_question_of_an_earlier_night_stays_counted_as_it_was_when_its_topic_comes_up(crowd):
    ask_each(crowd[:4], DENTAL)
    work(now=timezone.now())
    ask(crowd[4], DENTAL[4])
    work(now=timezone.now())

    (topic,) = found()
    assert topic.questions.count() == 5
    assert counts(Family.TOPIC) == {NOT_TOLD_APART: (4, 4), str(topic.pk): (1, 1)}


@pytest.mark.parametrize(
    "facts",
    [{"is_private": True}, {"is_counted": False}, {"status": Answer.Status.PENDING}],
    ids=["private", "a plea for help or small talk", "not answered yet"],
)
def test_question_that_counts_for_nothing_is_never_looked_at(crowd, facts):
    ask(crowd[0], DENTAL[0])
    ask(crowd[1], DENTAL[1], **facts)

    work(now=timezone.now())

    assert TopicQuestion.objects.count() == 1


def test_what_hr_asks_is_never_looked_at(crowd, make_person, acme):
    ask(crowd[0], DENTAL[0])
    ask(make_person(acme, "hr_admin"), DENTAL[1])

    work(now=timezone.now())

    assert [row.question.conversation.user_id for row in TopicQuestion.objects.all()] == [crowd[0].pk]


def test_small_company_has_no_topics(crowd):
    User.objects.filter(pk=crowd[0].pk).update(is_active=False)
    ask_each(crowd[1:8], DENTAL)

    assert work(now=timezone.now()) == Outcome.DONE
    assert (TopicQuestion.objects.count(), found()) == (0, [])


def test_sensitive_question_has_a_fixed_topic_and_none_of_its_words_go_anywhere(crowd, monkeypatch):
    embedded = []
    real = embedding.embed
    monkeypatch.setattr(
        "analytics.insights.words.embed", lambda texts, **how: embedded.extend(texts) or real(texts, **how)
    )
    ask(crowd[0], "Does the plan pay for therapy against my depression?")
    ask(crowd[1], "What does dental cover?")

    work(now=timezone.now())

    topic = Topic.objects.get(subject="mind")
    assert (topic.pk, topic.terms, topic.title) == (topic_id("mind"), [], "")
    assert counts(Family.TOPIC)[str(topic.pk)] == (1, 1)
    assert topic.is_sensitive
    assert embedded == ["What does dental cover?"]


def test_english_and_spanish_meet_in_one_topic(crowd):
    ask_each(crowd[:5], ("Is the gym membership reimbursed?", "gym membership reimbursement"))
    work(now=timezone.now())
    ask(crowd[5], "¿Hay reembolso de la membresía del gimnasio?", language="es")

    work(now=timezone.now())

    (topic,) = found()
    assert topic.questions.count() == 6


def test_run_that_breaks_off_goes_on_where_it_was_and_counts_nothing_twice(crowd, monkeypatch):
    ask_each(crowd[:12], DENTAL)
    monkeypatch.setattr("analytics.insights.run.BATCH", 5)

    assert work(now=timezone.now(), turn_seconds=-1) == Outcome.MORE
    calls = iter([True, True, False])
    real = sort.vectors_of

    def breaks_off(texts):
        if not next(calls, True):
            raise EmbeddingUnavailable("unreachable")
        return real(texts)

    monkeypatch.setattr(sort, "vectors_of", breaks_off)
    assert work(now=timezone.now()) == Outcome.FAILED
    assert TopicQuestion.objects.count() == 10
    assert "unreachable" in job.last_run(timezone.now()).why
    monkeypatch.setattr(sort, "vectors_of", real)
    assert work(now=timezone.now()) == Outcome.DONE

    assert sum(count for count, _people in counts(Family.TOPIC).values()) == 12
    assert sum(count for count, _people in counts(Family.TONE).values()) == 12


def test_run_stops_when_it_is_cancelled_and_a_later_one_goes_on(crowd, monkeypatch):
    ask_each(crowd[:12], DENTAL)
    monkeypatch.setattr("analytics.insights.run.BATCH", 5)
    assert job.begin(timezone.now())
    assert not job.begin(timezone.now())
    real = sort.vectors_of
    monkeypatch.setattr(sort, "vectors_of", lambda texts: (job.cancel(timezone.now()), real(texts))[1])

    assert work(now=timezone.now()) == Outcome.CANCELLED
    assert job.last_run(timezone.now()).state == job.State.CANCELLED
    assert TopicQuestion.objects.count() == 5

    monkeypatch.setattr(sort, "vectors_of", real)
    assert job.begin(timezone.now())
    assert work(now=timezone.now()) == Outcome.DONE
    assert TopicQuestion.objects.count() == 12


def test_run_tells_nobody_how_many_questions_are_new(crowd, hr, monkeypatch):
    ask_each(crowd[:3], DENTAL)
    monkeypatch.setattr("analytics.insights.run.BATCH", 1)
    real, said, kept = sort.vectors_of, [], []

    def look_meanwhile(texts):
        said.append(hr.get(reverse("insights:topics"), {"part": "run"}).content.decode())
        kept.append(redis().hgetall(client_key("insights", "run")))
        return real(texts)

    monkeypatch.setattr(sort, "vectors_of", look_meanwhile)
    assert job.begin(timezone.now())

    assert work(now=timezone.now()) == Outcome.DONE

    assert len(said) == 3
    for page in said:
        assert "Looking at new questions" in page
        assert re.search(r"data-progress-count>\s*</span>", page)
        assert not re.search(r"<progress[^>]*(max|value)=", page)
    assert {name for told in kept for name in told} == {"state", "told_at", "why"}
    assert redis().hgetall(client_key("insights", "run")).keys() == {"state", "told_at", "why"}


def test_same_questions_make_the_same_topics(crowd):
    ask_each(crowd[:6], DENTAL)
    ask_each(crowd[6:12], PARKING)
    work(now=timezone.now())
    first = {(topic.pk, bytes(topic.middle), tuple(topic.terms)) for topic in found()}
    TopicQuestion.objects.all().delete()
    Topic.objects.filter(subject="").delete()

    work(now=timezone.now())

    assert len(first) == 2
    assert {(topic.pk, bytes(topic.middle), tuple(topic.terms)) for topic in found()} == first


def test_what_was_not_answered_and_what_was_marked_is_counted_by_topic(crowd):
    questions = ask_each(crowd[:6], DENTAL, reason=Answer.Reason.NOT_IN_DOCUMENTS)
    ask_each(crowd[6:9], DENTAL)
    work(now=timezone.now())
    (topic,) = found()
    for question in questions[:2]:
        Feedback.objects.create(answer=question.current_answer(), is_helpful=False)

    work(now=timezone.now())
    work(now=timezone.now())

    assert counts(Family.TOPIC_UNANSWERED) == {str(topic.pk): (6, 6)}
    assert counts(Family.TOPIC_UNHELPFUL) == {str(topic.pk): (2, 2)}


def test_answer_made_anew_is_counted_again_in_the_hour_of_its_end(crowd):
    now = timezone.now().replace(minute=30, second=0, microsecond=0)
    asked_at = now - timedelta(hours=3)
    (first, *_rest) = ask_each(crowd[:5], DENTAL, created_at=asked_at, finished_at=asked_at)
    work(now=now)
    Answer.objects.create(question=first, attempt=2, status=Answer.Status.DONE, finished_at=now - timedelta(hours=1))

    work(now=now)
    work(now=now)

    rows = Rollup.objects.filter(family=Family.TOPIC, grain="h").order_by("starts_at")
    assert [(row.count, how_many(row.people)) for row in rows] == [(5, 5), (1, 1)]
    assert [now - row.starts_at for row in rows] == [timedelta(hours=3.5), timedelta(hours=1.5)]


def test_question_that_is_erased_takes_its_topic_along_and_the_figures_stay(crowd):
    (first, *_rest) = ask_each(crowd[:5], DENTAL)
    work(now=timezone.now())

    first.conversation.delete()

    assert TopicQuestion.objects.count() == 4
    assert sum(count for count, _people in counts(Family.TOPIC).values()) == 5


def put_away(*questions: Question) -> None:
    """Erase them as their owner does under a legal hold."""
    Conversation.objects.filter(questions__in=questions).put_away()


def test_question_erased_under_a_legal_hold_is_nobody_behind_a_topic_and_none_of_its_words_are(crowd):
    (first, *_rest) = ask_each(crowd[:4], DENTAL)
    work(now=timezone.now())
    put_away(first)
    ask(crowd[4], DENTAL[4])

    work(now=timezone.now())
    assert found() == []

    ask(crowd[5], DENTAL[0])
    work(now=timezone.now())
    (topic,) = found()
    assert {row.question.conversation.user_id for row in topic.questions.all()} == {one.pk for one in crowd[1:6]}


def test_question_erased_under_a_legal_hold_joins_no_topic_and_nothing_more_is_counted_of_it(crowd):
    questions = ask_each(crowd[:6], DENTAL, reason=Answer.Reason.NOT_IN_DOCUMENTS)
    loose = ask(crowd[6], PARKING[0])
    work(now=timezone.now())
    before = {family: counts(family) for family in (Family.TOPIC, Family.TONE, Family.TOPIC_UNANSWERED)}
    for question in (questions[0], loose):
        Feedback.objects.create(answer=question.current_answer(), is_helpful=False)
        Answer.objects.create(question=question, attempt=2, status=Answer.Status.DONE)
    put_away(questions[0], loose)
    Topic.objects.filter(subject="").update(model="older", middle=b"\0" * 12)
    TopicQuestion.objects.filter(topic=None).update(model="older")

    work(now=timezone.now())

    assert {family: counts(family) for family in before} == before
    assert counts(Family.TOPIC_UNHELPFUL) == {}
    assert TopicQuestion.objects.get(question=loose).model == "older"
    (topic,) = found()
    others = vectors_of_questions(questions[1:])
    assert np.allclose(np.frombuffer(bytes(topic.middle), dtype=sort.NUMBER), middle(others), atol=1e-5)


def test_topics_are_known_by_the_vectors_in_use_after_another_engine_was_chosen(crowd):
    ask_each(crowd[:5], DENTAL)
    ask(crowd[5], PARKING[0])
    work(now=timezone.now())
    (topic,) = found()
    Topic.objects.filter(pk=topic.pk).update(model="older", middle=b"\0" * 12)
    TopicQuestion.objects.filter(topic=None).update(model="older", vector=b"\0" * 12)
    ask(crowd[6], "does dental pay for braces")

    work(now=timezone.now())

    assert topic.questions.count() == 6
    (after,) = found()
    assert bytes(after.middle) == bytes(topic.middle)


def test_sentences_of_one_direction_are_one_group_and_what_is_alone_is_alone():
    near = np.array([[1, 0, 0], [0.98, 0.199, 0], [0.97, 0, 0.243], [0, 1, 0]], dtype=np.float32)

    assert groups(near) == [[0, 1, 2], [3]]
    assert groups(near[:0]) == []


def test_topic_is_of_the_day_it_came_up(crowd):
    ask_each(crowd[:5], DENTAL)
    work(now=timezone.now())

    assert [topic.first_day for topic in found()] == [today()]


def as_questions_too() -> None:
    """Have the hours of topics counted as questions, as events have them."""
    hours = Rollup.objects.filter(family=Family.TOPIC, grain="h")
    for hour in set(hours.values_list("starts_at", flat=True)):
        rows = hours.filter(starts_at=hour)
        people, number = together(row.people for row in rows), sum(row.count for row in rows)
        Rollup.objects.create(grain="h", starts_at=hour, family=Family.QUESTIONS, people=people, count=number)


def test_topic_of_five_people_is_released_and_a_sensitive_one_of_ten(crowd):
    now = timezone.now()
    long_ago = now - timedelta(hours=110)
    ask_each(crowd[:9], ("Does my therapy need a referral?",), finished_at=long_ago)
    ask_each(crowd[9:15], DENTAL, finished_at=long_ago)
    ask_each(crowd[:8], PARKING, finished_at=long_ago)
    work(now=timezone.now())
    as_questions_too()

    release(now=now)

    told = {row.part: row.count for row in ReleasedFigure.objects.filter(family=Family.TOPIC)}
    (dental,) = (topic for topic in found() if "braces" in topic.terms)
    (parking,) = (topic for topic in found() if "parking" in topic.terms)
    # Nine people are too few for what is sensitive, so another topic is hidden along with it.
    assert told == {str(parking.pk): 8, NOT_TOLD_APART: 15}
    assert dental.questions.count() == 6
