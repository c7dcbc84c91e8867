"""What was said, as counts: never of fewer people than could hide one."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analytics.models import SurveyAnswer

FEWEST = 5  # answers; of fewer nothing is shown and nothing leaves the company
LOWEST_PROMOTER, LOWEST_PASSIVE = 9, 7


@dataclass(frozen=True)
class Results:
    """Of some months together. `reasons`: label and number, the most named first, each named by enough people."""

    answers: int
    score: int
    promoters: int
    passives: int
    detractors: int
    reasons: tuple[tuple[str, int], ...]


def scores_by_month(today: date) -> Mapping[date, Mapping[str, int]]:
    """Return counts of promoters, passives and detractors by month, of the months over with enough answers."""
    found = {}
    for month, said in _by_month(today).items():
        if len(said) >= FEWEST:
            told = _results(said)
            counts = {"promoters": told.promoters, "passives": told.passives, "detractors": told.detractors}
            found[month] = counts
    return found


def results_since(month: date, *, today: date) -> Results | None:
    """Return what was said from this month on, up to the last month that is over; None of fewer than five answers.

    Months with few answers count together, from the first one ever on, and the last of them not before they are enough.
    So what is told changes by five answers or more at a time, whichever month one looks at or leaves out.
    """
    shown, waiting = [], []
    for one, said in _by_month(today).items():
        waiting += said
        if len(waiting) >= FEWEST:
            if one >= month:
                shown += waiting
            waiting = []
    return _results(shown) if shown else None


_Said = tuple[int, list[str]]  # score, reasons


def _by_month(today: date) -> dict[date, list[_Said]]:
    rows = SurveyAnswer.objects.filter(month__lt=today.replace(day=1)).order_by("month")
    found = defaultdict(list)
    for month, score, reasons in rows.values_list("month", "score", "reasons"):
        found[month].append((score, reasons))
    return found


def _results(said: Sequence[_Said]) -> Results:
    promoters = sum(score >= LOWEST_PROMOTER for score, _ in said)
    passives = sum(LOWEST_PASSIVE <= score < LOWEST_PROMOTER for score, _ in said)
    detractors = len(said) - promoters - passives
    named = Counter(reason for _, reasons in said for reason in reasons)
    labels = dict(SurveyAnswer.Reason.choices)
    return Results(
        answers=len(said),
        score=score_of(promoters, detractors, len(said)),
        promoters=promoters,
        passives=passives,
        detractors=detractors,
        reasons=tuple((str(labels[reason]), number) for reason, number in named.most_common() if number >= FEWEST),
    )


def score_of(promoters: int, detractors: int, answers: int) -> int:
    """Return the net promoter score, -100 to 100."""
    return round(100 * (promoters - detractors) / answers)
