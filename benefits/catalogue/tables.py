"""The tables of the catalogue in the order they are written: how a row is known, and what may be said of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db import models

from benefits.models import (
    AccountRule,
    Accumulator,
    BenefitClass,
    ClassRule,
    DentalCost,
    DentalTerms,
    DisabilityRule,
    LeaveRule,
    LifeEventRule,
    LifeRule,
    PayCalendar,
    Plan,
    PlanYear,
    PriceAssumption,
    Rate,
    RetirementRule,
    Reviewed,
    RxTier,
    Seed,
    ServiceCost,
    Surcharge,
    UsageProfile,
    VisionAllowance,
)

FROM = "effective_from"
OF_REVIEW = ("entered_by", "entered_at", "reviewed_by", "reviewed_at", "was_reviewed")
OF_SOURCE = ("source_title", "source_document", "source_page", "confidence")


@dataclass(frozen=True)
class Table:
    """`key` are the fields that tell a row from others, as its constraint has them; a plan stands for year and name."""

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    label: str
    only: tuple[str, ...] = ()  # of a table whose rows are made elsewhere: what may be changed here
    is_once: bool = False  # others point to a row by its key alone, so no second one begins later
    only_names: tuple[str, ...] = ()  # what no figure hangs on: whoever changes it leaves the review as it is

    @property
    def is_reviewed(self) -> bool:
        return issubclass(self.model, Reviewed)

    @property
    def is_dated(self) -> bool:
        """Whether the first day of a row tells it from others."""
        return self.is_reviewed and not self.is_once

    @property
    def may_add(self) -> bool:
        return not self.only

    @cached_property
    def key_names(self) -> tuple[str, ...]:
        """The names that a row's key may have: "plan_year" and "plan" where the table hangs on a plan."""
        names = ("plan_year", *self.key) if "plan" in self.key else self.key
        return (*names, FROM) if self.is_dated else names

    @cached_property
    def value_names(self) -> tuple[str, ...]:
        if self.only:
            return self.only
        kept = {*self.key_names, "id", *OF_REVIEW, *OF_SOURCE}
        return tuple(one.name for one in self.model._meta.concrete_fields if one.name not in kept)

    @cached_property
    def required_key(self) -> frozenset[str]:
        """Names of the key that may not be empty."""
        optional = {one for one in self.key_names if self._may_be_empty(one)}
        return frozenset(self.key_names) - optional

    def _may_be_empty(self, name: str) -> bool:
        if name == "plan_year" and "plan" in self.key:
            return False
        found = self.model._meta.get_field(name)
        return bool(found.null or found.blank)

    def rows_of(self, years: Iterable[str]) -> models.QuerySet:
        """The rows that are there, of these plan years where the table has years."""
        rows = self.model._default_manager.all()
        if "plan" in self.key:
            return rows.filter(plan__plan_year__label__in=years).select_related("plan__plan_year")
        if "plan_year" in self.key:
            return rows.filter(plan_year__label__in=years).select_related("plan_year")
        return rows


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table("pay_calendar", PayCalendar, ("code",), "Pay calendar", is_once=True, only_names=("label",)),
        Table("benefit_class", BenefitClass, ("code",), "Benefit class", only=("pay_calendar",)),
        Table("plan_year", PlanYear, ("label",), "Plan year", only=("default_action", "status")),
        Table("class_rule", ClassRule, ("plan_year", "benefit_class"), "Coverage"),
        Table("plan", Plan, ("plan_year", "short_name"), "Plan"),
        Table("accumulator", Accumulator, ("plan", "network", "kind"), "Yearly limit"),
        Table("service_cost", ServiceCost, ("plan", "service", "network"), "Service"),
        Table("rx_tier", RxTier, ("plan", "order", "days"), "Drug tier"),
        Table("dental_terms", DentalTerms, ("plan",), "Dental terms"),
        Table("dental_cost", DentalCost, ("plan", "dental_class"), "Dental class"),
        Table("vision_allowance", VisionAllowance, ("plan", "item"), "Vision allowance"),
        Table("rate", Rate, ("plan", "benefit_class", "tier", "band"), "Rate"),
        Table("seed", Seed, ("plan", "tier"), "Employer money"),
        Table("surcharge", Surcharge, ("plan_year", "kind"), "Surcharge"),
        Table("account_rule", AccountRule, ("plan_year", "benefit_class", "line"), "Account"),
        Table("life_rule", LifeRule, ("plan_year", "benefit_class"), "Life insurance"),
        Table("disability_rule", DisabilityRule, ("plan_year", "benefit_class", "kind"), "Disability"),
        Table("retirement_rule", RetirementRule, ("plan_year", "benefit_class"), "Retirement"),
        Table("leave_rule", LeaveRule, ("plan_year", "benefit_class", "kind"), "Leave"),
        Table("life_event_rule", LifeEventRule, ("plan_year", "benefit_class", "event"), "Life event"),
        Table("price_assumption", PriceAssumption, ("plan_year", "service"), "Assumed price"),
        Table("usage_profile", UsageProfile, ("plan_year", "level"), "Use of care"),
    )
}
PARTS_OF_PLANS = tuple(table for table in TABLES.values() if "plan" in table.key)
