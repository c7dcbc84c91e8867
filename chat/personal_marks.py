"""A mark in the place of what is known of a person, for records that stay longer than their chat."""

from collections.abc import Iterable
from datetime import date

from chat.proof.measures import measures
from chat.words import in_language

LEFT_OUT = {"en": "[personal detail left out]", "es": "[dato personal omitido]"}


def without_personal(text: str, personal: Iterable[str | date], language: str) -> str:
    """Return the text without these sentences, and without these days however they are written."""
    known, mark = tuple(personal), in_language(LEFT_OUT, language)
    for sentence in (one for one in known if isinstance(one, str)):
        text = text.replace(sentence, mark)
    days = {f"{one.year}-{one.month}-{one.day}" for one in known if isinstance(one, date)}
    # Backwards, so that what is found further on stays where it is.
    for one in reversed(measures(text) if days else []):
        if one.kind == "date" and any(day.endswith(one.value) for day in days):
            text = f"{text[: one.start]}{mark}{text[one.end :]}"
    return text
