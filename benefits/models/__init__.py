"""The frame every answer stands in, and the catalogue of what a company's plans are and cost."""

from benefits.models.costs import (
    SERVICE_CHOICES,
    SERVICE_CODES,
    Accumulator,
    DentalCost,
    DentalTerms,
    RxTier,
    ServiceCost,
    VisionAllowance,
)
from benefits.models.frame import (
    CLASS_CODE,
    CLASS_TAKEN,
    CONTACT_TAKEN,
    YEARS_OVERLAP,
    BenefitClass,
    Contact,
    PayCalendar,
    PlanYear,
    SkippedStep,
)
from benefits.models.history import CatalogueChange, CatalogueMark
from benefits.models.personal import ToldFact, ToldKind
from benefits.models.plans import Plan, PlanLine
from benefits.models.rates import PriceAssumption, Rate, Seed, Surcharge, UsageProfile
from benefits.models.reviewed import Network, Reviewed, Tier
from benefits.models.rules import (
    AccountRule,
    ClassRule,
    DisabilityRule,
    LeaveRule,
    LifeEventRule,
    LifeRule,
    RetirementRule,
    table_of,
)
from benefits.models.uploads import CatalogueUpload

__all__ = [
    "CLASS_CODE",
    "CLASS_TAKEN",
    "CONTACT_TAKEN",
    "SERVICE_CHOICES",
    "SERVICE_CODES",
    "YEARS_OVERLAP",
    "AccountRule",
    "Accumulator",
    "BenefitClass",
    "CatalogueChange",
    "CatalogueMark",
    "CatalogueUpload",
    "ClassRule",
    "Contact",
    "DentalCost",
    "DentalTerms",
    "DisabilityRule",
    "LeaveRule",
    "LifeEventRule",
    "LifeRule",
    "Network",
    "PayCalendar",
    "Plan",
    "PlanLine",
    "PlanYear",
    "PriceAssumption",
    "Rate",
    "RetirementRule",
    "Reviewed",
    "RxTier",
    "Seed",
    "ServiceCost",
    "SkippedStep",
    "Surcharge",
    "Tier",
    "ToldFact",
    "ToldKind",
    "UsageProfile",
    "VisionAllowance",
    "table_of",
]
