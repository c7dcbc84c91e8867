"""Django's cache in Redis, on one client of the process.

Django makes a pool of connections for every request that an ASGI server brings, so that each page would begin by
opening a line to Redis, and a client for every key that is read.
"""

from functools import cache, cached_property

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis


class KeptClient(RedisCacheClient):
    """Reads and writes on one server: which of several one would be is what Django makes a client for each time."""

    def get_client(self, key: str | None = None, *, write: bool = False) -> Redis:
        return self._kept

    @cached_property
    def _kept(self) -> Redis:
        return self._client(connection_pool=self._get_connection_pool(write=True))


@cache
def _of_the_process(server: str, options: tuple[tuple[str, object], ...]) -> KeptClient:
    return KeptClient([server], **dict(options))


class ProcessCache(RedisCache):
    """Takes one server as LOCATION. redis-py's pool may be used by any thread, and begins anew in a forked process."""

    @property
    def _cache(self) -> RedisCacheClient:
        [server] = self._servers
        return _of_the_process(server, tuple(sorted(self._options.items())))
