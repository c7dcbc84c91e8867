"""Finds where sentences end, in English and Spanish, without stopping at abbreviations and amounts."""

import re
from collections.abc import Iterator

# Begun only where a run begins: anew from each point of "......", the time grows with its length squared.
END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*(?=\s)|\n")
# Nothing is given back: a long blank between two sentences would be tried at each of its places.
NEXT = re.compile(r"\s++[\"'“‘(\[¿¡•–—-]*+\s*+(?:[A-ZÁÉÍÓÚÑ0-9$]|[•▪◦])")
ABBREVIATIONS = (
    "approx ave bldg co corp dept dr dra e.g eg etc ext gov i.e ie inc jr ltd max min mo mr mrs ms p.m a.m prof rep "
    "sr sra st ste tel u.s vs yr yrs ud uds ej p.ej aprox"
)
ABBREVIATED = frozenset(ABBREVIATIONS.split())
# Short for something with a number: "No. 5" and "Nov. 20", but "He said no."
NUMBERED = (
    "no nos num núm p pp pág págs fig sec art vol jan feb mar apr jun jul aug sep sept oct nov dec ene abr ago dic"
)
BEFORE_NUMBERS = frozenset(NUMBERED.split())
LAST_WORD = re.compile(r"[(\[\"'“]*([\w.]+)$")
SINGLE_LETTER = re.compile(r"[A-Z](?:\.[A-Z])*")
LABEL_JOINT = " — "
ITEM_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z])")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence, without the space around it. Line ends end sentences too."""
    return list(_spans(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in END.finditer(text):
        if match.group() != "\n" and not _is_end(text, start, match):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    # "What is the deductible? — Answers: $750": the label of a table's row belongs to its cells.
    if not NEXT.match(text, match.end()) or text.startswith(LABEL_JOINT, match.end()):
        return False
    if match.group()[0] != ".":
        return True
    # From the last space on: a word has none in it, and a sentence takes longer to search.
    before = LAST_WORD.search(text, max(start, text.rfind(" ", start, match.start())), match.start())
    word = before.group(1) if before else ""
    if word.lower() in ABBREVIATED or SINGLE_LETTER.fullmatch(word):
        return False
    if word.lower() in BEFORE_NUMBERS and text[match.end() : match.end() + 3].lstrip()[:1].isdigit():
        return False
    # "1. Ask your doctor": the number of an item belongs to the item.
    return not (ITEM_NUMBER.fullmatch(word) and not text[start : match.start() - len(word)].strip())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
