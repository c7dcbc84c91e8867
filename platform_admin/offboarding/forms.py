from django import forms
from django.core.exceptions import ValidationError

from platform_admin.forms import ReasonForm
from tenants.models import Client


def is_typed_right(typed: str, client: Client) -> bool:
    """Whether what was typed to be sure is the client's subdomain."""
    return typed.strip().lower() == client.subdomain


class OffboardForm(ReasonForm):
    subdomain = forms.CharField(label="Subdomain", max_length=63, help_text="Type it, so that it is the right client.")

    def __init__(self, *args: object, client: Client, **kwargs: object) -> None:
        super().__init__(*args, name="offboard", **kwargs)
        self.client = client

    def clean_subdomain(self) -> str:
        typed = self.cleaned_data["subdomain"]
        if not is_typed_right(typed, self.client):
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
