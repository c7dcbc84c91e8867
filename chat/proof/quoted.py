"""What an answer has in quotation marks, looked for in the passages that it cites and in what tools told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chat.citations import without_markers
from chat.proof.pieces import QUOTED
from chat.proof.quotes import Place, count_words, locate
from chat.proof.units import Source, Unit

# A quotation leaves out what stands between "…", and puts a list's item behind its lead-in, a cell behind its row.
_NEXT_CELL = "; "
_JOINTS = re.compile(rf"(…|: | \| | — |(?<=[?!]) |{_NEXT_CELL})")
_OF_ROWS = frozenset((" | ", " — ", _NEXT_CELL))
_FEWEST_WORDS = 3
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True)
class Quoted:
    """Words in quotation marks, and where they stand in the text of the passage with that marker: before its beginning,
    where they are of its title or heading."""

    marker: int
    place: Place


def find_quoted(text: str, cited: Mapping[int, Source], results: Sequence[Source]) -> list[Quoted] | None:
    """Return where the passages have what stands in quotation marks, word for word but for a letter here and there;
    None if something stands nowhere. What a tool told has no place."""
    found: list[Quoted] = []
    for quote in QUOTED.finditer(without_markers(text)):
        for part in _parts(quote["words"], (*cited.values(), *results)):
            placed = _placed(part, cited)
            if placed is None and not any(locate(part, result.text) for result in results):
                return None
            found += [placed] if placed else []
    return found


def _placed(words: str, cited: Mapping[int, Source]) -> Quoted | None:
    """Return where the words stand in the first of these passages that has them; word for word goes before."""
    places = [(number, source.begins, locate(words, source.text)) for number, source in cited.items()]
    quoted = [Quoted(number, place.moved(-begins)) for number, begins, place in places if place]
    return max(quoted, key=lambda one: one.place.likeness, default=None)


def _parts(words: str, sources: Sequence[Source]) -> Iterator[str]:
    """Yield what has to stand somewhere just so: a part of many words by itself, a figure beside few words with all
    that is quoted before it, unless one row has both."""
    first, *others = _JOINTS.split(words)
    joints, parts = others[::2], [first, *others[1::2]]
    for at, part in enumerate(parts):
        if count_words(part) >= _FEWEST_WORDS:
            yield part
        elif at and _FIGURE.search(part) and not _is_of_one_row(part, parts[:at], joints[:at], sources):
            yield " ".join(parts[: at + 1])


def _is_of_one_row(figure: str, before: Sequence[str], joints: Sequence[str], sources: Sequence[Source]) -> bool:
    """Whether a cell has the figure that stands below all of this: its row's label and its column's head, which may be
    a year. Cells that were quoted before it are none of it."""
    heads = [part for part in before[:-1] if not _FIGURE.search(part)]
    if joints[-1] != _NEXT_CELL or not _FIGURE.search(before[-1]):
        heads.append(before[-1])
    is_row = not _OF_ROWS.isdisjoint(joints)
    units = (unit for source in sources for unit in source.units if unit.header or not is_row)
    return any(_stands_below(unit, figure, heads) for unit in units)


def _stands_below(unit: Unit, figure: str, heads: Sequence[str]) -> bool:
    if not locate(figure, unit.text):
        return False
    above = " | ".join((unit.text, unit.header, *unit.above))
    return all(not count_words(head) or locate(head, above) for head in heads)
