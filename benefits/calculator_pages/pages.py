"""Which calculators there are: what each asks, how it reckons, and what its figures are called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from benefits.calculator_pages.forms import (
    CalculatorForm,
    CobraForm,
    DependentCareForm,
    HsaForm,
    LifeInsuranceForm,
    RetirementForm,
)
from benefits.calculators.accounts import dependent_care_limit
from benefits.calculators.coverage import cobra_window
from benefits.calculators.hsa import HsaYear, covered_from, hsa_room
from benefits.calculators.money import ZERO
from benefits.calculators.prices import imputed_income_life
from benefits.calculators.result import Result, Source
from benefits.calculators.retirement import has_higher_catch_up, retirement_room
from benefits.calculators.words import Note
from benefits.catalogue import read
from benefits.federal.keys import LIFE_BANDS
from benefits.federal.limits import amount, deferral_limits, federal_limit, hsa_limits, life_table
from benefits.federal.missing import awaited, not_published
from benefits.models import AccountRule, PlanYear
from tenants.clock import today


@dataclass(frozen=True)
class CalculatorPage:
    slug: str
    title: Promise
    lead: Promise
    form: type[CalculatorForm]
    reckon: Callable[[Mapping[str, Any]], Result]
    figures: Mapping[str, Promise]  # of the result, by its key, in the order told; the first is the answer
    limits: tuple[str, ...] = ()  # keys of the federal limits that it reckons with

    @property
    def awaited(self) -> list[Note]:
        """What it cannot answer yet, as no figure is published."""
        return awaited(self.limits, today=today())


def _hsa(asked: Mapping[str, Any]) -> Result:
    person = HsaYear(
        asked["year"],
        covered_from(date(asked["year"], asked["begins"], 1), asked["coverage"]),
        asked["age"],
        employer=asked["employer"] or ZERO,
        own_so_far=asked["own_so_far"] or ZERO,
        pays_left=asked["pays_left"],
        has_general_fsa=asked["has_general_fsa"],
        is_dependent=asked["is_dependent"],
    )
    year = asked["year"]
    missing = not_published(year, ("hsa", "self"), ("hsa", "family"), ("hsa_catch_up", ""), today=today())
    return missing or hsa_room(person, hsa_limits(year))


def _retirement(asked: Mapping[str, Any]) -> Result:
    places = [("deferral", ""), ("deferral_catch_up", "50")]
    if has_higher_catch_up(asked["year"], asked["age"]):
        places.append(("deferral_catch_up", "60_to_63"))
    missing = not_published(asked["year"], *places, today=today())
    return missing or retirement_room(
        deferral_limits(asked["year"]),
        year=asked["year"],
        age_at_year_end=asked["age"],
        saved_so_far=asked["saved_so_far"],
        pays_left=asked["pays_left"],
        wages_last_year=asked["wages_last_year"],
    )


def _dependent_care(asked: Mapping[str, Any]) -> Result:
    whose = "separate" if asked["filing"] == "separate" else "household"
    limit = federal_limit("dependent_care", asked["year"], whose)
    missing = not_published(asked["year"], ("dependent_care", whose), today=today())
    rule = _dependent_care_rule(asked["class_code"], asked["year"])
    return missing or dependent_care_limit(
        household=amount("dependent_care", asked["year"], "household"),
        separate=amount("dependent_care", asked["year"], "separate"),
        filing=asked["filing"],
        plan_limit=rule.plan_limit if rule else None,
        deductions=asked["deductions"],
        sources=(*((limit.source,) if limit else ()), *(rule.sources if rule else ())),
    )


def _dependent_care_rule(class_code: str, year: int) -> read.Account | None:
    """Return the class's rule in the plan year that begins in the year; None where none is reviewed."""
    begins = PlanYear.objects.told().filter(starts_on__year=year).last()
    rule = begins and read.account_rule(AccountRule.Line.DEPENDENT_CARE, class_code, begins)
    return rule if isinstance(rule, read.Account) else None


def _cobra(asked: Mapping[str, Any]) -> Result:
    counts = read.cobra_rule(asked["class_code"], asked["lost"])
    return cobra_window(
        asked["event"],
        lost=asked["lost"],
        noticed=asked["noticed"],
        elected=asked["elected"],
        happened=asked["happened"],
        counts_from=counts.counts_from,
        is_disabled=asked["is_disabled"],
        sources=(Source("29 U.S.C. §§ 1162, 1165"), Source("26 CFR 54.4980B-7, Q&A-4"), *counts.sources),
        warnings=counts.warnings,
    )


def _life_insurance(asked: Mapping[str, Any]) -> Result:
    year = today().year
    missing = not_published(year, ("life_exempt", ""), *(("life_table", band) for band in LIFE_BANDS), today=today())
    return missing or imputed_income_life(
        asked["coverage"], life_table(year), age_at_year_end=asked["age"], paid_a_month=asked["paid_a_month"] or ZERO
    )


PAGES = (
    CalculatorPage(
        "hsa",
        _("How much may still go into my HSA?"),
        _("By the months you are covered, your age, and what has gone in already."),
        HsaForm,
        _hsa,
        {
            "room": _("You may still put in"),
            "each": _("Each paycheck"),
            "limit": _("Limit of the year, with your employer’s money"),
            "room_by_last_month": _("By the last-month rule"),
        },
        ("hsa", "hsa_catch_up"),
    ),
    CalculatorPage(
        "401k",
        _("How much may still go into my 401(k)?"),
        _("By the limit of the year and your age. What your employer adds does not count."),
        RetirementForm,
        _retirement,
        {"room": _("You may still save"), "each": _("Each paycheck"), "limit": _("Limit of the year")},
        ("deferral", "deferral_catch_up", "roth_catch_up_above"),
    ),
    CalculatorPage(
        "dependent-care",
        _("How much may go into a dependent-care FSA?"),
        _("By the law’s limit for a household and, where it is lower, your company’s own."),
        DependentCareForm,
        _dependent_care,
        {"limit": _("At most in a year"), "each": _("Each paycheck")},
        ("dependent_care",),
    ),
    CalculatorPage(
        "cobra",
        _("Until when can I choose COBRA?"),
        _("The last day to choose it, when to pay, and how long it lasts."),
        CobraForm,
        _cobra,
        {
            "elect_by": _("Choose it by"),
            "pay_by": _("Pay for the first time by"),
            "lasts_until": _("It lasts at most until"),
            "months": _("Months"),
        },
    ),
    CalculatorPage(
        "life-insurance",
        _("Is my life insurance taxed?"),
        _("Group life insurance above $50,000 adds to your taxable pay."),
        LifeInsuranceForm,
        _life_insurance,
        {"month": _("Added to your taxable pay a month"), "year": _("In a year")},
        ("life_table", "life_exempt"),
    ),
)
# What goes by the company's own plans stands beside them: benefits/plan_pages.
PLAN_PAGES = (
    (
        "benefits:plan_cost",
        _("What would a year cost me?"),
        _("Each of your plans by the care you expect: what comes off your pay, what care costs, and the worst case."),
    ),
    (
        "benefits:plan_paycheck",
        _("What comes off my paycheck?"),
        _("Medical, dental and vision plans and what you put into accounts, in one sum for each paycheck."),
    ),
    (
        "benefits:deductible",
        _("What is left of my deductible?"),
        _("What you still pay yourself before the plan pays its share, and until your limit of the year."),
    ),
    (
        "benefits:life_events",
        _("When something happens"),
        _("A birth, a marriage, a lost job: until when you may change your benefits, and with which papers."),
    ),
    (
        "benefits:fsa_planner",
        _("How much should go into my health care FSA?"),
        _("The most your plan allows, each paycheck’s part, and what becomes of money that is left."),
    ),
    ("benefits:glossary", _("Words of benefits"), _("What they mean, and their number on your plans.")),
)
BY_SLUG = {page.slug: page for page in PAGES}
