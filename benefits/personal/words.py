"""What a person has told of themselves, as they read it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from benefits.models import Tier, ToldFact, ToldKind
from benefits.personal.context import told_facts
from benefits.tiers import CHOSEN
from tenants.clock import day_of


def value_in_words(fact: ToldFact, person: User) -> str:
    """Return what is kept; of a day that was left to the employer's list, the list's."""
    if fact.kind == ToldKind.COVERAGE:
        return str(CHOSEN[Tier(fact.value)]) if fact.value in Tier.values else ""
    day = date.fromisoformat(fact.value) if fact.value else person.hire_date
    return date_format(day) if day else ""


def told_in_words(person: User) -> list[str]:
    """Return a line for each thing that is kept, with the day of the consent."""
    titles = {ToldKind.COVERAGE: _("Coverage for"), ToldKind.HIRED: _("First day at work")}
    return [
        _("%(title)s: %(value)s. You agreed on %(day)s.")
        % {
            "title": titles[ToldKind(kind)],
            "value": value_in_words(fact, person) or _("Not known"),
            "day": date_format(day_of(fact.consented_at)),
        }
        for kind, fact in told_facts(person).items()
    ]
