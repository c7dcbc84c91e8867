from itertools import pairwise

import pytest

from knowledge.extract.table_sentences import tell_table
from knowledge.extract.types import Block, Box, ExtractedPage, Span
from knowledge.index.split import PassageDraft, split
from knowledge.text.sentences import sentence_spans
from knowledge.text.tokens import count_tokens
from tests.growth import grows_in_proportion

SENTENCE = "Each employee may choose one of the four plans that the company offers in this year. "


def _page(number: int, *blocks: Block) -> ExtractedPage:
    return ExtractedPage(number, 612, 792, blocks)


def _heading(text: str, level: int = 1, box: Box | None = None) -> Block:
    return Block("heading", text, box, level)


def _text(text: str, box: Box | None = None) -> Block:
    return Block("paragraph", text, box)


def _table(*rows: tuple[str, ...]) -> Block:
    return Block("table", "\n".join(line.text for line in tell_table(rows)), None, rows=rows)


def _prose(sentences: int, word: str = "") -> Block:
    return _text("".join(f"{word}{number} is its number. {SENTENCE}" for number in range(sentences)).strip())


def _sentences(passage: PassageDraft) -> list[str]:
    return [passage.text[start:end] for start, end in sentence_spans(passage.text)]


def test_heading_opens_a_passage_and_gives_its_path() -> None:
    blocks = (_heading("Medical"), _prose(6), _heading("Deductible", 2), _prose(12), _heading("Dental"), _prose(9))
    pages = [_page(1, *blocks)]

    drafts = split(pages, max_tokens=500, overlap_tokens=50)

    assert [(draft.ordinal, draft.heading, draft.text.split("\n")[0]) for draft in drafts] == [
        (0, "Medical", "Medical"),
        (1, "Medical > Deductible", "Deductible"),
        (2, "Dental", "Dental"),
    ]


def test_passages_stay_within_their_tokens_and_say_how_many() -> None:
    drafts = split([_page(1, _heading("Medical"), _prose(80))], max_tokens=200, overlap_tokens=30)

    assert len(drafts) > 10
    assert all(draft.token_count == count_tokens(draft.text) <= 200 for draft in drafts)


def test_last_sentences_are_repeated_within_a_section() -> None:
    drafts = split([_page(1, _prose(60))], max_tokens=200, overlap_tokens=50)

    for before, after in pairwise(drafts):
        shared = set(_sentences(before)) & set(_sentences(after))
        assert _sentences(before)[-1] in shared
        assert _sentences(after)[0] in shared


def test_nothing_is_repeated_across_a_heading() -> None:
    pages = [_page(1, _heading("One"), _prose(14, "A"), _heading("Two"), _prose(14, "B"))]

    drafts = split(pages, max_tokens=500, overlap_tokens=50)

    assert [draft.heading for draft in drafts] == ["One", "Two"]
    assert not any(sentence.startswith("A") for sentence in _sentences(drafts[1]))


def test_every_sentence_is_kept_whole() -> None:
    page = _page(1, _heading("Medical"), _prose(50))
    drafts = split([page], max_tokens=150, overlap_tokens=0)

    kept = [sentence for draft in drafts for sentence in _sentences(draft)]

    assert kept == ["Medical", *[page.blocks[1].text[a:b] for a, b in sentence_spans(page.blocks[1].text)]]


def test_short_sections_under_one_parent_share_a_passage() -> None:
    questions = [
        block
        for number in range(4)
        for block in (_heading(f"Question {number}?", 2), _text(f"The answer to it is {number}."))
    ]

    drafts = split([_page(1, _heading("Questions"), *questions)], max_tokens=500, overlap_tokens=50)

    assert len(drafts) == 1
    assert drafts[0].heading == "Questions"
    assert drafts[0].text.count("Question ") == 4


def test_passage_ends_with_its_page_once_it_holds_enough() -> None:
    drafts = split([_page(1, _heading("Medical"), _prose(5)), _page(2, _prose(5, "B"))], max_tokens=500)

    assert [(draft.page_number, draft.page_to) for draft in drafts] == [(1, 1), (2, 2)]
    assert [draft.heading for draft in drafts] == ["Medical", "Medical"]


def test_heading_at_the_foot_of_a_page_goes_with_its_text() -> None:
    drafts = split([_page(1, _heading("Medical")), _page(2, _prose(5))], max_tokens=500)

    assert [(draft.page_number, draft.page_to) for draft in drafts] == [(1, 2)]


def test_sentence_cut_by_the_page_is_one_sentence_again() -> None:
    pages = [
        _page(1, _prose(8), _text("Your cost is counted from the first of the", Box(1, 0.1, 0.9, 0.9, 0.92))),
        _page(2, _text("month after you enroll. Then it stays.", Box(2, 0.1, 0.1, 0.9, 0.12))),
    ]

    draft = next(draft for draft in split(pages, max_tokens=500) if "month after" in draft.text)

    assert "counted from the first of the month after you enroll." in draft.text
    assert (draft.page_number, draft.page_to) == (1, 2)
    assert {box.page for box in draft.boxes} == {1, 2}


def test_small_table_stays_whole_with_what_leads_to_it() -> None:
    rows = (("Coverage", "PPO"), *((f"Tier {number}", f"${number}0.00") for number in range(1, 9)))
    pages = [_page(1, _heading("Prices"), _prose(14), _text("What you pay is here:"), _table(*rows))]

    drafts = split(pages, max_tokens=400, overlap_tokens=40)

    assert [draft.kind for draft in drafts] == ["text", "table"]
    assert drafts[1].text.split("\n")[-10:] == [
        "What you pay is here:",
        "Coverage | PPO",
        *(f"Tier {number} — PPO: ${number}0.00" for number in range(1, 9)),
    ]


def test_long_table_is_cut_between_rows_and_its_header_repeated() -> None:
    rows = (("Coverage in 2027", "PPO", "HDHP"), *((f"Tier {n}", f"${n}0.00", f"${n}5.00") for n in range(1, 60)))

    drafts = split([_page(1, _heading("Prices"), _table(*rows))], max_tokens=250, overlap_tokens=50)

    lines = [line for draft in drafts for line in draft.text.split("\n")]
    assert len(drafts) > 4
    assert all("Coverage in 2027 | PPO | HDHP" in draft.text for draft in drafts)
    assert [line for line in lines if line.startswith("Tier")] == [
        f"Tier {n} — PPO: ${n}0.00; HDHP: ${n}5.00" for n in range(1, 60)
    ]
    assert all(draft.token_count <= 250 for draft in drafts)


def test_row_longer_than_a_passage_is_cut_between_cells_with_its_label() -> None:
    row = ("Specialist visit", *(f"{SENTENCE.strip()} {number}" for number in range(12)))
    table = _table(("Service", *(f"Plan {number}" for number in range(12))), row)

    drafts = split([_page(1, table)], max_tokens=150, overlap_tokens=0)

    assert len(drafts) > 2
    assert all(draft.token_count <= 150 for draft in drafts)
    assert all("Specialist visit — Plan " in draft.text for draft in drafts)


def test_text_without_any_space_is_still_bounded() -> None:
    drafts = split([_page(1, _text("x1y2" * 3_000))], max_tokens=200, overlap_tokens=20)

    assert all(draft.token_count <= 210 for draft in drafts)
    assert sum(draft.text.count("x1") for draft in drafts) > 2_900


def test_boxes_are_those_of_the_sentences_taken() -> None:
    lines = ["First line of the text here.", "Second line of the text here."]
    spans = (Span(0, 28, Box(1, 0.1, 0.10, 0.9, 0.12)), Span(29, 58, Box(1, 0.1, 0.13, 0.9, 0.15)))
    block = Block("paragraph", " ".join(lines), Box(1, 0.1, 0.1, 0.9, 0.15), spans=spans)

    drafts = split([_page(1, block)], max_tokens=12, overlap_tokens=0)

    assert [draft.boxes for draft in drafts] == [(spans[0].box,), (spans[1].box,)]


def test_heading_of_a_column_does_not_own_what_stands_below_all_columns() -> None:
    pages = [
        _page(
            1,
            _heading("Dental and vision", 1, Box(1, 0.1, 0.05, 0.5, 0.08)),
            _heading("Vision", 3, Box(1, 0.55, 0.1, 0.7, 0.12)),
            _text(SENTENCE * 8, Box(1, 0.55, 0.13, 0.9, 0.3)),
            _text("Prices of both. " + SENTENCE * 8, Box(1, 0.1, 0.4, 0.9, 0.6)),
        )
    ]

    drafts = split(pages, max_tokens=500)

    assert [draft.heading for draft in drafts] == ["Dental and vision > Vision", "Dental and vision"]


def test_equal_pages_give_equal_passages() -> None:
    pages = [_page(1, _heading("Medical"), _prose(40)), _page(2, _prose(40))]

    assert split(pages) == split(pages)


def test_document_without_text_gives_no_passage() -> None:
    assert split([_page(1)]) == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It is $1,500.50. Then 20% applies.", ["It is $1,500.50.", "Then 20% applies."]),
        ("Ask Dr. Smith, e.g. by phone. He knows.", ["Ask Dr. Smith, e.g. by phone.", "He knows."]),
        ("Care outside the U.S. is covered. Call us.", ["Care outside the U.S. is covered.", "Call us."]),
        ("¿Cuánto pago? El copago es de $60.", ["¿Cuánto pago?", "El copago es de $60."]),
        ("1. Ask your doctor. 2. Wait.", ["1. Ask your doctor.", "2. Wait."]),
        ("See No. 5 of the list. It says no. Then ask.", ["See No. 5 of the list.", "It says no.", "Then ask."]),
        ("• One\n• Two", ["• One", "• Two"]),
        ("He said “no.” Then he left.", ["He said “no.”", "Then he left."]),
        ("What is it? — Answers: $750. It is yearly.", ["What is it? — Answers: $750.", "It is yearly."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_a_long_blank_behind_a_sentence_takes_no_longer_than_its_length() -> None:
    assert grows_in_proportion(lambda size: sentence_spans(f"It ends.{' ' * size}x."), 24_000)
