"""What a bill or nights in a hospital cost, and what is a reply to what was asked for."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from chat.pipeline.tools.contract import Session
from chat.pipeline.tools.reckoned.care import CostOfCare
from chat.pipeline.tools.registry import use
from chat.pipeline.understand import understand
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import asked, only, replied, scope_of, told

STAY = "What do I pay on the HMO of a $5,000 hospital bill?"
BILL = "What do I pay on the HMO of a $300 bill?"


@pytest.fixture(autouse=True)
def cedarmain(load: Callable[[str], Company]) -> Company:
    return load("cedarmain")


@pytest.mark.parametrize("reply", ["4", "4 nights", "four nights", "I think it was 4 days.", "cuatro noches"])
def test_nights_are_asked_for_of_a_stay_that_is_charged_by_the_day_and_a_reply_is_reckoned(reply: str) -> None:
    (back,) = asked(STAY, "FT")

    assert back.result.missing.argument == "nights"
    assert "$1,500.00" in replied(reply, back, "FT").told[0].text


@pytest.mark.parametrize(
    "text",
    [
        "What is the dental maximum?",
        "What is the deductible on the EPO?",
        "Does the HMO cover my whole family?",
        "Is there anything to pay 30 days later?",
    ],
)
def test_question_of_another_matter_is_no_reply_about_nights(text: str) -> None:
    (back,) = asked(STAY, "FT")

    assert back.result.missing.argument == "nights"
    assert replied(text, back, "FT") is None


def test_bill_of_no_kind_is_asked_what_it_is_for_where_a_stay_is_charged_by_the_day() -> None:
    (back,) = asked(BILL, "FT")

    assert back.result.missing.argument == "service"
    assert back.result.missing.question == "On the HMO it hangs on the kind of care. What is the bill for?"
    assert "Specialist visit" in [choice.label for choice in back.result.missing.choices]
    assert "$40.00" in replied("for a specialist", back, "FT").told[0].text
    assert replied("a hospital stay", back, "FT").missing.argument == "nights"
    assert replied("What does a specialist cost?", back, "FT") is None
    assert only(asked("¿Cuánto pago en el HMO por una factura de $300?", "FT", language="es")).missing.question == (
        "En HMO depende del tipo de atención. ¿De qué es la factura?"
    )


@pytest.mark.parametrize(
    ("reply", "service"),
    [
        ("It is a specialist visit", "specialist"),
        ("It is for imaging", "imaging"),
        ("the bill is for urgent care", "urgent"),
        ("I think there is one of a specialist, who is in the network", "specialist"),
        ("una consulta con el médico que me operó", "primary"),
        ("Es por una resonancia", "imaging"),
    ],
)
def test_statement_that_names_the_care_is_a_reply_whatever_words_stand_in_it(reply: str, service: str) -> None:
    (back,) = asked(BILL, "FT")

    assert CostOfCare().read(understand((reply,), "en", scope_of("FT")), missing=back.result.missing.argument) == {
        "service": service
    }
    assert replied(reply, back, "FT").status != "not_available"


@pytest.mark.parametrize(
    "text",
    [
        "What does a specialist cost?",
        "Is urgent care covered",
        "and how much is imaging",
        "It is imaging, or is it not?",
        "Cuánto cuesta el especialista",
        "¿Hay atención urgente?",
    ],
)
def test_question_that_names_care_is_no_reply_about_the_bill(text: str) -> None:
    (back,) = asked(BILL, "FT")

    assert back.result.missing.argument == "service"
    assert replied(text, back, "FT") is None


@pytest.mark.parametrize(
    ("reply", "bill"), [("5000", 5000), ("5,000.", 5000), ("$5,000", 5000), ("1200.50", Decimal("1200.50"))]
)
def test_bare_number_is_a_reply_to_how_much_the_bill_is(reply: str, bill: Decimal) -> None:
    assert CostOfCare().read(understand((reply,), "en", scope_of("FT")), missing="bill") == {"bill": bill}


@pytest.mark.parametrize("reply", ["0", "no idea", "3 nights"])
def test_what_names_no_amount_is_no_reply_to_how_much_the_bill_is(reply: str) -> None:
    assert CostOfCare().read(understand((reply,), "en", scope_of("FT")), missing="bill") == {}


def test_nights_of_another_kind_of_stay_are_told_as_those() -> None:
    arguments = {"plan": "HMO", "service": "skilled_nursing", "nights": 2}

    used = use("cost_of_care", arguments, Session(scope_of("FT"), "en"))

    assert "2 nights of care (Skilled nursing care) come to" in told([used])
    assert "hospital" not in used.result.told[0].text
