"""What is different in a plan year from the one before, for the class of whoever reads. Only what HR has reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benefits.calculators.result import Result
from benefits.catalogue.held import day_in
from benefits.catalogue.read import account_rule, plans_on
from benefits.models import AccountRule, Plan, PlanLine, PlanYear
from benefits.plan_pages.compare import compare
from benefits.plan_pages.for_whom import ForWhom
from benefits.plan_pages.offers import Offer, offers
from benefits.plan_pages.words import short_dollars

_ACCOUNTS = {
    AccountRule.Line.FSA: _("Health care FSA"),
    AccountRule.Line.LIMITED: _("Limited-purpose FSA"),
    AccountRule.Line.DEPENDENT_CARE: _("Dependent care FSA"),
    AccountRule.Line.TRANSIT: _("Transit account"),
    AccountRule.Line.PARKING: _("Parking account"),
}


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class PlanNews:
    plan: Plan
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class News:
    """`pairs` are the medical plans that go on, each with what is different of it."""

    before: PlanYear
    begun: tuple[Plan, ...]
    ended: tuple[Plan, ...]
    pairs: tuple[PlanNews, ...]
    accounts: tuple[Change, ...]
    offers: tuple[Offer, ...]  # whose papers the figures stand in

    @property
    def is_empty(self) -> bool:
        return not (self.begun or self.ended or self.accounts or any(pair.changes for pair in self.pairs))


def news_for(who: ForWhom) -> News | None:
    """Return what is different in the year for the person; None where employees are told of no year before it."""
    told = PlanYear.objects.told()
    before = told.filter(ends_on__lt=who.year.starts_on).order_by("-starts_on").first()
    if before is None:
        return None
    last = replace(who, year=before, day=day_in(before))
    now, then = plans_on(who.day, who.class_code), plans_on(last.day, who.class_code)
    went_on = _pairs(now, then)
    continued = {was.pk for was in went_on.values()}
    pairs, shown = _plan_news([plan for plan in now if plan.pk in went_on], went_on, who, last)
    return News(
        before,
        tuple(plan for plan in now if plan.pk not in went_on and not _is_open(plan, before)),
        tuple(plan for plan in then if plan.pk not in continued and not _is_open(plan, who.year)),
        pairs,
        _accounts(who, last),
        shown,
    )


def _pairs(now: Sequence[Plan], then: Sequence[Plan]) -> dict[object, Plan]:
    """Return last year's plan of each plan that goes on: the one it says it follows, or the one of its name."""
    by_id = {plan.pk: plan for plan in then}
    by_name = {(plan.line, plan.short_name.casefold()): plan for plan in then}
    found = {}
    for plan in now:
        was = by_id.get(plan.predecessor_id) or by_name.get((plan.line, plan.short_name.casefold()))
        if was is not None:
            found[plan.pk] = was
    return found


def _is_open(plan: Plan, year: PlanYear) -> bool:
    """Whether the other year has a plan of which nobody can say yet that it is not this one: it is being entered."""
    same = Q(line=plan.line, short_name__iexact=plan.short_name) | Q(predecessor=plan) | Q(successors=plan)
    told = Q(status=Plan.Status.PUBLISHED, reviewed_at__isnull=False)
    return Plan.objects.filter(same, plan_year=year).exclude(told).exists()


def _plan_news(
    plans: Sequence[Plan], went_on: dict[object, Plan], who: ForWhom, last: ForWhom
) -> tuple[tuple[PlanNews, ...], tuple[Offer, ...]]:
    medical = [plan for plan in plans if plan.line == PlanLine.MEDICAL]
    # Two plans may have grown out of one.
    earlier = list({was.pk: was for was in (went_on[plan.pk] for plan in medical)}.values())
    was = {one.plan.pk: one for one in offers(earlier, last)}
    shown = offers(medical, who)
    news = tuple(PlanNews(one.plan, _changes(was[went_on[one.plan.pk].pk], one)) for one in shown)
    return news, tuple(shown)


def _changes(was: Offer, is_now: Offer) -> tuple[Change, ...]:
    rows = [row for group in compare((was, is_now)) for row in group.differing]
    # What is not known of one of the years is no difference.
    return tuple(Change(row.label, *row.cells) for row in rows if all(row.cells))


def _accounts(who: ForWhom, last: ForWhom) -> tuple[Change, ...]:
    changes = []
    for line, label in _ACCOUNTS.items():
        was, is_now = (account_rule(line, one.class_code, one.year, on=one.day) for one in (last, who))
        if isinstance(was, Result) or isinstance(is_now, Result) or was.plan_limit == is_now.plan_limit:
            continue
        changes.append(Change(str(label), short_dollars(was.plan_limit), short_dollars(is_now.plan_limit)))
    return tuple(changes)
