from django.urls import reverse

from platform_admin.client_views import Tab
from platform_admin.models import Alert, Incident

_TABS = (
    ("Clients", "quality"),
    ("Alerts", "alerts"),
    ("Domains", "domains"),
    ("Incidents", "incidents"),
    ("Webhooks", "webhooks"),
    ("Business figures", "kpis"),
)


def board_tabs(current: str) -> list[Tab]:
    """Return the pages beside the board, with how many alerts and incidents are open; two queries."""
    counts = {
        "alerts": Alert.objects.filter(closed_at__isnull=True).count() or None,
        "incidents": Incident.objects.filter(resolved_at__isnull=True).count() or None,
    }
    return [Tab(label, reverse(f"platform_admin:{name}"), name == current, counts.get(name)) for label, name in _TABS]
