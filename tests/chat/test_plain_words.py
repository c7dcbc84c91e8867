"""An answer in plain words: as a model says it, or with what its words mean beneath; the figures stay the same."""

from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from chat.models import Answer, ModelCall
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, ask_again, asker_of
from chat.pipeline.plain_words import MOST_EXPLAINED, terms_in, with_meanings
from tests.pages import words

QUESTION = "What does a specialist visit cost on the PPO 750?"
QUOTED = "Specialist visits cost $50 on the PPO 750 plan."


@pytest.fixture
def ann(acme, make_person) -> User:
    return make_person(acme, name="Ann")


def answered(person: User, text: str = QUESTION) -> Answer:
    asked = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=None, now=timezone.now())
    return worked_out(asked.answer)


def worked_out(answer: Answer) -> Answer:
    run(answer.pk, now=timezone.now())
    return Answer.objects.get(pk=answer.pk)


def said_again(answer: Answer, person: User, **how: bool) -> Answer:
    return worked_out(ask_again(answer, asker=asker_of(person), now=timezone.now(), **how).answer)


def test_without_a_model_the_words_are_explained_beneath_what_was_quoted(in_acme, ann, publish_guide, extractive):
    publish_guide()
    usual = answered(ann)

    plain = said_again(usual, ann, is_simple=True)

    assert QUOTED in usual.text
    assert plain.text.startswith(f"{usual.text}\n\nWhat the words mean:\n\n- **PPO**: A plan that pays more when")
    assert list(plain.citations.values_list("quote")) == list(usual.citations.values_list("quote"))
    assert said_again(plain, ann, is_simple=False).text == usual.text


def test_meanings_follow_the_language_of_the_question(in_acme, ann, publish_guide, extractive):
    publish_guide()

    plain = said_again(answered(ann, "¿Cuánto cuesta el especialista en el PPO 750?"), ann, is_simple=True)

    assert "Qué significan las palabras:\n\n- **Plan PPO**: Un plan que paga más" in plain.text


def test_model_is_asked_for_plain_words_and_held_to_the_same_proof(in_acme, ann, publish_guide, openai):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 on the PPO 750 [1]."]
    usual = answered(ann)
    openai.pieces = ["You pay $50 for a specialist visit on the PPO 750 [1]. A child pays $20 on the PPO 750 [1]."]

    plain = said_again(usual, ann, is_simple=True)

    assert plain.text == "You pay $50 for a specialist visit on the PPO 750 [1]."
    assert plain.removed == {"figure": 1}
    wishes = ["Say it in plain words" in call.body["messages"][-1]["content"] for call in chats(openai)]
    # What was not proven is asked for once more in its passage's words, plain or not.
    assert wishes == [False, True, False]
    assert list(ModelCall.objects.order_by("created_at").values_list("prompt_version", flat=True)) == [
        "answer_v4",
        "answer_v4+simply_v1",
        "restate_v1",
    ]


def chats(openai) -> list:
    return openai.calls("/v1/chat/completions")


def test_refusal_is_not_explained(in_acme, ann, publish_guide, extractive):
    publish_guide()

    refused = said_again(answered(ann, "Does the PPO 750 own a ski chalet in Norway?"), ann, is_simple=True)

    assert refused.is_refusal
    assert "What the words mean" not in refused.text


def test_who_wants_plain_words_as_a_rule_gets_them_until_they_no_longer_do(
    acme, ann, browser_of, publish_guide, in_acme
):
    browser = browser_of(acme, ann)

    page = browser.post("/accounts/words/", {"wants_simple_words": "on"}, follow=True)

    assert "Saved. It holds from your next question on." in words(page)
    ann.refresh_from_db()
    first = ask("What is it?", asker=asker_of(ann), page_token=uuid4(), conversation=None, now=timezone.now())
    browser.post("/accounts/words/", {})
    ann.refresh_from_db()
    second = ask("And that?", asker=asker_of(ann), page_token=uuid4(), conversation=None, now=timezone.now())
    assert (first.answer.is_simple, second.answer.is_simple) == (True, False)


def test_asked_again_it_is_said_as_before(in_acme, ann, publish_guide, extractive):
    publish_guide()
    plain = said_again(answered(ann), ann, is_simple=True)

    assert said_again(plain, ann).is_simple


def test_button_offers_the_other_way(acme, ann, browser_of, publish_guide, extractive, in_acme):
    publish_guide()
    usual = answered(ann)
    browser, page = browser_of(acme, ann), f"/c/{usual.question.conversation_id}/"

    before = words(browser.get(page))
    browser.post(f"/a/{usual.pk}/simply/")
    after = words(browser.get(page))

    assert ("In plain words" in before, "In the usual words" in before) == (True, False)
    assert ("In plain words" in after, "In the usual words" in after) == (False, True)


def test_longest_name_is_the_one_that_is_meant_and_few_are_explained():
    assert [term.names[0] for term in terms_in("A high-deductible health plan has no copays.")] == ["HDHP", "copay"]
    assert terms_in("The copaying optometrist") == []
    many = with_meanings("Deductible, coinsurance, copay, premium, HSA and FSA.", "en")
    assert many.count("\n- **") == MOST_EXPLAINED
    assert with_meanings("Nothing of that kind.", "en") == "Nothing of that kind."
