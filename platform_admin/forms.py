from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from platform_admin.provision import NewClient
from platform_admin.subdomains import LONGEST, SubdomainRefused, free_subdomain
from tenants.models import Client, PlatformAccount


class NewClientForm(forms.Form):
    """The rules for a new client, the same in the portal and in the command."""

    name = forms.CharField(label="Company", min_length=2, max_length=255)
    # Longer input is let through to the check of subdomains, which has the sentence for it.
    subdomain = forms.CharField(
        label="Subdomain",
        max_length=4 * LONGEST,
        help_text="3 to 63 lower-case letters, digits and hyphens. Employees type it every day; keep it short.",
    )
    owner_name = forms.CharField(label="Owner’s name", max_length=150, required=False)
    owner_email = forms.EmailField(
        label="Owner’s email", help_text="The company's first HR admin; gets the invitation."
    )
    tier = forms.ChoiceField(label="Tier", choices=Client.Tier.choices, initial=Client.Tier.STARTER)
    account = forms.ModelChoiceField(
        label="Account",
        queryset=PlatformAccount.objects.order_by("name"),
        required=False,
        empty_label="A new account for this company",
        help_text="Who signs the contract: the company itself, or a broker with several companies.",
    )

    def clean_subdomain(self) -> str:
        try:
            return free_subdomain(self.cleaned_data["subdomain"])
        except SubdomainRefused as refused:
            raise ValidationError(str(refused)) from refused

    def new_client(self) -> NewClient:
        return NewClient(**self.cleaned_data)


class ClientFilterForm(forms.Form):
    q = forms.CharField(label="Company, address or owner", max_length=100, required=False)
    status = forms.ChoiceField(
        label="Status", choices=[("", "All"), *Client.Status.choices[:-1]], required=False, initial=""
    )

    def chosen(self, clients: QuerySet[Client]) -> QuerySet[Client]:
        """Return those that match; all of them where what was asked cannot be understood."""
        if not self.is_valid():
            return clients
        words, status = self.cleaned_data["q"], self.cleaned_data["status"]
        if words:
            named = Q(name__icontains=words) | Q(subdomain__icontains=words) | Q(owner_name__icontains=words)
            clients = clients.filter(named | Q(owner_email__icontains=words))
        return clients.filter(status=status) if status else clients


class SuspendForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=200,
        help_text="Required, for the audit log; the client does not see it.",
        error_messages={"required": "Say why; it is kept in the audit log."},
    )


class InviteOperatorForm(forms.Form):
    name = forms.CharField(label="Name", max_length=150)
    email = forms.EmailField(label="Email", help_text="Gets a link to choose a password, which works for three days.")


class ResetFactorForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=200,
        help_text="Required, for the audit log and the mail to them: how you made sure who asked.",
        error_messages={"required": "Say why; it is kept in the audit log."},
    )
