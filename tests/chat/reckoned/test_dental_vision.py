"""Work that a dental plan pays for only after some months, and glasses that a vision plan pays for in full."""

from collections.abc import Callable
from datetime import date

import pytest

from benefits.models import DentalCost, VisionAllowance
from benefits.personal.context import PersonalContext
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import asked, only, told

CROWN = "My crown costs $1,200. What do I pay?"
LONG_HERE = PersonalContext(hired=date(2023, 9, 4))
NEW_HERE = PersonalContext(hired=date(2026, 3, 2))
NEWEST = PersonalContext(hired=date(2026, 7, 6))


@pytest.fixture(autouse=True)
def cedarmain(load: Callable[[str], Company]) -> Company:
    return load("cedarmain")


@pytest.fixture
def waits_a_year() -> None:
    DentalCost.objects.filter(dental_class="III").update(waiting_months=12)


@pytest.mark.usefixtures("waits_a_year")
def test_who_has_not_told_their_first_day_is_warned_of_the_waiting() -> None:
    usual, *others = told(asked(CROWN, "FT")).split("\n")
    spanish = told(asked("Mi corona cuesta $1,200. ¿Cuánto pago?", "FT", language="es"))

    assert usual.startswith("Of $1,200.00 you pay ")
    assert others == [
        "The plan pays for this work only after 12 months in it; before that you pay all of the $1,200.00."
    ]
    assert "solo después de 12 meses en él; antes usted paga todos los $1,200.00." in spanish


@pytest.mark.usefixtures("waits_a_year")
def test_who_has_waited_is_told_the_plans_part_and_since_when_they_are_taken_to_be_in_it() -> None:
    used = asked(CROWN, "FT", asker=LONG_HERE)

    assert told(used).startswith("Of $1,200.00 you pay ")
    assert "only after" not in told(used)
    assert "Your first day at work is September 4, 2023, as you told us." in told(used)
    (begun,) = [one for one in only(used).assumptions if "You are taken to have been in the plan since" in one]
    assert begun.endswith("it pays for this work after 12 months.")


@pytest.mark.usefixtures("waits_a_year")
def test_who_still_waits_pays_all_of_it_and_is_told_from_when_on_the_plan_pays() -> None:
    in_this_year = told(asked(CROWN, "FT", asker=NEW_HERE))
    after_it = told(asked(CROWN, "FT", asker=NEWEST))
    by_question = told(asked(f"I was hired on March 2, 2026. {CROWN}", "FT"))

    assert in_this_year.startswith(
        "Before May 1, 2027 you pay all of the $1,200.00: the plan pays for this work only after 12 months in it, and "
        "you can have been in it since May 1, 2026 at the earliest.\n"
        "From May 1, 2027 on you pay $625.00 of it and the plan pays $575.00 in 2026-27."
    )
    assert after_it.startswith("Before October 1, 2027 you pay all of the $1,200.00")
    assert "the plan pays $" not in after_it
    assert "From May 1, 2027 on you pay $625.00" in by_question


@pytest.mark.usefixtures("waits_a_year")
def test_day_of_a_treatment_is_no_first_day_at_work() -> None:
    of_hire = told(asked(f"I started work here on March 2, 2026. {CROWN}", "FT"))
    of_treatment = told(asked(f"My crown treatment started on October 5, 2026. {CROWN}", "FT"))

    assert of_hire.startswith("Before May 1, 2027 you pay all of the $1,200.00")
    assert of_treatment.startswith("Of $1,200.00 you pay ")
    assert "The plan pays for this work only after 12 months in it" in of_treatment


def test_work_that_is_paid_at_once_asks_for_no_first_day() -> None:
    used = asked(CROWN, "FT", asker=LONG_HERE)

    assert "only after" not in told(used)
    assert "first day" not in told(used)


@pytest.mark.parametrize(
    ("copay", "words"),
    [
        (25, "Of $220.00 you pay $25.00 in 2026-27: the plan pays it in full above the copay of $25.00."),
        (0, "Of $220.00 you pay $0.00 in 2026-27: the plan pays it in full."),
    ],
)
def test_frames_without_an_allowance_are_paid_in_full_above_the_copay(copay: int, words: str) -> None:
    VisionAllowance.objects.filter(item="frames").update(allowance=None, copay=copay)

    used = asked("What do I pay for $220 frames?", "FT")

    assert words in told(used)
    assert f"Paid in full, but for the copay: ${copay}.00" in only(used).assumptions
