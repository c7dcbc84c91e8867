"""Starts the embedded engines that are wanted and tells where they are."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from embedded import engine_place, leftovers, ownership, ports, postgres, redis_server
from embedded.child import ChildSpec
from embedded.data_folder import DataFolder, Secrets, write_private
from embedded.environment import Wishes
from embedded.postgres import Postgres
from embedded.redis_server import RedisServer
from embedded.sentences import Refusal
from embedded.supervisor import Supervisor

# After a crash PostgreSQL replays its log and Redis its file before they answer.
_RECOVERY_SECONDS = 180


@dataclass(frozen=True)
class EngineUrls:
    postgres: str
    redis: str


@dataclass(frozen=True)
class EnginePorts:
    postgres: int = 0
    redis: int = 0


class Engines:
    """The engines of one data folder. Made by its owner only."""

    def __init__(
        self, wishes: Wishes, data: DataFolder, secrets: Secrets, *, is_throw_away: bool = False, number: int = 1
    ) -> None:
        """`number`: tells the programs of one set from those of another under the same supervisor."""
        self._wishes = wishes
        self._data = data
        self._secrets = secrets
        self._is_throw_away = is_throw_away
        self._suffix = "" if number == 1 else f"-{number}"
        self._locks: list[ownership.Lock] = []

    def lock_files(self, *, say: Callable[[str], None]) -> tuple[int, ...]:
        """Choose the place and lock it; return the lock's descriptor for the watchdog to keep as well.

        The data folder's own lock is not enough: a copy of the folder may point to the same place.
        """
        if not (self._wishes.needs_postgres or self._wishes.needs_redis):
            return ()
        self._place = engine_place.choose(self._data, self._secrets, say=say)
        path = self._place.folder / "engines.lock"
        lock = ownership.take(path)
        if lock is None:
            raise Refusal(f"The database files in {self._place.folder} are in use by another run. Stop that one first.")
        self._locks.append(lock)
        return (lock.descriptor,)

    def release(self) -> None:
        for lock in self._locks:
            lock.release()

    def start(self, supervisor: Supervisor) -> EngineUrls:
        """Start what is wanted, wait until it answers, and write down the ports for later commands.

        The ports of the last start are used again if they are free: tools set up for them go on working.
        """
        before = read_ports(self._data)
        chosen = EnginePorts(
            postgres=ports.free_port(preferred=before.postgres) if self._wishes.needs_postgres else 0,
            redis=ports.free_port(preferred=before.redis) if self._wishes.needs_redis else 0,
        )
        if chosen.postgres:
            self._start_postgres(supervisor, chosen.postgres)
        if chosen.redis:
            self._start_redis(supervisor, chosen.redis)
        urls = known_urls(self._wishes, self._secrets, chosen)
        if chosen.postgres:
            is_up = partial(postgres.accepts_connections, urls.postgres)
            supervisor.wait_until(is_up, name=f"postgres{self._suffix}", seconds=_RECOVERY_SECONDS)
        if chosen.redis:
            is_up = partial(redis_server.answers, urls.redis)
            supervisor.wait_until(is_up, name=f"redis{self._suffix}", seconds=_RECOVERY_SECONDS)
        write_private(self._data.engines_file, json.dumps({"postgres": chosen.postgres, "redis": chosen.redis}))
        return urls

    def _start_postgres(self, supervisor: Supervisor, port: int) -> None:
        server = Postgres(self._place, password=self._secrets.database_password, is_throw_away=self._is_throw_away)
        leftovers.stop_engines_in(server.folder)
        server.set_up()
        supervisor.start(self._named(server.spec(port)), writes_own_file=True)

    def _start_redis(self, supervisor: Supervisor, port: int) -> None:
        server = RedisServer(self._place, password=self._secrets.redis_password, is_throw_away=self._is_throw_away)
        leftovers.stop_engines_in(server.folder)
        server.set_up(port)
        supervisor.start(self._named(server.spec()), writes_own_file=True)

    def _named(self, spec: ChildSpec) -> ChildSpec:
        return replace(spec, name=f"{spec.name}{self._suffix}")


def known_urls(wishes: Wishes, secrets: Secrets, known: EnginePorts) -> EngineUrls:
    """Return where the engines are: the caller's own servers, or the embedded ones on the given ports."""
    return EngineUrls(
        postgres=wishes.value("DATABASE_URL") or postgres.url(known.postgres, secrets.database_password),
        redis=wishes.value("REDIS_URL") or redis_server.url(known.redis, secrets.redis_password),
    )


def read_ports(data: DataFolder) -> EnginePorts:
    """Return the ports of the last start; they may be in other hands by now."""
    try:
        return EnginePorts(**json.loads(data.engines_file.read_text()))
    except (FileNotFoundError, json.JSONDecodeError, TypeError):
        return EnginePorts()
