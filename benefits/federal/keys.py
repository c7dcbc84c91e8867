"""Which limits there are: what they are called, for whom each is set, in which unit, and when it is usually published.

The figures are rows (models.py). A name is marked for translation where employees read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from benefits.federal.kinds import LimitBasis, LimitUnit

Words = str | Promise


@dataclass(frozen=True)
class Announcement:
    """When limits of a year are published: in the year before, between two days, each as month and day."""

    name: str
    what: str
    opens: tuple[int, int]
    due: tuple[int, int]

    def opens_on(self, year: int) -> date:
        return date(year - 1, *self.opens)

    def due_on(self, year: int) -> date:
        return date(year - 1, *self.due)


HSA = Announcement("hsa", "HSA, HDHP, EBHRA and direct primary care", (5, 1), (6, 1))
OUT_OF_POCKET = Announcement("out_of_pocket", "Most that any plan may let one pay", (1, 1), (2, 28))
AFFORDABILITY = Announcement("affordability", "Affordability and employer payments", (7, 1), (8, 31))
AUTUMN = Announcement("autumn", "Health FSA, commuter, QSEHRA, adoption, education, Social Security", (10, 1), (10, 31))
RETIREMENT = Announcement("retirement", "401(k) and other retirement limits", (11, 1), (11, 30))
# In the order of the year.
ANNOUNCEMENTS = (OUT_OF_POCKET, HSA, AFFORDABILITY, AUTUMN, RETIREMENT)


@dataclass(frozen=True)
class LimitKey:
    key: str
    title: Words
    announced: Announcement | None = None  # None: the law says the figure itself, until it is changed
    dimensions: Mapping[str, Words] = field(default_factory=lambda: {"": ""})
    unit: str = LimitUnit.USD_A_YEAR
    basis: str = LimitBasis.CALENDAR_YEAR
    is_of_states: bool = False
    kept_for: str = ""  # what it is kept for where no calculator reads it yet


_WHOM = {"self": _("only yourself"), "family": _("you and others")}
_TIERS = {"self": "one person", "family": "family"}
# The first age of each band of Table I.
LIFE_BANDS = {"under_25": 0, **{f"{first}_to_{first + 4}": first for first in range(25, 70, 5)}, "70_and_up": 70}
_AGES = {band: band.replace("_to_", "–").replace("_", " ") for band in LIFE_BANDS}
_PLAN_YEAR = LimitBasis.PLAN_YEAR_START
_RULES = "account rules of plans"

LIMITS = (
    LimitKey("hsa", _("HSA limit"), HSA, _WHOM),
    LimitKey("hsa_catch_up", _("HSA catch-up from age 55")),
    LimitKey("hdhp_least_deductible", "Least deductible of an HSA plan", HSA, _TIERS, basis=_PLAN_YEAR),
    LimitKey("hdhp_most_costs", "Most that an HSA plan may let one pay", HSA, _TIERS, basis=_PLAN_YEAR),
    LimitKey(
        "direct_primary_care",
        "Direct primary care fee beside an HSA",
        HSA,
        {"self": "one person", "family": "more than one"},
        unit=LimitUnit.USD_A_MONTH,
        basis=LimitBasis.MONTH,
        kept_for="whether a clinic's fee bars one from an HSA",
    ),
    LimitKey("ebhra", "Excepted benefit HRA", HSA, basis=_PLAN_YEAR, kept_for=_RULES),
    LimitKey("most_costs", "Most that any plan may let one pay", OUT_OF_POCKET, _TIERS, basis=_PLAN_YEAR),
    LimitKey("fsa", "Health FSA", AUTUMN, basis=_PLAN_YEAR, kept_for=_RULES),
    LimitKey("fsa_carry_over", "Health FSA, carried over", AUTUMN, basis=_PLAN_YEAR, kept_for=_RULES),
    LimitKey(
        "dependent_care",
        _("Dependent-care FSA"),
        None,
        {"household": _("a household"), "separate": _("married, filing apart")},
    ),
    LimitKey(
        "transit",
        "Transit",
        AUTUMN,
        unit=LimitUnit.USD_A_MONTH,
        basis=LimitBasis.MONTH,
        kept_for="commuter accounts",
    ),
    LimitKey(
        "parking",
        "Parking",
        AUTUMN,
        unit=LimitUnit.USD_A_MONTH,
        basis=LimitBasis.MONTH,
        kept_for="commuter accounts",
    ),
    LimitKey("deferral", _("401(k) limit"), RETIREMENT),
    LimitKey(
        "deferral_catch_up",
        _("401(k) catch-up"),
        RETIREMENT,
        {"50": _("from age 50"), "60_to_63": _("ages 60 to 63")},
    ),
    LimitKey("roth_catch_up_above", _("Wages above which the catch-up is Roth"), RETIREMENT),
    LimitKey("additions", "All that goes into a defined contribution plan", RETIREMENT, kept_for=_RULES),
    LimitKey("pay_that_counts", "Pay that counts for retirement plans", RETIREMENT, kept_for="what an employer adds"),
    LimitKey("highly_paid_above", "Pay above which one is highly compensated", RETIREMENT, kept_for=_RULES),
    LimitKey("social_security_wages", "Wages taxed for Social Security", AUTUMN, kept_for="what a deduction saves"),
    LimitKey("qsehra", "Small employer HRA", AUTUMN, _TIERS, kept_for=_RULES),
    LimitKey("adoption", "Adoption assistance", AUTUMN, kept_for=_RULES),
    LimitKey("education", "Educational assistance", AUTUMN, kept_for=_RULES),
    LimitKey(
        "affordability",
        "Share of pay up to which coverage is affordable",
        AFFORDABILITY,
        unit=LimitUnit.PERCENT,
        basis=_PLAN_YEAR,
        kept_for="HR's checks of contributions",
    ),
    LimitKey(
        "employer_payment",
        "Employer payment under 4980H",
        AFFORDABILITY,
        {"a": "(a), no coverage offered", "b": "(b), not affordable"},
        kept_for="HR's checks of offers",
    ),
    LimitKey(
        "life_table",
        _("Table I cost of life insurance"),
        None,
        _AGES,
        unit=LimitUnit.USD_A_MONTH,
        basis=LimitBasis.MONTH,
    ),
    LimitKey("life_exempt", _("Life insurance that is not taxed"), unit=LimitUnit.USD),
    LimitKey(
        "family_leave_share",
        "Paid family leave, employees' share of pay",
        unit=LimitUnit.PERCENT,
        is_of_states=True,
        kept_for="leave pay of states",
    ),
    LimitKey(
        "disability_share",
        "State disability, employees' share of pay",
        unit=LimitUnit.PERCENT,
        is_of_states=True,
        kept_for="leave pay of states",
    ),
    LimitKey(
        "continuation_months",
        "Continued coverage under state law",
        unit=LimitUnit.MONTHS,
        is_of_states=True,
        kept_for="continued coverage at small employers",
    ),
)
BY_KEY = {limit.key: limit for limit in LIMITS}


def limit_name(key: str, dimension: str = "") -> str:
    """Return what the limit is called, with for whom it is; a key that no code knows any more says itself."""
    limit = BY_KEY.get(key)
    if limit is None:
        return " ".join(filter(None, (key, dimension)))
    whom = limit.dimensions.get(dimension, dimension)
    return f"{limit.title}, {whom}" if whom else str(limit.title)
