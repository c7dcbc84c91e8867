"""A plan with or without something is asked for: services that skip it, and claims told to be false, are no answer."""

import pytest

from chat.extractive.kind_of_plan import is_of_other_kind_of_plan, is_told_as_false
from chat.llm.types import SourcePassage
from tests.chat.test_llm_extractive import ask

NO_DEDUCTIBLE = "Is there a plan with no deductible?"


def passage(text: str) -> SourcePassage:
    return SourcePassage(1, "Silver Plan Details", text)


@pytest.mark.parametrize(
    "text",
    [
        "There is no deductible for hearing care services.",
        "Preventive care is covered in full with no deductible.",
        "False or misleading statements include:\n• Claims that the plan has no deductible at all.",
        "Members of the plan pay the deductible first and then no more than the limit.",
    ],
)
def test_a_service_that_skips_it_is_no_such_plan(text) -> None:
    assert ask(NO_DEDUCTIBLE, passage(text)) == ""


def test_a_plan_without_it_is_one() -> None:
    assert "The HMO plan has no deductible" in ask(NO_DEDUCTIBLE, passage("The HMO plan has no deductible."))


@pytest.mark.parametrize(
    ("question", "text", "is_row", "is_other"),
    [
        (NO_DEDUCTIBLE, "Deductible: $0", True, False),
        (NO_DEDUCTIBLE, "Deductible: $500", True, True),
        (NO_DEDUCTIBLE, "There is no deductible for the HMO plan.", False, False),
        ("Do you offer a plan without a deductible?", "The plan does not have a deductible.", False, False),
        ("¿Hay algún plan sin deducible?", "La consulta preventiva no tiene deducible.", False, True),
        ("What is the deductible for hearing care?", "There is no deductible for hearing care.", False, False),
    ],
)
def test_what_is_told_of_a_plan(question, text, is_row, is_other) -> None:
    assert is_of_other_kind_of_plan(question, text, is_row=is_row) is is_other


def test_false_claims_are_quoted_to_who_asks_about_them() -> None:
    lead_in = "Statements that may be considered misleading include:"

    assert is_told_as_false("Does the plan have a deductible?", lead_in)
    assert not is_told_as_false("Which statements are misleading?", lead_in)


def test_names_that_are_met_do_not_make_up_for_what_nothing_says() -> None:
    said = ask(
        "Are domestic partners eligible for the Acme Silver Star plan?",
        SourcePassage(
            1, "Acme Silver Star Details", "Know the rules of the Acme Silver Star plan, to see who is eligible."
        ),
        SourcePassage(2, "Acme Handbook", "Domestic partners are welcome at the picnic."),
    )

    assert said == ""
