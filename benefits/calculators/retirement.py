"""What may be saved for retirement, what the employer adds, and how much of that is one's own when one leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop

from benefits.calculators.days import age_on
from benefits.calculators.money import ZERO, cents
from benefits.calculators.paycheck import per_pay
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

_HIGHER_CATCH_UP_FROM = 2025  # 26 U.S.C. 414(v)(2)(E): before it there was none for ages 60 to 63


@dataclass(frozen=True)
class MatchTier:
    """The employer adds `rate` of each dollar saved, up to so much of the pay: 50 percent of the next 2."""

    of_pay: Decimal
    rate: Decimal


def employer_match(
    tiers: Sequence[MatchTier],
    *,
    pay: Decimal | None,
    saved: Decimal | None,
    pay_limit: Decimal | None = None,
    sources: tuple[Source, ...] = (),
) -> Result:
    """Return what the employer adds in a year to a share of the pay that is saved, and what is left on the table.

    `pay_limit` is the most pay that counts (401(a)(17)); None where it is not published.
    """
    if not tiers:
        return not_available(gettext_noop("The match is not in the catalogue."))
    refused = (
        ask_for_missing({"pay": pay, "saved": saved}) or refuse_absurd({"pay": pay}) or refuse_share({"saved": saved})
    )
    if refused:
        return refused
    counted = pay if pay_limit is None else min(pay, pay_limit)
    left, matched, lines = saved, ZERO, []
    for tier in tiers:
        share = min(left, tier.of_pay)
        left -= share
        added = cents(counted * share * tier.rate)
        matched += added
        label = Note(gettext_noop("{rate} of {share} of pay"), {"rate": percent(tier.rate), "share": percent(share)})
        lines.append(Line(label, f"{dollars(counted)} × {percent(share)} × {percent(tier.rate)}", added))
    most = sum((cents(counted * tier.of_pay * tier.rate) for tier in tiers), ZERO)
    return Result(
        "ok",
        (Amount("match", matched, "usd_a_year"), Amount("missed", most - matched, "usd_a_year")),
        lines=tuple(lines),
        sources=sources,
    )


@dataclass(frozen=True)
class DeferralLimits:
    """The year's, as published: 402(g), and 414(v) from 50 on and for 60 to 63."""

    deferral: Decimal
    catch_up: Decimal
    catch_up_60_to_63: Decimal | None
    roth_catch_up_above: Decimal | None  # last year's wages from which the catch-up has to be Roth
    source: Source


def retirement_room(
    limits: DeferralLimits | None,
    *,
    year: int,
    age_at_year_end: int | None,
    saved_so_far: Decimal | None,
    pays_left: int | None = None,
    wages_last_year: Decimal | None = None,
) -> Result:
    """Return what may still be put aside in the year, with the catch-up of one's age."""
    if limits is None:
        return not_available(gettext_noop("The 401(k) limits for {year} are not published yet."), year=str(year))
    refused = ask_for_missing({"age": age_at_year_end, "saved_so_far": saved_so_far})
    refused = refused or refuse_absurd({"saved_so_far": saved_so_far, "pays_left": pays_left, "wages": wages_last_year})
    if refused:
        return refused
    if not 0 <= age_at_year_end <= 120:
        return needs_input(["age"], gettext_noop("An age lies between 0 and 120. Write it again."))
    catch_up = _catch_up(limits, year, age_at_year_end)
    if catch_up is None:
        return not_available(
            gettext_noop("What may be put in beyond the limit at ages 60 to 63 is not published for {year} yet."),
            year=str(year),
        )
    limit = limits.deferral + catch_up
    room = max(limit - saved_so_far, ZERO)
    amounts = [Amount("limit", limit, "usd_a_year"), Amount("room", room, "usd")]
    if pays_left:
        amounts.append(Amount("each", per_pay(room, pays_left), "usd_a_pay"))
    added = f" + {dollars(catch_up)}" if catch_up else ""
    lines = (Line(Note(gettext_noop("Room")), f"{dollars(limits.deferral)}{added} − {dollars(saved_so_far)}", room),)
    warnings = []
    above = limits.roth_catch_up_above
    if catch_up and above is not None and wages_last_year is not None and wages_last_year > above:
        warnings.append(
            Note(gettext_noop("With wages above {amount} last year the catch-up has to be Roth."), {"amount": above})
        )
    return Result("ok", tuple(amounts), lines=lines, sources=(limits.source,), warnings=tuple(warnings))


def has_higher_catch_up(year: int, age: int) -> bool:
    return 60 <= age <= 63 and year >= _HIGHER_CATCH_UP_FROM


def _catch_up(limits: DeferralLimits, year: int, age: int) -> Decimal | None:
    """Return the catch-up of the age; None where it is not published."""
    if has_higher_catch_up(year, age):
        return limits.catch_up_60_to_63
    return limits.catch_up if age >= 50 else ZERO


def vesting(
    schedule: Sequence[tuple[int, Decimal]],
    *,
    hired: date | None,
    on: date,
    balance: Decimal | None = None,
    sources: tuple[Source, ...] = (),
) -> Result:
    """Return the share of the employer's money that is one's own on a day. `schedule`: years of service -> share."""
    if not schedule:
        return not_available(gettext_noop("The vesting schedule is not in the catalogue."))
    refused = ask_for_missing({"hired": hired}) or refuse_days({"hired": hired, "on": on})
    refused = (
        refused or refuse_absurd({"balance": balance}) or refuse_share({str(years): share for years, share in schedule})
    )
    if refused:
        return refused
    if on < hired:
        return needs_input(
            ["hired"], gettext_noop("{on} is before the first day at work. Write the date of hire again."), on=on
        )
    years = age_on(hired, on)
    share = max((share for needed, share in schedule if years >= needed), default=ZERO)
    amounts = [Amount("years", years, "years"), Amount("share", share, "share")]
    lines = [Line(Note(gettext_noop("{years} whole years of service"), {"years": years}), "", percent(share))]
    if balance is not None:
        own = cents(balance * share)
        amounts.append(Amount("own", own, "usd"))
        lines.append(Line(Note(gettext_noop("Yours")), f"{dollars(balance)} × {percent(share)}", own))
    return Result("ok", tuple(amounts), lines=tuple(lines), sources=sources)
