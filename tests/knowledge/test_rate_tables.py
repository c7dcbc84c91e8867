"""Every value of a rate sheet comes out under its own heads, in a sentence that names them all, however it is set."""

from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from openpyxl.worksheet.table import Table
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    PageBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
)
from reportlab.platypus import Table as DrawnTable

from knowledge.extract import docx, pdf, pptx, xlsx
from knowledge.extract.doubts import doubt_of
from knowledge.extract.run import extract
from tests.knowledge.rate_tables import (
    BODY,
    RIGHT,
    STYLES,
    RateTable,
    drawn,
    meant,
    not_told,
    rate_table,
    write_pdf,
    write_sheet,
    write_slide,
    write_word,
)
from tests.knowledge.sample_files import read_here

PDF = "pdf"
TWO_LEVELS = rate_table(
    "two plans, three pay cycles",
    2,
    1,
    """
    Coverage tier | PPO 750 | <         | <       | HDHP 3000 | <         | <
    ^             | Weekly  | Bi-weekly | Monthly | Weekly    | Bi-weekly | Monthly
    EE            | $21.10  | $42.20    | $91.43  | $11.10    | $22.20    | $48.10
    EE+SP         | $63.00  | $126.00   | $273.00 | $41.50    | $83.00    | $179.83
    EE+CH         | $55.00  | $110.00   | $238.33 | $35.25    | $70.50    | $152.75
    FAM           | $98.75  | $197.50   | $427.92 | $66.00    | $132.00   | $286.00
    """,
)
REPEATED = rate_table(
    "a plan in a merged cell",
    1,
    2,
    """
    Plan      | Tier  | Weekly | Semi-monthly
    PPO 750   | EE    | $21.10 | $45.72
    ^         | EE+SP | $63.00 | $136.50
    ^         | FAM   | $98.75 | $213.96
    HDHP 3000 | EE    | $11.10 | $24.05
    ^         | EE+SP | $41.50 | $89.92
    ^         | FAM   | $66.00 | $143.00
    """,
)
LEFT_OUT = rate_table(
    "a plan that is not repeated",
    1,
    2,
    """
    Plan      | Tier  | Weekly | Semi-monthly
    PPO 750   | EE    | $21.10 | $45.72
    ~         | EE+SP | $63.00 | $136.50
    ~         | FAM   | $98.75 | $213.96
    HDHP 3000 | EE    | $11.10 | $24.05
    ~         | EE+SP | $41.50 | $89.92
    ~         | FAM   | $66.00 | $143.00
    """,
)
BANDS = rate_table(
    "salary bands",
    1,
    1,
    """
    Salary and plan    | EE     | EE+SP  | EE+CH  | FAM
    Under $50,000      | <      | <      | <      | <
    PPO 750            | $20.00 | $60.00 | $55.00 | $90.00
    HDHP 3000          | $10.00 | $40.00 | $35.00 | $60.00
    $50,000 to $99,999 | <      | <      | <      | <
    PPO 750            | $30.00 | $70.00 | $65.00 | $100.00
    HDHP 3000          | $15.00 | $45.00 | $40.00 | $62.00
    $100,000 and over  | <      | <      | <      | <
    PPO 750            | $41.00 | $80.00 | $75.00 | $110.00
    HDHP 3000          | $22.00 | $50.00 | $46.00 | $71.00
    """,
)
TABLES = (
    TWO_LEVELS,
    rate_table(
        "three levels of heads",
        3,
        1,
        """
        Coverage          | 2027 medical | <            | <         | <
        ^                 | PPO 750      | <            | HDHP 3000 | <
        ^                 | You pay      | Company pays | You pay   | Company pays
        Employee only     | $42.20       | $310.00      | $22.20    | $290.00
        Employee + spouse | $126.00      | $580.10      | $83.00    | $540.00
        Family            | $197.50      | $760.00      | $132.00   | $701.40
        """,
    ),
    REPEATED,
    LEFT_OUT,
    BANDS,
    rate_table(
        "marks and signs",
        1,
        1,
        """
        Service            | Bronze   | Silver   | Gold
        Primary care visit | $30*     | $25*     | $20
        Preventive care    | N/C      | N/C      | N/C
        Virtual visit      | Yes      | Yes      | No
        Chiropractic       | —        | 20%**    | 10%**
        Wellness credit    | ($12.50) | ($15.00) | -$20.00
        Tobacco surcharge  | $25.00   | $25.00   | waived
        """,
    ),
    rate_table(
        "cells of several lines",
        1,
        1,
        """
        What you pay when you use the plan | In network | Out of network
        Preventive care such as annual physicals, immunizations and screenings | Covered in full | 40% after deductible
        Emergency room visit (the copay is waived if you are admitted) | $300 copay per visit, then 20% after the \
deductible | $300 copay per visit, then 20% after the in-network deductible
        Urgent care | $60 | 40%
        Prescription drugs, generic, up to a 30-day supply at a retail pharmacy | $10 | Not covered
        """,
    ),
    rate_table(
        "a row of totals",
        1,
        1,
        """
        Benefit            | Employee | Employer | Total
        Medical            | $42.20   | $310.00  | $352.20
        Dental             | $7.85    | $12.15   | $20.00
        Vision             | $1.60    | $4.40    | $6.00
        Total per paycheck | $51.65   | $326.55  | $378.20
        """,
    ),
    rate_table(
        "shares under dates of hire",
        2,
        1,
        """
        Years of service  | Hired before 2015 | <      | Hired 2015 or later | <
        ^                 | Match             | Vested | Match               | Vested
        Less than 1       | 3%                | 0%     | 0%                  | 0%
        1 but less than 3 | 4%                | 50%    | 3%                  | 33%
        3 or more         | 6%                | 100%   | 5%                  | 100%
        """,
    ),
    rate_table(
        "two labels and two levels",
        2,
        2,
        """
        Class    | Deduction | PPO     | <       | HMO     | <
        ^        | ^         | EE      | FAM     | EE      | FAM
        Salaried | Bi-weekly | $78.00  | $318.00 | $70.00  | $290.00
        ^        | Monthly   | $169.00 | $689.00 | $151.67 | $628.33
        Hourly   | Weekly    | $40.00  | $160.00 | $36.00  | $146.00
        ^        | Bi-weekly | $80.00  | $320.00 | $72.00  | $292.00
        """,
    ),
    rate_table(
        "what the figures are, below the heads",
        2,
        1,
        """
        Plan      | Deductible          | Coinsurance | Out-of-pocket maximum
        ~         | individual / family | plan pays   | individual / family
        PPO 750   | $750 / $1,500       | 80%         | $4,000 / $8,000
        PPO 1500  | $1,500 / $3,000     | 70%         | $4,500 / $9,000
        HDHP 3000 | $3,000 / $6,000     | 90%         | $5,000 / $10,000
        """,
    ),
    rate_table(
        "years as heads",
        1,
        1,
        """
        Limit           | 2026    | 2027
        HSA, individual | $4,300  | $4,400
        HSA, family     | $8,550  | $8,750
        401(k) deferral | $23,500 | $24,500
        Catch-up, 50+   | $7,500  | $8,000
        """,
    ),
    rate_table(
        "words alone",
        1,
        1,
        """
        Class                | Eligible for            | Coverage begins
        Regular full-time    | Medical, dental, vision | First day of the month after hire
        Part-time, 20+ hours | Medical only            | First day of the month after 60 days
        Seasonal             | None                    | Not applicable
        """,
    ),
    rate_table(
        "shares of pay",
        1,
        1,
        """
        Coverage   | % of salary up to $60,000 | % of salary over $60,000
        Single     | 1.25%                     | 1.75%
        Two-person | 2.5%                      | 3.5%
        Family     | 3.75%                     | 5.25%
        """,
    ),
)
SINGLE = rate_table(
    "one plan",
    1,
    1,
    """
    Tier  | Weekly | Monthly
    EE    | $21.10 | $91.43
    EE+SP | $63.00 | $273.00
    FAM   | $98.75 | $427.92
    """,
)
OTHER = rate_table(
    "other plans",
    1,
    1,
    """
    Tier   | Single | Family
    Dental | $7.85  | $25.85
    Vision | $1.60  | $4.85
    Life   | $0.35  | $0.70
    """,
)
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
ABOVE = Paragraph("What comes off your pay in 2027, by plan and by whom you cover, is shown in this table.", BODY)
BELOW = Paragraph("Rates may change. Ask Human Resources if you have questions about these amounts.", BODY)


@each_table
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("alignment", [0, RIGHT], ids=["left", "right"])
def test_every_value_of_a_page_is_told_under_its_heads(
    table: RateTable, style: str, alignment: int, tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "file.pdf", ABOVE, drawn(table, style, alignment=alignment), BELOW)

    kept = read_here(pdf, path)

    assert list(meant(table))
    assert not_told(table, kept.blocks) == []
    assert [doubt for rows in kept.tables if (doubt := doubt_of(rows))] == []


@each_table
def test_every_value_of_an_office_file_is_told_under_its_heads(table: RateTable, tmp_path: Path) -> None:
    read = {
        "word": read_here(docx, write_word(table, tmp_path / "file.docx")),
        "slide": read_here(pptx, write_slide(table, tmp_path / "file.pptx")),
        "sheet": read_here(xlsx, write_sheet(tmp_path / "file.xlsx", (table, 3, 2))),
    }

    assert [(name, lost) for name, kept in read.items() for lost in not_told(table, kept.blocks)] == []


@pytest.mark.parametrize("style", STYLES)
def test_table_that_goes_on_without_its_heads_names_them_on_the_next_page(style: str, tmp_path: Path) -> None:
    heads = "Pay level | PPO | < | HDHP | <\n^ | EE | FAM | EE | FAM\n"
    levels = "\n".join(f"Level {at} | ${at}.10 | ${at}.20 | ${at}.30 | ${at}.40" for at in range(100, 150))
    table = rate_table("many rows", 2, 1, heads + levels)

    path = write_pdf(tmp_path / "file.pdf", ABOVE, drawn(table, style, alignment=RIGHT, repeats_head=False))

    pages = extract(path, PDF).pages

    rest = pages[1].blocks[0]
    assert not_told(table, [block for page in pages for block in page.blocks]) == []
    # Its heads stand on the page before, so nothing of them is marked on this one.
    assert {span.box.page for span in rest.spans} == {2}
    assert len(rest.spans) == sum(len(row) for row in rest.rows[1:])


def test_table_of_other_width_on_the_next_page_does_not_take_the_heads(tmp_path: Path) -> None:
    figures = rate_table("figures", 0, 1, "One | $1.10 | $1.20\nTwo | $2.10 | $2.20\nThree | $3.10 | $3.20")
    other = drawn(figures, "a grid", width=240)

    path = write_pdf(tmp_path / "file.pdf", ABOVE, drawn(SINGLE, "a grid"), PageBreak(), other)

    tables = [block.rows for page in extract(path, PDF).pages for block in page.blocks if block.kind == "table"]

    assert [rows[0] for rows in tables] == [SINGLE.cells[0], ("", "", "")]


@pytest.mark.parametrize("style", STYLES)
def test_two_tables_side_by_side_stay_two(style: str, tmp_path: Path) -> None:
    left, right = (drawn(table, style, alignment=RIGHT, width=225) for table in (SINGLE, OTHER))
    pair = DrawnTable([[left, right]], colWidths=[245, 235])

    kept = read_here(pdf, write_pdf(tmp_path / "file.pdf", ABOVE, pair, BELOW))

    assert kept.tables == [SINGLE.cells, OTHER.cells]


@pytest.mark.parametrize("style", STYLES)
def test_table_in_a_column_of_text_is_read_with_its_column(style: str, tmp_path: Path) -> None:
    text = "Your share of the cost comes off each paycheck before taxes are taken, and depends on whom you cover. " * 5
    frames = [Frame(50, 60, 240, 660), Frame(310, 60, 240, 660)]
    document = BaseDocTemplate(str(tmp_path / "file.pdf"))
    document.addPageTemplates(PageTemplate(frames=frames))
    table = drawn(SINGLE, style, alignment=RIGHT, width=225)
    document.build([Paragraph(text, BODY), table, Paragraph(text, BODY), FrameBreak(), Paragraph(text * 3, BODY)])

    kept = read_here(pdf, tmp_path / "file.pdf")

    assert kept.tables == [SINGLE.cells]
    assert [block.kind for block in kept.blocks[:2]] == ["paragraph", "table"]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("table", [TWO_LEVELS, REPEATED, BANDS], ids=lambda table: table.name)
def test_table_on_a_page_turned_by_a_quarter_is_read_as_it_is_shown(
    table: RateTable, style: str, tmp_path: Path
) -> None:
    def lay_on_its_side(canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.setPageSize((612, 792))
        canvas.translate(612, 0)
        canvas.rotate(90)

    document = SimpleDocTemplate(str(tmp_path / "lying.pdf"), pagesize=(792, 612))
    document.build([ABOVE, drawn(table, style, alignment=RIGHT, width=600), BELOW], onFirstPage=lay_on_its_side)
    lying = pypdfium2.PdfDocument(tmp_path / "lying.pdf")
    lying[0].set_rotation(90)
    lying.save(tmp_path / "file.pdf")
    lying.close()

    kept = read_here(pdf, tmp_path / "file.pdf")

    assert (kept.pages[0].width, kept.pages[0].height) == (792, 612)
    assert not_told(table, kept.blocks) == []


@pytest.mark.parametrize(
    "place", [(1, 5), (1, 4), (7, 1), (5, 4)], ids=["a free column between", "none between", "below", "at a corner"]
)
def test_two_tables_of_a_sheet_stay_two(place: tuple[int, int], tmp_path: Path) -> None:
    kept = read_here(xlsx, write_sheet(tmp_path / "file.xlsx", (SINGLE, 1, 1), (OTHER, *place)))

    assert kept.tables == [SINGLE.cells, OTHER.cells]


def test_area_formatted_as_a_table_is_one_with_the_header_it_names(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    book = openpyxl.Workbook()
    book.active.append(("Who to call", "Carrier", "Where", "Place"))
    book.active.append(("Dental", "Brightsmile", "Nurse", "Building B"))
    book.active.append(("Vision", "Clear", "Gym", "Hall"))
    book.active.add_table(Table(displayName="Carriers", ref="A1:B3"))
    book.active.add_table(Table(displayName="Places", ref="C1:D3"))
    book.save(path)

    kept = read_here(xlsx, path)

    assert kept.tables == [
        (("Who to call", "Carrier"), ("Dental", "Brightsmile"), ("Vision", "Clear")),
        (("Where", "Place"), ("Nurse", "Building B"), ("Gym", "Hall")),
    ]
