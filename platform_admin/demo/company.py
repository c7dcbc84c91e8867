"""A company: who it is, whom it employs, and all its benefits in one value."""

from dataclasses import dataclass

from accounts.audience import Hours
from platform_admin.demo.shapes import (
    AccountRule,
    BenefitClass,
    DeliberateError,
    DentalPlan,
    DependentRule,
    DisabilityRule,
    LeaveRule,
    LifeRule,
    Plan,
    PlanYear,
    Rate,
    RetirementRule,
    Scenario,
    ScenarioPrice,
    Seed,
    Surcharge,
    VisionPlan,
)


@dataclass(frozen=True)
class Colours:
    primary: str
    deep: str
    accent: str
    tint: str


@dataclass(frozen=True)
class HelpContact:
    team: str
    email: str
    phone: str
    hours: str


@dataclass(frozen=True)
class SuggestedQuestion:
    text: str
    language: str = "en"


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    role: str
    class_code: str = ""
    language: str = "en"
    work_state: str = ""
    hours: str = Hours.FULL_TIME.value


@dataclass(frozen=True)
class Carrier:
    name: str
    role: str
    phone: str
    email: str
    url: str
    hours: str
    group_number: str = ""
    note: str = ""
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True)
class KnowledgeBaseText:
    name: str
    description: str


@dataclass(frozen=True)
class Company:
    name: str
    short_name: str
    subdomain: str
    product_name: str
    tagline: str
    head_count: int
    places: str
    time_zone: str
    tier: str
    colours: Colours
    welcome_text: str
    welcome_text_es: str
    disclaimer: str
    disclaimer_es: str
    help: HelpContact
    suggested_questions: tuple[SuggestedQuestion, ...]
    deductions_per_year: int
    classes: tuple[BenefitClass, ...]
    plan_years: tuple[PlanYear, ...]
    carriers: tuple[Carrier, ...]
    people: tuple[Person, ...]
    knowledge_bases: tuple[KnowledgeBaseText, ...]
    plans: tuple[Plan, ...]
    rates: tuple[Rate, ...]
    dependents: DependentRule
    dental: DentalPlan
    vision: VisionPlan
    accounts: tuple[AccountRule, ...]
    disability: DisabilityRule
    retirement: RetirementRule
    leave: LeaveRule
    font: str = "source-sans-3"
    appearance: str = "device"
    life: LifeRule | None = None
    surcharges: tuple[Surcharge, ...] = ()
    seeds: tuple[Seed, ...] = ()
    scenario_prices: tuple[ScenarioPrice, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    deliberate_errors: tuple[DeliberateError, ...] = ()

    def year(self, label: str) -> PlanYear:
        return next(one for one in self.plan_years if one.label == label)

    def benefit_class(self, code: str) -> BenefitClass:
        return next(one for one in self.classes if one.code == code)

    def carrier(self, role: str) -> Carrier:
        return next(one for one in self.carriers if one.role == role)

    def plan(self, code: str, plan_year: str) -> Plan:
        return next(one for one in self.plans if (one.code, one.plan_year) == (code, plan_year))

    def rate(self, plan: str, tier: str, *, class_code: str, plan_year: str) -> Rate:
        wanted = (plan, tier, class_code, plan_year)
        return next(one for one in self.rates if (one.plan, one.tier, one.class_code, one.plan_year) == wanted)

    def account(self, kind: str, plan_year: str) -> AccountRule:
        return next(one for one in self.accounts if (one.kind, one.plan_year) == (kind, plan_year))

    def seed(self, plan_year: str) -> Seed:
        return next(one for one in self.seeds if one.plan_year == plan_year)

    def surcharge(self, code: str) -> Surcharge:
        return next(one for one in self.surcharges if one.code == code)
