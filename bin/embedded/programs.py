"""The product's own programs: the steps before the start, and what then keeps running."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from embedded.child import BEAT_STAGE, SETUP_STAGE, WEB_STAGE, WORKER_STAGE, ChildSpec

# What a worker has in hand may take a while; after that its task is given back to the queue.
_WARM_SECONDS = 20
# As config/env.py has it; this package starts without the product's own.
_INGEST_PROCESSES = 3
# More than tenants/relay.py lets in: by default an open stream too many holds back every page.
_ROOM = ("--backpressure", "21000")
# Of two clients, as one has one at a time: each takes half a gigabyte while it works.
_PICTURES_AT_ONCE = 2


@dataclass(frozen=True)
class Product:
    project: Path
    environment: Mapping[str, str]

    def management_command(self, *arguments: str, name: str = "setup") -> ChildSpec:
        return self._spec(name, ("manage.py", *arguments), stage=SETUP_STAGE)

    def web(self, *, host: str, port: int) -> ChildSpec:
        """Pages, live streams and static files in one process. No web sockets: nothing here speaks them."""
        address = ("--host", "127.0.0.1" if host == "localhost" else host, "--port", str(port))
        options = ("--interface", "asgi", "--workers", "1", "--no-ws", "--workers-kill-timeout", "8", *_ROOM)
        return self._spec("web", ("-m", "granian", *options, *address, "config.asgi:application"), stage=WEB_STAGE)

    def workers(self) -> tuple[ChildSpec, ...]:
        """Answers wait for models, so they run on threads; reading documents is work for a processor each."""
        return (
            self._worker("answers", queues="answers,default", pool="threads", size=32),
            self._worker("ingest", queues="ingest", pool="prefork", size=self._ingest_processes()),
            # The recognising is done in processes of its own; these threads only wait for them.
            self._worker("pictures", queues="pictures", pool="threads", size=_PICTURES_AT_ONCE),
        )

    def _ingest_processes(self) -> int:
        wish = self.environment.get("INGEST_PROCESSES", "")
        return int(wish) if wish.isdigit() and int(wish) else _INGEST_PROCESSES

    def beat(self, schedule: Path) -> ChildSpec:
        options = ("-m", "celery", "--quiet", "-A", "config", "beat", "--pidfile=", "--schedule", str(schedule))
        # Otherwise it says every few seconds that it sent what is due.
        quieter = {"LOG_LEVEL": "WARNING", **self.environment}
        return replace(self._spec("beat", options, stage=BEAT_STAGE), environment=quieter)

    def check(self, *, sign_ins: Path, port: int) -> ChildSpec:
        start = Path(__file__).parent.parent / "start.py"
        return self._spec("check", (str(start), "check", str(sign_ins), str(port)), stage=SETUP_STAGE)

    def _worker(self, name: str, *, queues: str, pool: str, size: int) -> ChildSpec:
        options = ("-m", "celery", "--quiet", "-A", "config", "worker", "--hostname", f"{name}@%h")
        pooled = ("--queues", queues, "--pool", pool, "--concurrency", str(size))
        # One machine, one broker: nobody listens to the workers' chatter about each other.
        quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
        return self._spec(name, (*options, *pooled, *quiet), stage=WORKER_STAGE, patience_seconds=_WARM_SECONDS)

    def _spec(self, name: str, arguments: tuple[str, ...], *, stage: int, patience_seconds: float = 12) -> ChildSpec:
        return ChildSpec(
            name=name,
            command=(sys.executable, *arguments),
            environment=self.environment,
            folder=self.project,
            stage=stage,
            patience_seconds=patience_seconds,
        )
