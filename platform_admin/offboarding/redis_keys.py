"""What Redis holds of a client: its own keys, and whatever else names it."""

import re
from collections.abc import Collection, Iterator

from platform_admin.offboarding.whole import whole
from tenants.keys import is_client_key
from tenants.redis import redis_in_bytes

_AT_ONCE = 500


def keys_of(names: Collection[str], hosts: Collection[str]) -> list[bytes]:
    """Return the keys that carry a name of its own (schema, id), and those under which its hosts are remembered."""
    patterns = [re.compile(pattern) for pattern in (*map(re.escape, names), *map(whole, hosts))]
    return [key for key in _all_keys() if any(pattern.search(_name(key)) for pattern in patterns)]


def delete_keys(keys: Collection[bytes]) -> None:
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        redis_in_bytes().unlink(*ordered[start : start + _AT_ONCE])


def named(words: Collection[str]) -> list[str]:
    """Return the keys that have one of the words in their name."""
    return sorted(name for name in map(_name, _all_keys()) if any(word in name for word in words))


def naming(words: Collection[str]) -> list[str]:
    """Return the keys that have one of the words in their name, or, where no client owns them, in what they hold."""
    wanted = [word.encode() for word in words]
    return sorted(_name(key) for key in _all_keys() if _names(key, wanted))


def _names(key: bytes, wanted: Collection[bytes]) -> bool:
    if any(word in key for word in wanted):
        return True
    return not is_client_key(_name(key)) and any(word in _content(key) for word in wanted)


def _name(key: bytes) -> str:
    return key.decode(errors="replace")


def _content(key: bytes) -> bytes:
    redis = redis_in_bytes()
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
    return redis_in_bytes().scan_iter(count=_AT_ONCE)
