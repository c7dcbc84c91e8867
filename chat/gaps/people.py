"""Who has asked in vain, by a pseudonym of each gap. It is made with the platform's key, which no client's role reads:
HR can tell that it is somebody else, never who; and that two gaps are one person's, nobody can tell at all.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from accounts.models import User
from chat.models import Gap, GapPerson
from tenants.context import current_client
from tenants.keys import client_signer

KEPT = timedelta(days=180)


def pseudonym_of(user: User, gap: Gap) -> str:
    return client_signer("gap-person").signature(f"{gap.pk}:{user.pk}")[:64]


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def asked_since(gap: Gap) -> list[GapPerson]:
    """Return who has asked on a day after HR decided of it: who asked before may have their answer by now."""
    return [one for one in gap.people.all() if gap.decided_at is None or one.collected_at > gap.decided_at]


def gaps_counting(user: User) -> list[Gap]:
    """Return the gaps that a person is counted in."""
    by_pseudonym = {pseudonym_of(user, gap): gap for gap in Gap.objects.filter(is_demo=False)}
    counted = GapPerson.objects.filter(pseudonym__in=by_pseudonym).values_list("pseudonym", flat=True)
    return [by_pseudonym[pseudonym] for pseudonym in counted]


def forget_person(user: User) -> None:
    """Take a person's part out of every gap; a gap without anybody goes with it. Under a legal hold all stays."""
    forget_in(gaps_counting(user), user)


def forget_in(gaps: Iterable[Gap], user: User) -> None:
    """Take a person's part out of these gaps, in the same way."""
    if current_client().is_held:
        return
    GapPerson.objects.filter(pseudonym__in=[pseudonym_of(user, gap) for gap in gaps]).delete()
    _drop_empty()


def forget_old(now: datetime) -> None:
    """Forget who asked too long ago, and whoever is no longer a person of this client; nobody under a legal hold."""
    if current_client().is_held:
        return
    real = GapPerson.objects.filter(gap__is_demo=False)
    real.filter(collected_at__lt=now - KEPT).delete()
    people = list(User.objects.people())
    for gap in Gap.objects.filter(is_demo=False):
        gap.people.exclude(pseudonym__in=[pseudonym_of(person, gap) for person in people]).delete()
    _drop_empty()


def _drop_empty() -> None:
    """Drop gaps that nobody asks about any more; what HR has decided stays, so that it need not be decided again."""
    Gap.objects.filter(people=None, wishes=None, state=Gap.State.OPEN, is_demo=False).delete()
