"""What follows when an official answer is published, in the same transaction."""

from datetime import datetime

from accounts.models import User
from chat.models import Gap, OfficialAnswer


def follow_publication(official: OfficialAnswer, *, by: User, now: datetime) -> None:
    """Do what belongs to its publication; whoever adds something to it adds a line here."""
    _close_gap(official, by=by, now=now)


def _close_gap(official: OfficialAnswer, *, by: User, now: datetime) -> None:
    open_gaps = Gap.objects.filter(pk=official.gap_id).exclude(state=Gap.State.ANSWERED)
    open_gaps.update(state=Gap.State.ANSWERED, decided_by=by, decided_at=now)
