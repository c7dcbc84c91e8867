import re
from collections.abc import Collection

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from knowledge.terms import list_terms

_WORD = re.compile(r"(\W+)")


def excerpt(text: str, matched: Collection[str], *, characters: int) -> SafeString:
    """Return the beginning of the text as HTML with the matched words marked."""
    terms = {term for words in matched for term in list_terms(words)}
    pieces = _WORD.split(Truncator(text).chars(characters))
    return format_html_join("", "{}", ((_marked(piece, terms),) for piece in pieces))


def _marked(piece: str, terms: set[str]) -> str:
    return format_html("<mark>{}</mark>", piece) if terms & set(list_terms(piece)) else piece
