"""What the business is measured by, month by month: of counts in `public`, with each figure's definition in words.

A month is left out of a line where there is nothing to reckon it from; nothing is made up for it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.db.models.functions import TruncMonth

from analytics.results import score_of
from platform_admin.figures.overview import counted_clients, line_points
from platform_admin.models import ClientDay, ClientScores, Offboarding
from tenants.models import Client

MONTHS = 12
LOST = (Client.Status.OFFBOARDING, Client.Status.DELETED)


@dataclass
class Month:
    """The sums of all clients in a month; what is counted by the day is of the days that were measured."""

    first: date
    messages: int = 0
    answered: int = 0
    refused: int = 0
    handovers: int = 0
    days: int = 0  # of which something was counted
    active_days: int = 0  # people active, summed over the days
    active: int = 0  # people active in 30 days, on the month's last measured day
    people: int = 0  # with an account, on that day
    invited: int = 0
    scores: Mapping[str, int] = field(default_factory=dict)
    new: int = 0
    lost: int = 0
    clients: int = 0  # at its beginning


@dataclass(frozen=True)
class Kpi:
    name: str
    definition: str
    unit: str
    aim: str  # of the roadmap; "" for none
    reckon: Callable[[Month], float | None]

    def shown(self, value: float | None) -> str:
        if value is None:
            return "–"
        number = f"{value:,.0f}" if self.unit in ("", "%") and float(value).is_integer() else f"{value:,.1f}"
        return f"{number} {self.unit}".rstrip().replace("-", "\N{MINUS SIGN}")


@dataclass(frozen=True)
class Line:
    kpi: Kpi
    values: tuple[float | None, ...]  # of the twelve months, the last one running
    figure: str  # the newest that is known
    month: date | None  # of the figure
    change: str
    points: str  # of components/stat.html


KPIS = (
    Kpi(
        "Daily of monthly active people",
        "People who sign in or ask on an average day, of those who did so within 30 days.",
        "%",
        "above 60 %",
        lambda month: _share(month.active_days / month.days, month.active) if month.days else None,
    ),
    Kpi(
        "Monthly active people",
        "People who signed in or asked within 30 days, at the end of the month.",
        "",
        "",
        lambda month: month.active or None,
    ),
    Kpi(
        "Messages per person",
        "Questions in the month, by people active within 30 days.",
        "",
        "above 10 a month",
        lambda month: month.messages / month.active if month.active else None,
    ),
    Kpi(
        "Adoption",
        "People active within 30 days, of all who have an account or an open invitation.",
        "%",
        "above 70 %",
        lambda month: _share(month.active, month.people + month.invited),
    ),
    Kpi(
        "Answered",
        "Questions answered from documents, of those answered or refused.",
        "%",
        "",
        lambda month: _share(month.answered, month.answered + month.refused),
    ),
    Kpi(
        "Tickets",
        "Questions sent to HR or a carrier, for every 100 questions.",
        "per 100",
        "below 5",
        lambda month: 100 * month.handovers / month.messages if month.messages else None,
    ),
    Kpi(
        "Net promoter score",
        "Share of those who score 9 or 10, less those who score 0 to 6; of companies where at least five said so.",
        "",
        "above 50",
        lambda month: _net_score(month.scores),
    ),
    Kpi("New clients", "Clients made in the month that were opened.", "", "50 a month", lambda month: float(month.new)),
    Kpi(
        "Lost clients",
        "Clients that were opened once and began to leave, or were deleted, in the month.",
        "",
        "",
        lambda month: float(month.lost),
    ),
    Kpi(
        "Logo churn",
        "Lost clients, of those there were when the month began.",
        "%",
        "below 5 %",
        lambda month: _share(month.lost, month.clients),
    ),
)


def lines(today: date) -> list[Line]:
    """Return every figure with its last twelve months; in the platform's scope, in five queries."""
    months = read_months(today)
    return [_line(kpi, months) for kpi in KPIS]


def read_months(today: date) -> list[Month]:
    firsts = _firsts(today)
    months = {first: Month(first) for first in firsts}
    clients = counted_clients(with_lost=True)
    _add_days(months, clients, firsts[0])
    _add_scores(months, clients, firsts[0])
    _add_clients(months, clients, firsts)
    return list(months.values())


def has_made_up_figures(today: date) -> bool:
    rows = ClientDay.objects.filter(client__in=counted_clients(with_lost=True), day__gte=_firsts(today)[0])
    return rows.filter(is_made_up=True).exists()


CSV_HEAD = ("Month", *(kpi.name for kpi in KPIS))


def csv_rows(told: Sequence[Line], today: date) -> list[tuple[object, ...]]:
    return [
        (f"{first:%Y-%m}", *("" if line.values[n] is None else f"{line.values[n]:.2f}" for line in told))
        for n, first in enumerate(_firsts(today))
    ]


def _firsts(today: date) -> list[date]:
    first = today.replace(day=1)
    found = [first]
    while len(found) < MONTHS:
        first = (first - timedelta(days=1)).replace(day=1)
        found.append(first)
    return found[::-1]


def _add_days(months: dict[date, Month], clients: object, since: date) -> None:
    rows = (
        ClientDay.objects.filter(client__in=clients, day__gte=since)
        .values("day", "is_made_up")
        .annotate(
            messages_all=Sum("messages"),
            answered_all=Sum("answered"),
            refused_all=Sum("refused"),
            handovers_all=Sum("handovers"),
            active_all=Sum("active"),
            active_30_all=Sum("active_30"),
            people_all=Sum("people"),
            invited_all=Sum("invited"),
        )
        .order_by("day")
    )
    for row in _of_one_kind(list(rows)):
        month = months[row["day"].replace(day=1)]
        month.messages += row["messages_all"]
        month.answered += row["answered_all"]
        month.refused += row["refused_all"]
        month.handovers += row["handovers_all"]
        month.active_days += row["active_all"]
        month.days += 1
        # Days that were counted afterwards do not know them.
        month.active = row["active_30_all"] or month.active
        if row["people_all"]:
            month.people, month.invited = row["people_all"], row["invited_all"]


def _of_one_kind(rows: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Leave out what stands beside more of the other kind in its month: what was made up for a demonstration is not
    summed up with what happened.
    """
    days = Counter((row["day"].replace(day=1), row["is_made_up"]) for row in rows)
    return [
        row
        for row in rows
        if days[row["day"].replace(day=1), row["is_made_up"]] >= days[row["day"].replace(day=1), not row["is_made_up"]]
    ]


def _add_scores(months: dict[date, Month], clients: object, since: date) -> None:
    rows = (
        ClientScores.objects.filter(client__in=clients, month__gte=since)
        .values("month")
        .annotate(promoters_all=Sum("promoters"), passives_all=Sum("passives"), detractors_all=Sum("detractors"))
        .order_by()
    )
    for row in rows:
        months[row["month"]].scores = {name: row[f"{name}_all"] for name in ("promoters", "passives", "detractors")}


def _add_clients(months: dict[date, Month], clients: object, firsts: Sequence[date]) -> None:
    made = _by_month(clients, "created_at")
    gone = _by_month(clients.filter(status__in=LOST), "status_changed_at")
    standing = sum(number for month, number in made.items() if month < firsts[0])
    standing -= sum(number for month, number in gone.items() if month < firsts[0])
    for first in firsts:
        month = months[first]
        month.clients, month.new, month.lost = standing, made.get(first, 0), gone.get(first, 0)
        standing += month.new - month.lost


def _by_month(clients: object, moment: str) -> dict[date, int]:
    # What was discarded before it was opened has no figures and never left: it was no client.
    has_figures, has_left = (Exists(one.objects.filter(client=OuterRef("pk"))) for one in (ClientDay, Offboarding))
    opened = clients.filter(Q(has_figures) | Q(has_left) | ~Q(status__in=Client.NEVER_OPEN))
    rows = opened.annotate(month=TruncMonth(moment)).values("month").annotate(number=Count("pk")).order_by()
    return {row["month"].date(): row["number"] for row in rows}


def _line(kpi: Kpi, months: Sequence[Month]) -> Line:
    values = tuple(kpi.reckon(month) for month in months)
    known = [n for n, value in enumerate(values) if value is not None]
    last = known[-1] if known else None
    return Line(
        kpi,
        values,
        kpi.shown(None if last is None else values[last]),
        None if last is None else months[last].first,
        _change(kpi, values, last),
        line_points([max(0.0, value) for value in values if value is not None]) if len(known) > 1 else "",
    )


def _change(kpi: Kpi, values: Sequence[float | None], last: int | None) -> str:
    if last is None:
        return "Nothing to reckon it from yet"
    if last == 0 or values[last - 1] is None:
        return "Not enough history yet"
    return f"The month before: {kpi.shown(values[last - 1])}"


def _share(part: float, whole: float) -> float | None:
    return 100 * part / whole if whole else None


def _net_score(scores: Mapping[str, int]) -> float | None:
    answers = sum(scores.values())
    return float(score_of(scores["promoters"], scores["detractors"], answers)) if answers else None
