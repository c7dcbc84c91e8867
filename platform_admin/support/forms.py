from datetime import date

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.audience import WorkState
from knowledge.extract.unseen import without_unseen
from knowledge.workbench.forms import AskedByFields, DateInput
from platform_admin.support.visits import Asked, SeenAs

MINUTES = (15, 30, 60)
_LONGEST_AGO, _LONGEST_AHEAD = 3, 2  # years


class SeenAsForm(AskedByFields):
    """As whom an operator looks. Made in the client's scope, whose classes it offers."""

    language = forms.ChoiceField(label="Language of the pages", choices=settings.LANGUAGES)
    as_of = forms.DateField(
        label="As of", required=False, widget=DateInput(), help_text="The day the pages take for today. Empty: today."
    )

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["class_code"].label = "Class"
        self.fields["work_state"].label = "Works in"
        self.fields["work_state"].choices = [("", "Not known"), *WorkState.choices]

    def clean_as_of(self) -> date | None:
        day = self.cleaned_data["as_of"]
        if day and not self.today.year - _LONGEST_AGO <= day.year <= self.today.year + _LONGEST_AHEAD:
            raise ValidationError(f"Choose a day from {_LONGEST_AGO} years ago to {_LONGEST_AHEAD} years ahead.")
        return day

    def seen_as(self) -> SeenAs:
        return SeenAs(self.audience(), self.cleaned_data["language"], self.cleaned_data["as_of"])


class AskForHrForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        min_length=20,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="20 to 500 characters. The client’s owner reads it, in a mail and in the audit.",
        error_messages={"required": "Say what you have to see, and why nothing else helps."},
    )
    ticket = forms.CharField(label="Ticket", max_length=60, help_text="The number or address of the client’s request.")
    minutes = forms.TypedChoiceField(
        label="For",
        coerce=int,
        choices=[(number, f"{number} minutes") for number in MINUTES],
        help_text="It ends by itself, and as soon as you or the client ends it.",
    )

    def clean_reason(self) -> str:
        reason = " ".join(without_unseen(self.cleaned_data["reason"]).split())
        if len(set(reason.lower())) < 8:
            raise ValidationError("Write a sentence that the client’s owner can understand.")
        return reason

    def asked(self) -> Asked:
        return Asked(**self.cleaned_data)
