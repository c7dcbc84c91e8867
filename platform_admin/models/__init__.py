"""What the platform keeps beside its clients. All of it lives in `public`."""

from platform_admin.models.figures import ClientDay, ClientFigures, LimitNotice, TrialNotice
from platform_admin.models.new_clients import (
    ClientDraft,
    ClientLine,
    ClientList,
    CreationKey,
    PlatformKey,
    forget_old,
)

__all__ = [
    "ClientDay",
    "ClientDraft",
    "ClientFigures",
    "ClientLine",
    "ClientList",
    "CreationKey",
    "LimitNotice",
    "PlatformKey",
    "TrialNotice",
    "forget_old",
]
