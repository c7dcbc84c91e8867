"""The ground of the vendor servers: threads, recorded requests, faults by turn."""

import json
import select
import socket
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class RecordedRequest:
    method: str
    path: str
    headers: dict[str, str]
    body: Any
    connection: int  # requests with an equal number came over one kept-alive connection
    arrived_at: float = field(default_factory=monotonic)


@dataclass(frozen=True)
class Status:
    """Answer with an error status instead of the work."""

    code: int
    retry_after: str = ""
    error_code: str = ""
    message: str = "scripted fault"


@dataclass(frozen=True)
class Hang:
    """Say nothing, not even headers, for a while; then drop the connection."""

    seconds: float = 30.0


@dataclass(frozen=True)
class Drop:
    """Close the connection without a word."""


@dataclass(frozen=True)
class Malformed:
    """Answer 200 with something that only begins like JSON."""


@dataclass(frozen=True)
class WorkThenDrop:
    """Do what was asked and lose the reply: the caller cannot know that it was done."""


Fault = Status | Hang | Drop | Malformed | WorkThenDrop


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "_Server"

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length) if length else b""
        owner = self.server.owner
        request = RecordedRequest(
            method=self.command,
            path=self.path,
            headers={name.lower(): value for name, value in self.headers.items()},
            body=_read(raw, self.headers.get("Content-Type", "")) if raw else None,
            connection=self.client_address[1],
        )
        with owner.lock:
            owner.requests.append(request)
            fault = owner.faults.popleft() if owner.faults else None
        if not self._misbehave(fault):
            owner.answer(self, request, fault)

    do_GET = do_POST = do_DELETE = do_PATCH = _serve

    def _misbehave(self, fault: object) -> bool:
        """Play one of the faults that need no knowledge of the vendor; False if there is work to do."""
        if isinstance(fault, Status):
            self._send_error(fault)
        elif isinstance(fault, Hang):
            self.wait_or_client_left(fault.seconds)
            self.drop()
        elif isinstance(fault, Drop):
            self.drop()
        elif isinstance(fault, Malformed):
            self.send_bytes(200, b'{"object": "list", "data": [{"embed')
        else:
            return False
        return True

    def _send_error(self, fault: Status) -> None:
        payload = {"error": {"message": fault.message, "type": "scripted", "code": fault.error_code}}
        headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
        self.send_json(payload, status=fault.code, headers=headers)

    def send_json(self, payload: object, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_bytes(status, json.dumps(payload).encode(), headers)

    def send_bytes(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drop(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def wait_or_client_left(self, seconds: float) -> bool:
        """Wait; return True at once when the client closes its side."""
        deadline = monotonic() + seconds
        while not self.server.owner.stopping.is_set():
            left = deadline - monotonic()
            if left <= 0:
                return False
            readable, _, _ = select.select([self.connection], [], [], min(left, 0.05))
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                self.server.owner.note_departure()
                return True
        return True

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test output clean."""


def _read(raw: bytes, content_type: str) -> Any:
    if content_type.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(raw.decode(), keep_blank_values=True))
    return json.loads(raw)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    owner: "LocalServer"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves in the middle is part of the play."""
        self.owner.note_departure()


class LocalServer:
    """Runs in a thread while the `with` block lasts."""

    def __init__(self) -> None:
        self.requests: list[RecordedRequest] = []
        self.faults: deque[object] = deque()
        self.departures: list[float] = []  # when clients left before their answer was complete
        self.client_left = threading.Event()
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self._http = _Server(("127.0.0.1", 0), Handler)
        self._http.owner = self
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def play(self, *faults: object) -> None:
        """Let the next requests meet these faults, one each, in order; None is a turn without a fault."""
        self.faults.extend(faults)

    def answer(self, handler: Handler, request: RecordedRequest, fault: object) -> None:
        raise NotImplementedError

    def note_departure(self) -> None:
        self.departures.append(monotonic())
        self.client_left.set()

    def calls(self, path: str) -> list[RecordedRequest]:
        return [request for request in self.requests if request.path.split("?")[0] == path]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(timeout=5)
