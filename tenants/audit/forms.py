from urllib.parse import urlencode

from django import forms

from tenants.audit.listing import Filters
from tenants.audit.names import actor_choices
from tenants.audit.words import CLIENT_KINDS, PLATFORM_KINDS
from tenants.context import is_platform
from tenants.form_fields import DateInput
from tenants.models import Client


class AuditFilterForm(forms.Form):
    """The filters above the list. What cannot be meant is left out."""

    q = forms.CharField(label="Words in it", max_length=100, required=False)
    who = forms.ChoiceField(label="By", required=False)
    client = forms.ModelChoiceField(label="Client", queryset=Client.objects.none(), required=False, empty_label="All")
    kind = forms.ChoiceField(label="Kind", required=False)
    since = forms.DateField(label="From", widget=DateInput(), required=False)
    until = forms.DateField(label="To", widget=DateInput(), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._kinds = PLATFORM_KINDS if is_platform() else CLIENT_KINDS
        self.fields["who"].choices = [("", "Everybody"), *actor_choices()]
        self.fields["kind"].choices = [("", "All"), *((name, name) for name in self._kinds)]
        if is_platform():
            # Former ones too: what was done to them is asked for longest.
            self.fields["client"].queryset = Client.objects.order_by("name")
            self.fields["client"].label_from_instance = _name_of
        else:
            del self.fields["client"]

    def filters(self) -> Filters:
        told = self._told()
        if client := told.get("client"):
            told["client"] = client.pk
        kinds = self._kinds.get(told.pop("kind", ""), ())
        return Filters(**told, kinds=kinds)

    def query(self) -> str:
        """Return what was asked for as an address has it: "" or ending in &."""
        told = self._told()
        if client := told.get("client"):
            told["client"] = client.pk
        return f"{urlencode(told)}&" if told else ""

    def in_words(self) -> str:
        """Return what was asked for as a person reads it: “Client: Acme; From: 2026-01-01”, or ""."""
        told = self._told()
        for name in ("who", "kind"):
            if name in told:
                told[name] = dict(self.fields[name].choices)[told[name]]
        return "; ".join(f"{self.fields[name].label}: {value}" for name, value in told.items())

    def chosen_client(self) -> Client | None:
        return self._told().get("client")

    def _told(self) -> dict[str, object]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def _name_of(client: Client) -> str:
    return f"{client.name} (former)" if client.status == Client.Status.DELETED else client.name
