"""What changes from one reading of a document to the next: sections that came and went, figures that are others now,
and sentences that are worded anew. Pure: it takes sections and gives what differs.

A section whose heading is another now is known by the words it shares with the one it was. A line that only moved has
not changed. Lines that differ in their figures alone are the same line with other figures, which is what HR has to look
at; years are passed over, because next year's document names the next year throughout.
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field

from knowledge.extract.types import Block
from knowledge.text.sentences import sentence_spans
from knowledge.text.terms import list_terms, plain_text

NUMBER = re.compile(r"(?<![\w.])[$€]?\d[\d,]*(?:\.\d+)?%?(?![\w])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL = re.compile(r"^\W*(?:\d+(?:\.\d+)*|[a-z])[.)]\s+")
_ALIKE = 0.6  # of the words of two sentences, for one to be the other worded anew
_OVERLAP = 0.5  # of the terms of the shorter of two, for both to be about the same
_FEWEST_TERMS_OF_SECTIONS = 3
_FEWEST_TERMS_OF_LINES = 2
_MOST_PAIRS = 40_000
_ANY = "\0"  # stands for any figure; no text holds it
_LABEL_LIMIT = 160


@dataclass(frozen=True)
class Line:
    text: str
    page: int


@dataclass
class Section:
    heading: str
    page: int
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class ChangedNumber:
    label: str
    old: str
    new: str
    old_page: int
    new_page: int


@dataclass(frozen=True)
class Reworded:
    old: Line
    new: Line


@dataclass(frozen=True)
class SectionChange:
    heading: str
    old_page: int
    new_page: int
    numbers: tuple[ChangedNumber, ...]
    reworded: tuple[Reworded, ...]
    removed: tuple[Line, ...]
    added: tuple[Line, ...]

    @property
    def is_any(self) -> bool:
        return bool(self.numbers or self.reworded or self.removed or self.added)


@dataclass(frozen=True)
class Comparison:
    added: tuple[Section, ...]
    removed: tuple[Section, ...]
    changed: tuple[SectionChange, ...]
    same: int  # sections in which nothing changed

    @property
    def number_count(self) -> int:
        return sum(len(section.numbers) for section in self.changed)

    @property
    def is_same(self) -> bool:
        return not (self.added or self.removed or self.changed)


def compare(old: Sequence[Section], new: Sequence[Section]) -> Comparison:
    """Return what is different in `new`, in its order; what went stands in the order of `old`."""
    before, removed, added = _paired(old, new)
    changes = [_compare_section(before[id(section)], section) for section in new if id(section) in before]
    changed = tuple(change for change in changes if change.is_any)
    return Comparison(tuple(added), tuple(removed), changed, len(changes) - len(changed))


def sections_of(pages: Iterable[tuple[int, Sequence[Block]]]) -> list[Section]:
    """Return the sections of pages, each given with its number and blocks; what stands before a heading has none."""
    sections = [Section("", 1)]
    for number, blocks in pages:
        for block in blocks:
            if block.kind == "heading":
                sections.append(Section(" ".join(block.text.split()), number))
            else:
                sections[-1].lines += [Line(text, number) for text in _lines(block)]
    # A heading above another heading holds nothing of its own.
    return [section for section in sections if section.lines]


def _lines(block: Block) -> list[str]:
    if block.kind == "table":
        parts = block.text.split("\n")
    else:
        parts = [block.text[start:end] for start, end in sentence_spans(block.text)]
    return [text for text in (" ".join(part.split()) for part in parts) if text]


def _paired(old: Sequence[Section], new: Sequence[Section]) -> tuple[dict[int, Section], list[Section], list[Section]]:
    """Return by the id of each new section the one it was before, and what of both is left over.

    Headings decide; what they leave over is paired by the words it shares.
    """
    left = _by_name(old)
    before = {id(section): named.popleft() for section in new if (named := left[_name(section.heading)])}
    gone = [section for sections in left.values() for section in sections]
    gone_ids = {id(section) for section in gone}
    removed = [section for section in old if id(section) in gone_ids]
    added = [section for section in new if id(section) not in before]
    pairs = _best_pairs(
        [_section_terms(section) for section in removed],
        [_section_terms(section) for section in added],
        _overlap_of(_FEWEST_TERMS_OF_SECTIONS),
        least=_OVERLAP,
    )
    before |= {id(added[j]): removed[i] for i, j in pairs.items()}
    removed = [section for i, section in enumerate(removed) if i not in pairs]
    return before, removed, [section for section in added if id(section) not in before]


def _section_terms(section: Section) -> Set[str]:
    return _terms(" ".join([section.heading, *(line.text for line in section.lines)]))


def _terms(text: str) -> Set[str]:
    """Return what the text is about, as search knows it, without its figures."""
    return {term for term in list_terms(NUMBER.sub(" ", text)) if not term[0].isdigit()}


def _by_name(sections: Sequence[Section]) -> defaultdict[str, deque[Section]]:
    named: defaultdict[str, deque[Section]] = defaultdict(deque)
    for section in sections:
        named[_name(section.heading)].append(section)
    return named


def _name(heading: str) -> str:
    """Return the heading without its number and without years, which change while the section stays."""
    plain = _ORDINAL.sub("", plain_text(heading))
    return " ".join(re.findall(r"\w+", _YEAR.sub(" ", plain)))


def _compare_section(old: Section, new: Section) -> SectionChange:
    is_renamed = _name(old.heading) != _name(new.heading)
    gone, come = _without_same(_lines_of(old, with_heading=is_renamed), _lines_of(new, with_heading=is_renamed))
    numbers, gone, come = _changed_numbers(gone, come)
    reworded, gone, come = _reworded(gone, come)
    told, gone, come = _told_otherwise(gone, come)
    reworded += told
    numbers += tuple(number for pair in reworded for number in _numbers_of_pair(pair))
    return SectionChange(new.heading, old.page, new.page, numbers, reworded, tuple(gone), tuple(come))


def _lines_of(section: Section, *, with_heading: bool) -> list[Line]:
    heading = [Line(section.heading, section.page)] if with_heading and section.heading else []
    return [*heading, *section.lines]


def _without_same(old: Sequence[Line], new: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    kept: defaultdict[str, int] = defaultdict(int)
    for line in new:
        kept[_without_years(line.text)] += 1
    gone = []
    for line in old:
        if kept[_without_years(line.text)]:
            kept[_without_years(line.text)] -= 1
        else:
            gone.append(line)
    come = []
    for line in reversed(new):
        if kept[_without_years(line.text)]:
            kept[_without_years(line.text)] -= 1
            come.append(line)
    return gone, come[::-1]


def _changed_numbers(
    old: Sequence[Line], new: Sequence[Line]
) -> tuple[tuple[ChangedNumber, ...], list[Line], list[Line]]:
    """Pair lines that are the same but for their figures; return those that changed, and the lines left over."""
    waiting: defaultdict[str, deque[Line]] = defaultdict(deque)
    for line in old:
        waiting[_frame(line.text)].append(line)
    numbers, come = [], []
    for line in new:
        before = waiting[_frame(line.text)]
        if before:
            numbers += _numbers_between(before.popleft(), line)
        else:
            come.append(line)
    left = {id(line) for lines in waiting.values() for line in lines}
    return tuple(numbers), [line for line in old if id(line) in left], come


def _numbers_between(old: Line, new: Line) -> list[ChangedNumber]:
    pairs = zip(NUMBER.finditer(old.text), NUMBER.finditer(new.text), strict=True)
    return [
        ChangedNumber(_label(new.text, after.start()), before[0], after[0], old.page, new.page)
        for before, after in pairs
        if before[0] != after[0] and not (_YEAR.fullmatch(before[0]) and _YEAR.fullmatch(after[0]))
    ]


def _reworded(old: list[Line], new: list[Line]) -> tuple[tuple[Reworded, ...], list[Line], list[Line]]:
    """Pair what is left by the words it shares, the most alike first; figures are no words."""
    return _pair_lines(
        old, new, [_words(line.text) for line in old], [_words(line.text) for line in new], _share, _ALIKE
    )


def _told_otherwise(old: list[Line], new: list[Line]) -> tuple[tuple[Reworded, ...], list[Line], list[Line]]:
    """Pair sentences with figures of the same sorts that are about the same, however they are worded."""
    left = [_about(line.text) for line in old]
    right = [_about(line.text) for line in new]
    return _pair_lines(old, new, left, right, _overlap_of(_FEWEST_TERMS_OF_LINES), _OVERLAP)


def _about(text: str) -> Set[str]:
    """Return the terms of a sentence, each with the sorts of its figures: other sorts share nothing with it."""
    sorts = " ".join(sorted(_sort(figure[0]) for figure in _figures(text)))
    return {f"{term} {sorts}" for term in _terms(text)} if sorts else set()


def _pair_lines(
    old: list[Line],
    new: list[Line],
    left: Sequence[Set[str]],
    right: Sequence[Set[str]],
    likeness: Callable[[Set[str], Set[str]], float],
    least: float,
) -> tuple[tuple[Reworded, ...], list[Line], list[Line]]:
    pairs = _best_pairs(left, right, likeness, least=least)
    taken = set(pairs.values())
    reworded = tuple(Reworded(old[i], new[j]) for i, j in sorted(pairs.items(), key=lambda pair: pair[1]))
    gone = [line for i, line in enumerate(old) if i not in pairs]
    return reworded, gone, [line for j, line in enumerate(new) if j not in taken]


def _best_pairs(
    left: Sequence[Set[str]],
    right: Sequence[Set[str]],
    likeness: Callable[[Set[str], Set[str]], float],
    *,
    least: float,
) -> dict[int, int]:
    """Return the place in `right` for places in `left`, the most alike paired first."""
    if len(left) * len(right) > _MOST_PAIRS:
        return {}
    alike = [(likeness(one, other), i, j) for i, one in enumerate(left) for j, other in enumerate(right)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for share, i, j in sorted(alike, key=lambda each: (-each[0], each[1], each[2])):
        if share >= least and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _numbers_of_pair(pair: Reworded) -> list[ChangedNumber]:
    """Return the figures that changed where both sentences hold as many of each sort; else nobody can pair them."""
    old, new = (sorted(_figures(line.text), key=lambda one: _sort(one[0])) for line in (pair.old, pair.new))
    if [_sort(one[0]) for one in old] != [_sort(one[0]) for one in new]:
        return []
    return [
        ChangedNumber(_label(pair.new.text, after.start()), before[0], after[0], pair.old.page, pair.new.page)
        for before, after in zip(old, new, strict=True)
        if before[0] != after[0]
    ]


def _figures(text: str) -> list[re.Match[str]]:
    return [found for found in NUMBER.finditer(text) if not _YEAR.fullmatch(found[0])]


def _sort(figure: str) -> str:
    return "money" if figure[0] in "$€" else "share" if figure[-1] == "%" else "number"


def _words(text: str) -> Set[str]:
    return set(re.findall(r"\w+", plain_text(NUMBER.sub(" ", text))))


def _share(one: Set[str], other: Set[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _overlap_of(fewest: int) -> Callable[[Set[str], Set[str]], float]:
    """Return a measure of how much of the shorter text stands in the longer; too few shared terms are none."""

    def overlap(one: Set[str], other: Set[str]) -> float:
        shared = len(one & other)
        return shared / min(len(one), len(other)) if shared >= fewest else 0.0

    return overlap


def _without_years(text: str) -> str:
    return _YEAR.sub(_ANY, text)


def _frame(text: str) -> str:
    return NUMBER.sub(_ANY, text)


def _label(text: str, at: int) -> str:
    """Return what a figure of a line is about: of a table's row its label and column, else the sentence."""
    row, dash, _ = text.partition(" — ")
    if not dash or at < len(row):
        return _shortened(text)
    start = max(text.rfind("; ", 0, at) + 2, len(row) + len(dash))
    column = text[start:at].rpartition(":")[0].strip()
    if row.endswith("?") and start == len(row) + len(dash):
        return _shortened(row)  # the column behind a question says no more than that it is answered
    return _shortened(f"{row}, {column}" if column else row)


def _shortened(text: str) -> str:
    return text if len(text) <= _LABEL_LIMIT else f"{text[: _LABEL_LIMIT - 1]}…"
