"""English as it is typed in a hurry is read as common English, and nothing else is touched."""

import pytest

from chat.pipeline.other_plan import with_other_plan_named
from chat.spoken_english import in_common_english


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("im new, whats the copay", "I'm new, what's the copay"),
        ("i dont have kids and cant wait", "i don't have kids and can't wait"),
        ("how long til my dental kicks in", "how long until my dental kicks in"),
        ("extra cause my wife has a plan?", "extra because my wife has a plan?"),
        ("extra bc my wife has a plan", "extra because my wife has a plan"),
        ("no dental b/c im new", "no dental because I'm new"),
        ("my 9 yr old and my 14yr-old", "my 9 year old and my 14 year old"),
        ("vested after 4 yrs or 18 mos", "vested after 4 years or 18 months"),
        ("cut to 20 hrs", "cut to 20 hours"),
        ("w/o a referal", "without a referral"),
        ("hey! quick question, is vision free", "is vision free"),
        ("regular doctor copay", "primary care doctor copay"),
    ],
)
def test_typed_in_a_hurry_is_read_in_common_words(typed, read):
    assert in_common_english(typed) == read


@pytest.mark.parametrize(
    "text",
    [
        "I'm ill and my id card is lost",
        "What is the cause of the delay?",
        "Is the U.S. office covered?",
        "Is Anthem BC in network?",
        "Is Anthem BC my carrier?",
        "Is anthem bc in network?",
        "Hello",
        "quick question",
        "What does the HR team do?",
        "It costs $3 mo",
    ],
)
def test_what_may_mean_something_else_stays(text):
    assert in_common_english(text) == text


def test_no_spanish_is_touched():
    assert in_common_english("¿Qué bc hay til?", "es") == "¿Qué bc hay til?"


PLANS = ("POS 300", "POS 900", "HMO 900", "EPO 1200")


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("POS 300 vs 900 copay", "POS 300 vs POS 900 copay"),
        ("Is the POS 300 or the 900 cheaper?", "Is the POS 300 or the POS 900 cheaper?"),
        ("POS 300 and 50 dollars", "POS 300 and 50 dollars"),
        ("POS 300 in 2030 and 2031", "POS 300 in 2030 and 2031"),
        ("is therapy covered on the 300", "is therapy covered on the POS 300"),
        ("specialist copay, the 1200 plan?", "specialist copay, the EPO 1200 plan?"),
        ("¿cuánto es una visita en el 300?", "¿cuánto es una visita en el POS 300?"),
        ("is therapy covered on the 900", "is therapy covered on the 900"),  # two have that level
        ("Can I get the 300 back that I paid?", "Can I get the 300 back that I paid?"),
        ("is therapy covered on the 450", "is therapy covered on the 450"),
    ],
)
def test_a_question_that_names_a_plan_by_its_level_gets_its_name(asked, read):
    assert with_other_plan_named([asked], lambda: PLANS) == (read,)
