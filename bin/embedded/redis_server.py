"""The embedded Redis: broker, cache and live streams, with an append-only file so that nothing queued is lost."""

from pathlib import Path

import redis

from embedded.child import REDIS_STAGE, ChildSpec
from embedded.engine_place import EnginePlace

_SETTINGS = """
bind 127.0.0.1
port {port}
requirepass {password}
dir {folder}
daemonize no
logfile ""
save ""
appendonly yes
appendfsync {sync}
maxmemory-policy noeviction
databases 16
"""


class RedisServer:
    def __init__(self, place: EnginePlace, *, password: str, is_throw_away: bool) -> None:
        self._place = place
        self._password = password
        self._is_throw_away = is_throw_away
        self.folder = place.folder / "redis"

    def set_up(self, port: int) -> None:
        """Write its settings. In a file, for the password must not show in the list of processes."""
        self._place.make(self.folder)
        sync = "no" if self._is_throw_away else "everysec"
        folder = '"{}"'.format(str(self.folder).replace("\\", "\\\\").replace('"', '\\"'))
        settings = _SETTINGS.format(port=port, password=self._password, folder=folder, sync=sync)
        self._settings_file.touch(mode=0o600)
        self._settings_file.write_text(settings)
        self._place.make(self._settings_file)

    def spec(self) -> ChildSpec:
        return ChildSpec(
            name="redis",
            command=(str(self._place.programs.redis), str(self._settings_file)),
            environment={"PATH": "/usr/bin:/bin", "LANG": "C"},
            folder=self._place.folder,
            stage=REDIS_STAGE,
            patience_seconds=30,
            account=self._place.account,
            dies_with_us=False,
        )

    @property
    def _settings_file(self) -> Path:
        return self.folder / "redis.conf"


def url(port: int, password: str) -> str:
    return f"redis://:{password}@127.0.0.1:{port}/0"


def answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=3, socket_timeout=3) as client:
            return bool(client.ping())
    except (redis.ConnectionError, redis.TimeoutError):
        return False
