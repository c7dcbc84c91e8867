from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tenants.roles import MEMBERS

CLIENT_ROLES = [(value, label) for value, label in User.Role.choices if value in MEMBERS]


class InviteForm(forms.Form):
    email = forms.EmailField(label="Email")
    name = forms.CharField(label="Name", max_length=150)
    role = forms.ChoiceField(label="Role", choices=CLIENT_ROLES, initial=User.Role.EMPLOYEE)
    class_code = forms.CharField(
        label="Benefit class",
        max_length=30,
        required=False,
        help_text="For example SAL or UNION. Decides which documents the person is answered from.",
    )
    language = forms.ChoiceField(label="Language", choices=settings.LANGUAGES, initial="en", required=False)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        # Nobody can own such a domain; the service person's address lies there (chat/service_person.py).
        if email.lower().endswith(".invalid"):
            raise ValidationError("No mail can be delivered to this address.")
        return email

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or "en"


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


class AcceptInvitationForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=150)
    password = forms.CharField(
        label=_("Choose a password"), widget=forms.PasswordInput, help_text=_("At least 10 characters.")
    )

    def __init__(self, *args: object, email: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        password = cleaned.get("password")
        if password:
            try:
                validate_password(password, User(email=self.email, name=cleaned.get("name", "")))
            except ValidationError as refused:
                self.add_error("password", refused)
        return cleaned
