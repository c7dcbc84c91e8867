"""Workbooks read as lists, in the readers' child process: what cells mean, and what is made to harm."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from accounts.roster import lines_of, survey
from accounts.workbooks import SheetRow, rows_of_workbook
from knowledge.extract.number_format import plain
from tenants.csv_lists import ListRefused
from tests.knowledge import hostile_files

TODAY = date(2026, 11, 29)


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Save a workbook that the function given fills."""

    def make(fill: Callable[[Worksheet], None], name: str = "people.xlsx") -> Path:
        workbook = Workbook()
        fill(workbook.active)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return make


def cells(path: Path) -> list[list[str]]:
    return [row.cells for row in rows_of_workbook(path)]


@pytest.mark.parametrize(
    ("value", "code", "told"),
    [
        (46084.0, "m/d/yyyy", "2026-03-03"),
        (46084.5, "m/d/yyyy h:mm", "2026-03-03"),
        (46084.0, "[$-409]d-mmm-yy;@", "2026-03-03"),
        (412.0, "00000", "00412"),
        (52000.0, "$#,##0.00", "$52,000.00"),
        (1042.0, "#,##0", "1042"),
        (1042.0, "General", "1042"),
        (0.5, "0%", "50%"),
        (0.25, "h:mm", "0.25"),
        (1042.0, "0.00", "1042"),
    ],
)
def test_numbers_are_told_for_who_reckons_with_them(value, code, told):
    assert plain(value, code) == told


def test_days_numbers_and_truths_come_out_as_what_they_are(book):
    def fill(sheet: Worksheet) -> None:
        sheet.append(["email", "employee id", "hire date", "hours"])
        sheet.append(["a@x.example", 1042, datetime(2026, 3, 2), True])
        sheet["B2"].number_format = "000000"
        sheet["C2"].number_format = "dd/mm/yyyy"

    assert cells(book(fill))[1] == ["a@x.example", "001042", "2026-03-02", "TRUE"]


def test_formula_gives_its_result_and_one_without_says_so(tmp_path, book):
    def fill(sheet: Worksheet) -> None:
        sheet.append(["email", "name"])
        sheet.append(["a@x.example", '=CONCATENATE("A","B")'])

    path = book(fill)
    assert cells(path)[1] == ["a@x.example", "="]

    changed = tmp_path / "reckoned.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v></v>", b"<v>AB</v>").replace(b"<v />", b"<v>AB</v>"))
    assert cells(changed)[1] == ["a@x.example", "AB"]


def test_merged_cell_stands_in_each_row_it_covers(book):
    def fill(sheet: Worksheet) -> None:
        sheet.append(["email", "class"])
        sheet.append(["a@x.example", "UNION"])
        sheet.append(["b@x.example", None])
        sheet.merge_cells("B2:B3")

    assert cells(book(fill))[1:] == [["a@x.example", "UNION"], ["b@x.example", "UNION"]]


def surveyed(path: Path) -> tuple[list[tuple[int, str]], tuple[str, ...]]:
    told = survey(rows_of_workbook(path), today=TODAY)
    return [(line.number, line.email) for line in lines_of(rows_of_workbook(path), told)], told.notes


def test_first_visible_sheet_with_columns_is_read_and_hidden_ones_are_named(book):
    def fill(sheet: Worksheet) -> None:
        sheet.title = "Read me"
        sheet.append(["This is the roster of November."])
        hidden = sheet.parent.create_sheet("Old")
        hidden.sheet_state = "hidden"
        hidden.append(["email", "name"])
        hidden.append(["old@x.example", "Old"])
        people = sheet.parent.create_sheet("People")
        people.append(["Acme, all employees"])
        people.append([])
        people.append(["email", "name"])
        people.append(["a@x.example", "A"])
        people.append(["b@x.example", "B"])
        people.row_dimensions[5].hidden = True
        sheet.parent.create_sheet("Notes").append(["nothing"])

    people, notes = surveyed(book(fill))

    assert people == [(4, "a@x.example"), (5, "b@x.example")]
    assert notes == (
        "The hidden sheet “Old” was left out.",
        "Hidden in the workbook, and read all the same: 1 rows.",
        "Only the sheet “People” was read.",
    )


def test_hidden_column_of_private_numbers_is_refused_as_a_visible_one(book):
    def fill(sheet: Worksheet) -> None:
        sheet.append(["email", "name", "employee id"])
        sheet.append(["a@x.example", "A", "219-09-9999"])
        sheet.column_dimensions["C"].hidden = True

    with pytest.raises(ListRefused, match="“employee id” seems to hold Social Security numbers"):
        surveyed(book(fill))


def test_workbook_without_columns_is_refused_with_a_sentence(book):
    with pytest.raises(ListRefused, match="No sheet has a line that names its columns"):
        surveyed(book(lambda sheet: sheet.append(["name", "role"])))


@pytest.mark.parametrize("name", ["far-cell.xlsx", "huge-number.xlsx"])
def test_odd_workbook_is_read_or_refused_and_costs_nothing(tmp_path, name):
    path = tmp_path / name
    hostile_files.BUILDERS[name](path)

    with suppress(ListRefused):
        assert sum(1 for _row in rows_of_workbook(path)) <= 1


def poisoned(path: Path, target: Path, part: str, content: bytes) -> Path:
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, content)
    return target


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
STEAL = b'<?xml version="1.0"?>%s<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
ROW = b'<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>'


SHEET_PART = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("part", "content", "sentence"),
    [
        (SHEET_PART, STEAL % b"" + SHEET % (ROW % b"&x;"), "defines entities of its own"),
        (SHEET_PART, SHEET % (b" " * 150_000_000), "unpacks to far more"),
        ("xl/vbaProject.bin", b"macro", "contains macros"),
    ],
    ids=["entity", "bomb", "macro"],
)
def test_workbook_made_to_harm_is_refused_with_a_sentence(tmp_path, book, part, content, sentence):
    path = poisoned(book(lambda sheet: sheet.append(["email"])), tmp_path / "bad.xlsx", part, content)

    with pytest.raises(ListRefused, match=sentence):
        cells(path)


@pytest.mark.parametrize(
    "content",
    [STEAL % (b" " * 6000) + SHEET % (ROW % b"&x;"), SHEET % (b"<row>" * 4000 + b"</row>" * 4000)],
    ids=["late entity", "deep"],
)
def test_workbook_made_to_harm_behind_what_is_looked_at_first_tells_nothing(tmp_path, book, content):
    path = poisoned(book(lambda sheet: sheet.append(["email"])), tmp_path / "bad.xlsx", SHEET_PART, content)
    told = []

    with suppress(ListRefused):
        told = cells(path)

    assert "root:" not in str(told)


@pytest.mark.parametrize("head", [b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_only_begins_like_a_workbook_is_refused(tmp_path, head):
    path = tmp_path / "bad.xlsx"
    path.write_bytes(head)

    with pytest.raises(ListRefused):
        cells(path)


def test_more_rows_than_one_message_holds_come_in_their_order(book):
    def fill(sheet: Worksheet) -> None:
        for number in range(1203):
            sheet.append([f"p{number}@x.example", number])

    assert [row.cells[1] for row in rows_of_workbook(book(fill))] == [str(number) for number in range(1203)]


def test_whoever_stops_listening_leaves_no_reader_behind(book):
    rows = rows_of_workbook(book(lambda sheet: [sheet.append(["a@x.example"]) for _ in range(5000)]))

    assert next(rows) == SheetRow("Sheet", 1, ["a@x.example"])
    rows.close()
