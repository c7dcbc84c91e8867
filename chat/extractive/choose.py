"""Which statements of all that answer are said, in which order."""

from collections.abc import Sequence
from dataclasses import dataclass

from chat.extractive.asked import Asked
from chat.extractive.denials import denies_it
from chat.extractive.disagreement import alikeness, disagreement, plans_of, said_elsewhere
from chat.extractive.rows import row_text
from chat.extractive.scores import Supported
from chat.extractive.shapes import Shape
from chat.extractive.statements import Statement
from chat.extractive.wording import Wording
from chat.text_figures import figures
from knowledge.retrieval.plans import PlanName, any_may_be, plan_names
from knowledge.text.terms import list_terms

MORE_STATEMENTS = 3
# What is added must answer nearly as well as the first, and say something else.
ADDED_SHARE = 0.92
ROW_SHARE = 0.8  # of the best statement's coverage, for a row that has what that leaves out
MOST_BEHIND = 0.45  # of score
MOST_ALIKE = 0.6
MOST_OF_PLANS = 8


@dataclass(frozen=True)
class Choice:
    first: Statement
    others: tuple[Statement, ...] = ()
    is_by_plan: bool = False  # no plan was named, and each has its own answer
    only_for: str = ""  # a plan, where none was named and nothing was found for the others
    disagrees: Statement | None = None  # gives another amount than the first, and is less binding
    is_settled: bool = False  # HR confirmed the first, and not what disagrees with it
    of_person: tuple[Statement, ...] = ()  # what holds besides for somebody of the asker's age
    is_against_itself: bool = False  # a document gives two amounts for one thing, in two places


def choose(found: Sequence[Supported], asked: Asked) -> Choice:
    """Return what to say of what was found, which is never empty and has the best first."""
    beside = _rows_of_all_plans(found, asked)
    if beside:
        return Choice(beside[0], tuple(beside[1:]))
    by_plan = _one_for_each_plan(found, asked)
    if len(by_plan) > 1:
        told = [one for each in by_plan for one in _with_said_elsewhere(each, found, asked)]
        return Choice(told[0], tuple(told[1:]), is_by_plan=True, is_against_itself=len(told) > len(by_plan))
    near = [one.statement for one in found if _is_as_near(one, found[0])]
    apart = disagreement(near, asked)
    if apart:
        return Choice(apart.binding, disagrees=apart.other, is_settled=apart.is_settled)
    first, *elsewhere = _with_said_elsewhere(found[0].statement, found, asked)
    if elsewhere:
        return Choice(first, disagrees=elsewhere[0], is_against_itself=True)
    first, *others = _best(found)
    of_first = plans_of(first)
    is_from_own_paper = any_may_be(of_first, plan_names(first.passage.document_title))
    is_said_of_one = asked.wants_yes_or_no and is_from_own_paper and not _is_said_of_more(found, of_first)
    hangs_on_plan = asked.shape is Shape.AMOUNT or is_said_of_one
    is_of_one = hangs_on_plan and not asked.plans and len(of_first) == 1 and not _names(asked, *of_first)
    return Choice(first, tuple(others), only_for=str(*of_first) if is_of_one else "")


def with_the_rest(first: Statement, statements: Sequence[Statement]) -> Choice:
    """Return the statement with the others of its paragraph: what somebody cannot have, and what instead."""
    beside = [one for one in statements if one.passage == first.passage and one.paragraph == first.paragraph]
    return Choice(first, tuple(one for one in beside if one.text != first.text)[:MORE_STATEMENTS])


def _rows_of_all_plans(found: Sequence[Supported], asked: Asked) -> list[Statement]:
    """Return the row that has plans side by side, one a year, where none was named and the best tells of one alone."""
    best = found[0]
    of_best = plans_of(best.statement)
    if asked.plans or asked.shape is not Shape.AMOUNT or len(of_best) != 1:
        return []
    by_year: dict[str, Statement] = {}
    for one in found:
        passage = one.statement.passage
        is_near = one.coverage >= ROW_SHARE * best.coverage and passage.language == best.statement.passage.language
        if is_near and one.statement.is_row and of_best < plans_of(one.statement):
            by_year.setdefault(passage.plan_year, one.statement)
    return [by_year[year] for year in sorted(by_year)]


def _one_for_each_plan(found: Sequence[Supported], asked: Asked) -> list[Statement]:
    """Return the best statement of each plan and year where the answer hangs on a plan that was not named.

    A row that has them all side by side is enough; then there is nothing to put together.
    """
    if asked.plans or asked.is_definition or not (asked.shape is Shape.AMOUNT or asked.wants_yes_or_no):
        return []
    best: dict[tuple[str, PlanName], Statement] = {}
    for one in _of_one_service(found, asked):
        plans = plans_of(one.statement)
        if one is found[0] and len(plans) > 1:
            return []
        if len(plans) == 1 and _answers_for_its_plan(one, found[0]):
            best.setdefault((one.statement.passage.plan_year, *plans), one.statement)
    if len({plan for _, plan in best}) < 2 or not plans_of(found[0].statement):
        return []
    keys = sorted(best, key=lambda key: (key[0], key[1].type, key[1].level.zfill(5)))
    # What all plans say alike does not hang on the plan.
    differing = {row_text(best[key]): best[key] for key in keys}
    return list(differing.values())[-MOST_OF_PLANS:]


def _is_said_of_more(found: Sequence[Supported], plans: frozenset[PlanName]) -> bool:
    """Whether other plans' papers say it as well."""
    return any(_is_as_near(one, found[0]) and not plans_of(one.statement) <= plans for one in found)


def _of_one_service(found: Sequence[Supported], asked: Asked) -> list[Supported]:
    """Leave out rows whose label names nothing asked about, where another's does: a hospital room's row that mentions
    an emergency stands beside no other plan's emergency room."""
    rows = [one for one in found if one.statement.is_row]
    others = [one for one in rows if not _is_named_by_label(one.statement, asked)]
    return [one for one in found if one not in others] if len(others) < len(rows) else list(found)


def _is_named_by_label(statement: Statement, asked: Asked) -> bool:
    label = Wording(statement.label)
    return any(label.says(idea) for idea in asked.ideas if idea.is_strong)


def _with_said_elsewhere(first: Statement, found: Sequence[Supported], asked: Asked) -> list[Statement]:
    """Return the statement, and what its own document says against it: which of the two holds no program can know."""
    other = said_elsewhere(first, [one.statement for one in found], asked)
    return [first, other] if other else [first]


def _names(asked: Asked, plan: PlanName) -> bool:
    """Whether the question has the words that tell the plan from its sisters."""
    said = {term for idea in asked.ideas for term in idea.asked_as}
    return bool(plan.level) and said.issuperset(list_terms(plan.level))


def _best(found: Sequence[Supported]) -> list[Statement]:
    best = found[0]
    chosen = [best.statement]
    for candidate in found[1:]:
        is_good = _is_as_near(candidate, best) and best.score - candidate.score <= MOST_BEHIND
        known = _that_it_goes_on_from(candidate.statement, chosen)
        if is_good and known is not None:
            chosen[known] = candidate.statement
        elif is_good and _fits(candidate.statement, chosen):
            chosen.append(candidate.statement)
        if len(chosen) > MORE_STATEMENTS:
            break
    return chosen


def _is_as_near(candidate: Supported, best: Supported) -> bool:
    return min(candidate.coverage / best.coverage, candidate.own / best.own) >= ADDED_SHARE


def _answers_for_its_plan(candidate: Supported, best: Supported) -> bool:
    """Whether it tells of its plan what the best tells of another; two plans' own papers use words of their own."""
    if not candidate.statement.passage.own_plan:
        return _is_as_near(candidate, best)
    is_near = candidate.coverage >= ROW_SHARE * best.coverage
    gives_amount = _gives_money(candidate.statement) or denies_it(candidate.statement.said)
    return is_near and (gives_amount or not _gives_money(best.statement))


def _gives_money(statement: Statement) -> bool:
    return any(figure.kind == "money" for figure in figures(statement.said))


def _fits(statement: Statement, chosen: Sequence[Statement]) -> bool:
    """Whether it adds something in the language of the first, and not what it says in other words."""
    is_readable = statement.passage.language == chosen[0].passage.language
    is_as_pure = plans_of(statement) <= plans_of(chosen[0]) or not plans_of(chosen[0])
    return is_readable and is_as_pure and not any(_tells_nothing_new(statement, known) for known in chosen)


def _that_it_goes_on_from(statement: Statement, chosen: Sequence[Statement]) -> int | None:
    """Return the place of the statement that this one quotes as its lead-in: said in one, not twice."""
    told = (
        number
        for number, other in enumerate(chosen)
        if other.passage == statement.passage and statement.lead_in and statement.lead_in == other.text
    )
    return next(told, None)


def _tells_nothing_new(statement: Statement, known: Statement) -> bool:
    return alikeness(statement, known) >= MOST_ALIKE and figures(statement.said) <= figures(known.said)
