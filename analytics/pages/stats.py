"""The figures at the head of a page, each beside what it was in the time before."""

from dataclasses import dataclass

from analytics.measures import Family
from analytics.query.figures import People, Told
from analytics.query.metrics import Costs, Usage

NOT_KNOWN = "–"
MILLION = 1_000_000
_LEAST_SHOWN = 0.01  # dollars
MINUTES = 60
SECOND = 1000


@dataclass(frozen=True)
class Stat:
    name: str
    figure: str
    unit: str = ""
    change: str = ""


def usage_stats(now: Usage, before: Usage) -> list[Stat]:
    answers, earlier = now.answers, before.answers
    return [
        Stat("People", people_in_words(now.people), change=_was(people_in_words(before.people))),
        Stat("Questions", _number(answers.count), change=_was(_number(earlier.count))),
        _share("Answered", now.of(Family.OUTCOME), before.of(Family.OUTCOME), "answered"),
        _share(
            "Proven, of answers from documents",
            now.of(Family.PROOF),
            before.of(Family.PROOF),
            "proven",
            of=("proven", "cut"),
        ),
        _share("Found helpful", now.of(Family.OPINION), before.of(Family.OPINION), "helpful"),
        Stat(
            "Sent to a carrier",
            _number(now.of(Family.HANDOVER).total),
            change=_was(_number(before.of(Family.HANDOVER).total)),
        ),
        Stat(
            "Response time",
            _seconds(answers.average_ms),
            "s" if answers.average_ms is not None else "",
            f"95 of 100 within {_seconds(answers.p95_ms)} s" if answers.p95_ms is not None else "",
        ),
        Stat(
            "HR hours saved",
            _hours(now.minutes_saved),
            "h" if now.minutes_saved else "",
            "An estimate; its formula is below" if now.minutes_saved else "",
        ),
    ]


def cost_stats(now: Costs, before: Costs) -> list[Stat]:
    return [
        Stat("Cost of language models", dollars(now.micro_usd), change=_was(dollars(before.micro_usd))),
        Stat("Per question", _price(now.per_question), change=_was(_price(before.per_question))),
        Stat("Per answered question", _price(now.per_answered), change=_was(_price(before.per_answered))),
        Stat("Questions", _number(now.questions), change=_was(_number(before.questions))),
    ]


def people_in_words(people: People | None) -> str:
    if people is None:
        return NOT_KNOWN
    if people.is_exact:
        return f"about {people.at_least:,}"
    return f"{people.at_least:,} to {people.at_most:,}"


def dollars(micro_usd: int) -> str:
    amount = micro_usd / MILLION
    return f"${amount:,.2f}" if amount >= _LEAST_SHOWN or not amount else "under $0.01"


def _price(amount: object) -> str:
    return NOT_KNOWN if amount is None else f"${amount:.4f}"


def _share(name: str, now: Told, before: Told, part: str, *, of: tuple[str, ...] = ()) -> Stat:
    return Stat(name, _percent(now, part, of), change=_was(_percent(before, part, of)))


def _percent(told: Told, part: str, of: tuple[str, ...]) -> str:
    """Return the share; from and to, where some parts are not told apart."""
    if of:
        told = Told({key: count for key, count in told.parts.items() if key in of or key == "~"})
    between = told.shares_between(part)
    if between is None or not told.parts.get(part):
        return NOT_KNOWN
    least, most = (round(100 * share) for share in between)
    return f"{least} %" if least == most else f"{least} to {most} %"


def _was(earlier: str) -> str:
    return "" if earlier in (NOT_KNOWN, "0", "$0.00") else f"{earlier} in the time before"


def _number(number: int) -> str:
    return f"{number:,}" if number else NOT_KNOWN


def _seconds(milliseconds: int | None) -> str:
    return NOT_KNOWN if milliseconds is None else f"{milliseconds / SECOND:.1f}"


def _hours(minutes: int | None) -> str:
    if not minutes:
        return NOT_KNOWN
    return f"{minutes / MINUTES:,.0f}" if minutes >= 10 * MINUTES else f"{minutes / MINUTES:.1f}"
