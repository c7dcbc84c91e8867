"""What operators agree with a client: begin, change, end, go on. Each ends a row and adds one; none is written over.

A change holds from today or later, so what was billed and what was told of past months stays true.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from accounts.models import User
from platform_admin.acts import record_act
from platform_admin.billing.periods import DAY, period_of
from platform_admin.billing.prices import Price, PriceList, is_free, price_on, row_on
from platform_admin.models import Period, Seats, Subscription, operator_name
from platform_admin.terms import change_limits
from tenants.clock import day_in_words
from tenants.models import Client

LONGEST_BACK = timedelta(days=366 * 5)  # how old a contract may be that is entered


class CannotChange(ValueError):
    """The terms cannot be had from that day; the message says why, and from which day they can."""


@dataclass(frozen=True)
class Terms:
    """What is agreed. `agreed` is the price instead of the tier's list price; `trial_ends_on` the last free day."""

    tier: str
    agreed: Price | None = None
    discount: Decimal = Decimal(0)
    period: str = Period.MONTHLY
    seats_from: str = Seats.COUNTED
    seats: int = 0
    trial_ends_on: date | None = None

    @classmethod
    def of(cls, row: Subscription) -> "Terms":
        agreed = None
        if row.agreed_basis:
            agreed = Price(row.agreed_basis, row.agreed_amount, row.agreed_minimum, Decimal(0))
        return cls(row.tier, agreed, row.discount, row.period, row.seats_from, row.seats, row.trial_ends_on)

    def as_row(self, client: Client, *, since: date, anchor: date) -> Subscription:
        agreed = self.agreed
        return Subscription(
            client=client,
            valid_from=since,
            tier=self.tier,
            agreed_basis=agreed.basis if agreed else "",
            agreed_amount=agreed.amount if agreed else None,
            agreed_minimum=agreed.minimum if agreed else None,
            discount=self.discount,
            period=self.period,
            anchor=anchor,
            trial_ends_on=self.trial_ends_on,
            seats_from=self.seats_from,
            seats=self.seats,
        )


def rows_of(client: Client) -> list[Subscription]:
    return list(Subscription.objects.standing().filter(client=client).order_by("valid_from"))


def planned(rows: Sequence[Subscription], new: Subscription | None, since: date) -> list[Subscription]:
    """Return copies of the rows as they are once they end on that day and `new`, if there is one, follows."""
    kept = [copy.copy(row) for row in rows if row.valid_from < since]
    for row in kept:
        if row.is_in_force(since):
            row.valid_to = since
    return [*kept, new] if new else kept


def new_row(client: Client, rows: Sequence[Subscription], terms: Terms, *, since: date, today: date) -> Subscription:
    """Return the row that these terms are from that day on, not saved. Raises CannotChange."""
    _refuse_past(rows, since, today)
    before = row_on(rows, since) or next((row for row in rows if row.valid_to == since), None)
    anchor = _anchor(before, terms, since)
    row = terms.as_row(client, since=since, anchor=anchor)
    if price_on(row, PriceList.read(), since) is None:
        raise CannotChange(
            f"{Client.Tier(terms.tier).label} has no list price on {day_in_words(since)}. "
            "Add one under “Prices”, or agree on a price here."
        )
    return row


def change_terms(
    client: Client, terms: Terms, *, since: date, today: date, by: User | None, reason: str = ""
) -> Subscription | None:
    """Let the terms hold from that day; None if they do already, and go on. Raises CannotChange."""
    with transaction.atomic():
        rows = _locked_rows(client)
        before = row_on(rows, since)
        if before is not None and before.valid_to is None and Terms.of(before) == terms:
            return None
        row = new_row(client, rows, terms, since=since, today=today)
        _end_on(client, since)
        row.made_by, row.reason = operator_name(by), reason
        row.save()
        told = {"before": _told(before), "after": _told(row), "since": str(since), "reason": reason}
        record_act("client.subscription_changed", by=by, client=client, **told)
        bring_tier_in_line(client, today=today, by=by)
    return row


def cancel_at_periods_end(client: Client, *, today: date, by: User | None, reason: str) -> date:
    """End the subscription with the period that runs; return the first day without it. Raises CannotChange."""
    with transaction.atomic():
        rows = _locked_rows(client)
        row = row_on(rows, today)
        if row is None:
            raise CannotChange("No subscription is in force today, so there is none to end.")
        end = row.trial_ends_on + DAY if is_free(row, today) else period_of(row.anchor, row.period, today).end
        if row.valid_to is not None and row.valid_to <= end and rows[-1] == row:
            raise CannotChange(f"The subscription ends already, on {day_in_words(row.valid_to - DAY)}.")
        _end_on(client, end)
        record_act(
            "client.subscription_cancelled", by=by, client=client, before=_told(row), ends_on=str(end), reason=reason
        )
    return end


def end_for_good(client: Client, *, today: date) -> None:
    """End whatever is in force or to come, for a client that is no more; what was stays for the figures of its time."""
    _end_on(client, today)


def go_on(client: Client, *, today: date, by: User | None) -> Subscription:
    """Let a subscription that was to end go on as it is. Raises CannotChange."""
    rows = rows_of(client)
    last = rows[-1] if rows else None
    if last is None or last.valid_to is None or last.valid_to < today:
        raise CannotChange("There is no subscription that is about to end.")
    row = change_terms(client, Terms.of(last), since=last.valid_to, today=today, by=by, reason="Goes on")
    if row is None:
        raise CannotChange("The subscription goes on already.")
    return row


def count_seats(client: Client, row: Subscription, seats: int, *, since: date) -> None:
    """Let the row's terms go on with another number of people from a period's first day; nothing if it is the same."""
    if row.seats == seats or row.seats_from != Seats.COUNTED or row.valid_from >= since:
        return
    following = copy.copy(row)
    following.pk, following.valid_from, following.seats = None, since, seats
    following._state.adding = True
    following.made_by, following.reason = "", "People counted at the end of the period"
    with transaction.atomic():
        Subscription.objects.filter(pk=row.pk).update(valid_to=since)
        following.save()


def bring_tier_in_line(client: Client, *, today: date, by: User | None) -> None:
    """Give the client the limits of the tier that it pays for today."""
    row = row_on(rows_of(client), today)
    if row is not None and row.tier != client.tier:
        change_limits(client, tier=row.tier, own_limits=client.own_limits, by=by, reason="Follows the subscription")


def _locked_rows(client: Client) -> list[Subscription]:
    Client.objects.select_for_update().get(pk=client.pk)
    return rows_of(client)


def _end_on(client: Client, end: date) -> None:
    own = Subscription.objects.filter(client=client)
    own.filter(valid_from__gte=end).update(valid_to=F("valid_from"))
    own.filter(valid_from__lt=end, valid_to=None).update(valid_to=end)
    own.filter(valid_from__lt=end, valid_to__gt=end).update(valid_to=end)


def _refuse_past(rows: Sequence[Subscription], since: date, today: date) -> None:
    if not rows:
        if since < today - LONGEST_BACK:
            raise CannotChange("A subscription may begin at most five years back.")
        return
    earliest = min(today, rows[-1].valid_to or today) if row_on(rows, today) is None else today
    if since < earliest:
        raise CannotChange(f"What was in force before {day_in_words(earliest)} is never changed; choose a later day.")


def _anchor(before: Subscription | None, terms: Terms, since: date) -> date:
    if terms.trial_ends_on is not None and terms.trial_ends_on >= since:
        return terms.trial_ends_on + DAY
    if before is None or is_free(before, since):
        return since
    if before.period == terms.period:
        return before.anchor
    running = period_of(before.anchor, before.period, since)
    if since != running.first:
        raise CannotChange(
            "How often it is billed changes with a new period only: "
            f"choose {day_in_words(running.end)}, when the next one begins."
        )
    return since


def _told(row: Subscription | None) -> str:
    """Return the terms as the audit has them, in words."""
    if row is None:
        return ""
    agreed = Terms.of(row).agreed
    price = agreed.words if agreed else "list price"
    seats = f", {row.seats} people" if row.seats_from == Seats.CONTRACTED else ""
    discount = f", {row.discount.normalize():f} % off" if row.discount else ""
    trial = f", trial until {row.trial_ends_on}" if row.trial_ends_on else ""
    return f"{Client.Tier(row.tier).label}, {Period(row.period).value}, {price}{seats}{discount}{trial}"
