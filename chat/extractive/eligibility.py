"""Whether the asker's class has a benefit at all: "Am I eligible for dental?", "Do I get PTO?"

Only what is said of the asker's class, or of everybody, gives it. What a document gives to another class alone is
told as that, and never as the asker's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chat.extractive.conditions import Conditions
from chat.extractive.ideas import Idea
from chat.extractive.rights import is_any_time_off
from chat.extractive.statements import Statement
from chat.extractive.wording import Ground, Wording
from knowledge.retrieval.plans import any_may_be, plan_names
from knowledge.text.terms import plain_text

MOST_GIVEN = 2
_MAY_HAVE = re.compile(
    r"\b(?:can|may|cannot|can not|may not) (?:(?!first\b)\w+ )?(?:enroll|join|have|use|get|choose|be enrolled)\b"
    r"|\b(?:is|are) (?:also |not )?(?:eligible|offered|entitled)\b|\b(?:earns?|receives?|qualif(?:y|ies))\b"
    r"|\b(?:puede|pueden|tienen|recibe[n]?|ganan?|acumulan?) "
)
_IS_FOR = re.compile(r"\bfor\b.{0,40}\bemployees\b|\bpara\b.{0,20}\bempleados\b")
_BENEFITS = re.compile(r"\b(?:benefits?|beneficios?)\b")
_EARNS = re.compile(r"\b(?:earns?|gets?|receives?|reciben?|ganan?|acumulan?)\b")
_SAYS_WHETHER = re.compile(r"^\W*(?:yes|no|si|after\b.*|not (?:offered|eligible)|included|despues de\b.*)\W*$")


@dataclass(frozen=True)
class GivenToOthers:
    """What a document gives to another class than the asker's, and to the asker's instead."""

    statement: Statement
    people: str  # the name of that class
    own: str  # the name of the asker's
    besides: tuple[Statement, ...]


class Eligibility:
    """What documents say of whether the asker's class has what is asked for."""

    def __init__(self, conditions: Conditions, ground: Ground) -> None:
        self._conditions = conditions
        self._ground = ground
        self._things = ground.things
        self._plans = ground.asked.plans

    def told(self, statements: Iterable[Statement]) -> list[Statement]:
        """Return what gives it to the asker's class, or says that the class has none; the plainest first."""
        if not self._is_named and not _BENEFITS.search(plain_text(self._ground.request.question)):
            return []
        ranked = [(self._rank(one), one) for one in statements]
        found = [(rank, one) for rank, one in ranked if rank]
        best_first = sorted(found, key=lambda pair: (pair[0], self._is_foreign(pair[1]), len(pair[1].text)))
        return list({one.said: one for _, one in best_first}.values())

    def given_besides(self, first: Statement, statements: Iterable[Statement]) -> list[Statement]:
        """Return what time off the document of a statement that gives some to another class gives to the asker's."""
        if not is_any_time_off(self._things):
            return []
        return [
            one
            for one in statements
            if one.passage.document_title == first.passage.document_title
            and not one.is_row
            and _EARNS.search(plain_text(one.text))
            and self._ground.classes(one.text).is_of_own
        ][:MOST_GIVEN]

    def _rank(self, statement: Statement) -> int:
        """Return how plainly it says whether, from 1; 0 where it does not."""
        if not self._conditions.could_be_met(statement):
            return 0
        return self._rank_of_row(statement) if statement.is_row else self._rank_of_sentence(statement)

    def _rank_of_row(self, row: Statement) -> int:
        cells = self._conditions.allowed_cells(row)
        is_own = bool(cells) and all(self._ground.classes(cell.header).is_of_own for cell in cells)
        says_whether = all(_SAYS_WHETHER.search(plain_text(cell.value)) for cell in cells)
        return 2 if is_own and says_whether and self._is_named and self._is_it(row.label) else 0

    def _rank_of_sentence(self, statement: Statement) -> int:
        plain = plain_text(statement.said)
        classes = self._ground.classes(statement.said)
        is_theirs = classes.is_of_own or self._conditions.own_class.is_said_of_everybody(statement)
        if not is_theirs or not self._is_it(statement.said) or not (self._is_named or classes.is_of_own):
            return 0
        if _MAY_HAVE.search(plain):
            return 1
        return 3 if self._is_named and _IS_FOR.search(plain) else 0

    def _is_it(self, text: str) -> bool:
        if self._plans and not any_may_be(self._plans, plan_names(text)):
            return False
        wording = Wording(text)
        return all(_says(wording, idea) for idea in self._things)

    @property
    def _is_named(self) -> bool:
        return bool(self._things or self._plans)

    def _is_foreign(self, statement: Statement) -> bool:
        language = statement.passage.language
        return bool(language) and language != self._ground.request.language


def _says(wording: Wording, idea: Idea) -> bool:
    """Whether it is named, with or without the "insurance" or "plan" behind it."""
    parts = [part for part in idea.parts if part.is_strong]
    return wording.says(idea) or (bool(parts) and all(wording.says(part) for part in parts))
