from django.conf import settings

from tenants.context import current_client


def absolute_url(path: str, *, host: str | None = None) -> str:
    """Return the address of `path` at the current client, for mails.

    The host comes from the database, never from the request, whose Host header anyone can write.
    """
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{host or current_client().primary_host}{port}{path}"


def platform_url(path: str) -> str:
    return absolute_url(path, host=settings.PLATFORM_HOST)
