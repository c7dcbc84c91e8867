"""What is paid on leave, where the paper says it in words: "at full pay", "unpaid"."""

import pytest

from chat.extractive.leave_pay import asks_of_leave, is_of_no_leave
from chat.llm.types import SourcePassage
from tests.chat.test_llm_extractive import ask, first_statement

GUIDE = SourcePassage(
    1,
    "Benefits Guide",
    "Up to 40 hours of PTO carry over into the next year. Parental leave is 4 weeks at full pay after 12 months of "
    "service.\n\nPersonal leave is unpaid and lasts up to 30 days.\n\n"
    "Short-term disability pays 60% of your weekly pay.\n\n"
    "A health FSA pays only for expenses up to your last day.",
    heading="Time off",
)
GUIA = SourcePassage(
    1,
    "Guía de beneficios",
    "La licencia parental es de 6 semanas con sueldo completo después de 12 meses.\n\n"
    "La licencia personal es sin goce de sueldo.",
    heading="Más beneficios",
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does parental leave pay?", "4 weeks at full pay"),
        ("How much of my pay do I get during parental leave?", "4 weeks at full pay"),
        ("How much am I paid on parental leave?", "4 weeks at full pay"),
        ("What percentage of my pay is paid on parental leave?", "4 weeks at full pay"),
        ("How much will I be paid on personal leave?", "Personal leave is unpaid"),
    ],
)
def test_pay_on_leave_is_told_by_the_words_that_tell_it(question, told):
    assert told in first_statement(ask(question, GUIDE))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("¿Cuánto pagan durante la licencia parental?", "sueldo completo"),
        ("¿Cuánto me pagan en la licencia personal?", "sin goce de sueldo"),
    ],
)
def test_pay_on_leave_is_told_in_spanish_too(question, told):
    assert told in first_statement(ask(question, GUIA, language="es"))


def test_full_pay_of_a_leave_answers_no_other_amount():
    assert "full pay" not in first_statement(ask("How much does short-term disability pay?", GUIDE))


@pytest.mark.parametrize("question", ["What does bereavement leave pay?", "How much am I paid on military leave?"])
def test_pay_of_one_leave_answers_for_no_other(question):
    text = first_statement(ask(question, GUIDE))

    assert "full pay" not in text
    assert "unpaid" not in text


PERMIT = SourcePassage(
    1,
    "Guía de beneficios",
    "Para una resonancia necesita permiso del seguro. Para ver a un especialista no necesita un referido.",
    heading="Atención médica",
)


@pytest.mark.parametrize(
    "question",
    [
        "¿Necesito permiso del seguro para una resonancia?",
        "¿Necesito permiso para ver a un especialista?",
        "¿Hace falta permiso del médico para una cirugía?",
        "¿Necesito permiso para ir al especialista?",
    ],
)
def test_permission_for_care_is_no_leave(question):
    assert not asks_of_leave(question)
    assert not is_of_no_leave(question, [PERMIT.text])


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuántos días de permiso para ir al médico tengo?",
        "¿Hay permiso para un familiar enfermo?",
        "¿Cuánto dura el permiso de paternidad?",
        "¿Me dan licencia para cuidar a mi hijo?",
        "¿Me pagan la licencia médica?",
    ],
)
def test_time_off_by_the_same_word_is_leave(question):
    assert asks_of_leave(question)
    assert is_of_no_leave(question, [PERMIT.text])


def test_permission_for_care_is_told_by_what_needs_it():
    assert "resonancia" in ask("¿Necesito permiso del seguro para una resonancia?", PERMIT, language="es")
    assert ask("¿Cuántas semanas de permiso hay?", PERMIT, language="es") == ""
