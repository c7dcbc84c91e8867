"""What the platform earns, what moved it, and what is left: operators' page, and its tables as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from platform_admin.billing.chart import movement_chart
from platform_admin.billing.money import (
    CLIENT_CSV_HEAD,
    MOVEMENT_CSV_HEAD,
    TOP,
    client_rows,
    money,
    movement_rows,
)
from platform_admin.models import Invoice
from tenants.access import operator_required
from tenants.clock import contract_today
from tenants.csv_out import csv_download


@operator_required
@require_safe
def money_page(request: HttpRequest) -> HttpResponse:
    today = contract_today()
    told = money(today)
    overdue = Invoice.objects.overdue(today).filter(client__is_demo=False).select_related("client").order_by("due_on")
    context = {
        "money": told,
        "now": told.months[-1],
        "months": told.months[::-1],
        "chart": movement_chart(told.months),
        # Twelve lines of nothing say nothing.
        "has_history": any(month.start or month.end for month in told.months),
        "top": told.clients[:TOP],
        "more": len(told.clients[TOP:]),
        "overdue": overdue[:TOP],
    }
    return render(request, "platform_admin/money.html", context)


@operator_required
@require_safe
def movement_csv(request: HttpRequest) -> HttpResponse:
    rows = movement_rows(money(contract_today()).months)
    return csv_download("mrr-by-month.csv", MOVEMENT_CSV_HEAD, rows)


@operator_required
@require_safe
def money_clients_csv(request: HttpRequest) -> HttpResponse:
    rows = client_rows(money(contract_today()).clients)
    return csv_download("mrr-by-client.csv", CLIENT_CSV_HEAD, rows)
