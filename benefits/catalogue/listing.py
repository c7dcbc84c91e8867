"""The plans of a year as HR's list shows them, with what nobody has reviewed and what is missing."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from benefits.catalogue.sheets import missing_of, plan_sections, unreviewed_of
from benefits.models import Plan, PlanLine, PlanYear


@dataclass(frozen=True)
class YearTab:
    year: PlanYear
    is_current: bool

    @property
    def label(self) -> str:
        return self.year.label

    @property
    def url(self) -> str:
        return f"{reverse('benefits:catalogue')}?{urlencode({'year': self.year.label})}"


@dataclass(frozen=True)
class PlanState:
    plan: Plan
    unreviewed: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class LineOfPlans:
    """The plans of one line of benefits: medical, dental."""

    label: str
    plans: tuple[PlanState, ...]


def year_tabs(label: str, day: date) -> list[YearTab]:
    """Return the plan years, the last first; the one asked for is current, or the one whose plans are chosen next."""
    years = sorted(PlanYear.objects.all(), key=lambda year: year.starts_on, reverse=True)
    chosen = next((year for year in years if year.label == label), None)
    chosen = chosen or next((year for year in years if year.starts_on <= day), years[0] if years else None)
    return [YearTab(year, year == chosen) for year in years]


def plan_lines(year: PlanYear) -> list[LineOfPlans]:
    plans = list(Plan.objects.filter(plan_year=year).select_related("carrier", "plan_year"))
    states = [_state(plan) for plan in plans]
    found = [LineOfPlans(str(line.label), tuple(one for one in states if one.plan.line == line)) for line in PlanLine]
    return [line for line in found if line.plans]


def _state(plan: Plan) -> PlanState:
    sections = plan_sections(plan)
    waiting = len(unreviewed_of(sections)) + (not plan.is_reviewed)
    return PlanState(plan, waiting, tuple(missing_of(sections)))
