from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from allauth.decorators import rate_limit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import AcceptInvitationForm, LanguageForm, WordsForm
from accounts.invite import InvitationRefused, accept, find_invitation
from accounts.languages import remember_language, suggest_language
from accounts.models import User
from accounts.new_address import AddressRefused, move_address, read_new_address
from tenants.access import anonymous_allowed, member_required


@anonymous_allowed
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="accept_invitation")
def accept_invitation(request: HttpRequest, key: str) -> HttpResponse:
    """Make the account the link promises and sign its person in: whoever has the link has just chosen the password."""
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
        if request.user.is_authenticated:
            # Somebody else's sign-in in this browser ends whole, also what its pages follow live.
            get_adapter().logout(request)
        response = perform_login(request, user)
        messages.success(request, _("Your account is ready, and you are signed in."))
        remember_language(response, user.language)
        return response
    return render(request, "accounts/accept_invitation.html", {"form": form, "invitation": invitation})


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request: HttpRequest, key: str) -> HttpResponse:
    """Move one's account to the address that the link was sent to; whoever is not its person moves nothing."""
    try:
        if request.method == "POST":
            email = move_address(key, person=request.user)
            messages.success(request, _("You sign in with %(email)s from now on.") % {"email": email})
            return redirect("/")
        email = read_new_address(key, person=request.user)
    except AddressRefused:
        return render(request, "accounts/new_address.html", {"email": ""}, status=404)
    return render(request, "accounts/new_address.html", {"email": email})


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


@member_required
@require_POST
def choose_words(request: HttpRequest) -> HttpResponse:
    """Answer the person in plain words as a rule, or no longer."""
    form = WordsForm(request.POST)
    if form.is_valid():
        User.objects.filter(pk=request.user.pk).update(**form.cleaned_data)
        messages.success(request, _("Saved. It holds from your next question on."))
    return redirect("benefits:you")
