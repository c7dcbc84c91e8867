"""Time off and leave by the company's own rules, for the class of whoever reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from benefits.calculators.result import Source
from benefits.calculators.time_away import time_off_accrual
from benefits.calculators.words import percent
from benefits.catalogue.held import day_in
from benefits.catalogue.read import Leave, leave_rule
from benefits.models import LeaveRule, PlanYear
from benefits.personal.context import NO_CONTEXT, PersonalContext
from benefits.plan_pages.details import Detail, Section
from tenants.clock import today

_KINDS: Mapping[str, Promise] = {
    LeaveRule.Kind.TIME_OFF: gettext_lazy("Paid time off"),
    LeaveRule.Kind.SICK: gettext_lazy("Sick leave"),
    LeaveRule.Kind.PARENTAL: gettext_lazy("Parental leave"),
    LeaveRule.Kind.BEREAVEMENT: gettext_lazy("After a death in the family"),
    LeaveRule.Kind.OTHER: gettext_lazy("Other leave"),
}


@dataclass(frozen=True)
class Rules:
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]


def leave_rules(year: PlanYear, class_code: str, asker: PersonalContext = NO_CONTEXT) -> Rules:
    """Return the rules for the class, and what they are for the person where something is known of them."""
    day = day_in(year)
    told = {kind: leave_rule(kind, class_code, year, on=day) for kind in _KINDS}
    known = {kind: rule for kind, rule in told.items() if isinstance(rule, Leave)}
    sections = tuple(Section(str(_KINDS[kind]), tuple(_details(rule, asker))) for kind, rule in known.items())
    return Rules(sections, tuple(dict.fromkeys(source for rule in known.values() for source in rule.sources)))


def _details(rule: Leave, asker: PersonalContext) -> list[Detail]:
    rows = []
    if rule.weeks is not None:
        words = ngettext("%(count)s week", "%(count)s weeks", 1 if rule.weeks == 1 else 2)
        rows.append(Detail(_("How long"), words % {"count": _plain(rule.weeks)}))
    if rule.pay_share is not None:
        rows.append(Detail(_("Paid"), _("%(share)s of your pay") % {"share": percent(rule.pay_share)}))
    if rule.after_months is not None:
        rows.append(Detail(_("From when on"), _after(rule.after_months)))
    rows += [Detail(_service_years(years), _hours(hours)) for years, hours in rule.hours_by_service]
    if rule.carry_over_hours is not None:
        most = _hours(Decimal(rule.carry_over_hours))
        rows.append(Detail(_("Taken into the next year"), _("At most %(hours)s") % {"hours": most}))
    own = _own(rule, asker)
    return [*rows, own] if own else rows


def _own(rule: Leave, asker: PersonalContext) -> Detail | None:
    """Return what it is for the person, where they have agreed to be gone by their first day at work."""
    if asker.hired is None or not rule.hours_by_service:
        return None
    result = time_off_accrual(rule.hours_by_service, hired=asker.hired, on=today())
    if result.status != "ok":
        return None
    known = {one.key: one.value for one in result.amounts}
    words = _("By your first day at work, %(day)s, as you told us.")
    if asker.is_hired_listed:
        words = _("By your first day at work, %(day)s, as your employer’s list says.")
    notes = [words % {"day": date_format(asker.hired)}]
    if "next_on" in known:
        notes.append(
            _("From %(day)s on: %(hours)s a year.")
            % {"day": date_format(known["next_on"]), "hours": _hours(known["next_hours"])}
        )
    return Detail(_("For you"), _("%(hours)s a year") % {"hours": _hours(known["hours"])}, tuple(notes))


def _after(months: int) -> str:
    if not months:
        return _("From the first day at work")
    return ngettext("After %(count)s month at work", "After %(count)s months at work", months) % {"count": months}


def _service_years(years: int) -> str:
    if not years:
        return _("In the first years")
    return ngettext("From %(count)s year of service on", "From %(count)s years of service on", years) % {"count": years}


def _hours(hours: Decimal) -> str:
    return ngettext("%(count)s hour", "%(count)s hours", 1 if hours == 1 else 2) % {"count": _plain(hours)}


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
