"""What stands on the pages of figures, put together from what may be told."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from analytics.measures import Family
from analytics.pages.asked import Asked
from analytics.pages.breakdowns import Breakdown, breakdown, days_covered
from analytics.pages.charts import Chart, bars
from analytics.pages.stats import Stat, cost_stats, usage_stats
from analytics.query import metrics
from analytics.query.enrolment import Reach, reach
from analytics.query.figures import Answers, Point, Told, series, told
from analytics.results import Results
from knowledge.models import Document

MOST_OF_IT = 0.7
_SOON = "Appears once enough people are behind it."
_PARTS = (
    ("outcomes", "How questions ended", Family.OUTCOME, "Questions"),
    ("proof", "Whether answers are proven", Family.PROOF, "Questions"),
    ("refusals", "Why not answered", Family.REFUSAL, "Questions"),
    ("opinions", "What people think of answers", Family.OPINION, "Marks"),
    ("faults", "What people find wrong", Family.FAULT, "Marks"),
    ("languages", "Languages", Family.LANGUAGE, "Questions"),
    ("classes", "Benefit classes", Family.CLASS, "Questions"),
    ("topics", "What questions are about", Family.TOPIC, "Questions"),
    ("tone", "How questions sound", Family.TONE, "Questions"),
)
_BY_PART = (
    ("documents", "Documents that answers cite", Family.DOCUMENT, "Answers, about"),
    ("opened", "Documents that people opened", Family.OPENED, "Times, about"),
    ("tools", "Calculators that answers used", Family.TOOL, "Times, about"),
    ("pages", "Pages that were looked at", Family.PAGE, "Times, about"),
)
TABLES = {slug: (title, family, what) for slug, title, family, what in (*_PARTS, *_BY_PART)}
BY_DAY = "questions-by-day"
_ON_OVERVIEW = ("topics", "outcomes", "refusals", "proof", "opinions", "faults", "languages", "classes", "tools")


@dataclass(frozen=True)
class ByDay:
    points: list[Point]
    chart: Chart | None
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Overview:
    stats: list[Stat]
    by_day: ByDay
    breakdowns: list[Breakdown]
    survey: Results | None
    reach: Reach | None
    answered: int | None
    minutes_saved: int | None
    is_empty: bool


@dataclass(frozen=True)
class Unused:
    document: Document
    is_new: bool  # published within the time asked about


def overview(asked: Asked) -> Overview:
    frame, company = asked.frame, asked.company
    today = timezone.localdate()
    used, pleased = metrics.usage(frame, company), metrics.satisfaction(frame, company, today=today)
    earlier = frame.before()
    used_before, pleased_before = metrics.usage(earlier, company), metrics.satisfaction(earlier, company, today=today)
    if not _may_be_compared(asked, used_before.answers):
        used_before, pleased_before = metrics.NO_USAGE, metrics.NO_SATISFACTION
    outcome = used.of(Family.OUTCOME)
    return Overview(
        stats=usage_stats(used, used_before, pleased, pleased_before),
        by_day=by_day(asked),
        breakdowns=[] if company.is_small else breakdowns(asked, _ON_OVERVIEW),
        survey=pleased.survey,
        reach=reach(company, today=today),
        answered=outcome.parts.get("answered"),
        minutes_saved=used.minutes_saved,
        is_empty=not used.answers.count and used.people is None,
    )


def by_day(asked: Asked) -> ByDay:
    points = series(Family.QUESTIONS, asked.frame, asked.company)
    chart = bars(points, first=asked.frame.first, last=asked.frame.last, noun="questions")
    return ByDay(points, chart, points[0].first if points else None, points[-1].last if points else None)


def breakdowns(asked: Asked, slugs: tuple[str, ...]) -> list[Breakdown]:
    found = told([TABLES[slug][1] for slug in slugs], asked.frame, asked.company)
    return [
        breakdown(slug, title, family, found.get(family, Told()), what=what, empty=_SOON)
        for slug in slugs
        for title, family, what in [TABLES[slug]]
    ]


def unused_documents(asked: Asked, used: Breakdown) -> list[Unused]:
    """Return what is published and told of in no answer: cited by nobody, or by too few to be told."""
    cited = {row.part for row in used.rows}
    rows = Document.objects.published().order_by("title")
    since = asked.frame.starts_at
    return [
        Unused(document, document.published_at is not None and document.published_at >= since)
        for document in rows
        if str(document.pk) not in cited
    ]


def costs(asked: Asked) -> tuple[metrics.Costs, list[Stat], tuple[date | None, date | None]]:
    now = metrics.costs(asked.frame, asked.company)
    before = metrics.costs(asked.frame.before(), asked.company)
    if not _may_be_compared(asked, before):
        before = metrics.NO_COSTS
    return now, cost_stats(now, before), days_covered(now.starts_at, now.ends_at)


def _may_be_compared(asked: Asked, before: Answers | metrics.Costs) -> bool:
    """Whether what is told of the time before covers most of it: a part of it would look like a change.

    A small company is told whole months, of which two times would share some.
    """
    if asked.company.is_small or before.starts_at is None or before.ends_at is None:
        return False
    frame = asked.frame.before()
    return before.ends_at - before.starts_at >= MOST_OF_IT * (frame.ends_at - frame.starts_at)
