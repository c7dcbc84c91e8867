from uuid import UUID

import structlog
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import people as doors
from accounts.forms import AcceptInvitationForm, InviteForm, LanguageForm
from accounts.invite import InvitationRefused, accept, find_invitation, invite, mail_invitation
from accounts.languages import remember_language, suggest_language
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
    suggest_language(request, invitation.language)
    form = AcceptInvitationForm(request.POST or None, initial={"name": invitation.name}, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        try:
            user = accept(invitation, **form.cleaned_data, language=translation.get_language(), now=timezone.now())
        except InvitationRefused as refused:
            return render(request, "accounts/invitation_refused.html", {"reason": str(refused)}, status=410)
        messages.success(request, _("Your account is ready. Sign in with the password you just chose."))
        response = redirect("account_login")
        remember_language(response, user.language)
        return response
    return render(request, "accounts/accept_invitation.html", {"form": form, "invitation": invitation})


@anonymous_allowed
@require_http_methods(["GET", "HEAD", "POST"])
def choose_language(request: HttpRequest) -> HttpResponse:
    """Show the page one came from in another language, from now on; opened by itself there is nothing to choose."""
    form = LanguageForm(request.POST)
    came_from = request.headers.get("Referer", "")
    is_own_page = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    response = redirect(came_from if is_own_page else "/")
    if form.is_valid():
        language = form.cleaned_data["language"]
        if request.user.is_authenticated:
            User.objects.filter(pk=request.user.pk).update(language=language)
        remember_language(response, language)
    return response


def _people_page(request: HttpRequest, form: InviteForm, status: int = 200) -> HttpResponse:
    context = {
        "people": User.objects.people(),
        "invitations": Invitation.objects.open(timezone.now()),
        "form": form,
        "may_invite": request.user.role == User.Role.HR_ADMIN,
    }
    return render(request, "accounts/people.html", context, status=status)
