"""Where quoted words stand in their source: word for word, or nearly so."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

NEARLY = 0.94
# Numbers, and what turns a sentence into its opposite.
_TELLING = re.compile(
    r"\d+|\b(?:not?|never|cannot|except|without|unless|before|after|neither|nor|only|sin|nunca|excepto|antes|después|solo)\b"
)


@dataclass(frozen=True)
class Place:
    """A part of a source's text, from `start` to before `end` in characters; `likeness` is 1 word for word."""

    start: int
    end: int
    likeness: float

    def moved(self, by: int) -> "Place":
        return Place(self.start + by, self.end + by, self.likeness)


def locate(words: str, text: str) -> Place | None:
    """Return where the words stand in the text, whatever stands between them but letters and digits; None where they
    stand nowhere, or only in other words. A letter may differ here and there, no number and no "not"."""
    said, source = _even(words), _even(text)
    if not said.letters:
        return None
    at = source.letters.find(said.letters)
    if at >= 0:
        return source.place(at, at + len(said.letters), likeness=1.0)
    matcher = SequenceMatcher(None, said.letters, source.letters, autojunk=False)
    longest = matcher.find_longest_match()
    start = max(0, longest.b - longest.a)
    near = source.letters[start : start + len(said.letters)]
    likeness = SequenceMatcher(None, said.letters, near, autojunk=False).ratio()
    if likeness < NEARLY or not _tells_the_same(said.letters, source.letters, start, start + len(near)):
        return None
    return source.place(start, start + len(near), likeness=likeness)


def _tells_the_same(said: str, source: str, start: int, end: int) -> bool:
    """Whether what must not differ by a letter stands in this part of the source in the same order.

    At its ends, which letters that differ may have moved, it may have one more.
    """
    told = _TELLING.findall(said)
    moved = round((1 - NEARLY) * len(said))
    near = list(_TELLING.finditer(source, max(start - moved, 0), end + moved))
    inner = [one for one in near if one.start() >= start + moved and one.end() <= end - moved]
    return any(
        [one.group() for one in near[at : at + len(told)]] == told and set(inner) <= set(near[at : at + len(told)])
        for at in range(len(near) - len(told) + 1)
    )


def count_words(text: str) -> int:
    return len(_even(text).letters.split())


@dataclass(frozen=True)
class _Even:
    """Letters and digits alone, in lower case, each run one space apart; and where each of them stands."""

    letters: str
    positions: tuple[int, ...]

    def place(self, start: int, end: int, *, likeness: float) -> Place:
        return Place(self.positions[start], self.positions[end - 1] + 1, round(likeness, 3))


@lru_cache(maxsize=256)
def _even(text: str) -> _Even:
    letters: list[str] = []
    positions: list[int] = []
    for run in re.finditer(r"[^\W_]+", text):
        if letters:
            letters.append(" ")
            positions.append(run.start() - 1)
        for offset, letter in enumerate(run.group()):
            # "İ" is two letters in lower case.
            for one in letter.lower():
                letters.append(one)
                positions.append(run.start() + offset)
    return _Even("".join(letters), tuple(positions))
