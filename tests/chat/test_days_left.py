"""Days until a day that an answer quotes are counted, and only where they are asked for."""

from datetime import date

import pytest

from chat.pipeline.days_left import day_to_ask_for, with_days_left

WINDOW = "Guide: “Open enrollment runs from November 2, 2026 through November 20, 2026.” [1]"


def told(question: str, today: date, *, text: str = WINDOW, language: str = "en") -> str:
    return with_days_left(text, question, language=language, today=today)


@pytest.mark.parametrize(
    ("question", "today", "language", "sentence"),
    [
        (
            "How many days are left to enroll?",
            date(2026, 11, 10),
            "en",
            "Counted from November 10, 2026, 10 days are left until November 20, 2026.",
        ),
        (
            "How much time do I have left to sign up?",
            date(2026, 11, 19),
            "en",
            "Counted from November 19, 2026, one day is left: November 20, 2026 is tomorrow.",
        ),
        (
            "How many days until open enrollment ends?",
            date(2026, 11, 10),
            "en",
            "Counted from November 10, 2026, 10 days are left until November 20, 2026.",
        ),
        ("How long is left for enrollment?", date(2026, 11, 20), "en", "That is today, November 20, 2026."),
        (
            "How many days until open enrollment starts?",
            date(2026, 10, 30),
            "en",
            "Counted from October 30, 2026, 3 days are left until November 2, 2026.",
        ),
        (
            "¿Cuántos días quedan para inscribirme?",
            date(2026, 11, 10),
            "es",
            "Contando desde el 10 de noviembre de 2026, faltan 10 días hasta el 20 de noviembre de 2026.",
        ),
    ],
)
def test_days_are_counted_to_the_day_asked_for(question, today, language, sentence):
    assert told(question, today, language=language) == f"{WINDOW}\n\n{sentence}"


@pytest.mark.parametrize(
    ("question", "today"),
    [
        ("When is open enrollment?", date(2026, 11, 10)),
        ("How many vacation days do I have left?", date(2026, 11, 10)),
        ("How many days do I have to add my baby?", date(2026, 11, 10)),
        ("How many days are left to enroll?", date(2026, 11, 21)),
        ("How many days until open enrollment starts?", date(2026, 11, 10)),
    ],
)
def test_nothing_is_counted_that_is_not_asked_for_or_is_over(question, today):
    assert told(question, today) == WINDOW


def test_the_count_stands_behind_the_first_quotation_and_counts_no_day_of_the_others():
    text = f"{WINDOW}\n\nThe documents also say:\n\n- “Choices take effect on January 1, 2027.” [2]"

    shown = told("How many days are left to enroll?", date(2026, 11, 10), text=text)

    assert shown.split("\n\n")[1] == "Counted from November 10, 2026, 10 days are left until November 20, 2026."
    assert shown.count("Counted from") == 1


def test_the_day_itself_is_looked_for_where_days_are_asked():
    asked = {
        "How many days are left to enroll?": "when is open enrollment, when can i enroll?",
        "How much time is left to send claims?": "until when can i send claims?",
        "How many days until open enrollment starts?": "when is it that open enrollment starts?",
        "¿Cuántos días me quedan para inscribirme?": "¿hasta cuando puedo inscribirme?",
        "How many vacation days do I have left?": "How many vacation days do I have left?",
    }

    assert {question: day_to_ask_for(question) for question in asked} == asked


@pytest.mark.parametrize(
    "text",
    [
        "Guide: “Enroll within 30 days.” [1]",
        "Guide: “Enroll by November 20.” [1]",
        "Guide: “Spend it by March 15, 2027, and send claims by April 30, 2027.” [1]",
        "Guide: “Enroll by November 20, 2026; choices start on January 1, 2027 and end on December 31, 2027.” [1]",
    ],
)
def test_nothing_is_counted_where_no_day_or_days_of_several_things_are_told(text):
    assert told("How many days are left to enroll?", date(2026, 11, 10), text=text) == text
