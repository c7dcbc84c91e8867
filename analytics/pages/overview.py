"""What stands on the pages of figures, put together from what may be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from analytics.measures import Family
from analytics.pages.asked import Asked
from analytics.pages.breakdowns import Breakdown, breakdown, days_covered
from analytics.pages.charts import Chart, bars, weeks
from analytics.pages.stats import Stat, cost_stats, usage_stats
from analytics.query import metrics
from analytics.query.company import Company
from analytics.query.enrolment import Reach, reach
from analytics.query.figures import Point, Told, answers_by_day, told
from analytics.results import Results
from knowledge.models import Document

_SOON = "Appears once enough people are behind it."
_PARTS = (
    ("outcomes", "How questions ended", Family.OUTCOME, "Questions"),
    ("proof", "Whether answers are proven", Family.PROOF, "Questions"),
    ("refusals", "Why not answered", Family.REFUSAL, "Questions"),
    ("opinions", "What people think of answers", Family.OPINION, "Marks"),
    ("faults", "What people find wrong", Family.FAULT, "Marks"),
    ("languages", "Languages", Family.LANGUAGE, "Questions"),
    ("classes", "Benefit classes", Family.CLASS, "Questions"),
    ("searches", "Searches in conversations", Family.SEARCH, "Searches"),
    ("topics", "What questions are about", Family.TOPIC, "Questions"),
    ("tone", "How questions sound", Family.TONE, "Questions"),
)
_BY_PART = (
    ("routes", "Where answers came from", Family.ROUTE, "Answers, about"),
    ("documents", "Documents that answers cite", Family.DOCUMENT, "Answers, about"),
    ("opened", "Documents that people opened", Family.OPENED, "Times, about"),
    ("tools", "Calculators that answers used", Family.TOOL, "Times, about"),
    ("pages", "Pages that were looked at", Family.PAGE, "Times, about"),
    ("actions", "Calculators and what people did", Family.ACTION, "Times, about"),
)
TABLES = {slug: (title, family, what) for slug, title, family, what in (*_PARTS, *_BY_PART)}
BY_DAY = "questions-by-day"
MOST_DAYS_APART = 120
_ON_OVERVIEW = (
    "topics",
    "outcomes",
    "routes",
    "refusals",
    "proof",
    "opinions",
    "faults",
    "languages",
    "classes",
    "tools",
)


@dataclass(frozen=True)
class OverTime:
    by: str  # day | week
    points: Sequence[Point]
    chart: Chart | None


@dataclass(frozen=True)
class Overview:
    stats: list[Stat]
    over_time: OverTime
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
    shown = [TABLES[slug][1] for slug in _ON_OVERVIEW]
    used, pleased = metrics.usage_and_satisfaction(frame, company, today=today, more=shown)
    outcome = used.of(Family.OUTCOME)
    return Overview(
        stats=usage_stats(used, metrics.usage_before(frame.before(), company)),
        over_time=_over_time(asked, used.by_day),
        breakdowns=[] if company.is_small else _breakdowns(_ON_OVERVIEW, used.told, company),
        survey=pleased.survey,
        reach=reach(company, today=today),
        answered=outcome.parts.get("answered"),
        minutes_saved=used.minutes_saved,
        is_empty=not used.answers.count and used.people is None,
    )


def by_day(asked: Asked) -> list[Point]:
    return answers_by_day(asked.frame, asked.company)[1]


def _over_time(asked: Asked, points: Sequence[Point]) -> OverTime:
    """Return what can be looked at: of a long time, bars of a day would be too thin to point at."""
    by = "day" if asked.frame.days <= MOST_DAYS_APART else "week"
    points = points if by == "day" else weeks(points)
    return OverTime(by, points, bars(points, first=asked.frame.first, last=asked.frame.last, noun="questions"))


def breakdowns(asked: Asked, slugs: tuple[str, ...]) -> list[Breakdown]:
    found = told([TABLES[slug][1] for slug in slugs], asked.frame, asked.company)
    return _breakdowns(slugs, found, asked.company)


def _breakdowns(slugs: tuple[str, ...], found: Mapping[Family, Told], company: Company) -> list[Breakdown]:
    return [
        breakdown(slug, title, family, found.get(family, Told()), fewest=company.fewest, what=what, empty=_SOON)
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
    frame, earlier, company = asked.frame, asked.frame.before(), asked.company
    now, before = metrics.costs(frame, company), metrics.costs(earlier, company)
    if not metrics.is_mostly_covered(before, earlier, company):
        before = metrics.NO_COSTS
    return now, cost_stats(now, before), days_covered(now.starts_at, now.ends_at)
