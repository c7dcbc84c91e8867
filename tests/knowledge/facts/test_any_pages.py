"""The readers of facts take any tables and texts: a strange file must never keep a version from being ready."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.extract.types import Block, ExtractedPage
from knowledge.facts.costs import read_cost
from knowledge.facts.rates import read_rates
from knowledge.facts.sbc import is_sbc, read_summaries
from knowledge.facts.types import Fact
from tests.knowledge.facts.test_sbc import HEADS, QUESTIONS

PIECES = st.sampled_from(
    [
        *(cell for row in QUESTIONS for cell in row),
        *HEADS,
        "",
        "$",
        "$30 copay",
        "40% coinsurance",
        "999% coinsurance",
        "$" + "9" * 30,
        "$1,234,567,890.00",
        "$12.50",
        "12.50",
        "Family",
        "Employee + spouse",
        "Per paycheck",
        "Monthly",
        "24 paychecks a year",
        "Surcharge",
        "Not covered",
        "for the first 3 visits",
        "at most 5 days",
        "If you have a hospital stay",
        "Facility fee",
    ]
)
WORDS = st.one_of(PIECES, st.lists(PIECES, max_size=3).map(" ".join), st.text(max_size=30))


@st.composite
def tables(draw: st.DrawFn) -> Block:
    width = draw(st.integers(1, 6))
    rows = draw(st.lists(st.lists(WORDS, min_size=width, max_size=width).map(tuple), min_size=1, max_size=6))
    return Block("table", "", None, rows=tuple(rows))


BLOCKS = st.one_of(tables(), st.builds(Block, st.sampled_from(["heading", "paragraph", "list"]), WORDS, st.none()))
PAGES = st.lists(st.lists(BLOCKS, max_size=5), max_size=3).map(
    lambda pages: tuple(ExtractedPage(number, 612, 792, tuple(blocks)) for number, blocks in enumerate(pages, start=1))
)


def fits_the_database(fact: Fact) -> bool:
    value, text = fact.reading.value, fact.reading.text
    is_one = (value is None) != (text == "")
    return is_one and (value is None or 0 <= value < 10**9) and fact.network in ("", "IN", "IN2", "OON")


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_any_pages_give_facts_that_can_be_stored(pages: tuple[ExtractedPage, ...]) -> None:
    is_sbc(pages)
    summaries = read_summaries(pages)
    facts = [
        *(fact for summary in summaries for fact in summary.facts),
        *read_rates(pages, company_names=("Acme",)).facts,
    ]

    assert [fact for fact in facts if not fits_the_database(fact)] == []


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_any_cell_is_read_or_kept_as_it_is(words: str) -> None:
    for reading in read_cost(words).readings:
        assert (reading.value is None) != (reading.text == "")
