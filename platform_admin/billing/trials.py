"""A client's trial (Client.trial_until) and its subscription: free as long as the one runs, paid as soon as it is over.

The trial is the client's; the subscription's rows keep which of their days were free, since bills are made of them.
"""

from datetime import date

from accounts.models import User
from platform_admin import lifecycle
from platform_admin.billing.prices import row_on
from platform_admin.billing.subscribe import follow_free_days, rows_of
from platform_admin.models import Invoice
from tenants.models import Client
from tenants.standing import owes


def free_until(client: Client, since: date) -> date | None:
    """Return the last free day of terms that begin on that day; None where the first of them is paid."""
    return client.trial_until if client.trial_until is not None and client.trial_until >= since else None


def follow_trial(client: Client, *, today: date, by: User | None) -> None:
    """Bring the terms in force and those to come in line with the client's trial, which began, ended or got another
    last day. Raises CannotChange.
    """
    follow_free_days(client, free_until=client.trial_until, today=today, by=by)


def end_trial_of_payer(client: Client, *, today: date) -> None:
    """Let a client that has agreed on what it pays go on when its trial is over: it is not past due for that, and no
    more if it was, or if it was suspended. With a payment overdue besides it stays as it is.
    """
    client.refresh_from_db()
    is_over = client.trial_until is not None and client.trial_until < today
    if not is_over or row_on(rows_of(client), today) is None:
        return
    if client.status == Client.Status.ACTIVE or (
        owes(client.status, client.grace_until) and not Invoice.objects.overdue(today).filter(client=client).exists()
    ):
        lifecycle.end_trial(client, by=None)
