"""Placeholders in a company's own words: checked before they are kept, filled in when they are shown."""

import re
import unicodedata
from collections.abc import Mapping

from branding.words.texts import Text

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}", re.ASCII)
_ANY = re.compile(r"\{([^{}]*)\}")
_MARKS = set("*_[]`#|~\\")
_NAMES = {"help_phone": "assistance line", "help_email": "assistance email"}


class WordsRefused(ValueError):
    """The words cannot be shown as they are; the message names what is wrong and what to do."""


def tidy(text: str) -> str:
    """Return the words without what nobody sees, and without space around them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_seen(line) for line in lines)).strip()


def check(words: str, text: Text, values: Mapping[str, str]) -> None:
    """Raise WordsRefused for words that could not be shown; `values` is what the placeholders stand for now."""
    offered = ", ".join(f"{{{name}}}" for name in text.may_name)
    named = _ANY.findall(words)
    for name in named:
        if name not in text.may_name:
            raise WordsRefused(f"There is no placeholder {{{name}}} here. You can write {offered}.")
    if set(_ANY.sub("", words)) & set("{}"):
        raise WordsRefused(f"A brace, {{ or }}, stands alone. Placeholders are written so: {offered}.")
    for name in text.needs:
        if name not in named:
            raise WordsRefused(f"{{{name}}} is missing. Write it where it should stand.")
    for name in named:
        if name not in text.needs and not values.get(name):
            what = _NAMES[name]
            raise WordsRefused(f"You have no {what} yet. Enter one under “Name and look”, or leave {{{name}}} out.")
    if set(words) & set("<>"):
        raise WordsRefused("Leave out < and >. The words are shown as plain text.")
    if text.is_in_answers and set(_ANY.sub("", words)) & _MARKS:
        raise WordsRefused("Leave out * _ [ ] ` # | ~ and \\. The words are shown as plain text.")
    if len(words) > text.most:
        raise WordsRefused(f"These are {len(words)} characters; {text.most} fit here.")


def fill(words: str, values: Mapping[str, str]) -> str | None:
    """Return the words with the values in their places; None if one of them has no value any more."""
    if any(not values.get(name) for name in _PLACEHOLDER.findall(words)):
        return None
    return _PLACEHOLDER.sub(lambda match: values[match[1]], words)


def _seen(line: str) -> str:
    shown = "".join(sign for sign in line if unicodedata.category(sign) not in ("Cc", "Cf", "Zl", "Zp"))
    return " ".join(shown.split())
