"""Worked examples that others have published, each with what is printed and what the calculators say.

Regulations and notices first; a secondary page only where no official one has numbers. `differs` says why ours is
another figure than the printed one; without it the two are the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from benefits.calculators.annual_cost import walk
from benefits.calculators.coverage import EventRule, cobra_window, dependent_age_out, life_event_window
from benefits.calculators.hsa import HsaLimits, HsaYear, hsa_room
from benefits.calculators.plan_terms import Limits, MedicalTerms, ServiceTerms, Use
from benefits.calculators.prices import LifeTable, imputed_income_life
from benefits.calculators.result import Source
from benefits.calculators.retirement import DeferralLimits, MatchTier, employer_match, retirement_room
from benefits.calculators.words import Value
from benefits.federal.keys import LIFE_BANDS
from benefits.federal.shipped import shipped_limit

D = Decimal
ROUNDED_DOWN = "A yearly limit is rounded down to the cent, so that nobody puts in more than the law allows."
CENT_BY_MONTH = "The taxable amount is rounded to the cent each month, as payroll adds it."
FROM_THE_LOSS = (
    "The months are counted from the end of coverage, as plans do that provide for it (54.4980B-7, Q&A-4(b)); the "
    "example counts from the end of the job, six months before."
)
DAY_OF_ELECTION = "The page counts the day of the election as the first of the 45; the law says 45 days after it."
SUMMARY_ROUNDS = "A summary of benefits rounds what is shared to the next hundred dollars; a claim is paid to the cent."

_CFR26, _CFR29 = "https://www.ecfr.gov/current/title-26/section-", "https://www.ecfr.gov/current/title-29/section-"
_ELECTION = ("26 CFR 54.4980B-6", "Q&A-1(c), Example", f"{_CFR26}54.4980B-6")
_DURATION = ("26 CFR 54.4980B-7", "Q&A-6(b)", f"{_CFR26}54.4980B-7")
_SPECIAL = ("29 CFR 2590.701-6", "(b)(4), Example 1", f"{_CFR29}2590.701-6")
_LATE = ("29 CFR 2590.701-6", "(d)(3), Example", f"{_CFR29}2590.701-6")
_TO_26 = ("26 CFR 54.9815-2714", "(a)(2), Example", f"{_CFR26}54.9815-2714")
_NOTICE_2008_52 = ("Notice 2008-52", "Annual HSA contribution limit", "https://www.irs.gov/irb/2008-25_IRB")
_SLAYER = "https://support.taxslayer.com/hc/en-us/articles/"
_PUB_969 = ("Publication 969 for 2024, as told by TaxSlayer", "Example 1", f"{_SLAYER}4667422079757")
_FORM_8889 = ("Form 8889 for 2024, as told by TaxSlayer", "Limits", f"{_SLAYER}360015709052")
_LINE_3 = ("Form 8889, line 3", "an expert's answer", "https://ttlc.intuit.com/community/tax-credits-deductions/")
_BOB = (
    "HSA for part of a year",
    "Bob",
    "https://jmeinsurance.com/faq-items/what-if-i-am-only-hsa-eligible-for-part-of-the-year",
)
_AL = (
    "Re-enrollment guide 2022",
    "page 39, Al",
    "http://online.flipbuilder.com/LocktonFlipBook/bvht/files/basic-html/page39.html",
)
_ZENEFITS = "https://www.zenefits.com/workest/hr-fast-facts-calculate-imputed-income-for-life-insurance/"
_BASIC, _VOLUNTARY = ("Imputed income", "Basic life", _ZENEFITS), ("Imputed income", "Voluntary life", _ZENEFITS)
_STUDYLIB = ("Table I values", "Example A", "http://studylib.net/doc/8257695/")
_NEWS = ("Imputed income for group term life", "question", "https://insurancenewsmag.com/?p=143131")
_CARDS = (
    "Group life insurance",
    "125,000 of coverage",
    "https://brainscape.com/flashcards/calculations-4793205/packs/7014941",
)
_ELISE = ("COBRA timeline", "Elise", "https://benefitcomply.com/topic/cobra-election-and-payment-demo/")
_PEG = ("Summary of benefits", "Peg, page 58", "https://cld.bz/bookdata/PsZqru/basic-html/page-58.html")
_JANE = (
    "Employer matching",
    "Jane",
    "https://finhelp.io/glossary/how-employer-matching-really-works-vesting-and-contribution-examples",
)
_MPLOYER = "https://mployeradvisor.com/all-terms/matching-contribution"
_FULL_MATCH, _PART_MATCH = (
    ("Matching contribution", "Example 1", _MPLOYER),
    ("Matching contribution", "Example 2", _MPLOYER),
)
_CAPPED = ("Employer match", "3 percent", "https://legalclarity.org/what-is-an-employer-match-for-retirement-plans")
_YVCC = ("Matching contribution", "50,000", "https://yvcc.instructure.com/courses/2387830/modules/items/74855740")
_LIMITS_2024 = (
    "401(k) limits 2024",
    "Summary table",
    "https://github.com/lfgcj/CJCPAs-Ultimate-401k-Understanding-Information-Database",
)


@dataclass(frozen=True)
class Example:
    name: str
    where: tuple[str, str, str]  # title, section, address
    inputs: str  # as printed
    printed: Value
    reckon: Callable[[], Value]
    ours: Value | None = None  # where it differs
    differs: str = ""


def _hsa(self_only: int, family: int, months: list[str | None], *, age: int = 40, key: str = "limit") -> Value:
    limits = HsaLimits(D(self_only), D(family), D(1000), Source("as printed"))
    return hsa_room(HsaYear(2024, tuple(months), age), limits)[key]


def _life(coverage: int, age: int, paid: str = "0", *, key: str = "month") -> Value:
    rates = tuple((first, shipped_limit("life_table", 2027, band).value) for band, first in LIFE_BANDS.items())
    table = LifeTable(rates, shipped_limit("life_exempt", 2027).value, Source("Table I"))
    return imputed_income_life(D(coverage), table, age_at_year_end=age, paid_a_month=D(paid))[key]


def _elect_by(lost: date, noticed: date | None = None) -> Value:
    return cobra_window("left_job", lost=lost, noticed=noticed or lost)["elect_by"]


def _lasts(event: str, lost: date) -> Value:
    return cobra_window(event, lost=lost, noticed=lost)["lasts_until"]


def _peg() -> Value:
    share = ServiceTerms(coinsurance=D("0.20"), deductible_applies=True)
    terms = MedicalTerms("as printed", Limits.of_one(D(2900)), Limits.of_one(D(9000)), {"birth": share})
    return walk(terms, [Use("birth", allowed=D(12_800))]).total


def _match(pay: int, saved: str, of_pay: str, rate: str) -> Value:
    return employer_match([MatchTier(D(of_pay), D(rate))], pay=D(pay), saved=D(saved))["match"]


def _deferral(year: int, age: int) -> Value:
    catch_up = shipped_limit("deferral_catch_up", year, "50").value
    limits = DeferralLimits(shipped_limit("deferral", year).value, catch_up, None, None, Source("as published"))
    return retirement_room(limits, year=year, age_at_year_end=age, saved_so_far=D(0))["limit"]


def _holds(event: str, takes: str, happened: date, requested: date | None = None) -> Value:
    return life_event_window(EventRule(event, 30, takes), happened=happened, requested=requested)["holds_from"]


_JUNE_1, _DECEMBER_1, _YEAR_END = date(2001, 6, 1), date(2001, 12, 1), date(2000, 12, 31)
_ONLY_DECEMBER = [*([None] * 11), "family"]

EXAMPLES = (
    Example(
        "election from the end of coverage",
        _ELECTION,
        "lost June 1, 2001",
        date(2001, 7, 31),
        lambda: _elect_by(_JUNE_1),
    ),
    Example(
        "election from a later notice",
        _ELECTION,
        "lost June 1, notice June 15, 2001",
        date(2001, 8, 14),
        lambda: _elect_by(_JUNE_1, date(2001, 6, 15)),
    ),
    Example(
        "election after six paid months",
        _ELECTION,
        "lost December 1, 2001",
        date(2002, 1, 30),
        lambda: _elect_by(_DECEMBER_1),
    ),
    Example(
        "election where paid months are the other choice",
        _ELECTION,
        "as Case 1",
        date(2001, 7, 31),
        lambda: _elect_by(_JUNE_1),
    ),
    Example(
        "18 months of COBRA",
        _DURATION,
        "ends work December 31, 2000",
        date(2002, 6, 30),
        lambda: _lasts("left_job", _YEAR_END),
    ),
    Example(
        "36 months after a death",
        _DURATION,
        "first event December 31, 2000",
        date(2003, 12, 31),
        lambda: _lasts("death", _YEAR_END),
    ),
    Example(
        "COBRA after six paid months",
        _ELECTION,
        "ends work June 1, 2001; lost December 1, 2001; 18 months after the end of work",
        date(2002, 12, 1),
        lambda: _lasts("left_job", _DECEMBER_1),
        date(2003, 6, 1),
        FROM_THE_LOSS,
    ),
    Example(
        "first payment of COBRA",
        _ELISE,
        "elected August 1",
        date(2025, 9, 14),
        lambda: cobra_window("left_job", lost=date(2025, 5, 31), noticed=date(2025, 6, 15), elected=date(2025, 8, 1))[
            "pay_by"
        ],
        date(2025, 9, 15),
        DAY_OF_ELECTION,
    ),
    Example(
        "a child turns 26",
        _TO_26,
        "26 on July 17, 2011",
        date(2011, 7, 16),
        lambda: dependent_age_out("birthday", born=date(1985, 7, 17))["until"],
    ),
    Example(
        "a child is born",
        _SPECIAL,
        "born March 15",
        date(2025, 3, 15),
        lambda: _holds("birth", "first_after_request", date(2025, 3, 15)),
    ),
    Example(
        "other coverage is lost",
        _LATE,
        "lost October 18, applies November 2",
        date(2025, 12, 1),
        lambda: _holds("loss", "first_after_request", date(2025, 10, 18), date(2025, 11, 2)),
    ),
    Example(
        "HSA 2008 for one", _NOTICE_2008_52, "self-only, all year", D(2900), lambda: _hsa(2900, 5800, ["self"] * 12)
    ),
    Example(
        "HSA 2008 for a family", _NOTICE_2008_52, "family, all year", D(5800), lambda: _hsa(2900, 5800, ["family"] * 12)
    ),
    Example(
        "HSA 2024 for one at 55",
        _FORM_8889,
        "self-only, 55 or older",
        D(5150),
        lambda: _hsa(4150, 8300, ["self"] * 12, age=55),
    ),
    Example(
        "HSA 2024 for a family at 55",
        _FORM_8889,
        "family, 55 or older",
        D(9300),
        lambda: _hsa(4150, 8300, ["family"] * 12, age=55),
    ),
    Example(
        "HSA by the last month",
        _PUB_969,
        "53, family from December 1, 2024",
        D(8300),
        lambda: _hsa(4150, 8300, _ONLY_DECEMBER, age=53, key="room_by_last_month"),
    ),
    Example(
        "HSA by the months",
        _PUB_969,
        "53, family from December 1, 2024, testing period failed",
        D("691.67"),
        lambda: _hsa(4150, 8300, _ONLY_DECEMBER, age=53),
        D("691.66"),
        ROUNDED_DOWN,
    ),
    Example(
        "HSA of a year with both",
        _LINE_3,
        "6 months at 3,400, 6 at 6,750",
        D(5075),
        lambda: _hsa(3400, 6750, ["self"] * 6 + ["family"] * 6),
    ),
    Example(
        "HSA of five months",
        _BOB,
        "2019, self-only, January to May",
        D("1458.33"),
        lambda: _hsa(3500, 7000, ["self"] * 5 + [None] * 7),
    ),
    Example("life insurance at 26", _AL, "26, 70,000", D("1.20"), lambda: _life(70_000, 26)),
    Example("life insurance at 45, a month", _BASIC, "45, 200,000", D("22.50"), lambda: _life(200_000, 45)),
    Example("life insurance at 45, a year", _BASIC, "45, 200,000", D(270), lambda: _life(200_000, 45, key="year")),
    Example(
        "life insurance that one pays for",
        _VOLUNTARY,
        "45, 200,000, pays 100 a year",
        D(170),
        lambda: _life(200_000, 45, "8.333333", key="year"),
        D("170.04"),
        CENT_BY_MONTH,
    ),
    Example(
        "life insurance that one pays more for",
        _STUDYLIB,
        "42, 80,000, pays 16 a month",
        D(0),
        lambda: _life(80_000, 42, "16"),
    ),
    Example("life insurance of 100,000, a month", _NEWS, "rate 0.10, 100,000", D(5), lambda: _life(100_000, 42)),
    Example(
        "life insurance of 100,000, a year", _NEWS, "rate 0.10, 100,000", D(60), lambda: _life(100_000, 42, key="year")
    ),
    Example("life insurance of 125,000", _CARDS, "rate 0.23, 125,000", D(207), lambda: _life(125_000, 52, key="year")),
    Example(
        "life insurance of 125,000, less what one pays",
        _CARDS,
        "rate 0.23, pays 0.10 for each 1,000",
        D(57),
        lambda: _life(125_000, 52, "12.50", key="year"),
    ),
    Example("a birth in a summary", _PEG, "12,800; deductible 2,900; 20 %", D(4900), _peg, D(4880), SUMMARY_ROUNDS),
    Example(
        "half of the first 6 percent",
        _JANE,
        "60,000, saves 6 %",
        D(1800),
        lambda: _match(60_000, "0.06", "0.06", "0.5"),
    ),
    Example(
        "all of the first 5 percent",
        _FULL_MATCH,
        "50,000, saves 5 %",
        D(2500),
        lambda: _match(50_000, "0.05", "0.05", "1"),
    ),
    Example(
        "half of the first 6 percent, again",
        _PART_MATCH,
        "60,000, saves 6 %",
        D(1800),
        lambda: _match(60_000, "0.06", "0.06", "0.5"),
    ),
    Example(
        "more saved than is matched",
        _CAPPED,
        "100,000, saves 5 %, 3 % matched",
        D(3000),
        lambda: _match(100_000, "0.05", "0.03", "1"),
    ),
    Example("half of 3,000", _YVCC, "50,000, saves 6 %", D(1500), lambda: _match(50_000, "0.06", "0.06", "0.5")),
    Example("401(k) with catch-up 2024", _LIMITS_2024, "50 or older", D(30_500), lambda: _deferral(2024, 50)),
)
