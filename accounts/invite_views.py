"""Inviting one by one. HR admins only."""

from uuid import UUID

import structlog
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import InviteForm
from accounts.invite import AddressStopped, InvitationRefused, invite, mail_invitation, resend, revoke
from accounts.models import Invitation
from tenants.access import hr_admin_required
from tenants.form_pages import form_page

log = structlog.get_logger(__name__)


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite_person(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "accounts/invite.html", {"form": form})
    try:
        invitation, key = invite(**form.told(), invited_by=request.user, now=timezone.now())
    except InvitationRefused as refused:
        form.add_error("email", str(refused))
        return form_page(request, "accounts/invite.html", {"form": form})
    _mail(request, invitation, key)
    return redirect("accounts:people")


@hr_admin_required
@require_POST
def resend_invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    earlier = get_object_or_404(Invitation.objects.pending(), pk=pk)
    try:
        invitation, key = resend(earlier, by=request.user, now=timezone.now())
    except InvitationRefused as refused:
        messages.error(request, str(refused))
    else:
        _mail(request, invitation, key)
    return redirect("accounts:people")


@hr_admin_required
@require_POST
def revoke_invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.pending(), pk=pk)
    if revoke(invitation, by=request.user, now=timezone.now()):
        messages.success(request, f"The invitation to {invitation.email} no longer works.")
    return redirect("accounts:people")


def _mail(request: HttpRequest, invitation: Invitation, key: str) -> None:
    try:
        mail_invitation(invitation, key, client=request.client)
    except AddressStopped as stopped:
        messages.error(request, str(stopped))
    except OSError:
        log.exception("invitation_not_mailed", invitation=str(invitation.pk))
        messages.error(request, f"The mail to {invitation.email} could not be sent. Send it again in a while.")
    else:
        messages.success(request, f"Invitation sent to {invitation.email}. It is valid for 14 days.")
