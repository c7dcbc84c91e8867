from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File

MOST_BYTES = 5 * 1024 * 1024
TOO_LARGE = "This is too large. Send at most 5 MB and 5,000 rows at a time."


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label="Excel workbook",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="The workbook of a plan year, filled in. You see what it would change before anything is written.",
        error_messages={
            "required": "Choose the workbook that you filled in.",
            "empty": "This file is empty. Choose the workbook that you filled in.",
        },
    )

    def clean_file(self) -> File:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        return file
