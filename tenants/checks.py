from collections.abc import Iterator

from django.conf import settings
from django.core.checks import Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from tenants.senders.services import ServiceUnreadable, templates
from tenants.time_zones import known_zones

# Django's own pages for static files exist only under DEBUG.
IGNORED_MODULES = ("django.views.static", "django.contrib.staticfiles")


@register()
def every_url_declares_who_may_use_it(app_configs: object, **kwargs: object) -> list[Error]:
    errors = []
    for urlconf in (settings.ROOT_URLCONF, settings.PLATFORM_URLCONF, settings.CLOSED_URLCONF):
        for route, pattern in walk(get_resolver(urlconf)):
            if pattern.callback.__module__.startswith(IGNORED_MODULES):
                continue
            if not hasattr(pattern.callback, "access"):
                errors.append(
                    Error(
                        f"{urlconf}: /{route} does not declare who may use it.",
                        hint="Put one decorator of tenants.access on the view.",
                        id="tenants.E001",
                    )
                )
    return errors


@register()
def records_of_senders_can_be_read(app_configs: object, **kwargs: object) -> list[Error]:
    try:
        templates()
    except ServiceUnreadable as unreadable:
        return [Error(str(unreadable), hint="See docs/senders.md.", id="tenants.E003")]
    return []


@register()
def new_clients_get_a_zone_there_is(app_configs: object, **kwargs: object) -> list[Error]:
    if settings.CLIENT_TIME_ZONE in known_zones():
        return []
    return [
        Error(
            f"CLIENT_TIME_ZONE is {settings.CLIENT_TIME_ZONE}, which no client can choose.",
            hint="Name a place of the IANA list, like America/New_York, or UTC.",
            id="tenants.E004",
        )
    ]


@register()
def embedded_mode_stays_at_home(app_configs: object, **kwargs: object) -> list[Error]:
    if not settings.EMBEDDED or settings.BASE_DOMAIN == "localhost" or settings.BASE_DOMAIN.endswith(".localhost"):
        return []
    return [
        Error(
            "EMBEDDED=1 with a public BASE_DOMAIN: the embedded mode has no TLS and prints passwords.",
            hint="Unset EMBEDDED and give DATABASE_URL, REDIS_URL and SECRET_KEY (see docs/configuration.md).",
            id="tenants.E002",
        )
    ]


def walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every (route, pattern) below a resolver."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry, route)
        else:
            yield route, entry
