"""The side "Support" of a client's page: to see what its people see, and who has."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_admin.client_views import client_row, client_side
from platform_admin.models import SupportVisit
from platform_admin.second_factor.again import confirmed, confirmed_first
from platform_admin.second_operator import is_there_a_second
from platform_admin.support import visits
from platform_admin.support.forms import AskForHrForm, SeenAsForm
from platform_admin.support.mail import ask_owner
from platform_admin.tasks import queue_support_mails
from tenants.access import operator_required
from tenants.clock import today
from tenants.context import tenant_scope
from tenants.form_pages import form_page, sent
from tenants.links import absolute_url
from tenants.models import Client

MOST_SHOWN = 20


@operator_required
@require_safe
def client_support(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, client_row(pk))


@operator_required
@require_POST
def begin_view(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    if not row.may_be_entered():
        messages.error(request, f"{row.name} is not served right now, so there is nothing to be seen.")
        return redirect("platform_admin:client_support", pk)
    form = _seen_as_form(row, request.POST)
    if not form.is_valid():
        return _page(request, row, seen_as_form=form, status=422)
    visit = visits.begin_view(row, form.seen_as(), by=request.user, now=timezone.now())
    return _link_page(request, row, visit)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed_first
def ask_for_hr(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A page of its own: the second factor is asked for before the reason is typed."""
    row, form = client_row(pk), AskForHrForm(sent(request)[0])
    if not form.is_valid():
        asked = {"row": row, "form": form, "asks_first": visits.asks_first(row)}
        asked["needs_second"] = needs_second = settings.SUPPORT_SECOND_OPERATOR
        asked["has_second"] = needs_second and is_there_a_second(request.user, now=timezone.now())
        return form_page(request, "platform_admin/support_ask.html", asked)
    try:
        visit = visits.ask_for_hr(row, form.asked(), by=request.user, now=timezone.now())
    except visits.SupportRefused as refused:
        messages.error(request, str(refused))
        return redirect("platform_admin:client_support", pk)
    if visit.needs_owner:
        _ask_owner(request, visit)
    if visit.may_begin:
        return _link_page(request, row, visit)
    messages.success(request, "It is asked for. Begin it here once it is approved; it waits for a day.")
    return redirect("platform_admin:client_support", pk)


@operator_required
@require_POST
@confirmed
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = _visit(pk)
    try:
        visits.approve(visit, by=request.user, now=timezone.now())
    except visits.SupportRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Approved. {visit.operator.name} may begin it.")
    return redirect("platform_admin:client_support", visit.client_id)


@operator_required
@require_POST
@confirmed
def begin_hr(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = _visit(pk)
    return _link_page(request, client_row(visit.client_id), visit)


@operator_required
@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End it: one's own, or a colleague's that should not go on."""
    visit = _visit(pk)
    if visits.end(visit, visits.End.OPERATOR, by=request.user, now=timezone.now()):
        messages.success(request, "It has ended.")
        queue_support_mails()
    return redirect("platform_admin:client_support", visit.client_id)


def _visit(pk: UUID) -> SupportVisit:
    return get_object_or_404(SupportVisit.objects.select_related("operator", "client"), pk=pk)


def _link_page(request: HttpRequest, row: Client, visit: SupportVisit) -> HttpResponse:
    """Show the link, which leads to another host: no form may be sent there, and no session goes along."""
    try:
        key = visits.make_link(visit, by=request.user, now=timezone.now())
    except visits.SupportRefused as refused:
        messages.error(request, str(refused))
        return redirect("platform_admin:client_support", row.pk)
    path = reverse("support:enter", args=[key], urlconf=settings.ROOT_URLCONF)
    context = {"row": row, "visit": visit, "link": absolute_url(path, host=row.primary_host())}
    return render(request, "platform_admin/support_link.html", context)


def _ask_owner(request: HttpRequest, visit: SupportVisit) -> None:
    try:
        ask_owner(visit)
    except OSError:
        messages.warning(request, f"No mail could be sent to {visit.client.owner_email}; tell the owner yourself.")


def _page(
    request: HttpRequest,
    row: Client,
    *,
    seen_as_form: SeenAsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    is_served = row.may_be_entered()
    shown = SupportVisit.objects.filter(client=row).select_related("operator", "approved_by")
    context = {
        "seen_as_form": seen_as_form or (_seen_as_form(row) if is_served else None),
        "may_be_seen": is_served,
        "visits": shown[:MOST_SHOWN],
    }
    return client_side(request, "client_support", row, context, status=status)


def _seen_as_form(row: Client, told: object = None) -> SeenAsForm:
    # The classes are the client's; of its people nothing is read.
    with tenant_scope(row.ref()):
        return SeenAsForm(told, today=today())
