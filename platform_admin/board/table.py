"""The quality board: every client with what it needs, the one that needs somebody most first.

A thousand clients are five queries: what is known of each stands in `public`, and what it adds up to is reckoned here.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, Subquery

from chat.models import Answer
from platform_admin.client_table import ClientFilters, list_clients
from platform_admin.figures.falls import FALLEN, with_best_health
from platform_admin.figures.overview import ENOUGH_ASKED, LOW_RATE
from platform_admin.models import CanaryRun, ClientFigures
from tenants.domains.models import DomainClaim
from tenants.models import Client

OLD_GAP_DAYS = 60
LOW_VERIFIED = 0.9
REASONS_SHOWN = 2
PATIENCE = timedelta(days=2)
State = DomainClaim.State
_REASONS = dict(Answer.Reason.choices)


class Need(StrEnum):
    LEAK = "leak"
    BEHIND = "behind"
    STOPPED = "stopped"
    NOT_MEASURED = "not_measured"
    CRITICAL_TESTS = "critical_tests"
    HEALTH = "health"
    ANSWERS = "answers"
    DOCUMENTS = "documents"
    PLAN_YEAR = "plan_year"
    ENDING = "ending"
    GAPS = "gaps"
    DOMAIN = "domain"
    NO_NEXT_YEAR = "no_next_year"
    PROBE = "probe"


# What a need is called in the filter, and how much it weighs: the sum decides who stands first.
LABELS = {
    Need.LEAK: "Not kept apart",
    Need.BEHIND: "Behind in migrations",
    Need.STOPPED: "Preparation stopped",
    Need.NOT_MEASURED: "Could not be measured",
    Need.CRITICAL_TESTS: "Critical tests fail",
    Need.HEALTH: "Health fell",
    Need.ANSWERS: "Few answers, or few proven",
    Need.DOCUMENTS: "Documents stuck or not read",
    Need.PLAN_YEAR: "No plan year after the one that ends soon",
    Need.ENDING: "Documents end soon",
    Need.GAPS: "Gaps wait for long",
    Need.DOMAIN: "A domain is not served or has no certificate",
    Need.NO_NEXT_YEAR: "No next plan year yet",
    Need.PROBE: "Isolation not proven",
}
WEIGHTS = {
    Need.LEAK: 1000,
    Need.BEHIND: 200,
    Need.STOPPED: 150,
    Need.NOT_MEASURED: 80,
    Need.CRITICAL_TESTS: 70,
    Need.HEALTH: 50,
    Need.ANSWERS: 40,
    Need.DOCUMENTS: 35,
    Need.PLAN_YEAR: 30,
    Need.ENDING: 20,
    Need.GAPS: 15,
    Need.DOMAIN: 10,
    Need.PROBE: 5,
    Need.NO_NEXT_YEAR: 1,
}
NO_FIGURES = ClientFigures()


@dataclass(frozen=True)
class Row:
    client: Client
    figures: ClientFigures
    needs: tuple[tuple[Need, str], ...]  # with what it is about, in a few words; the weightiest first
    reasons: tuple[tuple[str, int], ...]  # of refusals, the most frequent first
    gap_days: int | None  # how long the oldest open gap waits
    canary: str  # of CanaryRun.Outcome, or "" before the first
    is_measured: bool

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[need] for need, _ in self.needs)


def board_rows(filters: ClientFilters, *, need: str, now: datetime) -> list[Row]:
    """Return the clients that match, the one that needs somebody most first."""
    clients = _clients(filters, now)
    behind = set(Client.objects.behind().values_list("pk", flat=True))
    canaries = _canaries()
    rows = [_row(client, behind, canaries, now.date()) for client in clients]
    if need:
        rows = [row for row in rows if any(one == need for one, _ in row.needs)]
    return sorted(rows, key=lambda row: (-row.weight, row.client.name))


def counts_of(rows: Collection[Row]) -> list[tuple[str, str, int]]:
    """Return each need that somebody has: its name, its label, and how many have it; the weightiest first."""
    return [
        (need.value, LABELS[need], number)
        for need in sorted(WEIGHTS, key=lambda one: -WEIGHTS[one])
        if (number := sum(any(one == need for one, _ in row.needs) for row in rows))
    ]


CSV_HEAD = (
    "Company",
    "Status",
    "Needs",
    "Health",
    "Answered rate",
    "Proven rate",
    "Not answered in 30 days",
    "Most frequent reasons",
    "Documents stuck",
    "Documents not read",
    "Documents ending within 30 days",
    "Plan year ends",
    "Next plan year",
    "Tests",
    "Tests right",
    "Critical tests failing",
    "Open gaps",
    "Oldest gap (days)",
    "Isolation probe",
    "Measured (UTC)",
)


def csv_rows(rows: Sequence[Row]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        figures = row.figures
        yield (
            row.client.name,
            row.client.get_status_display(),
            "; ".join(words for _, words in row.needs),
            figures.health,
            _share(figures.answered_rate),
            _share(figures.verified_rate),
            figures.refused_30,
            "; ".join(f"{label}: {number}" for label, number in row.reasons),
            figures.stuck_documents,
            figures.failed_documents,
            figures.ending_documents,
            figures.plan_year_ends,
            "yes" if figures.has_next_year else "no",
            figures.tests,
            figures.tests_right,
            figures.critical_failing,
            figures.open_gaps,
            row.gap_days,
            row.canary,
            f"{figures.measured_at:%Y-%m-%d %H:%M}" if row.is_measured else "",
        )


def _clients(filters: ClientFilters, now: datetime) -> Sequence[Client]:
    # One that has just been asked for waits for the client's IT, and for nobody here.
    is_waiting = Q(domain_claims__state=State.WAITING, domain_claims__added_at__gt=now - PATIENCE)
    is_served = Q(domain_claims__state=State.VERIFIED, domain_claims__failures=0) & ~Q(
        domain_claims__tls_state=DomainClaim.Tls.FAILING
    )
    in_trouble = Count("domain_claims", filter=~(is_waiting | is_served), distinct=True)
    return with_best_health(list_clients(filters), now.date()).annotate(domains_in_trouble=in_trouble)


def _canaries() -> dict[UUID, str]:
    newest = CanaryRun.objects.filter(client=OuterRef("client")).order_by("-at").values("at")[:1]
    told = CanaryRun.objects.filter(at=Subquery(newest)).values("client").annotate(outcome=Max("outcome"))
    return dict(told.order_by().values_list("client", "outcome"))


def _row(client: Client, behind: Collection[UUID], canaries: dict[UUID, str], today: date) -> Row:
    figures = getattr(client, "figures", None)
    canary = canaries.get(client.pk, "")
    gap_days = (today - figures.oldest_gap).days if figures and figures.oldest_gap else None
    needs = list(_needs(client, figures or NO_FIGURES, canary, gap_days, is_behind=client.pk in behind))
    reasons = sorted((figures or NO_FIGURES).refusals.items(), key=lambda one: -one[1])[:REASONS_SHOWN]
    return Row(
        client,
        figures or NO_FIGURES,
        tuple(sorted(needs, key=lambda one: -WEIGHTS[one[0]])),
        tuple((_REASONS.get(reason, reason), number) for reason, number in reasons),
        gap_days,
        canary,
        figures is not None,
    )


def _needs(
    client: Client, figures: ClientFigures, canary: str, gap_days: int | None, *, is_behind: bool
) -> Iterator[tuple[Need, str]]:
    if is_behind:
        yield Need.BEHIND, "Lacks migrations"
    if client.failure:
        yield Need.STOPPED, "Its preparation stopped"
    if client.status not in Client.SERVED:
        return
    if canary == CanaryRun.Outcome.LEAKED:
        yield Need.LEAK, "Found at another client"
    elif canary in (CanaryRun.Outcome.BLIND, CanaryRun.Outcome.FAILED):
        yield Need.PROBE, "The isolation probe could not be made"
    if client.domains_in_trouble:
        yield Need.DOMAIN, _counted(client.domains_in_trouble, "domain needs", "domains need", "a look")
    if figures.failure:
        yield Need.NOT_MEASURED, "Its figures could not be read"
    yield from _needs_of_figures(client, figures, gap_days)


def _needs_of_figures(client: Client, figures: ClientFigures, gap_days: int | None) -> Iterator[tuple[Need, str]]:
    if figures.critical_failing:
        yield (
            Need.CRITICAL_TESTS,
            _counted(figures.critical_failing, "critical test fails", "critical tests fail"),
        )
    if client.best_health is not None and figures.health is not None:
        fallen = client.best_health - figures.health
        if fallen >= FALLEN:
            yield Need.HEALTH, f"Health fell by {fallen} points in 30 days"
    asked = figures.answered_30 + figures.refused_30
    if asked >= ENOUGH_ASKED and figures.answered_rate is not None and figures.answered_rate < LOW_RATE:
        yield Need.ANSWERS, f"Only {figures.answered_rate:.0%} answered"
    elif figures.answered_30 >= ENOUGH_ASKED and (figures.verified_rate or 0) < LOW_VERIFIED:
        yield Need.ANSWERS, f"Only {figures.verified_rate or 0:.0%} of answers proven as said"
    unread = figures.stuck_documents + figures.failed_documents
    if unread:
        yield Need.DOCUMENTS, _counted(unread, "document is not read", "documents are not read")
    if figures.ending_documents:
        yield Need.ENDING, _counted(figures.ending_documents, "document ends soon", "documents end soon")
    if gap_days is not None and gap_days > OLD_GAP_DAYS:
        yield Need.GAPS, f"A gap waits for {gap_days} days"
    if figures.lacks_next_year:
        yield Need.PLAN_YEAR, "No plan year after the one that ends soon"
    elif figures.plan_year_ends and not figures.has_next_year:
        yield Need.NO_NEXT_YEAR, "No next plan year yet"


def _counted(number: int, one: str, more: str, what: str = "") -> str:
    return f"{number} {one if number == 1 else more} {what}".rstrip()


def _share(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.4f}"
