"""What typed facts prove: a figure in words, below all that is known of it."""

from collections.abc import Iterator

from chat.extractive.figure_words import FIGURE_WORDS
from chat.figures_asked import AskedFigures
from knowledge.facts.printed import PrintedFact
from knowledge.facts.types import Reading
from knowledge.facts.words import reading_words


def figures_proof(asked: AskedFigures) -> Iterator[tuple[str, ...]]:
    """Yield each figure and what HR has put in its place, with the lines that say what it is of, nearest first."""
    for one in (*asked.cited, *asked.rivals):
        fact = one.fact
        for reading in (fact.reading, fact.correction):
            if reading is not None:
                yield (reading_words(reading), *_of(fact, reading))
        # The answer may name the plan by its full name, which holds digits as well.
        yield (f"{fact.plan} {fact.plan_year}",)


def _of(fact: PrintedFact, reading: Reading) -> tuple[str, ...]:
    codes = (fact.service, fact.network, fact.coverage_tier, reading.applies_to)
    words = (FIGURE_WORDS[code]["en"] for code in codes if code in FIGURE_WORDS)
    return ", ".join(words), fact.label, f"{fact.plan} {fact.plan_year}", fact.heading
