"""What HR and operators write about a client's own domains."""

from django import forms
from django.core.exceptions import ValidationError

from platform_admin.forms import plain_address
from tenants.domains.names import NameRefused, checked_name


class DomainForm(forms.Form):
    # Longer input is let through to the check of names, which has the sentence for it.
    name = forms.CharField(
        label="Domain",
        max_length=1000,
        help_text="For example benefits.your-company.com: a name of a domain that your company has registered.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_name(self) -> str:
        try:
            return checked_name(self.cleaned_data["name"])
        except NameRefused as refused:
            raise ValidationError(str(refused)) from refused


class RecordsMailForm(forms.Form):
    email = forms.EmailField(
        label="Email of whoever looks after your DNS",
        max_length=254,
        help_text="Gets these records with what to do. Nothing secret is in it.",
    )

    def clean_email(self) -> str:
        return plain_address(self.cleaned_data["email"])
