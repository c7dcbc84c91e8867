"""Topics as HR sees them: their names and released figures, and what has changed."""

from dataclasses import dataclass
from datetime import timedelta

from analytics.insights.trends import Direction, changes
from analytics.measures import Family
from analytics.models import Topic
from analytics.models.rule import FEWEST_FIRST
from analytics.query.changes import compared
from analytics.query.company import Company
from analytics.query.figures import told
from analytics.query.timeframes import Timeframe
from tenants.clock import today

NEW_FOR = timedelta(days=14)
SETTLED_AFTER = timedelta(days=28)  # before, everything is new
_FAMILIES = (Family.TOPIC, Family.TOPIC_UNANSWERED, Family.TOPIC_UNHELPFUL)


@dataclass(frozen=True)
class TopicRow:
    part: str
    name: str
    count: int
    share: int  # of a hundred
    before: int | None  # in the time before; None where it was not told apart
    unanswered: int  # at least; 0 where it is not told
    unhelpful: int
    change: str  # a Direction, "" where none can be told
    is_new: bool
    is_sensitive: bool
    asked_as: str  # its words, as a question about it would have them


def topic_rows(frame: Timeframe, company: Company) -> list[TopicRow]:
    """Return what is told apart in this time, what was asked most first; nothing of a small company."""
    now, then = told(_FAMILIES, frame, company), told([Family.TOPIC], frame.before(), company)
    if Family.TOPIC not in now:
        return []
    changed = topic_changes(frame, company)
    apart = now[Family.TOPIC].apart
    topics = {str(topic.pk): topic for topic in Topic.objects.filter(pk__in=list(apart)).defer("middle")}
    is_settled = _is_settled()
    total = now[Family.TOPIC].total
    return [
        TopicRow(
            part=part,
            name=topics[part].name_for(company.fewest),
            count=count,
            share=round(100 * count / total),
            before=then[Family.TOPIC].parts.get(part),
            unanswered=now[Family.TOPIC_UNANSWERED].parts.get(part, 0),
            unhelpful=now[Family.TOPIC_UNHELPFUL].parts.get(part, 0),
            change=changed.get(part, ""),
            is_new=is_settled and is_new(topics[part]),
            is_sensitive=topics[part].is_sensitive,
            asked_as=" ".join(topics[part].terms_of(company.fewest)),
        )
        for part, count in apart.items()
        if part in topics
    ]


def topic_changes(frame: Timeframe, company: Company) -> dict[str, Direction]:
    return changes(compared(Family.TOPIC, frame, frame.before(), company))


def new_topics(company: Company) -> list[Topic]:
    """Return topics that came up lately, of which there may be no figures yet, each of as many people as are wanted."""
    if company.is_small or not _is_settled():
        return []
    topics = Topic.objects.filter(subject="", first_day__gt=today() - NEW_FOR).defer("middle")
    return [topic for topic in topics.order_by("-first_day", "pk") if _has_enough(topic, company)]


def _has_enough(topic: Topic, company: Company) -> bool:
    """Whether as many people are known to have asked as are wanted now; with fewer than five behind it none comes up.

    Taken from its words, which are counted once a week: people counted as they ask would tell of the one who asks.
    """
    return company.fewest <= FEWEST_FIRST or bool(topic.terms_of(company.fewest))


def is_new(topic: Topic) -> bool:
    return not topic.subject and topic.first_day > today() - NEW_FOR


def _is_settled() -> bool:
    """Whether the company's first topics are so old that one that comes up says something."""
    return Topic.objects.filter(subject="", first_day__lte=today() - SETTLED_AFTER).exists()
