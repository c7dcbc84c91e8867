"""Counts that no page would show by chance: of each family of measures, and of what else is told of people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from analytics.measures import Family
from analytics.models import Event, Rollup, SurveyAnswer, Topic
from analytics.people import as_bits
from benefits.models import BenefitClass
from chat.models import Answer, Conversation, Gap, GapPerson, ModelCall, Question
from tenants import event_stream
from tenants.clock import today
from tenants.context import current_schema
from tenants.events import new_event_id

WORD = "zanzibar"  # which everybody used, in whatever has words
TOPIC_WORD = "quagga"
TOPIC, ANOTHER_TOPIC, DOCUMENT = UUID(int=7), UUID(int=8), UUID(int=11)
CLASSES = (UUID(int=9), UUID(int=10))
# Parts with their counts. Those of the same questions have the same sum, and what says more of a part that part's.
COUNTS: Mapping[Family, Mapping[str, int]] = {
    Family.QUESTIONS: {"": 900_050},
    Family.OUTCOME: {"answered": 700_020, "refused": 200_030},
    Family.PROOF: {"proven": 600_010, "cut": 100_010},
    Family.REFUSAL: {"choice": 50_020, "tax": 150_010},
    Family.ROUTE: {"document": 599_030, "official": 100_990},
    Family.LANGUAGE: {"en": 880_045, "es": 20_005},
    Family.CLASS: {str(CLASSES[0]): 810_015, str(CLASSES[1]): 90_035},
    Family.TOPIC: {str(TOPIC): 830_025, str(ANOTHER_TOPIC): 70_025},
    Family.TONE: {"plain": 840_045, "troubled": 60_005},
    Family.OPINION: {"helpful": 400_015, "unhelpful": 110_025},
    Family.FAULT: {"wrong": 90_015, "outdated": 20_010},
    Family.TOPIC_UNANSWERED: {str(TOPIC): 300_005},
    Family.TOPIC_UNHELPFUL: {str(TOPIC): 310_005},
    Family.DOCUMENT: {str(DOCUMENT): 500_105},
    Family.OPENED: {str(DOCUMENT): 510_115},
    Family.TOOL: {WORD: 520_125},
    Family.PAGE: {WORD: 530_135},
    Family.ACTION: {WORD: 540_145},
    Family.SEARCH: {"found": 500_150, "nothing": 50_005},
    Family.HANDOVER: {"": 560_165},
    Family.ACTIVE: {"": 570_175},
}
DOLLARS = "1,234.57"  # what the questions cost
_MICRO_USD = 1_234_570_000
_MILLISECONDS_EACH = 87_600
SECONDS = "87.6"


@dataclass(frozen=True)
class Crowd:
    """So many people did everything there is to do, some days ago."""

    size: int
    days_ago: int = 3

    @property
    def at(self) -> datetime:
        return timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=self.days_ago)


def numbers_of(*families: Family) -> set[str]:
    return {str(count) for family in families for count in COUNTS[family].values()}


def every_number() -> set[str]:
    return numbers_of(*COUNTS)


def count_everything(crowd: Crowd) -> None:
    """Write the hour in which these people did so much, and events of it."""
    Rollup.objects.bulk_create(
        Rollup(
            grain=grain,
            starts_at=crowd.at,
            family=family,
            part=part,
            count=count,
            people=as_bits(range(crowd.size)),
            milliseconds=count * _MILLISECONDS_EACH if family is Family.QUESTIONS else 0,
            times=[0] * 95 + [count] if family is Family.QUESTIONS else [],
            micro_usd=_MICRO_USD if family is Family.QUESTIONS else 0,
        )
        for family, parts in COUNTS.items()
        for part, count in parts.items()
        for grain in Rollup.Grain.values
    )
    Event.objects.bulk_create(
        Event(id=new_event_id(), kind="page_view", name=WORD, at=crowd.at, person=f"{person:032}", schema_version=1)
        for person in range(crowd.size)
    )


def name_everything() -> None:
    """Have a name for each part that is a row."""
    for pk, code in zip(CLASSES, ("salaried", "hourly"), strict=True):
        BenefitClass.objects.create(pk=pk, code=code, label=code.title())
    for pk, word in ((TOPIC, TOPIC_WORD), (ANOTHER_TOPIC, "okapi")):
        Topic.objects.create(pk=pk, terms=[word], model="wordllama", first_day=today() - timedelta(days=60))


def ask_in_chat(crowd: Crowd, people: Sequence) -> None:
    """Have each ask in vain, in words that all of them used, and say what they think of the assistant."""
    gap = Gap.objects.create(marks=[WORD], ideas=[], first_month=today().replace(day=1), last_month=today())
    month = (today().replace(day=1) - timedelta(days=1)).replace(day=1)
    for number, person in enumerate(people[: crowd.size]):
        conversation = Conversation.objects.create(user=person, title=f"{WORD} title")
        question = Question.objects.create(conversation=conversation, text=f"{WORD} question {number}")
        answer = Answer.objects.create(question=question, status=Answer.Status.DONE, text=f"{WORD} answer")
        told = {"engine": "m", "end": ModelCall.End.values[0], "total_ms": 1}
        ModelCall.objects.create(answer=answer, prompt_version=f"{WORD}-1", **told)
        GapPerson.objects.create(
            gap=gap, pseudonym=f"{number:064}", reason="not_found", words=[WORD], month=today().replace(day=1)
        )
        SurveyAnswer.objects.create(score=10, month=month)


def be_there_now(crowd: Crowd) -> None:
    """Have each of them ask just now, for the live page."""
    at = timezone.now().timestamp() - 30
    for number in range(crowd.size):
        event = {"version": 1, "id": f"{number}", "kind": "chat_message", "name": "", "at": at, "person": f"p-{number}"}
        event_stream.append(current_schema(), [{**event, "data": {"outcome": "answered", "milliseconds": 77_000}}])
