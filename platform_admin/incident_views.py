"""Incidents: what operators tell clients and the status page."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from platform_admin.board.tabs import board_tabs
from platform_admin.models import Incident
from platform_admin.status.components import Component
from platform_admin.status.forms import IncidentForm, UpdateForm
from platform_admin.status.incidents import IncidentOver, go_on, open_incident, with_updates
from platform_admin.status.page import forget_pages
from tenants.access import operator_required
from tenants.form_pages import form_page

PER_PAGE = 30


@operator_required
@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    rows = Incident.objects.prefetch_related("clients")
    page = Paginator(rows.filter(resolved_at__isnull=False), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": board_tabs("incidents"),
        "open_incidents": rows.filter(resolved_at__isnull=True),
        "past": page.object_list,
        "page_obj": page,
    }
    return render(request, "platform_admin/incidents.html", context)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def incident_new(request: HttpRequest) -> HttpResponse:
    form = IncidentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = open_incident(form.new_incident(), by=request.user, now=timezone.now())
        transaction.on_commit(forget_pages)
        messages.success(request, "It is shown from now on, here and on the status page.")
        return redirect("platform_admin:incident", pk=made.pk)
    return form_page(request, "platform_admin/incident_new.html", {"tabs": board_tabs("incidents"), "form": form})


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was told of it, and a form to tell more."""
    row = get_object_or_404(with_updates(Incident.objects.prefetch_related("clients")), pk=pk)
    form = UpdateForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            go_on(row, **form.cleaned_data, by=request.user, now=timezone.now())
        except IncidentOver:
            messages.error(request, "It is over; somebody resolved it meanwhile. Open another one if it is back.")
        else:
            transaction.on_commit(forget_pages)
            is_over = form.cleaned_data["is_the_end"]
            messages.success(request, "It is over, and no client sees it any more." if is_over else "It is told.")
        return redirect("platform_admin:incident", pk=pk)
    affected = [str(one.label) for one in Component if one in row.components]
    context = {"tabs": board_tabs("incidents"), "incident": row, "affected": affected, "form": form}
    return form_page(request, "platform_admin/incident.html", context)
