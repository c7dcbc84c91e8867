"""What a figure is said of: which plan, which network, whom it covers, what it is the amount of, how often it is paid.

One sentence may tell of several, each with a figure of its own: "$750 for one person and $1,500 for a family". Each
figure is bound to what stands with it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from accounts.audience import WorkState
from chat.extractive.events import EVENTS
from chat.extractive.household import NAMED_HOUSEHOLDS, Household
from chat.extractive.service_words import NAMED_SERVICES
from chat.proof.measures import Measure
from knowledge.retrieval.plans import PlanName, plan_mentions
from knowledge.text.terms import plain_text

PLAN, NETWORK, HOUSEHOLD, RELATIVE, AMOUNT, SERVICE, PERIOD, LINE, TIER, CHANNEL, PAYER, EVENT, GROUP, TERM, STATE = (
    "plan", "network", "household", "relative", "amount", "service", "period", "line", "tier", "channel", "payer",
    "event", "group", "term", "state",
)  # fmt: skip
_COST_SHARING = ("deductible", "limit")
_PATTERNS: dict[str, dict[str, re.Pattern[str]]] = {
    NETWORK: {
        "out": re.compile(
            r"\b(?:out[- ]of[- ]|outside (?:of )?(?:the |your |our )?|non-?\s?)network\b|\bfuera de (?:la |su )?red\b"
            r"|\boon\b|\bnon-?participating\b"
        ),
        "in": re.compile(
            r"(?<!not )\b(?:in[- ](?:the |your |our )?|within (?:the |your |our )?)network\b"
            r"|\b(?:dentro de|en) (?:la |su )?red\b"
            r"|\bnetwork providers?\b|\bparticipating providers?\b"
        ),
    },
    HOUSEHOLD: {
        **{household.name: pattern for household, pattern in NAMED_HOUSEHOLDS.items()},
        Household.SELF.name: re.compile(
            rf"{NAMED_HOUSEHOLDS[Household.SELF].pattern}|\b(?:per|each|one) person\b|\bindividuals\b|\bpor persona\b"
            r"|\bindividual(?:es)?\b|\bself\b"
        ),
    },
    RELATIVE: {
        "spouse": re.compile(r"\b(?:spouses?|husband|wife|partners?|conyuge|espos[oa]|pareja)\b"),
        "child": re.compile(r"\b(?:child(?:ren)?|sons?|daughters?|hij[oa]s?)\b"),
        "grandparent": re.compile(r"\b(?:grand(?:parents?|mothers?|fathers?)|abuel[oa]s?)\b"),
        "grandchild": re.compile(r"\b(?:grand(?:child(?:ren)?|sons?|daughters?)|niet[oa]s?)\b"),
        "in-law": re.compile(r"\b(?:(?:parents?|mother|father|brother|sister)s?-in-law|suegr[oa]s?|cunad[oa]s?)\b"),
        "parent": re.compile(r"\b(?:parents?|mothers?|fathers?|padres?|madres?)\b"),
        "sibling": re.compile(r"\b(?:siblings?|brothers?|sisters?|herman[oa]s?)\b"),
        "aunt": re.compile(r"\b(?:aunts?|uncles?|cousins?|ti[oa]s?|prim[oa]s?)\b"),
    },
    AMOUNT: {
        # "Deductible does not apply" and "20 % after deductible" give no amount of one.
        "deductible": re.compile(
            r"(?<!\bno )(?<!\bafter )(?<!\bafter the )(?<!\bafter your )(?<!\bbefore )(?<!\bbefore the )(?<!\bsin )"
            r"(?<!\bdespues del )\b(?:deductibles?|deducibles?)\b"
            r"(?!,? (?:does not|doesn't|do not|is waived|waived|applies|apply|no (?:se )?aplica))"
        ),
        "limit": re.compile(
            r"\bout[- ]of[- ]pocket(?: (?:max(?:imum)?|limits?))?\b|\boop\b|\bmoop\b"
            r"|\bmost you (?:could |can |will )?pay\b"
            r"|\bgastos? de bolsillo\b|\bdesembolso\b|\bmaximo de bolsillo\b"
        ),
        "copay": re.compile(r"\bco-?pay(?:ment)?s?\b|\bcopagos?\b"),
        "coinsurance": re.compile(r"\bco-?insurance\b|\bco-?a?seguro\b"),
        "premium": re.compile(
            r"\bpremiums?\b|\bpayroll (?:deduction|contribution)s?\b|\bprimas?\b|\bpaycheck (?:cost|price)s?\b"
        ),
        "cobra": re.compile(r"\bcobra\b|\bcontinuation coverage\b"),
        "match": re.compile(r"\bmatch(?:es|ed|ing)?\b|\baportacion equivalente\b"),
    },
    SERVICE: {code: pattern for code, pattern in NAMED_SERVICES.items() if code not in _COST_SHARING},
    PERIOD: {
        "paycheck": re.compile(
            r"\bpay\s?checks?\b|\bper pay\b|\bpay ?(?:period|day)s?\b|\bbi-?weekly\b|\bsemi-?monthly\b"
            r"|\bpor (?:cheque|quincena)\b|\bquincenal(?:es)?\b|\bper deduction\b"
        ),
        "week": re.compile(r"(?<!bi)(?<!bi-)\bweekly\b|\b(?:per|a|each|every) week\b|\b(?:por|cada|a la) semana\b"),
        "lifetime": re.compile(r"\blifetime\b|\bde por vida\b|\bvitalici[oa]\b"),
        "month": re.compile(
            r"(?<!semi-)(?<!semi)\bmonthly\b|\b(?:per|a|each|every) month\b|\b(?:por|al|cada) mes\b|\bmensual(?:es)?\b"
        ),
        "year": re.compile(
            r"\b(?:year|annual)ly\b|\b(?:per|a|each|every) (?:calendar |plan )?year\b|\bannual\b|\b(?:por|al) ano\b"
            r"|\banual(?:es)?\b"
        ),
    },
    LINE: {
        "medical": re.compile(
            r"\bmedical (?:plan|deductible|coverage|premium|insurance|option)s?\b|\b(?:plan|seguro) medico\b"
        ),
        "dental": re.compile(r"\bdental\b|\bdentists?\b|\bdentistas?\b"),
        "vision": re.compile(r"\bvision\b|\beye ?(?:care|glasses|exams?)\b|\banteojos\b|\blentes\b"),
        "life": re.compile(r"\blife insurance\b|\bseguro de vida\b"),
        "disability": re.compile(r"\bdisability\b|\bdiscapacidad\b|\bincapacidad\b"),
    },
    PAYER: {
        "employer": re.compile(
            r"\b(?:employer|company)(?:'s)? (?:pays?|adds?|puts?|contribut\w+|gives?|deposits?|match\w*|money|share)\b"
            r"|\b(?:empresa|empleador) (?:paga|aporta|pone|da)\b"
        ),
        "plan": re.compile(r"\b(?:plan|insurance|benefit|carrier|we) pays?\b|\bplan paga\b|\bseguro paga\b"),
        "you": re.compile(r"\b(?:you|employees?|members?)(?:'d| will| would| must)? pay\b|\busted paga\b"),
    },
    EVENT: EVENTS,
    GROUP: {
        "union": re.compile(r"\bunion\b|\blocal \d+\b|\bsindica\w+"),
        "salaried": re.compile(r"\bsalaried\b|\basalariad[oa]s?\b"),
        "hourly": re.compile(r"\bhourly (?:employees?|staff|workers?)\b|\bpor hora\b"),
        "part-time": re.compile(r"\bpart[- ]time\b|\bmedio tiempo\b|\btiempo parcial\b"),
        "full-time": re.compile(r"\bfull[- ]time\b|\btiempo completo\b"),
        "tobacco": re.compile(r"\bsmok(?:ers?|ing)\b|\btobacco\b|\bfumador(?:es)?\b|\btabaco\b"),
        "retired": re.compile(r"\bretirees?\b|\bjubilad[oa]s?\b"),
        "managers": re.compile(r"\b(?:managers?|executives?|directors?|officers?)\b"),
        "friend": re.compile(r"\bfriends?\b|\bamig[oa]s?\b"),
    },
    TERM: {
        "short": re.compile(r"\bshort[- ]term\b|\bcorto plazo\b"),
        "long": re.compile(r"\blong[- ]term\b|\blargo plazo\b"),
    },
    CHANNEL: {
        "retail": re.compile(r"\bretail\b|\b30[- ]day\b|\bfarmacia local\b"),
        "mail": re.compile(r"\bmail[- ]order\b|\bby mail\b|\bhome delivery\b|\b90[- ]day\b|\bpor correo\b"),
    },
}
_TIER = re.compile(r"\b(?:tier|level|nivel|categoria)\s(?P<number>[1-6])\b")
_STATE_NAMES = "|".join(sorted((re.escape(plain_text(state.label)) for state in WorkState), key=len, reverse=True))
# An insurer's name is no place, nor is the capital the state of its name.
_STATE = re.compile(rf"\b(?P<name>{_STATE_NAMES})\b(?! life\b|,? d\.?c\b)")
# What an amount is of need not be said as long as nothing else is: a row "Specialist visit: $50" tells of a copay.
_MAY_GO_WITHOUT_SAYING = frozenset({"copay", "coinsurance", "year", "match", "retail", "medical", "you"})
_MAY_BE_SILENT = frozenset({SERVICE, RELATIVE, EVENT, TERM, STATE})
_CLAUSE_ENDS = (";", " | ")
# Characters between a figure and what can only be its own: what it counts has room before how often it comes.
_BESIDE = {PERIOD: 10, AMOUNT: 2}


@dataclass(frozen=True)
class Mention:
    dimension: str
    value: str | PlanName
    start: int
    end: int


Scope = Mapping[str, frozenset[str | PlanName]]


@lru_cache(maxsize=4_000)
def mentions(plain: str) -> tuple[Mention, ...]:
    """Return what the text in lower case without accents names, in its order."""
    found = [Mention(PLAN, name, start, end) for name, start, end in plan_mentions(plain)]
    for dimension, patterns in _PATTERNS.items():
        found += _of_dimension(dimension, patterns, plain)
    found += [Mention(TIER, match["number"], match.start(), match.end()) for match in _TIER.finditer(plain)]
    found += [Mention(STATE, match["name"], match.start(), match.end()) for match in _STATE.finditer(plain)]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _of_dimension(dimension: str, patterns: Mapping[str, re.Pattern[str]], plain: str) -> Iterator[Mention]:
    taken = bytearray(len(plain))  # "out-of-network" is no "network", nor physical therapy a therapy
    for value, pattern in patterns.items():
        for match in pattern.finditer(plain):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                yield Mention(dimension, value, start, end)


def scope_of(plain: str) -> Scope:
    """Return all that the text names."""
    named: dict[str, set] = {}
    for mention in mentions(plain):
        named.setdefault(mention.dimension, set()).add(mention.value)
    return {dimension: frozenset(values) for dimension, values in named.items()}


def bound_to(measure: Measure, all_measures: Sequence[Measure], plain: str) -> Scope:
    """Return what the text says of this one of its figures."""
    named: dict[str, list[Mention]] = {}
    for mention in mentions(plain):
        named.setdefault(mention.dimension, []).append(mention)
    clause = clause_of(measure, plain)
    bound = {dimension: _bound(measure, all_measures, found, clause) for dimension, found in named.items()}
    return {dimension: values for dimension, values in bound.items() if values}


def clause_of(measure: Measure, plain: str) -> tuple[int, int]:
    """Return where the part of the text begins and ends that the figure stands in, between semicolons or columns."""
    starts = (
        plain.rfind(mark, 0, measure.start) + len(mark) for mark in _CLAUSE_ENDS if mark in plain[: measure.start]
    )
    ends = (plain.find(mark, measure.end) for mark in _CLAUSE_ENDS if mark in plain[measure.end :])
    return max(starts, default=0), min(ends, default=len(plain))


def _bound(
    measure: Measure, figures: Sequence[Measure], named: Sequence[Mention], clause: tuple[int, int]
) -> frozenset[str | PlanName]:
    start, end = clause
    own = [name for name in named if start <= name.start < end]
    beside = [name for name in own if 0 <= name.start - measure.end <= _BESIDE.get(name.dimension, -1)]
    if beside:
        return frozenset({beside[0].value})  # "26 al año", "10 hours a month", "the deductible and 30% coinsurance"
    if not own:
        # Said once for all that comes after: what is said behind is of another figure.
        return frozenset(name.value for name in named if name.end <= start)
    if len({name.value for name in own}) == 1:
        return frozenset({own[0].value})
    alike = [one for one in figures if start <= one.start < end and (is_amount(one) or not is_amount(measure))]
    for names, told in _pairs(_runs(own, alike)):
        if measure in told:
            return frozenset(_own_names(measure, names, told))
    return frozenset(name.value for name in own)


def is_amount(measure: Measure) -> bool:
    return measure.kind in ("money", "percent")


_Run = list[Mention | Measure]


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
    return [values[figures.index(measure)]] if len(values) == len(figures) else values


def _gap(mention: Mention, measure: Measure) -> int:
    return max(mention.start - measure.end, measure.start - mention.end)


def agree(said: Scope, told: Sequence[Scope], *, of_amount: bool, must_be_said: bool, is_counted: bool = False) -> bool:
    """Whether what is said of a figure fits what its source tells of it: at the figure first, then ever further out.

    If `must_be_said`, the source has to name what is said; else it must only name nothing else. For which group of
    employees something counts has to be named in any case (`is_counted`).
    """
    for dimension, values in said.items():
        if dimension == (RELATIVE if of_amount else HOUSEHOLD):
            continue  # an amount is of whom a price covers, days are for somebody
        is_only_near = dimension == EVENT or (not of_amount and dimension in (PERIOD, AMOUNT))
        levels = told[:1] if is_only_near else told
        level = next((scope[dimension] for scope in levels if scope.get(dimension)), None)
        if level is None:
            if (
                (must_be_said or (is_counted and dimension == GROUP))
                and not values <= _MAY_GO_WITHOUT_SAYING
                and dimension not in _MAY_BE_SILENT
            ):
                return False
        elif not _meet(dimension, values, level):
            return False
    return True


def _meet(dimension: str, said: frozenset, told: frozenset) -> bool:
    if dimension == PLAN:
        return any(one.may_be(other) for one in said for other in told)
    return not said.isdisjoint(told)
