"""Days as benefits count them: the day after an event is day 1, and nothing moves for a weekend."""

import calendar
from datetime import date, timedelta


def within(days: int, event: date) -> date:
    """Return the last day "within so many days of" an event: 30 days of February 3, 2027 is March 5."""
    return event + timedelta(days)


def first_of_month_on_or_after(day: date) -> date:
    return day if day.day == 1 else first_of_next_month(day)


def first_of_next_month(day: date) -> date:
    return add_months(day.replace(day=1), 1)


def end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def birthday(born: date, age: int) -> date:
    """Return the day on which an age is reached; who was born on February 29 reaches it on March 1 of other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_on(born: date, day: date) -> int:
    """Return the age in whole years; negative before birth."""
    years = day.year - born.year
    return years if birthday(born, years) <= day else years - 1
