"""Requests of all processes to one namespace, kept below what Pinecone takes in a second.

Counted in Redis, which all processes share. Documents leave room for searches: a person waits for a search, and
Pinecone refuses the two alike. Without Redis nothing is counted; what is too much is then refused and tried again.
"""

import time

from redis.exceptions import RedisError

from knowledge.patience import Trouble
from tenants.redis import redis

REQUESTS_PER_SECOND = 100
REQUESTS_OF_DOCUMENTS = 80  # of these, those that nobody waits for
_KEPT_SECONDS = 5


def take_turn(namespace: str, *, most: int, seconds_left: float) -> None:
    """Return when another request may be sent to the namespace; `most` in a second, all processes together.

    Raises Trouble if none is free in the time left.
    """
    deadline = time.monotonic() + seconds_left
    while True:
        now = time.time()
        if _is_free(namespace, int(now), most):
            return
        pause = 1.0 - now % 1.0
        if time.monotonic() + pause >= deadline:
            raise Trouble("rate_limited")
        time.sleep(pause)


def _is_free(namespace: str, second: int, most: int) -> bool:
    key = f"pinecone-turns:{namespace}:{second}"
    try:
        with redis().pipeline(transaction=False) as pipe:
            pipe.incr(key)
            pipe.expire(key, _KEPT_SECONDS)
            taken, _ = pipe.execute()
        if taken > most:
            # Nothing is sent: documents that wait must not use up what is left to searches.
            redis().decr(key)
    except RedisError:
        return True
    return taken <= most
