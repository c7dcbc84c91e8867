"""What operators write about a client that has been opened."""

from datetime import date, timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from benefits.forms import DateInput
from platform_admin.forms import plain_line
from platform_admin.subdomains import LONGEST
from tenants.models import Client

USUAL_TRIAL_DAYS = 30
USUAL_GRACE_DAYS = 14


class NameForm(forms.Form):
    name = forms.CharField(
        label="Name",
        min_length=2,
        max_length=255,
        help_text="Pages and mails show it at once; the audit keeps the old one.",
    )

    def __init__(self, *args: object, client: Client, **kwargs: object) -> None:
        super().__init__(*args, initial={"name": client.name}, auto_id="id_rename_%s", **kwargs)

    def clean_name(self) -> str:
        return plain_line(self.cleaned_data["name"])


class MoveForm(forms.Form):
    # Longer input is let through to the check of subdomains, which has the sentence for it.
    subdomain = forms.CharField(
        label="New subdomain", max_length=4 * LONGEST, help_text="3 to 63 lower-case letters, digits and hyphens."
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, auto_id="id_move_%s", **kwargs)


class TrialForm(forms.Form):
    until = forms.DateField(label="Last day of the trial", widget=DateInput())

    def __init__(self, *args: object, client: Client, today: date, **kwargs: object) -> None:
        usual = today + timedelta(days=settings.TRIAL_DAYS or USUAL_TRIAL_DAYS)
        last = client.trial_until if client.trial_until and client.trial_until >= today else usual
        super().__init__(*args, initial={"until": last}, auto_id="id_trial_%s", **kwargs)


class GraceForm(forms.Form):
    grace_until = forms.DateField(
        label="Last day served",
        widget=DateInput(),
        help_text="Employees notice nothing until then; its HR admins are told. The day after, it is suspended.",
    )

    def __init__(self, *args: object, client: Client, today: date, **kwargs: object) -> None:
        self.today = today
        usual = client.grace_until or today + timedelta(days=USUAL_GRACE_DAYS)
        super().__init__(*args, initial={"grace_until": usual}, auto_id="id_grace_%s", **kwargs)

    def clean_grace_until(self) -> date:
        day = self.cleaned_data["grace_until"]
        if day < self.today:
            raise ValidationError("That day is over. Choose today or a later day, or suspend the client.")
        return day
