"""What disability pays, and what paid time off and leave come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext_noop

from benefits.calculators.days import add_months
from benefits.calculators.money import cents
from benefits.calculators.result import (
    Amount,
    Line,
    Result,
    Source,
    ask_for_missing,
    needs_input,
    not_available,
    refuse_absurd,
    refuse_days,
    refuse_share,
)
from benefits.calculators.words import Note, dollars, percent


@dataclass(frozen=True)
class DisabilityRule:
    """So much of the weekly pay from a day of disability on, at most so much a week or a month, for so many weeks."""

    share: Decimal
    most_a_week: Decimal | None
    from_day: int
    weeks: int
    most_a_month: Decimal | None = None

    @property
    def most(self) -> Decimal | None:
        """The most a week; what is capped by the month is capped by the week at 12/52 of it."""
        by_month = None if self.most_a_month is None else self.most_a_month * 12 / 52
        return min((cap for cap in (self.most_a_week, by_month) if cap is not None), default=None)


def disability_benefit(
    rule: DisabilityRule,
    *,
    weekly_pay: Decimal | None,
    disabled_on: date | None = None,
    sources: tuple[Source, ...] = (),
) -> Result:
    """Return what is paid a week, and with the first day of disability, from when to when."""
    refused = ask_for_missing({"weekly_pay": weekly_pay}) or refuse_absurd(
        {"weekly_pay": weekly_pay, "most": rule.most}
    )
    refused = refused or refuse_share({"share": rule.share}) or refuse_days({"disabled_on": disabled_on})
    if refused:
        return refused
    if rule.from_day < 1 or rule.weeks < 1:
        return not_available(gettext_noop("From which day and for how long is paid is not in the catalogue."))
    by_share = cents(weekly_pay * rule.share)
    paid = by_share if rule.most is None else min(by_share, rule.most)
    amounts = [Amount("week", paid, "usd_a_week"), Amount("weeks", rule.weeks, "weeks")]
    lines = [Line(Note(gettext_noop("A week")), f"{dollars(weekly_pay)} × {percent(rule.share)}", by_share)]
    if paid < by_share:
        lines.append(Line(Note(gettext_noop("At most")), "", paid))
    if disabled_on:
        first = disabled_on + timedelta(rule.from_day - 1)
        amounts.append(Amount("from", first, "day"))
        amounts.append(Amount("until", first + timedelta(weeks=rule.weeks) - timedelta(1), "day"))
        lines.append(Line(Note(gettext_noop("From day {day} on"), {"day": rule.from_day}), "", first))
    return Result("ok", tuple(amounts), lines=tuple(lines), sources=sources)


def time_off_accrual(
    table: Sequence[tuple[int, Decimal]], *, hired: date | None, on: date, sources: tuple[Source, ...] = ()
) -> Result:
    """Return the hours of paid time off a year. `table`: whole years of service -> hours a year."""
    if not table:
        return not_available(gettext_noop("How paid time off is earned is not in the catalogue."))
    refused = ask_for_missing({"hired": hired}) or refuse_days({"hired": hired, "on": on})
    if refused:
        return refused
    if on < hired:
        return needs_input(
            ["hired"], gettext_noop("{on} is before the first day at work. Write the date of hire again."), on=on
        )
    reached = [(years, hours) for years, hours in table if add_months(hired, 12 * years) <= on]
    if not reached:
        return not_available(gettext_noop("For this length of service nothing is in the catalogue."))
    years, hours = max(reached)
    ahead = [(add_months(hired, 12 * years), hours) for years, hours in table if add_months(hired, 12 * years) > on]
    amounts = [Amount("hours", hours, "hours")]
    lines = [Line(Note(gettext_noop("From {years} years of service on"), {"years": years}), "", f"{hours:f}")]
    if ahead:
        day, more = min(ahead)
        amounts += [Amount("next_on", day, "day"), Amount("next_hours", more, "hours")]
    return Result("ok", tuple(amounts), lines=tuple(lines), sources=sources)
