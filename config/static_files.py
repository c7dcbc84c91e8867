"""Style sheets, scripts, pictures and fonts, defended like pages and kept by browsers for as long as they may be.

granian can serve a folder by itself, but only without these headers. It still is what sends the files: the
application says which one (ASGI's pathsend), and no thread of ours is held by a slow reader.
"""

from pathlib import Path
from wsgiref.headers import Headers

from django.contrib.staticfiles.storage import ManifestFilesMixin
from servestatic import ServeStaticASGI

DEFENCES = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
# Pages name files with a hash of their content, which are kept for ever. What is asked for by its plain name may be
# another file after the next release.
PLAIN_NAME_SECONDS = 60
MANIFEST = ManifestFilesMixin.manifest_name


def static_files(folder: Path, *, url: str) -> ServeStaticASGI:
    """Return an ASGI application for the files that lie in the folder now, below a path such as /static/."""
    served = ServeStaticASGI(
        _not_found,
        root=folder,
        prefix=url,
        max_age=PLAIN_NAME_SECONDS,
        allow_all_origins=False,
        add_headers_function=_defend,
    )
    # Django reads it from the folder; for a visitor it would be a list of all files there are.
    served.files.pop(f"{url}{MANIFEST}", None)
    return served


def _defend(headers: Headers, path: str, url: str) -> None:
    for name, value in DEFENCES.items():
        headers[name] = value


async def _not_found(scope, receive, send) -> None:  # noqa: ANN001  (the ASGI signature)
    headers = {"Content-Type": "text/plain", "Cache-Control": "no-store", **DEFENCES}
    as_bytes = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 404, "headers": as_bytes})
    await send({"type": "http.response.body", "body": b"Not found\n"})
