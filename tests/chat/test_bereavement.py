"""Somebody has died: the leave for it is found in whatever words it is told, with a kind word, and never as an
emergency.
"""

import pytest

from benefits.models import Contact
from chat.bereavement import as_of_another_loss, leave_for_loss, leave_to_ask_for, tells_of_loss
from chat.models import Answer
from chat.pipeline.guard import is_crisis
from tests.chat.test_answer import answered, shown

TOLD = [
    "my dad died",
    "My mother passed away last night",
    "I lost my father yesterday",
    "my wife just died, how many days off do I get",
    "My husband's brother was killed",
    "there was a death in my family",
    "I have to go to my grandmother's funeral",
    "someone in my family died",
    "murió mi papá",
    "se me murió mi abuelita",
    "acaba de fallecer mi abuela",
    "mi esposo falleció ayer",
    "perdí a mi mamá, ¿cuántos días me dan?",
]


@pytest.mark.parametrize("text", TOLD)
def test_it_is_understood_and_taken_for_no_danger(text) -> None:
    assert tells_of_loss(text)
    assert leave_for_loss(text) in ("bereavement leave", "permiso por duelo")
    assert not is_crisis(text)


@pytest.mark.parametrize(
    "text",
    [
        "What happens to my coverage if my husband dies?",
        "What does life insurance pay if my wife has died?",
        "Is there bereavement leave?",
        "I lost my ID card",
        "my phone died",
        "My father lost his job",
        "¿Qué paga el seguro si murió mi esposo?",
    ],
)
def test_what_tells_of_no_loss_is_left_alone(text) -> None:
    assert not tells_of_loss(text)


def test_a_question_of_its_own_beside_it_stays_the_question() -> None:
    assert tells_of_loss("My husband died, do my kids keep their coverage?")
    assert leave_for_loss("My husband died, do my kids keep their coverage?") is None


@pytest.mark.parametrize("text", ["my dad died and I want to die", "murió mi mamá y no quiero vivir"])
def test_who_wants_to_die_too_is_in_danger(text) -> None:
    assert is_crisis(text)


@pytest.fixture
def ann(in_acme, acme, make_person):
    return make_person(acme, name="Ann")


@pytest.mark.parametrize(
    ("text", "words"),
    [("my dad died", "I am sorry for your loss."), ("murió mi papá", "Siento mucho su pérdida.")],
)
def test_the_leave_is_quoted_behind_a_kind_word(ann, publish_guide, extractive, text, words) -> None:
    publish_guide(passages=[("Leave policy", "Bereavement leave is three days for close family.")])

    answer = answered(ann, text)

    assert answer.reason == Answer.Reason.NONE
    assert answer.text.startswith(f"{words}\n\n")
    assert "three days for close family" in answer.text


def test_where_nothing_says_it_the_no_is_kind_and_names_who_can_help(ann, publish_guide, extractive) -> None:
    publish_guide()
    Contact.objects.create(name="Clearpane Vision", role=Contact.Role.VISION, phone="1-800-555-0199")
    Contact.objects.create(name="Quiet Harbor", role=Contact.Role.EAP, phone="1-800-555-0101")

    answer = answered(ann, "my mother passed away")

    html = shown(answer)
    assert answer.reason == Answer.Reason.NOT_IN_DOCUMENTS
    assert answer.text.startswith("I am sorry for your loss.\n\nI could not find this")
    assert "Quiet Harbor" in html
    assert "Clearpane Vision" not in html


DAYS_BY_PERSON = (
    "Who has died | Paid days\n"
    "Spouse, domestic partner, child or parent — Paid days: 6 days\n"
    "Grandparent, grandchild or sibling — Paid days: 3 days\n"
    "Tell your manager within 10 business days. Days must be taken within 60 days of the death."
)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("My dad died yesterday, how much time off do I get?", "6 days"),
        ("my mother passed away", "6 days"),
        ("How many days off do I get if my father dies?", "6 days"),
        ("How many paid days do I get when my grandmother passes away?", "3 days"),
        ("my brother died, how many days off", "3 days"),
        ("Murió mi abuela, ¿cuántos días me dan?", "3 days"),
    ],
)
def test_the_days_told_are_those_for_whom_was_lost(ann, publish_guide, extractive, text, row) -> None:
    publish_guide(passages=[("Bereavement leave", DAYS_BY_PERSON)])

    answer = answered(ann, text)

    assert answer.reason == Answer.Reason.NONE
    assert row in answer.text
    assert not any(days in answer.text for days in {"6 days", "3 days", "60 days", "10 business days"} - {row})


def test_days_in_which_to_take_the_leave_are_not_days_of_leave(ann, publish_guide, extractive) -> None:
    publish_guide(
        passages=[
            (
                "Bereavement leave",
                "Employees receive 7 paid days for the death of a parent. Leave must be completed within 90 days of the"
                " death. You may be asked for documentation within 30 days of the first day of leave.",
            )
        ]
    )

    answer = answered(ann, "How many days of bereavement leave do I get?")

    assert "7 paid days" in answer.text
    assert "90 days" not in answer.text
    assert "30 days" not in answer.text


@pytest.mark.parametrize(
    ("text", "passage", "asked"),
    [
        ("my dad died", "Bereavement leave: ask your manager.", "bereavement leave"),
        ("my dad died", "Bereavement leave is 3 days.", "How many days of bereavement leave do I get?"),
        (
            "my dad died",
            "Bereavement leave for a parent is 3 days.",
            "How many days of bereavement leave do I get for my parent?",
        ),
        (
            "my dad died",
            "Parental leave is for every parent after a birth.\n- Bereavement leave: three days for close family.",
            "How many days of bereavement leave do I get?",
        ),
        ("my dad died", "Bereavement leave: 3 days for a spouse.", "How many days of bereavement leave do I get?"),
        (
            "my husband's brother died",
            "Bereavement leave for a sibling is 3 days.",
            "How many days of bereavement leave do I get?",
        ),
    ],
)
def test_only_what_the_documents_tell_is_asked_of_them(text, passage, asked) -> None:
    assert leave_to_ask_for(text, [passage, "All parents have parental leave."]) == asked


@pytest.mark.parametrize(
    "text", ["What does it pay if my wife dies?", "What happens to my coverage if my husband dies?", "my phone dies"]
)
def test_a_death_that_is_feared_asks_for_leave_only_with_days(text) -> None:
    assert leave_for_loss(text) is None


@pytest.mark.parametrize(
    ("text", "earlier", "read"),
    [
        ("and for my aunt?", "How many days off if my father dies?", "how many days off if my aunt dies?"),
        ("¿y por mi tío?", "se murió mi papá, ¿cuántos días me dan?", "se murio mi tio, ¿cuantos dias me dan?"),
        ("and for my aunt?", "How much is dental for my father?", "and for my aunt?"),
        (
            "and is my aunt's dentist covered?",
            "How many days off if my father dies?",
            "and is my aunt's dentist covered?",
        ),
    ],
)
def test_another_person_is_asked_about_as_the_one_before(text, earlier, read) -> None:
    assert as_of_another_loss(text, [earlier]) == read
