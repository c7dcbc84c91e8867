"""Summaries and rate sheets as other insurers and employers write them: what is read wrongly must be doubted."""

import pytest

from benchmarks.facts_other_hands import SUMMARIES
from benchmarks.other_hands.sheet import Sheet
from benchmarks.other_hands.sheets import SHEETS
from benchmarks.other_hands.summary import Summary
from benchmarks.other_hands.truth import Score, score
from knowledge.facts.rates import read_rates
from knowledge.facts.sbc import is_sbc, read_summaries
from tests.knowledge.facts.printed import pages_of

# What may still be missed of a paper: a row cut by the page.
MISSED_AT_MOST = {"rows that go over the page, heads on the first page alone": 1}


def score_of(paper: Summary, tmp_path) -> Score:
    pages = pages_of(paper.file(), tmp_path, paper.file_type)
    assert is_sbc(pages)
    return score(paper.truth(), [fact for found in read_summaries(pages) for fact in found.facts])


@pytest.mark.parametrize("paper", SUMMARIES, ids=lambda paper: paper.name)
def test_nothing_in_a_summary_of_another_hand_is_wrong_without_a_doubt(paper: Summary, tmp_path) -> None:
    read = score_of(paper, tmp_path)

    assert read.wrong == ()
    assert len(read.missed) <= MISSED_AT_MOST.get(paper.name, 0)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_in_a_rate_sheet_of_another_hand_is_wrong_or_missed(sheet: Sheet, tmp_path) -> None:
    read = score(sheet.truth, read_rates(pages_of(sheet.file(), tmp_path, sheet.file_type)).facts)

    assert read.wrong == ()
    assert read.missed == ()
