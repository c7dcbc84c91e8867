"""The shapes of a company's benefits: plain values, no Django, money as Decimal, days as date."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

EVERYONE: tuple[str, ...] = ()

EE, EE_SP, EE_DP, EE_CH, FAM = "EE", "EE_SP", "EE_DP", "EE_CH", "FAM"
TIER_LABELS = {
    EE: "Employee only",
    EE_SP: "Employee + spouse",
    EE_DP: "Employee + domestic partner",
    EE_CH: "Employee + child(ren)",
    FAM: "Family",
}


# --- years and classes -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlanYear:
    label: str
    starts_on: date
    ends_on: date
    enrolment_opens_on: date
    enrolment_closes_on: date


@dataclass(frozen=True)
class BenefitClass:
    """Cover starts on the first of the month on or after `waiting_days` from the day of hire."""

    code: str
    label: str
    waiting_days: int
    life_event_days: int
    has_medical: bool = True
    least_hours: int | None = None  # a week, on average, for medical coverage


# --- medical plans ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cost:
    """What a member pays for one service in one network.

    `copay` is dollars per `unit`; `coinsurance` is a fraction (0.20). Both None and `covered` = no charge.
    `days_charged` caps a per-day copay; `most_per_fill` caps a percentage; `first_visits` is the number of
    visits at the copay before the plan's deductible and coinsurance apply.
    """

    copay: Decimal | None = None
    unit: str = "visit"
    coinsurance: Decimal | None = None
    after_deductible: bool = False
    covered: bool = True
    most_per_fill: Decimal | None = None
    days_charged: int | None = None
    first_visits: int | None = None


@dataclass(frozen=True)
class ServiceCost:
    service: str
    network: Cost
    out_of_network: Cost
    limits: str = ""


@dataclass(frozen=True)
class Accumulator:
    """One yearly limit. `person_in_family` is None for an aggregate family limit."""

    kind: str
    tier: str
    person: Decimal
    family: Decimal
    person_in_family: Decimal | None

    @property
    def is_aggregate(self) -> bool:
        return self.person_in_family is None


@dataclass(frozen=True)
class Plan:
    code: str
    name: str
    plan_year: str
    plan_type: str
    carrier: str
    network: str
    coinsurance: Decimal
    accumulators: tuple[Accumulator, ...]
    services: tuple[ServiceCost, ...]
    hsa_qualified: bool = False
    referral_required: bool = False
    excluded: tuple[str, ...] = ()
    also_covered: tuple[str, ...] = ()

    @property
    def deductible(self) -> Accumulator | None:
        return self.accumulator("deductible", "IN")

    @property
    def out_of_pocket(self) -> Accumulator:
        found = self.accumulator("out_of_pocket", "IN")
        if found is None:
            raise LookupError(f"{self.code} has no out-of-pocket limit")
        return found

    def accumulator(self, kind: str, tier: str) -> Accumulator | None:
        return next(
            (one for one in self.accumulators if (one.kind, one.tier) == (kind, tier)),
            None,
        )

    def service(self, code: str) -> ServiceCost:
        return next(one for one in self.services if one.service == code)


@dataclass(frozen=True)
class Rate:
    """`per_deduction` is the employee's share of one deduction; `full_monthly` is the whole premium."""

    plan: str
    plan_year: str
    class_code: str
    tier: str
    per_deduction: Decimal
    full_monthly: Decimal | None


@dataclass(frozen=True)
class Surcharge:
    code: str
    label: str
    per_deduction: Decimal
    classes: tuple[str, ...]
    waiver: str


@dataclass(frozen=True)
class Seed:
    """Employer money for a health savings account; `per_deduction` or a yearly amount in parts."""

    plan_year: str
    self_only: Decimal
    family: Decimal
    schedule: str
    per_deduction: bool = False


# --- dental and vision -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Orthodontia:
    """`under_age` None: adults as well."""

    fraction: Decimal
    lifetime_maximum: Decimal
    under_age: int | None

    def __str__(self) -> str:
        whom = f" for children under {self.under_age}" if self.under_age else ", children and adults"
        return f"{self.fraction:.0%} up to ${self.lifetime_maximum:,} in a lifetime{whom}"


@dataclass(frozen=True)
class DentalPlan:
    name: str
    carrier: str
    preventive: Decimal
    basic: Decimal
    major: Decimal
    deductible: Decimal
    family_deductible: Decimal
    yearly_maximum: Decimal
    ortho: Orthodontia | None


@dataclass(frozen=True)
class VisionPlan:
    name: str
    carrier: str
    exam_copay: Decimal
    lens_copay: Decimal
    frame_allowance: Decimal
    frame_discount: Decimal
    contact_allowance: Decimal
    exam_months: int
    lens_months: int
    frame_months: int


# --- accounts, income, retirement, leave -----------------------------------------------------------------


@dataclass(frozen=True)
class AccountRule:
    """A spending account of one plan year. Exactly one of carry-over and grace period, or neither."""

    kind: str
    plan_year: str
    limit: Decimal
    spend_by: date
    claim_by: date
    carry_over: Decimal | None = None
    has_grace_period: bool = False


@dataclass(frozen=True)
class LifeRule:
    carrier: str
    multiple: Decimal
    maximum: Decimal
    reductions: tuple[tuple[int, Decimal], ...] = ()


@dataclass(frozen=True)
class DisabilityRule:
    carrier: str
    fraction_of_pay: Decimal
    weekly_maximum: Decimal
    first_paid_day: int
    weeks: int


@dataclass(frozen=True)
class MatchTier:
    fraction: Decimal
    of_first_percent: Decimal


@dataclass(frozen=True)
class RetirementRule:
    recordkeeper: str
    minimum_age: int
    service: str
    automatic_percent: Decimal
    match: tuple[MatchTier, ...]
    vesting: tuple[tuple[int, Decimal], ...] = ()


@dataclass(frozen=True)
class LeaveRule:
    parental_weeks: int
    parental_fraction: Decimal
    parental_after_months: int
    accrual: tuple[tuple[str, Decimal], ...] = ()
    carry_over_hours: int = 0


@dataclass(frozen=True)
class DependentRule:
    """`child_ends` is "month" (end of the month of the birthday) or "year" (31 December of that year)."""

    child_age: int
    child_ends: str
    domestic_partners: bool


@dataclass(frozen=True)
class FederalLimit:
    key: str
    year: int
    amount: Decimal
    citation: str


@dataclass(frozen=True)
class ScenarioPrice:
    service: str
    label: str
    amount: Decimal


@dataclass(frozen=True)
class Scenario:
    code: str
    label: str
    uses: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class DeliberateError:
    """A mistake printed on purpose, so that the product has something to find."""

    file_name: str
    where: str
    printed: Decimal
    correct: Decimal
    why: str
