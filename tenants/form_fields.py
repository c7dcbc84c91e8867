"""What the product's forms have in common."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

PHONE = RegexValidator(
    r"^(?=([^0-9]*[0-9]){3})\+?[0-9(][0-9 ().-]*((ext\.?|x) ?[0-9]{1,6})?$",
    "Write the number in digits, for example 614-555-0110 or 614-555-0110 ext. 12.",
)
_GROUPED = re.compile(r"\d{1,3}([, \u00a0\u202f]\d{3})+")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class CountInput(forms.TextInput):
    """A whole number with commas, so that thousands and millions are told apart at a glance."""

    def __init__(self) -> None:
        super().__init__(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def format_value(self, value: object) -> str | None:
        return f"{value:,}" if isinstance(value, int) else super().format_value(value)


class CountField(forms.IntegerField):
    """A whole number that may be large: shown as 3,000,000, and read with or without its commas."""

    widget = CountInput
    default_error_messages = {"invalid": "Give a whole number, for example 3000000 or 3,000,000."}

    def to_python(self, value: object) -> int | None:
        """Return the number; raises ValidationError for anything that could also be read as another one."""
        if isinstance(value, str):
            value = value.strip()
            if _GROUPED.fullmatch(value):
                value = re.sub(r"\D", "", value)
            elif value and not re.fullmatch(r"-?\d+", value):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)
