"""The library's forms with our rules: no code counts twice, and a lock says how long it lasts."""

from collections.abc import Callable

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError

from platform_admin.second_factor.codes import is_spent, spend

_LOCKS = {"too_many_login_attempts", "rate_limited"}
_LONGEST_NAME = 60


class _OneUse(forms.Form):
    """A code of the app, or a recovery code; each counts once."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _as_code_field(self.fields["code"], "Code")

    def clean_code(self) -> str:
        spent = ValidationError("This code was used already. Wait for the next one in your app.")
        if is_spent(self.user, self.cleaned_data["code"]):
            raise spent
        code = _within_limits(super().clean_code)
        if self.authenticator.type == Authenticator.Type.TOTP and not spend(self.authenticator, code):
            raise spent
        return code


class CodeForm(_OneUse, AuthenticateForm):
    pass


class CodeAgainForm(_OneUse, ReauthenticateForm):
    pass


class FirstCodeForm(ActivateTOTPForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _as_code_field(self.fields["code"], "Code that the app shows")

    def clean_code(self) -> str:
        return _within_limits(super().clean_code)


class PasskeyForm(AuthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        return _within_limits(super().clean_credential)


class PasskeyAgainForm(ReauthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        return _within_limits(super().clean_credential)


class NewPasskeyForm(AddWebAuthnForm):
    """Always a passkey that signs in by itself: one that asks for a finger, a face or a PIN."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _as_name_field(self.fields["name"])
        del self.fields["passwordless"]

    def clean(self) -> dict:
        # The library asks for the finger, face or PIN only where this is set.
        self.cleaned_data["passwordless"] = True
        return super().clean()


class PasskeyNameForm(EditWebAuthnForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _as_name_field(self.fields["name"])


class CodesKeptForm(forms.Form):
    is_kept = forms.BooleanField(
        label="I have kept these codes where I find them without this computer or phone",
        error_messages={"required": "Keep the codes first, then tick this: they are not shown again."},
    )


def _within_limits(clean: Callable[[], object]) -> object:
    try:
        return clean()
    except ValidationError as refused:
        if getattr(refused, "code", "") in _LOCKS:
            # The longest of the times in ACCOUNT_RATE_LIMITS["login_failed"].
            raise ValidationError("Too many wrong codes. Try again in 5 minutes.", code=refused.code) from refused
        raise


def _as_code_field(field: forms.CharField, label: str) -> None:
    field.label = label
    field.error_messages["required"] = "Type the code."
    field.widget = forms.TextInput(
        {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
    )
    field.widget.is_required = True


def _as_name_field(field: forms.CharField) -> None:
    field.label = "Name"
    field.help_text = "So that you tell it from others: “Work laptop”, “Key ring”."
    field.max_length = _LONGEST_NAME
    field.widget.attrs["maxlength"] = _LONGEST_NAME
