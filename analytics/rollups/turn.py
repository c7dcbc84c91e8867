from django.utils import timezone

from analytics.rollups.zone import settle_days
from tenants.one_at_a_time import one_at_a_time


def hold_rollups() -> None:
    """Wait for one's turn with the client's rollups, which then have its days; the turn ends with the transaction."""
    one_at_a_time("rollups")
    settle_days(now=timezone.now())
