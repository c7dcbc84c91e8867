"""What HR is mailed once a week: counts of what waits, and documents that end. Nothing that could be about somebody."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, Q
from django.urls import reverse

from accounts.mails.send import send
from accounts.models import User
from chat.gaps.queue import count_open
from chat.handover.inbox import for_hr
from chat.models import Answer
from chat.usage import is_too_small
from knowledge.models import Document
from tenants.links import absolute_url
from tenants.roles import EMPLOYEE, HR

ENDS_WITHIN = timedelta(days=30)
MOST_LISTED = 10
# Below these a share of a week's answers could be about few people; it is told in steps, for the same reason.
FEWEST_ASKERS, FEWEST_ANSWERS, STEP = 10, 30, 5
KNOWN_SECONDS = 8 * 24 * 3600


@dataclass(frozen=True)
class Ending:
    title: str
    last_day: date


@dataclass(frozen=True)
class Digest:
    gaps: int  # asked in vain, as the queue shows them
    handovers: int  # sent to HR, without a reply
    endings: list[Ending]
    answered: int | None  # of a hundred, this week; None where that could be about few people

    @property
    def is_empty(self) -> bool:
        return not (self.gaps or self.handovers or self.endings)


def digest_of(now: datetime, today: date) -> Digest:
    ending = Document.objects.published().filter(effective_to__gte=today, effective_to__lte=today + ENDS_WITHIN)
    listed = ending.order_by("effective_to", "title").values_list("title", "effective_to")[:MOST_LISTED]
    return Digest(
        gaps=count_open(),
        handovers=for_hr().filter(replied_at__isnull=True).count(),
        endings=[Ending(*row) for row in listed],
        answered=_answered(now - timedelta(days=7)),
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
        link = absolute_url(reverse("knowledge:home"))
        return send("digest", to=person.email, language="en", person=person, name=person.name, digest=digest, link=link)
    except OSError:
        cache.delete(key)
        raise


def _answered(since: datetime) -> int | None:
    if is_too_small():
        return None
    counted = Answer.objects.filter(
        finished_at__gte=since,
        status=Answer.Status.DONE,
        question__is_counted=True,
        question__conversation__user__role=EMPLOYEE,
    )
    told = counted.aggregate(
        answers=Count("pk"),
        askers=Count("question__conversation__user", distinct=True),
        refused=Count("pk", filter=Q(reason=Answer.Reason.NOT_IN_DOCUMENTS)),
    )
    if told["askers"] < FEWEST_ASKERS or told["answers"] < FEWEST_ANSWERS:
        return None
    return (told["answers"] - told["refused"]) * 100 // told["answers"] // STEP * STEP
