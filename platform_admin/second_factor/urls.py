"""Operators' second factor, on the platform's host alone. The names are those that django-allauth goes by."""

from allauth.mfa.base import views as allauth
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, reverse_lazy

from platform_admin.second_factor import views
from tenants.access import anonymous_allowed, operator_enrolling, operator_required

rename = webauthn.EditWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))

urlpatterns = [
    path("accounts/second-step/", anonymous_allowed(views.Authenticate.as_view()), name="mfa_authenticate"),
    path("accounts/passkey/", anonymous_allowed(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("platform-admin/you/", views.index, name="mfa_index"),
    path("platform-admin/you/set-up/", views.set_up, name="mfa_set_up"),
    path("platform-admin/you/app/", operator_enrolling(views.ActivateApp.as_view()), name="mfa_activate_totp"),
    path("platform-admin/you/passkey/", operator_enrolling(views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("platform-admin/you/<int:pk>/name/", operator_required(rename), name="mfa_edit_webauthn"),
    path("platform-admin/you/<int:pk>/remove/", views.remove, name="mfa_remove"),
    path("platform-admin/you/codes/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("platform-admin/you/codes/file/", views.recovery_codes_file, name="mfa_download_recovery_codes"),
    path("platform-admin/you/codes/new/", views.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("platform-admin/you/confirm/", operator_enrolling(allauth.reauthenticate), name="mfa_reauthenticate"),
    path(
        "platform-admin/you/confirm/passkey/",
        operator_enrolling(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]
