"""What is kept of an answer that was reckoned: neither amounts nor days; in its receipt nothing known of the person."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from benefits.models import ToldKind
from benefits.personal.context import keep_fact
from chat.llm.types import ToolCall
from chat.models import Answer, Conversation, Receipt
from chat.personal_marks import without_personal
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.tools.contract import Session
from chat.pipeline.tools.registry import use_called
from chat.pipeline.tools.remembered import remembered
from tests.chat.reckoned.asking import DAY, scope_of

MARK = "[personal detail left out]"


@pytest.fixture
def november(in_acme, extractive, monkeypatch, publish_guide) -> None:
    for place in ("chat.pipeline.answer.today", "chat.turns.beside.today"):
        monkeypatch.setattr(place, lambda: DAY)
    publish_guide()


def answered(person: User, text: str, *, conversation: Conversation | None = None) -> Answer:
    question = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=conversation, now=timezone.now())
    run(question.answer.pk, now=timezone.now())
    return Answer.objects.select_related("question__conversation").get(pk=question.answer.pk)


def receipt_of(answer: Answer) -> dict:
    return json.loads(Receipt.objects.get(answer_id=answer.pk).content)


@pytest.mark.usefixtures("november")
@pytest.mark.parametrize(
    ("question", "mark"),
    [("Am I vested?", MARK), ("¿Qué parte de mi 401(k) está consolidada?", "[dato personal omitido]")],
    ids=["english", "spanish"],
)
def test_first_day_at_work_that_was_gone_by_stands_in_the_answer_and_not_in_its_receipt(
    load, acme, make_person, question, mark
) -> None:
    load("cedarmain")
    ann = make_person(acme, class_code="FT")
    keep_fact(ann, ToldKind.HIRED, "2023-09-04", now=timezone.now())

    answer = answered(ann, question)

    assert "2023" in answer.text
    assert answer.tools[0]["arguments"] == {}
    receipt = receipt_of(answer)
    assert f"- {mark}" in receipt["answer"]["text"]
    assert "60%" in receipt["answer"]["text"]
    assert mark in receipt["tools"][0]["told"][-1]
    assert "2023" not in json.dumps(receipt)


@pytest.mark.usefixtures("november")
@pytest.mark.parametrize(
    ("question", "words", "mark"),
    [
        ("What do I pay for the PPO 1000 in 2027? I smoke.", "you and your spouse", MARK),
        ("PPO 1000, in the worst case: what does the year 2027 cost?", "you and your spouse", MARK),
        ("How much of my deductible is left on the PPO? I have spent $600.", "you and your spouse", MARK),
        ("HDHP: what do I pay of a $5,200 hospital bill in 2027?", "you and your spouse", MARK),
        ("¿Cuánto pago por el PPO 1000 en 2027? Fumo.", "usted y su cónyuge", "[dato personal omitido]"),
    ],
    ids=["price", "year", "deductible", "bill", "spanish"],
)
def test_whom_somebody_covers_is_marked_wherever_a_receipt_would_tell_it(
    load, acme, make_person, question, words, mark
) -> None:
    load("juniper")
    ann = make_person(acme, class_code="SAL")
    keep_fact(ann, ToldKind.COVERAGE, "EE_SP", now=timezone.now())

    answer = answered(ann, question)

    assert answer.text.count(words) == 2
    content = receipt_of(answer)
    assert words not in json.dumps(content, ensure_ascii=False)
    assert mark in content["answer"]["text"].split("\n")[0]
    assert mark in content["tools"][0]["told"][0]


@pytest.mark.usefixtures("november")
def test_whom_the_question_itself_tells_of_stands_in_the_receipt(load, acme, make_person) -> None:
    load("juniper")
    ann = make_person(acme, class_code="SAL")
    keep_fact(ann, ToldKind.COVERAGE, "EE_SP", now=timezone.now())

    answer = answered(ann, "What do I pay for the PPO 1000 in 2027 for my whole family? I smoke.")

    assert "for family in 2027" in receipt_of(answer)["answer"]["text"]


@pytest.mark.usefixtures("november")
def test_amounts_and_days_stand_with_no_answer_and_an_age_in_no_receipt(load, acme, make_person) -> None:
    load("juniper")
    ann = make_person(acme, class_code="SAL")

    room = answered(ann, "I am 40, self-only, and have put $2,000 into my HSA. How much can I put in in 2026?")
    child = answered(ann, "My son was born on May 14, 2001. When does he lose coverage?")

    assert "$1,900.00" in room.text
    assert room.tools[0]["arguments"] == {"covered": "EE", "age": 40, "plan_year": "2026"}
    assert receipt_of(room)["tools"][0]["arguments"] == {"covered": "EE", "plan_year": "2026"}
    assert "May 31, 2027" in child.text
    assert child.tools[0]["arguments"] == {}


@pytest.mark.usefixtures("november")
def test_reply_completes_what_was_told_and_the_next_question_goes_by_none_of_its_amounts(
    load, acme, make_person
) -> None:
    load("juniper")
    ann = make_person(acme, class_code="SAL")

    asked_back = answered(ann, "I have put $2,000 into my HSA. How much more can I put in for 2026, just me?")
    told = answered(ann, "40", conversation=asked_back.question.conversation)
    next_one = answered(
        ann, "How much can I put into my HSA in 2026 if I am 41?", conversation=asked_back.question.conversation
    )

    assert asked_back.text == "How old are you at the end of the year?"
    assert "In 2026 you can put in $1,900.00 yourself" in told.text
    assert "In 2026 you can put in $3,900.00 yourself" in next_one.text


@pytest.mark.usefixtures("november")
def test_what_is_told_of_somebody_else_is_no_later_questions_and_completes_theirs_alone(
    load, acme, make_person
) -> None:
    load("juniper")
    ann = make_person(acme, class_code="SAL")

    of_other = answered(
        ann, "A coworker asks: with family coverage, how much can I put into my HSA if I am 57 in 2026?"
    )
    own = "How much can I put into my HSA in 2026 if I am 41?"
    asked_back = answered(ann, own, conversation=of_other.question.conversation)
    asked_of_other = answered(ann, "A coworker asks: how much can I put into my HSA in 2026 if I am 57?")
    replied = answered(ann, "family coverage, it is", conversation=asked_of_other.question.conversation)
    of_oneself = answered(ann, own, conversation=asked_of_other.question.conversation)

    assert "plus $1,000.00" in of_other.text
    assert "plus $1,000.00" in replied.text
    assert asked_of_other.text == asked_back.text == of_oneself.text == "Who is to be covered?"
    assert "unsaid" not in receipt_of(of_other)["tools"][0]


@pytest.mark.usefixtures("november")
def test_what_is_known_of_the_asker_is_not_gone_by_for_somebody_else(load, acme, make_person) -> None:
    load("juniper")
    ann = make_person(acme, class_code="SAL")

    own = answered(ann, "With family coverage, how much can I put into my HSA in 2026 if I am 41?")
    of_other = "A coworker asks: how much can I put into my HSA in 2026 if I am 57?"

    assert answered(ann, of_other, conversation=own.question.conversation).text == "Who is to be covered?"


def test_what_a_model_chose_is_not_gone_by_later(load) -> None:
    load("juniper")
    called = ToolCall("1", "hsa_room", '{"covered": "FAM", "age": 55, "plan_year": "2026"}')
    (used,) = use_called([called], Session(scope_of("SAL"), "en"))

    assert used.result.status == "ok"
    assert remembered([Answer(tools=[used.as_row()])]).given == {"hsa_room": {}}


@pytest.mark.parametrize(
    "text",
    ["You began on March 9, 2027.", "On 2027-03-09 you began.", "On 3/9/2027.", "El 9 de marzo de 2027.", "On March 9"],
)
def test_day_is_left_out_however_it_is_written(text: str) -> None:
    left = without_personal(text, [date(2027, 3, 9)], "en")

    assert MARK in left
    assert "9" not in left.replace(MARK, "")


def test_other_days_and_words_stay_as_they_are() -> None:
    text = "Coverage starts on May 1, 2027 and costs $9.00."

    assert without_personal(text, [date(2027, 3, 9), "As you told us."], "en") == text
