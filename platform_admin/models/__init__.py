"""What the platform keeps beside its clients. All of it lives in `public`."""

from platform_admin.models.alerts import Alert, Webhook, WebhookDelivery
from platform_admin.models.billing import (
    Basis,
    BillingAccount,
    Invoice,
    InvoiceLine,
    InvoiceNumber,
    Period,
    Seats,
    StripeEvent,
    Subscription,
    TierPrice,
    operator_name,
)
from platform_admin.models.board import CanaryRun, ComponentDay, PartState
from platform_admin.models.figures import ClientDay, ClientFigures, ClientScores, LimitNotice, TrialNotice
from platform_admin.models.incidents import Incident, IncidentUpdate
from platform_admin.models.new_clients import (
    ClientDraft,
    ClientLine,
    ClientList,
    CreationKey,
    PlatformKey,
    forget_old,
)
from platform_admin.models.offboarding import DeletionCertificate, Offboarding, OffboardingStep
from platform_admin.models.support import SupportRule, SupportVisit

__all__ = [
    "Alert",
    "Basis",
    "BillingAccount",
    "CanaryRun",
    "ClientDay",
    "ClientDraft",
    "ClientFigures",
    "ClientLine",
    "ClientList",
    "ClientScores",
    "ComponentDay",
    "CreationKey",
    "DeletionCertificate",
    "Incident",
    "IncidentUpdate",
    "Invoice",
    "InvoiceLine",
    "InvoiceNumber",
    "LimitNotice",
    "Offboarding",
    "OffboardingStep",
    "PartState",
    "Period",
    "PlatformKey",
    "Seats",
    "StripeEvent",
    "Subscription",
    "SupportRule",
    "SupportVisit",
    "TierPrice",
    "TrialNotice",
    "Webhook",
    "WebhookDelivery",
    "forget_old",
    "operator_name",
]
