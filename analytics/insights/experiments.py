"""Two times side by side: whether the assistant did better in one than in the other, as far as that can be told.

Both come from released figures. Where some are not told apart the difference is reckoned twice, as if all of those had
spoken for the first time and as if all had spoken for the second; it is told only if both agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Min
from django.utils import timezone

from analytics.insights.counted import counted_questions
from analytics.insights.intervals import Difference, Share, difference
from analytics.insights.title import PROMPT_VERSION as TITLES
from analytics.measures import NOT_TOLD_APART, Family
from analytics.query.company import Company
from analytics.query.figures import People, Told, answers_by_day, people, told
from analytics.query.timeframes import Timeframe, days_of
from chat.models import ModelCall
from chat.pipeline.restate import VERSION as RESTATED

FEWEST_DAYS = 1
MOST_VERSIONS = 6


@dataclass(frozen=True)
class Measure:
    name: str
    family: Family
    part: str
    of: tuple[str, ...]  # of which parts; none: of all


MEASURES = (
    Measure("Answered", Family.OUTCOME, "answered", ()),
    Measure("Fully proven, of answers from documents", Family.PROOF, "proven", ("proven", "cut")),
    Measure("Marked helpful, of answers marked", Family.OPINION, "helpful", ()),
)


@dataclass(frozen=True)
class Side:
    """A share as it is in one time: between two where some are not told apart."""

    low: float
    high: float
    count: int

    @property
    def words(self) -> str:
        least, most = round(100 * self.low), round(100 * self.high)
        return f"{least} %" if least == most else f"{least} to {most} %"


@dataclass(frozen=True)
class Compared:
    measure: Measure
    first: Side | None
    second: Side | None
    difference: Difference | None  # None where one of them is not told

    @property
    def verdict(self) -> str:
        if self.difference is None:
            return "Too few people for figures of both times."
        if not self.difference.is_told:
            return "No difference can be told: what is seen may be chance."
        way = "Better" if self.difference.low > 0 else "Worse"
        return f"{way} in the second time, and not by chance alone."

    @property
    def between(self) -> str:
        """The difference in points of a hundred, from and to."""
        if self.difference is None:
            return ""
        return f"{_points(self.difference.low)} to {_points(self.difference.high)} points"


@dataclass(frozen=True)
class Version:
    """Days on which one wording of what models are told was in use, as far as figures of them are released."""

    name: str
    first: date
    last: date


def compare(first: Timeframe, second: Timeframe, company: Company) -> list[Compared]:
    families = [measure.family for measure in MEASURES]
    sides = [(told(families, frame, company), _questions_of_each(frame, company)) for frame in (first, second)]
    return [_compared(measure, *(_extremes(found, measure, each) for found, each in sides)) for measure in MEASURES]


def versions(company: Company) -> list[Version]:
    """Return the last wordings of what models are told here, each with its whole days; none of a small company.

    Days begin and end where released figures do: what is between could be the day on which one person asked.
    """
    since = _first_days()
    if company.is_small or not since:
        return []
    frame = days_of("custom", "Versions", min(since.values()), timezone.localdate())
    _, points = answers_by_day(frame, company)
    found = []
    for (name, first), following in pairwise([*since.items(), None]):
        own = [one for one in points if one.first >= first and (following is None or one.last < following[1])]
        if own:
            found.append(Version(name, own[0].first, own[-1].last))
    return [one for one in found if (one.last - one.first).days + 1 >= FEWEST_DAYS][-MOST_VERSIONS:]


def _first_days() -> dict[str, date]:
    """Return when each wording was first used for a question that counts, the oldest first."""
    calls = ModelCall.objects.filter(answer__question__in=counted_questions())
    worded = calls.exclude(prompt_version__in=("", TITLES, RESTATED))
    rows = worded.values("prompt_version").annotate(since=Min("created_at"))
    return {row["prompt_version"]: timezone.localdate(row["since"]) for row in rows.order_by("since")}


def _questions_of_each(frame: Timeframe, company: Company) -> float:
    """Return how many questions a person asked on average, rather too many than too few."""
    asked = told([Family.QUESTIONS], frame, company).get(Family.QUESTIONS, Told()).total
    there: People | None = people(Family.QUESTIONS, frame, company)
    return max(asked / there.at_least, 1.0) if there and there.at_least else 1.0


def _extremes(found: dict[Family, Told], measure: Measure, each: float) -> tuple[Share, Share] | None:
    """Return the share if all that is not told apart speaks against it, and if all of it speaks for it."""
    parts = found.get(measure.family, Told()).parts
    hidden = parts.get(NOT_TOLD_APART, 0)
    counted = {part: count for part, count in parts.items() if part != NOT_TOLD_APART}
    if measure.of:
        counted = {part: counted[part] for part in measure.of if part in counted}
    whole, some = sum(counted.values()) + hidden, counted.get(measure.part, 0)
    if not counted:
        return None
    weight = max(round(whole / each), 1)
    return Share(some, whole, weight), Share(some + hidden, whole, weight)


def _compared(measure: Measure, *sides: tuple[Share, Share] | None) -> Compared:
    first, second = (_side(side) for side in sides)
    if sides[0] is None or sides[1] is None:
        return Compared(measure, first, second, None)
    (low_1, high_1), (low_2, high_2) = sides
    least, most = difference(high_1, low_2), difference(low_1, high_2)
    return Compared(measure, first, second, Difference((least.value + most.value) / 2, least.low, most.high))


def _side(shares: tuple[Share, Share] | None) -> Side | None:
    return Side(shares[0].value, shares[1].value, shares[0].all) if shares else None


def _points(value: float) -> str:
    points = round(100 * value)
    return f"+{points}" if points > 0 else f"−{-points}" if points else "0"


def days_query(prefix: str, days: Sequence[date]) -> dict[str, str]:
    return {f"{prefix}_first": days[0].isoformat(), f"{prefix}_last": days[1].isoformat()}
