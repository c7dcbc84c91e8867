from django import forms
from django.core.exceptions import ValidationError

from tenants.models import Client

_MISSING = {"required": "Say why; it is kept in the audit."}


class ReasonForm(forms.Form):
    """Why; several stand on one page, so each has ids of its own."""

    reason = forms.CharField(
        label="Reason",
        max_length=300,
        help_text="Required. It is kept in the audit, where the client’s HR admins read it too.",
        error_messages=_MISSING,
    )

    def __init__(self, *args: object, name: str, **kwargs: object) -> None:
        super().__init__(*args, auto_id=f"id_{name}_%s", **kwargs)


class OffboardForm(ReasonForm):
    subdomain = forms.CharField(label="Subdomain", max_length=63, help_text="Type it, so that it is the right client.")

    def __init__(self, *args: object, client: Client, **kwargs: object) -> None:
        super().__init__(*args, name="offboard", **kwargs)
        self.client = client

    def clean_subdomain(self) -> str:
        typed = self.cleaned_data["subdomain"].strip().lower()
        if typed != self.client.subdomain:
            raise ValidationError(f"That is not the subdomain of {self.client.name}. Nothing was done.")
        return typed


class FormerFilterForm(forms.Form):
    q = forms.CharField(label="Company, subdomain or certificate", max_length=100, required=False)
    state = forms.ChoiceField(
        label="State",
        choices=[("", "All"), ("deleting", "Being deleted"), ("deleted", "Deleted")],
        required=False,
    )


class CertificateForm(forms.Form):
    number = forms.CharField(label="Number", max_length=20)
    code = forms.CharField(label="Code", max_length=64)
