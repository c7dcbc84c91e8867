"""How often one key may call: a pace that no program needs, and one that has gone wild soon reaches."""

import structlog
from redis.exceptions import RedisError

from platform_admin.models import PlatformKey
from tenants.keys import platform_key
from tenants.redis import redis

CALLS_A_MINUTE = 300
_SECONDS = 60
log = structlog.get_logger(__name__)


class TooManyCalls(ValueError):
    """The key has called too often; the message says how long to wait."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(
            f"That is more than {CALLS_A_MINUTE} calls in a minute with this key. Call again in {wait_seconds} s."
        )
        self.wait_seconds = wait_seconds


def count_call(key: PlatformKey) -> None:
    """Count one more call; raises TooManyCalls beyond the pace. Without Redis nobody is refused."""
    name = platform_key("calls", key.pk)
    try:
        with redis().pipeline(transaction=False) as pipe:
            pipe.set(name, 0, ex=_SECONDS, nx=True)
            pipe.incr(name)
            pipe.ttl(name)
            _, count, left = pipe.execute()
    except RedisError:
        log.warning("call_pace_not_checked", key=str(key.pk))
        return
    if count > CALLS_A_MINUTE:
        raise TooManyCalls(max(left, 1))
