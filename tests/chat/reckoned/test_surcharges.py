"""What is added to a price, and what is said not to be."""

from collections.abc import Callable

import pytest

from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import asked, told


@pytest.mark.parametrize(
    ("question", "language", "price", "no_surcharge"),
    [
        ("What does the PPO 1000 cost per paycheck for my family in 2027? I smoke.", "en", "$343.00", "No tobacco"),
        ("¿Cuánto cuesta el PPO 1000 por cheque para mi familia en 2027? Fumo.", "es", "$343.00", "no se le cobra"),
    ],
    ids=["english", "spanish"],
)
def test_surcharge_that_is_charged_is_not_said_to_be_none(
    load: Callable[[str], Company], question: str, language: str, price: str, no_surcharge: str
) -> None:
    load("juniper")
    used = asked(question, "SAL", language=language)

    assert price in told(used)
    assert no_surcharge not in told(used)


def test_surcharge_of_another_class_is_said_to_be_none(load: Callable[[str], Company]) -> None:
    load("juniper")
    question = "What does the PPO 1000 cost me and my wife in 2027? She has insurance at her own work."

    assert "No surcharge for a spouse" in told(asked(question, "UNION"))
    assert "No surcharge for a spouse" not in told(asked(question, "SAL"))
