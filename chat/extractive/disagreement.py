"""Two documents that give different amounts for the same thing. Which of them is right no program can know: both
are shown, and the person is sent to HR. The more binding one comes first; before it, the one whose figure HR confirmed
beside its page. Where HR confirmed one of the two alone, it is settled.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chat.extractive.accounts_told import is_of_special_account
from chat.extractive.amounts import AmountOf
from chat.extractive.asked import WHO_TERMS, Asked, years_in
from chat.extractive.for_whom import people_of
from chat.extractive.shapes import Shape, is_example, without_conditions
from chat.extractive.statements import Statement
from chat.extractive.wording import Wording
from chat.periods import Period, periods
from chat.text_figures import figures
from knowledge.retrieval.plans import PlanName, plan_names
from knowledge.text.terms import list_terms, plain_text

_A_YEAR = {Period.WEEK: 52, Period.MONTH: 12, Period.YEAR: 1}
_ALIKE = 0.6
_ROUNDING = Decimal("0.60")  # of a year: a cent for each of 52 weeks
_SUM = re.compile(r"\$\s?(?P<sum>\d[\d,]*(?:\.\d\d)?)(?P<behind>[^$]{0,40})")
_LIMITS = frozenset({AmountOf.DEDUCTIBLE, AmountOf.MOST_YOU_PAY})
_LIMIT_IS = re.compile(
    r"(?:deductible|out[- ]of[- ]pocket (?:maximum|limit))\b(?: [^.$]{0,60}?)? (?:is|of) "
    r"(?P<sums>\$[\d,]+(?:\.\d\d)?(?:[^.$]{1,40}\$[\d,]+(?:\.\d\d)?)?)"
)
_FAMILY, _ONE_PERSON = re.compile(r"\bfamil"), re.compile(r"\b(?:individual|person|member|self|employee)s?\b")
_PART = re.compile(r"\b(?:out[- ]of[- ]network|prescription|drug|pharmacy|dental|vision|hospital|tier \d)")
_COMPARING = re.compile(r"\b(?:more|less|lower|higher|than|difference|instead|was|were|from)\b")


@dataclass(frozen=True)
class Disagreement:
    binding: Statement  # the one that HR confirmed, or else of the more binding document
    other: Statement
    is_settled: bool


def disagreement(near: Sequence[Statement], asked: Asked) -> Disagreement | None:
    """Return the first pair of statements that cannot both be right; `near` answer the question equally well."""
    if asked.shape is not Shape.AMOUNT:
        return None
    by_authority = sorted(near, key=lambda statement: statement.passage.authority_rank)
    for number, binding in enumerate(by_authority):
        for other in by_authority[number + 1 :]:
            if _are_of_the_same(binding, other, asked) and _differ(binding, other):
                return _settled(binding, other)
    return None


def said_elsewhere(first: Statement, found: Sequence[Statement], asked: Asked) -> Statement | None:
    """Return what the same document says otherwise of the same yearly limit of its plan, in another place."""
    if asked.amount_of not in _LIMITS or not _limits(first):
        return None
    return next((other for other in found if _is_otherwise_inside(first, other)), None)


def _is_otherwise_inside(one: Statement, other: Statement) -> bool:
    limits = _limits(one), _limits(other)
    return (
        one.passage.document_title == other.passage.document_title
        and one.passage.plan_year == other.passage.plan_year
        and one.passage.language == other.passage.language
        and bool(limits[1])
        and limits[0].isdisjoint(limits[1])
        and plans_of(one) == plans_of(other)
        and _is_for_family_alone(one) == _is_for_family_alone(other)
        and _parts_named(one) == _parts_named(other)
    )


def _limits(statement: Statement) -> frozenset[str]:
    """Return the amounts that a sentence gives as the limit itself; a row is told apart from its neighbours by columns,
    and a sentence that only mentions the limit gives none."""
    if statement.is_row or is_example(f"{statement.section} {statement.said}"):
        return frozenset()
    return frozenset(
        figure.value
        for found in _LIMIT_IS.finditer(plain_text(statement.said))
        for figure in figures(found["sums"])
        if figure.kind == "money"
    )


def _is_for_family_alone(statement: Statement) -> bool:
    said = plain_text(statement.said)
    return bool(_FAMILY.search(said)) and not _ONE_PERSON.search(said)


def _parts_named(statement: Statement) -> frozenset[str]:
    """Return what narrows the limit to some care; in network is what is meant where no network is named."""
    return frozenset(_PART.findall(plain_text(f"{statement.own_heading} {statement.said}")))


def _settled(binding: Statement, other: Statement) -> Disagreement:
    """Let the confirmed one of these two lead; a third, of another year, must not drive out this year's."""
    confirmed = is_confirmed(binding), is_confirmed(other)
    first, second = (other, binding) if confirmed == (False, True) else (binding, other)
    return Disagreement(first, second, is_settled=confirmed[0] != confirmed[1])


def is_confirmed(statement: Statement) -> bool:
    """Whether HR compared every amount that it gives with the page."""
    confirmed = [figure.raw for figure in statement.passage.confirmed if figure.is_in(statement.said)]
    sums = {figure.value for raw in confirmed for figure in figures(raw) if figure.kind == "money"}
    return bool(sums) and _sums(statement) <= sums


def plans_of(statement: Statement) -> frozenset[PlanName]:
    """Return the plans it is about: those of the nearest place that names any. A paper that describes one plan of a
    proper name is about no other: "PPO" in it is a kind of network."""
    if statement.passage.own_plan:
        return frozenset({statement.passage.own_plan})
    places = (statement.said, statement.section, statement.passage.document_title)
    return next((plans for plans in map(plan_names, places) if plans), frozenset())


def _are_of_the_same(one: Statement, other: Statement, asked: Asked) -> bool:
    """Whether both are about one thing of one plan, one year and the same people."""
    plans = plans_of(one), plans_of(other)
    years = _years(one), _years(other)
    return (
        _are_about_one_thing(one, other, asked)
        and (bool(plans[0]) or alikeness(one, other) >= _ALIKE)
        and not any(is_example(f"{statement.section} {statement.said}") for statement in (one, other))
        and len(plans[0]) <= 1
        and plans[0] == plans[1]
        and (not all(years) or years[0] == years[1])
        and _who(one) == _who(other)
        and people_of(one) == people_of(other)
        and is_of_special_account(one.said, "") == is_of_special_account(other.said, "")
        and one.passage.language == other.passage.language
    )


def alikeness(one: Statement, other: Statement) -> float:
    """Return the share of the shorter one's words that both say."""
    terms = set(list_terms(one.said)), set(list_terms(other.said))
    return len(terms[0] & terms[1]) / max(1, min(map(len, terms)))


def _are_about_one_thing(one: Statement, other: Statement, asked: Asked) -> bool:
    """Whether both say all that was asked about by the same names: "urgencias" is two things in English."""
    wordings = Wording(f"{one.said} {one.table_head}"), Wording(f"{other.said} {other.table_head}")
    strong = [idea for idea in asked.ideas if idea.is_strong and idea.asked_as]
    return all(any(all(wording.has(phrase) for wording in wordings) for phrase in idea.phrases) for idea in strong)


def _years(statement: Statement) -> frozenset[str]:
    return years_in(statement.said) or years_in(f"{statement.passage.plan_year} {statement.passage.document_title}")


def _who(statement: Statement) -> frozenset[str]:
    # A column's head says whose money it is, its label for whom.
    return WHO_TERMS.intersection(list_terms(statement.label or statement.said))


def _differ(one: Statement, other: Statement) -> bool:
    yearly = _yearly(one), _yearly(other)
    if all(yearly):
        return all(abs(first - second) > _ROUNDING for first in yearly[0] for second in yearly[1])
    if any(yearly) or periods(one.said) != periods(other.said):
        return False
    sums = _sums(one), _sums(other)
    is_elsewhere = one.passage.document_title != other.passage.document_title
    return is_elsewhere and 0 < len(sums[0]) == len(sums[1]) and sums[0].isdisjoint(sums[1])


def _sums(statement: Statement) -> frozenset[str]:
    said = without_conditions(statement.said)
    return frozenset(figure.value for figure in figures(said) if figure.kind == "money")


def _yearly(statement: Statement) -> frozenset[Decimal]:
    """Return what its prices are in a year; nothing where a sentence compares, or gives two prices for a month."""
    if statement.is_row:
        told = [(cell.value, periods(cell.header)) for cell in statement.cells]
    elif _COMPARING.search(plain_text(statement.text)):
        return frozenset()
    else:
        told = [(found.group(), periods(found["behind"])) for found in _SUM.finditer(statement.text)]
    prices: dict[Period, set[Decimal]] = {}
    for text, named in told:
        if len(named) == 1 and (found := _SUM.search(text)):
            prices.setdefault(*named, set()).add(Decimal(found["sum"].replace(",", "")))
    return frozenset(
        _A_YEAR[period] * amount
        for period, amounts in prices.items()
        if period in _A_YEAR and len(amounts) == 1
        for amount in amounts
    )
