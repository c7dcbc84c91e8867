"""Which plan is meant: chosen where all are told, asked back where one alone is."""

from chat.models import Answer, Citation
from chat.pipeline.choices import of_chosen_plan, with_plans_to_choose
from chat.pipeline.finish import Outcome

PLANS = ["EPO 2026", "HMO"]
QUESTION = "What is the specialist copay?"


def told(*titles: str) -> Outcome:
    citations = tuple(Citation(document_title=title, quote="") for title in titles)
    return Outcome(Answer.Status.DONE, text="Said.", citations=citations)


def chosen(outcome: Outcome, question: str = QUESTION, language: str = "en", *, earlier=(), answered=True) -> Outcome:
    return with_plans_to_choose(outcome, (*earlier, question), language, plans=PLANS, is_told=lambda text: answered)


def test_of_what_is_told_of_every_plan_one_may_be_chosen():
    outcome = chosen(told("Harborlight EPO", "Harborlight HMO: booklet"))

    assert outcome.text == "Said."
    assert [one["plan"] for one in outcome.choices] == ["EPO", "HMO"]


def test_what_is_told_of_one_plan_alone_is_asked_back():
    outcome = chosen(told("Harborlight HMO: booklet"))

    assert (outcome.text, outcome.route) == ("Which plan do you mean?", Answer.Route.CLARIFY)
    assert outcome.choices == (
        {"text": "What is the specialist copay (EPO)?", "plan": "EPO"},
        {"text": "What is the specialist copay (HMO)?", "plan": "HMO"},
    )


def test_it_is_asked_back_in_spanish():
    outcome = chosen(told("Harborlight HMO"), "¿Cuál es el deducible?", "es")

    assert outcome.text == "¿A qué plan se refiere?"
    assert outcome.choices[0]["text"] == "¿Cuál es el deducible (EPO)?"


def test_nothing_is_asked_back_that_then_is_not_told():
    outcome = told("Harborlight HMO")

    assert chosen(outcome, answered=False) is outcome


def test_nothing_is_asked_back_where_a_plan_or_line_is_named_or_no_figure_is_asked():
    for question in ("What is the HMO deductible?", "What is the dental deductible?", "How do I enroll?"):
        outcome = told("Harborlight HMO")
        assert chosen(outcome, question) is outcome


def test_nothing_is_asked_back_of_a_plan_named_in_what_the_question_leans_on():
    outcome = told("Harborlight HMO")
    earlier = ("Is there a deductible on the HMO?", "And a copay?")

    assert chosen(outcome, "And what does urgent care cost?", earlier=earlier) is outcome
    assert chosen(outcome, "What does urgent care cost?", earlier=earlier).route == Answer.Route.CLARIFY


def test_plan_chosen_is_that_of_later_questions_for_a_figure():
    asked = of_chosen_plan(("Hello", QUESTION), "HMO", lambda: PLANS)

    assert asked == ("Hello", "What is the specialist copay (HMO)?")


def test_plan_chosen_is_not_added_to_what_names_one_nor_to_what_asks_for_none():
    for question in ("What is the deductible of the EPO?", "How many vacation days do I get?"):
        assert of_chosen_plan((question,), "HMO", lambda: PLANS) == (question,)


def test_plan_chosen_that_nothing_is_about_is_not_added():
    assert of_chosen_plan((QUESTION,), "PPO 900", lambda: PLANS) == (QUESTION,)
