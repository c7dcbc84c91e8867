"""Fields for what the catalogue keeps as lists and small tables, written a line each."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from benefits.services import MEDICAL_SERVICE, MEDICAL_SERVICES

_MOST_LINES = 60


class LinesField(forms.CharField):
    """A list, one entry a line."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(widget=forms.Textarea({"rows": 4}), **kwargs)

    def prepare_value(self, value: object) -> object:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: object) -> list[str]:
        text = super().clean(value)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if len(lines) > _MOST_LINES:
            raise ValidationError(f"Give at most {_MOST_LINES} lines.")
        return lines


class PairsField(LinesField):
    """A table of two columns, a row a line: "5: 144" or "0.03: 1"."""

    def __init__(self, *, first_is_whole: bool = True, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.first_is_whole = first_is_whole

    def prepare_value(self, value: object) -> object:
        return "\n".join(f"{first}: {second}" for first, second in value) if isinstance(value, list) else value

    def clean(self, value: object) -> list[list[object]]:
        return [self._pair(line) for line in super().clean(value)]

    def _pair(self, line: str) -> list[object]:
        first, colon, second = (part.strip() for part in line.partition(":"))
        is_number = first.isascii() and first.isdecimal() if self.first_is_whole else bool(first)
        if not (colon and is_number and second):
            raise ValidationError("Write two figures a line with a colon between them, for example 5: 0.80.")
        return [int(first) if self.first_is_whole else first, second]


class CountsField(LinesField):
    """How many of each service: "primary: 4", by the code or the name of the service."""

    def prepare_value(self, value: object) -> object:
        return "\n".join(f"{name}: {count}" for name, count in value.items()) if isinstance(value, dict) else value

    def clean(self, value: object) -> Mapping[str, int]:
        return dict(self._count(line) for line in super().clean(value))

    def _count(self, line: str) -> tuple[str, int]:
        named, _, count = (part.strip() for part in line.rpartition(":"))
        by_name = {service.name.casefold(): service.code for service in MEDICAL_SERVICES}
        code = named if named in MEDICAL_SERVICE else by_name.get(named.casefold())
        if code is None or not (count.isascii() and count.isdecimal() and len(count) < 5):
            raise ValidationError("Write a service and how many of it a line, for example Specialist visit: 3.")
        return code, int(count)
