"""What a text names of what a figure is told of: plans, networks, persons, services, periods, states and the like.

A new kind of name for which the same figure differs belongs here.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from chat.extractive.events import EVENTS
from chat.extractive.service_words import NAMED_SERVICES
from chat.extractive.states import A_STATE, SPANISH_STATES
from chat.household import NAMED_HOUSEHOLDS, SON, Household
from chat.periods import PERIODS
from knowledge.retrieval.plans import PlanName, plan_mentions

PLAN, NETWORK, HOUSEHOLD, RELATIVE, AMOUNT, SERVICE, PERIOD, LINE, TIER, CHANNEL, PAYER, EVENT, GROUP, TERM, STATE = (
    "plan", "network", "household", "relative", "amount", "service", "period", "line", "tier", "channel", "payer",
    "event", "group", "term", "state",
)  # fmt: skip
CONTINUATION, OPTION, GRADE, ACCOUNT = "continuation", "option", "grade", "account"
WAYS_TO_SHARE = frozenset({"copay", "coinsurance"})
_COST_SHARING = ("deductible", "limit")
_PATTERNS: dict[str, dict[str, re.Pattern[str]]] = {
    NETWORK: {
        "out": re.compile(
            r"\b(?:out[- ]of[- ]|outside (?:of )?(?:the |your |our )?|non-?\s?)network\b|\bfuera de (?:la |su )?red\b"
            r"|\boon\b|\bnon-?participating\b"
        ),
        "in": re.compile(
            r"\b(?<!not )(?:in[- ](?:the |your |our )?|within (?:the |your |our )?)network\b"
            r"|\b(?:dentro de|en) (?:la |su )?red\b"
            r"|\bnetwork (?:(?:office|primary|specialist|preventive) )?"
            r"(?:providers?|visits?|doctors?|dentists?|pharmac(?:y|ies)|hospitals?|facilit(?:y|ies)|care)\b"
            r"|\bnetwork(?=: )|\bparticipating providers?\b|\b(?:la red|the network) (?:ofrece|offers|provides)\b"
        ),
    },
    HOUSEHOLD: {
        **{household.name: pattern for household, pattern in NAMED_HOUSEHOLDS.items()},
        Household.SELF.name: re.compile(
            rf"{NAMED_HOUSEHOLDS[Household.SELF].pattern}|\b(?:per|each|one) person\b|\bindividuals\b|\bpor persona\b"
            r"|\bindividual(?:es)?\b|\bself\b|\b(?:only|just) yourself\b|\byourself only\b|\bsolo (?:a )?usted\b"
        ),
    },
    RELATIVE: {
        "spouse": re.compile(r"\b(?:spouses?|husband|wife|partners?|conyuge|espos[oa]|pareja)\b"),
        "child": re.compile(rf"\b(?:child(?:ren)?|sons|{SON}|daughters?|hij[oa]s?)\b"),
        "grandparent": re.compile(r"\b(?:grand(?:parents?|mothers?|fathers?)|abuel[oa]s?)\b"),
        "grandchild": re.compile(r"\b(?:grand(?:child(?:ren)?|sons?|daughters?)|niet[oa]s?)\b"),
        "in-law": re.compile(r"\b(?:(?:parents?|mother|father|brother|sister)s?-in-law|suegr[oa]s?|cunad[oa]s?)\b"),
        "parent": re.compile(r"\b(?:parents?|mothers?|fathers?|padres?|madres?)\b"),
        "sibling": re.compile(r"\b(?:siblings?|brothers?|sisters?|herman[oa]s?)\b"),
        "aunt": re.compile(r"\b(?:aunts?|uncles?|cousins?|ti[oa]s?|prim[oa]s?)\b"),
    },
    AMOUNT: {
        "deductible": re.compile(r"\b(?:deductibles?|deducibles?)\b"),
        "limit": re.compile(
            r"\bout[- ]of[- ]pocket(?: (?:max(?:imum)?|limits?))?\b|\boop\b|\bmoop\b"
            r"|\bmost you (?:could |can |will )?pay\b"
            r"|\bgastos? de bolsillo\b|\bdesembolso\b|\bmaximo de bolsillo\b"
        ),
        "copay": re.compile(r"\bco-?pay(?:ment)?s?\b(?! \d{3,5}\b(?![,.]\d| dollars))|\bcopagos?\b"),
        "coinsurance": re.compile(r"\bco-?insurance\b|\bco-?a?seguro\b"),
        "premium": re.compile(
            r"\bpremiums?\b|\bpayroll (?:deduction|contribution)s?\b|\bprimas?\b|\bpaycheck (?:cost|price)s?\b"
        ),
        "match": re.compile(r"\bmatch(?:es|ed|ing)?\b|\baportacion equivalente\b"),
    },
    SERVICE: {code: pattern for code, pattern in NAMED_SERVICES.items() if code not in _COST_SHARING},
    PERIOD: {
        **{period.value: pattern for period, pattern in PERIODS.items()},
        "lifetime": re.compile(r"\blifetime\b|\bde por vida\b|\bvitalici[oa]\b"),
        "visit": re.compile(r"(?:\b(?:per|each|every|por|cada) |/ ?)(?:office )?(?:visit|visita|consulta)\b"),
        "stay": re.compile(r"(?:\b(?:per|each|every|por|cada) |/ ?)(?:admission|stay|ingreso|hospitalizacion)\b"),
        "fill": re.compile(r"(?:\b(?:per|each|every|por|cada) |/ ?)(?:prescription|fill|refill|receta)\b"),
    },
    LINE: {
        "medical": re.compile(
            r"\bmedical (?:plan|deductible|coverage|premium|insurance|option)s?\b|\b(?:plan|seguro) medico\b"
            r"|\bmedical(?=:)|\b(?:for|in|to|not|enroll in) medical\b(?! [a-z])|\bmedical(?=,? (?:and "
            r"|or )?(?:dental|vision)\b)"
        ),
        "dental": re.compile(r"\bdental\b|\bdentists?\b|\bdentistas?\b"),
        "vision": re.compile(r"\bvision\b|\beye ?(?:care|glasses|exams?)\b|\banteojos\b|\blentes\b"),
        "life": re.compile(
            r"\blife (?:(?:and|&) (?:ad&d|accidental death(?: and dismemberment)?) )?insurance\b|\bseguro de vida\b"
            r"|\b(?:basic|supplemental|voluntary|optional|extra|additional|group|dependent|spouse) life\b"
        ),
        "disability": re.compile(r"\bdisability\b|\bdiscapacidad\b|\bincapacidad\b"),
    },
    PAYER: {
        "employer": re.compile(
            r"\b(?:employer|company|we)(?:'s)? (?:also |will )?"
            r"(?:pays?|adds?|puts?|contribut\w+|gives?|deposits?|credits?|match\w*|money|share|provides?|funds?)\b"
            r"|\b(?:empresa|empleador|compania) (?:paga|aporta|pone|da|contribuye)\b"
            r"|\bpaga (?:la empresa|el empleador)\b|\bpagad[oa]s? por (?:la empresa|el empleador)\b"
            r"|\bpaid by (?:the |your )?(?:company|employer)\b"
            r"|\b(?:company|employer)-paid\b|\bat no cost to (?:you|employees)\b|\bsin costo para (?:usted"
            r"|el empleado)\b"
        ),
        "plan": re.compile(
            r"\b(?:plan|insurance|benefit|carrier|ppo|hmo|epo|hdhp) pays?\b(?! (?:up to|at most|a maximum))"
            r"|\b(?:plan|insurance|ppo|hmo|epo|hdhp) covers (?=\$?\d)"
            r"|\b(?:plan|seguro) paga\b(?! (?:hasta|como maximo))"
        ),
        "you": re.compile(
            r"\b(?:you|employees?|members?)(?:'d|'ll| will| would| must| may| can| only)*"
            r" (?:pay|contribute|put|add|buy|purchase|owe)s?\b|\busted (?:paga|aporta|contribuye)\b"
            r"|\bpaga usted\b|\bpaid by (?:you|employees|the employee)\b"
            r"|\bat your (?:own )?(?:cost|expense)\b|\bcosts? you\b(?! (?:nothing|\$?0\b))|\ble cuesta\b"
            r"|\bpor su cuenta\b"
        ),
    },
    EVENT: EVENTS,
    GROUP: {
        "union": re.compile(r"\b(?<!non-)(?<!non )union\b|\blocal \d+\b|\bsindica\w+"),
        "non-union": re.compile(r"\bnon-? ?union\b"),
        "salaried": re.compile(r"\bsalaried\b|\basalariad[oa]s?\b"),
        "hourly": re.compile(r"\bhourly (?:employees?|staff|workers?)\b|\bpor hora\b"),
        "shift by night": re.compile(
            r"\b(?:night|evening|overnight|second|third) shifts?\b|\bturno (?:de noche"
            r"|nocturno)\b"
        ),
        "shift by day": re.compile(r"\b(?:day|first|morning) shifts?\b|\bturno (?:de dia|diurno)\b"),
        "part-time": re.compile(r"\bpart[- ]time\b|\bmedio tiempo\b|\btiempo parcial\b"),
        "full-time": re.compile(r"\bfull[- ]time\b|\btiempo completo\b"),
        "adults": re.compile(r"\badult(?:s|os?)?\b"),
        "no-tobacco": re.compile(
            r"\bnon-? ?(?:smok\w+|tobacco\b)|\b(?:smoke|tobacco)-free\b|\b(?:do not|don't|does not"
            r"|never) (?:smoke|use tobacco)\b"
            r"|\bno (?:fuman?|fumador(?:es)?)\b"
        ),
        "tobacco": re.compile(r"\bsmok(?:ers?|es?|ing)\b|\btobacco\b|\bfumador(?:es)?\b|\btabaco\b"),
        "retired": re.compile(r"\bretirees?\b|\bjubilad[oa]s?\b"),
        "managers": re.compile(r"\b(?:managers?|executives?|directors?|officers?)\b"),
        "friend": re.compile(r"\b(?:friends?|amig[oa]s?)\b(?! (?:eap|program|plan|fund)\b)"),
    },
    TERM: {
        "short": re.compile(r"\bshort[- ]term\b|\bcorto plazo\b|\bstd\b"),
        "long": re.compile(r"\blong[- ]term\b|\blargo plazo\b|\b(?<!, )ltd\b"),
    },
    CONTINUATION: {"cobra": re.compile(r"\bcobra\b|\bcontinuation coverage\b|\bcontinuacion de (?:la )?cobertura\b")},
    ACCOUNT: {
        "dependent care": re.compile(
            r"\bdependent[- ]care (?:flexible spending accounts?|fsas?|accounts?)\b|\bdc ?fsas?\b"
            r"|\b(?:fsa|cuenta) (?:de|para) (?:el )?cuidado de (?:los )?(?:dependientes|hijos|ninos)\b"
        ),
        "limited purpose": re.compile(
            r"\blimited[- ](?:purpose|use) (?:health care )?(?:flexible spending accounts?|fsas?)\b|\blp ?fsas?\b"
            r"|\bfsa (?:de uso|de proposito) limitado\b"
        ),
        "health care": re.compile(
            r"\b(?:health ?care|medical|healthcare|general[- ]purpose(?: health care)?) (?:flexible spending "
            r"accounts?|fsas?)\b"
            r"|\bhc ?fsas?\b|\bfsa (?:medica|de salud|de gastos medicos)\b"
        ),
    },
    CHANNEL: {
        "retail": re.compile(
            r"\bretail\b|\b30[- ]day\b|\bfarmacia local\b"
            r"|\b(?:copago|suministro|surtido) (?:de|para) (?:hasta )?30 dias\b"
        ),
        "mail": re.compile(r"\bmail[- ]order\b|\bby mail\b|\bhome delivery\b|\b90[- ]day\b|\bpor correo\b"),
    },
}


def _looks(patterns: Collection[re.Pattern[str]]) -> tuple[re.Pattern[str], ...]:
    """Return patterns of which one finds something where one of these does. Those that begin at a word's beginning are
    made one, which looks once instead of once for each.
    """
    alike = [one.pattern for one in patterns if one.pattern.startswith(r"\b")]
    others = (one for one in patterns if not one.pattern.startswith(r"\b"))
    return (*([re.compile("|".join(f"(?:{words})" for words in alike))] if alike else []), *others)


_LOOKS = {dimension: _looks(patterns.values()) for dimension, patterns in _PATTERNS.items()}
# "Deductible does not apply" and "20 % after deductible" give no amount of one.
PER = "per"
_PER_WHAT = re.compile(
    r"\b(?:per|por cada) (?!(?:\w+ )?(?:person|dependent|member|employee|child)\b|person|individual|famil|member"
    r"|household|employee|dependent|child|calendar|plan|year|day|hour|pay|un[oa]\b)"
    r"(?P<what>[a-z]{3,})"
)
_LEVELS = (
    r"low|high|base|basic|core|choice|select|value|premier|plus|standard|gold|silver|bronze|platinum|savers?"
    r"|savings|enhanced"
    r"|buy-up|premium|essentials?|advantage|classic|preferred|traditional|advanced|oro|plata|bronce|alto|bajo"
    r"|basico|estandar"
)
_OPTION = re.compile(
    rf"\b(?P<before>{_LEVELS}|[a-d1-9])[- ](?:plans?|options?)\b"
    rf"|\b(?:plan|option|opcion) (?P<behind>{_LEVELS}|[b-d1-9])\b(?! ?(?:%|days?|years?|weeks?|months?))"
)
NO_AMOUNT = re.compile(
    r"\b(?:no|sin|subject to|after|before|until|once|meet|meets|met|meeting|reach|reached|satisfy|satisfied"
    r"|despues del?"
    r"|antes del?"
    r"|cumpl\w+|alcan\w+) (?:the |your |a |an |their |el |su |con el )?(?:deductibles?|deducibles?)\b"
    r"|\b(?:deductibles?|deducibles?)\b"
    r"(?=,? (?:does not|doesn't|do not|is waived|waived|applies|apply|no (?:se )?aplica|is met|has been met))"
)
_TIER = re.compile(r"\b(?:tier|level|nivel|categoria)\s(?P<number>[1-6])\b")
_GRADE = re.compile(
    r"\b(?:grades?(?: of)?(?: an?)?|(?:nota|calificacion) de(?: una)?) (?P<of>[a-f][+-]?)(?![\w'’-])"
    r"|(?:^|(?<=^[a-f] or )|(?<=^[a-f], )|(?<=^[a-f] o ))(?P<label>[a-f][+-]?)(?=(?:(?:,| or| o) [a-f][+-]?)*$)"
    r"|\b(?:an?|una) (?P<letter>[a-f][+-]?)(?=\s*(?:[,;:.)\[]|$)|\s(?:and|or|is|are|gets?|at|y|o|es|se|al)\b)"
)
# An insurer's name is no place, nor is the capital the state of its name.
_STATE = re.compile(rf"\b(?P<name>{A_STATE})\b(?! life\b|,? d\.?c\b)")


@dataclass(frozen=True, slots=True)
class Mention:
    dimension: str
    value: str | PlanName
    start: int
    end: int


@lru_cache(maxsize=4_000)
def mentions(plain: str) -> tuple[Mention, ...]:
    """Return what the text in lower case without accents names, in its order."""
    found = [Mention(PLAN, name, start, end) for name, start, end in plan_mentions(plain)]
    for dimension in _PATTERNS:
        if _names_one(dimension, plain):
            found += _of_dimension(dimension, plain, NO_AMOUNT if dimension == AMOUNT else None)
    found += [Mention(TIER, match["number"], match.start(), match.end()) for match in _TIER.finditer(plain)]
    found += [
        Mention(STATE, SPANISH_STATES.get(match["name"], match["name"]), match.start(), match.end())
        for match in _STATE.finditer(plain)
    ]
    found += [
        Mention(GRADE, match["of"] or match["label"] or match["letter"], *match.span())
        for match in _GRADE.finditer(plain)
    ]
    found += [
        Mention(OPTION, match["before"] or match["behind"], match.start(), match.end())
        for match in _OPTION.finditer(plain)
    ]
    periods = [(one.start, one.end) for one in found if one.dimension == PERIOD]
    found += [
        Mention(PERIOD, f"{PER} {match['what']}", match.start(), match.end())
        for match in _PER_WHAT.finditer(plain)
        if not any(start < match.end() and match.start() < end for start, end in periods)
    ]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def names_plan_or_line(plain: str) -> bool:
    """Whether it names a plan or a line of benefits, without looking for all else."""
    return bool(plan_mentions(plain)) or _names_one(LINE, plain)


def _names_one(dimension: str, plain: str) -> bool:
    return any(look.search(plain) for look in _LOOKS[dimension])


def _of_dimension(dimension: str, plain: str, but: re.Pattern[str] | None) -> Iterator[Mention]:
    taken = bytearray(len(plain))  # "out-of-network" is no "network", nor physical therapy a therapy
    for match in but.finditer(plain) if but else ():
        taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    for value, pattern in _PATTERNS[dimension].items():
        for match in pattern.finditer(plain):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                yield Mention(dimension, value, start, end)
