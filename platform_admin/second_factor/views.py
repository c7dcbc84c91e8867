"""An operator's own sign-in: the second step, setting it up, and the page "Your sign-in".

What django-allauth has views for stays its own; each is declared in urls.py.
"""

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.languages import write_in
from platform_admin.second_factor import factors
from platform_admin.second_factor.again import confirmed_first
from platform_admin.second_factor.codes import spend
from platform_admin.second_factor.forms import CodesKeptForm
from tenants.access import operator_enrolling, operator_required
from tenants.audit.log import record
from tenants.form_pages import form_page, sent
from tenants.second_factor import CODES_KEPT_AT


class Authenticate(AuthenticateView):
    """The second step of a sign-in. Nobody is signed in yet, and the platform's pages are in English."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        write_in(request, "en")
        return super().dispatch(request, *args, **kwargs)


class ActivateApp(ActivateTOTPView):
    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if factors.of_operator(request.user.pk).filter(type=Authenticator.Type.TOTP).exists():
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            app = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
            spend(app, form.cleaned_data["code"])
            factors.added(self.request, app)
        return response


class AddPasskey(AddWebAuthnView):
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        # Begun anew behind the library's own beginning, which asks for no finger, face or PIN: the last one counts.
        options = begin_registration(self.request.user, passwordless=True)
        return {**context, "js_data": {"creation_options": options}}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            factors.added(self.request, factors.of_operator(self.request.user.pk).last())
        return response


@operator_enrolling
@require_safe
def set_up(request: HttpRequest) -> HttpResponse:
    """Why a second factor is needed, and which there are."""
    if factors.of_operator(request.user.pk).exists():
        return redirect("mfa_index")
    return render(request, "mfa/set_up.html")


@operator_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    rows = list(factors.of_operator(request.user.pk))
    codes = Authenticator.objects.get(user=request.user, type=Authenticator.Type.RECOVERY_CODES)
    context = {
        "app": next((row for row in rows if row.type == Authenticator.Type.TOTP), None),
        "passkeys": [row for row in rows if row.type == Authenticator.Type.WEBAUTHN],
        "may_remove": len(rows) > 1,
        "codes_left": len(codes.wrap().get_unused_codes()),
        "codes": codes,
    }
    return render(request, "mfa/index.html", context)


@operator_required
@require_POST
@confirmed_first
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    factor = get_object_or_404(factors.of_operator(request.user.pk), pk=pk)
    name = "The authenticator app" if factor.type == Authenticator.Type.TOTP else f"“{factor.wrap().name}”"
    try:
        factors.remove(request, factor)
    except factors.LastFactor as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{name} no longer signs you in. You were signed out everywhere else.")
    return redirect("mfa_index")


@operator_enrolling
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes, until the operator says that they are kept; never afterwards."""
    codes = _codes_to_keep(request)
    return redirect("mfa_index") if codes is None else _shown(request, codes)


@operator_enrolling
@require_safe
def recovery_codes_file(request: HttpRequest) -> HttpResponse:
    codes = _codes_to_keep(request)
    return redirect("mfa_index") if codes is None else _as_file(request, codes)


@operator_required
@require_POST
@confirmed_first
def new_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make ten new codes; those before count no longer."""
    with transaction.atomic():
        generate_recovery_codes(request)
        record("operator.recovery_codes_made", actor=request.user, subject=request.user)
    return redirect("mfa_view_recovery_codes")


@confirmed_first
def _shown(request: HttpRequest, codes: Authenticator) -> HttpResponse:
    form = CodesKeptForm(sent(request)[0])
    if request.method == "POST" and form.is_valid():
        codes.data[CODES_KEPT_AT] = timezone.now().isoformat()
        codes.save(update_fields=["data"])
        record("operator.recovery_codes_kept", actor=request.user, subject=request.user)
        messages.success(request, "Your sign-in is set up.")
        return redirect("platform_admin:overview")
    context = {"codes": codes.wrap().get_unused_codes(), "form": form}
    return form_page(request, "mfa/recovery_codes/index.html", context)


@confirmed_first
def _as_file(request: HttpRequest, codes: Authenticator) -> HttpResponse:
    context = {"codes": codes.wrap().get_unused_codes(), "made_at": codes.created_at}
    response = render(request, "mfa/recovery_codes/download.txt", context, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
    return response


def _codes_to_keep(request: HttpRequest) -> Authenticator | None:
    codes = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
    return codes if codes and not codes.data.get(CODES_KEPT_AT) else None
