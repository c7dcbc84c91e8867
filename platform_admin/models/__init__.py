"""What the platform keeps beside its clients. All of it lives in `public`."""

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
from platform_admin.models.figures import ClientDay, ClientFigures, LimitNotice
from platform_admin.models.new_clients import (
    ClientDraft,
    ClientLine,
    ClientList,
    CreationKey,
    PlatformKey,
    forget_old,
)
from platform_admin.models.offboarding import DeletionCertificate, Offboarding, OffboardingStep

__all__ = [
    "Basis",
    "BillingAccount",
    "ClientDay",
    "ClientDraft",
    "ClientFigures",
    "ClientLine",
    "ClientList",
    "CreationKey",
    "DeletionCertificate",
    "Invoice",
    "InvoiceLine",
    "InvoiceNumber",
    "LimitNotice",
    "Offboarding",
    "OffboardingStep",
    "Period",
    "PlatformKey",
    "Seats",
    "StripeEvent",
    "Subscription",
    "TierPrice",
    "forget_old",
    "operator_name",
]
