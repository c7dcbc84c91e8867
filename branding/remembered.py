"""Brands as they were last read, for pages that say that the database does not answer.

In this process, and in Redis for a process that has drawn no page of the client yet. Neither may fail a page.
"""

from collections import OrderedDict
from threading import Lock
from uuid import UUID

import structlog
from django.core import serializers
from django.core.serializers.base import DeserializationError
from redis.exceptions import RedisError

from branding.models import Brand
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.keys import client_key
from tenants.redis import redis

MOST_KEPT = 2000
KEPT_SECONDS = 30 * 24 * 3600
_brands: OrderedDict[UUID, Brand] = OrderedDict()
_lock = Lock()
log = structlog.get_logger(__name__)


def remember(client: ClientRef, brand: Brand | None) -> None:
    """Keep what was just read; Redis is only told of what this process did not know."""
    if brand is None:
        return
    with _lock:
        before = _brands.get(client.id)
        _brands[client.id] = brand
        _brands.move_to_end(client.id)
        if len(_brands) > MOST_KEPT:
            _brands.popitem(last=False)
    if before is None or before.changed_at != brand.changed_at:
        try:
            redis().set(_key(client), serializers.serialize("json", [brand]), ex=KEPT_SECONDS)
        except RedisError:
            log.warning("brand_not_remembered", client=str(client.id))


def remembered(client: ClientRef) -> Brand | None:
    """Return the brand as it was last read here or elsewhere; None if nobody knows."""
    known = _brands.get(client.id)
    if known is not None:
        return known
    try:
        kept = redis().get(_key(client))
        return next(serializers.deserialize("json", kept)).object if kept else None
    except (RedisError, DeserializationError, StopIteration):
        # Of a release with other fields, perhaps: a page without colours is a page.
        return None


def forget_brands() -> None:
    """Forget what this process remembers."""
    with _lock:
        _brands.clear()


def _key(client: ClientRef) -> str:
    with tenant_scope(client):
        return client_key("brand")
