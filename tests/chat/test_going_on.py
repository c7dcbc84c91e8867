"""Going on with an answer that was cut off: what was said stays, is proven with what is added, and is never lost."""

from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from chat.models import HEARTBEAT_LIMIT, MAX_CLAIMS, Answer, Citation, ModelCall
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import Asked, ask, asker_of, go_on
from chat.pipeline.going_on import Beginning
from chat.pipeline.limits import TooMany
from chat.pipeline.stop import stop
from chat.pipeline.sweep import sweep
from chat.turns.fragments import answer_html
from knowledge.models import Document
from tests.chat.test_answer import events
from tests.pages import words
from tests.vendors.local_server import Status
from tests.vendors.openai_server import EndWithoutFinish

QUESTION = "What does a specialist visit cost on the PPO 750?"
FIRST = "A specialist visit costs $50 on the PPO 750 [1]."
REST = "Primary care visits cost $25 on the PPO 750 [1]."


@pytest.fixture
def ann(acme, make_person) -> User:
    return make_person(acme, name="Ann")


@pytest.fixture
def guide(in_acme, publish_guide) -> Document:
    return publish_guide(plan_year="2027")


@pytest.fixture
def cut(ann, guide, openai) -> Answer:
    """Ann's answer, broken off behind its first sentence."""
    openai.pieces = [FIRST]
    openai.play(EndWithoutFinish(1))
    asked = ask(QUESTION, asker=asker_of(ann), page_token=uuid4(), conversation=None, now=timezone.now())
    run(asked.answer.pk, now=timezone.now())
    answer = Answer.objects.get()
    assert (answer.status, answer.text, answer.may_be_gone_on_with) == ("interrupted", FIRST, True)
    return answer


def goes_on(answer: Answer, person: User) -> Asked:
    return go_on(answer, asker=asker_of(person), now=timezone.now())


def gone_on(answer: Answer, person: User) -> Answer:
    asked = goes_on(answer, person)
    run(asked.answer.pk, now=timezone.now())
    return Answer.objects.get(pk=asked.answer.pk)


def cited(answer: Answer) -> list[tuple[int, str]]:
    return list(answer.citations.values_list("number", "document_title"))


def test_model_is_given_the_beginning_and_what_it_adds_comes_behind_it(ann, cut, openai):
    openai.pieces = ["Primary care visits ", "cost $25 on the PPO 750 [1]."]

    whole = gone_on(cut, ann)

    assert (whole.status, whole.reason, whole.text) == ("done", "", f"{FIRST} {REST}")
    assert (whole.attempt, cited(whole), whole.removed) == (2, [(1, "2027 Benefits Guide")], {})
    sent = openai.calls("/v1/chat/completions")[-1].body["messages"]
    assert [message["role"] for message in sent] == ["system", "user", "assistant", "user"]
    assert sent[-2]["content"] == FIRST
    assert "Go on with it" in sent[-1]["content"]
    assert [call.prompt_version for call in ModelCall.objects.order_by("created_at")] == [
        "answer_v4",
        "answer_v4+continue_v1",
    ]
    assert "The language model broke off" not in answer_html(whole)


def test_pages_hear_the_beginning_first(ann, cut, openai):
    openai.pieces = [REST]

    whole = gone_on(cut, ann)

    assert "".join(told["delta"] for name, told in events(whole) if name == "text") == f"{FIRST} {REST}"


def test_what_is_added_is_proven_like_the_rest(ann, cut, openai):
    openai.pieces = ["Primary care visits cost $15 on the PPO 750 [1]."]

    whole = gone_on(cut, ann)

    assert (whole.status, whole.text, whole.removed) == ("done", FIRST, {"figure": 1})


def test_nothing_missing_is_an_answer_that_is_complete_as_it_stands(ann, cut, openai):
    openai.pieces = ["NOT_IN_DOCUMENTS"]

    whole = gone_on(cut, ann)

    assert (whole.status, whole.reason, whole.text) == ("done", "", FIRST)


def test_broken_off_again_it_keeps_both_parts_and_can_be_gone_on_with_again(ann, cut, openai):
    openai.pieces = [REST]
    openai.play(EndWithoutFinish(1))

    longer = gone_on(cut, ann)

    assert (longer.status, longer.text) == ("interrupted", f"{FIRST} {REST}")
    openai.pieces = ["NOT_IN_DOCUMENTS"]
    whole = gone_on(longer, ann)
    assert (whole.status, whole.attempt, whole.text) == ("done", 3, f"{FIRST} {REST}")


def test_nothing_is_lost_if_the_model_cannot_be_reached(ann, cut, openai):
    openai.play(*[Status(500)] * 8)

    still = gone_on(cut, ann)

    assert (still.status, still.text, cited(still)) == ("interrupted", FIRST, [(1, "2027 Benefits Guide")])
    assert still.may_be_gone_on_with
    assert "$50" in answer_html(still)


def test_nothing_is_lost_if_it_is_stopped_before_it_began(ann, cut):
    again = goes_on(cut, ann).answer

    stop(again, now=timezone.now())

    again = Answer.objects.get(pk=again.pk)
    assert (again.status, again.text, cited(again)) == ("stopped", FIRST, [(1, "2027 Benefits Guide")])


def test_nothing_is_lost_if_the_work_breaks_off_for_good(ann, cut):
    again = goes_on(cut, ann).answer
    silent = timezone.now() - 2 * HEARTBEAT_LIMIT
    Answer.objects.filter(pk=again.pk).update(status="streaming", claims=MAX_CLAIMS, heartbeat_at=silent, lease=uuid4())

    sweep(timezone.now())

    again = Answer.objects.get(pk=again.pk)
    assert (again.status, again.reason, again.text) == ("interrupted", "worker_lost", FIRST)
    assert Citation.objects.filter(answer=again).count() == 1


def test_what_is_found_no_longer_is_answered_anew(ann, cut, guide, openai, publish_guide):
    guide.published_version = None
    guide.save()
    publish_guide(title="Corrected guide", passages=(("Copays", "Specialist visits cost $55 on the PPO 750 plan."),))
    openai.pieces = ["A specialist visit costs $55 on the PPO 750 [1]."]

    fresh = gone_on(cut, ann)

    assert (fresh.status, fresh.text) == ("done", "A specialist visit costs $55 on the PPO 750 [1].")
    assert cited(fresh) == [(1, "Corrected guide")]
    sent = openai.calls("/v1/chat/completions")[-1].body["messages"]
    assert [message["role"] for message in sent] == ["system", "user"]


def test_built_in_answerer_answers_anew(ann, cut, settings):
    settings.LLM_ENGINE = "extractive"

    fresh = gone_on(cut, ann)

    assert (fresh.status, fresh.engine) == ("done", "extractive")
    assert "Specialist visits cost $50 on the PPO 750 plan." in fresh.text


def test_pressed_twice_it_is_one_attempt_within_the_pace_of_questions(ann, cut, monkeypatch):
    first, second = goes_on(cut, ann), goes_on(cut, ann)

    assert (first.is_new, second.is_new, first.answer) == (True, False, second.answer)
    Answer.objects.filter(pk=first.answer.pk).update(status="interrupted")
    monkeypatch.setattr("chat.pipeline.limits.QUESTIONS_A_MINUTE", 1)
    with pytest.raises(TooMany):
        goes_on(Answer.objects.get(pk=first.answer.pk), ann)


def test_button_stands_below_what_was_cut_off_and_nowhere_else(acme, ann, cut, openai, browser_of):
    browser, page = browser_of(acme, ann), f"/c/{cut.question.conversation_id}/"
    openai.pieces = [REST]
    assert "Go on with this answer" in words(browser.get(page))

    browser.post(f"/a/{cut.pk}/on/")

    shown = words(browser.get(page))
    assert FIRST.removesuffix(" [1].") in shown
    assert "Go on with this answer" not in shown


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("It is $50 [1].", "It is $50 [2]."),
        ("It is $50 [1]. Primary care vis", "It is $50 [2]."),
        ("It is $50. [1]", "It is $50. [2]"),
        ("- Specialist: $50 [1]\n- Primary ca", "- Specialist: $50 [2]"),
        ("Primary ca", ""),
    ],
)
def test_half_a_sentence_is_said_again_from_its_start(text, given):
    wanted, other = uuid4(), uuid4()

    assert Beginning(text, (wanted,)).for_model([_Hit(other), _Hit(wanted)]) == given


def test_what_cites_a_passage_that_is_not_found_is_not_gone_on_with():
    assert Beginning("It is $50 [1].", (uuid4(),)).for_model([_Hit(uuid4())]) == ""


class _Hit:
    """As much of a hit as a beginning looks at."""

    def __init__(self, passage_id) -> None:
        self.passage_id = passage_id
