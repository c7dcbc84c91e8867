"""An answer's sentences: nothing of the text is lost, and citation markers stay with what they prove."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from knowledge.text.sentences import sentence_spans

# What a list's item begins with in Markdown.
BULLET = re.compile(r"\A\s*(?:[-*•]|\d{1,2}[.)])\s+")
# An answer is read by its sentences again and again, and so are the passages that it cites.
_TEXTS, _LETTERS = 512, 8_000
_MARKERS = re.compile(r"(?:\s*\[\d{1,3}\])+[.,;]?")


@dataclass(frozen=True)
class Sentence:
    """text[start:end], with the markers that follow its point and the blanks behind them."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """Return the sentences in order; put together again they are the text."""
    return list(_known(text) if len(text) <= _LETTERS else _sentences(text))


@lru_cache(maxsize=_TEXTS)
def _known(text: str) -> tuple[Sentence, ...]:
    return _sentences(text)


def _sentences(text: str) -> tuple[Sentence, ...]:
    starts: list[int] = []
    # Bold runs end behind a sentence's point as quotations do.
    for start, end in sentence_spans(text.replace("**", '""')):
        # "It is $50. [1] The rest": the marker was cut off with the sentence that follows it.
        markers = _MARKERS.match(text, start) if starts and "\n" not in text[starts[-1] : start] else None
        begin = markers.end() if markers else start
        begin += len(text[begin:]) - len(text[begin:].lstrip(" "))
        if begin < end:
            starts.append(begin)
    if not starts:
        return (Sentence(0, len(text), text),) if text else ()
    bounds = [0, *starts[1:], len(text)]
    return tuple(Sentence(start, end, text[start:end]) for start, end in pairwise(bounds))
