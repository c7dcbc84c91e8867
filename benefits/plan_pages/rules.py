"""The company's rules beside plans: who is covered from when, what is added to a price, savings, and pay insured."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from benefits.calculators.coverage import FEDERAL_DAYS
from benefits.calculators.result import Result, Source
from benefits.calculators.words import dollars, percent
from benefits.catalogue.held import by_cell, day_in, sources_of
from benefits.catalogue.read import (
    CoverageRule,
    Life,
    Retirement,
    coverage_rule,
    disability_rule,
    event_rule,
    life_rule,
    retirement_rule,
)
from benefits.models import ClassRule, DisabilityRule, LifeEventRule, PlanYear
from benefits.plan_pages.details import Detail, Section
from benefits.plan_pages.life_events import EVENT_WORDS
from benefits.plan_pages.words import short_dollars

_BEGINS: Mapping[str, Promise] = {
    ClassRule.Begins.ON_DAY: gettext_lazy("On that very day"),
    ClassRule.Begins.FIRST_ON_OR_AFTER: gettext_lazy("On the first of the month that is that day or comes next"),
    ClassRule.Begins.FIRST_AFTER: gettext_lazy("On the first of the month after that day"),
}
_ENDS: Mapping[str, Promise] = {
    ClassRule.Ends.BIRTHDAY: gettext_lazy("Through the day before they turn %(age)s"),
    ClassRule.Ends.END_OF_MONTH: gettext_lazy("Through the end of the month in which they turn %(age)s"),
    ClassRule.Ends.END_OF_YEAR: gettext_lazy("Through the end of the year in which they turn %(age)s"),
}
_NOT_CHOOSING: Mapping[str, Promise] = {
    PlanYear.DefaultAction.PASSIVE: gettext_lazy("Everything goes on as it is."),
    PlanYear.DefaultAction.ACTIVE: gettext_lazy("Nothing goes on: you have no coverage unless you choose."),
    PlanYear.DefaultAction.ACTIVE_FOR_FSA: gettext_lazy(
        "Your plans go on. Money for spending accounts ends unless you choose it anew."
    ),
}
_DISABILITY: Mapping[str, Promise] = {
    DisabilityRule.Kind.SHORT: gettext_lazy("If you cannot work for some time"),
    DisabilityRule.Kind.LONG: gettext_lazy("If you cannot work for long"),
}
_FIRST_MATCH = gettext_lazy("%(rate)s of what you save, on the first %(share)s of your pay")


@dataclass(frozen=True)
class ToldSection:
    """`left_out` are rows that hold as well, and that another row tells for all of them."""

    section: Section
    sources: tuple[Source, ...]
    left_out: tuple[Detail, ...] = ()


def if_nothing_is_chosen(year: PlanYear) -> str:
    """Return what becomes of who chooses nothing; "" where nobody has said."""
    return str(_NOT_CHOOSING.get(year.default_action, ""))


def rule_sections(year: PlanYear, class_code: str) -> list[ToldSection]:
    """Return what has been reviewed of the company's rules for the class, heading by heading."""
    day = day_in(year)
    coverage = coverage_rule(class_code, year, on=day)
    parts: list[tuple[str, object, Callable]] = [
        (_("Who is covered, and from when"), coverage, _coverage),
        (_("Retirement savings"), retirement_rule(class_code, year, on=day), _retirement),
        (_("Life insurance"), life_rule(class_code, year, on=day), _life),
        *(
            (str(label), disability_rule(kind, class_code, year, on=day), _disability)
            for kind, label in _DISABILITY.items()
        ),
    ]
    told = [
        ToldSection(Section(label, tuple(row for row in tell(rule) if row.value)), rule.sources)
        for label, rule, tell in parts
        if not isinstance(rule, Result)
    ]
    usual = None if isinstance(coverage, Result) else coverage.life_event_days
    told[1:1] = [_life_events(year, class_code, usual), _surcharges(year, class_code)]
    return [one for one in told if one.section.details]


def _life_events(year: PlanYear, class_code: str, usual: int | None) -> ToldSection:
    """Tell until when events are reported: each whose days differ from the `usual` ones of the class, then the others.

    The law gives some events days of their own, whatever the company says. Medicaid and CHIP are told even where theirs
    are the usual ones.
    """
    details, left_out, sources = [], [], []
    for event, words in EVENT_WORDS.items():
        rule = event_rule(event, class_code, year, on=day_in(year))
        own = usual if isinstance(rule, Result) else rule.terms.days
        if own is None:
            continue
        days = max(own, FEDERAL_DAYS.get(event, 0))
        row = Detail(str(words), _within(days))
        if days == usual and event != LifeEventRule.Event.MEDICAID:
            left_out.append(row)
            continue
        details.append(row)
        sources += () if isinstance(rule, Result) else rule.sources
    if usual is not None:
        details.append(Detail(_("Other events"), _within(usual)))
    told = Section(_("To report an event in your life"), tuple(details))
    return ToldSection(told, tuple(sources), tuple(left_out))


def _within(days: int) -> str:
    return ngettext("Within %(count)s day", "Within %(count)s days", days) % {"count": days}


def _surcharges(year: PlanYear, class_code: str) -> ToldSection:
    rows = (row for row in year.surcharges.all() if row.is_for(class_code))
    own = by_cell(rows, "kind", day_in(year)).values()
    added = [
        Detail(
            row.label,
            _("%(amount)s more each paycheck") % {"amount": dollars(row.per_deduction)},
            (row.waiver,) if row.waiver else (),
        )
        for row in own
    ]
    return ToldSection(Section(_("What can be added to a price"), tuple(added)), sources_of(own))


def _coverage(rule: CoverageRule) -> list[Detail]:
    waiting = rule.waiting.days
    waits = ngettext("%(count)s day after the first day at work", "%(count)s days after the first day at work", waiting)
    least = _("%(hours)s hours a week") % {"hours": rule.least_hours} if rule.least_hours else ""
    return [
        Detail(_("Waiting time"), waits % {"count": waiting} if waiting else _("None")),
        Detail(_("Coverage begins"), str(_BEGINS[rule.waiting.begins])),
        Detail(_("From how many hours on"), least),
        Detail(_("Who is eligible"), rule.eligibility),
        Detail(_("Children are covered"), str(_ENDS[rule.child_ends]) % {"age": rule.child_age}),
        Detail(_("Domestic partners are covered"), _("Yes") if rule.covers_partners else _("No")),
    ]


def _retirement(rule: Retirement) -> list[Detail]:
    match = "; ".join(
        (_("%(rate)s of what you save, on the next %(share)s of your pay") if number else _FIRST_MATCH)
        % {"rate": percent(tier.rate), "share": percent(tier.of_pay)}
        for number, tier in enumerate(rule.match)
    )
    steps = [
        Detail(_service(years), percent(share) if share else _("Nothing yet"))
        for years, share in rule.vesting
        if rule.vesting != ((0, Decimal(1)),)
    ]
    own_at_once = "" if steps else _("At once")
    automatic = ""
    if rule.automatic_percent:
        automatic = _("%(share)s of your pay, unless you choose otherwise") % {"share": percent(rule.automatic_percent)}
    return [
        Detail(_("Who can save"), rule.eligibility),
        Detail(_("From what age on"), str(rule.minimum_age or "")),
        Detail(_("Saved without asking you"), automatic),
        Detail(_("Your employer adds"), match),
        Detail(_("The employer’s money is yours"), own_at_once),
        *steps,
    ]


def _service(years: int) -> str:
    if not years:
        return _("Yours in the first years")
    return ngettext("Yours from %(count)s year of service on", "Yours from %(count)s years of service on", years) % {
        "count": years
    }


def _life(rule: Life) -> list[Detail]:
    paid = _("%(times)s times your yearly pay") % {"times": f"{rule.multiple.normalize():f}"}
    less = [
        Detail(_("From age %(age)s on") % {"age": age}, _("%(share)s of it") % {"share": percent(share)})
        for age, share in rule.reductions
    ]
    most = short_dollars(rule.maximum) if rule.maximum is not None else ""
    return [Detail(_("Your employer insures you for"), paid), Detail(_("At most"), most), *less]


def _disability(rule: object) -> list[Detail]:
    terms = rule.terms
    caps = ((terms.most_a_week, _("%(amount)s a week")), (terms.most_a_month, _("%(amount)s a month")))
    most = [words % {"amount": short_dollars(cap)} for cap, words in caps if cap is not None]
    weeks = ngettext("%(count)s week", "%(count)s weeks", terms.weeks) % {"count": terms.weeks}
    return [
        Detail(_("Paid"), _("%(share)s of your pay") % {"share": percent(terms.share)}),
        Detail(_("At most"), "; ".join(most)),
        Detail(_("From which day on"), _("Day %(day)s") % {"day": terms.from_day}),
        Detail(_("For how long"), weeks),
    ]
