"""Somebody has died: the leave for it is found in whatever words it is told, with a kind word, and never as an
emergency.
"""

import pytest

from benefits.models import Contact
from chat.bereavement import leave_for_loss, tells_of_loss
from chat.guard import is_crisis
from chat.models import Answer
from tests.chat.test_answer import answered, events

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

    html = events(answer)[-1][1]["html"]
    assert answer.reason == Answer.Reason.NOT_IN_DOCUMENTS
    assert answer.text.startswith("I am sorry for your loss.\n\nI could not find this")
    assert "Quiet Harbor" in html
    assert "Clearpane Vision" not in html
