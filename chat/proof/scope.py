"""What a figure is said of: which plan, which network, whom it covers, what it is the amount of, how often it is paid.

One sentence may tell of several, each with a figure of its own: "$750 for one person and $1,500 for a family". Each
figure is bound to what stands with it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from chat.proof.measures import Measure
from chat.proof.names import (
    ACCOUNT,
    AMOUNT,
    CHANNEL,
    EVENT,
    GROUP,
    HOUSEHOLD,
    NETWORK,
    OPTION,
    PAYER,
    PER,
    PERIOD,
    PLAN,
    RELATIVE,
    SERVICE,
    STATE,
    TERM,
    WAYS_TO_SHARE,
    Mention,
    mentions,
)
from chat.proof.parts import Span, clause_of
from knowledge.retrieval.plans import PlanName

# What the head of a column says of these is compared as such.
NAMED_BY_HEADS = frozenset({PLAN, NETWORK, HOUSEHOLD, CHANNEL})
# What an amount is of need not be said as long as nothing else is: a row "Specialist visit: $50" tells of a copay.
_MAY_GO_WITHOUT_SAYING = frozenset(
    {"copay", "coinsurance", "year", "visit", "fill", "match", "retail", "medical", "you"}
)
_PAID_BY_PERSONS = frozenset({"copay", "deductible", "limit", "premium", "coinsurance"})
_MAY_BE_SILENT = frozenset({SERVICE, RELATIVE, EVENT, TERM, STATE, OPTION, ACCOUNT})
_SAYS_ITSELF = re.compile(
    r"(?:has|have|had|its|their|is|are|costs?|pays?|comes|needs?|requires?|can|may|must|will|you|the|there"
    r"|tiene|su|es|cuesta|paga|puede|debe|el|la)\b"
)
# Characters between a figure and what can only be its own: what it counts has room before how often it comes.
_BESIDE = {PERIOD: 10, AMOUNT: 2}
_TOGETHER = 14  # characters at most between figures of one list: "$750 for one and $1,500"
_OF_TIME = frozenset({"date", "month", "year", "time", "day"})


# What stands between the names of one list.
_IS_LIST = re.compile(r"(?:\W|\b(?:or|and|an?|the|your|domestic|o|y|u|e|un|una|su)\b)*")
_OF_WHOM = re.compile(r" (?:(?:for|per|por|para) )?(?:(?:an?|each|una?|cada) )?")
Scope = Mapping[str, frozenset[str | PlanName]]
_Run = list[Mention | Measure]


def scope_of(plain: str) -> Scope:
    """Return all that the text names."""
    named: dict[str, set] = {}
    for mention in mentions(plain):
        named.setdefault(mention.dimension, set()).add(mention.value)
    return {dimension: frozenset(values) for dimension, values in named.items()}


def bound_to(measure: Measure, all_measures: Sequence[Measure], plain: str, parts: Sequence[Span]) -> Scope:
    """Return what the text says of this one of its figures."""
    named: dict[str, list[Mention]] = {}
    for mention in mentions(plain):
        named.setdefault(mention.dimension, []).append(mention)
    clause = _until_another_says(clause_of(measure.start, measure.end, plain), parts, measure, plain)
    part = next((one for one in parts if one[0] <= measure.start < one[1]), clause)
    bound = {
        dimension: _bound_event(found, part)
        if dimension == EVENT
        else _bound(measure, all_measures, found, clause, plain)
        for dimension, found in named.items()
    }
    return {dimension: values for dimension, values in bound.items() if values}


def _until_another_says(clause: Span, parts: Sequence[Span], measure: Measure, plain: str) -> Span:
    """Return the clause without the parts behind the figure's that say something by themselves: "and has a ..."."""
    behind = (start for start, _ in parts if measure.start < start < clause[1])
    return clause[0], next((start for start in behind if _SAYS_ITSELF.match(plain, start)), clause[1])


def _bound_event(named: Sequence[Mention], part: Span) -> frozenset[str | PlanName]:
    """Return the events of the figure's own part; else those told before it."""
    own = frozenset(name.value for name in named if part[0] <= name.start < part[1])
    return own or frozenset(name.value for name in named if name.end <= part[0])


def _bound(
    measure: Measure, figures: Sequence[Measure], named: Sequence[Mention], clause: tuple[int, int], plain: str
) -> frozenset[str | PlanName]:
    start, end = clause
    own = [name for name in named if start <= name.start < end]
    around = [name for name in own if name.start < measure.end and measure.start < name.end]
    if around:
        return frozenset({around[0].value})  # "30-day" says itself where it is sold
    if own and own[0].dimension in _BESIDE:
        # "$84.50 per paycheck and $800 of ...": what stands right behind another figure is that one's.
        others = [one.end for one in figures if one is not measure and one.end > start and one.kind not in _OF_TIME]
        own = [
            name
            for name in own
            if not any(0 <= name.start - end <= _BESIDE[PERIOD] for end in others) or name.start >= measure.end
        ]
    if measure.kind == "percent":  # "10% after the deductible of $2,500 per person"
        own = [name for name in own if name.dimension != HOUSEHOLD or not _is_right_behind_money(name, figures, plain)]
    beside = [name for name in own if 0 <= name.start - measure.end <= _BESIDE.get(name.dimension, -1)]
    if beside:
        return frozenset(_chain(beside, own))  # "26 al año", "10 hours a month", "the deductible and 30% coinsurance"
    if not own:
        # Said once for all that comes after: what is said behind is of another figure.
        return frozenset(name.value for name in named if name.end <= start)
    if len({name.value for name in own}) == 1 or (
        own[0].dimension == PERIOD and len(list(_chain(own, own))) == len(own)
    ):
        return frozenset(name.value for name in own)
    alike = [one for one in figures if start <= one.start < end and (is_amount(one) or not is_amount(measure))]
    for names, told in _pairs(_runs(own, alike)):
        if measure in told:
            return frozenset(_own_names(measure, names, told)) | frozenset(_listed_with(names, own, plain))
    return frozenset(name.value for name in own)


def _listed_with(names: _Run, own: Sequence[Mention], plain: str) -> Iterator[str | PlanName]:
    """Yield what a list names with the one name that is next to a figure: "5 days for a spouse, parent or child"."""
    if len(names) != 1 or names[0] not in own:
        return
    at = own.index(names[0])
    for step in (1, -1):
        last, other = at, at + step
        while 0 <= other < len(own) and _IS_LIST.fullmatch(plain, *_between(own[last], own[other])):
            yield own[other].value
            last, other = other, other + step


def _is_right_behind_money(name: Mention, figures: Sequence[Measure], plain: str) -> bool:
    ends = (one.end for one in figures if one.kind == "money" and one.end <= name.start)
    return any(_OF_WHOM.fullmatch(plain, end, name.start) for end in ends)


def _between(one: Mention, other: Mention) -> Span:
    first, second = sorted((one, other), key=lambda mention: mention.start)
    return first.end, max(first.end, second.start)


def _chain(beside: Sequence[Mention], own: Sequence[Mention]) -> Iterator[str | PlanName]:
    """Yield what stands right behind a figure, and what follows on it: "per issue per year"."""
    end = beside[0].start
    for name in own:
        if 0 <= name.start - end <= 1:
            yield name.value
            end = name.end


def is_amount(measure: Measure) -> bool:
    return measure.kind in ("money", "percent")


def _runs(named: Iterable[Mention], figures: Iterable[Measure]) -> list[_Run]:
    """Return names and figures in the text's order, those that follow on each other together."""
    marked = sorted((*named, *figures), key=lambda one: one.start)
    return [list(run) for _, run in groupby(marked, key=lambda one: isinstance(one, Measure))]


def _pairs(runs: Sequence[_Run]) -> Iterator[tuple[_Run, _Run]]:
    """Yield names with their figures: names stand before them, or behind where the text begins with a figure."""
    begins_with_figure = isinstance(runs[0][0], Measure)
    for at in range(0 if begins_with_figure else 1, len(runs), 2):
        is_last = at + 1 == len(runs)
        if begins_with_figure and is_last:
            # "$0 in network; out of network you pay 40 %": the names between are those of both figures.
            yield [min(runs[at - 1], key=lambda name: _gap(name, runs[at][0]))], runs[at]
        elif begins_with_figure:
            is_shared = at + 2 == len(runs) - 1
            yield (
                ([min(runs[at + 1], key=lambda name: _gap(name, runs[at][-1]))] if is_shared else runs[at + 1]),
                runs[at],
            )
        else:
            yield runs[at - 1], runs[at]


def _own_names(measure: Measure, names: _Run, figures: _Run) -> Iterable[str | PlanName]:
    """Return what of the names is the figure's: its own by place if there are as many of both, else all of them."""
    values = list(dict.fromkeys(name.value for name in names))
    if len(values) == len(figures) and names[0].start > figures[-1].start and not _are_told_together(figures):
        # "18 months after a job ends, and 36 months for a spouse or child"
        return values if measure is figures[-1] else []
    return [values[figures.index(measure)]] if len(values) == len(figures) else values


def _are_told_together(figures: _Run) -> bool:
    return all(other.start - one.end <= _TOGETHER for one, other in pairwise(figures))


def _gap(mention: Mention, measure: Measure) -> int:
    return max(mention.start - measure.end, measure.start - mention.end)


def agree(
    said: Scope,
    told: Sequence[Scope],
    *,
    of_amount: bool,
    must_be_said: bool,
    is_counted: bool = False,
    is_money: bool = False,
) -> bool:
    """Whether what is said of a figure fits what its source tells of it: at the figure first, then ever further out.

    If `must_be_said`, the source has to name what is said; else it must only name nothing else. For which group of
    employees something counts has to be named in any case (`is_counted`).
    """
    for dimension, values in said.items():
        if dimension == (RELATIVE if of_amount else HOUSEHOLD):
            continue  # an amount is of whom a price covers, days are for somebody
        is_only_near = (
            dimension == EVENT
            or (not of_amount and dimension in (PERIOD, AMOUNT))
            or (
                dimension == PAYER and values == {"you"}
            )  # "you can put in more" where another sentence has the firm pay
        )
        levels = told[:1] if is_only_near else told
        level = next((scope[dimension] for scope in levels if scope.get(dimension)), None)
        if level is None:
            if dimension == PAYER and values == {"plan"} and is_money:
                # What a plan pays at most, or by the day, is no share of a bill that somebody has to pay.
                if any(scope.get(AMOUNT, frozenset()) & _PAID_BY_PERSONS for scope in told[:2]):
                    return False
            elif (
                (must_be_said or (is_counted and dimension == GROUP))
                and not all(value in _MAY_GO_WITHOUT_SAYING or str(value).startswith(PER) for value in values)
                and dimension not in _MAY_BE_SILENT
            ):
                return False
        elif not _meet(dimension, values, level):
            return False
    return True


def _meet(dimension: str, said: frozenset, told: frozenset) -> bool:
    if dimension == PLAN:
        return any(one.may_be(other) for one in _plans_alone(said) for other in _plans_alone(told))
    return not said.isdisjoint(told)


def _plans_alone(names: frozenset) -> frozenset:
    """Return the plans without the account that one of them goes with."""
    return frozenset(name for name in names if name.level or name.type != "HSA") or names


def spoken_on(scope: Scope) -> Scope:
    """Return what goes on of what was spoken of before: how an amount is paid is told of that amount alone."""
    kept = {name: values for name, values in scope.items() if name != PERIOD}
    kept[AMOUNT] = frozenset(kept.get(AMOUNT, ())) - WAYS_TO_SHARE
    return {name: values for name, values in kept.items() if values}
