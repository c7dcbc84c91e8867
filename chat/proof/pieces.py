"""Cuts an answer into what stays or goes as a whole: blocks of lines, and the sentences of a line."""

import re
from collections.abc import Iterator

from chat.citations import without_markers
from chat.sentences import sentences

QUOTED = re.compile(r"[“\"«](?P<words>[^“”\"«»]{12,})[”\"»]")
_YES_OR_NO = (
    r"(?:yes|no|yeah|yep|nope|s[ií]|(?:that['’]s |that is )?(?:right|correct|true)|exactly|absolutely|definitely"
    r"|(?:así|eso) es|correcto|cierto|claro|exacto)"
)
_SAYS_NO_MORE = (
    r"(?:you|it|they|he|she|we|this|that|there|can|could|may|will|would|do|does|did|is|are|was|has|have|not|indeed"
    r"|(?:ca|wo|do|does|did|is|are|was|has|have)n['’]t|cannot|unfortunately|generally|usually|in general|in short"
    r"|usted|ustedes|lo|la|se|no|puede[sn]?|podrá[sn]?|está[sn]?|es|son|tiene[sn]?|hay|lamentablemente|en general)"
)
_BARE = re.compile(rf"\W*{_YES_OR_NO}(?:,?\s{_SAYS_NO_MORE}){{0,5}}\W*", re.IGNORECASE)


def blocks(text: str) -> Iterator[list[str]]:
    """Yield lines that belong together: up to an empty one."""
    block: list[str] = []
    for line in text.split("\n"):
        block.append(line)
        if not line.strip():
            yield block
            block = []
    if block:
        yield block


def pieces(line: str) -> Iterator[str]:
    """Yield the sentences of a line; a quotation of several is one piece, which stays or goes as a whole."""
    quotes = [quote.span() for quote in QUOTED.finditer(line)]
    held = ""
    for sentence in sentences(line):
        held += sentence.text
        if not any(start < sentence.end < end for start, end in quotes):
            yield held
            held = ""
    if held:
        yield held


def is_bare_answer(piece: str) -> bool:
    """Whether it is a yes or no alone: without what comes behind it, nobody could tell whether it is right."""
    return bool(_BARE.fullmatch(without_markers(piece)))
