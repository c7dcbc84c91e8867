"""What operators agree with a client: begin, change, end, go on. Each ends a row and adds one; none is written over.

A change holds from today or later, so what was billed and what was told of past months stays true.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.db.models.base import ModelState

from accounts.models import User
from platform_admin.acts import record_act
from platform_admin.billing.periods import DAY, Span, period_of
from platform_admin.billing.prices import Price, PriceList, is_free, price_on, row_on
from platform_admin.models import Invoice, Period, Seats, Subscription, operator_name
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
    anchor = _anchor(client, _running(client, rows, since), terms, since)
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
        period = period_of(row.anchor, row.period, today)
        # What was prepaid is had to its end, also if a trial was given within it.
        end = row.trial_ends_on + DAY if is_free(row, today) and not _is_billed(client, period) else period.end
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
    _go_on_otherwise(row, since=since, seats=seats, made_by="", reason="People counted at the end of the period")


def follow_free_days(client: Client, *, free_until: date | None, today: date, by: User | None) -> None:
    """Let whatever is in force or to come be free as long as the client's trial runs, None without one, and cost from
    then on. Each row ends when it was to end: what was cancelled stays so. Raises CannotChange.
    """
    with transaction.atomic():
        rows = _locked_rows(client)
        kept = [row for row in rows if row.valid_to is not None and row.valid_to <= today]
        for row in rows[len(kept) :]:
            since = max(row.valid_from, today)
            terms = replace(Terms.of(row), trial_ends_on=_last_free_day(row, free_until, since))
            anchor = _anchor(client, _running(client, [*kept, row], since), terms, since)
            if (terms.trial_ends_on, anchor) != (row.trial_ends_on, row.anchor):
                facts = {"trial_ends_on": terms.trial_ends_on, "anchor": anchor, "made_by": operator_name(by)}
                following = _go_on_otherwise(row, since=since, reason="Follows the trial", **facts)
                told = {"before": _told(row), "after": _told(following), "since": str(since)}
                record_act("client.subscription_changed", by=by, client=client, reason=following.reason, **told)
                kept.append(copy.copy(row))
                kept[-1].valid_to = since
                row = following
            kept.append(row)


def _last_free_day(row: Subscription, free_until: date | None, since: date) -> date | None:
    if free_until is not None and free_until >= since:
        return free_until
    if row.trial_ends_on is None or row.trial_ends_on < since:
        return row.trial_ends_on
    # A trial that is ended before its last day: what was free of it stays so.
    return since - DAY if row.valid_from < since else None


def _go_on_otherwise(row: Subscription, *, since: date, **facts: object) -> Subscription:
    """End the row on that day and let its terms go on, to the same end, with these facts of its columns instead."""
    following = copy.copy(row)
    following.pk, following.valid_from, following._state = None, since, ModelState()
    for name, value in facts.items():
        setattr(following, name, value)
    with transaction.atomic():
        Subscription.objects.filter(pk=row.pk).update(valid_to=since)
        following.save()
    return following


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


def _running(client: Client, rows: Sequence[Subscription], since: date) -> Subscription | None:
    """Return the row whose billing period goes on over the day, though the row may have ended within it."""
    standing = row_on(rows, since)
    if standing is not None and _is_billed(client, period_of(standing.anchor, standing.period, since)):
        return standing
    earlier = [row for row in rows if row.valid_from < since]
    last = earlier[-1] if earlier else None
    if last is None or last.valid_to is None or last.valid_to >= since:
        return last
    return last if since in period_of(last.anchor, last.period, last.valid_to - DAY) else None


def _anchor(client: Client, before: Subscription | None, terms: Terms, since: date) -> date:
    """Return a first day of the terms' periods. Periods that run go on, also through a trial: what was billed of them
    is not billed again. Raises CannotChange.
    """
    is_free_first = terms.trial_ends_on is not None and terms.trial_ends_on >= since
    first = terms.trial_ends_on + DAY if is_free_first else since
    # Nothing was billed of a trial with which everything began.
    if before is None or before.anchor > since:
        return first
    if before.period == terms.period:
        return before.anchor
    running = period_of(before.anchor, before.period, since)
    if since != running.first or _is_billed(client, running):
        raise CannotChange(
            "How often it is billed changes with a new period only, and with one that is not billed yet: "
            f"choose {day_in_words(running.end)}, when the next one begins."
        )
    return first


def _is_billed(client: Client, span: Span) -> bool:
    own = Invoice.objects.filter(client=client, kind=Invoice.Kind.INVOICE, stripe_invoice="", period_from=span.first)
    return own.exclude(status=Invoice.Status.VOID).filter(period_to=span.last).exists()


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
