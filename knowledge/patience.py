"""Calling a vendor again, within a time budget.

Each adapter turns its vendor's errors into a `Trouble` first: the decision needs no vendor classes, and the
retry log never shows a vendor's words, which may quote a text or a key.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TypeVar

import stamina

Result = TypeVar("Result")


@dataclass(frozen=True)
class Patience:
    """How long and how often to try. `total_seconds` bounds the calls and the waits together."""

    attempts: int
    total_seconds: float
    first_wait_seconds: float = 0.25
    longest_wait_seconds: float = 5.0


class Trouble(RuntimeError):
    """A vendor call failed: `reason` says how in our words, `may_retry` whether another try could help."""

    def __init__(self, reason: str, *, may_retry: bool = False, retry_after_seconds: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.may_retry = may_retry
        self.retry_after_seconds = retry_after_seconds


def call_patiently(call: Callable[[float], Result], patience: Patience) -> Result:
    """Return `call(seconds_left)`, called again while the Trouble it raises allows it and time is left.

    Raises the last Trouble. A Retry-After longer than the time left ends the attempts at once: to sit out the
    rest of the budget would only make the person wait for the same bad news.
    """
    deadline = monotonic() + patience.total_seconds
    tries = 0

    def wait_before_next(error: Exception) -> bool | float:
        nonlocal tries
        tries += 1
        if not isinstance(error, Trouble) or not error.may_retry:
            return False
        wait = _wait_seconds(error, patience, tries)
        return wait if monotonic() + wait < deadline else False

    for attempt in stamina.retry_context(wait_before_next, attempts=patience.attempts, timeout=None):
        with attempt:
            return call(max(deadline - monotonic(), 0.05))
    raise AssertionError("the retry loop ends by returning or raising")


def retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """Return the wait a response asks for (milliseconds, seconds or a date), or None."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name, "").strip()
        if value.replace(".", "", 1).isdecimal():
            return float(value) * unit
    try:
        until = parsedate_to_datetime(headers.get("retry-after", ""))
    except ValueError:
        return None
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _wait_seconds(trouble: Trouble, patience: Patience, tries: int) -> float:
    if trouble.retry_after_seconds is not None:
        return trouble.retry_after_seconds
    wait = min(patience.first_wait_seconds * 2 ** (tries - 1), patience.longest_wait_seconds)
    return wait * random.uniform(0.5, 1.0)  # noqa: S311  spreads retries out, guards nothing
