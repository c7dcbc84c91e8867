"""Which plan years, plans and coverage tiers a question is about, among what is offered to whoever asks.

A plan that is not offered to their class, or that nobody has reviewed, is none of them.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from benefits.calculators.result import Result
from benefits.calendar import told_plan_years
from benefits.catalogue import read
from benefits.models import Plan, PlanYear, Tier
from benefits.tiers import SPOKEN_TO
from chat.pipeline.tools.contract import Choice, Missing, Session, ToolResult
from chat.pipeline.tools.facts import is_named
from chat.pipeline.tools.reckoned.said import Covered
from chat.words import WHICH_PLAN, in_language
from knowledge.retrieval.plans import plan_mentions, plan_names
from knowledge.retrieval.years_in_question import unknown_years, wished_years
from knowledge.text.terms import plain_text
from tenants.postgresql.rows import Rows, written
from tenants.read_once import Once, once

MOST_CHOICES = 6
_TIERS = {**SPOKEN_TO, Covered.CHILD: {"en": "you and your child", "es": "usted y su hijo o hija"}}
# By which tier of a plan somebody is covered, where it has the one before it not.
_STANDS_FOR = {
    Covered.SPOUSE: (Tier.SPOUSE, Tier.ONE),
    Covered.PARTNER: (Tier.PARTNER, Tier.ONE),
    Covered.CHILD: (Tier.CHILDREN, Tier.ONE),
}
_WHO = {"en": "Who is to be covered?", "es": "¿A quién quiere cubrir?"}
_NO_PRICE = "No price of this plan has been reviewed."
_NO_PLAN = "No reviewed plan of that name is offered to this person in that year."


# ---- plan years


def years_meant(words: str | None, session: Session) -> tuple[PlanYear, ...]:
    """Return the plan years that the words name; none if they name another than there is. Without a name: the one in
    force, behind the next one while people choose for it."""
    every, day = told_plan_years(), session.scope.day
    labels = frozenset(year.label for year in every)
    wish = wished_years(words or "", day=day, plan_years=every, labels=labels)
    if not wish.is_named and unknown_years(words or "", plan_years=every, labels=labels):
        return ()
    return tuple(year for year in reversed(every) if year.label in wish.labels)


def year_of(day: date) -> PlanYear | None:
    return next((year for year in told_plan_years() if year.starts_on <= day <= year.ends_on), None)


def of_today(years: Sequence[PlanYear], session: Session) -> PlanYear:
    """Return of the years that are meant the one in force, else the first: "in 2026" names two plan years that run from
    July on, and while people choose for the next year a bill is this year's."""
    return next((year for year in years if year.starts_on <= session.scope.day <= year.ends_on), years[-1])


def day_in(year: PlanYear, session: Session) -> date:
    """Return the day as of which a year's rows are read: the session's, or the year's nearest to it."""
    return year.nearest_to(session.scope.day)


# ---- plans


def has_catalogue(session: Session) -> bool:
    """Whether any reviewed plan is published: without one these tools say nothing."""
    return bool(once("has_catalogue", lambda: (Plan.objects.published().reviewed().exists(),))[0])


def offered(year: PlanYear, session: Session, line: str = "medical") -> list[Plan]:
    return read.plans_on(day_in(year, session), session.scope.audience.class_code, line)


@written
def _names() -> Rows[tuple[str, str]]:
    return Rows(Plan.objects.published().values_list("short_name", "name").distinct())


published_names = Once("plan_names", _names)


def plans_said(text: str) -> tuple[str, ...]:
    """Return the plans that the text names, in its order: those of a known type, and any by the catalogue's names.

    Also those that are offered to others: whoever names one must not be told of another.
    """
    plain = plain_text(text)
    found = {plain[start:end].strip(): start for _, start, end in reversed(plan_mentions(plain))}
    for name in {name for both in published_names() for name in both}:
        place = plain.find(plain_text(name))
        if place >= 0 and not plan_names(name):
            found.setdefault(name, place)
    return tuple(sorted(found, key=lambda name: found[name]))


def plan_meant(
    name: str | None, year: PlanYear, session: Session, *, fits: Callable[[Plan], bool] = lambda plan: True
) -> Plan | ToolResult:
    """Return the medical plan of that name, or the only one there is; else the question which one is meant."""
    plans = [plan for plan in offered(year, session) if fits(plan)]
    named = [plan for plan in plans if is_named(plan.short_name, name)] if name else plans
    exactly = [plan for plan in named if name and plain_text(plan.short_name) == plain_text(name)]
    named = exactly or named
    if len(named) == 1:
        return named[0]
    if not named:
        return ToolResult("not_available", why=_NO_PLAN)
    return which_plan(named, session)


def which_plan(plans: Iterable[Plan], session: Session) -> ToolResult:
    choices = tuple(Choice(plan.short_name, plan.short_name) for plan in plans)[:MOST_CHOICES]
    return ToolResult("needs_input", missing=Missing("plan", in_language(WHICH_PLAN, session.language), choices))


# ---- coverage tiers


def tier_in_words(tier: str, language: str) -> str:
    return in_language(_TIERS[str(tier)], language)


def tier_of(plan: Plan, covered: Covered, session: Session) -> Tier:
    """Return the plan's tier for them: that of employee and one where it has none for a spouse or a child alone.

    A tier is there where its price holds for the asker's class and somebody stands behind it. One other may be a
    partner only where the company covers partners.
    """
    first, *others = _STANDS_FOR.get(covered) or (Tier(covered.value),)
    if not others or (covered is Covered.PARTNER and not _covers_partners(plan.plan_year, session)):
        return first
    return next((tier for tier in (first, *others) if _has_price(plan, tier, session)), first)


def _covers_partners(year: PlanYear, session: Session) -> bool:
    rule = read.coverage_rule(session.scope.audience.class_code, year, on=day_in(year, session))
    return not isinstance(rule, Result) and rule.covers_partners


def _has_price(plan: Plan, tier: str, session: Session) -> bool:
    code, day = session.scope.audience.class_code, day_in(plan.plan_year, session)
    return not isinstance(read.rate_of(plan, tier, code, on=day), Result)


def who_is_covered(plan: Plan, session: Session) -> ToolResult:
    """Return the question for the tier, with those that the plan has a reviewed price for; without one, nothing."""
    there = priced(plan, session)
    return _ask_for(there, session) if there else ToolResult("not_available", why=_NO_PRICE)


def whose_deductible(plan: Plan, session: Session) -> ToolResult:
    """Return the same question for what hangs on the tier without being its price."""
    return _ask_for(priced(plan, session) or [tier for tier in Covered if tier is not Covered.CHILD], session)


def priced(plan: Plan, session: Session) -> list[Covered]:
    """Return the plan's own tiers that have a reviewed price for the asker's class."""
    return [tier for tier in Covered if tier is not Covered.CHILD and _has_price(plan, tier.value, session)]


def _ask_for(tiers: Iterable[Covered], session: Session) -> ToolResult:
    choices = tuple(Choice(tier_in_words(tier, session.language), tier.value) for tier in tiers)
    return ToolResult("needs_input", missing=Missing("covered", in_language(_WHO, session.language), choices))


def deductions_of(year: PlanYear, session: Session) -> int | None:
    """Return from how many paychecks of the year is deducted for the asker's class; None where plans differ in it."""
    return read.deductions_of(year, session.scope.audience.class_code, on=day_in(year, session))
