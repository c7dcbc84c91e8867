"""The whole installation in a few numbers, each beside the period before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from platform_admin.figures.falls import FALLEN, with_best_health
from platform_admin.models import ClientDay
from tenants.clock import contract_today
from tenants.models import Client

PERIOD = timedelta(days=30)
TRIAL_IS_ENDING = 7  # days
LOW_RATE, ENOUGH_ASKED = 0.6, 20
ENOUGH_DAYS = 20  # of the 30 before, or nothing is held against them
_TOO_EARLY = "Not enough history yet"
_WIDTH, _HEIGHT = 100, 24  # of components/stat.html's line


@dataclass(frozen=True)
class Card:
    """As components/stat.html needs it."""

    name: str
    figure: str
    change: str
    points: str


@dataclass(frozen=True)
class Worry:
    """A client that somebody should look at."""

    client: Client
    why: tuple[str, ...]


def counted_clients(*, with_lost: bool = False) -> QuerySet[Client]:
    """Return the clients that figures are of: demo companies only where there are no others. `with_lost`: also those
    that are deleted by now.
    """
    kept = Client.objects.exclude(status=Client.Status.DELETED)
    real = kept.filter(is_demo=False)
    is_demo = not real.exists()
    chosen = Client.objects.all() if with_lost else kept
    return chosen if is_demo else chosen.filter(is_demo=False)


def count_left_out() -> int:
    """Return how many demo companies there are beside real ones, of which figures are."""
    kept = Client.objects.exclude(status=Client.Status.DELETED)
    told = kept.aggregate(all=Count("pk"), demos=Count("pk", filter=Q(is_demo=True)))
    return told["demos"] if told["demos"] < told["all"] else 0


def cards(today: date) -> tuple[Card, ...]:
    clients = counted_clients()
    days = [today - PERIOD + timedelta(days=n) for n in range(1, PERIOD.days + 1)]
    rows = (
        ClientDay.objects.filter(client__in=clients, day__gt=today - 2 * PERIOD)
        .values("day")
        .annotate(
            all_messages=Sum("messages"),
            all_active=Sum("active"),
            all_30=Sum("active_30"),
            # Of what happened, and of what is only there to be looked at.
            measured=Count("pk", filter=Q(is_made_up=False)),
        )
        .order_by("day")
    )
    by_day = {row["day"]: row for row in rows}

    def of(name: str, when: Sequence[date]) -> list[int]:
        return [by_day[day][name] if day in by_day else 0 for day in when]

    before = [day - PERIOD for day in days]
    messages, active = of("all_messages", days), of("all_active", days)
    active_now, active_before = (of("all_30", [when])[0] for when in (today, today - PERIOD))
    return (
        _clients_card(clients, days),
        Card(
            "People active in 30 days",
            f"{active_now:,}",
            _change(active_now, active_before, "30 days ago")
            if active_before and _are_alike(by_day, [today], [today - PERIOD])
            else _TOO_EARLY,
            line_points(active),
        ),
        Card("Messages today", f"{messages[-1]:,}", f"Yesterday: {messages[-2]:,}", line_points(messages)),
        Card(
            "Messages in 30 days",
            f"{sum(messages):,}",
            _change(sum(messages), sum(of("all_messages", before)), "the 30 days before")
            if _are_alike(by_day, days, before)
            else _TOO_EARLY,
            line_points(messages),
        ),
    )


def worries(today: date) -> list[Worry]:
    """Return the clients with something wrong, the most troubled first; two queries however many they are."""
    clients = with_best_health(counted_clients().select_related("figures"), today).filter(_may_worry())
    found = [Worry(client, why) for client in clients if (why := tuple(_reasons(client)))]
    return sorted(found, key=lambda worry: (-len(worry.why), worry.client.name))


def line_points(numbers: Sequence[float]) -> str:
    """Return the corners of a line in 100 x 24, from nothing at the bottom to the most at the top; "" for nothing."""
    most = max(numbers, default=0)
    if not most:
        return ""
    step = _WIDTH / max(1, len(numbers) - 1)
    return " ".join(
        f"{place * step:.1f},{1 + (_HEIGHT - 2) * (1 - number / most):.1f}" for place, number in enumerate(numbers)
    )


def _are_alike(by_day: Mapping[date, Mapping[str, int]], days: Sequence[date], before: Sequence[date]) -> bool:
    """Whether one can be held against the other: enough of the earlier days are known, and what happened does not
    stand beside what was made up for a demonstration.
    """
    known = sum(day in by_day for day in before)
    return known >= min(ENOUGH_DAYS, len(before)) and _is_made_up(by_day, days) == _is_made_up(by_day, before)


def _is_made_up(by_day: Mapping[date, Mapping[str, int]], days: Sequence[date]) -> bool:
    told = [by_day[day] for day in days if day in by_day]
    return 2 * sum(not row["measured"] for row in told) > len(told)


def _clients_card(clients: QuerySet[Client], days: Sequence[date]) -> Card:
    total = clients.count()
    by_day = dict(
        clients.filter(created_at__date__gte=days[0])
        .annotate(day=TruncDate("created_at"))
        .values_list("day")
        .annotate(number=Count("pk"))
        .order_by()
    )
    standing, numbers = total, []
    for day in reversed(days):
        numbers.append(standing)
        standing -= by_day.get(day, 0)
    return Card(
        "Clients",
        f"{total:,}",
        _change(total, standing, "30 days ago"),
        line_points(numbers[::-1]),
    )


def _change(now: int, before: int, than: str) -> str:
    if not before:
        return f"None {than}" if now else ""
    if now == before:
        return f"As many as {than}"
    return f"{(now - before) / before:+.0%} against {than}".replace("-", "\N{MINUS SIGN}")


def _may_worry() -> Q:
    """Return the condition of those that _reasons() is asked about: most of a fleet is in order, and to bring all of it
    here takes longer than all the rest of the page.
    """
    trial_ends = contract_today() + timedelta(days=TRIAL_IS_ENDING)
    return (
        ~Q(failure="")
        | Q(status=Client.Status.PAST_DUE)
        | Q(trial_until__lte=trial_ends)
        | ~Q(figures__failure="")
        | Q(figures__stuck_documents__gt=0)
        | Q(figures__failed_documents__gt=0)
        | Q(figures__lacks_next_year=True)
        | Q(figures__ending_documents__gt=0)
        | Q(figures__answered_rate__lt=LOW_RATE, figures__answered_30__gte=ENOUGH_ASKED - F("figures__refused_30"))
        | Q(figures__health__lte=F("best_health") - FALLEN)
    )


def _reasons(client: Client) -> Iterator[str]:
    if client.failure:
        yield "Its preparation stopped"
    if client.status == Client.Status.PAST_DUE:
        yield "Past due"
    days = client.trial_days_left(contract_today())
    if client.status == Client.Status.ACTIVE and days is not None and days <= TRIAL_IS_ENDING:
        yield client.trial_words()
    figures = getattr(client, "figures", None)
    if figures is None or client.status not in Client.SERVED:
        return
    if figures.failure:
        yield "Its figures could not be read"
    if figures.stuck_documents or figures.failed_documents:
        yield _counted(figures.stuck_documents + figures.failed_documents, "document is", "documents are", "not read")
    if figures.lacks_next_year:
        yield "No plan year follows the one that ends"
    if figures.ending_documents:
        yield _counted(figures.ending_documents, "document ends", "documents end", "within 30 days, with no successor")
    asked = figures.answered_30 + figures.refused_30
    if asked >= ENOUGH_ASKED and figures.answered_rate < LOW_RATE:
        yield f"Only {figures.answered_rate:.0%} of questions are answered"
    if figures.health is not None and client.best_health is not None:
        fallen = client.best_health - figures.health
        if fallen >= FALLEN:
            yield f"Health fell by {fallen} points in 30 days"


def _counted(number: int, one: str, more: str, what: str) -> str:
    return f"{number} {one if number == 1 else more} {what}"
