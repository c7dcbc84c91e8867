import pytest

from knowledge.extract.doubts import doubt_of

SENTENCE = (
    "El HMO para una sola persona cuesta $41.50 por semana, que son $2,158.00 al año. El EPO cuesta $18.25 por semana."
)
LONG = (
    "We pay the full price of the first month for whoever begins before the tenth day of a month, and half of it for "
    "whoever begins later, unless another agreement was made in writing."
)
WRONG = {
    "text runs through the middle of it": (
        ("Tiempo completo, por semana", "HMO", "EPO"),
        ("Solo el empleado", "$41.50", "$18.25"),
        (SENTENCE, SENTENCE, SENTENCE),
        ("Solo el empleado", "$3.50", "$7.85"),
    ),
    "figures stand under no header": (
        ("Tiempo completo, por semana", "", "HMO", "EPO"),
        ("Solo el empleado", "$41.50", "$41.50", "$18.25"),
        ("Familia", "$176.00", "$176.00", "$108.50"),
    ),
    "a value stands among its headers": (
        ("Para, Plan médico", "Empresa, Northgate Health", "Teléfono, 614-555-0110"),
        ("Dental", "Brightsmile Dental", "614-555-0120"),
    ),
    "a row in the middle of it looks like headers": (
        ("Per paycheck", "PPO", "HMO"),
        ("Employee only", "$41.50", "$18.25"),
        ("Family", "$176.00", "$108.50"),
        ("Part-time", "Part-time", "Part-time"),
        ("Per month", "Dental", "Vision"),
        ("Employee only", "$3.50", "$7.85"),
        ("Family", "$16.50", "$25.85"),
    ),
    "its rows do not fill the same columns": (
        ("Plan", "Price", "", ""),
        ("Family", "a", "", ""),
        ("Family", "b", "", ""),
        ("Dental", "c", "d", "e"),
        ("Vision", "f", "g", "h"),
    ),
    "amounts and long sentences stand in one column": (
        ("Plan", "Price"),
        ("Employee only", "$41.50"),
        ("Family", "$176.00"),
        ("The first month", LONG),
    ),
    "two amounts stand in one cell": (
        ("Plan", "Price"),
        ("Employee only", "$41.50 $18.25"),
        ("Family", "$176.00"),
        ("Children", "$76.00"),
    ),
}
# A heading below the paragraph is the end of the same row.
HEADED = f"{SENTENCE} One large bill"
RIGHT = {
    "group rows": (
        ("Coverage", "PPO", "HDHP"),
        ("Salaried", "Salaried", "Salaried"),
        ("Family", "$318.00", "$152.00"),
        ("Hourly", "Hourly", "Hourly"),
        ("Family", "$320.00", "$154.00"),
    ),
    "a note at the end": (
        ("Coverage", "PPO", "HDHP"),
        ("Employee only", "$78.00", "$32.00"),
        ("Family", "$318.00", "$152.00"),
        (SENTENCE, SENTENCE, SENTENCE),
    ),
    "amounts as heads": (
        ("Age", "$10,000", "$20,000"),
        ("Under 30", "$0.50", "$1.00"),
        ("30 to 39", "$0.80", "$1.60"),
    ),
    "years as heads": (("", "2026", "2027"), ("Family", "$318.00", "$320.00"), ("Employee", "$78.00", "$80.00")),
    "words between figures": (
        ("Service", "PPO", "HMO"),
        ("Visit", "$25", "$20"),
        ("Hospital", "$300", "$250"),
        ("Acupuncture", "No charge", "Not covered"),
        ("Urgent care", "$60", "$50"),
    ),
    "blank cells": (
        ("Service", "PPO", "HMO", "Limit"),
        ("Visit", "$25", "", ""),
        ("Hospital", "$300", "$250", "30"),
        ("Acupuncture", "", "$20", ""),
        ("Urgent care", "$60", "", "5"),
    ),
    "person and family": (
        ("", "In network", "Out of network"),
        ("Deductible", "$900 / $1,800", "$2,700 / $5,400"),
        ("Limit", "$4,000 / $8,000", "$12,000 / $24,000"),
    ),
    "phone numbers": (
        ("Para", "Empresa", "Teléfono"),
        ("Plan médico", "Northgate Health", "614-555-0110"),
        ("Dental", "Brightsmile Dental", "614-555-0120"),
    ),
    "no headers": (("", ""), ("Deductible", "$750"), (SENTENCE, SENTENCE), ("Copayments", "$40")),
}


@pytest.mark.parametrize("reason", WRONG)
def test_grid_that_was_put_together_wrongly_is_doubted(reason: str) -> None:
    assert doubt_of(WRONG[reason]) == reason


@pytest.mark.parametrize("shape", RIGHT)
def test_grid_that_is_right_is_not_doubted(shape: str) -> None:
    assert doubt_of(RIGHT[shape]) == ""


def test_paragraph_with_a_heading_below_it_is_text_in_the_middle() -> None:
    rows = (("Plan", "Price"), ("Family", "$5.00"), (HEADED, HEADED), ("A family", "Amount"), ("Together", "$7.00"))

    assert doubt_of(rows) == "text runs through the middle of it"
