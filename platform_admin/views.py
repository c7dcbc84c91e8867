from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from platform_admin.client_views import client_row, first_side, progress_context
from platform_admin.forms import OwnerForm
from platform_admin.locks import Busy
from platform_admin.provision import (
    UNFINISHED,
    NotOpen,
    NotUnfinished,
    OwnerRefused,
    change_owner,
    discard,
    invite_owner_again,
    take_up_again,
)
from platform_admin.sign_ins import shown_sign_ins
from platform_admin.tasks import QUEUE_IS_DOWN, queue_provisioning
from tenants.access import anonymous_allowed, operator_required
from tenants.models import Client


@anonymous_allowed
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    return render(request, "platform_admin/landing.html", {"houses": shown_sign_ins()})


@operator_required
@require_safe
def client_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part of the client's page that asks for itself again until the client is open."""
    row = client_row(pk)
    response = render(request, "platform_admin/_progress.html", progress_context(row))
    if row.status not in UNFINISHED:
        # The rest of the page (address, actions) is now another one.
        response["HX-Refresh"] = "true"
    return response


@operator_required
@require_POST
def client_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    try:
        take_up_again(row, by=request.user)
    except NotUnfinished as refused:
        messages.error(request, str(refused))
    else:
        _queue_provisioning(request, row)
    return redirect("platform_admin:client", pk=pk)


@operator_required
@require_POST
def client_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
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
    row = client_row(pk)
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
def client_change_owner(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    form = OwnerForm(request.POST, client=row)
    if not form.is_valid():
        return first_side(request, row, owner_form=form, status=422)
    told = form.cleaned_data
    try:
        change_owner(row, email=told["email"], name=told["name"], by=request.user)
    except (NotOpen, OwnerRefused) as refused:
        messages.error(request, str(refused))
    except OSError:
        messages.error(request, "The invitation could not be mailed, so nothing was changed. Try again in a minute.")
    else:
        sent = f"{row.owner_email} is invited as the owner; the link in the mail before no longer works."
        messages.success(request, sent)
    return redirect("platform_admin:client", pk=pk)


def _queue_provisioning(request: HttpRequest, client: Client) -> None:
    if not queue_provisioning(client):
        messages.warning(request, QUEUE_IS_DOWN)
