"""The paper of an invoice or a credit note: Letter size, sober, the same bytes for the same invoice."""

from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from django.conf import settings
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from platform_admin.billing.amounts import in_dollars
from platform_admin.models import Invoice, InvoiceLine
from platform_admin.pdf import INK, QUIET, RULE, Foot, build_paper, printable, ruled, text_width
from tenants.clock import day_in_words

_SIDE = 0.9 * inch
_WIDTH = text_width(_SIDE)
_AMOUNT_WIDTH = 1.3 * inch
_TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=14, textColor=INK)
_SMALL = ParagraphStyle("small", _TEXT, fontSize=8.6, leading=12, textColor=QUIET)
_TITLE = ParagraphStyle("title", _TEXT, fontName="Helvetica-Bold", fontSize=20, leading=25)
_STRONG = ParagraphStyle("strong", _TEXT, fontName="Helvetica-Bold")
_RIGHT = ParagraphStyle("right", _TEXT, alignment=TA_RIGHT)
_RIGHT_STRONG = ParagraphStyle("right_strong", _STRONG, alignment=TA_RIGHT)


def invoice_pdf(invoice: Invoice, lines: Sequence[InvoiceLine]) -> bytes:
    """Return the PDF of an invoice that has its number."""
    title = f"{invoice.get_kind_display()} {invoice.number}"
    return build_paper(
        [*_head(invoice), Spacer(1, 18), _line_table(invoice, lines), *_foot(invoice)],
        title=title,
        author=_printable(settings.BILLING_NAME),
        margin=_SIDE,
        foot=lambda page: Foot(f"{title}, page {page}"),
    )


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
        ruled(
            ("LINEBELOW", (0, 0), (-1, first_sum - 1), 0.5, RULE),
            ("LINEABOVE", (0, -1), (-1, -1), 1, INK),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            top=3,
            bottom=3,
        )
    )
    return table


def _foot(invoice: Invoice) -> list[Flowable]:
    notes = [invoice.tax_note] if invoice.tax_note else []
    if invoice.kind == Invoice.Kind.INVOICE:
        notes += settings.BILLING_HOW_TO_PAY.split(";")
    return [Spacer(1, 18), *_texts(notes, _SMALL)] if any(notes) else []


def _amount(amount: Decimal, style: ParagraphStyle) -> Paragraph:
    return _text(in_dollars(amount), style)


def _texts(lines: Sequence[str], style: ParagraphStyle) -> list[Paragraph]:
    return [_text(line.strip(), style) for line in lines if line.strip()]


def _text(words: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(_printable(words)), style)


def _printable(words: str) -> str:
    """Return the words in the letters that every PDF reader has a face for."""
    return printable(words.replace("\N{MINUS SIGN}", "-"), _is_printable)


def _is_printable(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


_TIGHT = ruled(("RIGHTPADDING", (0, 0), (-1, -1), 4), top=1, bottom=1)
