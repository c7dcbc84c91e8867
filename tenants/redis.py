"""The Redis connection for what Django's cache cannot express: streams, counters, generations."""

from functools import lru_cache

from django.conf import settings
from redis import Redis


@lru_cache(maxsize=1)
def redis() -> Redis:
    """Return the process's client. Short timeouts: a page must not hang on a cache."""
    return Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=1, decode_responses=True)
