from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy

from accounts.mails.kinds import mail_kind
from accounts.mails.send import send
from accounts.models import User
from accounts.people import end_sessions
from tenants.audit.log import record
from tenants.context import is_platform
from tenants.links import absolute_url, platform_url
from tenants.live import end_tickets, session_holder
from tenants.second_factor import is_enrolling


class AccountAdapter(DefaultAccountAdapter):
    """allauth on the client's own host, in the client's name; nobody signs up without an invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # The longest of the times in ACCOUNT_RATE_LIMITS["login_failed"].
        "too_many_login_attempts": gettext_lazy(
            "Too many failed login attempts. Try again in 5 minutes, or set a new password now."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if is_platform():
            return "/platform-admin/"
        return "/hr/" if request.user.is_hr else "/"

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        if is_platform():
            record("operator.signed_in", actor=user, subject=user)

    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:
        """Write down that somebody failed to come in as an operator: who was meant, if there is such a one.

        Never what was typed instead of an address, which may be a password.
        """
        super().authentication_failed(request, **credentials)
        if is_platform():
            meant = User.objects.filter(email__iexact=str(credentials.get("email", ""))).first()
            record("operator.sign_in_failed", actor=None, subject=meant)

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        """An operator confirms by the second factor: a password alone must not change what it is there for."""
        methods = super().get_reauthentication_methods(user)
        factors = [method for method in methods if method["id"] != "reauthenticate"]
        if not is_platform() or not factors:
            return methods
        # Who has no app is asked for the passkey, and only then for one of the recovery codes.
        return factors if is_mfa_enabled(user, ["totp"]) else factors[::-1]

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Not from an operator who has just signed in to set up the first second factor."""
        if is_platform() and is_enrolling(self.request):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        session_key, user = request.session.session_key, request.user
        super().logout(request)
        end_tickets([session_holder(session_key)])
        if is_platform() and user.is_authenticated:
            record("operator.signed_out", actor=user, subject=user)

    def set_password(self, user: User, password: str) -> None:
        """Change or reset it; whoever was signed in by the old one no longer is, on any device.

        The session at hand goes on: allauth gives it a new key after this, and its pages get fresh tickets.
        """
        super().set_password(user, password)
        end_sessions(user)
        if is_platform():
            record("operator.password_set", actor=user, subject=user)

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = f"/accounts/password/reset/key/{key}/"
        return platform_url(path) if is_platform() else absolute_url(path)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write in the language of the person the mail is for, whosever browser asked for it."""
        kind, user = mail_kind(template_prefix.rpartition("/")[2]), context.get("user")
        language = user.language if user else translation.get_language()
        # What the templates do not show stays here: the request, the site.
        send(kind.key, to=email, language=language, **{name: context.get(name, "") for name in kind.needs})

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """There are no user names; the address is the name."""
