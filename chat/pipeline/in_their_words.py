"""What the documents say in the place of an answer's first sentence that they do not prove: their own words.

A model that says "No, she keeps it past April" may be right and not be proven, as no passage has April. To take the
sentence out leaves its examples and exceptions without what they are of. The sentence of the cited passage that comes
nearest to it is quoted instead; where none comes near, nothing is.
"""

from collections.abc import Mapping, Sequence

from chat.citations import without_markers
from chat.extractive.framing import statement_quotes
from chat.extractive.statements import Statement, statements
from chat.llm.types import SourcePassage
from chat.proof.gate import Removed
from chat.proof.units import Unit
from knowledge.text.terms import list_terms

LEAST_SHARED = 0.5  # of the words of the sentence that was taken out
# Of the words that the sentence has from the question: "pet insurance" is not told of by "life insurance".
LEAST_ASKED, LEAST_ASKED_ALONE = 0.3, 0.6
_OF_A_FIGURE = 2.0  # words that a figure in common counts for
FEW = 2  # statements
MOST_MORE = 2  # quotations beside the first
_MOST_TERMS = 400


def said_instead(
    lead: Removed, question: str, passages: Mapping[int, SourcePassage], language: str, *, is_all: bool
) -> str | None:
    """Return the quotation with its marker; None where nothing comes near. `passages` by the marker that cites them.

    Where the sentence was all of the answer (`is_all`), nothing else says that the model spoke of what was asked: more
    of what was asked for has to stand in the quotation.
    """
    said = _Said(without_markers(lead.text), question)
    told = [
        (one, number)
        for number in lead.markers
        if number in passages
        for one in statements(passages[number])
        if one.is_whole or ":" in one.text  # and no caption
    ]
    told = said.of_what_is_asked([one for one in told if said.is_of_its_year(one[0])])
    nearest = max(told, key=lambda one: said.nearness(one[0]), default=None)
    if nearest is None or not said.is_told_by(nearest[0], LEAST_ASKED_ALONE if is_all else LEAST_ASKED):
        return None
    return statement_quotes([nearest, *said.rest_of_figures(nearest, told)], language)


class _Said:
    def __init__(self, text: str, question: str) -> None:
        self._terms = frozenset(list_terms(text))
        self._figures = _figures(text)
        self._years = _years(f"{text} {question}")
        self._asked = frozenset(term for term in self._terms & frozenset(list_terms(question)) if term.isalpha())

    def is_of_its_year(self, statement: Statement) -> bool:
        """Whether it tells no other year than the sentence or the question names."""
        years = _years(_text(statement))
        return not years or not self._years or bool(years & self._years)

    def of_what_is_asked(self, told: Sequence[tuple[Statement, int]]) -> Sequence[tuple[Statement, int]]:
        """Return those that have a word of the question which few have: of "acupuncture" that section alone."""
        words = [(one, _words(one[0])) for one in told]
        most = max(FEW, len(words) // 5)
        few = {term for term in self._asked if 0 < sum(term in own for _, own in words) <= most}
        return [one for one, own in words if few & own] if few else told

    def nearness(self, statement: Statement) -> float:
        """Return how much of it the statement has; of two that have as much, the shorter comes nearer."""
        words = _words(statement)
        shared = len(self._terms & words) + _OF_A_FIGURE * len(self._figures & _figures(_text(statement)))
        return shared - min(len(words), _MOST_TERMS) / (2 * _MOST_TERMS)

    def is_told_by(self, statement: Statement, least_asked: float) -> bool:
        """Whether it has a figure of it or half of its words, and this share of those that were asked for."""
        words, figures = _words(statement), self._figures & _figures(_text(statement))
        if len(figures) > 1 and least_asked < LEAST_ASKED_ALONE:
            return True
        has_words = len(self._terms & words) >= LEAST_SHARED * len(self._terms)
        # One word in common, as "late", tells little of what was asked for.
        fewest = len(self._asked) - (least_asked < LEAST_ASKED_ALONE)
        return (bool(figures) or has_words) and len(self._asked & words) >= least_asked * fewest

    def rest_of_figures(
        self, first: tuple[Statement, int], told: Sequence[tuple[Statement, int]]
    ) -> list[tuple[Statement, int]]:
        """Return what has the figures that the first has not: the row of a family beside that of one person."""
        more: list[tuple[Statement, int]] = []
        missing = self._figures - _figures(_text(first[0]))
        while missing and len(more) < MOST_MORE:
            has_most = max(told, key=lambda one: (len(missing & _figures(_text(one[0]))), self.nearness(one[0])))
            had = missing & _figures(_text(has_most[0]))
            if not had:
                break
            more.append(has_most)
            missing -= had
        return more


def _text(statement: Statement) -> str:
    return " ".join((statement.lead_in, statement.label, statement.text))


def _words(statement: Statement) -> frozenset[str]:
    passage = statement.passage
    above = (statement.section, passage.heading, passage.document_title)
    return frozenset(list_terms(" ".join((_text(statement), *above))))


def _figures(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((one.kind, one.value) for one in Unit(text).measures if one.kind != "year")


def _years(text: str) -> frozenset[str]:
    return frozenset(
        one.value[:4] for one in Unit(text).measures if one.kind in ("year", "date") and one.value[:2] == "20"
    )
