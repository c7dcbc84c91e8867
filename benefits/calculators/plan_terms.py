"""What a medical plan charges in its network, as its Summary of Benefits and Coverage prints it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from benefits.calculators.money import ZERO
from benefits.calculators.result import Source

# Of a stay of which nobody has told the nights: the mean of US community hospitals was 4.5 in 2012 (Agency for
# Healthcare Research and Quality, HCUP Statistical Brief 180), and a night is whole.
USUAL_NIGHTS = 5


@dataclass(frozen=True)
class Limits:
    """Of one coverage tier, a plan year's. `person` is what one member alone fills; None: the family's is shared, and
    one member may have to fill all of it (aggregate). Of coverage of one person both are the same."""

    family: Decimal
    person: Decimal | None

    @classmethod
    def of_one(cls, amount: Decimal) -> "Limits":
        return cls(amount, amount)


@dataclass(frozen=True)
class ServiceTerms:
    """What one service costs its member.

    In this order: not covered; free; the first visits at a copay of their own; what is left of the deductible, if it
    applies; the copay; the coinsurance on the rest, between the least and the most of a fill.
    """

    copay: Decimal = ZERO  # USD a visit, fill, admission, or day of a stay
    coinsurance: Decimal = ZERO  # the member's share
    deductible_applies: bool = False
    is_a_day: bool = False  # the copay is for each day of a stay
    most_days: int | None = None  # of a stay, that a copay is charged for
    first_visits: int = 0  # of a person in a year, at `first_copay` and before the deductible
    first_copay: Decimal = ZERO
    least: Decimal | None = None  # of a drug's fill that is paid by a share
    most: Decimal | None = None
    is_free: bool = False
    is_covered: bool = True
    counts_to_limit: bool = True  # what is paid for it fills the out-of-pocket limit and stops there


@dataclass(frozen=True)
class MedicalTerms:
    """One plan at one coverage tier."""

    name: str
    deductible: Limits
    out_of_pocket: Limits
    services: Mapping[str, ServiceTerms]
    others: ServiceTerms | None = None  # of a service that has no row of its own; None: nobody knows
    counts_copays: bool = False  # copays fill the deductible
    limits_drugs: bool = True  # the out-of-pocket limit counts drugs too
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Premium:
    """What comes off the pay, with what is added to it and what the employer puts into an account."""

    a_deduction: Decimal
    deductions: int  # a year, which need not be the number of paychecks
    surcharges: Mapping[str, Decimal] = field(default_factory=dict)  # USD a deduction
    seed_a_year: Decimal = ZERO  # the employer's money in an HSA or HRA
    seed_condition: str = ""  # what it hangs on, in the company's words
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Use:
    """So many of one service for one member. `allowed` is the price that plan and provider have agreed on, each: of a
    stay, all of it. What a plan charges by the day of a stay hangs on its `nights`.
    """

    service: str
    count: int = 1  # visits, fills, stays
    person: str = "you"
    allowed: Decimal | None = None
    nights: int | None = None  # of each stay
    has_usual_nights: bool = False  # nobody has told the nights

    @classmethod
    def counted(cls, service: str, count: int, allowed: Decimal | None) -> "Use":
        """Return what only its number is told of: a stay that a plan charges by the day has the usual nights."""
        return cls(service, count, allowed=allowed, nights=USUAL_NIGHTS, has_usual_nights=True)
