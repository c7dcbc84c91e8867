"""What employees ask about: the rows of the coverage map.

A passage covers a subject if one of its sentences holds a sign of it and a figure, and if it stands where such a
thing is told: in a document of one of the subject's kinds, or under a title or heading that holds the sign. A subject
`per_plan` has to be covered for each medical plan.
"""

import re
from dataclasses import dataclass

from knowledge.models import Document

Kind = Document.Kind
FIGURE = re.compile(
    r"\$\s?\d|\d\s?(%|percent)|\b(\d+|one|two|three|four|six|eight|twelve)([- ]\w+)? "
    r"(days?|weeks?|months?|years?|hours?|visits?|sessions?|times)\b",
    re.IGNORECASE,
)
MONEY = re.compile(r"\$\s?\d")
DAY = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2}/\d{1,2}\b|\b\d+ days\b",
    re.IGNORECASE,
)
AGE = re.compile(r"\b(26|age (of )?\d\d)\b", re.IGNORECASE)
START = re.compile(rf"{FIGURE.pattern}|first (day )?of the month|full[- ]time", re.IGNORECASE)
ANYTHING = re.compile("")
# Documents that tell about every benefit.
WIDE_KINDS = frozenset({Kind.GUIDE, Kind.SPD, Kind.PLAN_DOCUMENT, Kind.AMENDMENT, Kind.FAQ})
# A summary of coverage and a notice hold words about everything, and promise little of it.
NARROW_KINDS = frozenset({Kind.SBC, Kind.NOTICE, Kind.DECK, Kind.OTHER})


@dataclass(frozen=True)
class Subject:
    code: str
    group: str
    label: str
    question: str  # as an employee would ask
    signs: re.Pattern[str]
    kind: str = Kind.GUIDE  # of document to upload when nothing covers it
    figure: re.Pattern[str] = FIGURE  # "" is found in every sentence
    per_plan: bool = False

    def is_told_in(self, document_kind: str, *, place: str) -> bool:
        """Whether a document of this kind tells about the subject; `place` is its title and the passage's heading."""
        if document_kind == self.kind or document_kind in WIDE_KINDS:
            return True
        return document_kind not in NARROW_KINDS and bool(self.signs.search(place))


def _subject(code: str, group: str, label: str, question: str, signs: str, **facts: object) -> Subject:
    return Subject(code, group, label, question, re.compile(signs, re.IGNORECASE), **facts)


_MEDICAL = {"per_plan": True, "kind": Kind.SBC}
_MONEY, _HEALTH, _INCOME, _RULES = "Accounts", "Dental and vision", "Income and family", "Rules and dates"
SUBJECTS = (
    _subject("deductible", "Medical", "Deductible", "What is the medical deductible?", r"deductible", **_MEDICAL),
    _subject(
        "copays",
        "Medical",
        "Copays",
        "What is the copay or coinsurance for a primary care or specialist office visit?",
        r"copay|coinsurance|office visit|specialist|primary care",
        **_MEDICAL,
    ),
    _subject(
        "oop_max",
        "Medical",
        "Out-of-pocket limit",
        "What is the out-of-pocket limit or maximum?",
        r"out[- ]of[- ]pocket",
        **_MEDICAL,
    ),
    _subject(
        "drugs",
        "Medical",
        "Prescription drugs",
        "What do I pay for generic and brand prescription drugs?",
        r"\bdrugs?\b|prescription|generic|\brx\b",
        **_MEDICAL,
    ),
    _subject(
        "premiums",
        "Medical",
        "Payroll deductions",
        "What does the plan cost per paycheck, what is the employee contribution or premium?",
        r"per pay|paycheck|pay period|premium|contribution|biweekly|bi-weekly|weekly|monthly",
        figure=MONEY,
        per_plan=True,
        kind=Kind.RATE_SHEET,
    ),
    _subject(
        "dental",
        _HEALTH,
        "Dental",
        "What does the dental plan pay, and what is the annual maximum?",
        r"dental",
        kind=Kind.SUMMARY,
    ),
    _subject(
        "vision",
        _HEALTH,
        "Vision",
        "What does the vision plan pay for an eye exam, glasses, frames and contacts?",
        r"vision|\bframes\b|glasses|contact lenses",
        kind=Kind.SUMMARY,
    ),
    _subject(
        "hsa",
        _MONEY,
        "HSA",
        "How much can I contribute to a health savings account (HSA), and what does the company pay in?",
        r"\bhsa\b|health savings",
        kind=Kind.ACCOUNT_GUIDE,
    ),
    _subject(
        "fsa",
        _MONEY,
        "FSA",
        "What is the health care FSA limit, and until when can the money be used?",
        r"\bfsa\b|flexible spending",
        kind=Kind.ACCOUNT_GUIDE,
    ),
    _subject(
        "dcfsa",
        _MONEY,
        "Dependent care FSA",
        "What is the dependent care FSA limit?",
        r"dependent[- ]care|\bdcfsa\b",
        kind=Kind.ACCOUNT_GUIDE,
    ),
    _subject(
        "retirement",
        _MONEY,
        "401(k)",
        "How does the 401(k) match and vesting work?",
        r"401\(?k\)?",
        kind=Kind.SPD,
    ),
    _subject(
        "life",
        _INCOME,
        "Life insurance",
        "How much life insurance do I have?",
        r"life insurance|basic life|\bad&d\b|life and ad",
        kind=Kind.SUMMARY,
    ),
    _subject(
        "disability",
        _INCOME,
        "Disability",
        "What does short-term or long-term disability pay, and when does it start?",
        r"disability|\bstd\b|\bltd\b",
        kind=Kind.SUMMARY,
    ),
    _subject(
        "leave",
        _INCOME,
        "Parental and family leave",
        "How long is parental leave and how is it paid?",
        r"parental|maternity|paternity|family leave|\bfmla\b",
        kind=Kind.POLICY,
    ),
    _subject(
        "pto",
        _INCOME,
        "PTO and vacation",
        "How much vacation or PTO do I earn, and what carries over?",
        r"\bpto\b|vacation|paid time off",
        kind=Kind.POLICY,
    ),
    _subject(
        "eap",
        _INCOME,
        "Employee assistance",
        "How many counseling visits does the employee assistance program (EAP) offer?",
        r"\beap\b|employee assistance",
    ),
    _subject(
        "enrollment",
        _RULES,
        "Enrollment dates",
        "When is open enrollment and what happens if I miss it?",
        r"open enrollment|annual enrollment|enrollment (period|window|closes|ends)",
        figure=DAY,
    ),
    _subject(
        "eligibility",
        _RULES,
        "Eligibility and waiting period",
        "Who is eligible, and when does coverage start for a new hire?",
        r"eligib|waiting period|first of the month|new hire|coverage (starts|begins)",
        figure=START,
    ),
    _subject(
        "life_events",
        _RULES,
        "Life events",
        "Within how many days must I report a life event such as a birth or marriage?",
        r"life event|qualifying|special enrollment|status change|\bbirth\b|marriage",
    ),
    _subject(
        "dependents",
        _RULES,
        "Dependents",
        "Whom can I cover, and when does a child age out?",
        r"dependent|\bchild(ren)?\b|spouse",
        figure=AGE,
    ),
    _subject(
        "cobra",
        _RULES,
        "COBRA",
        "How does COBRA continuation coverage work, for how long and at what price?",
        r"cobra|continuation coverage",
        kind=Kind.NOTICE,
    ),
    _subject(
        "contacts",
        _RULES,
        "Contacts",
        "Whom do I call: phone numbers of carriers and the benefits team?",
        r"\d{3}[-. ]\d{3}[-. ]\d{4}|\(\d{3}\) ?\d{3}|\b1-8\d\d|\w+@\w+\.\w+",
        figure=ANYTHING,
    ),
)
