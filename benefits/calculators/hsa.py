"""How much may still go into a health savings account in a calendar year.

26 U.S.C. 223(b): each month counts in which one is eligible on its first day. Who is eligible on December 1 may count
as eligible for the whole year, if they stay so to the end of the next (223(b)(8)). Everybody's money counts: one's own
by payroll and otherwise, and the employer's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext_noop

from benefits.calculators.money import ZERO, cents_down
from benefits.calculators.paycheck import per_pay
from benefits.calculators.result import (
    Amount,
    Line,
    Result,
    Source,
    ask_for_missing,
    hand_off,
    needs_input,
    not_available,
    refuse_absurd,
)
from benefits.calculators.words import Note, dollars

CATCH_UP_AGE = 55
MEDICARE_AGE = 65

Coverage = Literal["self", "family"]


@dataclass(frozen=True)
class HsaLimits:
    """The year's, as published."""

    self_only: Decimal
    family: Decimal
    catch_up: Decimal
    source: Source


@dataclass(frozen=True)
class HsaYear:
    """One person's calendar year. `months` has the coverage on the first day of each, None where not eligible."""

    year: int
    months: Sequence[Coverage | None]
    age_at_year_end: int | None
    employer: Decimal = ZERO  # all its money of the year
    own_so_far: Decimal = ZERO
    pays_left: int | None = None
    has_general_fsa: bool = False  # one's own, or the spouse's
    is_dependent: bool = False  # on somebody's tax return


def covered_from(first: date, coverage: Coverage) -> tuple[Coverage | None, ...]:
    """Return the months of a year in which coverage begins on a day and lasts to its end."""
    return tuple(coverage if date(first.year, month, 1) >= first else None for month in range(1, 13))


def hsa_room(person: HsaYear, limits: HsaLimits | None) -> Result:
    """Return the room that is left, each pay's share of it, and the room by the last-month rule where it is more.

    That is left out for who turns 65 before its testing period ends.
    """
    refused = _refused(person, limits)
    if refused:
        return refused
    catch_up = limits.catch_up if person.age_at_year_end >= CATCH_UP_AGE else ZERO
    by_months = cents_down(sum((_of(month, limits, catch_up) for month in person.months), ZERO) / 12)
    paid_in = person.employer + person.own_so_far
    room = max(by_months - paid_in, ZERO)
    amounts = [Amount("limit", by_months, "usd_a_year"), Amount("room", room, "usd")]
    if person.pays_left:
        amounts.append(Amount("each", per_pay(room, person.pays_left), "usd_a_pay"))
    warnings = []
    in_december = _of(person.months[11], limits, catch_up)
    if person.age_at_year_end == MEDICARE_AGE - 1:
        warnings.append(Note(_MEDICARE_NEXT_YEAR))
    elif in_december > by_months:
        amounts.append(Amount("room_by_last_month", max(in_december - paid_in, ZERO), "usd"))
        warnings.append(_testing_period(in_december - paid_in, person.year))
    if paid_in > by_months:
        warnings.append(Note(_TOO_MUCH, {"amount": paid_in - by_months}))
    return Result(
        "ok",
        tuple(amounts),
        lines=tuple(_lines(person, limits, catch_up, by_months, room)),
        assumptions=tuple(_assumptions(person)),
        sources=(limits.source,),
        warnings=tuple(warnings),
    )


_TOO_MUCH = gettext_noop("{amount} more than the limit has gone in. Ask for it back before the tax return is due.")
_MEDICARE_NEXT_YEAR = gettext_noop(
    "You turn 65 next year. Medicare can begin up to six months back, not before 65, and takes those months away, so "
    "the last-month rule is left out. From 64½ on ask HR or a tax adviser before you pay anything in."
)
_ELIGIBLE = gettext_noop(
    "You are in an HSA-qualified plan, not enrolled in Medicare, without a general health FSA of your own or your "
    "spouse's, and nobody's tax dependent."
)
_SPOUSES = gettext_noop(
    "Spouses with family coverage share one family limit; each catch-up goes into one's own account."
)


def _of(month: Coverage | None, limits: HsaLimits, catch_up: Decimal) -> Decimal:
    if month is None:
        return ZERO
    return (limits.family if month == "family" else limits.self_only) + catch_up


def _testing_period(room: Decimal, year: int) -> Note:
    text = gettext_noop(
        "Up to {room} if you stay eligible until {until}; otherwise what is above is taxed, with 10 percent more."
    )
    return Note(text, {"room": max(room, ZERO), "until": date(year + 1, 12, 31)})


def _lines(person: HsaYear, limits: HsaLimits, catch_up: Decimal, by_months: Decimal, room: Decimal) -> list[Line]:
    lines = []
    for coverage, amount in (("self", limits.self_only), ("family", limits.family)):
        count = sum(month == coverage for month in person.months)
        if count:
            text = gettext_noop("Self-only limit") if coverage == "self" else gettext_noop("Family limit")
            lines.append(Line(Note(text), _part(amount, count), cents_down(amount * count / 12)))
    covered = sum(month is not None for month in person.months)
    if catch_up and covered:
        text = gettext_noop("Catch-up from age 55")
        lines.append(Line(Note(text), _part(catch_up, covered), cents_down(catch_up * covered / 12)))
    paid_in = "".join(f" − {dollars(amount)}" for amount in (person.employer, person.own_so_far) if amount)
    if paid_in:
        lines.append(
            Line(Note(gettext_noop("Less what the employer and you pay in")), f"{dollars(by_months)}{paid_in}", room)
        )
    if person.pays_left:
        each = per_pay(room, person.pays_left)
        lines.append(
            Line(Note(gettext_noop("Each paycheck, rounded down")), f"{dollars(room)} ÷ {person.pays_left}", each)
        )
    return lines


def _part(amount: Decimal, months: int) -> str:
    return dollars(amount) if months == 12 else f"{months}/12 × {dollars(amount)}"


def _assumptions(person: HsaYear) -> list[Note]:
    told = [Note(_ELIGIBLE)]
    if "family" in person.months:
        told.append(Note(_SPOUSES))
    return told


def _refused(person: HsaYear, limits: HsaLimits | None) -> Result | None:
    if limits is None:
        return not_available(gettext_noop("The HSA limits for {year} are not published yet."), year=str(person.year))
    if len(person.months) != 12:
        return needs_input(["months"], gettext_noop("Say for each month of the year how you are covered."))
    asked = ask_for_missing({"age": person.age_at_year_end})
    if asked:
        return asked
    if not 0 <= person.age_at_year_end <= 120:
        return needs_input(["age"], gettext_noop("An age lies between 0 and 120. Write it again."))
    refused = refuse_absurd(
        {"employer": person.employer, "own_so_far": person.own_so_far, "pays_left": person.pays_left}
    )
    if refused:
        return refused
    if not any(person.months):
        return not_available(gettext_noop("Without a month in an HSA-qualified plan nothing may go into the account."))
    if person.has_general_fsa or person.is_dependent:
        return not_available(
            gettext_noop("With a general health FSA, or as somebody's tax dependent, nothing may go into the account.")
        )
    if person.age_at_year_end >= MEDICARE_AGE:
        return hand_off(
            gettext_noop(
                "From 64½ on it hangs on Medicare, which can begin up to six months back and takes those months away. "
                "Ask HR or a tax adviser before you pay anything in."
            )
        )
    return None
