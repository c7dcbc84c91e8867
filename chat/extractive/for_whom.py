"""Whether what a document for everybody says of some people, by state or working time, holds for the asker.

The nearest words that name such people decide, as with plans and classes: a sentence about Texas below the heading
"California" is one about Texas. A document's title decides nothing: for whom the whole of it is, HR has said.
Whoever's state is not known is told it with its condition, behind what holds without one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from accounts.audience import WorkState
from chat.extractive.statements import Statement
from chat.llm.types import ModelRequest, SourcePassage
from knowledge.text.people import PeopleNamed, people_named, states_in, states_of_title

_BETWEEN_HEADINGS = re.compile(r" (?:/|>|›) ")


@dataclass(frozen=True)
class OwnPeople:
    """The asker as one of the people whom documents name; what is asked about another state is asked about there."""

    request: ModelRequest

    @cached_property
    def _states(self) -> frozenset[str]:
        asked = states_in(self.request.question)
        return asked or frozenset({self.request.work_state} - {""})

    @cached_property
    def _hours(self) -> frozenset[str]:
        asked = people_named(self.request.question).hours
        return asked or frozenset({self.request.hours} - {""})

    def is_for_others(self, statement: Statement) -> bool:
        return self._shuts_out(people_of(statement))

    def are_others(self, header: str, passage: SourcePassage) -> bool:
        """Whether the head of a column, or an item of a list, names people, and not the asker among them."""
        return self._shuts_out(_of_all(people_named(header), passage))

    def are_own(self, text: str) -> bool:
        """Whether a text names people, and the asker is known to be one of them."""
        named = people_named(text)
        return bool(self._states & named.work_states or self._hours & named.hours) and not self._shuts_out(named)

    def own_part(self, block: Statement) -> Statement | None:
        """Return a list without the items for others; None where nothing is left of it."""
        kept = tuple(one for one in block.items if not self.are_others(one, block.passage))
        if len(kept) == len(block.items):
            return block
        return replace(block, text="; ".join(kept), paragraph="; ".join(kept), items=kept) if kept else None

    def is_for_them(self, statement: Statement) -> bool:
        """Whether it names people, and the asker is known to be one of them."""
        return any(bool(known & named) for known, named in self._held_against(statement))

    def may_be_for_others(self, statement: Statement) -> bool:
        """Whether it is for some people, and nobody knows if the asker is one of them."""
        return any(bool(named) and not known for known, named in self._held_against(statement))

    def _held_against(self, statement: Statement) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
        named = people_of(statement)
        yield self._states, named.work_states
        yield self._hours, named.hours

    def _shuts_out(self, named: PeopleNamed) -> bool:
        pairs = ((self._states, named.work_states), (self._hours, named.hours))
        return any(bool(known) and bool(told) and known.isdisjoint(told) for known, told in pairs)


def condition_in_heading(statement: Statement) -> str:
    """Return the heading without which nobody knows for whose state or working time the statement holds, else ""."""
    said = [people_named(text) for text in (statement.text, statement.said)]
    for heading in _headings(statement):
        named = _of_heading(heading)
        is_of_states = bool(named.work_states) and not any(one.work_states for one in said)
        is_of_hours = bool(named.hours) and not any(one.hours for one in said)
        if is_of_states or is_of_hours:
            return heading
    return ""


def people_of(statement: Statement) -> PeopleNamed:
    """Return whom the statement is for, by state and by working time each as the words nearest to it say."""
    # An item's own words before those that lead it in: "By state: California: 10 days".
    places = (*map(people_named, (statement.text, statement.said)), *map(_of_heading, _headings(statement)))
    by_state = next((one for one in places if one.work_states or one.is_of_the_rest), PeopleNamed())
    by_hours = next((one.hours for one in places if one.hours), frozenset())
    return PeopleNamed(_of_all(by_state, statement.passage).work_states, by_hours)


def _of_all(named: PeopleNamed, passage: SourcePassage) -> PeopleNamed:
    """Return the people with their states: "All other states: 5 days" stands beside those it leaves out."""
    if not named.is_of_the_rest:
        return named
    return PeopleNamed(frozenset(WorkState.values) - states_in(passage.text), named.hours)


def _headings(statement: Statement) -> list[str]:
    """Return what the statement stands under, the nearest first."""
    return [statement.table_head, statement.table_lead_in, *reversed(_BETWEEN_HEADINGS.split(statement.section))]


def _of_heading(heading: str) -> PeopleNamed:
    named = people_named(heading)
    return named if named.work_states else PeopleNamed(states_of_title(heading), named.hours, named.is_of_the_rest)
