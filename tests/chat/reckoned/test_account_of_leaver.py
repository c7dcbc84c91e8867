"""Who leaves has other days for an account than who stays: those the documents tell, and no calculator."""

import pytest

from chat.pipeline.tools.reckoned.accounts import AccountYearEnd


@pytest.mark.parametrize(
    "question",
    [
        "I quit. When do I have to use my FSA by?",
        "I got laid off, until when can I claim my FSA?",
        "me despidieron, ¿hasta cuándo puedo usar mi FSA?",
    ],
)
def test_the_days_of_an_account_are_not_reckoned_for_who_leaves(question) -> None:
    assert not AccountYearEnd().is_asked(question)


@pytest.mark.parametrize("question", ["When do I have to use my FSA by?", "¿Hasta cuándo puedo usar mi FSA?"])
def test_they_are_for_who_stays(question) -> None:
    assert AccountYearEnd().is_asked(question)
