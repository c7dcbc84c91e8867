"""What does not change while one answer is made: read once, however many of its steps ask for it."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, TypeVar

from tenants.context import current_schema
from tenants.postgresql.rows import Asked, read

Rows = TypeVar("Rows")
Row = TypeVar("Row")
_read: ContextVar[dict[Hashable, object] | None] = ContextVar("read_once", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Keep what `once` reads until the block ends, on this thread alone."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once(name: Hashable, find: Callable[[], Rows]) -> Rows:
    """Return what was read under this name in this block and of this client; outside of a block read it."""
    kept = _read.get()
    if kept is None:
        return find()
    key = (current_schema(), name)
    if key not in kept:
        kept[key] = find()
    return kept[key]


@dataclass(frozen=True)
class Once(Generic[Row]):
    """Rows that are read once in a block; call it for them."""

    name: Hashable
    asked: Callable[[], Asked[Row]]

    def __call__(self) -> tuple[Row, ...]:
        return once(self.name, lambda: tuple(read(self.asked())[0]))


def read_ahead(*wanted: Once, beside: Asked) -> list:
    """Read what will be asked for in this block in one message, and return what is asked for `beside` it."""
    kept, schema = _read.get(), current_schema()
    wanted = tuple(one for one in wanted if kept is not None and (schema, one.name) not in kept)
    found, *rows = read(beside, *(one.asked() for one in wanted))
    for one, told in zip(wanted, rows, strict=True):
        kept[schema, one.name] = tuple(told)
    return found
