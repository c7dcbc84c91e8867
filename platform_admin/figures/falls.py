"""By how much a client's health has fallen: from its best within 30 days to what it is now."""

from datetime import date, timedelta

from django.db.models import Max, OuterRef, QuerySet, Subquery

from platform_admin.models import ClientDay
from tenants.models import Client

FALLEN = 15  # points; so many are an alert
WITHIN = timedelta(days=30)


def with_best_health(clients: QuerySet[Client], today: date) -> QuerySet[Client]:
    """Return the clients, each with `best_health` of the last 30 days, or None."""
    days = ClientDay.objects.filter(client=OuterRef("pk"), day__gte=today - WITHIN, health__isnull=False)
    best = days.order_by().values("client").annotate(best=Max("health")).values("best")
    return clients.annotate(best_health=Subquery(best))
