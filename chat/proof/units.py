"""A text as units that are proven, or prove, one by one: sentences, list items and cells of tables.

Each stands below what it inherits its scope from: a cell below its column's head and its row's label, a sentence below
its lead-in, and all below the section and the document.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from chat.extractive.statements import Statement, row_cells, statements
from chat.llm.types import SourcePassage
from chat.proof.alike import words_in
from chat.proof.answered import answer_of, said_by, said_by_cell
from chat.proof.clauses import Clause, clauses_of
from chat.proof.measures import Measure, measures, plain_of_same_length
from chat.proof.names import CONTINUATION, GROUP, LINE, PAYER, PERIOD, PLAN, STATE
from chat.proof.parts import Span, clause_of, parts_of
from chat.proof.scope import NAMED_BY_HEADS, Scope, bound_to, scope_of
from chat.proof.wordings import in_one_wording
from chat.sentences import sentences
from knowledge.text.terms import list_terms

_REACH = 4  # sentences
# How often the figure of another sentence comes is that one's: "$340 a month" says nothing of a fee told behind.
_OF_A_FIGURE = re.compile(
    r"(?<=\d)(?:\.\d\d)? (?:per|an?|each|every|por|al|cada) (?:calendar |plan )?(?:month|year|week|pay ?check"
    r"|pay ?period|mes|ano|semana|cheque|quincena)\b"
)
_TABLE_LEAD_IN = 1  # its place above a cell
# What a paragraph above a table says of all of it; it may speak of one network, person or service beside others.
_OF_A_WHOLE_TABLE = frozenset({PLAN, LINE, PERIOD, GROUP, CONTINUATION, STATE, PAYER})
_PLAN_PAYS = re.compile(r"(?<!you )\b(?:pays|covers|coverage|covered|reimburse\w*|paga|cubre|cobertura|reembols\w+)\b")
_WORDS = re.compile(r"[^\W_]+")
_END_OF_PHRASE = re.compile(r"[.,;:(\[]\s|\s(?:and|or|for|of|in|per|to|at|y|o|de|en|por|para)\s")
_WORDS_BEHIND = 3  # that may stand between a figure and what it counts, with that
# What a label or a heading denies of all that it holds.
_DENIED_LABEL = re.compile(
    r"(?:what (?:is|are) |services |expenses )?(?:not|never) (?:covered|eligible|included|paid|payable|reimbursed"
    r"|insured)\b|\bexclu(?:ded|sions?)\b|(?:gastos |servicios )?no (?:cubiert[oa]s?|elegibles?|incluid[oa]s?)\b"
    r"|\bexclu(?:id[oa]s|siones)\b",
    re.I,
)
_IS_SENTENCE = re.compile(
    r"\b(?:is|are|has|have|must|may|can|cannot|will|do|does|pays?|covers?|blocks?|gets?|costs?|es|son|est[aá]n?|puede\w*"
    r"|debe\w*|paga\w*|cubre\w*)\b.*\.$",
    re.I | re.S,
)
_BEGINS_ANSWER = re.compile(r"^(?:A|Answer|R|Respuesta)\s?[:.]\s", re.I)
PARTS = re.compile(r";|,?\s(?:but|whereas|although|pero|mientras que)\s", re.I)  # that claim something each
# Passages that are known by heart, with all that was ever looked for in them: answers cite the same few time and again.
# A thousand letters take 20 to 70 KB, so these 70 MB at the very most; a longer one is read anew.
_PASSAGES, _LETTERS = 256, 4_000


class Told(NamedTuple):
    """A clause of a unit, with the terms that it says, by the head of its column too, and those before it."""

    clause: Clause
    words: frozenset[str]
    before: frozenset[str]


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
    def measures(self) -> tuple[Measure, ...]:
        return measures(self.text)

    @cached_property
    def parts(self) -> tuple[Span, ...]:
        return tuple(parts_of(self.plain, self.measures))

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

    def proves(self, measure: Measure, own: Measure) -> bool:
        """Whether a figure is proven by this one of its own; words around it are looked for only where they count."""
        if (measure.kind, measure.value, own.kind, own.value) == ("money", "0", "percent", "100"):
            return bool(_PLAN_PAYS.search(self.plain))  # what a plan pays all of costs nothing
        if measure.value != own.value or measure.unit == own.unit:
            return measure.is_proven_by(own, frozenset())
        # Where a noun stands behind it, only the words next to it ("6 counseling sessions") and the heads of a table
        # may say that it counts something else.
        return measure.is_proven_by(own, self.words if not own.unit else self.words_of_heads | self._words_behind(own))

    def _words_behind(self, own: Measure) -> frozenset[str]:
        behind = _END_OF_PHRASE.split(self.plain[own.start :], maxsplit=1)[0]
        return frozenset(list_terms(" ".join(behind.split()[: _WORDS_BEHIND + 1])))

    @cached_property
    def own_words(self) -> frozenset[str]:
        """Its terms, those of Spanish words in English too."""
        return words_in(self.text)

    @cached_property
    def words_above(self) -> tuple[frozenset[str], ...]:
        return tuple(words_in(text) for text in self.above)

    @cached_property
    def words_of_heads(self) -> frozenset[str]:
        """The stems of the words of its column's head and of what stands above; none in a text."""
        above = (self.header, *self.above) if self.header else ()
        return frozenset(term for text in above for term in list_terms(text))

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Its clauses in their order."""
        head = self.words_above[0] if self.header and self.above else frozenset()
        found, before = [], ""
        for clause in clauses_of(self.text):
            words = words_in(clause.text)
            found.append(Told(clause, words | head if head else words, words_in(before)))
            before += f" {clause.text}"
        return tuple(found)

    @cached_property
    def claims(self) -> dict[str, tuple[tuple[bool, "Unit"], ...]]:
        """What it claims of each kind, as far as it was asked for."""
        return {}

    @cached_property
    def split(self) -> tuple["Unit", ...]:
        """Its parts that each may claim something, below the whole."""
        parts = [part for part in PARTS.split(self.text) if part.strip()]
        return tuple(Unit(part, (*self.above, self.text), self.header) for part in parts) if len(parts) > 1 else ()

    @cached_property
    def lead_in(self) -> Clause:
        """What leads in a list's item, a sentence or, as "not covered" does, what its row holds, if it is none by
        itself; a heading leads in no sentence."""
        if not self.above or self.above[0].endswith("."):
            return Clause("")
        lead = self.above[0]
        if self.header:
            return Clause(lead if _DENIED_LABEL.match(lead) else "")
        is_heading = not lead.endswith(":") and not _DENIED_LABEL.search(lead) and _IS_SENTENCE.search(self.text)
        return Clause("" if is_heading else lead)

    @cached_property
    def scopes_above(self) -> tuple[Scope, ...]:
        return tuple(self._scope_above(place, text) for place, text in enumerate(self.above) if text)

    def _scope_above(self, place: int, text: str) -> Scope:
        plain = plain_of_same_length(text)
        scope = scope_of(_OF_A_FIGURE.sub(" ", plain) if _OF_A_FIGURE.search(plain) else plain)
        if place == _TABLE_LEAD_IN and self.header and text.rstrip().endswith("."):
            return {dimension: values for dimension, values in scope.items() if dimension in _OF_A_WHOLE_TABLE}
        return scope

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """Its own scope as a whole, and those above it."""
        return (scope_of(self.plain), *self.scopes_above)

    @cached_property
    def _bound(self) -> dict[Measure, tuple[Scope, ...]]:
        return {}

    def scopes_of(self, measure: Measure) -> tuple[Scope, ...]:
        """The scope of one of its figures, and those above it."""
        if measure not in self._bound:
            own = bound_to(measure, self.measures, self.plain, self.parts)
            self._bound[measure] = (own, *self.scopes_above)
        return self._bound[measure]


@dataclass(frozen=True)
class Source:
    """What may prove something."""

    text: str
    units: tuple[Unit, ...]
    proves_figures: bool = True  # False: recognised in a poor picture, where a 3 may be an 8
    begins: int = 0  # where in the text the passage's own begins, behind its title and heading

    @cached_property
    def own_words(self) -> frozenset[str]:
        return frozenset().union(*(unit.own_words for unit in self.units))

    @cached_property
    def words_told(self) -> frozenset[str]:
        """All terms that a clause says, or what is before or above one."""
        return frozenset().union(
            *(words for unit in self.units for words in unit.words_above),
            *(words for unit in self.units for told in unit.told for words in (told.words, told.before)),
        )

    @cached_property
    def kept_to_some(self) -> tuple[tuple[Unit, int], ...]:
        """Where its clauses keep something to some: a unit, with the number of its clause."""
        return tuple(
            (unit, at) for unit in self.units for at, told in enumerate(unit.told) if told.clause.keeps_to_some
        )

    def says_itself(self, text: str) -> bool:
        """Whether it is a whole sentence, cell or line of it, word for word."""
        return _letters(text) in self._sentences

    @cached_property
    def _sentences(self) -> frozenset[str]:
        lines = self.text.split("\n")
        return frozenset(map(_letters, (*lines, *(one for line in lines for one in _sentences_of(line)))))

    @cached_property
    def period(self) -> Scope:
        """How often all of it is paid or had, if it names one period and no other."""
        named = frozenset().union(*(scope.get(PERIOD, ()) for unit in self.units for scope in unit.scopes))
        return {PERIOD: named} if len(named) == 1 else {}

    @cached_property
    def counted(self) -> frozenset[str]:
        """The units that its figures count."""
        return frozenset(one.unit for unit in self.units for one in unit.measures)


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


def _letters(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))


def source(passage: SourcePassage, about: About) -> Source:
    read = _known if len(passage.text) <= _LETTERS else _read
    return read(passage.text, passage.heading, about.lines, passage.has_sure_figures)


def _read(text: str, heading: str, lines: tuple[str, ...], has_sure_figures: bool) -> Source:
    """Return the same for the same words, whoever's they are: nothing else goes in, and nothing of it changes."""
    plain = in_one_wording(text)
    told = statements(SourcePassage(0, "", plain, heading=heading))
    units = [unit for statement in told for unit in _units(statement, lines)]
    # What no statement holds, as a figure in a heading, still stands in the passage.
    said = {one for statement in told for one in (statement.text, *_sentences_of(statement.text))}
    for line in plain.split("\n"):
        if not row_cells(line):
            units += [Unit(one, (heading, *lines)) for one in _sentences_of(line) if one not in said]
    units += list(_answered(units))
    units.append(Unit(heading, lines))
    units += [Unit(line) for line in lines]
    above = "".join(f"{line}\n" for line in (*lines, heading))
    return Source(f"{above}{text}", tuple(dict.fromkeys(units)), has_sure_figures, len(above))


_known = lru_cache(maxsize=_PASSAGES)(_read)


def plain_source(text: str) -> Source:
    """Return a text that is no passage, such as the person's own words, as proof."""
    return Source(text, tuple(Unit(line) for line in in_one_wording(text).split("\n") if line.strip()))


def result_source(text: str, above: Sequence[str]) -> Source:
    """Return what a tool has found, below what it is of, as proof."""
    return Source(text, (Unit(in_one_wording(text), tuple(above)),))


def _units(statement: Statement, lines: Sequence[str]) -> Iterator[Unit]:
    sections = tuple(reversed(re.split(r" (?:/|>|›) ", statement.section)))
    if statement.is_row:
        yield from _of_row(statement, sections, lines)
        return
    parts = _sentences_of(statement.text)
    with_figures = [part for part in parts if Unit(part).measures]
    if len(with_figures) <= 1 or statement.lead_in.endswith("?"):
        yield Unit(statement.text, (statement.lead_in, *_said_before(statement), *sections, *lines))
        return
    # An item of several sentences is a paragraph: what one of them says is not said of the next one's figures.
    for at, part in enumerate(parts):
        yield Unit(part, (statement.lead_in, *parts[max(0, at - _REACH) : at][::-1], *sections, *lines))


def _of_row(statement: Statement, sections: Sequence[str], lines: Sequence[str]) -> Iterator[Unit]:
    said = [_sentences_of(str(cell)) for cell in statement.cells]
    # A cell without a figure tells what the row is of: "Tier: Employee only".
    tells = [cell for cell in map(str, statement.cells) if not _tells_figures_or_column(cell)]
    above = (statement.label, statement.table_lead_in, *tells, *sections, *lines)
    answers = (said_by_cell(statement.label, cell.header, cell.value) for cell in statement.cells)
    yield from (Unit(answer, (statement.table_lead_in, *sections, *lines)) for answer in answers if answer)
    for number, (cell, (text, *behind)) in enumerate(zip(statement.cells, said, strict=True), start=1):
        yield Unit(text, above, header=cell.header, beside=tuple(other.header for other in statement.cells))
        # What a line of prose has behind its last cell is none of the cell's, nor of its row.
        further = above if number < len(statement.cells) else (*sections, *lines)
        yield from (Unit(other, (text, *further)) for other in behind)
    yield Unit(statement.label, (statement.table_lead_in, *sections, *lines))


def _answered(units: Sequence[Unit]) -> Iterator[Unit]:
    """Yield what sentences say that answer a question right above them with yes or no."""
    for unit in units:
        is_answer = answer_of(unit.text) is not None or _BEGINS_ANSWER.match(unit.text)
        if unit.header or not is_answer:
            continue
        asked = next((text for text in unit.above[:2] if text.rstrip().endswith("?")), "")
        said = said_by(asked, unit.text) if asked else ""
        if said:
            yield Unit(said, tuple(text for text in unit.above if text != asked))


def _tells_figures_or_column(cell: str) -> bool:
    unit = Unit(cell)
    return bool(unit.measures or NAMED_BY_HEADS & set(scope_of(Unit(cell.partition(": ")[0]).plain)))


def _said_before(statement: Statement) -> tuple[str, ...]:
    """Return the sentences of its paragraph before it, nearest first: what they speak of goes on."""
    before = _sentences_of(statement.paragraph)
    at = before.index(statement.text) if statement.text in before else 0
    return before[max(0, at - _REACH) : at][::-1]


def _sentences_of(paragraph: str) -> tuple[str, ...]:
    return tuple(sentence.text.strip() for sentence in sentences(paragraph))
