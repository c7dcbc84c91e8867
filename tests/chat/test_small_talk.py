"""Small talk is told apart from questions that begin like it."""

import pytest

from chat.small_talk import small_talk


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("hello", "greeting"),
        ("Hiii", "greeting"),
        ("hi there", "greeting"),
        ("Good morning!", "greeting"),
        ("Hi, my name is Ann", "greeting"),
        ("Hello Juniper Ridge", "greeting"),
        ("is anybody there?", "greeting"),
        ("how are you today?", "how_are_you"),
        ("thanks!", "thanks"),
        ("Ok great, thank you so much for your help!", "thanks"),
        ("that was helpful", "thanks"),
        ("ok", "acknowledged"),
        ("Got it", "acknowledged"),
        ("👍", "acknowledged"),
        ("bye", "goodbye"),
        ("who are you?", "who"),
        ("are you a bot?", "who"),
        ("Hello, are you a real person or a robot?", "who"),
        ("am I talking to a human?", "who"),
        ("can you help me?", "help"),
        ("what can you do?", "help"),
        ("I have a question", "help"),
        ("???", "help"),
        ("Can I talk to a real person?", "person"),
        ("I want to speak to someone in HR", "person"),
        ("That's wrong", "unhappy"),
        ("You didn't answer my question", "unhappy"),
        ("Can HR read this?", "privacy"),
        ("hola", "greeting"),
        ("Buenos días", "greeting"),
        ("muchas gracias por su ayuda", "thanks"),
        ("¿Quién eres?", "who"),
        ("¿Eres un robot?", "who"),
        ("¿Me puede ayudar?", "help"),
        ("Quiero hablar con una persona", "person"),
        ("adiós", "goodbye"),
    ],
)
def test_a_line_of_courtesies_is_small_talk(line, kind) -> None:
    talk = small_talk(line, names=("Juniper Ridge", ""))

    assert talk is not None
    assert talk.kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "Thanks, and what is the deductible?",
        "Hi, what is the copay?",
        "hi deductible",
        "Hello, I am pregnant",
        "Hello Dental Plus",
        "Good morning, when does enrollment close?",
        "Happy holidays, which days are off?",
        "ok and what about kids?",
        "Yes, but how much?",
        "No, I meant the PPO",
        "Great, how do I enroll?",
        "Can you help me with dental?",
        "I need help paying for therapy",
        "help with childcare",
        "I have a question about vision",
        "What can you tell me about the HSA?",
        "What can I do if my claim is denied?",
        "Can I talk to someone about my claim?",
        "How do I contact HR?",
        "Who are you insured with?",
        "Are you covering IVF?",
        "Is a person over 26 covered?",
        "Is my medical information private?",
        "Is it confidential?",
        "How does it work?",
        "What is this?",
        "who is this for?",
        "my name is wrong on my card",
        "bye bye baby bonus",
        "How are you paying the match?",
        "vision",
        "2027",
        "Hola, ¿cuál es el deducible?",
        "Gracias, ¿y la vista?",
        "¿Me puede ayudar con mi receta?",
        "Me gustaría hablar con alguien sobre COBRA",
        "¿Es privado el hospital?",
        "¿Cómo funciona?",
    ],
)
def test_a_question_that_begins_like_small_talk_stays_a_question(question) -> None:
    assert small_talk(question, names=("Juniper Ridge",)) is None


def test_the_language_is_that_of_the_courtesy_where_it_is_of_one() -> None:
    talks = [small_talk(line) for line in ("good morning", "buenos días", "ok", "ok, gracias", "hola, are you a bot?")]

    assert [talk.language for talk in talks] == ["en", "es", "", "es", ""]


def test_a_long_line_of_courtesies_is_read_at_once() -> None:
    assert small_talk("hello thanks are you a " * 80 + "deductible") is None
