"""Invoices: drafted when a period is due, numbered and written down for good when issued, then paid or voided.

    draft --issue--> issued --pay--> paid
                        └---void--> void, with a credit note

A number is given in the transaction that issues, under a lock on the year's last one, so none is left out and none is
given twice. An issued invoice and its PDF never change; what was wrong is voided with a credit note and billed anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from platform_admin.acts import record_act
from platform_admin.billing.invoice_pdf import invoice_pdf
from platform_admin.billing.lines import Bill, Line, amount_of, billing_periods, lines_of, settlement
from platform_admin.billing.periods import DAY, Span
from platform_admin.billing.prices import PriceList, row_on
from platform_admin.billing.subscribe import count_seats, planned, rows_of
from platform_admin.contacts import first_address
from platform_admin.models import BillingAccount, ClientFigures, Invoice, InvoiceLine, InvoiceNumber, Subscription
from tenants.clock import contract_day
from tenants.models import Client
from tenants.storage import PlatformStorage

_PREFIXES = {Invoice.Kind.INVOICE: "INV", Invoice.Kind.CREDIT_NOTE: "CN"}
Status = Invoice.Status


class NotPossible(ValueError):
    """The invoice does not stand so that this could be done with it; the message says how it stands."""


@dataclass(frozen=True)
class NextInvoice:
    """What comes next as far as it is known today."""

    span: Span
    on: date
    subtotal: Decimal
    tax: Decimal

    @property
    def total(self) -> Decimal:
        return self.subtotal + self.tax


def account_of(client: Client) -> BillingAccount:
    """Return to whom it is billed; a client of which nothing was said has the defaults."""
    return BillingAccount.objects.filter(client=client).first() or BillingAccount(client=client)


def bills_until(
    rows: Sequence[Subscription], prices: PriceList, day: date, *, billed: dict[date, Decimal]
) -> list[Bill]:
    """Return what is due by that day, the earliest first, with what prepaid years before came to more.

    `billed` has what was billed for a period, settlements apart, by its first day.
    """
    bills: list[Bill] = []
    before: Span | None = None  # the prepaid year that is over
    for span, is_prepaid in billing_periods(rows, day + DAY):
        due = span.first if is_prepaid else span.end
        lines = lines_of(rows, prices, span)
        if before is not None:
            lines += _settled(rows, prices, before, billed)
        before = span if is_prepaid else None
        if due <= day and lines:
            bills.append(Bill(span, due, is_prepaid, lines))
    if before is not None and before.end <= day:
        # Nothing follows that the difference could stand on.
        rest = _settled(rows, prices, before, billed)
        bills += [Bill(Span(before.end, before.end + DAY), before.end, True, rest)] if rest else []
    return bills


def next_invoice(client: Client, rows: Sequence[Subscription], prices: PriceList, today: date) -> NextInvoice | None:
    """Return the first bill that is not drafted yet, as the rows are; None if none comes within thirteen months."""
    known = _billed(client)
    for bill in bills_until(_until_it_left(client, rows), prices, today + timedelta(days=400), billed=known):
        if _is_ours(client, rows, bill, known):
            rate = account_of(client).tax_rate
            return NextInvoice(bill.span, max(bill.due, today), bill.subtotal, bill.tax(rate))
    return None


def draft_due(client: Client, *, today: date) -> list[Invoice]:
    """Draft what is due and not billed; run again, nothing is doubled. Counts the people a period ends with first.

    Nothing is due from a client that was never opened, which may still be discarded, or that is deleted.
    """
    with transaction.atomic():
        client = Client.objects.select_for_update().get(pk=client.pk)
        if client.status in Client.NEVER_OPEN:
            return []
        _count_people(client, today)
        rows, prices = _until_it_left(client, rows_of(client)), PriceList.read()
        known = _billed(client)
        drafts = []
        for bill in bills_until(rows, prices, today, billed=known):
            if _is_ours(client, rows, bill, known):
                drafts.append(_draft(client, bill))
                known[bill.span.first] = _own_amount(bill.lines)
        return drafts


def issue(invoice: Invoice, *, today: date, by: User | None) -> None:
    """Reckon the draft once more, give it its number and write its paper; raises NotPossible, StorageUnavailable."""
    with transaction.atomic():
        invoice.refresh_from_db(from_queryset=Invoice.objects.select_for_update())
        if invoice.status != Status.DRAFT:
            raise NotPossible(f"Invoice {invoice.number} is issued already.")
        account = account_of(invoice.client)
        _reckon_anew(invoice, account, today)
        invoice.issued_on, invoice.due_on = today, today + timedelta(days=account.due_days)
        invoice.bill_to = _bill_to(invoice.client, account)
        invoice.tax_note = account.tax_note
        _close(invoice)
        record_act(
            "client.invoice_issued", by=by, client=invoice.client, number=invoice.number, total=str(invoice.total)
        )


def discard_draft(invoice: Invoice, *, by: User | None) -> None:
    """Delete a draft; its period is drafted again as long as it is due. Raises NotPossible."""
    with transaction.atomic():
        deleted, _ = Invoice.objects.filter(pk=invoice.pk, status=Status.DRAFT).delete()
        if not deleted:
            raise NotPossible("An issued invoice is never deleted; void it.")
        record_act("client.invoice_discarded", by=by, client=invoice.client, period=str(invoice.period_from))


def mark_paid(invoice: Invoice, *, paid_on: date, reference: str, by: User | None) -> None:
    """Note the payment; raises NotPossible."""
    with transaction.atomic():
        _move(invoice, Status.PAID, paid_on=paid_on, payment_reference=reference)
        told = {"number": invoice.number, "paid_on": str(paid_on), "reference": reference}
        record_act("client.invoice_paid", by=by, client=invoice.client, **told)


def void(invoice: Invoice, *, reason: str, today: date, by: User | None) -> Invoice:
    """Take an open invoice back; return its credit note. The period may be billed anew. Raises NotPossible."""
    with transaction.atomic():
        _move(invoice, Status.VOID, void_reason=reason)
        note = Invoice(
            client=invoice.client,
            kind=Invoice.Kind.CREDIT_NOTE,
            period_from=invoice.period_from,
            period_to=invoice.period_to,
            credited=invoice,
            bill_to=invoice.bill_to,
            subtotal=-invoice.subtotal,
            tax_rate=invoice.tax_rate,
            tax_note=invoice.tax_note,
            tax=-invoice.tax,
            total=-invoice.total,
            issued_on=today,
            due_on=today,
            void_reason=reason,
        )
        note.save()
        for line in invoice.lines.all():
            InvoiceLine.objects.create(
                invoice=note, position=line.position, text=line.text, detail=line.detail, amount=-line.amount
            )
        _close(note)
        told = {"number": invoice.number, "credit_note": note.number, "reason": reason}
        record_act("client.invoice_voided", by=by, client=invoice.client, **told)
    return note


def pdf_of(invoice: Invoice) -> bytes:
    """Return the paper as it was issued; raises FileNotFoundError, StorageUnavailable. In the platform's scope."""
    with PlatformStorage().open(invoice.pdf) as paper:
        return paper.read()


def _close(invoice: Invoice) -> None:
    """Number it, write its paper, and let it stand. The paper is stored last: without it nothing is committed."""
    invoice.year = invoice.issued_on.year
    invoice.sequence = _next_number(invoice.kind, invoice.year)
    invoice.number = f"{_PREFIXES[Invoice.Kind(invoice.kind)]}-{invoice.year}-{invoice.sequence:05}"
    invoice.status = Status.ISSUED
    paper = invoice_pdf(invoice, list(invoice.lines.all()))
    invoice.pdf_sha256 = sha256(paper).hexdigest()
    invoice.pdf = PlatformStorage().save(None, ContentFile(paper))
    invoice.save()


def _next_number(kind: str, year: int) -> int:
    InvoiceNumber.objects.get_or_create(kind=kind, year=year)
    row = InvoiceNumber.objects.select_for_update().get(kind=kind, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def _move(invoice: Invoice, status: str, **facts: object) -> None:
    open_one = Invoice.objects.unpaid().filter(pk=invoice.pk, stripe_invoice="")
    if not open_one.update(status=status, **facts):
        invoice.refresh_from_db()
        if invoice.stripe_invoice:
            raise NotPossible(f"Invoice {invoice} is Stripe’s; it is paid or voided there.")
        raise NotPossible(f"Invoice {invoice} is {invoice.get_status_display().lower()}; only an open one can be that.")
    invoice.refresh_from_db()


def _draft(client: Client, bill: Bill) -> Invoice:
    account = account_of(client)
    tax = bill.tax(account.tax_rate)
    invoice = Invoice.objects.create(
        client=client,
        period_from=bill.span.first,
        period_to=bill.span.last,
        subtotal=bill.subtotal,
        tax_rate=account.tax_rate,
        tax=tax,
        total=bill.subtotal + tax,
    )
    _write_lines(invoice, bill.lines)
    return invoice


def _reckon_anew(invoice: Invoice, account: BillingAccount, today: date) -> None:
    """Bring the draft up to date: terms may have changed since it was drafted."""
    client = invoice.client
    known = _billed(client)
    known.pop(invoice.period_from, None)
    rows = _until_it_left(client, rows_of(client))
    bills = bills_until(rows, PriceList.read(), max(today, invoice.period_from), billed=known)
    bill = next((bill for bill in bills if bill.span.first == invoice.period_from), None)
    if bill is None:
        raise NotPossible("Nothing is due for this period any more; discard the draft.")
    invoice.subtotal, invoice.tax_rate, invoice.tax = bill.subtotal, account.tax_rate, bill.tax(account.tax_rate)
    invoice.total = invoice.subtotal + invoice.tax
    invoice.lines.all().delete()
    _write_lines(invoice, bill.lines)


def _write_lines(invoice: Invoice, lines: Sequence[Line]) -> None:
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=invoice,
            position=place,
            text=line.text,
            detail=line.detail,
            amount=line.amount,
            is_settlement=line.is_settlement,
        )
        for place, line in enumerate(lines, start=1)
    )


def _bill_to(client: Client, account: BillingAccount) -> dict[str, str]:
    return {
        "name": account.name or client.name,
        "email": account.email or first_address(client),
        "address": account.address,
        "po_number": account.po_number,
    }


def _billed(client: Client) -> dict[date, Decimal]:
    """Return what each period was billed with, settlements of years before apart, by its first day."""
    found: dict[date, Decimal] = {}
    invoices = Invoice.objects.filter(client=client, kind=Invoice.Kind.INVOICE, stripe_invoice="")
    for invoice in invoices.exclude(status=Status.VOID).prefetch_related("lines"):
        found[invoice.period_from] = sum(
            (line.amount for line in invoice.lines.all() if not line.is_settlement), Decimal(0)
        )
    return found


def _is_ours(client: Client, rows: Sequence[Subscription], bill: Bill, known: dict[date, Decimal]) -> bool:
    """Whether it is still to be drafted here: not what was over when the first terms were entered, which was billed
    elsewhere, nor what begins before the day up to which Stripe has billed.
    """
    entered = min((contract_day(row.made_at) for row in rows), default=date.max)
    by_stripe = account_of(client).stripe_until
    is_elsewhere = bill.span.end <= entered or (by_stripe is not None and bill.span.first < by_stripe)
    return bill.span.first not in known and not is_elsewhere


def _until_it_left(client: Client, rows: Sequence[Subscription]) -> Sequence[Subscription]:
    """Return what bills are made of: of a client that is leaving, its terms up to and with the day it was closed."""
    if client.status != Client.Status.OFFBOARDING:
        return rows
    return planned(rows, None, contract_day(client.status_changed_at) + DAY)


def _own_amount(lines: Sequence[Line]) -> Decimal:
    return sum((line.amount for line in lines if not line.is_settlement), Decimal(0))


def _settled(
    rows: Sequence[Subscription], prices: PriceList, year: Span, billed: dict[date, Decimal]
) -> tuple[Line, ...]:
    if year.first not in billed:
        return ()
    line = settlement(year, came_to=amount_of(rows, prices, year), billed=billed[year.first])
    return (line,) if line else ()


def _count_people(client: Client, today: date) -> None:
    """Let periods that are about to be billed end with the people counted last."""
    figures = ClientFigures.objects.filter(client=client).first()
    if figures is None:
        return
    rows, known = rows_of(client), _billed(client)
    ended = [
        (span.first if is_prepaid else span.end)
        for span, is_prepaid in billing_periods(rows, today + DAY)
        if span.first not in known and (span.first if is_prepaid else span.end) <= today
    ]
    if ended and (row := row_on(rows, max(ended))) is not None and row.valid_to is None:
        count_seats(client, row, figures.people, since=max(ended))
