"""The Redis connection for what Django's cache cannot express: streams, counters, generations."""

from functools import lru_cache

from django.conf import settings
from redis import Redis

# Each is one step for Redis: nothing can come, go or expire between the look and the deed.
_DELETE_IF_EQUAL = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"
_ADD_IF_KEPT = "if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end redis.call('INCRBY', KEYS[1], ARGV[1]) return 1"
_UPDATE_HASH_IF_KEPT = (
    "if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end redis.call('HSET', KEYS[1], unpack(ARGV)) return 1"
)


@lru_cache(maxsize=1)
def redis() -> Redis:
    """Return the process's client. Short timeouts: a page must not hang on a cache."""
    return Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=1, decode_responses=True)


@lru_cache(maxsize=1)
def redis_at_once() -> Redis:
    """Return a client for what is rather lost than waited for: a page that is ready must not hang on it."""
    return Redis.from_url(
        settings.REDIS_URL, socket_timeout=0.25, socket_connect_timeout=0.25, decode_responses=True, retry=None
    )


@lru_cache(maxsize=1)
def redis_in_bytes() -> Redis:
    """Return a client that leaves what it reads as bytes, to look through what others have written, which is slower."""
    return Redis.from_url(settings.REDIS_URL, socket_timeout=5, socket_connect_timeout=1)


def delete_if_equal(key: str, value: str) -> bool:
    """Delete a key that still has this value; False if it has another, or is gone."""
    return bool(redis().eval(_DELETE_IF_EQUAL, 1, key, value))


def add_if_kept(key: str, amount: int) -> bool:
    """Add to a sum that is still there, and leave its expiry as it is; False if it is gone."""
    return bool(redis().eval(_ADD_IF_KEPT, 1, key, amount))


def update_hash_if_kept(key: str, **values: str) -> bool:
    """Set fields of a hash that is still there, and leave its expiry as it is; False if it is gone."""
    return bool(redis().eval(_UPDATE_HASH_IF_KEPT, 1, key, *(part for pair in values.items() for part in pair)))
