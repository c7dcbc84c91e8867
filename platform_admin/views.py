from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from platform_admin import lifecycle
from platform_admin.forms import ClientFilterForm, SuspendForm
from platform_admin.history import history_of, owner_state
from platform_admin.locks import Busy
from platform_admin.progress import may_retry, provisioning_steps
from platform_admin.provision import UNFINISHED, NotOpen, NotUnfinished, discard, invite_owner_again
from platform_admin.sign_ins import shown_sign_ins
from platform_admin.tasks import QUEUE_IS_DOWN, queue_provisioning
from tenants.access import anonymous_allowed, operator_required
from tenants.links import absolute_url
from tenants.models import Client, Domain, IllegalMove


@anonymous_allowed
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    return render(request, "platform_admin/landing.html", {"houses": shown_sign_ins()})


@operator_required
@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    form = ClientFilterForm(request.GET)
    numbers = Counter(_clients().values_list("status", flat=True))
    context = {
        "form": form,
        "clients": list(form.chosen(_clients())),
        "counts": [(label, numbers[status]) for status, label in Client.Status.choices if numbers[status]],
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "platform_admin/clients.html", context)


@operator_required
@require_safe
def client(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_clients(), pk=pk)
    return render(request, "platform_admin/client.html", _client_context(row))


@operator_required
@require_safe
def client_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part of the client's page that asks for itself again until the client is open."""
    row = get_object_or_404(_clients(), pk=pk)
    response = render(request, "platform_admin/_progress.html", _client_context(row))
    if row.status not in UNFINISHED:
        # The rest of the page (address, actions) is now another one.
        response["HX-Refresh"] = "true"
    return response


@operator_required
@require_POST
def client_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_clients(), pk=pk, status__in=UNFINISHED)
    Client.objects.filter(pk=row.pk).update(failure="")
    _queue_provisioning(request, row)
    return redirect("platform_admin:client", pk=pk)


@operator_required
@require_POST
def client_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_clients(), pk=pk)
    try:
        discard(row, by=request.user)
    except NotUnfinished as refused:
        messages.error(request, str(refused))
        return redirect("platform_admin:client", pk=pk)
    except Busy:
        messages.error(request, f"{row.name} is being prepared right now. Try again in a moment.")
        return redirect("platform_admin:client", pk=pk)
    messages.success(request, f"{row.name} and everything made for it is gone.")
    return redirect("platform_admin:clients")


@operator_required
@require_POST
def client_invite_owner(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_clients(), pk=pk)
    try:
        link = invite_owner_again(row, by=request.user)
    except NotOpen as refused:
        messages.error(request, str(refused))
    else:
        sent = f"A new invitation is on its way to {row.owner_email}; the one before no longer works."
        messages.success(request, sent if link else f"{row.owner_email} has an account already.")
    return redirect("platform_admin:client", pk=pk)


@operator_required
@require_POST
def client_suspend(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_clients(), pk=pk)
    form = SuspendForm(request.POST)
    if not form.is_valid():
        return render(request, "platform_admin/client.html", {**_client_context(row), "suspend_form": form}, status=422)
    try:
        lifecycle.suspend(row, by=request.user, reason=form.cleaned_data["reason"])
    except IllegalMove as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{row.name} is suspended. Its people see a page with the carriers' numbers.")
    return redirect("platform_admin:client", pk=pk)


@operator_required
@require_POST
def client_reactivate(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_clients(), pk=pk)
    try:
        lifecycle.reactivate(row, by=request.user)
    except IllegalMove as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{row.name} is served again.")
    return redirect("platform_admin:client", pk=pk)


def _clients() -> QuerySet[Client]:
    hosts = Prefetch("domains", Domain.objects.order_by("-is_primary", "host"))
    return Client.objects.exclude(status=Client.Status.DELETED).select_related("account").prefetch_related(hosts)


def _client_context(row: Client) -> dict[str, object]:
    return {
        "row": row,
        "address": absolute_url("/", host=row.primary_host()),
        "owner": owner_state(row, now=timezone.now()),
        "history": history_of(row),
        "is_unfinished": row.status in UNFINISHED,
        "steps": provisioning_steps(row),
        "may_retry": may_retry(row, timezone.now()),
        "may_suspend": Client.Status.SUSPENDED in Client.LEGAL_MOVES[row.status],
        "may_reactivate": row.status == Client.Status.SUSPENDED,
        "suspend_form": SuspendForm(),
    }


def _queue_provisioning(request: HttpRequest, client: Client) -> None:
    if not queue_provisioning(client):
        messages.warning(request, QUEUE_IS_DOWN)
