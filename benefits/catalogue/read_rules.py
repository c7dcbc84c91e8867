"""The company's own rules of a plan year as the calculators take them; those of a class before everybody's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from benefits.calculators.accounts import FsaYearEnd
from benefits.calculators.coverage import CobraFrom, EventRule, WaitingRule
from benefits.calculators.plan_terms import Use
from benefits.calculators.result import Result, Source
from benefits.calculators.retirement import MatchTier
from benefits.calculators.time_away import DisabilityRule as DisabilityTerms
from benefits.calculators.words import Note
from benefits.catalogue.held import Held, by_cell, day_in, for_class, held, newest, own_rows, sources_of
from benefits.federal.limits import amount
from benefits.models import (
    AccountRule,
    ClassRule,
    DisabilityRule,
    LeaveRule,
    LifeEventRule,
    LifeRule,
    PlanYear,
    PriceAssumption,
    RetirementRule,
    Reviewed,
    UsageProfile,
    table_of,
)

_COVERAGE = gettext_noop("who is covered from when to when")
_ACCOUNT = gettext_noop("the rule of this account")
_LIFE = gettext_noop("the life insurance")
_DISABILITY = gettext_noop("the disability insurance")
_RETIREMENT = gettext_noop("the retirement plan")
_LEAVE = gettext_noop("the rule of this leave")
_EVENT = gettext_noop("the rule of this life event")


def _rule(
    rows: QuerySet, year: PlanYear, class_code: str, what: str, on: date | None
) -> tuple[Reviewed | Result, tuple[Source, ...]]:
    day = day_in(year, on)
    there = for_class(rows.filter(plan_year=year).select_related("benefit_class"), class_code, day)
    row = held(there, day, of=year.label, what=what)
    return row, () if isinstance(row, Result) else sources_of([row])


@dataclass(frozen=True)
class CoverageRule:
    waiting: WaitingRule
    life_event_days: int
    child_ends: str
    child_age: int
    covers_partners: bool
    cobra_from: CobraFrom
    imputed_method: str | None
    least_hours: int | None
    eligibility: str
    sources: tuple[Source, ...]


def coverage_rule(class_code: str, year: PlanYear, *, on: date | None = None) -> CoverageRule | Result:
    """Return from when and how long the people of a class are covered."""
    row, sources = _rule(ClassRule.objects.all(), year, class_code, _COVERAGE, on)
    if isinstance(row, Result):
        return row
    return CoverageRule(
        WaitingRule(row.waiting_days, row.begins),
        row.life_event_days,
        row.age_out,
        row.age_out_age,
        row.covers_partners,
        row.cobra_from,
        row.imputed_method or None,
        row.least_hours,
        row.eligibility,
        sources,
    )


_MAY_LAST_LONGER = gettext_noop(
    "Your company has entered a rule of its own that HR has not reviewed yet. By it COBRA may last longer: ask HR."
)


@dataclass(frozen=True)
class CobraRule:
    counts_from: CobraFrom
    warnings: tuple[Note, ...]
    sources: tuple[Source, ...]


def cobra_rule(class_code: str, lost: date | None) -> CobraRule:
    """Return from which day a class's months of COBRA count, by the year in which coverage ends.

    That is the event, as the law has it, unless a reviewed rule of the company says otherwise. What nobody has reviewed
    is not gone by, but that it is there is said.
    """
    year = next(iter(PlanYear.objects.told().on(lost)), None) if lost else None
    if year is None:
        return CobraRule("event", (), ())
    rows = list(ClassRule.objects.filter(plan_year=year).select_related("benefit_class"))
    row = newest(for_class(rows, class_code, lost), lost)
    if any(one is not None and not one.is_reviewed for one in (row, newest(own_rows(rows, class_code), lost))):
        return CobraRule("event", (Note(_MAY_LAST_LONGER),), ())
    if row is None or row.cobra_from == ClassRule.CobraFrom.EVENT:
        return CobraRule("event", (), ())
    return CobraRule("loss", (), sources_of([row]))


def event_rule(event: str, class_code: str, year: PlanYear, *, on: date | None = None) -> Held[EventRule] | Result:
    """Return until when a life event may be reported and from when the change holds."""
    row, sources = _rule(LifeEventRule.objects.filter(event=event), year, class_code, _EVENT, on)
    if isinstance(row, Result):
        return row
    days = row.days
    if days is None:
        coverage = coverage_rule(class_code, year, on=on)
        if isinstance(coverage, Result):
            return coverage
        days, sources = coverage.life_event_days, tuple(dict.fromkeys((*sources, *coverage.sources)))
    return Held(EventRule(event, days, row.takes, tuple(row.papers)), sources)


@dataclass(frozen=True)
class Account:
    plan_limit: Decimal
    minimum: Decimal | None
    year_end: FsaYearEnd
    limited_purpose_offered: bool
    sources: tuple[Source, ...]


def account_rule(line: str, class_code: str, year: PlanYear, *, on: date | None = None) -> Account | Result:
    """Return how much may go into a spending account, and what becomes of what is left."""
    row, sources = _rule(AccountRule.objects.filter(line=line), year, class_code, _ACCOUNT, on)
    if isinstance(row, Result):
        return row
    return Account(row.limit, row.minimum, year_end_of(row, year), row.limited_purpose_offered, sources)


def year_end_of(row: AccountRule, year: PlanYear) -> FsaYearEnd:
    claims = row.claims_by
    if row.claims_days is not None:
        claims = year.ends_on + timedelta(row.claims_days)
    return FsaYearEnd(
        year.ends_on,
        claims,
        carries_up_to=row.carry_over,
        grace_until=row.grace_until,
        is_limited_purpose=row.line == AccountRule.Line.LIMITED,
        most_carried=amount("fsa_carry_over", year.starts_on.year),
    )


@dataclass(frozen=True)
class Life:
    multiple: Decimal
    maximum: Decimal | None
    reductions: tuple[tuple[int, Decimal], ...]  # from an age on -> the share that is left
    sources: tuple[Source, ...]


def life_rule(class_code: str, year: PlanYear, *, on: date | None = None) -> Life | Result:
    row, sources = _rule(LifeRule.objects.all(), year, class_code, _LIFE, on)
    if isinstance(row, Result):
        return row
    return Life(row.multiple, row.maximum, table_of(row.reductions), sources)


def disability_rule(
    kind: str, class_code: str, year: PlanYear, *, on: date | None = None
) -> Held[DisabilityTerms] | Result:
    """Return what is paid to who cannot work."""
    row, sources = _rule(DisabilityRule.objects.filter(kind=kind), year, class_code, _DISABILITY, on)
    if isinstance(row, Result):
        return row
    return Held(DisabilityTerms(row.percent, row.weekly_max, row.starts_day, row.weeks, row.monthly_max), sources)


@dataclass(frozen=True)
class Retirement:
    match: tuple[MatchTier, ...]
    vesting: tuple[tuple[int, Decimal], ...]  # none: one's own at once
    minimum_age: int | None
    eligibility: str
    automatic_percent: Decimal | None
    sources: tuple[Source, ...]


def retirement_rule(class_code: str, year: PlanYear, *, on: date | None = None) -> Retirement | Result:
    row, sources = _rule(RetirementRule.objects.all(), year, class_code, _RETIREMENT, on)
    if isinstance(row, Result):
        return row
    return Retirement(
        tuple(MatchTier(Decimal(of_pay), Decimal(rate)) for of_pay, rate in row.match_tiers),
        table_of(row.vesting) or ((0, Decimal(1)),),
        row.minimum_age,
        row.eligibility,
        row.automatic_percent,
        sources,
    )


@dataclass(frozen=True)
class Leave:
    weeks: Decimal | None
    pay_share: Decimal | None
    after_months: int | None
    hours_by_service: tuple[tuple[int, Decimal], ...]
    carry_over_hours: int | None
    sources: tuple[Source, ...]


def leave_rule(kind: str, class_code: str, year: PlanYear, *, on: date | None = None) -> Leave | Result:
    row, sources = _rule(LeaveRule.objects.filter(kind=kind), year, class_code, _LEAVE, on)
    if isinstance(row, Result):
        return row
    return Leave(
        row.weeks,
        row.pay_share,
        row.after_months,
        table_of(row.hours_by_service),
        row.carry_over_hours,
        sources,
    )


# ---- what a year is estimated by


def prices(year: PlanYear, *, on: date | None = None) -> Held[Mapping[str, Decimal]]:
    """Return what services are taken to cost; none where HR has reviewed none."""
    rows = by_cell(PriceAssumption.objects.filter(plan_year=year), "service", day_in(year, on))
    return Held({service: row.allowed for service, row in rows.items()}, sources_of(rows.values()))


def usage_profiles(year: PlanYear, *, on: date | None = None) -> Held[Mapping[str, tuple[Use, ...]]]:
    """Return how much care a year of little, usual or much use has, each service at the price it is taken to cost, and
    each stay with the usual nights."""
    day = day_in(year, on)
    each = prices(year, on=day)
    rows = by_cell(UsageProfile.objects.filter(plan_year=year), "level", day)
    profiles = {
        level: tuple(Use.counted(service, count, each.terms.get(service)) for service, count in row.counts.items())
        for level, row in rows.items()
    }
    return Held(profiles, tuple(dict.fromkeys((*sources_of(rows.values()), *each.sources))))
