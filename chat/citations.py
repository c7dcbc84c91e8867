"""Citation markers in streamed text, and the words of a passage that a statement rests on.

A model marks what it says with the numbers of the passages it was given: `[2]`, also `[2, 4]`. Readers get
numbers in the order of first use, so `[4]` may become `[1]`. A number that was never given is taken out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chat.sentences import Sentence, sentences
from chat.text_figures import Figure, figures
from knowledge.text.terms import list_terms

MARKER = re.compile(r"\[(\d{1,3})\]")
MOST_QUOTED = 6  # sentences a citation: a list is quoted by more than its beginning
LONGEST_MARKER = 24
_COULD_BE_MARKER = re.compile(r"\s*(?:\[[\d,;\s]*)?")
_WHOLE_MARKER = re.compile(r"(\s*)\[([\d,;\s]*)\]")


class MarkerReader:
    """Passes text on as it comes, holding back only what may be the beginning of a marker."""

    def __init__(self, given: Iterable[int]) -> None:
        self.cited: list[int] = []  # given numbers in the order readers see them: [1] is cited[0]
        self._given = frozenset(given)
        self._held = ""

    def read(self, text: str) -> str:
        """Return what of the text so far may be shown."""
        self._held += text
        shown = []
        while self._held:
            piece = self._next_piece()
            if piece is None:
                break
            shown.append(piece)
        return "".join(shown)

    def rest(self) -> str:
        """Return what is still held: the text is over, so half a marker will never be one."""
        held, self._held = self._held, ""
        return re.sub(r"\s*\[[\d,;\s]*$", "", held)

    def _next_piece(self) -> str | None:
        marker = _WHOLE_MARKER.match(self._held)
        if marker:
            self._held = self._held[marker.end() :]
            return self._renumbered(marker)
        start = _COULD_BE_MARKER.match(self._held).end()
        if start == len(self._held) and start <= LONGEST_MARKER:
            return None
        # Not a marker after all: give away its first sign, then all up to the next that might begin one.
        end = re.compile(r"[\s\[]").search(self._held, max(start, 1))
        cut = end.start() if end else len(self._held)
        piece, self._held = self._held[:cut], self._held[cut:]
        return piece

    def _renumbered(self, marker: re.Match[str]) -> str:
        numbers = [int(number) for number in re.findall(r"\d+", marker[2]) if int(number) in self._given]
        for number in numbers:
            if number not in self.cited:
                self.cited.append(number)
        markers = "".join(f"[{self.cited.index(number) + 1}]" for number in dict.fromkeys(numbers))
        return marker[1] + markers if markers else ""


@dataclass(frozen=True)
class Renumbered:
    text: str
    cited: tuple[int, ...]


def close_gaps(text: str, cited: Sequence[int]) -> Renumbered:
    """Number the markers anew after sentences were taken out; `cited` is in the order of the old numbers."""
    used = [number for number in dict.fromkeys(int(found) for found in MARKER.findall(text)) if number <= len(cited)]
    fresh = {old: new for new, old in enumerate(used, start=1)}
    renumbered = MARKER.sub(lambda found: f"[{fresh[int(found[1])]}]" if int(found[1]) in fresh else "", text)
    return Renumbered(renumbered, tuple(cited[old - 1] for old in used))


def without_markers(text: str) -> str:
    # Begun only where a run of blanks begins: anew from each blank of it, the time grows with its length squared.
    return re.sub(rf"(?<!\s)\s*{MARKER.pattern}", "", text)


def sentences_citing(text: str, number: int) -> list[str]:
    """Return the sentences of an answer that carry this marker."""
    return [sentence.text for sentence in sentences(text) if f"[{number}]" in sentence.text]


def find_quote(passage: str, claims: Sequence[str]) -> list[Sentence]:
    """Return the sentences of the passage that best support the claims, in the passage's order."""
    candidates = [sentence for sentence in sentences(passage) if re.search(r"[^\W_]{2}", sentence.text)]
    told = [(sentence, _said(sentence.text)) for sentence in candidates]
    best = {}
    for claim in claims or [""]:
        wanted = _said(MARKER.sub("", claim))
        found, _ = max(told, key=lambda one: _support(one[1], wanted), default=(None, None))
        if found and len(best) < MOST_QUOTED:
            best[found.start] = found
    return [best[start] for start in sorted(best)]


class _Said(NamedTuple):
    terms: set[str]
    figures: frozenset[Figure]


def _said(text: str) -> _Said:
    return _Said(set(list_terms(text)), figures(text))


def _support(candidate: _Said, claim: _Said) -> float:
    """Return how much of the claim the candidate says; figures weigh more than words, brevity decides a tie."""
    shared = len(candidate.terms & claim.terms) + 3 * len(candidate.figures & claim.figures)
    return shared - 0.01 * len(candidate.terms)
