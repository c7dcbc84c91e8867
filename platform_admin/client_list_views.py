"""Many clients at once, from a list."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from kombu.exceptions import OperationalError

from platform_admin import many_clients as lists
from platform_admin.client_rows import MOST_CLIENTS, ORDER, ClientListForm
from platform_admin.models import ClientLine, ClientList
from platform_admin.tasks import make_clients
from tenants.access import operator_required
from tenants.form_pages import form_page, sent

LINES_PER_PAGE = 100
Status = ClientLine.Status
# What somebody has to look at stands first.
_PLACES = (Status.STOPPED, Status.FAULTY, Status.MAKING, Status.READY, Status.MADE)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def client_list_new(request: HttpRequest) -> HttpResponse:
    form = ClientListForm(*sent(request))
    if request.method != "POST" or not form.is_valid():
        earlier = ClientList.objects.exclude(confirmed_at=None)[:5]
        context = {"form": form, "most": MOST_CLIENTS, "columns": ORDER, "earlier": earlier}
        return form_page(request, "platform_admin/client_list_new.html", context)
    listing = lists.draft_list(form.cleaned_data["lines"], by=request.user, now=timezone.now())
    return redirect("platform_admin:client_list", listing.pk)


@operator_required
@require_safe
def client_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list before it is confirmed, while it is worked at (the part with the counts asks for itself), and after."""
    listing = get_object_or_404(ClientList, pk=pk)
    counts = dict(listing.lines.values_list("status").annotate(number=Count("pk")).order_by())
    waiting = counts.get(Status.READY, 0) + counts.get(Status.MAKING, 0)
    done = counts.get(Status.MADE, 0) + counts.get(Status.STOPPED, 0)
    context = {
        "listing": listing,
        "counts": [(status.label, counts[status]) for status in Status if counts.get(status)],
        "ready": counts.get(Status.READY, 0),
        "left_out": counts.get(Status.FAULTY, 0),
        "waiting": waiting,
        "done": done,
        "total": waiting + done,
    }
    if request.GET.get("part") == "progress":
        response = render(request, "platform_admin/_client_list_progress.html", context)
        if not listing.is_under_way:
            # The lines below it have changed too.
            response["HX-Refresh"] = "true"
        return response
    place = Case(
        *(When(status=status, then=Value(number)) for number, status in enumerate(_PLACES)),
        output_field=IntegerField(),
    )
    lines = listing.lines.select_related("client").annotate(place=place).order_by("place", "number")
    page = Paginator(lines, LINES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "platform_admin/client_list.html", {**context, "lines": page.object_list, "page_obj": page})


@operator_required
@require_POST
def client_list_make(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin with a list that was looked at, or go on with one that was cancelled."""
    listing = get_object_or_404(ClientList, pk=pk)
    if lists.confirm(listing, by=request.user, now=timezone.now()) or lists.resume(listing, by=request.user):
        try:
            make_clients.delay_on_commit(str(listing.pk))
        except OperationalError:
            # The periodic look for lists that broke off takes it up once the queue answers.
            messages.warning(request, "The queue cannot be reached. The clients are made as soon as it is back.")
    return redirect("platform_admin:client_list", pk)


@operator_required
@require_POST
def client_list_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    listing = get_object_or_404(ClientList, pk=pk)
    if lists.cancel(listing, by=request.user, now=timezone.now()):
        messages.success(request, "Cancelled. The client that is being made is finished; the others wait.")
    return redirect("platform_admin:client_list", pk)


@operator_required
@require_POST
def client_list_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    listing = get_object_or_404(ClientList, pk=pk)
    deleted, _ = ClientList.objects.filter(pk=listing.pk, confirmed_at=None).delete()
    if deleted:
        messages.success(request, "The list is discarded. Nothing was made.")
        return redirect("platform_admin:client_list_new")
    return redirect("platform_admin:client_list", pk)
