import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from redis.exceptions import RedisError

from tenants.last_look import last_look
from tenants.plain_pages import private

RETRY_SECONDS = "30"
log = structlog.get_logger(__name__)


def engine_down_page(
    error: BaseException | None, request: HttpRequest, *, is_drawn_alone: bool = False
) -> HttpResponse | None:
    """Return the page for an error of an engine that does not answer; None for any other error.

    A page drawn with the request reads the client's brand and the person: only while the database is there, and not
    where something failed outside a view. Drawn alone it has the look that was last known.
    """
    if isinstance(error, (OperationalError, InterfaceError)):
        log.error("database_unavailable", error=type(error).__name__)
        is_drawn_alone = True
    elif isinstance(error, RedisError):
        log.error("redis_unavailable", error=type(error).__name__)
    else:
        return None
    if is_drawn_alone:
        response = render(None, "errors/engine_down.html", last_look(request), status=503)
    else:
        response = render(request, "errors/engine_down.html", status=503)
    response["Retry-After"] = RETRY_SECONDS
    return private(response)
