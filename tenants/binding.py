"""What the work on this thread is bound to: one client, the platform, or maintenance of any schema.

Kept apart from `context` because the database backend reads it before models can be imported.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tenants.limits import NO_LIMITS, Limits


@dataclass(frozen=True)
class ClientRef:
    """The facts about a client that travel with a request or task; no query is needed to read them."""

    id: UUID
    schema_name: str
    name: str
    subdomain: str
    tier: str
    status: str
    primary_host: str
    demo_today: date | None = None
    trial_until: date | None = None
    grace_until: date | None = None
    limits: Limits = NO_LIMITS
    time_zone: str = "UTC"  # where its people are: days begin and end there
    is_held: bool = False  # a legal hold: nothing that it has may be deleted, whoever asks (record 0039)


@dataclass(frozen=True)
class Binding:
    schema_name: str | None  # None: maintenance, which moves between schemas as the login role
    client: ClientRef | None = None


bound: ContextVar[Binding | None] = ContextVar("bound_client", default=None)
