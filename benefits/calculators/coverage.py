"""When coverage begins and ends, and until when it may be changed.

Waiting periods: at most 90 days, 29 CFR 2590.715-2708. Special enrollment: at least 30 days, 60 for Medicaid and CHIP,
29 CFR 2590.701-6. Children: to age 26, 29 CFR 2590.715-2714.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext_noop

from benefits.calculators.days import (
    add_months,
    birthday,
    end_of_month,
    first_of_month_on_or_after,
    first_of_next_month,
    within,
)
from benefits.calculators.result import (
    Amount,
    Line,
    Result,
    Source,
    ask_for_missing,
    hand_off,
    needs_input,
    not_available,
    refuse_days,
)
from benefits.calculators.words import Note

MOST_WAITING = 90
COVERED_TO_AGE = 26

Begins = Literal["first_on_or_after", "first_after", "on_day"]
Ends = Literal["birthday", "end_of_month", "end_of_year"]


@dataclass(frozen=True)
class WaitingRule:
    """`days` of employment, then the first of a month that falls on that day or follows it, the first that follows it,
    or that very day."""

    days: int
    begins: Begins


def coverage_start(rule: WaitingRule, *, hired: date | None, sources: tuple[Source, ...] = ()) -> Result:
    """Return the first day of coverage, and how many days after the hire that is.

    A rule that makes somebody wait for more than the 90 days the law allows is handed to HR.
    """
    refused = ask_for_missing({"hired": hired}) or refuse_days({"hired": hired})
    if refused:
        return refused
    if not 0 <= rule.days <= MOST_WAITING:
        return not_available(gettext_noop("A waiting period of {days} days cannot be right."), days=rule.days)
    waited = hired + timedelta(rule.days)
    starts = _begins(waited, rule.begins)
    waits = (starts - hired).days
    if waits > MOST_WAITING:
        return hand_off(
            gettext_noop(
                "By its rule coverage would begin on {starts}, {waits} days after the hire. The law allows {most}: "
                "ask HR."
            ),
            starts=starts,
            waits=waits,
            most=MOST_WAITING,
        )
    lines = []
    if rule.days:
        lines.append(
            Line(
                Note(gettext_noop("{days} days after the hire"), {"days": rule.days}),
                _plus(hired, rule.days),
                waited,
            )
        )
    lines.append(Line(Note(gettext_noop("Coverage begins")), "", starts))
    return Result(
        "ok", (Amount("starts", starts, "day"), Amount("waits", waits, "days")), lines=tuple(lines), sources=sources
    )


def _begins(day: date, begins: Begins) -> date:
    if begins == "on_day":
        return day
    return first_of_month_on_or_after(day) if begins == "first_on_or_after" else first_of_next_month(day)


def _plus(day: date, days: int) -> Note:
    return Note(gettext_noop("{day} + {days} days"), {"day": day, "days": days})


# ---- life events

Event = Literal["birth", "adoption", "marriage", "divorce", "loss", "gain", "medicaid", "move", "death"]
FEDERAL_DAYS: dict[Event, int] = {"birth": 30, "adoption": 30, "marriage": 30, "loss": 30, "medicaid": 60}
Takes = Literal["event", "first_after_request", "day_after_event"]


@dataclass(frozen=True)
class EventRule:
    """A plan's: within how many days an event has to be reported, and from when what is changed holds."""

    event: Event
    days: int
    takes: Takes
    papers: tuple[str, ...] = ()


def life_event_window(
    rule: EventRule,
    *,
    happened: date | None,
    requested: date | None = None,
    today: date | None = None,
    sources: tuple[Source, ...] = (),
) -> Result:
    """Return the last day for the change, and the day from which it holds, where that is known and the request in time.

    Whoever comes too late is told so: by the day of the request, or without one by `today`. The day after the event is
    day 1; a weekend moves nothing.
    """
    refused = ask_for_missing({"happened": happened}) or refuse_days({"happened": happened, "requested": requested})
    if refused:
        return refused
    if not 1 <= rule.days <= 366:
        return not_available(gettext_noop("The days to report a change are not in the catalogue."))
    days = max(rule.days, FEDERAL_DAYS.get(rule.event, 0))
    last = within(days, happened)
    if requested and requested < happened and rule.event not in ("loss", "marriage", "move"):
        return needs_input(
            ["requested"], gettext_noop("A change cannot be asked for before {happened}."), happened=happened
        )
    amounts = [Amount("until", last, "day"), Amount("days", days, "days")]
    warnings = _too_late(last, requested, today)
    holds = None if warnings else _holds_from(rule, happened, requested)
    if holds:
        amounts.append(Amount("holds_from", holds, "day"))
    lines = [Line(Note(gettext_noop("Last day, {days} days after it"), {"days": days}), _plus(happened, days), last)]
    return Result(
        "ok", tuple(amounts), lines=tuple(lines), assumptions=_papers(rule), sources=sources, warnings=tuple(warnings)
    )


def _too_late(last: date, requested: date | None, today: date | None) -> list[Note]:
    if requested and requested > last:
        text = gettext_noop("{requested} is too late: the change waits for the next open enrollment.")
        return [Note(text, {"requested": requested})]
    if not requested and today and today > last:
        text = gettext_noop(
            "{until} is over: the change waits for the next open enrollment, unless you have asked for it."
        )
        return [Note(text, {"until": last})]
    return []


def _holds_from(rule: EventRule, happened: date, requested: date | None) -> date | None:
    # By law a child is covered from birth, adoption or placement on, whatever the plan says (29 CFR 2590.701-6(a)(3)).
    if rule.takes == "event" or rule.event in ("birth", "adoption"):
        return happened
    if rule.takes == "day_after_event":
        return happened + timedelta(1)
    # What is asked for ahead, as a marriage can be, holds no sooner than there is anything to change.
    return first_of_next_month(max(requested, happened)) if requested else None


def _papers(rule: EventRule) -> tuple[Note, ...]:
    if not rule.papers:
        return ()
    return (Note(gettext_noop("Asked for as proof: {papers}."), {"papers": ", ".join(rule.papers)}),)


# ---- children


def dependent_age_out(
    rule: Ends, *, born: date | None, age: int = COVERED_TO_AGE, sources: tuple[Source, ...] = ()
) -> Result:
    """Return the last day on which a child is covered. The day of birth is kept nowhere."""
    refused = ask_for_missing({"born": born}) or refuse_days({"born": born})
    if refused:
        return refused
    if not COVERED_TO_AGE <= age <= 30:
        return not_available(
            gettext_noop("Children are covered at least until they are 26; the rule in the catalogue says {age}."),
            age=age,
        )
    reached = birthday(born, age)
    last = {
        "birthday": reached - timedelta(1),
        "end_of_month": end_of_month(reached),
        "end_of_year": date(reached.year, 12, 31),
    }[rule]
    lines = (
        Line(Note(gettext_noop("Turns {age}"), {"age": age}), "", reached),
        Line(Note(gettext_noop("Last day of coverage")), "", last),
    )
    return Result("ok", (Amount("until", last, "day"), Amount("reached", reached, "day")), lines=lines, sources=sources)


# ---- COBRA: 29 U.S.C. 1161 and following

CobraEvent = Literal["left_job", "fewer_hours", "divorce", "death", "medicare", "age_out"]
CobraFrom = Literal["event", "loss"]
ELECTION_DAYS, PAYMENT_DAYS = 60, 45
DISABLED_MONTHS = 29


def cobra_window(
    event: CobraEvent,
    *,
    lost: date | None,
    noticed: date | None,
    elected: date | None = None,
    happened: date | None = None,
    counts_from: CobraFrom = "event",
    is_disabled: bool = False,
    sources: tuple[Source, ...] = (),
    warnings: tuple[Note, ...] = (),
) -> Result:
    """Return until when COBRA may be elected, by when it is first paid, and until when it lasts.

    `lost` is the last day of coverage, `noticed` the day of the notice; the later one begins the 60 days. The months
    count from the day of the event, unless the plan counts them from the loss (26 CFR 54.4980B-7, Q&A-4); where nobody
    says when it happened, from the loss. An event on the day behind it is one too: who is covered until a birthday has
    the day before it as the last.
    """
    refused = _refused_cobra(lost, noticed, elected, happened)
    if refused:
        return refused
    last, elect = _cobra_elect_by(lost, noticed)
    months = 18 if event in ("left_job", "fewer_hours") else 36
    if is_disabled and months == 18:
        months = DISABLED_MONTHS
    lasts, counted = _cobra_ends(months, lost=lost, happened=happened, counts_from=counts_from)
    amounts = [Amount("elect_by", last, "day"), Amount("months", months, "months"), Amount("lasts_until", lasts, "day")]
    lines = [elect, counted]
    if elected:
        pay_by = within(PAYMENT_DAYS, elected)
        amounts.append(Amount("pay_by", pay_by, "day"))
        words = Note(gettext_noop("First payment, 45 days after the election"))
        lines.append(Line(words, _plus(elected, PAYMENT_DAYS), pay_by))
    return Result("ok", tuple(amounts), lines=tuple(lines), sources=sources, warnings=warnings)


def _refused_cobra(
    lost: date | None, noticed: date | None, elected: date | None, happened: date | None
) -> Result | None:
    refused = ask_for_missing({"lost": lost, "noticed": noticed}) or refuse_days(
        {"lost": lost, "noticed": noticed, "elected": elected, "happened": happened}
    )
    if refused:
        return refused
    if happened and happened > lost + timedelta(1):
        return needs_input(
            ["happened"], gettext_noop("The event lies after the last day of coverage. Look at both dates again.")
        )
    if happened and happened < add_months(lost, -12):
        return needs_input(
            ["happened"],
            gettext_noop("The event lies more than a year before the last day of coverage. Look at both dates again."),
        )
    last, _ = _cobra_elect_by(lost, noticed)
    if elected and elected > last:
        return needs_input(
            ["elected"],
            gettext_noop("COBRA had to be elected by {last}. Ask HR whether anything can still be done."),
            last=last,
        )
    return None


def _cobra_elect_by(lost: date, noticed: date) -> tuple[date, Line]:
    """Return the last day to elect it, and the step that says from which of the two days the 60 are counted."""
    begins = max(lost, noticed)
    later = gettext_noop("the notice") if noticed > lost else gettext_noop("the end of coverage")
    last = within(ELECTION_DAYS, begins)
    words = Note(gettext_noop("60 days after {later}"), {"later": Note(later)})
    return last, Line(words, _plus(begins, ELECTION_DAYS), last)


def _cobra_ends(months: int, *, lost: date, happened: date | None, counts_from: CobraFrom) -> tuple[date, Line]:
    """Return the last day, and the step that says from which day the months are counted and by what rule."""
    if counts_from == "event" and happened is not None:
        begins = min(happened, lost)
        rule = gettext_noop("{months} months from the event, as the law has it")
    else:
        begins = lost
        rule = gettext_noop("{months} months from the end of coverage, as the day of the event is not known")
        if counts_from == "loss":
            rule = gettext_noop("{months} months from the end of coverage, as the plan counts them")
    # A month's last day leads to a month's last day, and a day that a shorter month lacks loses none.
    ends = max(add_months(begins, months), add_months(begins + timedelta(1), months) - timedelta(1))
    formula = Note(gettext_noop("{day} and {months} months"), {"day": begins, "months": months})
    return ends, Line(Note(rule, {"months": months}), formula, ends)
