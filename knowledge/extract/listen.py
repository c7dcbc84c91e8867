"""Hears the children that work on a file, line by line, until they are done, silent for too long or dead."""

import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from selectors import EVENT_WRITE
from typing import Any

import structlog

from knowledge.extract.events import count_letters
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.limits import MIB, Limits
from knowledge.extract.team import Team
from tenants.walled.children import Child, Death

logger = structlog.get_logger(__name__)

LOOK_SECONDS = 0.1
CANCEL_LOOK_SECONDS = 0.5
# A child holds a line it writes this often at least, in its limited memory: a longer one is none that a reader made.
LINE_COPIES = 3
SHARED_KINDS = ("pdf",)
# What ends several readers of a file where one alone may have all that it needs.
WANT_OF_ROOM = ("too_much_memory", "no_room")
MEMORY_SIGNALS = (signal.SIGABRT, signal.SIGTRAP, signal.SIGILL, signal.SIGKILL)

ShouldCancel = Callable[[], bool]


@dataclass
class Clock:
    """When a child has to be stopped: too long without an event, or too long for what it has given."""

    silence_seconds: float
    start_seconds: float
    seconds_per_page: float

    def __post_init__(self) -> None:
        self._started = self._heard = time.monotonic()
        self._pages = 0

    def hear(self, *, is_page: bool) -> None:
        self._heard = time.monotonic()
        self._pages += is_page

    def is_over(self) -> bool:
        now = time.monotonic()
        allowed = self.start_seconds + self.seconds_per_page * self._pages
        return now - self._heard > self.silence_seconds or now - self._started > allowed


def child_events(
    job: dict[str, Any], limits: Limits, clock: Clock, should_cancel: ShouldCancel | None
) -> Iterator[dict[str, Any]]:
    """Run a job in a child of its own, or several, and yield its events; none is left when this ends."""
    if not Path(job["path"]).is_file():
        raise ExtractionFailed("missing")
    if limits.readers == 1 or job.get("content_type") not in SHARED_KINDS:
        yield from _team_events(job, limits, 1, clock, should_cancel)
        return
    heard: set[int] = set()
    try:
        for event in _team_events(job, limits, limits.readers, clock, should_cancel):
            heard.add(_page_number(event))
            yield event
    except ExtractionFailed as failure:
        if failure.code not in WANT_OF_ROOM:
            raise
        logger.info("file_not_shared", code=failure.code)
        for event in _team_events(job, limits, 1, clock, should_cancel):
            if _page_number(event) not in heard or event["event"] == "done":
                yield event


def _page_number(event: dict[str, Any]) -> int:
    return event["page"]["number"] if event["event"] == "page" else 0


def _team_events(
    job: dict[str, Any], limits: Limits, readers: int, clock: Clock, should_cancel: ShouldCancel | None
) -> Iterator[dict[str, Any]]:
    team = Team(job, limits, readers)
    pages: set[int] = set()
    letters = 0
    try:
        team.begin()
        for child, line in _lines(team, clock, should_cancel, most_bytes=limits.memory_bytes // LINE_COPIES):
            if line is None:
                if team.is_done(child):
                    continue
                raise _failure(child.death(), team.limits)
            clock.hear(is_page=False)
            for event in team.hear(child, line):
                if event["event"] == "error":
                    logger.info("extraction_failed", code=event["code"], where=event["where"])
                    raise ExtractionFailed(event["code"], event["sentence"])
                if event["event"] == "page":
                    # It counts them itself, but each gives it more time, and one that a file has taken over may lie.
                    if _page_number(event) in pages:
                        raise ExtractionFailed("corrupt")
                    pages.add(_page_number(event))
                    letters += count_letters(event)
                    if letters > limits.max_characters:
                        raise ExtractionFailed("too_large")
                    clock.hear(is_page=True)
                if event["event"] == "confined":
                    _tell_lacking(tuple(event["lacking"]))
                    continue
                yield event
                if event["event"] in ("done", "image"):
                    return
    finally:
        team.end()


@cache
def _tell_lacking(walls: tuple[str, ...]) -> None:
    """Say once what the kernel of this machine could not take from the child (confine.py)."""
    if walls:
        logger.warning("extraction_child_not_confined", lacking=walls)


def _lines(
    team: Team, clock: Clock, should_cancel: ShouldCancel | None, *, most_bytes: int
) -> Iterator[tuple[Child, bytes | None]]:
    """Yield whole lines as they come, and nothing for a child that has no more to say.

    Raises ExtractionFailed when time is up, the work is not wanted, or a line does not end.
    """
    looked = time.monotonic()
    while True:
        if should_cancel is not None and time.monotonic() - looked > CANCEL_LOOK_SECONDS:
            looked = time.monotonic()
            if should_cancel():
                raise ExtractionFailed("cancelled")
        if clock.is_over():
            raise ExtractionFailed("too_slow")
        for key, ready in team.selector.select(LOOK_SECONDS):
            child = key.data
            if child.events.closed:
                continue
            if ready & EVENT_WRITE:
                team.write(child)
                continue
            lines = child.lines()
            if lines is None:
                team.selector.unregister(child.events)
                yield child, None
                continue
            for line in lines:
                yield child, line
            if child.rest_bytes > most_bytes:
                raise ExtractionFailed("too_large")


def _failure(death: Death, limits: Limits) -> ExtractionFailed:
    """Return why a child that said nothing at its end has died."""
    killed_by = -death.exit_code
    logger.warning("extraction_child_died", code=death.exit_code, peak_mib=death.peak_bytes // MIB)
    if killed_by == signal.SIGXCPU:
        return ExtractionFailed("too_slow")
    # A native library that is refused memory ends itself on the spot, mostly by a trap or an abort.
    if killed_by in MEMORY_SIGNALS or death.peak_bytes > limits.memory_bytes - 128 * MIB:
        return ExtractionFailed("too_much_memory")
    return ExtractionFailed("corrupt")
