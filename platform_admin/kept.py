"""What takes too long to be reckoned for every look: kept for a minute, or until an operator does something."""

import json
from collections.abc import Callable

import structlog
from django.db import transaction
from redis.exceptions import RedisError

from tenants.keys import platform_key
from tenants.redis import redis

_SECONDS = 60
log = structlog.get_logger(__name__)


def kept_for_a_minute(name: str, reckon: Callable[[], list]) -> list:
    """Return what `reckon` says, or said within the minute: rows of strings and numbers. Without Redis it is asked."""
    try:
        key = platform_key("kept", redis().get(_acts()) or 0, name)
        told = redis().get(key)
    except RedisError:
        log.warning("nothing_kept", name=name)
        return reckon()
    if told is not None:
        return json.loads(told)
    found = reckon()
    try:
        redis().set(key, json.dumps(found), ex=_SECONDS)
    except RedisError:
        log.warning("nothing_kept", name=name)
    return found


def forget_kept() -> None:
    """Have all of it reckoned anew, now and once what is being changed is committed."""
    _forget()
    transaction.on_commit(_forget)


def _forget() -> None:
    try:
        redis().incr(_acts())
    except RedisError:
        log.warning("kept_not_forgotten")


def _acts() -> str:
    """Return the key of a number that rises with every act; what was kept under another is not looked at again."""
    return platform_key("kept", "acts")
