"""Count what happened at a client, inside its own schema, and write the counts into `public`.

Nothing but numbers crosses. Where a day is counted again, the greater number stays: a conversation that was erased
meanwhile was still asked.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import structlog
from django.db import DatabaseError
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Greatest, TruncDate

from accounts.models import Invitation, User
from analytics.results import scores_by_month
from benefits.models import Contact, PlanYear
from chat.evaluation.runs import newest_results
from chat.models import Answer, Feedback, Gap, HandOver, ModelCall, Question, TestQuestion
from knowledge.embeddings.embedding import is_paid
from knowledge.ingestion.ocr_room import pages_by_day
from knowledge.models import CoverageMap, Document, DocumentVersion, Passage
from platform_admin.figures.health import Signs, health_parts, health_score
from platform_admin.models import ClientDay, ClientFigures, ClientScores
from tenants.binding import ClientRef
from tenants.clock import today as clients_today
from tenants.clock import utc_midnight
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client

KEPT_DAYS = 60  # counted when a client is measured for the first time
AGAIN_DAYS = 2  # counted anew each time: what was asked before midnight is answered after it
WINDOW = timedelta(days=30)
ENDS_SOON, YEAR_ENDS_SOON = timedelta(days=30), timedelta(days=90)
LATE_REPLY = timedelta(days=3)
_OF_THE_DAY = ("active_30", "stored_bytes", "people", "invited")
log = structlog.get_logger(__name__)


@dataclass
class DayCounts:
    """One day of a client; the names are ClientDay's."""

    active: int = 0
    messages: int = 0
    answered: int = 0
    refused: int = 0
    failed: int = 0
    unproven: int = 0
    helpful: int = 0
    unhelpful: int = 0
    handovers: int = 0
    tokens: int = 0
    cost_usd: Decimal = Decimal(0)
    embedded_tokens: int = 0
    ocr_pages: int = 0


@dataclass(frozen=True)
class Measured:
    days: Mapping[date, DayCounts]
    standing: Mapping[str, object]  # field of ClientFigures -> value; what is summed up from days is not in it
    signs: Mapping[str, object]  # of platform_admin.figures.health.Signs
    scores: Mapping[date, Mapping[str, int]]  # month -> fields of ClientScores


def collect(client: ClientRef, *, now: datetime) -> None:
    """Measure one client and write it down; a client that cannot be measured has the reason in its row."""
    with platform_scope():
        is_known = ClientDay.objects.filter(client_id=client.id, is_made_up=False).exists()
    # Days of all clients are those of UTC, whichever zone one has: they stand side by side.
    since = utc_midnight((now - timedelta(days=AGAIN_DAYS if is_known else KEPT_DAYS)).astimezone(UTC).date())
    try:
        with tenant_scope(client):
            measured = _measure(since, now)
    except DatabaseError as error:
        log.exception("client_not_measured", client=str(client.id))
        with platform_scope():
            failure = f"Its figures could not be read ({type(error).__name__})."
            ClientFigures.objects.update_or_create(client_id=client.id, defaults={"failure": failure})
        return
    with platform_scope():
        _write_days(client, measured, now.astimezone(UTC).date())
        _write_standing(client, measured, now)
        for month, counts in measured.scores.items():
            ClientScores.objects.update_or_create(client_id=client.id, month=month, defaults=counts)


def least_recently_measured() -> list[ClientRef]:
    """Return the clients whose people may ask, the one measured longest ago first. In the platform's scope.

    A schema that lacks migrations is not entered before it has them.
    """
    served = Client.objects.served().exclude(pk__in=Client.objects.behind().values("pk"))
    return served.order_by(F("figures__measured_at").asc(nulls_first=True), "created_at").refs()


def _measure(since: datetime, now: datetime) -> Measured:
    days: dict[date, DayCounts] = defaultdict(DayCounts)
    _count_answers(days, since)
    _count_opinions(days, since)
    _count_handovers(days, since)
    _count_calls(days, since)
    _count_reading(days, since)
    for day, people in _active_people(since).items():
        days[day].active = len(people)
    gaps = Gap.objects.filter(state=Gap.State.OPEN).aggregate(open=Count("pk"), oldest=Min("first_month"))
    standing = {
        "people": User.objects.people().filter(is_active=True).count(),
        "invited": Invitation.objects.open(now).values("email").distinct().count(),
        "active_30": _active_since(now - WINDOW),
        **_documents(now, clients_today()),
        "open_gaps": gaps["open"],
        "oldest_gap": gaps["oldest"],
        "waiting_handovers": _unanswered().count(),
        "refusals": _refusals(now - WINDOW),
        **_plan_years(clients_today()),
    }
    covered, subjects = _coverage()
    results = newest_results()
    asked = TestQuestion.objects.filter(is_active=True, pk__in=results).values_list("pk", "is_critical")
    standing |= {
        "tests": len(asked),
        "tests_right": sum(results[pk].has_passed for pk, _ in asked),
        "critical_failing": sum(is_critical and not results[pk].has_passed for pk, is_critical in asked),
    }
    signs = {
        "covered": covered,
        "subjects": subjects,
        "late_handovers": _unanswered().filter(sent_at__lt=now - LATE_REPLY).count(),
    }
    return Measured(days, standing, signs, scores_by_month(clients_today()))


def _count_answers(days: dict[date, DayCounts], since: datetime) -> None:
    later = Answer.objects.filter(question=OuterRef("question"), attempt__gt=OuterRef("attempt"))
    newest = Answer.objects.filter(~Exists(later), question__is_counted=True, question__created_at__gte=since)
    refusal = Q(reason__in=Answer.REFUSALS)
    rows = (
        newest.annotate(day=TruncDate("question__created_at", tzinfo=UTC))
        .values("day")
        .annotate(
            messages=Count("pk"),
            answered=Count("pk", filter=Q(status=Answer.Status.DONE) & ~refusal),
            refused=Count("pk", filter=Q(status=Answer.Status.DONE) & refusal),
            failed=Count("pk", filter=Q(status__in=(Answer.Status.FAILED, Answer.Status.INTERRUPTED))),
            unproven=Count("pk", filter=~Q(removed={})),
        )
        .order_by()
    )
    for row in rows:
        day = days[row.pop("day")]
        for name, number in row.items():
            setattr(day, name, number)


def _count_opinions(days: dict[date, DayCounts], since: datetime) -> None:
    told = Feedback.objects.filter(answer__question__is_counted=True, created_at__gte=since).annotate(
        day=TruncDate("created_at", tzinfo=UTC)
    )
    for day, is_helpful in told.values_list("day", "is_helpful"):
        if is_helpful:
            days[day].helpful += 1
        else:
            days[day].unhelpful += 1


def _count_handovers(days: dict[date, DayCounts], since: datetime) -> None:
    sent = HandOver.objects.filter(created_at__gte=since).annotate(day=TruncDate("created_at", tzinfo=UTC))
    for day, number in sent.values_list("day").annotate(number=Count("pk")).order_by():
        days[day].handovers = number


def _refusals(since: datetime) -> dict[str, int]:
    """Return how many questions were refused for which reason."""
    refused = Answer.objects.filter(
        status=Answer.Status.DONE,
        reason__in=Answer.REFUSALS,
        question__is_counted=True,
        question__created_at__gte=since,
    )
    later = Answer.objects.filter(question=OuterRef("question"), attempt__gt=OuterRef("attempt"))
    return dict(refused.filter(~Exists(later)).values_list("reason").annotate(number=Count("pk")).order_by())


def _count_calls(days: dict[date, DayCounts], since: datetime) -> None:
    rows = (
        ModelCall.objects.filter(created_at__gte=since)
        .annotate(day=TruncDate("created_at", tzinfo=UTC))
        .values("day")
        .annotate(
            tokens=Coalesce(Sum("input_tokens"), 0) + Coalesce(Sum("output_tokens"), 0),
            cost=Coalesce(Sum("cost_usd"), Decimal(0)),
        )
        .order_by()
    )
    for row in rows:
        days[row["day"]].tokens, days[row["day"]].cost_usd = row["tokens"], row["cost"]


def _count_reading(days: dict[date, DayCounts], since: datetime) -> None:
    """Count what reading documents took: pages from pictures, and passages embedded by a vendor."""
    for day, pages in pages_by_day(since).items():
        days[day].ocr_pages = pages
    rows = (
        Passage.objects.filter(version__ready_at__gte=since)
        .values("version__served_by")
        .annotate(day=TruncDate("version__ready_at", tzinfo=UTC), tokens=Sum("token_count"))
        .order_by()
    )
    for row in rows:
        if is_paid(row["version__served_by"].partition("/")[2]):
            days[row["day"]].embedded_tokens += row["tokens"]


def _active_people(since: datetime) -> dict[date, set]:
    """Return who signed in or asked, by day; the names stay in this process."""
    found: dict[date, set] = defaultdict(set)
    asked = Question.objects.filter(is_counted=True, created_at__gte=since)
    asked = asked.annotate(day=TruncDate("created_at", tzinfo=UTC)).order_by().distinct()
    for day, person in asked.values_list("day", "conversation__user"):
        found[day].add(person)
    came = User.objects.people().filter(last_login__gte=since)
    for day, person in came.annotate(day=TruncDate("last_login", tzinfo=UTC)).values_list("day", "pk"):
        found[day].add(person)
    return found


def _active_since(moment: datetime) -> int:
    has_asked = Question.objects.filter(conversation__user=OuterRef("pk"), is_counted=True, created_at__gte=moment)
    return User.objects.people().filter(Q(last_login__gte=moment) | Exists(has_asked)).count()


def _documents(now: datetime, day: date) -> dict[str, object]:
    published = Document.objects.published()
    ending = published.filter(effective_to__range=(day, day + ENDS_SOON), successors__isnull=True)
    kept = DocumentVersion.objects.filter(document__deleting_at__isnull=True)
    sums = kept.aggregate(
        pages=Coalesce(Sum("page_count"), 0),
        pictures=Coalesce(Sum("pictures_done"), 0),
        stored_bytes=Coalesce(Sum("size_bytes"), 0),
    )
    newest = ~Exists(kept.filter(document=OuterRef("document"), number__gt=OuterRef("number")))
    return {
        **sums,
        "documents": published.count(),
        "kept_documents": Document.objects.kept().count(),
        "ending_documents": ending.count(),
        "stuck_documents": kept.stuck(now).count(),
        "failed_documents": kept.filter(newest, status=DocumentVersion.Status.FAILED).count(),
    }


def _unanswered() -> QuerySet[HandOver]:
    """Return what was sent to HR and has no reply."""
    sent = HandOver.objects.filter(state=HandOver.State.SENT, category=Contact.Role.HR)
    return sent.filter(replied_at__isnull=True)


def _plan_years(day: date) -> dict[str, object]:
    running = PlanYear.objects.on(day).first()
    if running is None:
        has_next = PlanYear.objects.filter(starts_on__gt=day).exists()
        return {"plan_year_ends": None, "has_next_year": has_next, "lacks_next_year": False}
    has_next = PlanYear.objects.filter(starts_on__gt=running.ends_on).exists()
    ends_soon = running.ends_on - day <= YEAR_ENDS_SOON
    return {
        "plan_year_ends": running.ends_on,
        "has_next_year": has_next,
        "lacks_next_year": ends_soon and not has_next,
    }


def _coverage() -> tuple[int, int]:
    """Return how many subjects are covered, and of how many, in the plan years that the map is drawn for."""
    drawn = CoverageMap.objects.first()
    states = Counter(cell["state"] for cell in drawn.content.get("cells", ())) if drawn else Counter()
    return states["covered"], sum(states.values())


def _write_days(client: ClientRef, measured: Measured, day: date) -> None:
    days = {day: DayCounts(), **measured.days}
    rows = [ClientDay(client_id=client.id, day=when, **vars(counts)) for when, counts in days.items()]
    for row in rows:
        # How a client stands is only known on that day.
        for name in _OF_THE_DAY:
            setattr(row, name, measured.standing[name] if row.day == day else 0)
    ClientDay.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        grown = {name: Greatest(F(name), getattr(row, name)) for name in (*vars(DayCounts()), *_OF_THE_DAY)}
        ClientDay.objects.filter(client_id=row.client_id, day=row.day).update(**grown)


_SIGNS = ("documents", "people", "active_30", "open_gaps", "tests", "tests_right")


def _write_standing(client: ClientRef, measured: Measured, now: datetime) -> None:
    month = ClientDay.objects.filter(client_id=client.id, day__gt=(now - WINDOW).astimezone(UTC).date()).aggregate(
        messages_30=Coalesce(Sum("messages"), 0),
        answered_30=Coalesce(Sum("answered"), 0),
        refused_30=Coalesce(Sum("refused"), 0),
        failed_30=Coalesce(Sum("failed"), 0),
        unproven_30=Coalesce(Sum("unproven"), 0),
        cost_30_usd=Coalesce(Sum("cost_usd"), Decimal(0)),
    )
    asked, answered = month["answered_30"] + month["refused_30"], month["answered_30"]
    unproven = month.pop("unproven_30")
    is_past_due = Client.objects.filter(pk=client.id, status=Client.Status.PAST_DUE).exists()
    standing = measured.standing
    parts = health_parts(
        Signs(
            **measured.signs,
            **{name: standing[name] for name in _SIGNS},
            answered_30=month["answered_30"],
            refused_30=month["refused_30"],
            is_past_due=is_past_due,
        )
    )
    score = health_score(parts)
    ClientDay.objects.filter(client_id=client.id, day=now.astimezone(UTC).date()).update(health=score)
    ClientFigures.objects.update_or_create(
        client_id=client.id,
        defaults={
            **standing,
            **month,
            "answered_rate": answered / asked if asked else None,
            "verified_rate": max(0, answered - unproven) / answered if answered else None,
            "health": score,
            "health_parts": [part.as_row() for part in parts],
            "measured_at": now,
            "failure": "",
        },
    )
