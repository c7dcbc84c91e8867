"""The process that readers of files are forked from: it has the libraries loaded, which takes longer than to read a
small file, and never sees a file or a word of one. What kind of readers is said when it is started: by a module that
can `load` what a kind of work needs, and `work` on the job it is given.

Standard input is a socket. Each message names a kind of work and brings three descriptors: where the job is read, where
its events go, and a line on which it is told that the work has begun and how it ended. Hanging up on that line ends the
reader. When the socket is closed, no job comes any more: it ends after its last reader. Those of a user that has died
are hung up on by that.

It has no network and no rights any more; the walls that let one file in are put up by each reader. It is run
by path and with `-I`: neither the environment nor the current folder decides what is imported.
"""

import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tenants.walled.confine import die_with_parent, drop_capabilities, gain_nothing, leave_network

MESSAGE_BYTES = 1024
# Libraries take 40 MB, the models of text recognition five times as much: not to be held for nobody.
IDLE_SECONDS = 120.0
# All readers of one starter have their memory laid out alike: not for ever, so that what one learnt of it is soon old.
MOST_JOBS = 200


@dataclass(frozen=True)
class Seat:
    """The descriptors that a new reader works with."""

    job: int
    events: int

    def take(self) -> None:
        """Make the two standard input and output."""
        for descriptor, standard in ((self.job, 0), (self.events, 1)):
            os.dup2(descriptor, standard)
            os.close(descriptor)


class Starter:
    def __init__(self, messages: socket.socket, reader: ModuleType) -> None:
        self._messages = messages
        self._reader = reader
        self._lines: dict[int, socket.socket] = {}  # by the process of their reader
        self._ended, self._told = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._jobs = 0
        self._takes_jobs = True
        for end in (self._ended, self._told):
            end.setblocking(False)
        # That it is handled makes Python write to the socket; what is to be done then, the loop does.
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._told.fileno())
        self._selector.register(self._messages, selectors.EVENT_READ)
        self._selector.register(self._ended, selectors.EVENT_READ)

    def serve(self) -> Seat | None:
        """Return in each new reader with its seat, and None in this process once its time is over."""
        while self._takes_jobs or self._lines:
            ready = self._selector.select(None if self._lines else IDLE_SECONDS)
            if not ready:
                return None
            for key, _ in ready:
                if key.fileobj is self._messages:
                    message, descriptors, _, _ = socket.recv_fds(self._messages, MESSAGE_BYTES, 3)
                    if not message:
                        self._take_no_more()
                    elif seat := self._start(json.loads(message), *descriptors):
                        return seat
                elif key.fileobj is self._ended:
                    self._ended.recv(MESSAGE_BYTES)
                    self._tell_ends()
                else:
                    self._hang_up(key.data)
        return None

    def _start(self, work: dict[str, str], job: int, events: int, line: int) -> Seat | None:
        self._reader.load(work)
        # What is there by now stays: looking for garbage in it would copy its pages into each reader.
        gc.freeze()
        own_line = socket.socket(fileno=line)
        starter = os.getpid()
        pid = _fork()
        if pid == 0:
            own_line.close()
            self._let_go(starter)
            return Seat(job, events)
        os.close(job)
        os.close(events)
        if pid is None:
            own_line.close()
            return None
        self._lines[pid] = own_line
        self._selector.register(own_line, selectors.EVENT_READ, data=pid)
        _tell(own_line, "begun")
        self._jobs += 1
        if self._jobs == MOST_JOBS:
            self._take_no_more()
        return None

    def _take_no_more(self) -> None:
        self._takes_jobs = False
        self._selector.unregister(self._messages)
        self._messages.close()

    def _hang_up(self, pid: int) -> None:
        """End a reader whose line was closed. It has not been waited for yet, so its number is nobody else's."""
        if pid in self._lines:
            self._selector.unregister(self._lines[pid])
            os.kill(pid, signal.SIGKILL)

    def _tell_ends(self) -> None:
        while self._lines:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if not pid:
                return
            line = self._lines.pop(pid)
            with suppress(KeyError):
                self._selector.unregister(line)
            _tell(line, f"{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}")
            line.close()

    def _let_go(self, starter: int) -> None:
        """Close in a new reader all that is the starter's."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for end in (self._messages, self._ended, self._told, *self._lines.values()):
            end.close()
        self._selector.close()
        die_with_parent()
        # It may have died a moment before it was asked for.
        if os.getppid() != starter:
            raise SystemExit


def main(reader: ModuleType) -> None:
    gain_nothing()
    is_offline = leave_network()
    drop_capabilities()
    # Whoever stops the user from a terminal stops its readers by way of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seat = Starter(_private_socket(), reader).serve()
    if seat is not None:
        seat.take()
        reader.work(is_offline=is_offline)
        # All is told. To take Python down in order copies much of the starter's memory first, only to give it back.
        os._exit(0)


def _private_socket() -> socket.socket:
    messages = socket.socket(fileno=os.dup(0))
    nowhere = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nowhere, 0)
    os.close(nowhere)
    return messages


def _fork() -> int | None:
    try:
        return os.fork()
    except OSError:
        return None


def _tell(line: socket.socket, words: str) -> None:
    with suppress(BrokenPipeError):
        line.sendall(f"{words}\n".encode())


if __name__ == "__main__":
    main(importlib.import_module(sys.argv[1]))
