"""A text as units that are proven, or prove, one by one: sentences, list items and cells of tables.

Each stands below what it inherits its scope from: a cell below its column's head and its row's label, a sentence below
its lead-in, and all below the section and the document.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from chat.extractive.statements import Statement, row_cells, statements
from chat.llm.types import SourcePassage
from chat.proof.measures import Measure, measures, plain_of_same_length
from chat.proof.scope import Scope, bound_to, scope_of
from chat.sentences import sentences
from knowledge.text.terms import list_terms


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
        return [bound_to(measure, self.measures, self.plain), *self.scopes_above]


@dataclass(frozen=True)
class Source:
    """What may prove something."""

    text: str
    units: tuple[Unit, ...]
    proves_figures: bool = True  # False: recognised in a poor picture, where a 3 may be an 8
    begins: int = 0  # where in the text the passage's own begins, behind its title and heading


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
        above = (statement.label, statement.table_lead_in, *sections, *lines)
        for cell in statement.cells:
            yield Unit(str(cell), above, header=cell.header, beside=tuple(other.header for other in statement.cells))
        yield Unit(statement.label, (statement.table_lead_in, *sections, *lines))
        return
    yield Unit(statement.text, (statement.lead_in, statement.paragraph, *sections, *lines))
