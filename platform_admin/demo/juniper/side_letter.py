"""The letter between Juniper Ridge and Local 88 that sets the union's prices; kept by HR as a scan."""

from datetime import date
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.doctemplate import BaseDocTemplate

from platform_admin.demo.files.scan import scanned
from platform_admin.demo.juniper.medical import HDHP, PPO
from platform_admin.demo.juniper.numbers import COMPANY, TIERS, UNION
from platform_admin.demo.shapes import FAM, TIER_LABELS
from platform_admin.demo.wording import cents, day, dollars

TITLE = "Side Letter of Agreement: Local 88 Benefits 2027"
SIGNED_ON = date(2026, 10, 5)
SEED = 88
INK = HexColor("#101010")
PEN = HexColor("#20305c")
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=12, leading=16.6, textColor=INK, spaceAfter=9)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Times-Bold", spaceBefore=4, spaceAfter=4)
NUMBER = ParagraphStyle("number", parent=BODY, alignment=TA_RIGHT, spaceAfter=0)
CELL = ParagraphStyle("cell", parent=BODY, spaceAfter=0)


def side_letter_pdf() -> bytes:
    return scanned(typed_letter_pdf(), title=TITLE, seed=SEED)


def typed_letter_pdf() -> bytes:
    written = BytesIO()
    template = BaseDocTemplate(written, pagesize=letter, title=TITLE, invariant=1)
    frame = Frame(1.05 * inch, 0.9 * inch, letter[0] - 2.1 * inch, letter[1] - 2.25 * inch, 0, 0, 0, 0)
    template.addPageTemplates(PageTemplate("page", [frame], onPage=_draw_letterhead))
    template.build([*_opening(), *_prices(), *_rules(), KeepTogether(_signatures())])
    return written.getvalue()


def _draw_letterhead(canvas: Canvas, _document: BaseDocTemplate) -> None:
    canvas.saveState()
    canvas.setFillColor(INK)
    canvas.setFont("Times-Bold", 15)
    canvas.drawString(1.05 * inch, letter[1] - 0.85 * inch, COMPANY.name.upper())
    canvas.setFont("Times-Roman", 9.5)
    canvas.drawString(1.05 * inch, letter[1] - 1.03 * inch, "Human Resources, 400 Ridge Road, Toledo, Ohio")
    canvas.line(1.05 * inch, letter[1] - 1.12 * inch, letter[0] - 1.05 * inch, letter[1] - 1.12 * inch)
    canvas.drawCentredString(letter[0] / 2, 0.55 * inch, f"Side letter 27-1, page {canvas.getPageNumber()} of 2")
    if canvas.getPageNumber() == 1:
        _draw_stamp(canvas)
    canvas.restoreState()


def _draw_stamp(canvas: Canvas) -> None:
    canvas.translate(letter[0] - 2.5 * inch, letter[1] - 1.02 * inch)
    canvas.rotate(7)
    canvas.setStrokeColor(HexColor("#555555"))
    canvas.setFillColor(HexColor("#555555"))
    canvas.roundRect(0, 0, 1.5 * inch, 0.5 * inch, 4, stroke=1, fill=0)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawCentredString(0.75 * inch, 0.28 * inch, "RECEIVED")
    canvas.setFont("Helvetica", 8.5)
    canvas.drawCentredString(0.75 * inch, 0.11 * inch, "HR OFFICE   OCT 6 2026")


def _opening() -> list[Flowable]:
    year = COMPANY.year("2027")
    return [
        Paragraph(day(SIGNED_ON), BODY),
        Paragraph("SIDE LETTER OF AGREEMENT 27-1", HEAD),
        Paragraph(
            f"This letter is between {COMPANY.name} (the Company) and Local 88 (the Union). It applies to employees "
            "of the Company who are represented by the Union. It replaces the contribution page of Article 14 of the "
            f"labor agreement from {day(year.starts_on)} through {day(year.ends_on)}.",
            BODY,
        ),
    ]


def _prices() -> list[Flowable]:
    rates = {
        plan: [COMPANY.rate(plan, tier, class_code=UNION, plan_year="2027").per_deduction for tier in TIERS]
        for plan in (PPO, HDHP)
    }
    family = COMPANY.rate(PPO, FAM, class_code=UNION, plan_year="2027").per_deduction
    pays = COMPANY.deductions_per_year
    rows = [[Paragraph(f"<b>{text}</b>", CELL) for text in ("Coverage in 2027", "PPO 1000", "HDHP")]]
    for tier, ppo, hdhp in zip(TIERS, rates[PPO], rates[HDHP], strict=True):
        rows.append([Paragraph(TIER_LABELS[tier], CELL), Paragraph(cents(ppo), NUMBER), Paragraph(cents(hdhp), NUMBER)])
    table = Table(rows, colWidths=[2.7 * inch, 1.4 * inch, 1.4 * inch], spaceAfter=10)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.7, INK), ("BOTTOMPADDING", (0, 0), (-1, -1), 5)]))
    return [
        Paragraph("1. Employee contributions for each paycheck", HEAD),
        Paragraph(f"Over {pays} paychecks a year, Union members pay for medical coverage:", BODY),
        table,
        Paragraph(
            f"Local 88 members pay {cents(family)} per paycheck for PPO 1000 family coverage in 2027, which is "
            f"{cents(family * pays)} a year.",
            BODY,
        ),
    ]


def _rules() -> list[Flowable]:
    union, tobacco = COMPANY.benefit_class(UNION), COMPANY.surcharge("tobacco")
    return [
        Paragraph("2. Surcharges", HEAD),
        Paragraph(
            "The spousal surcharge does not apply to members of Local 88. The tobacco surcharge of "
            f"{dollars(tobacco.per_deduction)} per paycheck applies to covered members who use tobacco.",
            BODY,
        ),
        Paragraph("3. Start of coverage and life events", HEAD),
        Paragraph(
            "Coverage of a newly hired member starts on the first of the month that falls on or next follows "
            f"{union.waiting_days} days of employment. A member may ask for a change of coverage within "
            f"{union.life_event_days} days after a marriage, birth, adoption, divorce or loss of other coverage.",
            BODY,
        ),
        Paragraph("4. Plans", HEAD),
        Paragraph(
            "Members may choose from the same medical, dental and vision plans as salaried employees. Deductibles, "
            "copays and limits are those of the plan documents.",
            BODY,
        ),
        PageBreak(),
        Paragraph("5. Duration and changes", HEAD),
        Paragraph(
            f"This letter ends on {day(COMPANY.year('2027').ends_on)}. The Company will give the Union the prices it "
            "proposes for the following year by September 1. Until a new letter is signed, contributions stay as they "
            "are. Everything else in Article 14 stays in force.",
            BODY,
        ),
        Paragraph("6. Questions", HEAD),
        Paragraph(
            f"Members may ask the {COMPANY.help.team} at {COMPANY.help.phone} or a shop steward. A member who believes "
            "that a contribution was taken wrongly may use the grievance procedure of Article 9 within 45 days of the "
            "paycheck.",
            BODY,
        ),
    ]


class Signature(Flowable):
    """A line with a name under it and a pen stroke over it."""

    def __init__(self, name: str, role: str, bends: tuple[float, ...]) -> None:
        super().__init__()
        self.name, self.role, self.bends = name, role, bends

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return 200, 78

    def draw(self) -> None:
        self.canv.setStrokeColor(INK)
        self.canv.line(0, 30, 190, 30)
        self.canv.setFont("Times-Roman", 11)
        self.canv.drawString(0, 16, self.name)
        self.canv.drawString(0, 3, self.role)
        self.canv.setStrokeColor(PEN)
        self.canv.setLineWidth(1.5)
        path = self.canv.beginPath()
        path.moveTo(8, 36)
        for number, bend in enumerate(self.bends):
            x = 8 + (number + 1) * 150 / len(self.bends)
            path.curveTo(x - 22, 36 + bend, x - 10, 36 - bend / 2, x, 38 + (number % 2) * 6)
        self.canv.drawPath(path, stroke=1, fill=0)


def _signatures() -> list[Flowable]:
    company = Signature("Maren Holloway", "Vice President, Human Resources", (30, 18, 26, 8, 14, 5))
    union = Signature("Ambrose Tillery", "President, Local 88", (16, 34, 12, 22, 6, 18, 4))
    table = Table([[company, union]], colWidths=[3.1 * inch, 3.1 * inch])
    return [Paragraph("Signed for the parties:", BODY), Spacer(0, 4), table]
