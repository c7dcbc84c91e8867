"""An answer on its way: told, counted, looked at by night, released, and read by HR."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from analytics.collect.flush import flush
from analytics.insights.run import Outcome, work
from analytics.measures import Family
from analytics.models import ReleasedFigure, Rollup
from analytics.release.cut import release
from benefits.models import BenefitClass
from chat.models import Answer, Conversation, Question
from chat.told import tell_answer

CROWD = 60
pytestmark = pytest.mark.usefixtures("in_acme")


@pytest.fixture
def crowd(in_acme) -> list[User]:
    return User.objects.bulk_create(
        [User(email=f"{n}@acme.example", name="Ann Abel", role="employee", password="!") for n in range(CROWD)]
    )


@pytest.fixture
def told(django_capture_on_commit_callbacks) -> Callable[..., None]:
    """Have somebody's question answered at a moment, and told and counted since."""

    def answered(people: list[User], *, at: datetime, code: str = "", tools: tuple[str, ...] = ()) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            for person in people:
                conversation = Conversation.objects.create(user=person, title="A question")
                text = "Does my therapy need a referral?"
                question = Question.objects.create(conversation=conversation, text=text, created_at=at)
                answer = Answer.objects.create(
                    question=question, status="done", class_code=code, created_at=at, finished_at=at
                )
                tell_answer(answer, tools=tools)
        flush(now=timezone.now())

    return answered


def hours_ago(hours: int) -> datetime:
    return timezone.now() - timedelta(hours=hours)


def read_csv(hr, figures: str) -> str:
    return hr.get(f"/hr/insights/tables/{figures}.csv?timeframe=7d").content.decode("utf-8-sig").replace('"', "")


def test_benefit_class_has_its_name_on_hrs_pages(acme, crowd, told, make_person, browser_of):
    for code in ("salaried", "hourly"):
        BenefitClass.objects.create(code=code, label=code.title())
    told(crowd[:6], at=hours_ago(2), code="salaried")
    told(crowd[6:13], at=hours_ago(2), code="hourly")
    told(crowd[13:20], at=hours_ago(2))
    release(now=timezone.now())
    hr = browser_of(acme, make_person(acme, "hr_editor"))

    assert {line.rsplit(",", 3)[0] for line in read_csv(hr, "classes").splitlines()[1:]} == {
        "Salaried,6",
        "Hourly,7",
        "No class,7",
    }

    BenefitClass.objects.get(code="hourly").delete()
    assert "No longer there,7" in read_csv(hr, "classes")


def test_topic_is_counted_in_the_hour_of_its_question_however_late_that_is_told(crowd, told):
    hour = hours_ago(3).replace(minute=0, second=0, microsecond=0)
    told(crowd[:1], at=hour + timedelta(hours=1) - timedelta(microseconds=1), tools=("plan_facts",))
    work(now=timezone.now())

    counted = Rollup.objects.filter(grain="h", family__in=(Family.QUESTIONS, Family.TOPIC, Family.TOOL))
    assert set(counted.values_list("family", "starts_at")) == {
        (family.value, hour) for family in (Family.QUESTIONS, Family.TOPIC, Family.TOOL)
    }


def test_of_a_sample_topics_are_counted_of_the_same_people_as_questions_and_released(crowd, told, settings):
    settings.EVENT_SAMPLE_PERCENT = 50
    told(crowd, at=hours_ago(2))
    assert work(now=timezone.now()) == Outcome.DONE

    questions, topics = (Rollup.objects.get(grain="h", family=family) for family in (Family.QUESTIONS, Family.TOPIC))
    assert 0 < questions.count < CROWD
    assert (topics.count, bytes(topics.people)) == (questions.count, bytes(questions.people))

    release(now=timezone.now())
    told_of = {row.family: row.count for row in ReleasedFigure.objects.filter(family__in=("questions", "topic"))}
    assert told_of == {"questions": questions.count, "topic": questions.count}
