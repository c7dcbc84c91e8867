"""Pages, live streams and static files in one process.

Pages are Django's WSGI application on threads: django-tenants loses the client in async code, so the
ORM is never reached from the event loop. Live streams are a small ASGI application without Django's
middleware; a waiting stream costs a coroutine, not a thread.
"""

import asyncio
import json
import os
from urllib.parse import quote

from a2wsgi import WSGIMiddleware

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

from config.bodies import BodyRefused, whole_body
from config.preload import load_pages
from config.static_files import static_files
from config.wsgi import application as pages
from tenants.programs import error_body, is_for_programs
from tenants.relay import relay, wait_for_disconnect

BODY_IDLE_SECONDS, BODY_TOTAL_SECONDS = 20, 600
# A form may bring several files, each within the limit that the form itself checks.
BODY_MOST_BYTES = 4 * settings.UPLOAD_LIMIT_BYTES
_ASCII = "".join(map(chr, range(128)))
load_pages()
threaded_pages = WSGIMiddleware(pages, workers=settings.PAGE_THREADS)
files = static_files(settings.STATIC_ROOT, url=settings.STATIC_URL)


async def application(scope, receive, send) -> None:  # noqa: ANN001  (the ASGI signature)
    if scope["type"] == "lifespan":
        await relay.lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"].startswith("/live/"):
        await relay(scope, receive, send)
    elif scope["type"] == "http" and scope["path"].startswith(settings.STATIC_URL):
        await files(scope, receive, send)
    elif scope["type"] == "http" and scope["path"] == "/livez":
        # Answered here, so that threads that are all busy never look like a dead process.
        await _say(send, 200, "ok\n")
    elif scope["type"] == "http":
        await _page(scope, receive, send)


async def _page(scope, receive, send) -> None:  # noqa: ANN001
    try:
        body = await whole_body(
            receive, most_bytes=BODY_MOST_BYTES, idle_seconds=BODY_IDLE_SECONDS, total_seconds=BODY_TOTAL_SECONDS
        )
    except BodyRefused as refused:
        await _refuse(send, scope["path"], refused)
        return

    # granian's `send` returns an awaitable; a2wsgi hands it to the loop, which takes coroutines only.
    async def send_message(message) -> None:  # noqa: ANN001
        await send(message)

    # A reader who leaves is a fault to granian, in its log with every message sent after, unless somebody listens.
    leaving = asyncio.ensure_future(wait_for_disconnect(receive))
    try:
        await threaded_pages(_as_wsgi_takes_it(scope), body, send_message)
    finally:
        leaving.cancel()


def _as_wsgi_takes_it(scope):  # noqa: ANN001, ANN202
    """Leave out what a page would take for something else.

    WSGI writes `X_Forwarded_For` and `X-Forwarded-For` as one name, so a visitor could add to what the proxy in front
    says of the visitor; no header that is meant for us has an underscore. A query is ASCII: bytes beyond it are
    escaped, as browsers do it.
    """
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    return {**scope, "headers": headers, "query_string": quote(scope["query_string"], safe=_ASCII).encode()}


async def _refuse(send, path: str, refused: BodyRefused) -> None:  # noqa: ANN001
    if is_for_programs(path):
        body = json.dumps(error_body(refused.status, refused.sentence))
        await _say(send, refused.status, body, kind=b"application/json")
    else:
        await _say(send, refused.status, f"{refused.sentence}\n")


async def _say(send, status: int, text: str, *, kind: bytes = b"text/plain; charset=utf-8") -> None:  # noqa: ANN001
    headers = [
        (b"content-type", kind),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
