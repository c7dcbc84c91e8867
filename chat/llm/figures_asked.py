"""The figures of documents that a question asks for, and where the request has them."""

from dataclasses import dataclass

from chat.extractive.slots import Slots
from chat.text_figures import Figure
from knowledge.facts.printed import PrintedFact


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
