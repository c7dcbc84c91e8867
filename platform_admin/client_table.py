"""The operators' list of clients: filtered, sorted and paged in the database, with figures from `public` alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from tenants.models import Client, Domain

SORTS = {
    "name": "name",
    "tier": "tier",
    "status": "status",
    "people": "-figures__people",
    "messages": "-figures__messages_30",
    "answered": "figures__answered_rate",
    "cost": "-figures__cost_30_usd",
    "health": "figures__health",
    "created": "-created_at",
}
DEFAULT_SORT = "name"
ON_TRIAL = "trial"  # beside the statuses: active, and does not pay yet
CSV_HEAD = (
    "Company",
    "Host",
    "Tier",
    "Status",
    "Trial until",
    "Owner",
    "Owner's email",
    "Created",
    "People",
    "Active in 30 days",
    "Messages in 30 days",
    "Answered",
    "Not answered",
    "Answered rate",
    "Model cost in 30 days (USD)",
    "Health",
    "Measured (UTC)",
)


@dataclass(frozen=True)
class ClientFilters:
    """What is wanted of the list; "" = all of it."""

    q: str = ""
    status: str = ""
    tier: str = ""
    held: str = ""  # "yes": under a legal hold


def list_clients(filters: ClientFilters) -> QuerySet[Client]:
    """Return those that match, each with `host`, its primary one, and its figures, if it was measured."""
    host = Domain.objects.filter(client=OuterRef("pk")).order_by("-is_primary", "host").values("host")[:1]
    clients = Client.objects.exclude(status=Client.Status.DELETED)
    clients = clients.select_related("figures").annotate(host=Subquery(host))
    for word in filters.q.split():
        named = Q(name__icontains=word) | Q(subdomain__icontains=word) | Q(host__icontains=word)
        clients = clients.filter(named | Q(owner_name__icontains=word) | Q(owner_email__icontains=word))
    if filters.status == ON_TRIAL:
        clients = clients.filter(is_on_trial())
    elif filters.status:
        clients = clients.filter(status=filters.status)
    if filters.held:
        clients = clients.held()
    return clients.filter(tier=filters.tier) if filters.tier else clients


def is_on_trial() -> Q:
    """Return the condition of a client that is served and does not pay yet."""
    return Q(status=Client.Status.ACTIVE, trial_until__isnull=False)


def csv_rows(clients: QuerySet[Client]) -> Iterator[tuple[object, ...]]:
    for client in clients.iterator(chunk_size=500):
        figures = getattr(client, "figures", None)
        yield (
            client.name,
            client.host,
            client.get_tier_display(),
            client.get_status_display(),
            client.trial_until.isoformat() if client.trial_until else "",
            client.owner_name,
            client.owner_email,
            f"{client.created_at:%Y-%m-%d}",
            *(
                (
                    figures.people,
                    figures.active_30,
                    figures.messages_30,
                    figures.answered_30,
                    figures.refused_30,
                    "" if figures.answered_rate is None else f"{figures.answered_rate:.4f}",
                    f"{figures.cost_30_usd:.4f}",
                    figures.health,
                    f"{figures.measured_at:%Y-%m-%d %H:%M}",
                )
                if figures
                else [""] * 9
            ),
        )
