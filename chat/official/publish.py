"""What follows when an official answer is published or withdrawn, in the same transaction."""

from datetime import datetime

from accounts.models import User
from chat.models import Gap, OfficialAnswer
from chat.official.test_question import forget_test_question, keep_as_test_question
from tenants.clock import today


def follow_publication(official: OfficialAnswer, *, by: User, now: datetime) -> None:
    """Do what belongs to its publication; whoever adds something to it adds a line here."""
    _close_gap(official, by=by, now=now)
    keep_as_test_question(official, by=by, day=today())


def follow_withdrawal(official: OfficialAnswer) -> None:
    """Do what belongs to its being told no more, or not until it is approved anew."""
    forget_test_question(official)


def _close_gap(official: OfficialAnswer, *, by: User, now: datetime) -> None:
    """Whoever asks it in vain from now on counts anew, also where it had an answer before."""
    Gap.objects.filter(pk=official.gap_id).update(state=Gap.State.ANSWERED, decided_by=by, decided_at=now)
