"""A rate sheet of another hand: its file, and what is written on it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.other_hands.truth import Truth

FOUR = ("EE", "EE_SP", "EE_CH", "FAM")


@dataclass(frozen=True)
class Sheet:
    name: str
    file_type: str
    file: Callable[[], bytes]
    truth: Truth


def rates(
    plan: str, role: str, amounts: str, *, tiers: tuple[str, ...] = FOUR, year: str = "", group: str = ""
) -> Truth:
    """Return what a line of premiums says; `role` is who pays and how often, such as "employee pay"."""
    return {
        (plan, year, "premium", "", tier, group, role): (Decimal(amount), "", "")
        for tier, amount in zip(tiers, amounts.split(), strict=True)
        if amount != "-"
    }


def deductions(count: int) -> Truth:
    return {("", "", "calendar", "", "", "", "deductions_per_year"): (Decimal(count), "", "")}
