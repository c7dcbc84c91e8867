"""What operators see of all clients at once."""

from collections import Counter
from dataclasses import astuple
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from platform_admin.behind import standing
from platform_admin.billing.money import mrr_card
from platform_admin.board.strip import canary_words
from platform_admin.client_table import (
    CSV_HEAD,
    DEFAULT_SORT,
    SORTS,
    ClientFilters,
    csv_rows,
    is_on_trial,
    list_clients,
)
from platform_admin.figures.overview import Card, cards, count_left_out, worries
from platform_admin.forms import ClientFilterForm
from platform_admin.kept import kept_for_a_minute
from platform_admin.models import Alert
from tenants.access import operator_required
from tenants.clock import contract_today
from tenants.csv_out import csv_download
from tenants.models import Client
from tenants.sorting import sort_links, sorted_by

ROWS_PER_PAGE = 50
MOST_WORRIES, MOST_ALERTS = 12, 3


@operator_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    today = timezone.now().date()
    worrying = worries(today)
    alerts = Alert.objects.filter(closed_at__isnull=True).order_by("severity", "-opened_at")
    context = {
        "alerts": alerts[:MOST_ALERTS],
        "canary": canary_words(timezone.now()),
        "cards": _cards(today, contract_today()),
        "left_out": count_left_out(),
        "worries": worrying[:MOST_WORRIES],
        "more_worries": len(worrying[MOST_WORRIES:]),
        **standing(Client.objects.all()),
        "has_clients": Client.objects.exclude(status=Client.Status.DELETED).exists(),
    }
    return render(request, "platform_admin/overview.html", context)


def _cards(today: date, contract_day: date) -> list[Card]:
    def reckon() -> list[tuple[str, ...]]:
        return [astuple(card) for card in (*cards(today), mrr_card(contract_day))]

    return [Card(*told) for told in kept_for_a_minute(f"cards:{today}:{contract_day}", reckon)]


@operator_required
@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    form, told, sort = _wishes(request)
    found = sorted_by(list_clients(ClientFilters(**told)), sort, sorts=SORTS, default=DEFAULT_SORT, then=("name", "pk"))
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    kept = Client.objects.exclude(status=Client.Status.DELETED).annotate(on_trial=is_on_trial())
    states = list(kept.values_list("status", "on_trial"))
    numbers = Counter(status for status, _ in states)
    counted = [(label.capitalize(), numbers[status]) for status, label in Client.Status.choices]
    counted.append(("On trial", sum(on_trial for _, on_trial in states)))
    context = {
        "form": form,
        "clients": page.object_list,
        "page_obj": page,
        "page_query": f"{urlencode({**told, 'sort': sort})}&",
        "csv_query": urlencode({**told, "sort": sort}),
        "sort_links": sort_links(SORTS, current=sort, parameters=told),
        "counts": [(label, number) for label, number in counted if number],
        "is_filtered": bool(told),
        **standing(Client.objects.all()),
    }
    return render(request, "platform_admin/clients.html", context)


@operator_required
@require_safe
def clients_csv(request: HttpRequest) -> HttpResponse:
    """All that match, on every page of the list."""
    _, told, sort = _wishes(request)
    found = sorted_by(list_clients(ClientFilters(**told)), sort, sorts=SORTS, default=DEFAULT_SORT, then=("name", "pk"))
    return csv_download("clients.csv", CSV_HEAD, csv_rows(found))


def _wishes(request: HttpRequest) -> tuple[ClientFilterForm, dict[str, str], str]:
    """Return the form, what is wanted of the list, and by what it is sorted; what cannot be meant is left out."""
    form = ClientFilterForm(request.GET)
    form.is_valid()
    told = {name: value for name, value in form.cleaned_data.items() if value}
    sort = request.GET.get("sort", "")
    return form, told, sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT
