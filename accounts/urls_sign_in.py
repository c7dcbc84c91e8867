"""The sign-in pages of django-allauth that this product uses, on client hosts and on the platform's.

Signing up is closed (accounts/adapter.py): people come by invitation; its page says so, and allauth's mails need
its address. The views check rights themselves, so each is declared.
"""

from allauth.account import views as allauth
from django.urls import path, re_path

from tenants.access import anonymous_allowed

urlpatterns = [
    path("login/", anonymous_allowed(allauth.login), name="account_login"),
    path("logout/", anonymous_allowed(allauth.logout), name="account_logout"),
    path("signup/", anonymous_allowed(allauth.signup), name="account_signup"),
    path("inactive/", anonymous_allowed(allauth.account_inactive), name="account_inactive"),
    path("reauthenticate/", anonymous_allowed(allauth.reauthenticate), name="account_reauthenticate"),
    path("password/change/", anonymous_allowed(allauth.password_change), name="account_change_password"),
    path("password/set/", anonymous_allowed(allauth.password_set), name="account_set_password"),
    path("password/reset/", anonymous_allowed(allauth.password_reset), name="account_reset_password"),
    path(
        "password/reset/done/",
        anonymous_allowed(allauth.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        anonymous_allowed(allauth.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
