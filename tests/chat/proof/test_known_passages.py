"""A passage that was read before is known by heart, which must change nothing but the time it takes."""

from dataclasses import replace

import pytest

from chat.llm.types import SourcePassage
from chat.proof.gate import Proofs, keep_proven
from chat.proof.units import About, source

PASSAGE = SourcePassage(1, "Guide", "The specialist copay is $50.", heading="Office visits")
ABOUT = About(title="Guide", plan_year="2027", context="PPO 750")
OTHERS = {
    "of another text": (replace(PASSAGE, text="The specialist copay is $60."), ABOUT),
    "below another heading": (replace(PASSAGE, heading="Out of network"), ABOUT),
    "with figures that are not sure": (replace(PASSAGE, has_sure_figures=False), ABOUT),
    "of another title": (PASSAGE, replace(ABOUT, title="Summary")),
    "of another year": (PASSAGE, replace(ABOUT, plan_year="2026")),
    "in another document": (PASSAGE, replace(ABOUT, context="HMO 20")),
    "of another plan": (PASSAGE, replace(ABOUT, plan="Harbor Plan")),
}


def removed(said: str, passage: SourcePassage, about: About) -> dict[str, int]:
    return dict(keep_proven(said, Proofs({1: source(passage, about)})).removed)


def test_a_passage_is_read_once_whatever_number_cites_it():
    assert source(PASSAGE, ABOUT) is source(replace(PASSAGE, number=7), replace(ABOUT))


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_passage_is_not_taken_for_one(other):
    assert source(PASSAGE, ABOUT) != source(*other)


def test_what_a_passage_proves_is_the_same_however_often_it_is_asked():
    said = "The specialist copay on the PPO 750 is $50 [1]. The specialist copay on the HMO is $50 [1]."
    first = removed(said, PASSAGE, ABOUT)
    of_another = removed(said, PASSAGE, replace(ABOUT, context="HMO"))

    assert first == of_another == {"scope": 1}
    assert [removed(said, PASSAGE, ABOUT) for _ in range(3)] == [first] * 3


def test_a_passage_too_long_to_be_known_proves_the_same():
    long = replace(PASSAGE, text=f"{PASSAGE.text}\n{'There is more to it. ' * 500}")

    assert source(long, ABOUT) is not source(long, ABOUT)
    assert not removed("The specialist copay is $50 [1].", long, ABOUT)
    assert removed("The specialist copay is $51 [1].", long, ABOUT) == {"figure": 1}
