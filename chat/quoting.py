"""Words of documents on their way into an answer: they are shown as they are, and do nothing.

An answer's text is Markdown in which `[1]` cites a passage. A footnote "[1, 2]" in a plan document, or a title
written to deceive, must not pass for a citation, nor put anything in bold.
"""

import re

from knowledge.extract.unseen import without_unseen

QUOTE_LIMIT = 420  # characters
_BRACKETS = str.maketrans("[]", "()")
_SIGNS = re.compile(r"[\\`*]|(?<!\w)_|_(?!\w)")


def as_quote(text: str, *, limit: int | None = None) -> str:
    """Return the text on one line, without signs that mean something; cut at the end of a clause if too long."""
    line = " ".join(without_unseen(text).translate(_BRACKETS).split())
    if limit is not None:
        line = _within(line, limit)
    return _SIGNS.sub(r"\\\g<0>", line)


def _within(text: str, limit: int) -> str:
    """Cut at the end of a clause, never inside a number or a word."""
    if len(text) <= limit:
        return text
    cut = max(text.rfind(mark, 0, limit) for mark in ("; ", ". ", ", "))
    return text[: cut if cut > limit // 2 else text.rfind(" ", 0, limit)].rstrip(" ,;.") + " …"
