"""A change after an event, while it may be asked for and once its time is over."""

from collections.abc import Callable
from datetime import date

import pytest

from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import DAY, asked, told

BABY = "My baby was born on May 3, 2026. Until when can I add her?"
WEDDING = "I got married on September 1, 2026. By when do I have to add my husband?"
IN_TIME = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def juniper(load: Callable[[str], Company]) -> Company:
    return load("juniper")


def test_child_is_covered_from_birth_on_while_it_may_be_added() -> None:
    said = told(asked(BABY, "SAL", day=IN_TIME))

    assert said.startswith("You have until June 2, 2026 for the change")
    assert "The child is covered from May 3, 2026 on." in said
    assert "is over" not in said


@pytest.mark.parametrize(
    ("question", "language", "lines"),
    [
        (
            BABY,
            "en",
            [
                "You had until June 2, 2026 for the change: 30 days from May 3, 2026.",
                "June 2, 2026 is over: the change waits for the next open enrollment, unless you have asked for it.",
            ],
        ),
        (
            WEDDING,
            "en",
            [
                "You had until October 1, 2026 for the change: 30 days from September 1, 2026.",
                "October 1, 2026 is over: the change waits for the next open enrollment, unless you have asked for it.",
            ],
        ),
        (
            "Mi bebé nació el 3 de mayo de 2026. ¿Hasta cuándo puedo agregarla?",
            "es",
            ["Tenía hasta el 2 de junio de 2026 para el cambio: 30 días desde el 3 de mayo de 2026."],
        ),
    ],
    ids=["birth", "marriage", "spanish"],
)
def test_change_whose_time_is_over_is_told_as_that_and_promises_nothing(
    question: str, language: str, lines: list[str]
) -> None:
    said = told(asked(question, "SAL", language=language, day=DAY)).split("\n")

    assert said[: len(lines)] == lines
    assert len(said) == 2
