"""What is left of a deductible or an out-of-pocket limit. What was spent is typed by the person and kept nowhere."""

from decimal import Decimal

from django.utils.translation import gettext_noop

from benefits.calculators.money import ZERO
from benefits.calculators.plan_terms import Limits
from benefits.calculators.result import Amount, Line, Result, Source, ask_for_missing, needs_input, refuse_absurd
from benefits.calculators.words import Note, dollars


def deductible_left(
    limits: Limits, *, spent: Decimal | None, spent_by_family: Decimal | None = None, sources: tuple[Source, ...] = ()
) -> Result:
    """Return what one member has left: the smaller of their own and the family's.

    `spent_by_family` counts the member's own; without it nobody else has spent anything.
    """
    asked = ask_for_missing({"spent": spent})
    if asked:
        return asked
    family_spent = spent if spent_by_family is None else spent_by_family
    refused = refuse_absurd(
        {"spent": spent, "spent_by_family": family_spent, "family": limits.family, "person": limits.person}
    )
    if refused:
        return refused
    if family_spent < spent:
        return needs_input(
            ["spent_by_family"],
            gettext_noop("The family cannot have spent less than one member of it, {spent}."),
            spent=spent,
        )
    family = max(limits.family - family_spent, ZERO)
    own = family if limits.person is None else min(family, max(limits.person - spent, ZERO))
    return Result(
        "ok",
        amounts=(Amount("left", own, "usd"), Amount("left_of_family", family, "usd")),
        lines=tuple(_lines(limits, spent, family_spent, family)),
        sources=sources,
    )


def _lines(limits: Limits, spent: Decimal, family_spent: Decimal, family: Decimal) -> list[Line]:
    if limits.person == limits.family:
        return [Line(Note(gettext_noop("Left")), f"{dollars(limits.family)} − {dollars(family_spent)}", family)]
    lines = [
        Line(Note(gettext_noop("Left of the family's")), f"{dollars(limits.family)} − {dollars(family_spent)}", family)
    ]
    if limits.person is not None:
        own = max(limits.person - spent, ZERO)
        lines.insert(
            0, Line(Note(gettext_noop("Left of one's own")), f"{dollars(limits.person)} − {dollars(spent)}", own)
        )
    return lines
