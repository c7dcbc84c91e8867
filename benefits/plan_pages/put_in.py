"""How much may be put into a spending account: by the law and the rule of one's class."""

from decimal import Decimal

from django.utils.translation import gettext_noop

from benefits.calculators.accounts import fsa_limit
from benefits.calculators.result import Result, needs_input
from benefits.catalogue.read import Account
from benefits.federal.limits import account_limit
from benefits.models import PlanYear

_TOO_LITTLE = gettext_noop("At least {least} has to be put in. Write a larger amount, or nothing.")
_TOO_MUCH = gettext_noop("At most {limit} may be put in. Write a smaller amount.")


def most_put_in(line: str, rule: Account, year: PlanYear, deductions: int) -> Result:
    """Return the most that may go into an account in the year, by the law and the class's rule, and its parts."""
    federal = account_limit(line, year.starts_on.year)
    return fsa_limit(
        plan_limit=rule.plan_limit,
        federal_limit=federal.value if federal else None,
        deductions=deductions,
        sources=rule.sources,
    )


def refuse_put_in(name: str, own: Decimal | None, *, most: Decimal, least: Decimal | None = None) -> Result | None:
    """Return why so much may not be put into an account, or so little; None where it may. `name` is the input's."""
    if own is not None and own > most:
        return needs_input([name], _TOO_MUCH, limit=most)
    if own and least is not None and own < least:
        return needs_input([name], _TOO_LITTLE, least=least)
    return None
