"""What the platform keeps beside its clients. All of it lives in `public`."""

from platform_admin.models.alerts import Alert, Webhook, WebhookDelivery
from platform_admin.models.board import CanaryRun, ComponentDay, PartState
from platform_admin.models.figures import ClientDay, ClientFigures, ClientScores, LimitNotice
from platform_admin.models.incidents import Incident, IncidentUpdate
from platform_admin.models.new_clients import (
    ClientDraft,
    ClientLine,
    ClientList,
    CreationKey,
    PlatformKey,
    forget_old,
)

__all__ = [
    "Alert",
    "CanaryRun",
    "ClientDay",
    "ClientDraft",
    "ClientFigures",
    "ClientLine",
    "ClientList",
    "ClientScores",
    "ComponentDay",
    "CreationKey",
    "Incident",
    "IncidentUpdate",
    "LimitNotice",
    "PartState",
    "PlatformKey",
    "Webhook",
    "WebhookDelivery",
    "forget_old",
]
