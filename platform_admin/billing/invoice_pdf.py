"""The paper of an invoice or a credit note: Letter size, sober, the same bytes for the same invoice."""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape

from django.conf import settings
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from platform_admin.billing.amounts import in_dollars
from platform_admin.models import Invoice, InvoiceLine
from tenants.clock import day_in_words

_INK, _QUIET, _RULE = HexColor("#22272b"), HexColor("#5c666d"), HexColor("#cfd6da")
_SIDE = 0.9 * inch
_WIDTH = letter[0] - 2 * _SIDE
_AMOUNT_WIDTH = 1.3 * inch
_TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=14, textColor=_INK)
_SMALL = ParagraphStyle("small", _TEXT, fontSize=8.6, leading=12, textColor=_QUIET)
_TITLE = ParagraphStyle("title", _TEXT, fontName="Helvetica-Bold", fontSize=20, leading=25)
_STRONG = ParagraphStyle("strong", _TEXT, fontName="Helvetica-Bold")
_RIGHT = ParagraphStyle("right", _TEXT, alignment=TA_RIGHT)
_RIGHT_STRONG = ParagraphStyle("right_strong", _STRONG, alignment=TA_RIGHT)


def invoice_pdf(invoice: Invoice, lines: Sequence[InvoiceLine]) -> bytes:
    """Return the PDF of an invoice that has its number."""
    file = BytesIO()
    paper = SimpleDocTemplate(
        file,
        pagesize=letter,
        leftMargin=_SIDE,
        rightMargin=_SIDE,
        topMargin=0.9 * inch,
        bottomMargin=0.9 * inch,
        title=f"{invoice.get_kind_display()} {invoice.number}",
        author=_printable(settings.BILLING_NAME),
        invariant=1,
    )
    story = [*_head(invoice), Spacer(1, 18), _line_table(invoice, lines), *_foot(invoice)]
    paper.build(story, onFirstPage=_number_page, onLaterPages=_number_page)
    return file.getvalue()


def _head(invoice: Invoice) -> list[Flowable]:
    issuer = [_text(settings.BILLING_NAME, _STRONG), *_texts(settings.BILLING_ADDRESS.split(";"), _TEXT)]
    to = invoice.bill_to
    billed_to = [
        _text("Billed to", _SMALL),
        _text(to.get("name", ""), _STRONG),
        *_texts(to.get("address", "").splitlines(), _TEXT),
        _text(to.get("email", ""), _TEXT),
    ]
    facts = [
        ("Number", invoice.number),
        ("Date", day_in_words(invoice.issued_on)),
        ("Period", f"{day_in_words(invoice.period_from)} to {day_in_words(invoice.period_to)}"),
    ]
    if invoice.kind == Invoice.Kind.INVOICE:
        facts.append(("Due", day_in_words(invoice.due_on)))
    else:
        facts.append(("Takes back", invoice.credited.number))
        facts.append(("Reason", invoice.void_reason))
    if to.get("po_number"):
        facts.append(("PO number", to["po_number"]))
    told = Table([[_text(name, _SMALL), _text(value, _TEXT)] for name, value in facts], [0.9 * inch, None])
    told.setStyle(_TIGHT)
    sides = Table([[billed_to, told]], [_WIDTH / 2, _WIDTH / 2])
    sides.setStyle(_TIGHT)
    return [*issuer, Spacer(1, 22), _text(invoice.get_kind_display(), _TITLE), Spacer(1, 10), sides]


def _line_table(invoice: Invoice, lines: Sequence[InvoiceLine]) -> Table:
    rows: list[list[object]] = [[_text("What", _SMALL), _text("US dollars", ParagraphStyle("r", _SMALL, alignment=2))]]
    for line in lines:
        what = [_text(line.text, _TEXT), *([_text(line.detail, _SMALL)] if line.detail else [])]
        rows.append([what, _amount(line.amount, _RIGHT)])
    first_sum = len(rows)
    if invoice.tax_rate:
        rows.append([_text("Subtotal", _TEXT), _amount(invoice.subtotal, _RIGHT)])
        rate = f"{invoice.tax_rate.normalize():f}"
        rows.append([_text(f"Tax, {rate} %", _TEXT), _amount(invoice.tax, _RIGHT)])
    rows.append([_text("Total", _STRONG), _amount(invoice.total, _RIGHT_STRONG)])
    table = Table(rows, [_WIDTH - _AMOUNT_WIDTH, _AMOUNT_WIDTH], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, first_sum - 1), 0.5, _RULE),
                ("LINEABOVE", (0, -1), (-1, -1), 1, _INK),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ]
        )
    )
    return table


def _foot(invoice: Invoice) -> list[Flowable]:
    notes = [invoice.tax_note] if invoice.tax_note else []
    if invoice.kind == Invoice.Kind.INVOICE:
        notes += settings.BILLING_HOW_TO_PAY.split(";")
    return [Spacer(1, 18), *_texts(notes, _SMALL)] if any(notes) else []


def _number_page(canvas: Canvas, paper: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 8.6)
    canvas.setFillColor(_QUIET)
    canvas.drawRightString(letter[0] - _SIDE, 0.55 * inch, f"{paper.title}, page {canvas.getPageNumber()}")


def _amount(amount: Decimal, style: ParagraphStyle) -> Paragraph:
    return _text(in_dollars(amount), style)


def _texts(lines: Sequence[str], style: ParagraphStyle) -> list[Paragraph]:
    return [_text(line.strip(), style) for line in lines if line.strip()]


def _text(words: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(_printable(words)), style)


def _printable(words: str) -> str:
    """Return the words in the letters that every PDF reader has; others lose their marks rather than be a black box."""
    words = words.replace("\N{MINUS SIGN}", "-")
    letters = (letter if _is_printable(letter) else unicodedata.normalize("NFKD", letter) for letter in words)
    return "".join(letters).encode("cp1252", "ignore").decode("cp1252")


def _is_printable(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


_TIGHT = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
)
