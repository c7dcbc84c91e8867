"""The one way out of the catalogue: plans, prices and rules in the calculators' own types, with their sources.

Each function returns what is asked for, or a `Result` that says what is missing or not reviewed; it never guesses.
"""

from benefits.catalogue.held import Held
from benefits.catalogue.read_plans import (
    Dental,
    Vision,
    days_without_deduction,
    deductions_of,
    dental_terms,
    medical_terms,
    plans_on,
    premium,
    rate_of,
    vision_terms,
    with_terms,
)
from benefits.catalogue.read_rules import (
    Account,
    CoverageRule,
    Leave,
    Life,
    Retirement,
    account_rule,
    cobra_rule,
    coverage_rule,
    disability_rule,
    event_rule,
    leave_rule,
    life_rule,
    prices,
    retirement_rule,
    usage_profiles,
)

__all__ = [
    "Account",
    "CoverageRule",
    "Dental",
    "Held",
    "Leave",
    "Life",
    "Retirement",
    "Vision",
    "account_rule",
    "cobra_rule",
    "coverage_rule",
    "days_without_deduction",
    "deductions_of",
    "dental_terms",
    "disability_rule",
    "event_rule",
    "leave_rule",
    "life_rule",
    "medical_terms",
    "plans_on",
    "premium",
    "prices",
    "rate_of",
    "retirement_rule",
    "usage_profiles",
    "vision_terms",
    "with_terms",
]
