"""Tables in the company that real guides set them in: other tables, text between them, titles, page ends."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, TableStyle
from reportlab.platypus import Table as DrawnTable

from knowledge.extract import pdf
from tests.knowledge.sample_files import KeptPages, read_here

Rows = tuple[tuple[str, ...], ...]

WEEKLY: Rows = (
    ("Tiempo completo, por semana", "HMO", "EPO"),
    ("Solo el empleado", "$41.50", "$18.25"),
    ("Empleado y cónyuge", "$128.00", "$74.00"),
    ("Familia", "$176.00", "$108.50"),
)
DENTAL: Rows = (
    ("Por semana", "Dental completo", "Dental medio", "Visión completo", "Visión medio"),
    ("Solo el empleado", "$3.50", "$7.85", "$0.75", "$1.60"),
    ("Empleado y cónyuge", "$9.00", "$15.70", "$2.00", "$3.10"),
    ("Familia", "$16.50", "$25.85", "$3.75", "$4.85"),
)
COPAYS: Rows = (
    ("You pay", "PPO", "HDHP"),
    ("Primary care", "$25", "20%"),
    ("Specialist", "$50", "20%"),
    ("Urgent care", "$60", "20%"),
)
RATES: Rows = (
    ("Per paycheck", "Salaried", "Hourly"),
    ("Employee only", "$78.00", "$80.00"),
    ("Family", "$318.00", "$320.00"),
)
CONTACTS: Rows = (
    ("Para", "Empresa", "Teléfono", "Sitio web"),
    ("Plan médico", "Northgate Health", "614-555-0110", "northgate.example"),
    ("Dental", "Brightsmile Dental", "614-555-0120", "brightsmile.example"),
    ("401(k)", "Larkspur Retirement", "614-555-0151", "larkspur.example"),
)
WORDS: Rows = (
    ("Beneficio", "Quién lo paga", "Desde cuándo"),
    ("Seguro de vida", "La empresa", "El primer día"),
    ("Incapacidad", "La empresa", "El día ocho"),
    ("Plan de retiro", "Usted y la empresa", "El mes siguiente"),
)
BETWEEN = (
    "El HMO para una sola persona cuesta $41.50 por semana, que son $2,158.00 al año. El EPO cuesta $18.25 por "
    "semana, que son $949.00 al año. La diferencia es de $1,209.00 al año."
)
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=14, spaceBefore=6, spaceAfter=6)
HEADING = ParagraphStyle("heading", parent=BODY, fontName="Helvetica-Bold", fontSize=13, leading=18)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=9, leading=11)
HEAD = ParagraphStyle("head", parent=CELL, fontName="Helvetica-Bold")
HAIR = ("LINEBELOW", (0, 1), (-1, -1), 0.5, HexColor("#CCCCCC"))
GROUND = ("BACKGROUND", (0, 0), (-1, 0), HexColor("#BBD5DD"))
STYLES: dict[str, list[tuple]] = {
    "hairlines below a ground": [GROUND, HAIR],
    "stripes and hairlines": [
        GROUND,
        HAIR,
        *(("BACKGROUND", (0, at), (-1, at), HexColor("#F2F5F6")) for at in (2, 4, 6)),
    ],
    "lines across": [("LINEABOVE", (0, 0), (-1, -1), 0.5, HexColor("#444444")), HAIR],
    "a grid": [("GRID", (0, 0), (-1, -1), 0.5, HexColor("#444444"))],
    "no lines": [],
}
each_style = pytest.mark.parametrize("style", STYLES)


def _table(rows: Rows, style: str, *, widths: Sequence[float] = (), is_head_bold: bool = True) -> DrawnTable:
    shares = widths or (1.7, *(1.0 for _ in rows[0][1:]))
    head = [Paragraph(text, HEAD if is_head_bold else CELL) for text in rows[0]]
    body = [[Paragraph(text, CELL) for text in row] for row in rows[1:]]
    drawn = DrawnTable(
        [head, *body], colWidths=[460 * share / sum(shares) for share in shares], repeatRows=1, spaceAfter=8
    )
    kept = [command for command in STYLES[style] if command[1][1] < len(rows)]
    drawn.setStyle(TableStyle([*kept, ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return drawn


def _read(folder: Path, *story: Flowable) -> KeptPages:
    path = folder / "file.pdf"
    SimpleDocTemplate(str(path), leftMargin=72, rightMargin=72).build(list(story))
    return read_here(pdf, path)


@each_style
def test_two_tables_with_a_paragraph_between_stay_two(style: str, tmp_path: Path) -> None:
    kept = _read(tmp_path, _table(WEEKLY, style), Paragraph(BETWEEN, BODY), _table(DENTAL, style))

    assert kept.tables == [WEEKLY, DENTAL]
    assert kept.texts("paragraph") == [BETWEEN]


@each_style
def test_wider_table_above_a_narrower_one_stays_apart(style: str, tmp_path: Path) -> None:
    kept = _read(tmp_path, _table(DENTAL, style), Paragraph(BETWEEN, BODY), _table(WEEKLY, style))

    assert kept.tables == [DENTAL, WEEKLY]


@each_style
def test_tables_of_equal_count_and_other_widths_stay_two(style: str, tmp_path: Path) -> None:
    kept = _read(
        tmp_path,
        _table(COPAYS, style, widths=(3, 1, 1)),
        Paragraph(BETWEEN, BODY),
        _table(RATES, style, widths=(1, 2, 2)),
    )

    assert kept.tables == [COPAYS, RATES]


@each_style
def test_tables_of_equal_columns_stay_two_with_a_heading_between(style: str, tmp_path: Path) -> None:
    kept = _read(tmp_path, _table(COPAYS, style), Paragraph("What comes off your pay", HEADING), _table(RATES, style))

    assert kept.tables == [COPAYS, RATES]
    assert "What comes off your pay" in [block.text for block in kept.blocks]


@each_style
def test_tables_of_equal_columns_stay_two_with_a_paragraph_between(style: str, tmp_path: Path) -> None:
    kept = _read(tmp_path, _table(COPAYS, style), Paragraph(BETWEEN, BODY), _table(RATES, style))

    assert kept.tables == [COPAYS, RATES]


@each_style
def test_title_between_lines_of_a_table_above_leaves_the_first_row_a_row(style: str, tmp_path: Path) -> None:
    kept = _read(
        tmp_path,
        _table(WORDS, style),
        Paragraph(BETWEEN, BODY),
        Paragraph("A quién llamar", HEADING),
        _table(CONTACTS, style),
    )

    assert kept.tables == [WORDS, CONTACTS]
    assert kept.texts("heading") == ["A quién llamar"]


@each_style
def test_header_of_one_line_over_a_first_row_stays_one_row(style: str, tmp_path: Path) -> None:
    kept = _read(tmp_path, Paragraph("A quién llamar", HEADING), _table(CONTACTS, style))

    assert kept.tables == [CONTACTS]


@each_style
@pytest.mark.parametrize("rows", [WEEKLY, DENTAL, COPAYS], ids=["weekly", "dental", "copays"])
def test_header_without_bold_letters_is_known_by_the_figures_below(style: str, rows: Rows, tmp_path: Path) -> None:
    kept = _read(tmp_path, Paragraph(BETWEEN, BODY), _table(rows, style, is_head_bold=False))

    assert kept.tables == [rows]


@each_style
def test_table_goes_on_on_the_next_page_with_its_header(style: str, tmp_path: Path) -> None:
    rows = (("Service", "PPO", "HDHP"), *((f"Service number {at}", f"${at + 10}", f"{at}%") for at in range(60)))

    tables = _read(tmp_path, _table(rows, style)).tables

    assert [table[0] for table in tables] == [rows[0], rows[0]]
    assert [row for table in tables for row in table[1:]] == list(rows[1:])


def test_row_over_all_columns_names_the_rows_below_and_cuts_nothing(tmp_path: Path) -> None:
    rows = (
        COPAYS[0],
        *COPAYS[1:],
        ("In a hospital", "", ""),
        ("Emergency room", "$300", "20%"),
        ("Surgery", "$500", "20%"),
    )
    drawn = _table(rows, "hairlines below a ground")
    drawn.setStyle(TableStyle([("SPAN", (0, 4), (-1, 4)), ("BACKGROUND", (0, 4), (-1, 4), HexColor("#DDE8EB"))]))

    kept = _read(tmp_path, drawn)

    assert len(kept.tables) == 1
    assert kept.tables[0][0] == COPAYS[0]
    assert kept.tables[0][-2:] == rows[-2:]


def test_network_named_between_two_tables_is_told_with_the_prices_below_it(tmp_path: Path) -> None:
    style = "hairlines below a ground"
    rows = (
        *COPAYS,
        ("Out-of-network", "", ""),
        COPAYS[0],
        ("Primary care", "40%", "50%"),
        ("Specialist", "40%", "50%"),
    )
    drawn = _table(rows, style)
    drawn.setStyle(TableStyle([("SPAN", (0, 4), (-1, 4)), ("BACKGROUND", (0, 5), (-1, 5), HexColor("#BBD5DD"))]))

    kept = _read(tmp_path, drawn)

    assert kept.tables == [
        COPAYS,
        (("You pay", "Out-of-network, PPO", "Out-of-network, HDHP"), *rows[6:]),
    ]


def test_figures_on_tiles_above_a_table_are_no_rows_of_it(tmp_path: Path) -> None:
    big = ParagraphStyle("big", parent=HEAD, fontSize=18, leading=22)
    tiles = DrawnTable(
        [[[Paragraph(figure, big), Paragraph(text, CELL)] for figure, text in TILES]],
        colWidths=[460 / 3] * 3,
        spaceAfter=8,
    )
    tiles.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), HexColor("#E3EEF1")),
                ("LINEABOVE", (0, 0), (-1, 0), 2.5, HexColor("#225566")),
                ("LINEAFTER", (0, 0), (-2, -1), 8, HexColor("#FFFFFF")),
            ]
        )
    )

    kept = _read(tmp_path, tiles, Paragraph(BETWEEN, BODY), _table(BILL, "stripes and hairlines"))

    assert kept.tables == [BILL]
    assert [
        text for figure, text in TILES if not any(figure in line and text in line for line in kept.texts("paragraph"))
    ] == []


LINE = HexColor("#444444")
VISITS: Rows = (
    ("Event", "Service", "In network", "Limits"),
    ("A visit", "Primary care", "$25", "None"),
    ("A visit", "Specialist", "$50", "Call first"),
    ("A visit", "Screening", "No charge", "Call first"),
    ("A test", "Blood work", "$10", "None"),
    ("A test", "Imaging", "20%", "None"),
)


@pytest.mark.parametrize("is_cell_by_cell", [False, True], ids=["lines over the columns", "a line for each cell"])
def test_lines_that_stop_short_of_a_label_part_the_rows_beside_it(is_cell_by_cell: bool, tmp_path: Path) -> None:
    rows = [list(row) for row in VISITS]
    rows[2][0] = rows[3][0] = rows[5][0] = rows[3][3] = ""
    drawn = DrawnTable([[Paragraph(text, CELL) for text in row] for row in rows], colWidths=[100, 140, 110, 110])
    spans = [((0, 1), (0, 3)), ((0, 4), (0, 5)), ((3, 2), (3, 3))]
    places = [((column, row), (column, row)) for row in range(6) for column in range(4)]
    lines = places if is_cell_by_cell else [((0, 0), (-1, -1))]
    commands = [("SPAN", *span) for span in spans] + [("LINEBELOW", *part, 0.5, LINE) for part in lines]
    drawn.setStyle(TableStyle([*commands, ("LINEABOVE", (0, 0), (-1, 0), 0.5, LINE)]))

    kept = _read(tmp_path, drawn)

    assert kept.tables == [VISITS]


def test_line_below_a_head_over_two_columns_parts_no_row_of_heads(tmp_path: Path) -> None:
    rows = [["Tier", "You pay", "", "Plan pays"], ["", "Weekly", "Monthly", "Monthly"]]
    body = [["Employee", "$10.00", "$43.33", "$400.00"], ["Family", "$30.00", "$130.00", "$900.00"]]
    drawn = DrawnTable(
        [
            *([Paragraph(text, HEAD) for text in row] for row in rows),
            *([Paragraph(text, CELL) for text in row] for row in body),
        ],
        colWidths=[115] * 4,
    )
    lines = [("LINEBELOW", (0, at), (-1, at), 0.5, LINE) for at in (1, 2, 3)]
    below_heads = ("LINEBELOW", (1, 0), (3, 0), 0.5, LINE)
    top = ("LINEABOVE", (0, 0), (-1, 0), 0.5, LINE)
    drawn.setStyle(TableStyle([("SPAN", (1, 0), (2, 0)), top, below_heads, *lines]))

    kept = _read(tmp_path, drawn)

    assert [table[0] for table in kept.tables] == [
        ("Tier", "You pay, Weekly", "You pay, Monthly", "Plan pays, Monthly")
    ]


def test_line_within_one_cell_parts_no_row(tmp_path: Path) -> None:
    sums = DrawnTable([[Paragraph("$10 and $15", CELL)], [Paragraph("$25 in all", CELL)]], colWidths=[100])
    sums.setStyle(TableStyle([("LINEBELOW", (0, 0), (0, 0), 0.5, LINE)]))
    rows = [["Service", "You pay", "Limits"], ["Care", sums, "None"], ["Urgent care", "$60", "None"]]
    drawn = DrawnTable(
        [[cell if cell is sums else Paragraph(cell, CELL) for cell in row] for row in rows], colWidths=[150, 150, 150]
    )
    ends = (0, 0), (-1, -1), 0.5, LINE
    drawn.setStyle(TableStyle([("LINEBELOW", *ends), ("LINEABOVE", *ends)]))

    kept = _read(tmp_path, drawn)

    assert kept.tables == [
        (("Service", "You pay", "Limits"), ("Care", "$10 and $15 $25 in all", "None"), ("Urgent care", "$60", "None"))
    ]


TILES = (("$2,500", "employee only"), ("$5,000", "family together"), ("$3,500", "one person in a family"))
BILL: Rows = (
    ("A family, one hospital bill of $5,200", "Amount"),
    ("That person's own deductible", "$3,500.00"),
    ("Then 10% of the rest", "$170.00"),
    ("The family pays", "$3,670.00"),
)


LEFT_PAGE = [
    "What does a lawyer take on?",
    "Ten cases",
    "Twenty cases",
    "No such limit",
    "Who decides it?",
]
RIGHT_PAGE = ["Whom does the help reach?", "Women and children", "The elderly", "Refugees", "Everybody else"]
REACHED: Rows = (
    ("Group", "State", "Others"),
    ("Women", "yes", "no"),
    ("Migrants", "no", "yes"),
    ("Children", "yes", "yes"),
)


def _draw_sheet(path: Path, numbers: tuple[str, str], *, size: tuple[float, float] = (1224, 792)) -> KeptPages:
    def draw(canvas: Canvas) -> None:
        for left, number, lines in ((72, numbers[0], LEFT_PAGE), (size[0] / 2 + 72, numbers[1], RIGHT_PAGE)):
            for at, line in enumerate(lines):
                canvas.drawString(left, size[1] - 100 - 22 * at, line)
            canvas.drawString(left, 40, number)
        for at, row in enumerate(REACHED):
            for column, text in enumerate(row):
                canvas.drawString(size[0] / 2 + 72 + 150 * column, size[1] - 300 - 22 * at, text)

    canvas = Canvas(str(path), pagesize=size)
    draw(canvas)
    canvas.save()
    return read_here(pdf, path)


def test_two_pages_on_one_sheet_are_read_one_after_the_other(tmp_path: Path) -> None:
    kept = _draw_sheet(tmp_path / "file.pdf", ("208", "209"))

    text = kept.pages[0].text
    assert all(text.index(left) < text.index("208") < text.index(right) for left in LEFT_PAGE for right in RIGHT_PAGE)
    assert kept.tables == [REACHED]
    assert kept.pages[0].kept.is_whole
    assert {block.box.page for block in kept.blocks} == {1}
    assert all((block.box.x0 > 0.5) == (block.box.x1 > 0.5) for block in kept.blocks)


@pytest.mark.parametrize("numbers", [("208", "210"), ("209", "208"), ("One", "Two"), ("", "")])
def test_sheet_whose_halves_are_not_numbered_as_pages_is_one_page(numbers: tuple[str, str], tmp_path: Path) -> None:
    kept = _draw_sheet(tmp_path / "file.pdf", numbers)

    rows = [row for table in kept.tables for row in table]
    assert any("Ten cases" in row and "Women and children" in row for row in rows)


def test_table_over_the_middle_of_a_sheet_with_numbers_below_stays_one_table(tmp_path: Path) -> None:
    rows = (("Tier", "PPO, weekly", "HDHP, weekly"), ("Employee", "$10.00", "$5.00"), ("Family", "$30.00", "$15.00"))
    drawn = DrawnTable([[Paragraph(text, CELL) for text in row] for row in rows], colWidths=[220] * 3, spaceAfter=300)
    drawn.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, LINE)]))
    numbers = DrawnTable([["1", "2"]], colWidths=[330] * 2)
    path = tmp_path / "file.pdf"

    SimpleDocTemplate(str(path), pagesize=(792, 540), leftMargin=66, rightMargin=66, bottomMargin=36).build(
        [drawn, numbers]
    )

    assert read_here(pdf, path).tables[0] == rows
