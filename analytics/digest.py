"""What HR is mailed once a week: how the assistant was used, what waits, and documents that end; nothing of anybody."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.mails.send import send
from accounts.models import User
from analytics.measures import Family
from analytics.query import metrics
from analytics.query.company import the_company
from analytics.query.names import names_of
from analytics.query.timeframes import timeframe_of
from chat.gaps.queue import count_open
from chat.handover.inbox import for_hr
from chat.models import AnswerRun
from knowledge.models import Document
from tenants.links import absolute_url
from tenants.roles import HR

ENDS_WITHIN = timedelta(days=30)
MOST_LISTED = 10
MOST_TOPICS = 3
KNOWN_SECONDS = 8 * 24 * 3600


@dataclass(frozen=True)
class Ending:
    title: str
    last_day: date


@dataclass(frozen=True)
class Week:
    """What may be told of seven days; of a small company, whose weeks are nobody's business, nothing."""

    people: int  # at least
    questions: int
    answered: int | None  # of a hundred; None where it is not told apart
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Digest:
    gaps: int  # asked in vain, as the queue shows them
    handovers: int  # sent to HR, without a reply
    endings: list[Ending]
    tests: int = 0  # test questions that the last run found answered wrong
    week: Week | None = None  # None where nothing of it may be told

    @property
    def is_empty(self) -> bool:
        return not (self.gaps or self.handovers or self.endings or self.tests)


def digest_of(now: datetime, today: date) -> Digest:
    ending = Document.objects.published().filter(effective_to__gte=today, effective_to__lte=today + ENDS_WITHIN)
    listed = ending.order_by("effective_to", "title").values_list("title", "effective_to")[:MOST_LISTED]
    return Digest(
        gaps=count_open(),
        handovers=for_hr().filter(replied_at__isnull=True).count(),
        endings=[Ending(*row) for row in listed],
        tests=_failing(),
        week=_week(now),
    )


def send_digests(*, now: datetime, today: date) -> int:
    """Mail it to each of HR who wants it, once a week; return to how many. Raises OSError, and may then run again."""
    digest = digest_of(now, today)
    if digest.is_empty:
        return 0
    year, number, _day = today.isocalendar()
    week = f"{year}-{number}"
    people = User.objects.filter(role__in=HR, is_active=True).order_by("email")
    return sum(_send_once(person, digest, week) for person in people)


def _send_once(person: User, digest: Digest, week: str) -> bool:
    key = f"digest-{week}-{person.pk}"
    if not cache.add(key, 1, KNOWN_SECONDS):
        return False
    try:
        link = absolute_url(reverse("insights:overview"))
        return send("digest", to=person.email, language="en", person=person, name=person.name, digest=digest, link=link)
    except OSError:
        cache.delete(key)
        raise


def _failing() -> int:
    """Return how many test questions the last run of all of them found answered wrong."""
    done = AnswerRun.objects.filter(status=AnswerRun.Status.DONE, only=None).exclude(cause__in=AnswerRun.CHANGES)
    last = done.order_by("-finished_at").first()
    return last.results.filter(has_passed=False).count() if last else 0


def _week(now: datetime) -> Week | None:
    frame, company = timeframe_of("7d", now=timezone.localtime(now)), the_company()
    used, topics = metrics.usage(frame, company), metrics.topics(frame, company)
    if used.people is None or not used.answers.count:
        return None
    share = used.of(Family.OUTCOME).share("answered")
    most = list(topics.apart)[:MOST_TOPICS]
    name_of = names_of(Family.TOPIC, most, fewest=company.fewest)
    return Week(
        people=used.people.at_least,
        questions=used.answers.count,
        answered=None if share is None else round(100 * share),
        topics=tuple(map(name_of, most)),
    )
