"""What may be lost at any time, kept a while for the client bound: the cache's keys carry it.

A Redis that is down knows nothing and keeps nothing.
"""

from typing import Any

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


def known(key: str) -> Any:
    """Return what was kept, None where nothing is."""
    try:
        return cache.get(key)
    except RedisError:
        return None


def keep(key: str, value: object, *, seconds: int) -> None:
    try:
        cache.set(key, value, seconds)
    except RedisError:
        log.warning("not_kept", kind=key.partition(":")[0])
