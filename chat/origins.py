"""What answers stand on where no document prints it, in words, as the tools say them."""

from django.utils.module_loading import import_string

# By name: tools stand above whatever words an answer, and a program that answers nothing starts without them.
_WORDED_BY = "chat.pipeline.tools.registry.words_of_origin"


def origin_in_words(code: str) -> str:
    """Return it in the reader's language; "" for what no tool has any more."""
    return import_string(_WORDED_BY)(code)
