"""What Redis holds of a client: its own keys, and whatever else names it."""

from collections.abc import Collection, Iterator

from django.conf import settings
from redis import Redis

_AT_ONCE = 500


def keys_of(schemas: Collection[str], hosts: Collection[str]) -> list[bytes]:
    """Return the keys that carry one of the schemas, and those under which its hosts are remembered."""
    words = [*schemas, *(f":{host}" for host in hosts)]
    return [key for key in _all_keys() if any(word.encode() in key for word in words)]


def delete_keys(keys: Collection[bytes]) -> None:
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        _redis().unlink(*ordered[start : start + _AT_ONCE])


def naming(words: Collection[str]) -> list[str]:
    """Return the keys that have one of the words in their name, or, where no client owns them, in what they hold."""
    wanted = [word.encode() for word in words]
    return sorted(key.decode(errors="replace") for key in _all_keys() if _names(key, wanted))


def _names(key: bytes, wanted: Collection[bytes]) -> bool:
    if any(word in key for word in wanted):
        return True
    return not key.startswith(b"t:") and any(word in _content(key) for word in wanted)


def _content(key: bytes) -> bytes:
    redis = _redis()
    read = {
        b"string": redis.get,
        b"hash": redis.hgetall,
        b"list": lambda one: redis.lrange(one, 0, -1),
        b"set": redis.smembers,
        b"zset": lambda one: redis.zrange(one, 0, -1),
        b"stream": redis.xrange,
    }.get(redis.type(key))
    return repr(read(key)).encode() if read else b""


def _all_keys() -> Iterator[bytes]:
    return _redis().scan_iter(count=_AT_ONCE)


def _redis() -> Redis:
    # As bytes: what is cached is not text.
    return Redis.from_url(settings.REDIS_URL, socket_timeout=5, socket_connect_timeout=1)
