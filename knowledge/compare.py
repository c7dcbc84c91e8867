"""What changes from one reading of a document to the next: sections that came and went, figures that are others now,
and sentences that are worded anew. Pure: it takes sections and gives what differs.

A line that only moved has not changed. Lines that differ in their figures alone are the same line with other figures,
which is what HR has to look at; years are passed over, because next year's document names the next year throughout.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.extract.types import Block
from knowledge.sentences import sentence_spans
from knowledge.terms import plain_text

NUMBER = re.compile(r"(?<![\w.])[$€]?\d[\d,]*(?:\.\d+)?%?(?![\w])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL = re.compile(r"^\W*(?:\d+(?:\.\d+)*|[a-z])[.)]\s+")
_ALIKE = 0.6  # of the words of two sentences, for one to be the other worded anew
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
    left = _by_name(old)
    added, changed, same = [], [], 0
    for section in new:
        before = left[_name(section.heading)]
        if not before:
            added.append(section)
            continue
        change = _compare_section(before.popleft(), section)
        changed += [change] if change.is_any else []
        same += not change.is_any
    gone = {id(section) for sections in left.values() for section in sections}
    removed = [section for section in old if id(section) in gone]
    return Comparison(tuple(added), tuple(removed), tuple(changed), same)


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
    gone, come = _without_same(old.lines, new.lines)
    numbers, gone, come = _changed_numbers(gone, come)
    reworded, gone, come = _reworded(gone, come)
    return SectionChange(new.heading, old.page, new.page, numbers, reworded, tuple(gone), tuple(come))


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
    """Pair what is left by the words it shares, the most alike first."""
    if len(old) * len(new) > _MOST_PAIRS:
        return (), old, new
    words = {id(line): set(re.findall(r"\w+", plain_text(line.text))) for line in [*old, *new]}
    likeness = [
        (_share(words[id(one)], words[id(other)]), i, j) for i, one in enumerate(old) for j, other in enumerate(new)
    ]
    pairs: dict[int, int] = {}
    for share, i, j in sorted(likeness, key=lambda each: (-each[0], each[1], each[2])):
        if share >= _ALIKE and i not in pairs and j not in pairs.values():
            pairs[i] = j
    reworded = tuple(Reworded(old[i], new[j]) for i, j in sorted(pairs.items(), key=lambda pair: pair[1]))
    gone = [line for i, line in enumerate(old) if i not in pairs]
    return reworded, gone, [line for j, line in enumerate(new) if j not in pairs.values()]


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


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
    return _shortened(f"{row}, {column}" if column else row)


def _shortened(text: str) -> str:
    return text if len(text) <= _LABEL_LIMIT else f"{text[: _LABEL_LIMIT - 1]}…"
