"""Whether a source says the opposite of what is said without a figure, in nearly the same words.

"Unused sick leave is paid out" beside "unused sick leave is not paid out": each clause is held against the clauses that
speak of the same, and one of them has to agree in what is denied, of whom it is, who pays and whether it is of all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from chat.proof.alike import Thing, things_in, words_in
from chat.proof.answered import answers_both_ways
from chat.proof.clauses import Clause, are_turned, clauses_of
from chat.proof.names import GROUP, OPTION, PAYER, PLAN, STATE, TERM, TIER, Mention, mentions
from chat.proof.scope import agree
from chat.proof.units import Source, Told, Unit
from knowledge.text.terms import list_terms

_NEAR = 0.75  # of what a clause speaks of that another must speak of to be about the same
_SENTENCE, _ABOVE = 0.9, 0.6  # what a thing counts that is told in the same sentence, or above it
_FEWEST = 2  # things
_ALL = 1.0
MOSTLY = 0.5  # of a thing that has to be named as an exception
_EXCEPT = re.compile(r"\b(?:except(?: for)?|other than|salvo|excepto) (?!if\b|when\b|si\b|cuando\b)(?P<what>[^.;]+)")
_DIGIT = re.compile(r"\d")
# What is told by its scope, and is no thing by itself.
_NAMES = frozenset({PLAN, GROUP, STATE, TERM, TIER, OPTION, PAYER})
_COMPARES = re.compile(
    r"\b(?:lower|lowest|higher|highest|cheaper|cheapest|(?:more|most|less|least) (?:expensive|generous"
    r"|affordable|costly)"
    r"|costs? (?:less|more)|larger|largest|smaller|smallest|better|best|worse|worst"
    r"|mas (?:baj[oa]|alt[oa]|barat[oa]|car[oa]|economic[oa]|generos[oa])|menor|mayor|mejor|peor|cuesta (?:mas"
    r"|menos))\b"
)


def is_contradicted(text: str, has_figures: bool, sources: Sequence[Source]) -> bool:
    """Whether a clause of the text is told otherwise by the sources, and by none as it says it, or by the text."""
    return answers_both_ways(text) or any(_is_contradicted(clause, has_figures, sources) for clause in clauses_of(text))


def compares_alone(plain: str, sources: Sequence[Source]) -> bool:
    """Whether plans are compared, which no source does: what is lower or cheaper, a tool or a document has to say."""
    if not _COMPARES.search(plain):
        return False
    named = {one.dimension for one in mentions(plain)}
    if named.isdisjoint((PLAN, OPTION)):
        return False
    return not any(_COMPARES.search(unit.plain) for source in sources for unit in source.units)


@dataclass(frozen=True)
class _Said:
    """A clause with the things that it speaks of."""

    clause: Clause
    things: tuple[Thing, ...]

    @cached_property
    def turning(self) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
        """Words that a source would say, with what is said instead."""
        return tuple((other, words_in(said)) for other, said in self.clause.turning)

    @cached_property
    def turned(self) -> frozenset[str]:
        return frozenset().union(*(words for _, words in self.turning))


def _is_contradicted(clause: Clause, has_figures: bool, sources: Sequence[Source]) -> bool:
    named = [one for one in mentions(clause.plain) if one.dimension in _NAMES]
    things = things_in(_without(named, clause.plain))
    if not things or len(things) + len(named) < _FEWEST:
        return False
    if has_figures and not clause.holds_denial:
        return _is_denied_whole(things, clause, sources)
    # A clause on the very group of employees that is spoken of counts before one on nobody in particular.
    groups = tuple(
        Thing(frozenset(list_terms(clause.plain[one.start : one.end]))) for one in named if one.dimension == GROUP
    )
    return any(
        _is_told_otherwise(clause, subject, has_figures, sources)
        for subject in ((things, (*things, *groups)) if groups else (things,))
    )


def _is_denied_whole(things: tuple[Thing, ...], clause: Clause, sources: Sequence[Source]) -> bool:
    """Whether a clause denies flatly all that is said with a figure: "foster placements are not reimbursed"."""
    told = [] if clause.restricts else [one for source in sources for unit in source.units for one in unit.told]
    denials = (one for one in told if _denies_flatly(one.clause))
    return any(_speaks_of_all(things, one) for one in denials) and not any(
        not one.clause.denies and all(thing.share_in(one.words | one.before) for thing in things) for one in told
    )


def _speaks_of_all(things: tuple[Thing, ...], told: Told) -> bool:
    """Whether it speaks of all the things, of most of them itself: behind "the award is yours", "there is no holding
    period"."""
    own = sum(1 for thing in things if thing.share_in(told.words))
    return own >= min(_FEWEST, len(things)) and all(thing.share_in(told.words | told.before) for thing in things)


def _denies_flatly(clause: Clause) -> bool:
    return clause.denies and not (clause.restricts or clause.has_condition or _DIGIT.search(clause.plain))


def _is_told_otherwise(clause: Clause, things: tuple[Thing, ...], has_figures: bool, sources: Sequence[Source]) -> bool:
    said = _Said(clause, things)
    told = {True: 0.0, False: 0.0}
    for unit in _near(said, sources):
        for other in unit.told:
            share = _share(said, other, unit)
            # What is told of less than what agrees changes nothing, whichever way it is told.
            if share >= _NEAR and share > told[True]:
                agrees = _agrees(clause, other.clause, unit, has_figures)
                told[agrees] = max(told[agrees], share)
        if told[True] == _ALL:
            return False
    return told[False] > told[True]


def _near(said: _Said, sources: Sequence[Source]) -> Iterator[Unit]:
    """Yield the units of sources whose words could be enough."""
    for source in sources:
        if _share_in(source.words_told | said.turned, said.things) >= _NEAR:
            yield from source.units


def _share_in(words: frozenset[str], things: Sequence[Thing]) -> float:
    return sum(thing.share_in(words) for thing in things) / len(things)


def _agrees(clause: Clause, other: Clause, unit: Unit, has_figures: bool) -> bool:
    # What is not kept is lost: a word and its opposite agree where one of both is denied.
    is_turned = are_turned(clause, other)
    if is_turned and clause.denies == other.denies:
        return False
    denies_otherwise = clause.denies != (other.denies or unit.lead_in.denies)
    if denies_otherwise and not (is_turned or _is_exception(clause, other) or _denies_alike(clause, other)):
        return False
    if has_figures:
        return True
    if clause.is_of_all and not other.is_of_all:
        return False
    if other.is_only_of_some and clause.denies and GROUP in clause.scope:
        return True  # "hourly employees cannot join" beside "only salaried employees may"
    # Who pays in the sentence before is told of that one.
    own, *above = unit.scopes
    further = ({name: values for name, values in scope.items() if name != PAYER} for scope in above)
    return agree(clause.scope, (other.scope, own, *further), of_amount=False, must_be_said=False)


def _denies_alike(clause: Clause, other: Clause) -> bool:
    """Whether both tell by a denial of whom they are, as "who cannot work" and "if he cannot work", and deny alike of
    those."""
    return clause.denies_of_them is not None and clause.denies_of_them == other.denies_of_them


def _is_exception(clause: Clause, other: Clause) -> bool:
    """Whether one denies what the other tells only of some: "only if", "not unless"."""
    if other.is_only_of_some and clause.denies:
        return True
    if clause.denies and _is_excepted(clause, other):
        return True
    return other.restricts and (clause.has_condition or clause.restricts)


def _is_excepted(clause: Clause, other: Clause) -> bool:
    """Whether the other takes out something that the clause speaks of: "for every visit, except for eye exams"."""
    found = _EXCEPT.search(other.plain)
    if not found:
        return False
    kept, taken = words_in(other.plain[: found.start()]), words_in(found["what"])
    things = things_in(clause.plain)
    out = [thing for thing in things if thing.share_in(taken) > max(thing.share_in(kept), MOSTLY)]
    return bool(out) and all(thing in out or thing.share_in(kept) == 1 for thing in things)


def _share(said: _Said, told: Told, unit: Unit) -> float:
    """Return how much of what is said a clause speaks of; what stands before it in its sentence goes on."""
    own = told.words.union(*(words for pattern, words in said.turning if pattern.search(told.clause.plain)))
    if not any(thing.share_in(own) for thing in said.things):
        return 0.0
    levels = ((1.0, own), (_SENTENCE, told.before), *((_ABOVE, words) for words in unit.words_above))
    shares = (max(weight * thing.share_in(words) for weight, words in levels) for thing in said.things)
    return sum(shares) / len(said.things)


def _without(named: Sequence[Mention], plain: str) -> str:
    letters = list(plain)
    for one in named:
        letters[one.start : one.end] = " " * (one.end - one.start)
    return "".join(letters)
