"""What the platform knows of its clients besides who they are. All of it lives in `public`."""

from platform_admin.models.figures import ClientDay, ClientFigures

__all__ = ["ClientDay", "ClientFigures"]
