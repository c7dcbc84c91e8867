"""What the platform keeps beside its clients. All of it lives in `public`."""

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
    "ClientDay",
    "ClientDraft",
    "ClientFigures",
    "ClientLine",
    "ClientList",
    "CreationKey",
    "DeletionCertificate",
    "LimitNotice",
    "Offboarding",
    "OffboardingStep",
    "PlatformKey",
    "forget_old",
]
