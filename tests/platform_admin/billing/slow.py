"""What one client pays a month, reckoned from the sentences of the rule alone, with no code of the product."""

from datetime import timedelta
from fractions import Fraction


def slow_mrr(prices_, rows, client, day) -> Fraction:
    total = Fraction(0)
    for row in rows:
        if row.client_id != client or day < row.valid_from or (row.valid_to is not None and day >= row.valid_to):
            continue
        if row.trial_ends_on is not None and day <= row.trial_ends_on:
            continue
        of_day = day
        if row.period == "yearly":
            # The last anniversary of the anchor: walk back a day at a time until its day and month come.
            while (of_day.month, of_day.day) != (row.anchor.month, row.anchor.day):
                of_day -= timedelta(days=1)
        in_force = [one for one in prices_ if one.tier == row.tier and one.valid_from <= of_day] or [
            one for one in prices_ if one.tier == row.tier and one.valid_from <= day
        ]
        if row.agreed_basis:
            basis, amount, least, off = row.agreed_basis, row.agreed_amount, row.agreed_minimum, 0
        elif in_force:
            newest = max(in_force, key=lambda one: one.valid_from)
            basis, amount, least, off = newest.basis, newest.amount, newest.minimum, newest.yearly_discount
        else:
            continue
        month = Fraction(amount) if basis == "flat" else max(Fraction(amount) * row.seats, Fraction(least))
        kept = (100 - Fraction(row.discount)) / 100
        if row.period == "yearly":
            year = to_cents(month * 12 * (100 - Fraction(off)) / 100 * kept)
            total += to_cents(year / 12)
        else:
            total += to_cents(month * kept)
    return total


def to_cents(amount: Fraction) -> Fraction:
    return Fraction(int(amount * 100 + Fraction(1, 2)), 100)
