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
from platform_admin.models.support import SupportRule, SupportVisit

__all__ = [
    "ClientDay",
    "ClientDraft",
    "ClientFigures",
    "ClientLine",
    "ClientList",
    "CreationKey",
    "LimitNotice",
    "PlatformKey",
    "SupportRule",
    "SupportVisit",
    "forget_old",
]
