import pytest

from chat.verify import Figure, figures, keep_proven

TRUE = [
    ("The deductible is $1,500.", "Deductible: 1500.00"),
    ("The deductible is $1,500.00.", "a deductible of $1,500 per person"),
    ("You pay 1,500 dollars.", "$1,500"),
    ("You pay 20%.", "20 percent coinsurance"),
    ("You pay 20 percent.", "coinsurance is 20 % after the deductible"),
    ("Paga el 20 por ciento.", "20%"),
    ("Per pay it is $78.", "Employee only 78.00"),
    ("Enrollment ends on November 20, 2026.", "by 11/20/2026"),
    ("Enrollment ends on 20 November 2026.", "Nov. 20, 2026"),
    ("La inscripción termina el 20 de noviembre de 2026.", "November 20, 2026"),
    ("It ends on November 20.", "2026-11-20"),
    ("Claims by 4/30/2027.", "April 30, 2027"),
    ("Call 1-800-555-0142.", "(800) 555-0142"),
    ("Call (800) 555-0142.", "800.555.0142"),
    ("Within 30 days.", "within thirty days"),
    ("Within 31 days.", "thirty-one calendar days"),
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
FALSE = [
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
]


@pytest.mark.parametrize(("statement", "proof"), TRUE)
def test_figure_that_stands_in_the_proof_is_kept(statement, proof):
    assert keep_proven(statement, proof=[proof]).removed == 0


@pytest.mark.parametrize(("statement", "proof"), FALSE)
def test_figure_that_stands_nowhere_takes_its_sentence_away(statement, proof):
    verified = keep_proven(statement, proof=[proof])

    assert (verified.text, verified.removed) == ("", 1)


def test_only_the_sentence_with_the_wrong_figure_goes():
    text = "The copay is $50. [1] It was $45 before. [1] Referrals are not needed. [2]"

    verified = keep_proven(text, proof=["copay $50"])

    assert (verified.text, verified.removed) == ("The copay is $50. [1] Referrals are not needed. [2]", 1)


def test_list_item_and_table_row_go_as_a_whole():
    text = (
        "Per pay:\n\n- Employee: $78 [1]\n- Family: $999 [1]\n- Spouse: **$214** [1]. That is $888 a year."
        "\n\n| Plan | Cost |\n|---|---|\n| PPO | $78 |\n| HDHP | $32 |"
    )

    verified = keep_proven(text, proof=["Employee 78.00 Spouse 214.00"])

    assert verified.removed == 3
    assert verified.text == (
        "Per pay:\n\n- Employee: $78 [1]\n- Spouse: **$214** [1].\n\n| Plan | Cost |\n|---|---|\n| PPO | $78 |"
    )


def test_proof_may_be_spread_over_passages_and_the_persons_own_words():
    verified = keep_proven("At 55 you may add $1,000.", proof=["Catch-up: $1,000", "I am 55, how much may I add?"])

    assert verified.removed == 0


def test_number_cut_in_the_middle_is_not_proven():
    assert keep_proven("The copay is $5", proof=["The copay is $50"]).text == ""


def test_figures_are_compared_without_their_format():
    assert figures("$1,500 or 1500.00 USD, 20 %, 3/15/2027, (800) 555-0142") == {
        Figure("money", "1500"),
        Figure("percent", "20"),
        Figure("date", "2027-3-15"),
        Figure("phone", "8005550142"),
    }
