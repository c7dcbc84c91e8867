"""One invoice for operators: what is on it, its paper, and what can be done with it."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from platform_admin.acts import record_act
from platform_admin.billing.bill import take_back, take_payment
from platform_admin.billing.forms import PaymentForm, VoidForm
from platform_admin.billing.invoices import NotPossible, discard_draft, issue
from platform_admin.billing.papers import paper_response
from platform_admin.billing.tell import send_invoice
from platform_admin.models import Invoice
from platform_admin.second_factor.again import confirmed
from tenants.access import operator_required
from tenants.clock import contract_today
from tenants.storage import StorageUnavailable

_NOT_SENT = "The mail could not be sent. The invoice stands; send it again later."


@operator_required
@require_safe
def invoice(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _invoice(pk))


@operator_required
@require_safe
def invoice_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _invoice(pk)
    if not row.pdf:
        raise Http404
    return paper_response(row)


@operator_required
@require_POST
@confirmed
def invoice_issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _invoice(pk)
    try:
        issue(row, today=contract_today(), by=request.user)
    except NotPossible as refused:
        messages.error(request, str(refused))
        return redirect("platform_admin:invoice", pk=pk)
    except StorageUnavailable:
        messages.error(request, "Its paper could not be kept, so it is not issued. Try again in a minute.")
        return redirect("platform_admin:invoice", pk=pk)
    _say_sent(request, send_invoice(row), f"Invoice {row} is issued and sent.")
    return redirect("platform_admin:invoice", pk=pk)


@operator_required
@require_POST
def invoice_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _invoice(pk)
    try:
        discard_draft(row, by=request.user)
    except NotPossible as refused:
        messages.error(request, str(refused))
        return redirect("platform_admin:invoice", pk=pk)
    messages.success(request, "The draft is gone. What is due is drafted again tonight, as the terms are then.")
    return redirect("platform_admin:client_billing", pk=row.client_id)


@operator_required
@require_POST
@confirmed
def invoice_paid(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, today = _invoice(pk), contract_today()
    form = PaymentForm(request.POST, today=today)
    if not form.is_valid():
        return _page(request, row, payment_form=form, status=422)
    try:
        take_payment(row, **form.cleaned_data, today=today, by=request.user)
    except NotPossible as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Invoice {row} is paid.")
    return redirect("platform_admin:invoice", pk=pk)


@operator_required
@require_POST
@confirmed
def invoice_void(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _invoice(pk)
    form = VoidForm(request.POST)
    if not form.is_valid():
        return _page(request, row, void_form=form, status=422)
    try:
        note = take_back(row, reason=form.cleaned_data["reason"], today=contract_today(), by=request.user)
    except NotPossible as refused:
        messages.error(request, str(refused))
        return redirect("platform_admin:invoice", pk=pk)
    except StorageUnavailable:
        messages.error(request, "The credit note could not be kept, so nothing is voided. Try again in a minute.")
        return redirect("platform_admin:invoice", pk=pk)
    _say_sent(request, send_invoice(note), f"Invoice {row} is void; credit note {note} is sent.")
    return redirect("platform_admin:invoice", pk=note.pk)


@operator_required
@require_POST
def invoice_send(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _invoice(pk)
    if row.status == Invoice.Status.DRAFT:
        messages.error(request, "A draft is not sent; issue it first.")
        return redirect("platform_admin:invoice", pk=pk)
    record_act("client.invoice_sent", by=request.user, client=row.client, number=row.number)
    _say_sent(request, send_invoice(row), f"Sent to {row.bill_to['email']}.")
    return redirect("platform_admin:invoice", pk=pk)


def _invoice(pk: UUID) -> Invoice:
    return get_object_or_404(Invoice.objects.select_related("client", "credited"), pk=pk)


def _say_sent(request: HttpRequest, is_sent: bool, words: str) -> None:
    if is_sent:
        messages.success(request, words)
    else:
        messages.error(request, _NOT_SENT)


def _page(request: HttpRequest, row: Invoice, *, status: int = 200, **forms: Form) -> HttpResponse:
    today = contract_today()
    is_open = row.status == Invoice.Status.ISSUED and row.kind == Invoice.Kind.INVOICE and not row.stripe_invoice
    context = {
        "invoice": row,
        "lines": row.lines.all(),
        "is_overdue": row.is_overdue(today),
        "is_open": is_open,
        "today": today,
        "credit_note": Invoice.objects.filter(credited=row).first(),
        "payment_form": forms.get("payment_form") or PaymentForm(today=today, initial={"paid_on": today}),
        "void_form": forms.get("void_form") or VoidForm(),
    }
    return render(request, "platform_admin/invoice.html", context, status=status)
