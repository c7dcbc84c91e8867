import time
from collections.abc import Callable
from typing import TypeVar

import structlog
from django.db import InterfaceError, OperationalError, connection

from tenants import turns

TRIES = 4
FIRST_PAUSE_SECONDS = 0.5
Result = TypeVar("Result")
log = structlog.get_logger(__name__)


def patiently(work: Callable[[], Result]) -> Result:
    """Return what the work returns, tried again if the database restarts meanwhile. The work must be repeatable."""
    for attempt in range(1, TRIES + 1):
        try:
            return work()
        except (OperationalError, InterfaceError):
            if attempt == TRIES or connection.in_atomic_block:
                raise
            log.warning("database_lost", attempt=attempt)
            connection.close()
            with turns.answers.standing_back():
                time.sleep(FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))
    raise AssertionError("the last attempt returns or raises")
