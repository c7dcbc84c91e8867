"""The operators' quality board, and what the business is measured by."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from kombu.exceptions import OperationalError

from platform_admin.acts import record_act
from platform_admin.board.forms import BoardFilterForm
from platform_admin.board.strip import canary_words, strip
from platform_admin.board.table import CSV_HEAD, board_rows, counts_of, csv_rows
from platform_admin.board.tabs import board_tabs
from platform_admin.client_table import ClientFilters
from platform_admin.figures import kpis as figures
from platform_admin.tasks import fly_canaries
from tenants.access import operator_required
from tenants.csv_out import csv_download

ROWS_PER_PAGE = 50


@operator_required
@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = BoardFilterForm(request.GET)
    told = form.told()
    rows = board_rows(ClientFilters(**_of_clients(told)), need=told.get("need", ""), now=now)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": board_tabs("quality"),
        "form": form,
        "rows": page.object_list,
        "page_obj": page,
        "page_query": f"{urlencode(told)}&" if told else "",
        "csv_query": urlencode(told),
        "needs": counts_of(rows),
        "is_filtered": bool(told),
        "strip": strip(now),
        "canary": canary_words(now),
    }
    return render(request, "platform_admin/quality.html", context)


@operator_required
@require_safe
def quality_csv(request: HttpRequest) -> HttpResponse:
    told = BoardFilterForm(request.GET).told()
    rows = board_rows(ClientFilters(**_of_clients(told)), need=told.get("need", ""), now=timezone.now())
    return csv_download("quality.csv", CSV_HEAD, csv_rows(rows))


@operator_required
@require_POST
def canary_fly(request: HttpRequest) -> HttpResponse:
    """Probe now the clients whose turn comes next."""
    record_act("canary.flown", by=request.user, client=None)
    try:
        fly_canaries.delay_on_commit()
    except OperationalError:
        messages.error(request, "The queue cannot be reached. Nothing was probed; try again once Redis is back.")
    else:
        messages.success(request, "The next clients are being probed. The result stands here within a minute.")
    return redirect("platform_admin:quality")


@operator_required
@require_safe
def kpis(request: HttpRequest) -> HttpResponse:
    today = timezone.now().date()
    context = {
        "tabs": board_tabs("kpis"),
        "lines": figures.lines(today),
        "is_made_up": figures.has_made_up_figures(today),
    }
    return render(request, "platform_admin/kpis.html", context)


@operator_required
@require_safe
def kpis_csv(request: HttpRequest) -> HttpResponse:
    today = timezone.now().date()
    return csv_download("kpis.csv", figures.CSV_HEAD, figures.csv_rows(figures.lines(today), today))


def _of_clients(told: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in told.items() if name != "need"}
