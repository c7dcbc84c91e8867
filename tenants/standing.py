"""Who is served by a client's host: the one rule, for the row, for what is cached of it, and for tasks by their day.

`status` is one of tenants.models.Client.Status; days are those of contracts (tenants.clock.contract_today).
"""

from datetime import date, timedelta
from enum import StrEnum


class Standing(StrEnum):
    OPEN = "open"
    READ_ONLY = "read only"  # nobody but its HR, and they only read (tenants/reading.py)
    CLOSED = "closed"


def standing_of(status: str, grace_until: date | None, today: date) -> Standing:
    """Return how a client stands on a day; past due, to the end of grace."""
    if status == "past_due":
        return Standing.OPEN if grace_until is None or today <= grace_until else Standing.READ_ONLY
    return {"active": Standing.OPEN, "suspended": Standing.READ_ONLY}.get(status, Standing.CLOSED)


def owes(status: str, grace_until: date | None) -> bool:
    """Whether a payment or the end of a trial is unsettled: past due, or suspended for it, which keeps its last day."""
    return status == "past_due" or (status == "suspended" and grace_until is not None)


def end_of_grace(told_on: date, days: int) -> date:
    """Return the last day served of a client that is told today: so many days, today with them."""
    return told_on + timedelta(days=days - 1)
