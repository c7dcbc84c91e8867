"""Who is served by a client's host: the one rule, for the row, for what is cached of it, and for tasks by their day."""

from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    OPEN = "open"
    READ_ONLY = "read only"  # nobody but its HR, and they only read (tenants/reading.py)
    CLOSED = "closed"


def standing_of(status: str, grace_until: date | None, today: date) -> Standing:
    """Return how a client stands on a day of contracts (tenants.clock.contract_today); past due, to the end of grace.

    `status` is one of tenants.models.Client.Status.
    """
    if status == "past_due":
        return Standing.OPEN if grace_until is None or today <= grace_until else Standing.READ_ONLY
    return {"active": Standing.OPEN, "suspended": Standing.READ_ONLY}.get(status, Standing.CLOSED)
