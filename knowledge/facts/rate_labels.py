"""What the labels around a premium say: for whom it covers, who pays it, how often, which plan, which class."""

import re
from collections.abc import Iterable, Sequence

EMPLOYEE, EMPLOYER, FULL, COBRA = "employee", "employer", "full", "cobra"
PAY, MONTH, YEAR = "pay", "month", "year"

_PLUS = r"\s*(?:\+|&|/|and|plus|with|y|m[áa]s)\s*(?:one |1 )?"
_SELF = (
    r"(?:employee|ee|emp\.?|you(?:rself)?|subscriber|(?:team )?member|associate|teammate|self|single|individual|"
    r"emplead[oa])"
)
_PARTNER = r"(?:spouse|sp|partner|dp|sp/dp|cónyuge|conyuge|espos[oa])"
TIERS = {
    "FAM": (
        rf"\bfam(?:il(?:y|ies|ia|iar|ias))?\b|{_SELF}{_PLUS}fam\b"
        rf"|\b{_PARTNER}\b\)?(?:\s*/\s*\w+)?\W{{0,4}}(?:and |y )?\W{{0,2}}(?:child|ch\b|hij[oa])"
    ),
    "EE_SP": rf"\bspouse\b|{_SELF}{_PLUS}sp\b|two[- ]party|\bc[óo]nyuge\b|\bespos[oa]\b",
    "EE_DP": rf"domestic partner|{_SELF}{_PLUS}dp\b|pareja de hecho|pareja doméstica",
    "EE_CH": (
        rf"\bchild(?:ren|\(ren\))?(?:\b|(?<=\)))|{_SELF}{_PLUS}ch(?:\(ren\))?\b"
        r"|\bhij[oa](?:s|\(s\))?(?:\b|(?<=\)))"
    ),
    "EE_2": rf"{_SELF}{_PLUS}(?:2|two|3|three|dos)\b",
    "EE_1": rf"{_SELF}\s*(?:\+|&|/|and|plus|with|m[áa]s)\s*(?:1|one|un[oa]?)\b",
    "EE": (
        rf"\b{_SELF}[- ](?:only|alone|solamente|únicamente)\b|\bs[óo]lo (?:el |la )?emplead[oa]\b"
        r"|^(?:ee|single|individual|employee|associate|self|you|el emplead[oa]|emplead[oa])"
        r"(?: coverage| rates?| tier| plan| cobertura)?$"
    ),
}
_TIER = {code: re.compile(pattern, re.IGNORECASE) for code, pattern in TIERS.items()}
_PERIOD = {
    PAY: re.compile(
        r"per[- ](?:pay(?:check| ?day|roll|[- ]period)?|deduction)\b|twice[- ](?:monthly|a[- ]month)|"
        r"\b\d\d (?:deductions|deducciones)\b|(?:por|a la|cada) semana\b|"
        r"quincena\w*|\bsemanal\w*|bisemanal\w*|catorcenal\w*|"
        r"por (?:per[ií]odo de pago|n[óo]mina|cheque)|(?:each|a) pay(?:check|day)|paycheck|pay period|"
        r"payroll deduction|bi-?weekly|semi-?monthly|bi-?monthly|\bweekly\b|per week|every (?:two|other) weeks",
        re.IGNORECASE,
    ),
    YEAR: re.compile(r"per (?:year|annum)|a year\b|annual(?:ly)?|yearly|\banual\w*|por año|al año", re.IGNORECASE),
    MONTH: re.compile(r"per month|a month\b|monthly|/ ?mo(?:nth)?\b|mensual\w*|por mes|al mes", re.IGNORECASE),
}
_DEDUCTIONS = re.compile(
    r"\b(\d{2}) (?:pay(?:check|day|roll)?s?|deductions?|payroll deductions?|pay periods?)(?: (?:a|per|each)|/) ?year"
    r"|\((\d{2}) (?:pay(?:check|day|roll)?s?|deductions?|pay periods?)\)"
    r"|\b(\d{2}) (?:deducciones|pagos|per[ií]odos de pago|n[óo]minas) (?:al|por|cada) año",
    re.IGNORECASE,
)
# A word alone tells only where nothing else does; "bi-monthly" is written for both 24 and 6, and here is 24.
_COUNT_WORDS = (
    (re.compile(r"bi-?weekly|every (?:two|other) weeks|bisemanal|catorcenal", re.IGNORECASE), 26),
    (re.compile(r"semi-?monthly|bi-?monthly|twice[- ](?:a[- ]month|monthly)|quincenal", re.IGNORECASE), 24),
    (re.compile(r"\bweekly\b|per week|\bsemanal|(?:por|a la|cada) semana\b", re.IGNORECASE), 52),
)
_MONEY_WORD = r"(?= ?(?:cost|share|contrib|pays?\b|rate|premium|portion|amount|monthly|per\b))"
_PAYER = {
    COBRA: re.compile(r"\bcobra\b", re.IGNORECASE),
    FULL: re.compile(r"\bfull\b(?![- ]time)|\btotal\b|\bgross premium|prima completa", re.IGNORECASE),
    EMPLOYER: re.compile(
        rf"\bemployer\b|\bcompany (?:pays|share|cost|contribution)|\ber\b{_MONEY_WORD}|\bempleador\b|de la empresa\b|"
        r"\bpatr[óo]n\b",
        re.IGNORECASE,
    ),
    EMPLOYEE: re.compile(
        rf"\b(?:employee|associate|teammate)\b(?! only)(?!{_PLUS}\w)|\bee\b{_MONEY_WORD}"
        r"|\b(?:your|su) (?:cost|share|rate|price|contribution|premium|costo|contribución)|\byou pay\b|usted paga|"
        r"(?:costo|contribución|parte) del emplead[oa]|payroll deduction|deducci\w+ de (?:la )?n[óo]mina|"
        # Nobody but an employee contributes by the paycheck, unless the label says so.
        r"(?:\bweekly|bi-?weekly|semi-?monthly|bi-?monthly|twice[- ]monthly|per[- ]pay\S*|payroll|paycheck)"
        r" (?:payroll )?(?:contributions?|deductions?)",
        re.IGNORECASE,
    ),
}
_CLASS = re.compile(
    r"\b(?:salaried(?: employees)?|hourly(?: employees)?|union(?: members| employees)?|local \d+(?: members)?|"
    r"full[- ]time(?: employees)?|part[- ]time(?: employees)?|"
    r"asalariad[oa]s|sindicalizad[oa]s|tiempo completo|medio tiempo|tiempo parcial|"
    r"non-?exempt|exempt|executives?|retirees?)\b",
    re.IGNORECASE,
)
_BAND = re.compile(
    r"(?:under|less than|below|over|above|up to|more than) \$[\d,]+k?|\$[\d,]+k?\s*(?:-|–|—|to)\s*\$?[\d,]+k?"
    r"|\$[\d,]+k? (?:and|or) (?:over|more|above|up|less|under|below)|\$[\d,]+k?\s?\+"
    r"|non-?\s?(?:tobacco|smok\w+)(?: users?| use)?(?: incentive| discount| credit)?|tobacco[- ]free"
    r"|tobacco(?: users?)?|smokers?|(?:no |without |with )?wellness(?: credit| discount| incentive)?"
    r"|ages? \d+(?:\s*(?:-|–|to)\s*\d+|\+)",
    re.IGNORECASE,
)
# "HDHP 2000" is a plan with that deductible.
_YEAR = re.compile(r"\b20[2-4]\d(?:[-–/]\d{2,4})?\b")
_FROM_JANUARY = re.compile(r"effective\W+(?:date\W+)?(?:as of |on )?(?:january 1,? |0?1/0?1/)(20\d\d)", re.IGNORECASE)
_PLAN_WORD = re.compile(r"\b(?:ppo|hmo|epo|pos|hdhp|cdhp|hsa|dental|vision|dppo|dhmo)\b", re.IGNORECASE)
# Words around a plan's name that are no part of it; inside the name ("Northwind Health Plus") they stay.
_NOISE = re.compile(
    r"(?:prices?|rates?|premiums?|costs?|coverage|contributions?|shares?|amounts?|deductions?|before|after|tax|pre-?tax"
    r"|tier|levels?|plan|year|effective|sheet|medical|insurance|payroll|benefits?|options?|per|the|of|and|for|what|your"
    r"|you|pays?|each|in|plans|employees?|employer|company|members?|total|full|ee|er|w/o?|with(?:out)?|salary|new"
    r"|current|prior|previous|associates?|costos?|del?|la|el|por|tarifas?|primas?|seguro|médico|nivel|cobertura|emplead[oa]s?"
    r"|\W*102\W*|\W+)(?:['’]s?)?",
    re.IGNORECASE,
)
_LOOSE_NAME = re.compile(
    r"(?:low|high|base|basic|core|standard|buy[- ]?up|premium|enhanced|plus|value|option|plan|\d|\W)+", re.IGNORECASE
)
_SAYS_PAYMENT = re.compile(r"\b(?:contributions?|shares?|pays?|portion|subsidy)\b", re.IGNORECASE)
_PIECES = re.compile(r"\s*(?:,|\||:|;|\n|–|—| - )\s*")
# Amounts of a plan that stand on rate sheets too, under the same tiers. "HSA" alone is a plan's name more often.
NO_PREMIUM = re.compile(
    r"deductible|out[- ]of[- ]pocket|\boop\b|co-?pays?\b|coinsurance|\bmaximum\b|allowance|reimbursement|"
    r"(?:hsa|hra|fsa|health savings|savings account)\b[^,|:;]*?(?:contribution|funding|seed|deposit|limit|money)|"
    r"(?:contribution|funding|seed|deposit)s?\b[^,|:;]*?\b(?:hsa|hra|fsa|health savings)|"
    r"\bper \$?1,?000\b|^\W*(?:change|increase|decrease|difference|savings)\b",
    re.IGNORECASE,
)
# Rates that end, printed beside the new ones.
_BEFORE = re.compile(
    r"\b(?:current|prior|previous|expiring|last year.?s?)\b(?= (?:\d{4}|bi|semi|week|month|annual|payroll|rates?|year|"
    r"plan|contrib|cost|employee|premium))",
    re.IGNORECASE,
)
SURCHARGE = re.compile(r"surcharge|\bcredit\b", re.IGNORECASE)


def tier_of(words: str) -> str:
    plain = " ".join(words.split())
    found = [code for code, pattern in _TIER.items() if pattern.search(plain)]
    return found[0] if found else ""


def tier_in(label: str) -> str:
    """Return the tier that one of the label's pieces names; it may be joined from several heads."""
    return next((tier for tier in map(tier_of, (*_PIECES.split(label), label)) if tier), "")


def period_of(words: str) -> str:
    return next((code for code, pattern in _PERIOD.items() if pattern.search(words)), "")


def payer_of(words: str, company_names: Sequence[str] = ()) -> str:
    found = next((code for code, pattern in _PAYER.items() if pattern.search(words)), "")
    if found in ("", EMPLOYEE) and any(_names_payer(words, name) for name in company_names):
        return EMPLOYER
    return found


def payer_around(words: str) -> str:
    """Return who pays by a heading or a note above a table; one that speaks of both sides settles nothing."""
    found = [code for code, pattern in _PAYER.items() if pattern.search(words)]
    return found[0] if len(found) == 1 and found[0] in (EMPLOYEE, COBRA) else ""


def is_named_loosely(name: str) -> bool:
    """Whether the name tells a plan only beside what else it is about: "Low", "High", "Basic"."""
    return bool(_LOOSE_NAME.fullmatch(name))


def may_name_a_payer(name: str, labels: Iterable[str]) -> bool:
    """Whether the name may be that of who pays: "Acme weekly contribution" is no plan called Acme."""
    own = next((label for label in labels if name in label), "")
    return not has_plan_word(name) and bool(_SAYS_PAYMENT.search(own))


def has_plan_word(name: str) -> bool:
    return bool(_PLAN_WORD.search(name))


def deductions_in(words: str) -> int | None:
    """Return how many deductions a year the words name outright."""
    found = _DEDUCTIONS.search(words)
    return int(next(filter(None, found.groups()))) if found else None


def deductions_meant(words: str) -> int | None:
    """Return how many deductions a year a word such as "biweekly" stands for."""
    return next((count for pattern, count in _COUNT_WORDS if pattern.search(words)), None)


def group_of(label: str) -> str:
    """Return the class and the band that the label names, as printed but for case."""
    found = [*_CLASS.findall(label), *_BAND.findall(label), *_BEFORE.findall(label)]
    return ", ".join(dict.fromkeys(" ".join(one.split()).casefold() for one in found))


def is_before_change(label: str) -> bool:
    return bool(_BEFORE.search(label))


def effective_year(words: str) -> str:
    """Return the year that rates begin with; one that begins in its middle is no calendar year."""
    found = _FROM_JANUARY.search(words)
    return found[1] if found else ""


def year_of(label: str) -> str:
    found = set(_YEAR.findall(label))
    return found.pop() if len(found) == 1 else ""


def plan_of(labels: Iterable[str], company_names: Sequence[str] = ()) -> str:
    """Return what is left of a label when everything else that it may say is taken away; the surest label wins."""
    left = [name for label in labels for name in _names(label, company_names)]
    return next((name for name in left if _PLAN_WORD.search(name)), left[0] if left else "")


def _names(label: str, company_names: Sequence[str]) -> list[str]:
    names = []
    for piece in _PIECES.split(label):
        if tier_of(piece):
            continue
        rest = piece
        for pattern in (*_PERIOD.values(), _CLASS, _BAND, _YEAR, _PAYER[COBRA]):
            rest = pattern.sub(" ", rest)
        for name in company_names:
            rest = re.sub(rf"^\W*{re.escape(name)}\b(?!\s+(?:dental|vision))", " ", rest, flags=re.IGNORECASE)
        words = rest.split()
        while words and _NOISE.fullmatch(words[0]):
            words.pop(0)
        while words and _NOISE.fullmatch(words[-1]):
            words.pop()
        rest = _unbracketed(" ".join(words).strip(" .-+/&*"))
        if re.search(r"[A-Za-z]{2}", rest):
            names.append(rest)
    return names


def _unbracketed(name: str) -> str:
    """Return the name without a bracket that has no partner: "Cedar HDHP (HSA)" keeps its own."""
    plain = name if name.count("(") == name.count(")") else name.strip("()")
    is_whole = re.fullmatch(r"\(([^()]*)\)", plain)
    return (is_whole[1] if is_whole else plain).strip(" .-+/&*")


def _names_payer(words: str, name: str) -> bool:
    return bool(
        re.search(rf"\b{re.escape(name)}\b\W*(?:pays|share|contribution|monthly|per|annual|cost)", words, re.IGNORECASE)
    )
