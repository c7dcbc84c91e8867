from django import forms
from django.core.exceptions import ValidationError

from platform_admin.alerts.addresses import WHY, AddressRefused, checked_url


class AcknowledgeForm(forms.Form):
    note = forms.CharField(label="What you do about it", max_length=300)


class WebhookForm(forms.Form):
    name = forms.CharField(label="Who is told", max_length=80, help_text="For example: on-call channel.")
    url = forms.CharField(
        label="Address",
        max_length=500,
        widget=forms.URLInput,
        help_text="Begins with https:// and is reachable from the internet. It must answer with 2xx within 10 seconds.",
    )

    def clean_url(self) -> str:
        url = self.cleaned_data["url"].strip()
        try:
            checked_url(url)
        except AddressRefused as refused:
            raise ValidationError(WHY[str(refused)]) from refused
        return url
