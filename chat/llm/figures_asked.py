"""The figures of documents that a question asks for, and where the request has them."""

from dataclasses import dataclass

from chat.llm.slots import Slots
from chat.verify import Figure
from knowledge.facts.printed import PrintedFact
from knowledge.facts.words import reading_words


@dataclass(frozen=True)
class CitedFact:
    fact: PrintedFact
    number: int  # of the passage that prints it


@dataclass(frozen=True)
class AskedFigures:
    slots: Slots
    cited: tuple[CitedFact, ...]  # never empty
    rivals: tuple[CitedFact, ...]  # what other documents print in the place of one of them
    known: frozenset[Figure]  # all that documents give of these plans in these years

    @property
    def proof(self) -> tuple[str, ...]:
        """What HR has put in the place of what is printed, a plan's name among it: that proves a figure as well."""
        facts = [one.fact for one in self.cited]
        corrected = (reading_words(fact.correction) for fact in facts if fact.correction is not None)
        return (*corrected, *(f"{fact.plan} {fact.plan_year}" for fact in facts))
