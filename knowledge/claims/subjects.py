"""The things that documents may contradict each other about, and how a text is seen to tell of one."""

import re
from dataclasses import dataclass, field

from knowledge.claims.types import DAYS, FORMULA, HOURS, MONEY, SHARE, WEEKS

_MONEY = r"\$ ?(?P<money>\d[\d,]*(?:\.\d\d)?)"
_COPAY = (
    rf"{_MONEY} (?:copay(?:ment)?s?|copagos?)\b"
    r"|\b(?:copay(?:ment)?|copago)(?: (?:of|is|de|es))?:? \$ ?(?P<after>\d[\d,]*(?:\.\d\d)?)"
    # A cell that is an amount and nothing else.
    r"|^\s*\$ ?(?P<alone>\d[\d,]*(?:\.\d\d)?)\s*$"
)
_SHARE = r"(?P<share>\d{1,2}) ?% (?:coinsurance|coseguro|after (?:the )?deductible|despues del deducible)"
_LIMIT = re.compile(_MONEY)
_DAYS = re.compile(r"(?P<days>\d{1,3}) (?:days?|dias?)\b")

# What makes another figure of the same thing right as well, whatever the thing is: another time, another place, an
# example, a sum.
_NEVER = re.compile(
    r"non-?\s?network|out[- ]of[- ]network|outside (?:of )?(?:the|its|your) network|fuera de la red|tier (?:2|two)"
    r"|\bwas\b|\bwere\b|used to|for example|\bexample\b|por ejemplo|\bejemplo\b|\bone large bill\b"
)


@dataclass(frozen=True)
class Subject:
    name: str
    signs: re.Pattern[str]
    value: re.Pattern[str]
    kind: str
    per_plan: bool = False
    is_medical: bool = False  # told of a plan for teeth, eyes or an income it is another thing
    household: str = ""  # "limits": one person or a family; "rates": whom a price is for
    has_period: bool = False
    usual_period: str = ""  # what is meant where none is named
    account: str = ""
    unless: re.Pattern[str] | None = None
    in_heading: bool = False  # its signs may stand in the heading

    def is_told_by(self, told: str) -> bool:
        return bool(self.signs.search(told)) and not (self.unless and self.unless.search(told))


def _of(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# Another price for some visits, for a supply by mail, or one that holds only later.
_CARE_CONDITION = _of(
    r"\bfirst\b|\bprimer[ao]s\b|telehealth|telemedicine|virtual|\bmail\b|\bcorreo\b|\b90[- ]?da|after \d+ visits|\bif\b"
    r"|\bunless\b|\bthen\b|for \d+ visits|plan pays|el plan paga"
)
_SUM_CONDITION = _of(r" [+=−] |\bplus\b|\bminus\b|\bmust be met\b|\buntil\b|\bseparate\b|\bown deductible\b|% of \$")
_SERVICES = {
    "Primary care visit": r"primary care|\bpcp\b|atencion primaria|medico de cabecera",
    "Specialist visit": r"\bspecialists?\b|\bespecialistas?\b",
    "Urgent care": r"urgent care|atencion de urgencia\b|\burgencias\b",
    "Emergency room": r"emergency room|sala de emergencias?",
    "Imaging": r"\bmris?\b|\bimaging\b|ct/pet",
    "Generic drug": r"\bgeneric\b|\bgenericos?\b",
    "Preferred brand drug": r"(?<!non-)(?<!non )\bpreferred brand\b",
    "Specialty drug": r"\bspecialty drugs?\b",
}
_SERVICE_SUBJECTS = [
    Subject(name, _of(pattern), _of(value), kind, per_plan=True, is_medical=True, unless=_CARE_CONDITION)
    for name, pattern in _SERVICES.items()
    for value, kind in ((_COPAY, MONEY), (_SHARE, SHARE))
]
_ACCOUNT_UNLESS = _of(
    r"federal|\birs\b|rev\. ?proc|catch-?up|\b55\b|\bincludes?\b| [+=−] |\bminus\b|carr(?:y|ies)[- ]?over|grace"
)
_OWN_MONEY = r"\bcan put in|\byou (?:can|may) (?:contribute|put)|\bmost you can put|fsa limit|contribution limit"
SUBJECTS = (
    *_SERVICE_SUBJECTS,
    Subject(
        "Deductible",
        _of(r"^(?:[\w ]+, )?(?:overall )?deductible\b|deductible (?:is|of)\b|\$ ?[\d,.]+ deductible\b|\bdeductible, "),
        _LIMIT,
        MONEY,
        per_plan=True,
        is_medical=True,
        household="limits",
        unless=_SUM_CONDITION,
    ),
    Subject(
        "Most you pay in a year",
        _of(r"out-of-pocket (?:limit|maximum|max)\b|\bmost you pay\b|\boop ?m(?:ax)?\b"),
        _LIMIT,
        MONEY,
        per_plan=True,
        is_medical=True,
        household="limits",
        unless=_SUM_CONDITION,
    ),
    Subject(
        "Price per paycheck",
        _of(r"per (?:paycheck|pay period|payday|deduction)\b|each pay(?:check|day)"),
        _LIMIT,
        MONEY,
        per_plan=True,
        is_medical=True,
        household="rates",
        has_period=True,
        unless=_of(
            r"cobra|full (?:monthly )?price|surcharge|tobacco|\bmore\b|\bless\b|\bhigher\b|\blower\b|imputed|\bsave\b"
            r"|accounts?\b|\bhsa (?:money|contribution)|\bfsa\b|\bput in|\blimit\b|\brise|\bemployer\b"
            r"|\$ ?[\d.,]+ [+=−]|\bpartner's part\b"
        ),
    ),
    *(
        Subject(
            f"What you can put into a {name}",
            _of(_OWN_MONEY),
            _LIMIT,
            MONEY,
            household=household,
            has_period=True,
            usual_period="per year",
            account=account,
            unless=_ACCOUNT_UNLESS,
            in_heading=True,
        )
        for name, account, household in (
            ("health savings account", "hsa", "limits"),
            ("health care FSA", "health fsa", ""),
            ("dependent care FSA", "dependent care fsa", ""),
        )
    ),
    Subject(
        "Employer money for a health savings account",
        _of(r"\bhsa money\b|\b(?:puts?|adds?|contributes?|gives?) \$ ?[\d,.]+"),
        _LIMIT,
        MONEY,
        household="limits",
        has_period=True,
        account="hsa",
        unless=_of(r"federal|\bmatch| [+=−] |\bminus\b|\byou (?:put|add|contribute)"),
        in_heading=True,
    ),
    Subject(
        "Days to report a life event",
        _of(r"\blife events?\b|qualifying event"),
        _DAYS,
        DAYS,
        unless=_of(r"medicaid|\bchip\b|cobra|certificate|\bcop(?:y|ies)\b|\bpapers\b|\bproof\b|medicare"),
        in_heading=True,
    ),
    Subject(
        "Days after a loss of Medicaid or CHIP",
        _of(r"\b(?:los\w+|loss|lost)\b.*\b(?:medicaid|chip)\b"),
        _DAYS,
        DAYS,
        unless=_of(r"drug plan|cobra"),
    ),
    Subject(
        "Days a new employee has to enroll",
        _of(r"\benroll within \d|\bdays to enroll\b"),
        _DAYS,
        DAYS,
        unless=_of(r"medicaid|\bchip\b|marri|partner|\bevent|\bbirth\b|\bbaby\b|\badopt|\blos[est]"),
    ),
    Subject(
        "Waiting period",
        _of(
            r"\b(?:first|1st) of the month\b.*\b(?:on or|next follow|after)"
            r"|\bdays of waiting\b|waiting period (?:is|of)"
        ),
        _of(r"(?P<days>\d{1,3}) days?\b|\bday (?P<after>\d{1,3})\b"),
        DAYS,
        unless=_of(
            r"\bbirth\b|\bbaby\b|\bchild\b|marri|never later|longer than|no waiting|hired on|dental|disability"
            r"|pre-?existing"
        ),
    ),
    Subject("Days to elect COBRA", _of(r"(?=.*\bcobra\b).*\bdays to (?:elect|decide|choose)\b"), _DAYS, DAYS),
    Subject(
        "Weeks of parental leave",
        _of(r"\bparental leave (?:is|lasts)\b"),
        _of(r"(?P<weeks>\d{1,2}) weeks?\b"),
        WEEKS,
        unless=_of(r"\bnotice\b|\badditional\b|\bunpaid\b|\bparts?\b"),
    ),
    Subject(
        "Vacation",
        _of(r"\b(?:vacation|pto|paid time off)\b"),
        _of(r"(?P<hours>\d{1,3}) hours?\b"),
        HOURS,
        unless=_of(r"carry|carries|paid out|unpaid|accru\w+ (?:up )?to"),
        household="service",
    ),
    Subject(
        "401(k) match",
        _of(r"\bmatch(?:es|ed)?\b"),
        _of(
            r"(?P<formula>\d{1,3}% (?:match )?of the (?:first|next) \d{1,2}%(?: of (?:your )?pay)?"
            r"|first \d{1,2}% of (?:your )?pay\b.*\bdollar for dollar)"
        ),
        FORMULA,
        unless=_of(r"vest|\bpart of the match\b|\bif you save \d"),
    ),
)
ACCOUNTS = {
    "dependent care fsa": _of(r"dependent[- ]care (?:fsa|flexible|account)"),
    "health fsa": _of(r"\b(?:health|healthcare|health care|medical) (?:fsa|flexible spending)"),
    "hsa": _of(r"\bhsa\b(?! ?\d)|health savings account"),
}
NOT_MEDICAL = _of(
    r"\bdental\b|\bdentist|\bvision\b|\beye(?:s|glasses)?\b|\blife insurance\b|\bdisability\b|\bcrowns?\b|\bteeth\b"
    r"|\bplan de vision\b|\bpet insurance\b"
)


def may_both_be_right(told: str) -> bool:
    return bool(_NEVER.search(told))


@dataclass(frozen=True)
class Sides:
    """What one text may tell of what sets figures of one subject apart."""

    patterns: dict[str, re.Pattern[str]] = field(default_factory=dict)

    def told_by(self, text: str) -> list[str]:
        """Return what is named, each kind once; a name that holds another's words is told alone."""
        found, rest = [], text
        for name, pattern in self.patterns.items():
            if pattern.search(rest):
                found.append(name)
                rest = pattern.sub(" ", rest)
        return found


LIMIT_SIDES = Sides(
    {
        "one person in a family": _of(
            r"\b(?:one |each |a )?(?:person|individual|member)\b[\w ,]{0,12}\b(?:in|within|inside|of)(?: a| the)?"
            r"(?: [a-z]+ \d+)? family\b|\bembedded\b"
        ),
        "family": _of(r"\bfamil(?:y|ies)\b|\bwith anyone else covered\b|\bfamilia\b"),
        "one person": _of(
            r"\b(?:one |per |each |a )?(?:person|individual)\b|\bself[- ]only\b|\bemployee[- ]only\b|\bsingle\b"
            r"|\b(?:por |una )persona\b"
        ),
    }
)
PERIOD_SIDES = Sides(
    {
        "per paycheck": _of(r"\bper pay(?:check|day|roll| period)?\b|\beach pay(?:check|day)\b|\ba paycheck\b"),
        "per month": _of(r"\bper month\b|\ba month\b|\bmonthly\b"),
        "per year": _of(
            r"\bper (?:calendar |plan )?year\b|\ba year\b|\bannual(?:ly)?\b|\byearly\b|\bover (?:the year|\d+ pay)"
            r"|\bfor (?:a |the )?(?:plan )?year\b"
        ),
    }
)
SERVICE_BAND = re.compile(
    r"\b(?:first year|less than \d+ years?|under \d+ years?|\d+(?: to |-| - )\d+ years?|\d+ years? or more|\d+\+ years?"
    r"|over \d+ years?)\b"
)
