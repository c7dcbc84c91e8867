from pathlib import Path

import pytest

from chat.llm.types import SourcePassage
from chat.proof.gate import Proofs, keep_proven
from chat.proof.units import About, plain_source, result_source, source
from tests.chat.proof import (
    cases_by_a_fourth_stranger,
    cases_by_a_second_stranger,
    cases_by_a_stranger,
    cases_by_a_third_stranger,
    cases_by_kind,
    cases_by_kind_last,
    cases_by_kind_more,
    cases_of_another_hand,
    cases_of_answers_as_they_are_written_claims,
    cases_of_answers_as_they_are_written_days,
    cases_of_answers_as_they_are_written_near,
    cases_of_answers_as_they_are_written_pairs,
    cases_of_changes_and_duties,
    cases_of_claims,
    cases_of_claims_afterwards,
    cases_of_claims_last,
    cases_of_claims_more,
    cases_of_own_figures,
    cases_of_rules_in_general,
    cases_of_rules_in_general_last,
    cases_of_rules_in_general_more,
    cases_of_rules_told_in_words,
    cases_of_rules_told_in_words_last,
    cases_of_years_and_bands,
)
from tests.chat.proof.cases import FALSE, TRUE, Case

ROOT = Path(__file__).resolve().parents[3]
OF_OTHERS = (
    cases_of_another_hand,
    cases_of_answers_as_they_are_written_claims,
    cases_by_kind,
    cases_by_kind_more,
    cases_by_kind_last,
    cases_of_rules_told_in_words,
    cases_of_rules_told_in_words_last,
    cases_by_a_stranger,
    cases_of_rules_in_general,
    cases_of_rules_in_general_more,
    cases_of_rules_in_general_last,
    cases_by_a_second_stranger,
    cases_by_a_third_stranger,
    cases_by_a_fourth_stranger,
    cases_of_claims,
    cases_of_claims_more,
    cases_of_claims_last,
    cases_of_claims_afterwards,
    cases_of_changes_and_duties,
    cases_of_own_figures,
    cases_of_answers_as_they_are_written_days,
    cases_of_answers_as_they_are_written_near,
    cases_of_answers_as_they_are_written_pairs,
    cases_of_years_and_bands,
)
ALL_FALSE = [*FALSE, *(case for of_one in OF_OTHERS for case in of_one.FALSE)]
ALL_TRUE = [*TRUE, *(case for of_one in OF_OTHERS for case in of_one.TRUE)]


def known(heading: str) -> set[str]:
    """Return the sentences that docs/benchmarks.md lists below the heading."""
    section = (ROOT / "docs" / "benchmarks.md").read_text().split(f"#### {heading}\n")[1].partition("\n#")[0]
    return {line.removeprefix("- ") for line in section.splitlines() if line.startswith("- ")}


PASSING, LOST = known("False sentences that pass"), known("True sentences that are lost")


def verified(case: Case):
    sources = {
        number: source(SourcePassage(number, title, text, heading=heading), About(title=title))
        for number, (title, heading, text) in enumerate([case.passage, *case.also], start=1)
    }
    return keep_proven(case.said, Proofs(sources, asked=(case.asked,)))


@pytest.mark.parametrize("case", [case for case in ALL_TRUE if case.said not in LOST], ids=lambda case: case.said)
def test_what_its_source_proves_stays(case):
    assert not verified(case).removed


@pytest.mark.parametrize("case", [case for case in ALL_FALSE if case.said not in PASSING], ids=lambda case: case.said)
def test_what_its_source_does_not_prove_goes(case):
    assert verified(case).removed.total() == 1


def test_misses_told_in_the_benchmarks_are_still_missed_and_stand_in_the_tables():
    passing = {case.said for case in ALL_FALSE if case.said in PASSING and not verified(case).removed}
    lost = {case.said for case in ALL_TRUE if case.said in LOST and verified(case).removed}

    assert (passing, lost) == (PASSING, LOST)


def test_a_row_with_one_sum_a_paycheck_and_another_a_year_is_proven_by_itself():
    row = "Tobacco surcharge — Amount, per paycheck: $25.00; Amount, per year: $650.00"

    assert not keep_proven(f"Rates: {row} [1]", Proofs({1: plain_source(row)}, is_copied=True)).removed


def test_a_sentence_with_more_figures_than_can_be_told_apart_is_not_proven():
    said = f"The copay is {' and '.join(['$50'] * 61)} [1]."

    assert keep_proven(said, Proofs({1: plain_source("The copay is $50.")})).removed == {"figure": 1}


def test_only_the_sentence_with_the_wrong_figure_goes():
    text = "The copay is $50. [1] It was $45 before. [1] Referrals are not needed. [2]"

    kept = keep_proven(text, Proofs({1: plain_source("copay $50"), 2: plain_source("No referrals are needed.")}))

    assert (kept.text, kept.removed.total()) == ("The copay is $50. [1] Referrals are not needed. [2]", 1)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("**The copay is $50 [1]. It was $45.** Ask first.", "The copay is $50 [1]. Ask first."),
        ("- **The copay is $50 [1].** It was **$45**.", "- **The copay is $50 [1].**"),
    ],
)
def test_what_goes_leaves_no_bold_run_open(text, kept):
    assert keep_proven(text, Proofs({1: plain_source("The copay is $50.")})).text == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Yes. Massage is covered [1]. The copay is $50 [1].", "The copay is $50 [1]."),
        ("Yes, you can. Massage is covered [1]. The copay is $50 [1].", "The copay is $50 [1]."),
        ("**Yes.**\n\nMassage is covered [1].\n\nThe copay is $50 [1].", "The copay is $50 [1]."),
        ("That's right.\n\n- Massage is covered [1].\n- The copay is $50 [1].", "- The copay is $50 [1]."),
        ("- Yes. Massage is covered [1]. The copay is $50 [1].", "- The copay is $50 [1]."),
        ("No. Massage is not covered [1].", "No. Massage is not covered [1]."),
        ("**No.**\n\nMassage is not covered [1].\n\nYes.", "**No.**\n\nMassage is not covered [1].\n\nYes."),
        ("No.\n\n- The copay is $50 [1].\n- Massage is covered [1].", "No.\n\n- The copay is $50 [1]."),
        ("Yes.\n\n| A |  |\n|---|---|\n| Copay | $50 [1] |", "Yes.\n\n| A |  |\n|---|---|\n| Copay | $50 [1] |"),
    ],
)
def test_yes_or_no_alone_goes_with_the_sentence_that_says_what_of(text, kept):
    assert keep_proven(text, Proofs({1: plain_source("The copay is $50. Massage is not covered.")})).text == kept


def test_list_item_and_table_row_go_as_a_whole():
    text = (
        "Per pay:\n\n- Employee: $78 [1]\n- Family: $999 [1]\n- Spouse: **$214** [1]. That is $888 a year. [1]"
        "\n\n| Plan | Cost |\n|---|---|\n| PPO | $78 [1] |\n| HDHP | $32 [1] |"
    )
    prices = plain_source("PPO per paycheck: Employee 78.00\nPPO per paycheck: Spouse 214.00")

    kept = keep_proven(text, Proofs({1: prices}))

    assert kept.removed.total() == 3
    assert kept.text == (
        "Per pay:\n\n- Employee: $78 [1]\n- Spouse: **$214** [1].\n\n| Plan | Cost |\n|---|---|\n| PPO | $78 [1] |"
    )


def test_a_cell_of_a_table_is_held_against_its_row_and_its_column():
    rates = source(
        SourcePassage(
            number=1,
            document_title="2027 Rates",
            text="PPO 750 — In network: $50; Out of network: 40%\nPPO 1500 — In network: $70; Out of network: 50%",
        ),
        About(title="2027 Rates"),
    )
    head = "| Plan | In network | Out of network |\n|---|---|---|\n"
    right, swapped = "| PPO 750 | $50 [1] | 40% [1] |", "| PPO 1500 | $50 [1] | 40% [1] |"

    kept = keep_proven(f"{head}{right}\n{swapped}", Proofs({1: rates}))

    assert kept.text == f"{head}{right}"
    assert kept.removed == {"scope": 1}


def test_a_table_whose_head_is_not_proven_goes_as_a_whole():
    table = "| Plan | $60 [1] |\n|---|---|\n| PPO | $50 [1] |"

    kept = keep_proven(f"The copay is $50 [1].\n\n{table}", Proofs({1: plain_source("PPO: the copay is $50")}))

    assert kept.text == "The copay is $50 [1]."
    assert kept.removed == {"figure": 2}


def test_what_another_passage_proves_is_no_proof_for_this_sentence():
    proofs = Proofs({1: plain_source("Referrals are not needed."), 2: plain_source("The copay is $50.")})

    assert keep_proven("The copay is $50 [1].", proofs).removed == {"figure": 1}
    assert not keep_proven("The copay is $50 [2].", proofs).removed


def test_a_sentence_without_a_marker_rests_on_those_of_its_paragraph():
    proofs = Proofs({1: plain_source("The copay is $50. You need no referral.")})

    assert not keep_proven("The copay is $50. You need no referral [1].", proofs).removed
    assert keep_proven("The copay is $50.\n\nYou need no referral [1].", proofs).removed == {"uncited": 1}


def test_the_plan_talked_of_before_goes_on_and_may_not_be_another_ones():
    proofs = Proofs({1: plain_source("PPO 750: the copay is $50."), 2: plain_source("PPO 1500: the copay is $70.")})

    assert not keep_proven("On the PPO 750:\n- The copay is $50 [1]", proofs).removed
    assert keep_proven("On the PPO 1500:\n- The copay is $50 [1]", proofs).removed == {"scope": 1}


def test_what_a_tool_found_proves_without_being_cited():
    found = result_source("$78.00 per paycheck", ["employee only", "PPO 750 2027"])

    assert not keep_proven("The PPO 750 is $78 per paycheck for employee only.", Proofs({}, results=(found,))).removed
    assert keep_proven("The PPO 1500 is $78 per paycheck.", Proofs({}, results=(found,))).removed == {"scope": 1}


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("$8,800 yourself: the limit of $9,000 plus $1,000 from age 55 on, less $1,200 from your employer", True),
        ("$8,800 yourself: the limit of $9,000 plus $1,000 from age 55 on, less $5,000 from your employer", False),
        ("$5,000 yourself: the limit of $9,000 plus $1,000 from age 55 on, less $1,200 from your employer", False),
        ("$8,800 yourself, less $1,200 from your employer; the care account takes $5,000", True),
    ],
)
def test_what_a_tool_has_reckoned_is_told_with_its_own_figures(said, is_told):
    reckoned = result_source(
        "In 2028 you can put in $8,800.00 yourself: the limit of $9,000.00 plus $1,000.00 from age 55 on, less "
        "$1,200.00 from your employer.",
        ["HSA"],
    )
    guide = plain_source(
        "The care account takes $5,000 in 2028. You can put $5,000 into a care account, from age 55 on."
    )

    told = keep_proven(f"In 2028 you can put in {said} [1].", Proofs({1: guide}, results=(reckoned,)))

    assert bool(told.removed) is not is_told


def test_a_figure_recognised_in_a_poor_picture_proves_nothing():
    passage = SourcePassage(number=1, document_title="", text="The copay is $50.", has_sure_figures=False)

    assert keep_proven("The copay is $50 [1].", Proofs({1: source(passage, About())})).removed == {"figure": 1}
