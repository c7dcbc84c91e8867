"""What is different in a plan year from the one before, for the class of whoever reads. Only what HR has reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.calculators.result import Result, Source
from benefits.catalogue.held import day_in
from benefits.catalogue.read import account_rule, plans_on, with_terms
from benefits.catalogue.read_rules import Account
from benefits.models import AccountRule, Plan, PlanLine, PlanYear
from benefits.plan_pages.compare import Row, compare
from benefits.plan_pages.details import Detail, Section, details_of
from benefits.plan_pages.for_whom import ForWhom
from benefits.plan_pages.leave import leave_rules
from benefits.plan_pages.offers import Offer, offers
from benefits.plan_pages.rules import ToldSection, rule_sections
from benefits.plan_pages.words import short_dollars
from benefits.plan_pages.year_changes import Change, Changed, Compared, compare_sections, waits

_ACCOUNTS = {
    AccountRule.Line.FSA: gettext_lazy("Health care FSA"),
    AccountRule.Line.LIMITED: gettext_lazy("Limited-purpose FSA"),
    AccountRule.Line.DEPENDENT_CARE: gettext_lazy("Dependent care FSA"),
    AccountRule.Line.TRANSIT: gettext_lazy("Transit account"),
    AccountRule.Line.PARKING: gettext_lazy("Parking account"),
}
# Of these the rules say what counts, not the plan: whether nothing is different of one hangs on them.
_OF_RULES = frozenset(
    {
        *(PlanLine.LIFE, PlanLine.STD, PlanLine.LTD, PlanLine.HSA, PlanLine.FSA),
        *(PlanLine.DCFSA, PlanLine.COMMUTER, PlanLine.RETIREMENT),
    }
)


@dataclass(frozen=True)
class PlanNews:
    plan: Plan
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class News:
    """`pairs` are the plans that go on with something else, `rules` accounts and rules that are others.

    `apart` names what could not be compared; `is_waiting` is set where HR has entered more than it has reviewed.
    """

    before: PlanYear
    begun: tuple[Plan, ...]
    ended: tuple[Plan, ...]
    pairs: tuple[PlanNews, ...]
    unchanged: tuple[Plan, ...]  # as far as they could be compared
    rules: tuple[Changed, ...]
    apart: tuple[str, ...]
    is_waiting: bool
    offers: tuple[Offer, ...]  # whose papers the figures stand in
    sources: tuple[Source, ...]  # of all the rest

    @property
    def is_empty(self) -> bool:
        return not (self.begun or self.ended or self.rules or self.pairs)


@dataclass(frozen=True)
class _Plans:
    news: tuple[PlanNews, ...]
    apart: tuple[str, ...]
    offers: tuple[Offer, ...] = ()
    sources: tuple[Source, ...] = ()


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
    going_on = [plan for plan in now if plan.pk in went_on]
    medical, others = _medical_news(going_on, went_on, who, last), _other_news(going_on, went_on, who)
    rules, sources = _rules(last, who)
    pairs = (*medical.news, *others.news)
    return News(
        before,
        tuple(plan for plan in now if plan.pk not in went_on and not _is_open(plan, before)),
        tuple(plan for plan in then if plan.pk not in continued and not _is_open(plan, who.year)),
        tuple(pair for pair in pairs if pair.changes),
        tuple(pair.plan for pair in pairs if not pair.changes and pair.plan.line not in _OF_RULES),
        rules.changed,
        (*medical.apart, *others.apart, *rules.apart),
        waits((before, who.year), who.class_code),
        medical.offers,
        tuple(dict.fromkeys((*others.sources, *sources))),
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


def _medical_news(plans: Sequence[Plan], went_on: dict[object, Plan], who: ForWhom, last: ForWhom) -> _Plans:
    medical = [plan for plan in plans if plan.line == PlanLine.MEDICAL]
    # Two plans may have grown out of one.
    earlier = list({was.pk: was for was in (went_on[plan.pk] for plan in medical)}.values())
    before = {one.plan.pk: one for one in offers(earlier, last)}
    shown = offers(medical, who)
    pairs = [(before[went_on[one.plan.pk].pk], one) for one in shown]
    news = tuple(PlanNews(is_now.plan, _changes(was, is_now)) for was, is_now in pairs)
    apart = tuple(is_now.plan.name for was, is_now in pairs if _is_partly_known(was, is_now))
    return _Plans(news, apart, tuple(shown))


def _changes(was: Offer, is_now: Offer) -> tuple[Change, ...]:
    # What is not known of one of the years is no difference.
    return tuple(Change(row.label, *row.cells) for row in _differing(was, is_now) if all(row.cells))


def _is_partly_known(was: Offer, is_now: Offer) -> bool:
    """Whether something of the plan is known of one of the years alone, or of neither."""
    return bool(was.missing or is_now.missing) or any(not all(row.cells) for row in _differing(was, is_now))


def _differing(was: Offer, is_now: Offer) -> list[Row]:
    return [row for group in compare((was, is_now)) for row in group.differing]


def _other_news(plans: Sequence[Plan], went_on: dict[object, Plan], who: ForWhom) -> _Plans:
    """Tell of dental, vision and all other plans, by what the page of each tells."""
    others = [plan for plan in plans if plan.line != PlanLine.MEDICAL]
    with_terms([*others, *(went_on[plan.pk] for plan in others)])
    news, apart, sources = [], [], []
    for plan in others:
        was, is_now = (details_of(one, who.class_code) for one in (went_on[plan.pk], plan))
        compared = compare_sections(was.sections_for(who.tier), is_now.sections_for(who.tier))
        changes = (
            Change(f"{of.label}: {one.label}", one.before, one.after) for of in compared.changed for one in of.changes
        )
        news.append(PlanNews(plan, tuple(changes)))
        if compared.apart or was.missing or is_now.missing:
            apart.append(plan.name)
        sources += is_now.sources
    return _Plans(tuple(news), tuple(apart), sources=tuple(sources))


def _rules(last: ForWhom, who: ForWhom) -> tuple[Compared, tuple[Source, ...]]:
    """Tell of accounts, the company's rules and leave."""
    was, is_now = (_told(one) for one in (last, who))
    sources = tuple(source for one in is_now for source in one.sources)
    return compare_sections(_all_told(was, is_now), _all_told(is_now, was)), sources


def _told(who: ForWhom) -> list[ToldSection]:
    leave = leave_rules(who.year, who.class_code)
    of_leave = (ToldSection(one, leave.sources) for one in leave.sections)
    return [*_accounts(who), *rule_sections(who.year, who.class_code), *of_leave]


def _all_told(own: Sequence[ToldSection], other: Sequence[ToldSection]) -> list[Section]:
    """Return a year's own sections, with the rows that it leaves out and the other year tells."""
    of_other = {one.section.label: {row.label for row in one.section.details} for one in other}
    return [
        replace(
            one.section,
            details=(
                *one.section.details,
                *(row for row in one.left_out if row.label in of_other.get(one.section.label, ())),
            ),
        )
        for one in own
    ]


def _accounts(who: ForWhom) -> list[ToldSection]:
    rules = {line: account_rule(line, who.class_code, who.year, on=who.day) for line in _ACCOUNTS}
    return [
        ToldSection(Section(str(_ACCOUNTS[line]), _account(rule)), rule.sources)
        for line, rule in rules.items()
        if not isinstance(rule, Result)
    ]


def _account(rule: Account) -> tuple[Detail, ...]:
    end = rule.year_end
    carried = short_dollars(end.carries_up_to) if end.carries_up_to else _("Nothing")
    return (
        Detail(_("The most you may put in"), short_dollars(rule.plan_limit)),
        Detail(_("The least you may put in"), short_dollars(rule.minimum) if rule.minimum else _("Any amount")),
        Detail(_("Carried over into the next year"), carried),
        Detail(_("Care counts until"), _day(end.care_until)),
        Detail(_("Claims are taken until"), _day(end.claims_until) if end.claims_until else _("Not said")),
    )


def _day(day: date) -> str:
    """Return the day without its year: the same day a year later is no change."""
    return date_format(day, "MONTH_DAY_FORMAT")
