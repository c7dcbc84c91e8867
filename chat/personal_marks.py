"""A mark in the place of what is known of a person, for records that stay longer than their chat."""

import re
from collections.abc import Iterable
from datetime import date

from chat.proof.measures import measures
from chat.words import in_language

LEFT_OUT = {"en": "[personal detail left out]", "es": "[dato personal omitido]"}


def without_personal(text: str, personal: Iterable[str | date], language: str) -> str:
    """Return the text without these words, and without these days however they are written."""
    known, mark = tuple(personal), in_language(LEFT_OUT, language)
    # The longest first: a sentence goes as a whole before the words that stand in it.
    for words in sorted((one for one in known if isinstance(one, str)), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", mark, text, flags=re.IGNORECASE)
    days = {f"{one.year}-{one.month}-{one.day}" for one in known if isinstance(one, date)}
    # Backwards, so that what is found further on stays where it is.
    for one in reversed(measures(text) if days else []):
        if one.kind == "date" and any(day.endswith(one.value) for day in days):
            text = f"{text[: one.start]}{mark}{text[one.end :]}"
    return text
