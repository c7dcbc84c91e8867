from django import forms

from platform_admin.models import PlatformKey

MOST_DAYS = 3650


class PlatformKeyForm(forms.Form):
    name = forms.CharField(label="What it is for", max_length=80, help_text="For example: sign-ups from our web site.")
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=PlatformKey.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )
    days = forms.IntegerField(
        label="Days until it expires",
        min_value=1,
        max_value=MOST_DAYS,
        initial=365,
        error_messages={
            "min_value": "Let it live for at least a day.",
            "max_value": f"Let it live for at most {MOST_DAYS} days.",
        },
    )
