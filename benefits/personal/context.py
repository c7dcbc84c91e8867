"""What answers and pages of plans may go by of the person who asks, and how they keep it, stop it and forget it.

Class, state and hours are the employer's list's and decide what is meant for somebody at all (`accounts.audience`).
Whom they cover and since when they work here is used only while they agree to it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from benefits.models import Tier, ToldFact, ToldKind
from tenants.context import current_client
from tenants.postgresql.rows import Given, Rows, written
from tenants.read_once import Once


@dataclass(frozen=True)
class PersonalContext:
    """What is known and may be used; "" and None where there is nothing."""

    coverage: str = ""
    hired: date | None = None
    is_hired_listed: bool = False  # by the employer's list, not by the person


NO_CONTEXT = PersonalContext()


def told_facts(person: User) -> dict[str, ToldFact]:
    """Return what the person has told and keeps, by its kind."""
    return {fact.kind: fact for fact in told_by(person)()}


@written
def _told() -> Rows[ToldFact]:
    return Rows(ToldFact.objects.kept().filter(person=Given("person")))


def told_by(person: User) -> Once[ToldFact]:
    return Once(("told", person.pk), lambda: _told(person=person.pk))


def context_of(person: User) -> PersonalContext:
    used = {fact.kind: fact for fact in told_by(person)() if fact.is_used}
    coverage, hired = used.get(ToldKind.COVERAGE), used.get(ToldKind.HIRED)
    return PersonalContext(
        coverage.value if coverage and coverage.value in Tier.values else "",
        _hired(hired, person) if hired else None,
        is_hired_listed=bool(hired and not hired.value and person.hire_date),
    )


def keep_fact(person: User, kind: str, value: str, *, now: datetime) -> None:
    """Keep what the person tells and agrees to now, in place of what they told before."""
    with transaction.atomic():
        # Two tabs that save at once: one after the other.
        User.objects.select_for_update().get(pk=person.pk)
        forget_facts(person, [kind], now=now)
        ToldFact.objects.create(person=person, kind=kind, value=value, consented_at=now)


def use_fact(person: User, kind: str, *, is_used: bool) -> bool:
    """Go by what was told, or let it rest; False if it is no longer there."""
    return bool(ToldFact.objects.kept().filter(person=person, kind=kind).update(is_used=is_used))


def forget_facts(person: User, kinds: Collection[str], *, now: datetime) -> None:
    """Erase what was told. Under a legal hold it only goes out of use and sight until the hold ends."""
    facts = ToldFact.objects.kept().filter(person=person, kind__in=kinds)
    if current_client().is_held:
        facts.update(put_away_at=now, is_used=False)
    else:
        facts.delete()


def erase_left() -> int:
    """Erase what was put away, and what people told who are gone. Not under a legal hold. Return how many rows."""
    if current_client().is_held:
        return 0
    of_gone, _ = ToldFact.objects.filter(person__is_active=False).delete()
    put_away, _ = ToldFact.objects.filter(put_away_at__isnull=False).delete()
    return of_gone + put_away


def _hired(fact: ToldFact, person: User) -> date | None:
    return date.fromisoformat(fact.value) if fact.value else person.hire_date
