"""What answers stand on where no document prints it, in words. Each tool says its own when the program is ready."""

from django.utils.functional import Promise

_WORDS: dict[str, str | Promise] = {}


def name_origin(code: str, words: str | Promise) -> None:
    _WORDS[code] = words


def origin_in_words(code: str) -> str:
    """Return it in the reader's language; "" for what no tool has any more."""
    return str(_WORDS.get(code, ""))
