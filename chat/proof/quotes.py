"""Where quoted words stand in their source: word for word, or nearly so."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

NEARLY = 0.94
# Words that one may leave out or put in and say the same; and what "$2,000" lacks of "$2,000.00".
_SAYS_LITTLE = frozenset(
    ("a", "an", "the", "that", "of", "to", "will", "shall", "el", "la", "los", "las", "un", "una", "que", "de", "00")
)
_FEWEST_LETTERS = 5  # of a word that one letter may differ in: "not" and "now" are two words
# "Employee" and "employer", "covered" and "coverer" differ by their last letter, before an "s" as well.
_ENDS_THAT_TELL = frozenset("erd")


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
    if likeness < NEARLY or not _has_the_same_words(said.letters, source.letters, start, start + len(near)):
        return None
    return source.place(start, start + len(near), likeness=likeness)


def _has_the_same_words(said: str, source: str, start: int, end: int) -> bool:
    """Whether this part of the source has the words in their order, though a letter of them may differ.

    Its ends may have been moved by letters that differ: there it may have more.
    """
    moved = round((1 - NEARLY) * len(said))
    begins = source.rfind(" ", 0, max(start - moved, 0) + 1) + 1
    ends = source.find(" ", min(end + moved, len(source)))
    words, near = said.split(), source[begins : ends if ends >= 0 else len(source)].split()
    for kind, first, last, at, behind in SequenceMatcher(None, words, near, autojunk=False).get_opcodes():
        is_at_an_end = kind == "insert" and (first == 0 or first == len(words))
        if kind != "equal" and not is_at_an_end and not _are_alike(words[first:last], near[at:behind], words, first):
            return False
    return True


def _are_alike(said: list[str], told: list[str], words: list[str], first: int) -> bool:
    if "".join(said) == "".join(told) or {*said, *told} <= _SAYS_LITTLE:
        return True
    # At the ends of what was taken of the source stands more, and the words at the ends may be cut.
    if len(told) > len(said) and first == 0:
        told = told[len(told) - len(said) :]
    elif len(told) > len(said) and first + len(said) == len(words):
        told = told[: len(said)]
    if len(said) != len(told):
        return False
    last = first + len(said) - 1
    return all(
        _differ_by_a_letter(one, other)
        or (first + at == 0 and other.endswith(one))
        or (first + at == last == len(words) - 1 and other.startswith(one))
        for at, (one, other) in enumerate(zip(said, told, strict=True))
    )


def _differ_by_a_letter(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _FEWEST_LETTERS or re.search(r"\d", one + other) or len(longer) - len(shorter) > 1:
        return False
    same = next((at for at, letter in enumerate(shorter) if longer[at] != letter), len(shorter))
    rest, other_rest = shorter[same:], longer[same:]
    if len(shorter) == len(longer):
        tells = rest[1:] in ("", "s") and {rest[0], other_rest[0]} <= _ENDS_THAT_TELL
        return rest[1:] == other_rest[1:] and not tells
    return rest == other_rest[1:] and same > 0


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
