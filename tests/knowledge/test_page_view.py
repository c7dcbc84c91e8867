"""Pages as they were read, with quotes marked in them."""

import re

import docx
import pytest

from knowledge.extract.types import Block, block_to_json
from knowledge.ingestion.ingest import ingest
from knowledge.models import Page
from knowledge.workbench.page_view import Part, ShownCell, shown_blocks
from tests.knowledge.conftest import url

RATES = (("Coverage", "PPO", "HDHP"), ("Employee", "$60.00", "$24.00"), ("Family", "$250.00", "$116.00"))
TEXT = "Coverage | PPO | HDHP\nEmployee — PPO: $60.00; HDHP: $24.00\nFamily — PPO: $250.00; HDHP: $116.00"


def _page(*blocks: Block) -> Page:
    return Page(number=1, width=0, height=0, blocks=[block_to_json(block) for block in blocks])


def _marked(page: Page, quote: str) -> list[str]:
    shown = shown_blocks(page, quote=quote)
    cells = [cell.parts for block in shown for row in (block.header, *block.rows) for cell in row]
    lines = [line for block in shown for line in block.lines]
    return [part.text for parts in [*lines, *cells] for part in parts if part.is_marked]


def test_quote_is_marked_in_its_paragraph_with_the_signs_in_it() -> None:
    page = _page(Block("paragraph", "Leave is paid. Sick leave is 8 days, a year. Ask HR.", None))

    assert shown_blocks(page, quote="Sick leave is 8 days, a year.")[0].lines == (
        (Part("Leave is paid. "), Part("Sick leave is 8 days, a year", is_marked=True), Part(". Ask HR.")),
    )


def test_row_that_is_quoted_is_marked_in_its_cells() -> None:
    page = _page(Block("table", TEXT, None, rows=RATES))

    assert _marked(page, "Family — PPO: $250.00; HDHP: $116.00") == ["Family", "$250.00", "$116.00"]


def test_parts_of_a_quote_are_marked_each() -> None:
    page = _page(Block("list", "• Dental: 2 visits\n• Vision: 1 exam\n• Life: 1x pay", None))

    assert _marked(page, "Dental: 2 visits … Life: 1x pay") == ["Dental: 2 visits", "Life: 1x pay"]


def test_table_is_shown_with_its_header_and_wide_cells_once() -> None:
    rows = (("Service", "In network", "In network"), ("All plans", "All plans", "All plans"), ("Visit", "$50", "No"))
    text = "Service | In network\nAll plans\nAll plans: Visit — In network: $50; In network: No"

    table = shown_blocks(_page(Block("table", text, None, rows=rows)))[0]

    assert table.header == (ShownCell((Part("Service"),)), ShownCell((Part("In network"),), columns=2))
    assert table.rows[0] == (ShownCell((Part("All plans"),), columns=3),)
    assert [cell.parts[0].text for cell in table.rows[1]] == ["Visit", "$50", "No"]


@pytest.mark.parametrize(
    ("levels", "heard"),
    [((1, 2, 3), [3, 4, 5]), ((3, 3, 2, 4), [3, 3, 3, 4]), ((1, 4, 1), [3, 4, 3]), ((1, 2, 3, 4, 9), [3, 4, 5, 6, 6])],
)
def test_headings_are_heard_in_turn_wherever_in_its_document_a_page_begins(levels, heard) -> None:
    headings = (Block("heading", f"Part {level}", None, level=level) for level in levels)
    between = Block("paragraph", "Leave is paid.", None)

    shown = shown_blocks(_page(*(block for heading in headings for block in (heading, between))))

    assert [block.level for block in shown if block.kind == "heading"] == heard


def test_page_without_a_quote_has_no_mark() -> None:
    assert _marked(_page(Block("paragraph", "Leave is paid.", None)), "") == []


@pytest.mark.parametrize("quote", ["nothing of this kind", "…", "   "])
def test_quote_that_stands_nowhere_marks_nothing(quote: str) -> None:
    assert _marked(_page(Block("paragraph", "Leave is paid.", None)), quote) == []


def test_hr_sees_a_word_documents_table_as_a_table_and_its_text_as_text(browser, received, tmp_path) -> None:
    document = docx.Document()
    document.add_paragraph("<script>alert('rates')</script>")
    table = document.add_table(rows=3, cols=3)
    for down, row in enumerate(RATES):
        for across, text in enumerate(row):
            table.cell(down, across).text = text
    document.save(str(tmp_path / "rates.docx"))
    version = received((tmp_path / "rates.docx").read_bytes(), "rates.docx")
    ingest(version.pk)

    page = browser.get(url("document", version.document_id)).content.decode()

    assert re.search(r'<th scope="col" >\s*PPO\s*</th>', page)
    assert re.search(r"<td >\s*\$250\.00\s*</td>", page)
    assert "&lt;script&gt;alert(&#x27;rates&#x27;)&lt;/script&gt;" in page
    assert "<script>alert" not in page
