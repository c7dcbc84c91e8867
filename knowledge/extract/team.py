"""The readers of one file: one, or several that share its pages. Whoever listens hears what one alone would say.

The first begins by itself and tells how many pages there are; of many, the others then take their share (share.py).
They know nothing of each other: what one tells of a page goes through here to all others. Pages are passed on in their
order. The memory that a file may cost is divided among them.
"""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from typing import Any

from knowledge.extract.events import Event, read_event
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.limits import MIB, Limits
from knowledge.extract.share import is_shared, reader_of
from knowledge.extract.start import start_child
from tenants.walled.children import Child

# Honest readers hear each other out after every page, so no more than a few words wait for one.
MOST_UNREAD_BYTES = 8 * MIB

# To start a reader takes as long as to read thirty pages, so it is started before their number is known.
EARLY_BYTES = 128 * 1024

# Honest readers are no more than a few blocks apart. Where so much waits for a page before it all the same, one alone
# may read the file, for whom nothing waits.
MOST_WAITING_BYTES = 16 * MIB


class Team:
    def __init__(self, job: dict[str, Any], limits: Limits, readers: int) -> None:
        self.limits = replace(limits, memory_bytes=limits.memory_bytes // readers)
        self.selector = DefaultSelector()
        self._job = job
        self._readers = readers
        self._children: list[Child] = []
        self._page_count = 0
        self._is_shared = False
        self._early: dict[int, tuple[Event, int]] = {}
        self._waiting_bytes = 0
        self._next_page = 1
        self._done: dict[Child, Event] = {}

    def begin(self) -> None:
        """Start the first reader, and the others of a file that may well have enough pages.

        Raises ExtractionFailed when the machine has no room for them.
        """
        self._begin()
        is_large = self._readers > 1 and Path(self._job["path"]).stat().st_size >= EARLY_BYTES
        while is_large and len(self._children) < self._readers:
            self._begin()

    def _begin(self) -> None:
        share = {"share": [len(self._children), self._readers]} if self._readers > 1 else {}
        child = start_child({**self._job, **share, "limits": asdict(self.limits)})
        self._children.append(child)
        self.selector.register(child.events, EVENT_READ, child)

    def end(self) -> None:
        """End them all, whatever they are at."""
        self.selector.close()
        for child in self._children:
            child.end()

    def is_done(self, child: Child) -> bool:
        return child in self._done

    def hear(self, child: Child, line: bytes) -> Iterator[Event]:
        """Yield what one reader alone would have said by now."""
        event = read_event(line, self.limits)
        name = event["event"]
        if name == "start" and self._readers > 1:
            yield from self._hear_start(child, event)
        elif not self._is_shared or name not in ("read", "page", "done"):
            yield event
        elif name == "read":
            self._require_own(child, event["facts"][0])
            self._pass_on(child, line)
        elif name == "page":
            self._require_own(child, event["page"]["number"])
            self._keep(event, len(line))
            yield from self._in_order()
        else:
            self._done[child] = event
            if len(self._done) == self._readers:
                yield self._all_done()

    def write(self, child: Child) -> None:
        """Hand a reader as much of what others have told as it takes."""
        if not child.write():
            self.selector.unregister(child.job)

    def _hear_start(self, child: Child, event: Event) -> Iterator[Event]:
        if self._page_count:
            if event["page_count"] != self._page_count:
                raise ExtractionFailed("corrupt")
            return
        self._page_count = event["page_count"]
        self._is_shared = is_shared(self._page_count)
        if not self._is_shared:
            self._leave_alone(child)
        while self._is_shared and len(self._children) < self._readers:
            self._begin()
        yield event

    def _leave_alone(self, child: Child) -> None:
        for other in self._children:
            if other is not child:
                self.selector.unregister(other.events)
                other.end()
        self._children = [child]

    def _pass_on(self, child: Child, line: bytes) -> None:
        for other in self._children:
            if other is child:
                continue
            is_waiting = bool(other.unread)
            other.unread += line + b"\n"
            if len(other.unread) > MOST_UNREAD_BYTES:
                raise ExtractionFailed("too_much_memory")
            if not is_waiting and other.write():
                self.selector.register(other.job, EVENT_WRITE, other)

    def _require_own(self, child: Child, page_number: int) -> None:
        """Raise ExtractionFailed for what one tells of a page that is another's to read."""
        is_own = self._children[reader_of(page_number, self._readers)] is child
        if not is_own or page_number > self._page_count:
            raise ExtractionFailed("corrupt")

    def _keep(self, event: Event, size: int) -> None:
        number = event["page"]["number"]
        if number < self._next_page or number in self._early:
            raise ExtractionFailed("corrupt")
        self._early[number] = event, size
        self._waiting_bytes += size
        if number != self._next_page and self._waiting_bytes > MOST_WAITING_BYTES:
            raise ExtractionFailed("too_much_memory")

    def _in_order(self) -> Iterator[Event]:
        while (kept := self._early.pop(self._next_page, None)) is not None:
            event, size = kept
            self._next_page += 1
            self._waiting_bytes -= size
            yield event

    def _all_done(self) -> Event:
        if self._next_page <= self._page_count:
            raise ExtractionFailed("corrupt")
        events = [self._done[child] for child in self._children]
        sums = {name: sum(event[name] for event in events) for name in ("peak_kilobytes", "processor_seconds")}
        return {**events[0], **sums}
