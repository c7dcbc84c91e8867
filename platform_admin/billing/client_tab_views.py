"""The billing side of a client's page: what it pays, what would change, its invoices, what it costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form, model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from platform_admin.acts import record_act
from platform_admin.billing.forms import BillingAccountForm, CancelForm, SubscriptionForm
from platform_admin.billing.invoices import NextInvoice, account_of, draft_due, next_invoice
from platform_admin.billing.money import margin_of, months_until
from platform_admin.billing.mrr import mrr_of
from platform_admin.billing.prices import PriceList, is_free, price_on, row_on
from platform_admin.billing.stripe.api import is_on
from platform_admin.billing.stripe.follow import told_or_later
from platform_admin.billing.subscribe import (
    CannotChange,
    Terms,
    cancel_at_periods_end,
    change_terms,
    go_on,
    new_row,
    planned,
    rows_of,
)
from platform_admin.billing.trials import end_trial_of_payer
from platform_admin.client_views import client_row, client_side
from platform_admin.models import ClientFigures, Invoice, Subscription
from platform_admin.second_factor.again import confirmed
from tenants.access import operator_required
from tenants.clock import contract_today, day_in_words
from tenants.models import Client

COST_MONTHS = 6
INVOICES_SHOWN = 24


@dataclass(frozen=True)
class Preview:
    """What a change would do."""

    since: date
    mrr_before: Decimal
    mrr_after: Decimal
    invoice_before: NextInvoice | None
    invoice_after: NextInvoice | None

    @property
    def change(self) -> Decimal:
        return self.mrr_after - self.mrr_before


@operator_required
@require_safe
def client_billing(request: HttpRequest, pk: UUID) -> HttpResponse:
    return billing_side(request, client_row(pk))


@operator_required
@require_POST
def subscription_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    form = SubscriptionForm(request.POST)
    preview = None
    if form.is_valid():
        try:
            preview = _preview(row, form, contract_today())
        except CannotChange as refused:
            form.add_error(None, str(refused))
    return billing_side(request, row, form=form, preview=preview, status=200 if preview else 422)


@operator_required
@require_POST
@confirmed
def subscription_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return billing_side(request, row, form=form, status=422)
    told, today = form.cleaned_data, contract_today()
    try:
        with transaction.atomic():
            changed = change_terms(
                row,
                form.terms(row, counted=_people(row)),
                since=told["since"],
                today=today,
                by=request.user,
                reason=told["reason"],
            )
            end_trial_of_payer(row, today=today)
    except CannotChange as refused:
        form.add_error(None, str(refused))
        return billing_side(request, row, form=form, status=422)
    words = f"{row.name} has these terms from {day_in_words(told['since'])}." if changed else "Nothing was changed."
    messages.success(request, words)
    _tell_stripe(request, row)
    return redirect("platform_admin:client_billing", pk=pk)


@operator_required
@require_POST
@confirmed
def subscription_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return billing_side(request, row, cancel_form=form, status=422)
    try:
        end = cancel_at_periods_end(row, today=contract_today(), by=request.user, reason=form.cleaned_data["reason"])
    except CannotChange as refused:
        form.add_error(None, str(refused))
        return billing_side(request, row, cancel_form=form, status=422)
    messages.success(request, f"The subscription holds until {day_in_words(end)} and no longer.")
    _tell_stripe(request, row)
    return redirect("platform_admin:client_billing", pk=pk)


@operator_required
@require_POST
@confirmed
def subscription_go_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    try:
        with transaction.atomic():
            go_on(row, today=contract_today(), by=request.user)
            end_trial_of_payer(row, today=contract_today())
    except CannotChange as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The subscription goes on.")
        _tell_stripe(request, row)
    return redirect("platform_admin:client_billing", pk=pk)


@operator_required
@require_POST
@confirmed
def billing_account(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    account = account_of(row)
    before = model_to_dict(account)
    form = BillingAccountForm(request.POST, instance=account)
    if not form.is_valid():
        return billing_side(request, row, account_form=form, status=422)
    after = model_to_dict(form.instance)
    changed = {name: [str(before[name]), str(value)] for name, value in after.items() if before[name] != value}
    if changed:
        with transaction.atomic():
            form.save()
            record_act("client.billing_changed", by=request.user, client=row, changed=changed)
    messages.success(request, "The next invoice is made out like this." if changed else "Nothing was changed.")
    return redirect("platform_admin:client_billing", pk=pk)


@operator_required
@require_POST
def invoices_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    with transaction.atomic():
        drafts = draft_due(row, today=contract_today())
        if drafts:
            record_act("client.invoice_drafted", by=request.user, client=row, periods=[str(one) for one in drafts])
    if drafts:
        messages.success(request, f"Drafted: {len(drafts)}. A draft is issued by itself the day after.")
    else:
        messages.success(request, "Nothing is due that is not billed already.")
    return redirect("platform_admin:client_billing", pk=pk)


def billing_side(
    request: HttpRequest, row: Client, *, preview: Preview | None = None, status: int = 200, **forms: Form
) -> HttpResponse:
    """Return the page; a form that was refused stands in the place of its empty one."""
    today = contract_today()
    rows, prices = rows_of(row), PriceList.read()
    current, account = row_on(rows, today), account_of(row)
    last = rows[-1] if rows else None
    spans = months_until(today, COST_MONTHS)
    months = [(span.first, *margin_of(row, rows, prices, span)) for span in spans]
    context = {
        "current": current,
        "price": current and price_on(current, prices, today),
        "is_on_trial": current is not None and is_free(current, today),
        "mrr": mrr_of(rows, prices, today),
        "coming": [one for one in rows if one.valid_from > today],
        "history": rows[::-1],
        "ends_on": last.valid_to if last and last.valid_to and last.valid_to >= today else None,
        "next_invoice": next_invoice(row, rows, prices, today),
        "account": account,
        "form": forms.get("form") or SubscriptionForm(initial=_initial(row, current or last, today)),
        "preview": preview,
        "cancel_form": forms.get("cancel_form") or CancelForm(auto_id="id_cancel_%s"),
        "account_form": forms.get("account_form") or BillingAccountForm(instance=account, auto_id="id_account_%s"),
        "invoices": Invoice.objects.filter(client=row).order_by("-drafted_at")[:INVOICES_SHOWN],
        "months": months,
        "today": today,
        "stripe_is_on": is_on(),
    }
    return client_side(request, "client_billing", row, context, status=status)


def _tell_stripe(request: HttpRequest, row: Client) -> None:
    if not told_or_later(row, today=contract_today(), by=request.user):
        messages.warning(request, "Stripe could not be told of it now. It is told tonight; what it bills follows then.")


def _initial(row: Client, terms_of: Subscription | None, today: date) -> dict[str, object]:
    terms = Terms.of(terms_of) if terms_of else Terms(tier=row.tier, seats=_people(row))
    return SubscriptionForm.initial_of(terms, today)


def _preview(row: Client, form: SubscriptionForm, today: date) -> Preview:
    """Return what the form's terms would do; raises CannotChange."""
    since = form.cleaned_data["since"]
    rows, prices = rows_of(row), PriceList.read()
    new = new_row(row, rows, form.terms(row, counted=_people(row)), since=since, today=today)
    after = planned(rows, new, since)
    day = max(since, today)
    if new.trial_ends_on is not None and new.trial_ends_on >= day:
        day = new.anchor
    return Preview(
        since=since,
        mrr_before=mrr_of(rows, prices, day),
        mrr_after=mrr_of(after, prices, day),
        invoice_before=next_invoice(row, rows, prices, today),
        invoice_after=next_invoice(row, after, prices, today),
    )


def _people(row: Client) -> int:
    figures = ClientFigures.objects.filter(client=row).first()
    return figures.people if figures else 0
