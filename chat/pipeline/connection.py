import time
from collections.abc import Callable
from typing import TypeVar

import structlog
from django.db import InterfaceError, OperationalError, connection

TRIES = 4
FIRST_PAUSE_SECONDS = 0.5
Result = TypeVar("Result")
log = structlog.get_logger(__name__)


def let_go_of_database() -> None:
    """Give this thread's connection back before a long wait: a hundred waiting answers must not hold a hundred.

    The next query takes one again. Inside a transaction, which is the caller's, nothing happens.
    """
    if not connection.in_atomic_block:
        connection.pass_on()


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
            time.sleep(FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))
    raise AssertionError("the last attempt returns or raises")
