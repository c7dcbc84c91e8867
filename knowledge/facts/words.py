"""Facts in words, for HR's page and for the list of conflicts."""

from datetime import date
from decimal import Decimal

from knowledge.facts.costs import DAYS_CHARGED, FIRST_VISITS, MOST, UNREAD
from knowledge.facts.prices import COINSURANCE, COPAY, NO_CHARGE, NOT_COVERED
from knowledge.facts.questions import AGGREGATE, AMOUNT, ANSWER, FAMILY_RULE
from knowledge.facts.rate_labels import COBRA, EMPLOYEE, EMPLOYER, FULL
from knowledge.facts.rates import DEDUCTIONS, SURCHARGES
from knowledge.facts.service_table import AUTHORIZATION, PARTLY, VISIT_LIMIT
from knowledge.facts.types import APPLIES, WAIVED, Reading
from knowledge.models import ExtractedFact
from tenants.clock import day_in_words

TIER_WORDS = {
    "PERSON": "One person",
    "FAMILY": "Family",
    "PERSON_IN_FAMILY": "One person in a family",
    "EE": "Employee only",
    "EE_SP": "Employee and spouse",
    "EE_DP": "Employee and domestic partner",
    "EE_CH": "Employee and children",
    "EE_1": "Employee and one person",
    "EE_2": "Employee and two or more",
    "FAM": "Family",
}
PAYER_WORDS = {EMPLOYEE: "Employee pays", EMPLOYER: "Employer pays", FULL: "Full price", COBRA: "COBRA price"}
COST_WORDS = {
    COPAY: "Copay",
    COINSURANCE: "Coinsurance",
    NO_CHARGE: "No charge",
    NOT_COVERED: "Not covered",
}
_DEDUCTIBLE_WORDS = {WAIVED: "deductible does not apply", APPLIES: "after the deductible"}

_ATTRIBUTE_WORDS = {
    "limits": "Limitations",
    "visit_limit": "Limit",
    "prior_authorization": "Condition",
    "details": "In words",
    "answer": "Answer",
    "family_rule": "In a family",
    "most": "Cap",
    "days_charged": "How long",
    "first_visits": "How often",
}


def about_fact(fact: ExtractedFact) -> str:
    """Return which network, which people or who pays: what tells the facts of one service apart."""
    parts = [
        fact.get_network_display(),
        # A rate's row is called by its tier already.
        TIER_WORDS.get(fact.coverage_tier, "") if fact.kind == ExtractedFact.Kind.SBC else "",
        PAYER_WORDS.get(fact.attribute, ""),
        fact.applies_to if fact.service != SURCHARGES else "",
        _ATTRIBUTE_WORDS.get(fact.attribute, ""),
    ]
    return ", ".join(part for part in parts if part)


def money(value: Decimal) -> str:
    """Whole dollars without cents, else with: $1,000, $41.50."""
    return f"${value:,.0f}" if value == value.to_integral_value() else f"${value:,.2f}"


def percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"


def reading_words(reading: Reading) -> str:
    """Return the reading as one short line: "$30 copay per visit, deductible does not apply"."""
    words = _words(reading)
    later = _DEDUCTIBLE_WORDS.get(reading.deductible)
    return f"{words}, {later}" if later else words


def _words(reading: Reading) -> str:
    value, attribute = reading.value, reading.attribute
    if value is None:
        return _text_words(attribute, reading.text)
    if attribute in PAYER_WORDS:
        return f"${value:,.2f} per {'paycheck' if reading.unit == 'pay' else reading.unit}"
    per = f" per {reading.unit}" if reading.unit else ""
    return {
        COPAY: f"{money(value)} copay{per}",
        COINSURANCE: f"{percent(value)} coinsurance",
        MOST: f"At most {money(value)}{per}",
        DAYS_CHARGED: f"For at most {value:,.0f} days",
        FIRST_VISITS: f"For the first {value:,.0f} visits",
        VISIT_LIMIT: f"At most {value:,.0f} {reading.unit}",
        DEDUCTIONS: f"{value:,.0f} a year",
        AMOUNT: f"{money(value)}{' a year' if reading.unit == 'year' else per}",
    }.get(attribute, f"{value:,}")


def _text_words(attribute: str, text: str) -> str:
    if attribute == FAMILY_RULE:
        together = "The family amount must be met before the plan pays for anyone"
        alone = "Each person meets their own amount until the family's is met"
        return together if text == AGGREGATE else alone
    if attribute == AUTHORIZATION:
        return f"Prior authorization required{' for a part of it' if text == PARTLY else ''}"
    if attribute == UNREAD:
        return f"Could not be read: {text}"
    if attribute in ("from", "to"):
        return day_in_words(date.fromisoformat(text))
    return text.capitalize() if attribute == ANSWER else text
