"""A page over the real ASGI application, and a reader who may leave while it is made."""

import asyncio

from a2wsgi import WSGIMiddleware

from config import asgi


def test_whether_the_reader_leaves_is_listened_for_while_the_page_is_made(monkeypatch):
    """granian logs a fault with every message sent to a reader who left, unless somebody listens for it."""

    def page(environ, start_response) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"made"]

    monkeypatch.setattr(asgi, "threaded_pages", WSGIMiddleware(page, workers=1))
    asked, heard, ended = [], [], []

    async def receive() -> dict:
        asked.append("message")
        if len(asked) == 1:
            return {"type": "http.request", "body": b"", "more_body": False}
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append("listening")

    async def send(message: dict) -> None:
        heard.append((message["type"], len(asked)))

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [], "http_version": "1.1"}
    asyncio.run(asyncio.wait_for(asgi.application(scope, receive, send), timeout=5))

    assert heard[0] == ("http.response.start", 2)
    assert ended == ["listening"]
