"""What this app mails: how one comes in, and what becomes of one's sign-in."""

from datetime import timedelta

from django.utils import timezone

from accounts.mails.kinds import MailKind, Readers
from accounts.models import Invitation, User

_LINK = "https://benefits.example.com/accounts/"
_NOTICE = frozenset({"timestamp", "ip", "user_agent"})


def _invitation() -> dict[str, object]:
    invited = Invitation(email="nora@example.com", name="Nora Lang", role=User.Role.EMPLOYEE)
    invited.invited_by = User(name="Olive Owner")
    invited.expires_at = timezone.now() + timedelta(days=14)
    return {
        "invitation": invited,
        "is_owner": False,
        "is_hr": False,
        "has_asked": False,
        "link": f"{_LINK}invitation/sample/",
    }


def _notice() -> dict[str, object]:
    return {"timestamp": timezone.now(), "ip": "192.0.2.7", "user_agent": "Firefox on Windows"}


def _of_sign_in(key: str, title: str, needs: frozenset[str], **sample: object) -> MailKind:
    """Return a mail that the sign-in itself sends, at the moment somebody asks for it."""
    return MailKind(key, title, Readers.PEOPLE, f"account/email/{key}", needs, lambda: dict(sample), always_goes=True)


def _of_account(key: str, title: str, **more: str) -> MailKind:
    """Return a mail that tells what was changed of an account, and from where."""
    return MailKind(
        key,
        title,
        Readers.PEOPLE,
        f"account/email/{key}",
        _NOTICE | set(more),
        lambda: {**_notice(), **more},
        always_goes=True,
    )


KINDS = (
    MailKind(
        "invitation",
        "Invitation",
        Readers.PEOPLE,
        "accounts/email/invitation",
        frozenset({"invitation", "is_owner", "is_hr", "has_asked", "link"}),
        _invitation,
        is_answered=True,
    ),
    MailKind(
        "join",
        "How one joins",
        Readers.EMPLOYEES,
        "accounts/email/join",
        frozenset({"name", "has_account", "is_closed", "link"}),
        lambda: {"name": "Nora Lang", "has_account": False, "is_closed": False, "link": f"{_LINK}join/sample/"},
        always_goes=True,
    ),
    MailKind(
        "join_refused",
        "A request to join is refused",
        Readers.EMPLOYEES,
        "accounts/email/join_refused",
        frozenset({"name"}),
        lambda: {"name": "Nora Lang"},
        is_answered=True,
    ),
    MailKind(
        "new_address",
        "Another address for an account",
        Readers.PEOPLE,
        "accounts/email/new_address",
        frozenset({"name", "link"}),
        lambda: {"name": "Nora Lang", "link": f"{_LINK}address/sample/"},
        is_answered=True,
    ),
    _of_sign_in(
        "password_reset_key",
        "Set a new password",
        frozenset({"password_reset_url"}),
        password_reset_url=f"{_LINK}password/reset/key/sample/",
    ),
    _of_sign_in(
        "unknown_account",
        "No account with this address",
        frozenset({"email"}),
        email="nora@example.com",
    ),
    _of_sign_in(
        "account_already_exists",
        "An account is there already",
        frozenset({"password_reset_url"}),
        password_reset_url=f"{_LINK}password/reset/",
    ),
    _of_sign_in("login_code", "Code for signing in", frozenset({"code"}), code="K7QX-2M"),
    _of_sign_in(
        "email_confirmation",
        "Confirm an address",
        frozenset({"activate_url", "code"}),
        activate_url=f"{_LINK}confirm-email/sample/",
        code="",
    ),
    _of_account("password_changed", "The password was changed"),
    _of_account("password_reset", "The password was set anew"),
    _of_account("password_set", "A password was set"),
    _of_account("email_confirm", "An address was confirmed"),
    _of_account(
        "email_changed", "The address was changed", from_email="nora@example.com", to_email="nora.lang@example.com"
    ),
    _of_account("email_deleted", "An address was removed", deleted_email="nora@example.com"),
)
