"""How far the making of a client has come, as the operator sees it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tenants.models import Client

PATIENCE = timedelta(seconds=30)  # a new schema takes a few seconds; after this somebody may want to step in


@dataclass(frozen=True)
class Step:
    label: str
    state: str  # done, current, waiting or failed
    note: str = ""


def provisioning_steps(client: Client) -> tuple[Step, ...]:
    pending, working = client.status == Client.Status.PENDING, client.status == Client.Status.PROVISIONING
    at_work = "failed" if client.failure else "current"
    return (
        Step("Name and address reserved", "done"),
        Step("A database of its own, first settings and the owner's invitation", at_work if working else _of(pending)),
        Step("Open to its people", _of(pending or working)),
    )


def may_retry(client: Client, now: datetime) -> bool:
    """Whether the preparation stopped, or has been silent for so long that its worker may be gone."""
    if client.status not in (Client.Status.PENDING, Client.Status.PROVISIONING):
        return False
    return bool(client.failure) or now - client.status_changed_at > PATIENCE


def _of(is_waiting: bool) -> str:
    return "waiting" if is_waiting else "done"
