import pytest

from chat.proof.gate import Proofs, keep_proven
from chat.proof.units import plain_source
from tests.chat.proof.writings import DIFFERENT, SAME


def is_kept(said: str, proof: str) -> bool:
    verified = keep_proven(f"It says {said} here [1].", Proofs({1: plain_source(f"The paper has {proof} in it.")}))
    return not verified.removed


PROVEN = [
    ("The deductible is $1,500.", "Deductible: 1500.00"),
    ("The deductible is $1,500.00.", "a deductible of $1,500 per person"),
    ("You pay 1,500 dollars.", "$1,500"),
    ("You pay 20%.", "20 percent coinsurance"),
    ("You pay 20 percent.", "coinsurance is 20 % after the deductible"),
    ("Paga el 20 por ciento.", "20%"),
    ("Per pay it is $78.", "Per paycheck, employee only 78.00"),
    ("Enrollment ends on November 20, 2026.", "by 11/20/2026"),
    ("Enrollment ends on 20 November 2026.", "Nov. 20, 2026"),
    ("La inscripción termina el 20 de noviembre de 2026.", "November 20, 2026"),
    ("It ends on November 20.", "2026-11-20"),
    ("Claims by 4/30/2027.", "April 30, 2027"),
    ("Call 1-800-555-0142.", "(800) 555-0142"),
    ("Call (800) 555-0142.", "800.555.0142"),
    ("Within 30 days.", "within thirty days"),
    ("Within 31 days.", "thirty-one calendar days"),
    ("After 5 completed years.", "five years"),
    ("After 18 whole months.", "18 continuous months"),
    ("Dentro de 30 días.", "treinta días"),
    ("You get 6 weeks.", "six weeks at full pay"),
    ("The 401(k) match is 3%.", "We match 3% of pay."),
    ("In 2027 it is $5.", "On January 1, 2027 it becomes $5"),
    ("Between $10 and $40.", "Tier 1 $10, tier 2 $40"),
    ("PPO 750 costs $50.", "PPO 750: specialist $50"),
    ("The limit is $3,300 [1][2].", "3,300"),
    ("1. First, call us.", "call us"),
    ("Your Form 1095-C and W-2 come by mail.", "by mail"),
    ("No number here.", ""),
]
UNPROVEN = [
    ("The deductible is $1,500.", "Deductible: 1,550.00"),
    ("The deductible is $1,500.", "15.00"),
    ("The deductible is $150.", "$1,500"),
    ("You pay 20%.", "$20 copay"),
    ("You pay 20%.", "20 visits"),
    ("You pay $20.", "20% coinsurance"),
    ("Within 30 days.", "$30 copay"),
    ("Within 30 days.", "30%"),
    ("Enrollment ends on November 20, 2026.", "November 20, 2025"),
    ("Enrollment ends on November 21.", "November 20, 2026"),
    ("Enrollment ends on November 20, 2026.", "November 20"),
    ("Call 1-800-555-0142.", "1-800-555-0143"),
    ("It costs $0.5.", "$5"),
    ("It costs $5 million.", "$6 million"),
    ("In 2027 it changes.", "in 2026"),
    ("You get 12 weeks.", "six weeks"),
    ("3 of 10 employees", "3 employees"),
    ("Per pay it is $78.", "Employee only 78.00"),
]


@pytest.mark.parametrize(("statement", "proof"), PROVEN)
def test_sentence_whose_figures_its_source_has_is_kept(statement, proof):
    assert not keep_proven(f"{statement} [1]", Proofs({1: plain_source(proof)})).removed


@pytest.mark.parametrize(("statement", "proof"), UNPROVEN)
def test_sentence_whose_figures_its_source_lacks_goes(statement, proof):
    verified = keep_proven(f"{statement} [1]", Proofs({1: plain_source(proof)}))

    assert (verified.text, verified.removed.total()) == ("", 1)


@pytest.mark.parametrize(("said", "proof"), SAME)
def test_figure_is_proven_by_another_writing_of_it(said, proof):
    assert is_kept(said, proof)


@pytest.mark.parametrize(("said", "proof"), DIFFERENT)
def test_figure_is_not_proven_by_one_that_only_looks_like_it(said, proof):
    assert not is_kept(said, proof)
