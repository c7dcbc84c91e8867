"""The federal summary of benefits and coverage: its fixed headings, rows and columns, filled from a plan."""

from io import BytesIO
from itertools import groupby

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from platform_admin.demo.company import Company
from platform_admin.demo.files.design import INK, QUIET, RULE
from platform_admin.demo.files.flow import inline
from platform_admin.demo.files.sbc_examples import CoverageExample, coverage_examples
from platform_admin.demo.files.sbc_words import closing_sections, important_questions, introduction
from platform_admin.demo.services import SERVICE_ROWS
from platform_admin.demo.shapes import Plan
from platform_admin.demo.wording import cost_words, numeric_day

WIDTH, HEIGHT = landscape(letter)
MARGIN = 0.5 * inch
TEXT_WIDTH = WIDTH - 2 * MARGIN
BLUE = HexColor("#1d4f7c")
SHADE = HexColor("#eaf0f5")
COLUMN_HEADS = (
    "Common Medical Event",
    "Services You May Need",
    "Network Provider (You will pay the least)",
    "Out-of-Network Provider (You will pay the most)",
    "Limitations, Exceptions, & Other Important Information",
)
SERVICE_WIDTHS = (0.155, 0.195, 0.20, 0.165, 0.285)
QUESTION_WIDTHS = (0.21, 0.33, 0.46)
# The three boxes stand side by side: fixed heights keep their rows level.
EXAMPLE_ROW_HEIGHTS = (38, 17, 38, 17, 17, 17, 17, 17, 17, 17)
AFTER_DEDUCTIBLE = (
    "All copayment and coinsurance costs shown in this chart are after your deductible has been met, if a "
    "deductible applies."
)
EXAMPLES_NOTE = (
    "**This is not a cost estimator.** Treatments shown are just examples of how this plan might cover medical "
    "care. Your actual costs will be different. The examples are based on self-only coverage."
)


def _style(name: str, size: float, **changes: object) -> ParagraphStyle:
    return ParagraphStyle(
        name, **{"fontName": "Helvetica", "leading": size * 1.24, "textColor": INK, **changes}, fontSize=size
    )


TITLE = _style("title", 13.5, fontName="Helvetica-Bold", textColor=BLUE)
BODY = _style("body", 9, leading=12)
CELL = _style("cell", 8.4)
BOLD = _style("bold", 8.4, fontName="Helvetica-Bold")
HEAD = _style("head", 8.4, fontName="Helvetica-Bold", textColor=white)
SECTION = _style("section", 10.5, fontName="Helvetica-Bold", textColor=BLUE, spaceAfter=3)
RIGHT = _style("right", 8.6, alignment=2)


def sbc_pdf(company: Company, plan: Plan) -> bytes:
    title = f"Summary of Benefits and Coverage: {plan.name}, {plan.plan_year}"
    written = BytesIO()
    template = BaseDocTemplate(
        written, pagesize=(WIDTH, HEIGHT), title=title, author=company.name, subject=title, invariant=1, lang="en"
    )
    frame = Frame(MARGIN, 0.6 * inch, TEXT_WIDTH, HEIGHT - 1.02 * inch, 0, 0, 0, 0)
    foot = f"{company.name}, {plan.name}, plan year {plan.plan_year}"
    template.addPageTemplates(PageTemplate("page", [frame], onPage=lambda canvas, _: _draw_foot(canvas, foot)))
    template.build(
        [
            *_head(company, plan),
            _questions(company, plan),
            Spacer(0, 9),
            CondPageBreak(2.6 * inch),
            _boxed(AFTER_DEDUCTIBLE),
            _services(plan),
            Spacer(0, 9),
            *_closing(company, plan),
            *_examples(plan),
        ]
    )
    return written.getvalue()


def _draw_foot(canvas: Canvas, foot: str) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 7.8)
    canvas.setFillColor(QUIET)
    canvas.drawString(MARGIN, 0.36 * inch, foot)
    canvas.drawRightString(WIDTH - MARGIN, 0.36 * inch, f"Page {canvas.getPageNumber()}")
    canvas.restoreState()


def _head(company: Company, plan: Plan) -> list[Flowable]:
    year = company.year(plan.plan_year)
    left = [
        Paragraph(
            "<b>Summary of Benefits and Coverage:</b> What this Plan Covers &amp; What You Pay for Covered Services",
            BODY,
        ),
        Paragraph(inline(f"{company.name}: {plan.name}"), TITLE),
    ]
    right = [
        Paragraph(f"<b>Coverage Period:</b> {numeric_day(year.starts_on)} - {numeric_day(year.ends_on)}", RIGHT),
        Paragraph(f"<b>Coverage for:</b> Individual + Family | <b>Plan Type:</b> {plan.plan_type}", RIGHT),
    ]
    head = Table([[left, right]], colWidths=[TEXT_WIDTH * 0.62, TEXT_WIDTH * 0.38])
    head.setStyle(TableStyle([*_no_padding(), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return [head, Spacer(0, 6), _boxed(introduction(company, plan)), Spacer(0, 7)]


def _no_padding() -> list[tuple]:
    return [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


def _boxed(text: str) -> Table:
    box = Table([[Paragraph(inline(text), CELL)]], colWidths=[TEXT_WIDTH])
    box.setStyle(TableStyle([("BACKGROUND", (0, 0), (-1, -1), SHADE), ("BOX", (0, 0), (-1, -1), 0.6, BLUE)]))
    return box


def _grid(rows: list[list[object]], shares: tuple[float, ...], extra: list[tuple]) -> Table:
    table = Table(rows, colWidths=[TEXT_WIDTH * share for share in shares], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), BLUE),
                ("GRID", (0, 0), (-1, -1), 0.6, RULE),
                ("BOX", (0, 0), (-1, -1), 0.8, BLUE),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 3.2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3.6),
                ("LEFTPADDING", (0, 0), (-1, -1), 5),
                ("RIGHTPADDING", (0, 0), (-1, -1), 5),
                *extra,
            ]
        )
    )
    return table


def _questions(company: Company, plan: Plan) -> Table:
    rows: list[list[object]] = [
        [Paragraph(head, HEAD) for head in ("Important Questions", "Answers", "Why This Matters:")]
    ]
    for question, answer, why in important_questions(company, plan):
        rows.append([Paragraph(question, BOLD), Paragraph(inline(answer), CELL), Paragraph(inline(why), CELL)])
    return _grid(rows, QUESTION_WIDTHS, [("BACKGROUND", (0, 1), (0, -1), SHADE)])


def _services(plan: Plan) -> Table:
    top = [HEAD_CELL[0], HEAD_CELL[1], Paragraph("What You Will Pay", HEAD_CENTER), "", HEAD_CELL[4]]
    second = ["", "", HEAD_CELL[2], HEAD_CELL[3], ""]
    spans: list[tuple] = [
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (1, 1)),
        ("SPAN", (2, 0), (3, 0)),
        ("SPAN", (4, 0), (4, 1)),
        ("BACKGROUND", (0, 1), (-1, 1), BLUE),
    ]
    rows: list[list[object]] = [top, second]
    for event, group in groupby(SERVICE_ROWS, key=lambda row: row.event):
        first = len(rows)
        for row in group:
            cost = plan.service(row.code)
            rows.append(
                [
                    Paragraph(inline(event), BOLD) if len(rows) == first else "",
                    Paragraph(inline(row.label), CELL),
                    Paragraph(cost_words(cost.network), CELL),
                    Paragraph(cost_words(cost.out_of_network), CELL),
                    Paragraph(inline(cost.limits), CELL),
                ]
            )
        spans += [("SPAN", (0, first), (0, len(rows) - 1)), ("BACKGROUND", (0, first), (0, len(rows) - 1), SHADE)]
    table = _grid(rows, SERVICE_WIDTHS, spans)
    table.repeatRows = 2
    return table


HEAD_CELL = [Paragraph(inline(head), HEAD) for head in COLUMN_HEADS]
HEAD_CENTER = _style("head_center", 8.4, fontName="Helvetica-Bold", textColor=white, alignment=1)


def _closing(company: Company, plan: Plan) -> list[Flowable]:
    half = TEXT_WIDTH / 2 - 1
    lists = []
    for title, items in (
        (
            "Services Your Plan Generally Does NOT Cover (Check your policy or plan document for more information.)",
            plan.excluded,
        ),
        ("Other Covered Services (Limitations may apply. This is not a complete list.)", plan.also_covered),
    ):
        lists.append([Paragraph(title, BOLD), *(Paragraph(item, CELL, bulletText="•") for item in items)])
    table = Table([lists], colWidths=[half, half])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.6, RULE), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    story: list[Flowable] = [
        KeepTogether([Paragraph("Excluded Services &amp; Other Covered Services:", SECTION), table]),
        Spacer(0, 8),
    ]
    for heading, text in closing_sections(company, plan):
        story.append(Paragraph(f"<b>{inline(heading)}</b> {inline(text)}", BODY))
        story.append(Spacer(0, 6))
    return story


def _examples(plan: Plan) -> list[Flowable]:
    boxes = [_example(example, plan) for example in coverage_examples(plan)]
    width = TEXT_WIDTH / 3
    table = Table([boxes], colWidths=[width] * 3)
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_no_padding()[:2]]))
    heading = Paragraph("About these Coverage Examples:", SECTION)
    return [KeepTogether([heading, Paragraph(inline(EXAMPLES_NOTE), BODY), Spacer(0, 8), table])]


def _example(example: CoverageExample, plan: Plan) -> list[Flowable]:
    case = example.case
    deductible = f"${plan.deductible.person:,.0f}" if plan.deductible else "$0"
    rows = [
        [Paragraph(f"<b>{inline(case.title)}</b><br/>{inline(case.story)}", HEAD), ""],
        [Paragraph("The plan's overall deductible", CELL), Paragraph(deductible, RIGHT)],
        [Paragraph(f"This example includes: {inline(case.services)}.", CELL), ""],
        [Paragraph("<b>Total Example Cost</b>", CELL), Paragraph(f"<b>{example.total_cost}</b>", RIGHT)],
        [Paragraph(f"In this example, {case.person} would pay:", CELL), ""],
        *([Paragraph(name, CELL), Paragraph(amount, RIGHT)] for name, amount in example.lines),
        [
            Paragraph(f"<b>The total {case.person} would pay is</b>", CELL),
            Paragraph(f"<b>{example.you_pay}</b>", RIGHT),
        ],
    ]
    width = TEXT_WIDTH / 3 - 8
    table = Table(rows, colWidths=[width * 0.72, width * 0.28], rowHeights=EXAMPLE_ROW_HEIGHTS)
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), BLUE),
                ("BOX", (0, 0), (-1, -1), 0.8, BLUE),
                ("LINEBELOW", (0, 1), (-1, -1), 0.5, RULE),
                ("BACKGROUND", (0, -1), (-1, -1), SHADE),
                *(("SPAN", (0, row), (1, row)) for row in (0, 2, 4)),
            ]
        )
    )
    return [table]
