"""What was said, as counts: never of fewer people than could hide one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

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


def scores_by_month() -> Mapping[date, Mapping[str, int]]:
    """Return counts of promoters, passives and detractors by month, of the months with enough answers."""
    rows = (
        SurveyAnswer.objects.values("month")
        .annotate(
            promoters=Count("pk", filter=Q(score__gte=LOWEST_PROMOTER)),
            passives=Count("pk", filter=Q(score__gte=LOWEST_PASSIVE, score__lt=LOWEST_PROMOTER)),
            detractors=Count("pk", filter=Q(score__lt=LOWEST_PASSIVE)),
        )
        .order_by("month")
    )
    found = {row.pop("month"): row for row in rows}
    return {month: counts for month, counts in found.items() if sum(counts.values()) >= FEWEST}


def results_since(month: date) -> Results | None:
    """Return what was said from this month on; None of fewer than five answers."""
    said = list(SurveyAnswer.objects.filter(month__gte=month).values_list("score", "reasons"))
    if len(said) < FEWEST:
        return None
    promoters = sum(score >= LOWEST_PROMOTER for score, _ in said)
    detractors = sum(score < LOWEST_PASSIVE for score, _ in said)
    named = Counter(reason for _, reasons in said for reason in reasons)
    labels = dict(SurveyAnswer.Reason.choices)
    return Results(
        answers=len(said),
        score=score_of(promoters, detractors, len(said)),
        promoters=promoters,
        passives=len(said) - promoters - detractors,
        detractors=detractors,
        reasons=tuple((str(labels[reason]), number) for reason, number in named.most_common() if number >= FEWEST),
    )


def score_of(promoters: int, detractors: int, answers: int) -> int:
    """Return the net promoter score, -100 to 100."""
    return round(100 * (promoters - detractors) / answers)
