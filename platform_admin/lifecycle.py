"""What is decided about a client that has been opened: trial, payment, suspension. Each move is checked, under the
client's row, and written down.

A trial lies beside the status (docs/decisions/0038): a client on trial is ACTIVE until its last day. PAST_DUE is a
client that is served until `grace_until`, because its trial or a payment is over; a SUSPENDED one that still has
`grace_until` was suspended for that, and is opened again by what settles it (`pay_up`, `set_trial`). Days are those of
tenants.clock.contract_today. All of it in the platform's scope.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from accounts.models import User
from platform_admin.acts import record_act
from tenants.models import Client, IllegalMove
from tenants.standing import end_of_grace, owes

Status = Client.Status


class DayRefused(ValueError):
    """The day is over; the message says which would do."""


def suspend(client: Client, *, by: User | None, reason: str) -> None:
    """Close the client to its employees; HR reads on, and its data stays. Raises IllegalMove."""
    with _held(client):
        # What was not suspended for payment is not opened again by it.
        _set(client, grace_until=None)
        _move(client, Status.SUSPENDED, by=by, reason=reason)


def reactivate(client: Client, *, by: User | None) -> None:
    """Serve the client again. Raises IllegalMove, also where its trial is over: that would suspend it once more."""
    with _held(client):
        if client.grace_until is not None and client.trial_until is not None:
            raise IllegalMove(f"The trial of {client.name} is over. Give it another last day, or let the client pay.")
        _set(client, grace_until=None)
        _move(client, Status.ACTIVE, by=by)


def set_trial(client: Client, *, until: date, today: date, by: User | None) -> None:
    """Begin the client's trial, or give it another last day; one whose trial was over is served again.

    Raises DayRefused for a day that is over, IllegalMove for a client that owes a payment or is leaving.
    """
    if until < today:
        raise DayRefused("That day is over. Choose today or a later day.")
    with _held(client):
        before = client.trial_until
        if client.status not in (Status.ACTIVE, *Client.UNFINISHED):
            if not owes(client.status, client.grace_until) or before is None:
                raise IllegalMove(f"{client.name} is {client.get_status_display().lower()} and cannot be on trial.")
            _set(client, grace_until=None)
            _move(client, Status.ACTIVE, by=by)
        _set(client, trial_until=until)
        record_act("client.trial_set", by=by, client=client, before=_iso(before), after=_iso(until))


def end_trial(client: Client, *, by: User | None) -> None:
    """Let the client pay from now on; one whose trial was over is served again. Raises IllegalMove without a trial."""
    with _held(client):
        if client.trial_until is None:
            raise IllegalMove(f"{client.name} is not on trial.")
        _end_trial(client, by=by)
        if owes(client.status, client.grace_until):
            _settle(client, by=by)


def become_past_due(client: Client, *, grace_until: date, by: User | None) -> None:
    """Say that a payment is overdue; the client is served up to and with `grace_until`. Again: another last day.

    `by` None is the platform itself. Raises IllegalMove for a client that is not served, or that is on trial.
    """
    with _held(client):
        if client.status == Status.ACTIVE and client.trial_until is not None:
            raise IllegalMove(f"{client.name} is on trial and owes nothing yet. End the trial first.")
        before = client.grace_until
        if client.status == Status.PAST_DUE:
            _set(client, grace_until=grace_until)
            record_act("client.grace_set", by=by, client=client, before=_iso(before), after=_iso(grace_until))
            return
        _set(client, grace_until=grace_until)
        _move(client, Status.PAST_DUE, by=by, grace_until=_iso(grace_until))


def pay_up(client: Client, by: User | None) -> None:
    """Say that all is paid: a client that is past due, or was suspended for it, is served; a trial that is over ends.

    Raises IllegalMove for one that owes nothing, or that somebody suspended for another reason.
    """
    with _held(client):
        if not owes(client.status, client.grace_until):
            raise IllegalMove(f"{client.name} is {client.get_status_display().lower()} and owes nothing.")
        if client.trial_until is not None:
            _end_trial(client, by=by)
        _settle(client, by=by)


def fall_due(client: Client, *, today: date, grace_days: int) -> None:
    """Do what the client's days bring by themselves: a trial that is over makes past due, and the end of grace
    suspends. Nothing where none has come, however often it is called.
    """
    with _held(client):
        if client.status == Status.ACTIVE and client.trial_until is not None and client.trial_until < today:
            # From the day it is told on, which is a later one where nothing ran for a while.
            grace_until = end_of_grace(today, grace_days)
            _set(client, grace_until=grace_until)
            reason = f"Its trial ended on {client.trial_until}"
            _move(client, Status.PAST_DUE, by=None, reason=reason, grace_until=_iso(grace_until))
        if client.status == Status.PAST_DUE and client.grace_until is not None and client.grace_until < today:
            _move(client, Status.SUSPENDED, by=None, reason=f"Its last day served was {client.grace_until}")


def _settle(client: Client, *, by: User | None) -> None:
    _set(client, grace_until=None)
    _move(client, Status.ACTIVE, by=by, reason="Paid up")


def _end_trial(client: Client, *, by: User | None) -> None:
    before = client.trial_until
    _set(client, trial_until=None)
    record_act("client.trial_ended", by=by, client=client, before=_iso(before))


@contextmanager
def _held(client: Client) -> Iterator[None]:
    """Keep the row to oneself to the end of the transaction, and have `client` as it is there now."""
    with transaction.atomic():
        client.refresh_from_db(from_queryset=Client.objects.select_for_update(of=("self",)))
        yield


def _set(client: Client, **days: date | None) -> None:
    Client.objects.filter(pk=client.pk).update(**days)
    for name, day in days.items():
        setattr(client, name, day)


def _move(client: Client, status: str, *, by: User | None, **detail: object) -> None:
    if client.status == Status.OFFBOARDING:
        raise IllegalMove(f"{client.name} is leaving. Call that off first: it is then what it was before.")
    before = client.status
    client.move_to(status)
    record_act(f"client.{status}", by=by, client=client, before=before, after=status, **detail)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
