from django import forms
from django.core.exceptions import ValidationError

from platform_admin.models import Incident
from platform_admin.status.components import Component
from platform_admin.status.incidents import NewIncident
from tenants.models import Client

_TEXT_LIMIT = 1000


def _text_field(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=_TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 4}), help_text=help_text
    )


class IncidentForm(forms.Form):
    """What employees and HR read, so everything is asked in both languages."""

    title = forms.CharField(label="Title", max_length=120, help_text="For example: Answers take longer than usual.")
    title_es = forms.CharField(label="Title in Spanish", max_length=120)
    text = _text_field("What people should know", "What does not work, what still does, and when you tell more.")
    text_es = _text_field("The same in Spanish")
    severity = forms.ChoiceField(label="How bad", choices=Incident.Severity.choices)
    components = forms.MultipleChoiceField(
        label="What is affected",
        choices=Component.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )
    is_for_all = forms.BooleanField(label="All clients", required=False, initial=True)
    clients = forms.ModelMultipleChoiceField(
        label="Or only these clients",
        queryset=Client.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="The status page names none of them.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clients"].queryset = Client.objects.exclude(status__in=Client.NEVER_OPEN).order_by("name")

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        clients = cleaned.get("clients")
        if cleaned.get("is_for_all") and clients:
            raise ValidationError("Choose all clients or some of them, not both.")
        if not cleaned.get("is_for_all") and not clients and "clients" not in self.errors:
            raise ValidationError("Choose the clients that are told, or all of them.")
        return cleaned

    def new_incident(self) -> NewIncident:
        told = dict(self.cleaned_data)
        del told["is_for_all"]
        return NewIncident(**{**told, "clients": list(told["clients"])})


class UpdateForm(forms.Form):
    text = _text_field("What is new")
    text_es = _text_field("The same in Spanish")
    is_the_end = forms.BooleanField(label="It is over", required=False)
