"""Pages and live streams in one process.

Pages are Django's WSGI application on threads: django-tenants loses the client in async code, so the
ORM is never reached from the event loop. Live streams are a small ASGI application without Django's
middleware; a waiting stream costs a coroutine, not a thread.
"""

import os

from a2wsgi import WSGIMiddleware

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

from config.wsgi import application as pages
from tenants.relay import relay

threaded_pages = WSGIMiddleware(pages, workers=settings.PAGE_THREADS)


async def application(scope, receive, send) -> None:  # noqa: ANN001  (the ASGI signature)
    if scope["type"] == "lifespan":
        await relay.lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"].startswith("/live/"):
        await relay(scope, receive, send)
    elif scope["type"] == "http":
        await threaded_pages(scope, _coroutine(receive), _coroutine(send))


def _coroutine(awaitable):  # noqa: ANN001, ANN202
    """granian's `receive` and `send` return awaitables; a2wsgi hands them to the loop, which takes coroutines only."""

    async def call(*args):  # noqa: ANN002, ANN202
        return await awaitable(*args)

    return call
