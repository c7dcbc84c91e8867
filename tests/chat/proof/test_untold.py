"""What an answer says not to be told needs no proof; what it says beside that does."""

import pytest

from chat.llm.types import SourcePassage
from chat.proof.gate import Proofs, keep_proven
from chat.proof.units import About, source

PASSAGE = "Frames are paid up to $150 every 24 months in 2027. Questions: 555-0104."


def kept(text: str) -> bool:
    proofs = Proofs(cited={1: source(SourcePassage(1, "Vision 2027", PASSAGE), About("Vision 2027", "2027"))})
    return not keep_proven(text, proofs).removed


@pytest.mark.parametrize(
    "text",
    [
        "The documents do not give the allowance for 2026.",
        "The passages don't show the 2026 price, so please ask HR.",
        "The guide does not say whether lenses are free, but frames are paid up to $150 [1].",
        "Los documentos no dicen cuánto se pagaba en 2026.",
        "The documents I have do not tell what was paid before 2027; frames are paid up to $150 [1].",
    ],
)
def test_what_is_said_not_to_be_told_needs_no_proof(text):
    assert kept(text)


@pytest.mark.parametrize(
    "text",
    [
        "The documents do not give the price for 2026, but frames are paid up to $200 [1].",
        "The guide does not say more, so you get $300 [1].",
        "The passages do not tell it; call 555-0199 [1].",
        "The plan does not pay more than $120 [1].",
        "The policy does not give more than 12 months [1].",
        "The documents say that frames are paid up to $200 [1].",
    ],
)
def test_what_is_told_beside_it_does(text):
    assert not kept(text)
