"""Every table of the demo companies' files comes out of the readers as the generator put it in, cell for cell."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from knowledge.extract import docx, pdf, pptx, xlsx
from knowledge.extract.doubts import doubt_of
from platform_admin.demo.company import Company
from platform_admin.demo.documents import build_documents
from platform_admin.demo.files import flow, sbc, sheet, slides, word
from platform_admin.demo.files.blocks import Table
from platform_admin.demo.files.sbc_examples import coverage_examples
from platform_admin.demo.files.sbc_words import important_questions
from platform_admin.demo.files.sheet import RateTable
from platform_admin.demo.numbers import COMPANIES
from platform_admin.demo.services import SERVICE_ROWS
from platform_admin.demo.shapes import Plan
from platform_admin.demo.wording import cents, cost_words
from tests.knowledge.sample_files import read_here

Grid = tuple[tuple[str, ...], ...]

READERS = {".pdf": pdf, ".docx": docx, ".pptx": pptx, ".xlsx": xlsx}
SERVICE_HEAD = (
    "Common Medical Event",
    "Services You May Need",
    "What You Will Pay, Network Provider (You will pay the least)",
    "What You Will Pay, Out-of-Network Provider (You will pay the most)",
    "Limitations, Exceptions, & Other Important Information",
)


@pytest.mark.parametrize("company", COMPANIES, ids=lambda company: company.subdomain)
def test_every_table_comes_out_as_it_was_put_in(
    company: Company, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drawn: list[Grid] = []
    _record(monkeypatch, drawn)

    read = [
        table
        for document in build_documents(company)
        if (suffix := Path(document.file_name).suffix) in READERS
        for table in _tables_read(READERS[suffix], _written(tmp_path / document.file_name, document.content))
    ]

    assert len(drawn) > 20
    assert sorted(read) == sorted(drawn)
    assert [table for table in read if doubt_of(table)] == []


def _record(monkeypatch: pytest.MonkeyPatch, drawn: list[Grid]) -> None:
    """Write down each table as the generator draws it."""

    def note(module: ModuleType, name: str, tables_of: Callable[..., Sequence[Grid]]) -> None:
        draw = getattr(module, name)

        def draw_and_note(*arguments: object, **options: object) -> object:
            drawn.extend(_plain(table) for table in tables_of(*arguments, **options))
            return draw(*arguments, **options)

        monkeypatch.setattr(module, name, draw_and_note)

    def block(table: Table, *_: object) -> list[Grid]:
        return [table.rows]

    def word_rows(_document: object, _company: Company, rows: Grid, *, has_head: bool = True) -> list[Grid]:
        return [rows if has_head else (("",) * len(rows[0]), *rows)]

    note(flow, "_table", block)
    note(word, "_add_table", word_rows)
    note(slides, "_add_table", lambda _slide, _company, rows: [rows])
    note(sheet, "_write_table", lambda _sheet, _company, table, _top: [_rate_rows(table)])
    note(sbc, "_questions", lambda company, plan: [_question_rows(company, plan)])
    note(sbc, "_services", lambda plan: [_service_rows(plan)])
    note(sbc, "_examples", lambda plan: list(_example_rows(plan)))


def _rate_rows(table: RateTable) -> Grid:
    head = (table.first_column, *(f"{band.label}, {column}" for band in table.bands for column in band.columns))
    return (head, *(tuple(cents(cell) if isinstance(cell, Decimal) else cell for cell in row) for row in table.rows))


def _question_rows(company: Company, plan: Plan) -> Grid:
    return (("Important Questions", "Answers", "Why This Matters:"), *important_questions(company, plan))


def _service_rows(plan: Plan) -> Grid:
    costs = [(row, plan.service(row.code)) for row in SERVICE_ROWS]
    return (
        SERVICE_HEAD,
        *(
            (row.event, row.label, cost_words(cost.network), cost_words(cost.out_of_network), cost.limits)
            for row, cost in costs
        ),
    )


def _example_rows(plan: Plan) -> Iterator[Grid]:
    for example in coverage_examples(plan):
        includes = f"This example includes: {example.case.services}."
        yield (
            ("", ""),
            ("The plan's overall deductible", f"${plan.deductible.person:,.0f}" if plan.deductible else "$0"),
            (includes, includes),
            ("Total Example Cost", example.total_cost),
            # Nothing on the page tells that this short text has the whole row to itself.
            (f"In this example, {example.case.person} would pay:", ""),
            *example.lines,
            (f"The total {example.case.person} would pay is", example.you_pay),
        )


def _plain(table: Sequence[Sequence[str]]) -> Grid:
    return tuple(tuple(re.sub(r"\s+", " ", cell.replace("**", "")).strip() for cell in row) for row in table)


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _tables_read(reader: ModuleType, path: Path) -> list[Grid]:
    """Return the file's tables; what goes on at the top of the next page under the same header is one."""
    tables: list[Grid] = []
    for page in read_here(reader, path).pages:
        found = [block.rows for block in page.blocks if block.kind == "table"]
        if tables and found and found[0][0] == tables[-1][0] and any(found[0][0]):
            tables[-1] += found.pop(0)[1:]
        tables += found
    return tables
