"""Flexible spending accounts: how much may be put aside, and what becomes of it at the end of the plan year."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext_noop

from benefits.calculators.days import add_months
from benefits.calculators.money import ZERO
from benefits.calculators.paycheck import per_pay, refuse_deductions
from benefits.calculators.result import (
    Amount,
    Line,
    Result,
    Source,
    ask_for_missing,
    not_available,
    refuse_absurd,
)
from benefits.calculators.words import Note, dollars

BARS_FROM_HSA = gettext_noop(
    "Health FSA money in the new year bars one from an HSA, unless the FSA is limited-purpose."
)

_LAWS_ALONE = gettext_noop("This is the law's limit. The plan may set a lower one, which is not known here: ask HR.")

Filing = Literal["single", "joint", "separate", "head"]


@dataclass(frozen=True)
class FsaYearEnd:
    """A plan's rules for what is left: carried over, or spent in a grace period; never both (Notice 2013-71)."""

    ends_on: date
    claims_until: date | None
    carries_up_to: Decimal | None = None  # the plan's, at most a fifth of its year's federal limit
    grace_until: date | None = None
    is_limited_purpose: bool = False
    most_carried: Decimal | None = None  # that fifth; None where it is not published

    @property
    def care_until(self) -> date:
        return self.grace_until or self.ends_on

    @property
    def latest_grace(self) -> date:
        """Return the last day that a grace period may have: two and a half months after the year (Notice 2005-42)."""
        return add_months(self.ends_on + timedelta(1), 2) + timedelta(14)

    @property
    def carries_too_much(self) -> bool:
        return self.most_carried is not None and (self.carries_up_to or ZERO) > self.most_carried

    @property
    def has_wrong_grace(self) -> bool:
        return self.grace_until is not None and not self.ends_on <= self.grace_until <= self.latest_grace

    @property
    def ends_claims_before_care(self) -> bool:
        return self.claims_until is not None and self.claims_until < self.care_until


def fsa_limit(
    *,
    plan_limit: Decimal | None,
    federal_limit: Decimal | None,
    deductions: int,
    sources: tuple[Source, ...] = (),
) -> Result:
    """Return the most that may be put aside in a plan year, and each deduction's part.

    A federal limit that nobody has published is not guessed: then the plan's own is told, as that.
    """
    refused = refuse_absurd({"plan limit": plan_limit, "federal limit": federal_limit}) or refuse_deductions(deductions)
    if refused:
        return refused
    if plan_limit is None:
        return not_available(gettext_noop("The plan's limit is not in the catalogue."))
    limit = plan_limit if federal_limit is None else min(plan_limit, federal_limit)
    warnings = []
    if federal_limit is None:
        warnings.append(Note(gettext_noop("No federal limit is published for this year; this is the plan's own.")))
    each = per_pay(limit, deductions)
    return Result(
        "ok",
        (Amount("limit", limit, "usd_a_year"), Amount("each", each, "usd_a_pay")),
        lines=(Line(Note(gettext_noop("Each paycheck")), f"{dollars(limit)} ÷ {deductions}", each),),
        sources=sources,
        warnings=tuple(warnings),
    )


def fsa_year_end(rules: FsaYearEnd, *, balance: Decimal | None, sources: tuple[Source, ...] = ()) -> Result:
    """Return what is carried over and what is lost, the last day for care, and the last for claims."""
    missing = ask_for_missing({"balance": balance})
    refused = missing or refuse_absurd({"balance": balance, "carry-over": rules.carries_up_to})
    if refused:
        return refused
    if rules.carries_up_to is not None and rules.grace_until is not None:
        return not_available(
            gettext_noop(
                "The plan's rules contradict each other: money is carried over or has a grace period, never both."
            )
        )
    if rules.claims_until is None:
        return not_available(gettext_noop("The last day for claims is not in the catalogue."))
    refused = _refused_rules(rules)
    if refused:
        return refused
    carried = min(balance, rules.carries_up_to or ZERO)
    lost = balance - carried
    amounts = [
        Amount("carried", carried, "usd"),
        Amount("at_risk", lost, "usd"),
        Amount("care_until", rules.care_until, "day"),
        Amount("claims_until", rules.claims_until, "day"),
    ]
    return Result(
        "ok",
        tuple(amounts),
        lines=tuple(_year_end_lines(rules, balance, carried, lost)),
        sources=sources,
        warnings=tuple(_year_end_warnings(rules, carried, lost)),
    )


def _refused_rules(rules: FsaYearEnd) -> Result | None:
    """Refuse what HR has entered and the law does not allow, or what contradicts itself."""
    if rules.carries_too_much:
        return not_available(
            gettext_noop("By the plan's rule {carried} is carried over, but the law allows {most}. Ask HR."),
            carried=rules.carries_up_to,
            most=rules.most_carried,
        )
    if rules.has_wrong_grace:
        return not_available(
            gettext_noop(
                "By the plan's rule the grace period ends on {day}, but by law on {last} at the latest. Ask HR."
            ),
            day=rules.grace_until,
            last=rules.latest_grace,
        )
    if rules.ends_claims_before_care:
        return not_available(
            gettext_noop("By the plan's rule claims end on {claims}, before the last day of care, {care}. Ask HR."),
            claims=rules.claims_until,
            care=rules.care_until,
        )
    return None


def _year_end_lines(rules: FsaYearEnd, balance: Decimal, carried: Decimal, lost: Decimal) -> list[Line]:
    lines = []
    if rules.carries_up_to is not None:
        least = f"min({dollars(balance)}, {dollars(rules.carries_up_to)})"
        lines.append(Line(Note(gettext_noop("Carried over")), least, carried))
    lines.append(
        Line(Note(gettext_noop("Lost unless it is claimed")), f"{dollars(balance)} − {dollars(carried)}", lost)
    )
    return lines


def _year_end_warnings(rules: FsaYearEnd, carried: Decimal, lost: Decimal) -> list[Note]:
    told = []
    if lost:
        text = gettext_noop("{amount} is lost unless claims for it are in by {until}.")
        told.append(Note(text, {"amount": lost, "until": rules.claims_until}))
    if (carried or rules.grace_until) and not rules.is_limited_purpose:
        told.append(Note(BARS_FROM_HSA))
    return told


def dependent_care_limit(
    *,
    household: Decimal | None,
    separate: Decimal | None,
    filing: Filing | None,
    plan_limit: Decimal | None = None,
    deductions: int | None = None,
    sources: tuple[Source, ...] = (),
) -> Result:
    """Return the most a year for dependent care: the household's, half for spouses who file apart (26 U.S.C. 129).

    A plan may set a lower limit; without its own the law's is told as that.
    """
    refused = ask_for_missing({"filing": filing}) or refuse_absurd({"household": household, "plan limit": plan_limit})
    refused = refused or (refuse_deductions(deductions) if deductions is not None else None)
    if refused:
        return refused
    federal = separate if filing == "separate" else household
    if federal is None:
        return not_available(gettext_noop("The dependent-care limit is not published for this year."))
    limit = federal if plan_limit is None else min(federal, plan_limit)
    amounts, lines = [Amount("limit", limit, "usd_a_year")], []
    if deductions is not None:
        each = per_pay(limit, deductions)
        amounts.append(Amount("each", each, "usd_a_pay"))
        lines.append(Line(Note(gettext_noop("Each paycheck")), f"{dollars(limit)} ÷ {deductions}", each))
    warnings = (Note(_LAWS_ALONE),) if plan_limit is None else ()
    return Result("ok", tuple(amounts), lines=tuple(lines), sources=sources, warnings=warnings)
