"""A client's trial (Client.trial_until) and its subscription: free as long as the one runs, paid as soon as it is over.

The trial is the client's; the subscription's rows keep which of their days were free, since bills are made of them.
"""

from dataclasses import replace
from datetime import date

from accounts.models import User
from platform_admin import lifecycle
from platform_admin.billing.periods import DAY
from platform_admin.billing.prices import row_on
from platform_admin.billing.subscribe import Terms, change_terms, rows_of
from tenants.models import Client


def free_until(client: Client, since: date) -> date | None:
    """Return the last free day of terms that begin on that day; None where the first of them is paid."""
    return client.trial_until if client.trial_until is not None and client.trial_until >= since else None


def follow_trial(client: Client, *, today: date, by: User | None) -> None:
    """Bring the terms in force in line with the client's trial, which began, ended or got another last day."""
    row = row_on(rows_of(client), today)
    if row is None:
        return
    ends_on = free_until(client, today)
    if ends_on is None and row.trial_ends_on is not None and row.trial_ends_on >= today:
        ends_on = today - DAY
    if ends_on is not None and ends_on != row.trial_ends_on:
        terms = replace(Terms.of(row), trial_ends_on=ends_on)
        change_terms(client, terms, since=today, today=today, by=by, reason="Follows the trial")


def end_trial_of_payer(client: Client, *, today: date) -> None:
    """Let a client that has agreed on what it pays go on when its trial is over, without becoming past due."""
    is_over = client.trial_until is not None and client.trial_until < today
    if is_over and client.status == Client.Status.ACTIVE and row_on(rows_of(client), today) is not None:
        lifecycle.end_trial(client, by=None)
