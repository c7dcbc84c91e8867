"""What was not proven as it was worded is asked for once more, and stays where its new words are proven."""

from time import sleep

import pytest
from django.utils import timezone

from chat.llm import language_model
from chat.llm.circuit import FAILURES, Circuit
from chat.llm.prompting import PROMPT_VERSION, TU_VERSION, prompt_text
from chat.llm.types import Message, ModelRequest
from chat.models import EXTRACTIVE, Answer, ModelCall
from chat.pipeline import restate
from chat.pipeline.answer import answer as run
from chat.pipeline.budget import Budget
from chat.pipeline.restate import MOST_STATEMENTS, VERSION, keeps_the_rest, restated, to_restate
from chat.pipeline.running import STOP_SECONDS, Unheard
from chat.pipeline.speak import Speech, speak_aside
from chat.pipeline.stop import stop_key
from chat.pipeline.verify import Checked
from chat.proof.gate import Removed
from chat.words import RESTATING
from tenants.redis import redis
from tests.chat.test_answer import answered, events, put
from tests.vendors.openai_server import CutAfter, is_restating

DENTAL = (
    (
        "Dental",
        "Orthodontia is paid at 50%, up to $2,000 in a lifetime, for children and adults. Cleanings are free. "
        "A crown is paid at 60% after the deductible.",
    ),
    ("Vision", "Frames are paid up to $150 every 24 months."),
)
HALF = "Yes, at 34 you get 40% of the $2,000 for braces [1]."
AS_TOLD = "Orthodontia is paid at 50%, up to $2,000 in a lifetime [1]."


@pytest.fixture
def ann(in_acme, make_person):
    return make_person(in_acme)


@pytest.fixture(autouse=True)
def _guide(ann, publish_guide):
    publish_guide(passages=DENTAL)


def told(person, openai, text: str, restated: str) -> Answer:
    """Return the answer of a model that says this, and then that of what was not proven."""
    openai.pieces, openai.restated = [text], [restated]
    return answered(person, "would they pay for braces at 34")


def test_beginning_that_is_not_proven_stands_in_its_new_words(ann, openai):
    answer = told(ann, openai, f"{HALF} Cleanings are free [1].", f"(1) {AS_TOLD}")

    assert answer.text == f"{AS_TOLD} Cleanings are free [1]."
    assert (answer.status, answer.removed) == ("done", {})
    assert answer.citations.get().quote.startswith("Orthodontia is paid at 50%")


def test_yes_goes_with_what_it_said_yes_to(ann, openai):
    answer = told(ann, openai, "**Yes.** Orthodontia is paid at 80% [1].", f"(1) {AS_TOLD}")

    assert answer.text == AS_TOLD


def test_statement_of_several_sentences_is_told_by_each_of_them_in_its_place(ann, openai):
    answer = told(
        ann,
        openai,
        "Dental work is paid [1]:\n\n- Cleanings are free [1].\n- Crowns and braces get 55% [1].\n"
        "- A crown is paid at 60% [1].",
        f"(1) {AS_TOLD}\n(1) A deductible goes before crowns [1]",
    )

    assert answer.text == (
        "Dental work is paid [1]:\n\n- Cleanings are free [1].\n"
        f"- {AS_TOLD} A deductible goes before crowns [1].\n- A crown is paid at 60% [1]."
    )


def test_what_is_not_proven_in_new_words_either_goes_and_is_counted(ann, openai):
    answer = told(ann, openai, f"Cleanings are free [1]. {HALF}", "(1) Orthodontia is paid at 40% [1].")

    assert answer.text == "Cleanings are free [1]."
    assert sum(answer.removed.values()) == 1


@pytest.mark.parametrize(
    "reply",
    [
        "(1) -",
        "(1) - [1]",
        "(1) None [1]",
        "(1) The passage does not say so [1].",
        "(2) Cleanings are free [1].",
        "I am sorry.",
        "(1) Braces are free.",
        "",
    ],
)
def test_reply_without_the_statement_leaves_the_answer_as_it_was(ann, openai, reply):
    answer = told(ann, openai, f"Cleanings are free [1]. {HALF}", reply)

    assert answer.text == "Cleanings are free [1]."
    assert sum(answer.removed.values()) == 1


def test_beginning_that_cannot_be_told_anew_is_quoted(ann, openai):
    answer = told(ann, openai, "Yes, at 34 you get 50% of orthodontia, $2,000 a year [1].", "(1) -")

    assert answer.text.startswith("2027 Benefits Guide: “Orthodontia is paid at 50%")


def test_model_is_asked_for_what_was_taken_out_alone_with_what_it_cites(ann, openai):
    answer = told(ann, openai, f"Cleanings are free [1]. {HALF}", f"(1) {AS_TOLD}")

    first, second = openai.prompts()
    asked = second[-1]["content"]
    assert is_restating(second)
    assert f"Statements:\n(1) {HALF}" in asked
    assert DENTAL[0][1] in asked
    assert DENTAL[1][1] in first[-1]["content"]
    assert DENTAL[1][1] not in asked
    assert "tools" not in openai.calls("/v1/chat/completions")[1].body
    assert ("status", {"text": RESTATING["en"]}) in events(answer)


def test_call_stands_in_the_ledger_and_its_time_among_the_steps(ann, openai):
    answer = told(ann, openai, HALF, f"(1) {AS_TOLD}")

    calls = ModelCall.objects.filter(answer=answer).order_by("created_at")
    assert [call.prompt_version for call in calls] == [PROMPT_VERSION, VERSION]
    assert all(call.input_tokens and call.output_tokens for call in calls)
    steps = [row["step"] for row in answer.steps]
    assert steps[steps.index("generate") :][:4] == ["generate", "verify", "restate", "verify"]
    assert next(row for row in answer.steps if row["step"] == "restate")["statements"] == 1


def test_nothing_is_asked_where_all_is_proven(ann, openai):
    told(ann, openai, "Cleanings are free [1].", f"(1) {AS_TOLD}")

    assert len(openai.prompts()) == 1


def test_model_is_told_once_more_what_tools_have_told(ann, openai):
    openai.called = [("glossary", '{"term": "HSA"}')]

    told(ann, openai, f"Cleanings are free [1]. {HALF}", f"(1) {AS_TOLD}")

    *_, restating = openai.prompts()
    assert is_restating(restating)
    meaning = next(one for one in restating[-1]["content"].split("\n\n") if one.startswith("A tool told: "))
    assert "savings account" in meaning


@pytest.mark.parametrize("address", [[], [TU_VERSION]])
def test_new_words_say_tu_where_the_company_does(ann, openai, monkeypatch, address):
    monkeypatch.setattr(restate, "address", lambda: address)

    told(ann, openai, f"Cleanings are free [1]. {HALF}", f"(1) {AS_TOLD}")

    assert openai.prompts()[1][-1]["content"].endswith(prompt_text(TU_VERSION)) is bool(address)


def test_model_that_is_left_alone_just_now_is_not_asked(ann, openai):
    circuit = Circuit(language_model().name)
    request = ModelRequest("?", (Message("user", "?"),))
    assert speak_aside(request, Unheard(), Budget(None)).calls
    for _ in range(FAILURES):
        circuit.failed()
    redis().set(circuit._open, "another's")

    assert speak_aside(request, Unheard(), Budget(None)) == Speech("finished", language_model().name)
    assert len(openai.prompts()) == 1


def test_nothing_is_asked_with_a_budget_that_is_spent(ann, openai, settings):
    settings.LLM_TOKENS_A_DAY = 1

    answer = told(ann, openai, f"Cleanings are free [1]. {HALF}", f"(1) {AS_TOLD}")

    assert len(openai.prompts()) == 1
    assert answer.text == "Cleanings are free [1]."


@pytest.mark.parametrize("sent_bytes", [0, 400])
def test_reply_that_breaks_off_leaves_a_whole_answer(ann, openai, sent_bytes):
    openai.play(None, *[CutAfter(sent_bytes)] * 4)

    answer = told(ann, openai, f"Cleanings are free [1]. {HALF}", f"(1) {AS_TOLD}")

    assert (answer.status, answer.text) == ("done", "Cleanings are free [1].")
    assert sum(answer.removed.values()) == 1


def test_who_stops_meanwhile_has_the_answer_that_was_there(ann, openai):
    openai.pieces, openai.restated = [f"Cleanings are free [1]. {HALF}"], [f"(1) {AS_TOLD}"]
    asked = put(ann, "would they pay for braces at 34")
    stopping = stop_key(asked.answer.pk)

    def stop_meanwhile(request):
        if is_restating(request.body["messages"]):
            redis().set(stopping, "1")
            sleep(2 * STOP_SECONDS)

    openai.before_answer = stop_meanwhile
    run(asked.answer.pk, now=timezone.now())
    answer = Answer.objects.get(pk=asked.answer.pk)

    assert (answer.status, answer.text) == ("done", "Cleanings are free [1].")


def speech(text: str, *cited: int, end: str = "finished") -> Speech:
    return Speech(end, "openai:gpt-4o-mini", text, cited)


def test_markers_of_a_reply_are_those_of_the_answer():
    said = speech("One [1]. Two is 5 [2]. Three [3].", 7, 4, 9)
    # Of the request's passages 3, 1 and 2 were used, in this order.
    reply = speech("(1) Two (call 555-0158) is told here [1]. \n(1) And here [3][2]!", 3, 1, 2)

    anew = restated(said, [Removed("Two is 5 [2]. ", (2,))], reply)

    assert anew.text == "One [1]. Two (call 555-0158) is told here [3]. And here [2][1]! Three [3]."
    assert anew.cited == (7, 4, 9)


def test_what_follows_no_form_or_is_too_long_is_left_out():
    said = speech("A is 5 [1]. B is 6 [1].", 1)
    statements = [Removed("A is 5 [1]. ", (1,)), Removed("B is 6 [1].", (1,))]
    reply = speech(f"(1) {'very ' * 150}long [1].\nB: six [1].\n(3) C [1].\n(2) - B. [1]", 1)

    assert restated(said, statements, reply).text == "A is 5 [1]. B [1]."


def test_of_a_reply_without_an_end_counts_what_stands_in_whole_lines():
    said = speech("A is 5 [1]. B is 6 [1].", 1)
    statements = [Removed("A is 5 [1]. ", (1,)), Removed("B is 6 [1].", (1,))]
    reply = speech("(1) A is six [1].\n(2) B is seven [1]", 1, end="interrupted")

    assert restated(said, statements, reply).text == "A is six [1]. B is 6 [1]."


@pytest.mark.parametrize("end", ["stopped", "lost"])
def test_reply_that_nobody_waits_for_restates_nothing(end):
    said = speech("A is 5 [1].", 1)

    assert restated(said, [Removed("A is 5 [1].", (1,))], speech("(1) A is six [1].\n", 1, end=end)) == said


@pytest.mark.parametrize(
    "reply",
    [
        "(1) A is six [1]. (2) B is seven (or 7) [1].",
        "1. A is six [1].\n2. B is seven (or 7) [1].",
        "**(1)** A is six [1].\n**(2)** B is seven (or 7) [1].",
    ],
)
def test_statements_are_told_apart_however_they_are_numbered(reply):
    said = speech("A is 5 [1]. B is 6 [1].", 1)
    statements = [Removed("A is 5 [1]. ", (1,)), Removed("B is 6 [1].", (1,))]

    assert restated(said, statements, speech(reply, 1)).text == "A is six [1]. B is seven (or 7) [1]."


def test_lead_in_and_what_cites_nothing_is_not_asked_for_and_not_too_much_at_once():
    taken = [Removed("**Prices in 2027:**", (1,)), Removed("Prices in 2026: [1]", (1,)), Removed("It was $5.", ())]
    taken += [Removed(f"Item {number} [1].", (1,)) for number in range(20)]

    asked_for = to_restate(speech("…", 1), taken)

    assert [one.text for one in asked_for] == [f"Item {number} [1]." for number in range(MOST_STATEMENTS)]
    assert to_restate(speech("…", 1, end="interrupted"), taken) == ()
    assert to_restate(Speech("finished", EXTRACTIVE, "…", (1,)), taken) == ()


def test_statement_that_stands_there_twice_has_no_place_of_its_own():
    twice = "- Urgent care: $40 [1]."
    speech = Speech("finished", "model", f"PPO:\n{twice}\nHDHP:\n{twice}", (1,))

    assert to_restate(speech, [Removed(twice, (1,))]) == ()


def test_new_words_begin_a_sentence_and_are_said_once():
    lost = Removed("A is 6 [1].", (1,))
    speech = Speech("finished", "model", "A is 6 [1].", (1,))
    reply = Speech("finished", "model", "(1) plan A is 5 [1]\n(1) Plan A is 5 [1].", (1,))

    assert restated(speech, [lost], reply).text == "Plan A is 5 [1]."


def test_rest_is_kept_if_nothing_goes_that_stood_before():
    speech = Speech("finished", "model", "A is 6 [1]. B is 7 [1].", (1,))
    a, b = Removed("A is 6 [1].", (1,)), Removed(" B is 7 [1].", (1,))
    before = Checked("", (), removed={"figure": 1}, taken_out=(a,))

    assert keeps_the_rest(before, Checked("", ()), speech)
    assert keeps_the_rest(before, Checked("", (), removed={"figure": 1}, taken_out=(a,)), speech)
    assert not keeps_the_rest(before, Checked("", (), removed={"scope": 1}, taken_out=(b,)), speech)
    assert not keeps_the_rest(before, Checked("", (), removed={"scope": 2}, taken_out=()), speech)
