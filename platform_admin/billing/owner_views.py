"""What a client's owners see of their bills, on the client's own host.

All of it is the platform's, where no client's role may look. So the rows are read in the platform's scope, always by
the client of this request, and come back as values.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_safe

from platform_admin.billing.invoices import NextInvoice, account_of, next_invoice
from platform_admin.billing.papers import paper_response
from platform_admin.billing.prices import Price, PriceList, is_free, price_on, row_on
from platform_admin.billing.stripe.api import StripeUnavailable, is_on
from platform_admin.billing.stripe.link import portal_address
from platform_admin.billing.subscribe import rows_of
from platform_admin.models import Basis, Invoice, Period
from tenants.access import hr_admin_required, in_both_languages
from tenants.audit.log import record
from tenants.clock import contract_today
from tenants.context import platform_scope
from tenants.links import absolute_url
from tenants.models import Client


@dataclass(frozen=True)
class Plan:
    """What the client pays for now."""

    name: str
    price: Price | None
    is_per_person: bool
    seats: int
    is_yearly: bool
    discount: Decimal
    trial_ends_on: date | None  # of a trial that runs
    ends_on: date | None  # the last day, of a subscription that was cancelled


@dataclass(frozen=True)
class Bill:
    """An invoice or a credit note as the list shows it."""

    pk: UUID
    number: str
    is_credit_note: bool
    issued_on: date
    due_on: date | None
    total: Decimal
    status: str
    is_overdue: bool
    has_paper: bool


@hr_admin_required
@in_both_languages
@require_safe
def billing(request: HttpRequest) -> HttpResponse:
    today = contract_today()
    with platform_scope():
        client = Client.objects.get(pk=request.client.id)
        rows, prices = rows_of(client), PriceList.read()
        context = {
            "plan": _plan(rows, prices, today),
            "next_invoice": _next(client, rows, prices, today),
            "bills": [_bill(one, today) for one in Invoice.objects.given().filter(client=client)],
            "has_portal": is_on() and bool(account_of(client).stripe_customer),
        }
    return render(request, "billing/billing.html", context)


@hr_admin_required
@require_safe
def bill_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    with platform_scope():
        invoice = Invoice.objects.given().filter(client_id=request.client.id, pk=pk).exclude(pdf="").first()
        if invoice is None:
            raise Http404
        return paper_response(invoice)


@hr_admin_required
@in_both_languages
@require_GET
def portal(request: HttpRequest) -> HttpResponse:
    """Lead on to Stripe's own pages, where cards and past payments are.

    A link, since the content security policy lets no form lead to another host.
    """
    back = absolute_url("/hr/billing/")
    with platform_scope():
        client = Client.objects.get(pk=request.client.id)
        account = account_of(client)
        if not is_on() or not account.stripe_customer:
            raise Http404
        try:
            address = portal_address(account, back=back)
        except StripeUnavailable:
            address = None
    if address is None:
        return render(request, "billing/portal_down.html", status=503)
    record("client.portal_opened", actor=request.user, subject=client)
    return redirect(address)


def _plan(rows: list, prices: PriceList, today: date) -> Plan | None:
    row = row_on(rows, today)
    if row is None:
        return None
    price, last = price_on(row, prices, today), rows[-1]
    return Plan(
        name=row.get_tier_display(),
        price=price,
        is_per_person=price is not None and price.basis == Basis.PER_PERSON,
        seats=row.seats,
        is_yearly=row.period == Period.YEARLY,
        discount=row.discount,
        trial_ends_on=row.trial_ends_on if is_free(row, today) else None,
        ends_on=last.valid_to,
    )


def _next(client: Client, rows: list, prices: PriceList, today: date) -> NextInvoice | None:
    # Stripe says itself what comes next.
    return None if account_of(client).stripe_subscription else next_invoice(client, rows, prices, today)


def _bill(invoice: Invoice, today: date) -> Bill:
    return Bill(
        pk=invoice.pk,
        number=invoice.number,
        is_credit_note=invoice.kind == Invoice.Kind.CREDIT_NOTE,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        total=invoice.total,
        status=invoice.status,
        is_overdue=invoice.is_overdue(today),
        has_paper=bool(invoice.pdf),
    )
