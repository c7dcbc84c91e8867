from uuid import UUID

import structlog
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import people as doors
from accounts.forms import AcceptInvitationForm, InviteForm
from accounts.invite import InvitationRefused, accept, find_invitation, invite, mail_invitation
from accounts.models import Invitation, User
from tenants.access import anonymous_allowed, hr_admin_required, hr_required
from tenants.audit.log import record

log = structlog.get_logger(__name__)


@hr_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return _people_page(request, InviteForm())


@hr_admin_required
@require_POST
def invite_person(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _people_page(request, form, status=422)
    try:
        invitation, key = invite(**form.cleaned_data, invited_by=request.user, now=timezone.now())
    except InvitationRefused as refused:
        form.add_error("email", str(refused))
        return _people_page(request, form, status=422)
    try:
        mail_invitation(invitation, key, client=request.client, request=request)
    except OSError:
        log.exception("invitation_not_mailed", invitation=str(invitation.pk))
        messages.error(request, f"The mail to {invitation.email} could not be sent. Invite them again in a while.")
    else:
        messages.success(request, f"Invitation sent to {invitation.email}. It is valid for 14 days.")
    return redirect("accounts:people")


@hr_admin_required
@require_POST
def deactivate(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(User.objects.people(), pk=pk)
    try:
        doors.deactivate(person, by=request.user)
    except doors.PersonProtected as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{person.name} can no longer sign in. Open sessions have ended.")
    return redirect("accounts:people")


@hr_admin_required
@require_POST
def reactivate(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(User.objects.people(), pk=pk)
    doors.reactivate(person, by=request.user)
    messages.success(request, f"{person.name} can sign in again.")
    return redirect("accounts:people")


@hr_admin_required
@require_POST
def revoke_invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    now = timezone.now()
    invitation = get_object_or_404(Invitation.objects.open(now), pk=pk)
    Invitation.objects.open(now).filter(pk=pk).update(revoked_at=now)
    record("invitation.revoked", actor=request.user, subject=invitation)
    messages.success(request, f"The invitation to {invitation.email} no longer works.")
    return redirect("accounts:people")


@anonymous_allowed
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, key: str) -> HttpResponse:
    try:
        invitation = find_invitation(key, timezone.now())
    except InvitationRefused as refused:
        return render(request, "accounts/invitation_refused.html", {"reason": str(refused)}, status=410)
    form = AcceptInvitationForm(request.POST or None, initial={"name": invitation.name}, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        try:
            accept(invitation, **form.cleaned_data, now=timezone.now())
        except InvitationRefused as refused:
            return render(request, "accounts/invitation_refused.html", {"reason": str(refused)}, status=410)
        messages.success(request, "Your account is ready. Sign in with the password you just chose.")
        return redirect("account_login")
    return render(request, "accounts/accept_invitation.html", {"form": form, "invitation": invitation})


def _people_page(request: HttpRequest, form: InviteForm, status: int = 200) -> HttpResponse:
    context = {
        "people": User.objects.people(),
        "invitations": Invitation.objects.open(timezone.now()),
        "form": form,
        "may_invite": request.user.role == User.Role.HR_ADMIN,
    }
    return render(request, "accounts/people.html", context, status=status)
