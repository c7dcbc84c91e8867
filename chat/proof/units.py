"""A text as units that are proven, or prove, one by one: sentences, list items and cells of tables.

Each stands below what it inherits its scope from: a cell below its column's head and its row's label, a sentence below
its lead-in, and all below the section and the document.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from chat.extractive.statements import Statement, row_cells, statements
from chat.llm.types import SourcePassage
from chat.proof.alike import words_in
from chat.proof.measures import Measure, measures, plain_of_same_length
from chat.proof.parts import Span, clause_of, parts_of
from chat.proof.scope import NAMED_BY_HEADS, Scope, bound_to, scope_of
from chat.sentences import sentences
from knowledge.text.terms import list_terms

_REACH = 4  # sentences


@dataclass(frozen=True)
class Unit:
    """`text` holds the figures; `above` is what it stands below, nearest first."""

    text: str
    above: tuple[str, ...] = ()
    header: str = ""  # of a cell, and those of its row
    beside: tuple[str, ...] = ()

    @cached_property
    def plain(self) -> str:
        return plain_of_same_length(self.text)

    @cached_property
    def measures(self) -> list[Measure]:
        return measures(self.text)

    @cached_property
    def parts(self) -> list[Span]:
        return parts_of(self.plain, self.measures)

    def part_with(self, measure: Measure) -> Span:
        return next(part for part in self.parts if part[0] <= measure.start < part[1])

    def around(self, measure: Measure) -> str:
        """Return what stands with the figure: its part, within its clause."""
        (start, end), (begins, ends) = self.part_with(measure), clause_of(measure.start, measure.end, self.plain)
        return self.plain[max(start, begins) : min(end, ends)]

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of all its words, those above it too."""
        return frozenset(term for text in (self.text, *self.above) for term in list_terms(text))

    @cached_property
    def scopes_above(self) -> list[Scope]:
        return [scope_of(plain_of_same_length(text)) for text in self.above if text]

    @cached_property
    def scopes(self) -> list[Scope]:
        """Its own scope as a whole, and those above it."""
        return [scope_of(self.plain), *self.scopes_above]

    def scopes_of(self, measure: Measure) -> list[Scope]:
        """The scope of one of its figures, and those above it."""
        return [bound_to(measure, self.measures, self.plain, self.parts), *self.scopes_above]


@dataclass(frozen=True)
class Source:
    """What may prove something."""

    text: str
    units: tuple[Unit, ...]
    proves_figures: bool = True  # False: recognised in a poor picture, where a 3 may be an 8
    begins: int = 0  # where in the text the passage's own begins, behind its title and heading

    @cached_property
    def own_words(self) -> frozenset[str]:
        return frozenset().union(*(words_in(unit.text) for unit in self.units))


@dataclass(frozen=True)
class About:
    """What is known of a whole passage besides its text."""

    title: str = ""
    plan_year: str = ""
    context: str = ""
    plan: str = ""  # a proper name that its document describes and no other

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(filter(None, (f"{self.plan} {self.context}".strip(), f"{self.title} {self.plan_year}".strip())))


def source(passage: SourcePassage, about: About) -> Source:
    told = statements(passage)
    units = [unit for statement in told for unit in _units(statement, about.lines)]
    # What no statement holds, as a figure in a heading, still stands in the passage.
    said = {statement.text for statement in told}
    for line in passage.text.split("\n"):
        if not row_cells(line):
            rest = (sentence.text.strip() for sentence in sentences(line))
            units += [Unit(text, (passage.heading, *about.lines)) for text in rest if text not in said]
    units.append(Unit(passage.heading, about.lines))
    units += [Unit(line) for line in about.lines]
    above = "".join(f"{line}\n" for line in (*about.lines, passage.heading))
    return Source(f"{above}{passage.text}", tuple(dict.fromkeys(units)), passage.has_sure_figures, len(above))


def plain_source(text: str) -> Source:
    """Return a text that is no passage, such as the person's own words, as proof."""
    return Source(text, tuple(Unit(line) for line in text.split("\n") if line.strip()))


def result_source(text: str, above: Sequence[str]) -> Source:
    """Return what a tool has found, below what it is of, as proof."""
    return Source(text, (Unit(text, tuple(above)),))


def _units(statement: Statement, lines: Sequence[str]) -> Iterator[Unit]:
    sections = tuple(reversed(re.split(r" (?:/|>|›) ", statement.section)))
    if statement.is_row:
        yield from _of_row(statement, sections, lines)
        return
    yield Unit(statement.text, (statement.lead_in, *_said_before(statement), *sections, *lines))


def _of_row(statement: Statement, sections: Sequence[str], lines: Sequence[str]) -> Iterator[Unit]:
    said = [_sentences_of(str(cell)) for cell in statement.cells]
    # A cell without a figure tells what the row is of: "Tier: Employee only".
    tells = [cell for cell in map(str, statement.cells) if not _tells_figures_or_column(cell)]
    above = (statement.label, statement.table_lead_in, *tells, *sections, *lines)
    for cell, (text, *behind) in zip(statement.cells, said, strict=True):
        yield Unit(text, above, header=cell.header, beside=tuple(other.header for other in statement.cells))
        # What a line of prose has behind its last cell is none of the cell's.
        yield from (Unit(other, (text, *sections, *lines)) for other in behind)
    yield Unit(statement.label, (statement.table_lead_in, *sections, *lines))


def _tells_figures_or_column(cell: str) -> bool:
    unit = Unit(cell)
    return bool(unit.measures or NAMED_BY_HEADS & set(scope_of(Unit(cell.partition(": ")[0]).plain)))


def _said_before(statement: Statement) -> tuple[str, ...]:
    """Return the sentences of its paragraph before it, nearest first: what they speak of goes on."""
    before = _sentences_of(statement.paragraph)
    at = before.index(statement.text) if statement.text in before else 0
    return before[max(0, at - _REACH) : at][::-1]


@lru_cache(maxsize=64)
def _sentences_of(paragraph: str) -> tuple[str, ...]:
    return tuple(sentence.text.strip() for sentence in sentences(paragraph))
