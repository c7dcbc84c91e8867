"""Worked examples: what was reckoned for one person's day, sum or age is no answer for another's."""

import re
from dataclasses import dataclass

from chat.extractive.shapes import is_example
from chat.extractive.spans import Quantity, quantities
from chat.extractive.statements import Statement
from chat.sentences import sentences
from chat.text_figures import Figure, figures
from knowledge.text.terms import plain_text

# Days are left out: a rule counts them, and whoever asks gives them to ask for the rule.
_UNITS = frozenset({"age", "year", "month"})
_KINDS = frozenset({"date", "money", "percent"})
_LEAD_IN_LENGTH = 90
_NO_BOUND = r"(?! ?(?:or|and|to|o|y) (?:more|less|over|under|above|below|older|younger|up|mas|menos|mayor|menor))"
_SUM = r"\$[\d,.]*\d(?![\d,.]*\d)"
# One person's pay, age or bill as though it were given; "pay of $50,000 or less" is a rule for many.
_SUPPOSED = re.compile(
    rf"\b(?:salary|pay|wages?|income|earnings|salario|sueldo) (?:of|de) {_SUM}{_NO_BOUND}"
    rf"|\b(?:employee|worker|member|person|someone|somebody|participant) (?:aged|of) \d\d{_NO_BOUND}\b"
    rf"|\b(?:who|if you|que) (?:earns?|makes?|gana) {_SUM}{_NO_BOUND}"
    rf"|\b(?:empleado|trabajador|persona) de \d\d anos{_NO_BOUND}"
    rf"|\b(?:for|with|con|para) (?:an? |one |una? )?(?:[\w-]+ ){{0,2}}(?:bill|claim|crown|factura) (?:of|de) \$"
    rf"|\b(?:for|para) (?:an? |una? )\$[\d,]*\d (?:[\w-]+ ){{0,2}}(?:when|if|cuando|si)\b"
)
_ADDS_UP = re.compile(r"\$[\d,.]+ \+ \$[\d,.]+[^;]{0,60}= \$")
_BILL_AT_HEAD = re.compile(r"^(?:an? |una? )\$[\d,]*\d [a-z]|\b(?:bill|claim|factura) (?:of|de) \$")


@dataclass(frozen=True)
class Case:
    """The figures that make a case one person's."""

    figures: frozenset[Figure]
    quantities: frozenset[Quantity]

    @classmethod
    def of(cls, told: frozenset[Figure], lengths: frozenset[Quantity]) -> "Case":
        return cls(
            frozenset(figure for figure in told if figure.kind in _KINDS),
            frozenset(length for length in lengths if length.unit in _UNITS),
        )

    def differs(self, other: "Case") -> bool:
        """Whether both give figures of one kind, and not one of them is the same."""
        return any(_differ(mine, others) for mine, others in zip(self._by_kind(), other._by_kind(), strict=True))

    def _by_kind(self) -> list[frozenset[object]]:
        of_kind = (frozenset(figure for figure in self.figures if figure.kind == kind) for kind in sorted(_KINDS))
        of_unit = (frozenset(length for length in self.quantities if length.unit == unit) for unit in sorted(_UNITS))
        return [*of_kind, *of_unit]


def example_of(statement: Statement) -> str:
    """Return what the worked example begins with that the statement belongs to, where its figures are given; "" where
    it belongs to none. A paragraph further down that has no figures is the rule again."""
    paragraph = statement.paragraph or statement.text
    heading = statement.own_heading
    is_below = statement.line_before == heading or statement.is_row or _has_figures(statement.text)
    if is_example(heading) and is_below:
        return heading if _has_figures(heading) else _first_with_figures(paragraph)
    lead_in = statement.line_before
    if is_example(lead_in) and (lead_in.endswith(":") or not lead_in.endswith(".")) and len(lead_in) <= _LEAD_IN_LENGTH:
        return lead_in if _has_figures(lead_in) else _first_with_figures(paragraph)
    before = paragraph[: paragraph.find(statement.text) + len(statement.text)] if statement.text in paragraph else ""
    for sentence in sentences(before or statement.text):
        if is_example(sentence.text):
            return _first_with_figures((before or statement.text)[sentence.start :])
    return ""


def supposes_case(text: str) -> bool:
    """Whether it reckons with one person's pay, age or bill: "if you save 4% of a salary of $90,000"."""
    return bool(_SUPPOSED.search(plain_text(text)))


def adds_up(text: str) -> bool:
    """Whether it reckons a sum of several amounts: "$214 + $25 + $40 = $279"."""
    return bool(_ADDS_UP.search(plain_text(text)))


def is_head_of_case(table_head: str) -> bool:
    """Whether a table is reckoned for one bill: "A $1,200 crown | The plan pays | You pay"."""
    return bool(_BILL_AT_HEAD.search(plain_text(table_head))) or supposes_case(table_head)


def _has_figures(text: str) -> bool:
    case = Case.of(figures(text), quantities(text))
    return bool(case.figures or case.quantities)


def _first_with_figures(text: str) -> str:
    """Return the first sentence that gives any: "Example. A clerk is hired on May 3. Her coverage ..." """
    return next((one.text.strip() for one in sentences(text) if _has_figures(one.text)), text)


def _differ(mine: frozenset[object], others: frozenset[object]) -> bool:
    return bool(mine and others) and mine.isdisjoint(others)
