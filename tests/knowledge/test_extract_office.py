import datetime as dt
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.comments import Comment
from openpyxl.styles import Font
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from knowledge.extract import docx as docx_reader
from knowledge.extract import pptx as pptx_reader
from knowledge.extract import xlsx as xlsx_reader
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.number_format import shown
from tests.knowledge.sample_files import KeptPages, raw_docx, read_here


def _read_word(path: Path, document: docx.document.Document) -> KeptPages:
    document.save(str(path / "a.docx"))
    return read_here(docx_reader, path / "a.docx")


def _read_book(path: Path, book: openpyxl.Workbook) -> KeptPages:
    book.save(path / "a.xlsx")
    return read_here(xlsx_reader, path / "a.xlsx")


def _read_deck(path: Path, deck: pptx.presentation.Presentation) -> KeptPages:
    deck.save(str(path / "a.pptx"))
    return read_here(pptx_reader, path / "a.pptx")


def test_word_headings_lists_and_paragraphs_are_told_apart(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Leave policy"
    document.add_heading("Leave policy", 0)
    document.add_heading("Parental leave", 2)
    document.add_paragraph("Sixteen weeks at full pay.")
    document.add_paragraph("Birth", style="List Bullet")
    document.add_paragraph("Adoption", style="List Bullet")

    kept = _read_word(tmp_path, document)

    assert kept.facts.title == "Leave policy"
    assert [(block.kind, block.level, block.text) for block in kept.blocks] == [
        ("heading", 1, "Leave policy"),
        ("heading", 2, "Parental leave"),
        ("paragraph", 0, "Sixteen weeks at full pay."),
        ("list", 0, "• Birth\n• Adoption"),
    ]


def test_word_table_keeps_merged_cells_in_every_place(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    cells = (("Tenure", "Days", "Carry-over"), ("0–4 years", "15", "5"), ("5 years and more", "20", ""))
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 2).merge(table.cell(2, 2))

    kept = _read_word(tmp_path, document)

    assert kept.tables == [
        (("Tenure", "Days", "Carry-over"), ("0–4 years", "15", "5"), ("5 years and more", "20", "5")),
    ]


def test_word_pages_end_where_the_writer_ended_them(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("On the first page.")
    document.add_page_break()
    document.add_paragraph("On the second page.")

    kept = _read_word(tmp_path, document)

    assert [page.text for page in kept.pages] == ["On the first page.", "On the second page."]


def test_long_word_document_is_cut_at_headings(tmp_path: Path) -> None:
    document = docx.Document()
    for chapter in range(1, 5):
        document.add_heading(f"Chapter {chapter}", 1)
        for _ in range(20):
            document.add_paragraph("Each employee may choose one of the plans that the company offers. " * 2)

    kept = _read_word(tmp_path, document)

    assert [page.blocks[0].text for page in kept.pages] == ["Chapter 1", "Chapter 2", "Chapter 3", "Chapter 4"]


def test_numbered_items_carry_their_numbers(tmp_path: Path) -> None:
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum '
        'w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText '
        'w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText '
        'w:val="%1.%2)"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Target="numbering.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"/>'
        "</Relationships>"
    )
    items = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t>'
        "</w:r></w:p>"
        for depth, text in ((0, "Ask"), (1, "by mail"), (1, "by phone"), (0, "Wait"))
    )
    path = raw_docx(tmp_path / "a.docx", items, word__numbering=numbering)
    with_relations = raw_docx(tmp_path / "b.docx", items, word__numbering=numbering)
    with zipfile.ZipFile(with_relations, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", relations)

    plain, numbered = read_here(docx_reader, path), read_here(docx_reader, with_relations)

    assert plain.blocks[0].text == "• Ask\n  • by mail\n  • by phone\n• Wait"
    assert numbered.blocks[0].text == "1. Ask\n  1.a) by mail\n  1.b) by phone\n2. Wait"


def test_text_boxes_notes_and_insertions_are_read_once_and_deletions_not(tmp_path: Path) -> None:
    box = (
        "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        "<mc:Choice><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    changed = (
        "<w:p><w:r><w:t>Fourteen</w:t></w:r><w:del><w:r><w:delText> old</w:delText></w:r></w:del><w:ins><w:r>"
        "<w:t> new</w:t></w:r></w:ins><w:r><w:t> days</w:t></w:r></w:p>"
    )

    kept = read_here(docx_reader, raw_docx(tmp_path / "a.docx", box + changed))

    assert kept.texts("paragraph") == ["In the box.", "Fourteen new days"]


def test_word_file_without_a_body_is_called_corrupt(tmp_path: Path) -> None:
    path = raw_docx(tmp_path / "a.docx", "", word__document="<w:document xmlns:w='x'/>")

    with pytest.raises(ExtractionFailed) as caught:
        read_here(docx_reader, path)

    assert caught.value.code == "corrupt"


def test_cells_are_read_as_they_are_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Coverage", "Rate", "Share", "From"])
    sheet.append(["Family", 318, 0.25, dt.date(2027, 1, 1)])
    for cell, code in (("B2", '"$"#,##0.00'), ("C2", "0%"), ("D2", "mmm d, yyyy")):
        sheet[cell].number_format = code

    kept = _read_book(tmp_path, book)

    assert kept.tables == [(("Coverage", "Rate", "Share", "From"), ("Family", "$318.00", "25%", "Jan 1, 2027"))]


def test_each_sheet_is_a_page_and_hidden_ones_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Medical 2027"
    book.active["A1"] = "Rates of the coming year"
    book.create_sheet("Working notes").sheet_state = "hidden"
    book["Working notes"]["A1"] = "Do not show"
    book.create_sheet("COBRA")["A1"] = "Prices after leaving"

    kept = _read_book(tmp_path, book)

    assert [page.text for page in kept.pages] == [
        "Medical 2027\n\nRates of the coming year",
        "COBRA\n\nPrices after leaving",
    ]
    assert kept.facts.warnings == ("The hidden sheet “Working notes” was left out.",)


def test_hidden_rows_and_columns_are_left_out_and_counted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Coverage", "Cost to us", "Rate"],
        ["Employee", 600, 78],
        ["Old tier", 500, 70],
        ["Family", 1_800, 318],
    ):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True

    kept = _read_book(tmp_path, book)

    assert kept.tables == [(("Coverage", "Rate"), ("Employee", "78"), ("Family", "318"))]
    assert kept.facts.warnings == (
        "Sheet “Sheet”: 1 hidden rows were left out.",
        "Sheet “Sheet”: 1 hidden columns were left out.",
    )


def test_merged_headers_and_several_tables_on_a_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "Medical rates 2027"
    sheet["A3"], sheet["B3"], sheet["D3"] = "Coverage", "PPO 1000", "HDHP"
    sheet["B4"], sheet["C4"], sheet["D4"], sheet["E4"] = "Per pay", "Per year", "Per pay", "Per year"
    for column, value in zip("ABCDE", ("Family", 318, 8268, 152, 3952), strict=True):
        sheet[f"{column}5"] = value
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("D3:E3")
    sheet["A8"], sheet["B8"] = "Surcharge", "Per pay"
    sheet["A9"], sheet["B9"] = "Tobacco", 25
    for cell in ("A3", "B3", "D3", "B4", "C4", "D4", "E4", "A8", "B8"):
        sheet[cell].font = Font(bold=True)

    kept = _read_book(tmp_path, book)

    assert kept.texts("heading") == ["Medical rates 2027"]
    assert kept.tables == [
        (
            ("Coverage", "PPO 1000, Per pay", "PPO 1000, Per year", "HDHP, Per pay", "HDHP, Per year"),
            ("Family", "318", "8268", "152", "3952"),
        ),
        (("Surcharge", "Per pay"), ("Tobacco", "25")),
    ]


def test_formula_without_a_stored_result_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "Total", "=1+1"

    kept = _read_book(tmp_path, book)

    assert kept.facts.warnings == (
        "Sheet “Sheet”: 1 formulas have no stored result. Open the file in Excel, save it and upload it again.",
    )


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (78, '"$"#,##0.00', "$78.00"),
        (-78, '"$"#,##0.00', "-$78.00"),
        (-1250, "#,##0_);(#,##0)", "(1,250)"),
        (78, "[$€-407] #,##0.00", "€ 78.00"),
        (0.055, "0.0%", "5.5%"),
        (742.005, "0.00", "742.01"),
        (5551234567, "(000) 000-0000", "(555) 123-4567"),
        (1.5, "# ?/?", "1 1/2"),
        (1_500_000, '0.0,,"M"', "1.5M"),
        (0, '0;-0;"n/a"', "n/a"),
        (46388, "m/d/yyyy", "1/1/2027"),
        (46388.75, "yyyy-mm-dd hh:mm AM/PM", "2027-01-01 06:00 PM"),
        (1.5, "[h]:mm", "36:00"),
        (1234567, "0.00E+00", "1.23E+06"),
        (12, '[<100]"few";0', "few"),
        (2027, '"PY"0', "PY2027"),
        (0.1 + 0.2, "General", "0.3"),
        (7, "00000", "00007"),
    ],
)
def test_number_is_shown_by_its_format(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_slides_are_pages_with_titles_tables_charts_and_notes(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "What is new"
    slide.placeholders[1].text = "Higher deductible\nMore HSA money"
    slide.notes_slide.notes_text_frame.text = "Say that copays stay the same."
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Prices"
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(1)).table
    for place, text in {(0, 0): "Coverage", (0, 1): "PPO", (1, 0): "Family", (1, 1): "$340.00"}.items():
        table.cell(*place).text = text
    chart = CategoryChartData()
    chart.categories = ["2026", "2027"]
    chart.add_series("Family rate", (296, 318))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(4), Inches(6), Inches(2), chart)

    kept = _read_deck(tmp_path, deck)

    assert [(block.kind, block.text) for block in kept.pages[0].blocks] == [
        ("heading", "What is new"),
        ("list", "• Higher deductible\n• More HSA money"),
        ("note", "Speaker notes: Say that copays stay the same."),
    ]
    assert kept.tables == [
        (("Coverage", "PPO"), ("Family", "$340.00")),
        (("", "Family rate"), ("2026", "296"), ("2027", "318")),
    ]


def test_shapes_are_read_from_top_to_bottom_and_left_to_right(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for text, left, top in (("third", 1, 4), ("second", 5, 2), ("first", 1, 2)):
        slide.shapes.add_textbox(Inches(left), Inches(top), Inches(3), Inches(1)).text_frame.text = text

    kept = _read_deck(tmp_path, deck)

    assert [block.text for block in kept.blocks] == ["first", "second", "third"]
    assert kept.blocks[0].box is not None
    assert kept.blocks[0].box.x0 == pytest.approx(0.1)


def test_footer_of_every_slide_and_hidden_slides_are_left_out(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    for number in range(1, 5):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_textbox(
            Inches(1), Inches(2), Inches(5), Inches(1)
        ).text_frame.text = f"About topic {number * 7}x"
        slide.shapes.add_textbox(
            Inches(1), Inches(7), Inches(5), Inches(0.4)
        ).text_frame.text = f"Bluefin Labs {number}"
    slide.element.set("show", "0")

    kept = _read_deck(tmp_path, deck)

    assert all("Bluefin" not in page.text for page in kept.pages)
    assert kept.pages[3].blocks == ()
    assert kept.facts.warnings == ("Slide 4 is hidden in the presentation and was left out.",)


def test_bold_line_of_a_word_document_is_a_heading(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Who may apply").bold = True
    document.add_paragraph("Everyone after twelve months.")

    assert _read_word(tmp_path, document).texts("heading") == ["Who may apply"]


def test_cell_that_covers_columns_in_a_word_table_stands_in_each(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for column, text in enumerate(("Service", "In", "Out")):
        table.cell(0, column).text = text
    table.cell(1, 0).text = "Dental"
    merged = table.cell(1, 1).merge(table.cell(1, 2))
    merged.text = "Not covered"
    marked = OxmlElement("w:tblHeader")
    marked.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(marked)

    assert _read_word(tmp_path, document).tables == [
        (("Service", "In", "Out"), ("Dental", "Not covered", "Not covered"))
    ]


def test_tables_that_begin_at_different_heights_of_a_sheet_are_two(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row, cells in enumerate((("Year", "Staff"), (2025, 41), (2026, 44), (2027, 46)), start=1):
        for column, value in enumerate(cells, start=1):
            book.active.cell(row, column, value)
    for row, cells in enumerate((("Band", "Rate"), (1, 0.5), (2, 0.6)), start=3):
        for column, value in enumerate(cells, start=4):
            book.active.cell(row, column, value)

    kept = _read_book(tmp_path, book)

    assert kept.tables == [
        (("Year", "Staff"), ("2025", "41"), ("2026", "44"), ("2027", "46")),
        (("Band", "Rate"), ("1", "0.5"), ("2", "0.6")),
    ]


def test_header_and_footer_of_a_word_document_are_read_once_and_hidden_text_is_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Acme Health Plan, effective January 1, 2027"
    section.footer.paragraphs[0].text = "Page 1 of 12"
    section.footer.add_paragraph("Local 88 only")
    document.add_paragraph("Employees are eligible after 30 days.")
    hidden = document.add_paragraph("The waiting period is 60 days.").add_run(" Ask legal before printing.")
    hidden.font.hidden = True
    document.add_page_break()
    document.add_paragraph("Second page.")
    document.save(tmp_path / "plan.docx")

    kept = read_here(docx_reader, tmp_path / "plan.docx")

    texts = [[block.text for block in page.blocks] for page in kept.pages]
    assert texts == [
        [
            "Acme Health Plan, effective January 1, 2027",
            "Employees are eligible after 30 days.",
            "The waiting period is 60 days.",
        ],
        ["Second page.", "Local 88 only"],
    ]
    assert all(page.kept.is_whole for page in kept.pages)
    assert kept.facts.warnings == ("Hidden text was left out in one place.",)


def test_header_of_a_first_page_that_is_switched_off_is_not_read(tmp_path: Path) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Draft of 2025"
    section.different_first_page_header_footer = False
    section.header.paragraphs[0].text = "In force from 2027"
    document.add_paragraph("Employees are eligible after 30 days.")
    document.save(tmp_path / "plan.docx")

    kept = read_here(docx_reader, tmp_path / "plan.docx")

    assert kept.texts("paragraph") == ["In force from 2027", "Employees are eligible after 30 days."]


def test_short_list_below_a_wide_table_takes_no_headers_of_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        ("Tier", "Monthly", "Semi-monthly", "Weekly", "Change"),
        ("EE", 120, 60, 30, 2),
        ("FAM", 240, 120, 60, 4),
    ]:
        sheet.append(row)
    sheet.append([])
    sheet.append(["Deductions a year", 24])
    sheet.append(["Group number", 778899])
    book.save(tmp_path / "rates.xlsx")

    kept = read_here(xlsx_reader, tmp_path / "rates.xlsx")

    assert [table[0] for table in kept.tables] == [("Tier", "Monthly", "Semi-monthly", "Weekly", "Change"), ("", "")]
    assert kept.tables[1][1:] == (("Deductions a year", "24"), ("Group number", "778899"))


def test_comments_are_not_read_and_told_to_hr(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The waiting period is 60 days.")
    document.add_comment(paragraph.runs, text="Or 90?", author="Legal")
    book = openpyxl.Workbook()
    book.active.title = "Rates"
    book.active.append(["Plan", "Monthly"])
    book.active.append(["PPO", "$82.50"])
    for place in ("A2", "B2"):
        book.active[place].comment = Comment("Not final", "HR")

    word, sheet = _read_word(tmp_path, document), _read_book(tmp_path, book)

    assert word.texts("paragraph") == ["The waiting period is 60 days."]
    assert word.facts.warnings == ("Comments are not read: there is one.",)
    assert sheet.tables == [(("Plan", "Monthly"), ("PPO", "$82.50"))]
    assert sheet.facts.warnings == ("Sheet “Rates”: the comments on 2 cells are not read.",)
