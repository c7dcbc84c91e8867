"""A day as an answer writes it, in the answer's language."""

from datetime import date

from django.utils import formats, translation

_FORMATS = {"en": "F j, Y", "es": r"j \d\e F \d\e Y"}


def date_in_words(day: date, language: str) -> str:
    known = language if language in _FORMATS else "en"
    with translation.override(known):
        return formats.date_format(day, _FORMATS[known])
