"""What HR and operators write about a client's own sender."""

from django import forms
from django.core.exceptions import ValidationError

from platform_admin.senders.addresses import NO_ADDRESS, NO_NAME, AddressRefused, checked_address, checked_sender_name
from platform_admin.senders.claims import KeysRefused, read_keys
from tenants.senders.models import SenderClaim
from tenants.senders.services import needs_values

_PLAIN = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}


class SenderForm(forms.Form):
    # Longer input is let through to the checks, which have the sentences for it.
    name = forms.CharField(
        label="Name",
        max_length=1000,
        strip=False,
        error_messages={"required": NO_NAME},
        help_text="What people see first, for example Benefits at your company.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    address = forms.CharField(
        label="Address",
        max_length=1000,
        strip=False,
        error_messages={"required": NO_ADDRESS},
        help_text="For example benefits@your-company.com. Somebody should read what is answered to it.",
        widget=forms.TextInput(attrs={**_PLAIN, "inputmode": "email"}),
    )

    def clean_name(self) -> str:
        try:
            return checked_sender_name(self.cleaned_data["name"])
        except AddressRefused as refused:
            raise ValidationError(str(refused)) from refused

    def clean_address(self) -> str:
        try:
            return checked_address(self.cleaned_data["address"])
        except AddressRefused as refused:
            raise ValidationError(str(refused)) from refused


class KeysForm(forms.Form):
    keys = forms.CharField(
        label="What the mail service shows for this domain",
        max_length=3000,
        widget=forms.Textarea(attrs={**_PLAIN, "rows": 3}),
    )

    def __init__(self, *args: object, claim: SenderClaim, **kwargs: object) -> None:
        shown = "\n".join(f"{key} {value}".strip() for key, value in claim.keys)
        super().__init__(*args, initial={"keys": shown}, **kwargs)
        self.fields["keys"].help_text = (
            "The selector, a space and the whole value of its TXT record, one a line."
            if needs_values()
            else "The names of its DKIM keys alone, without “._domainkey”, one a line."
        )

    def clean_keys(self) -> str:
        try:
            read_keys(self.cleaned_data["keys"])
        except KeysRefused as refused:
            raise ValidationError(str(refused)) from refused
        return self.cleaned_data["keys"]
