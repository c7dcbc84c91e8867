"""What does not change while one answer is made: read once, however many of its steps ask for it."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from tenants.context import current_schema

Rows = TypeVar("Rows")
_read: ContextVar[dict[Hashable, object] | None] = ContextVar("read_once", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Keep what `once` reads until the block ends, on this thread alone."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once(name: str, read: Callable[[], Rows]) -> Rows:
    """Return what was read under this name in this block and of this client; outside of a block read it."""
    kept = _read.get()
    if kept is None:
        return read()
    key = (current_schema(), name)
    if key not in kept:
        kept[key] = read()
    return kept[key]
