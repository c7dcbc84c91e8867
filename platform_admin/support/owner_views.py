"""What a client's HR admins see of the platform's support at their pages, and what they may say to it."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from platform_admin.models import SupportVisit
from platform_admin.support import visits
from platform_admin.support.mail import SeenPage, seen_pages
from platform_admin.tasks import queue_support_mails
from tenants.access import hr_admin_required
from tenants.context import platform_scope
from tenants.models import Client

MOST_SHOWN = 20


class RuleForm(forms.Form):
    asks_first = forms.BooleanField(
        label="Support must ask us first",
        required=False,
        help_text="Nobody of the platform sees HR pages unless one of your HR admins has allowed it, each time.",
    )


@dataclass(frozen=True)
class ShownVisit:
    visit: SupportVisit
    pages: list[SeenPage]


@hr_admin_required
@require_safe
def support(request: HttpRequest) -> HttpResponse:
    with platform_scope():
        rows = SupportVisit.objects.of_hr().filter(client_id=request.client.id)
        found = list(rows[:MOST_SHOWN])
        form = RuleForm(initial={"asks_first": visits.asks_first(request.client)})
    # From the client's own chain: what it is shown here, its audit holds.
    shown = [ShownVisit(row, seen_pages(row) if row.opened_at else []) for row in found]
    return render(request, "platform_admin/support_at_hr.html", {"visits": shown, "form": form})


@hr_admin_required
@require_POST
def change_rule(request: HttpRequest) -> HttpResponse:
    wanted = "asks_first" in request.POST
    with platform_scope():
        client = Client.objects.get(pk=request.client.id)
        visits.change_rule(client, is_asking_first=wanted, by=request.user, now=timezone.now())
    told = "From now on you are asked first." if wanted else "Support no longer waits for you; you are still told."
    messages.success(request, f"Saved. {told}")
    return redirect("support:visits")


@hr_admin_required
@require_POST
def allow(request: HttpRequest, pk: UUID) -> HttpResponse:
    with platform_scope():
        visit = _visit(request, pk)
        try:
            visits.allow(visit, by=request.user, now=timezone.now())
        except visits.SupportRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"Support may look now, for {visit.minutes} minutes, once.")
    return redirect("support:visits")


@hr_admin_required
@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    with platform_scope():
        visit = _visit(request, pk)
        is_ended = visits.end_by_owner(visit, by=request.user, now=timezone.now())
    if is_ended:
        messages.success(request, "It has ended. Nothing can be opened any more.")
        queue_support_mails()
    return redirect("support:visits")


def _visit(request: HttpRequest, pk: UUID) -> SupportVisit:
    rows = SupportVisit.objects.of_hr().select_related("operator", "client")
    return get_object_or_404(rows, pk=pk, client_id=request.client.id)
