"""Several questions in one: "When am I covered, how much can I put into the FSA, and until when can I claim?" """

import re
from dataclasses import replace

from chat.pipeline.understand import Understood

MOST_PARTS = 4
# A comma or a mark, and then a word that asks.
_ASKS = (
    r"(?:when|how (?:much|long|many)|until when|by when|what|which|where|can|may|do|does|is|are"
    r"|cuándo|cuando|cuánto|cuanto|cuánta|cuanta|hasta (?:cuándo|cuando)|desde (?:cuándo|cuando)|qué|cuál|cual)"
)
_BETWEEN = re.compile(rf"(?:\?\s*|[,;]\s*(?:(?:and|y|e)\s+)?|\s+(?:and|y)\s+)(?=¿?{_ASKS}\b)", re.IGNORECASE)
_BEGINS = re.compile(rf"^\W*(?:and\s+|y\s+)?{_ASKS}\b", re.IGNORECASE)


def parts_of(understood: Understood) -> tuple[tuple[Understood, ...], ...]:
    """Return the questions of a text, each with the ways to understand it: alone, behind what was asked before it, and
    behind what the text tells first. One that is no part of several is alone."""
    context, asked = _apart(understood.spoken_of[-1])
    if not 2 <= len(asked) <= MOST_PARTS:
        return ((understood,),)
    parts = []
    for number, part in enumerate(asked):
        before = [asked[number - 1]] if number else []
        texts = dict.fromkeys((part, " ".join([*before, part]), " ".join([context, part]).strip()))
        parts.append(tuple(_with(understood, text) for text in texts))
    return tuple(parts)


def _apart(text: str) -> tuple[str, list[str]]:
    """Return what stands before the first question, and the questions."""
    sentences = re.split(r"(?<=[.!])\s+", text.strip())
    told = [sentence for sentence in sentences if not _BEGINS.search(sentence)]
    asked = [part for sentence in sentences if _BEGINS.search(sentence) for part in _BETWEEN.split(sentence)]
    return " ".join(told), [part.strip() for part in asked if part.strip(" ?¿.")]


def _with(understood: Understood, text: str) -> Understood:
    return replace(understood, text=text, spoken_of=(*understood.spoken_of[:-1], text), words=text)
