"""Forgets whose events were, for whoever has erased all of their conversations.

The event stays, for it is counted: without the person, under another id, and of an hour instead of a moment, so that
nothing it could be held against says who it was. Rollups keep a bit of the person, whose number is known until
retention.py takes it: without it the same person would count as two behind a figure.
"""

from collections.abc import Sequence
from datetime import UTC

import structlog
from celery import shared_task
from django.contrib.postgres.functions import RandomUUID
from django.db import transaction
from django.db.models.functions import TruncHour
from django.utils import timezone
from kombu.exceptions import OperationalError as QueueUnavailable
from redis.exceptions import RedisError

from analytics.collect.flush import flush
from analytics.models import Event
from analytics.rollups.turn import hold_rollups
from tenants.context import current_client
from tenants.tasks import BoundTask

# By then what the last requests told is on its way, also that everything was erased.
WAIT_SECONDS = 60
log = structlog.get_logger(__name__)


def forget_whose(pseudonyms: Sequence[str]) -> int:
    """Make events of these people nobody's; return how many they were. Under a legal hold they stay as they are."""
    if current_client().is_held:
        return 0
    with transaction.atomic():
        # A recount reads events and rollups of one moment.
        hold_rollups()
        hour = TruncHour("at", tzinfo=UTC)
        number = Event.objects.filter(person__in=pseudonyms).update(person="", id=RandomUUID(), at=hour)
    log.info("events_made_nobodys", number=number)
    return number


@shared_task(base=BoundTask, autoretry_for=(RedisError,), retry_backoff=60, max_retries=5)
def forget_whose_events(schema_name: str, pseudonyms: list[str]) -> None:
    # First what waits, so that none of it comes behind.
    flush(now=timezone.now())
    forget_whose(pseudonyms)


def queue_forgetting(schema_name: str, pseudonyms: list[str]) -> None:
    """Have it done by a worker; without the queue the events go when their time is over."""
    try:
        forget_whose_events.apply_async((schema_name, pseudonyms), countdown=WAIT_SECONDS)
    except QueueUnavailable:
        log.warning("forgetting_not_queued")
