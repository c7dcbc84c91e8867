"""Has readers started by a starter that is kept ready (starter.py), and tells how they ended.

A starter belongs to the process that uses it, and is made the first time it is needed: one for each module that reads,
and within it for each kind of work that needs far more memory than others. One that is gone, for whatever reason, is
replaced.
"""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from fcntl import F_SETPIPE_SZ, fcntl
from io import FileIO
from pathlib import Path
from threading import Lock
from typing import Any

import structlog

STARTER = Path(__file__).with_name("starter.py")
# One thread each: a worker runs several children, and every thread's stack counts as memory. ONNX Runtime would
# otherwise start one more at its import, which reports to its maker what models it runs.
CHILD_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "MALLOC_ARENA_MAX": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "ORT_DISABLE_TELEMETRY": "1",
}
TRIES = 2
BEGIN_SECONDS = 60.0  # libraries and models are loaded before the first job begins
END_SECONDS = 5.0
LINE_BYTES = 64
CHUNK_BYTES = 256 * 1024
# A hundred pages: on a busy machine a reader would otherwise wait for who hears it, and then for its turn.
PIPE_BYTES = 1024 * 1024

logger = structlog.get_logger(__name__)
_Key = tuple[int, str, str]  # the process that uses it, the module that reads, and the kind of work


class NoRoom(RuntimeError):
    """The machine has no room for another reader, or could start none."""


@dataclass(frozen=True)
class Death:
    exit_code: int  # below zero, the signal that ended it
    peak_bytes: int


class Child:
    """A reader at work on one job."""

    def __init__(self, job: FileIO, events: FileIO, line: socket.socket) -> None:
        self.job = job
        self.events = events
        # What is still to be written to it.
        self.unread = bytearray()
        # Of a line that has not ended yet.
        self.rest_bytes = 0
        self._rest: list[bytes] = []
        self._line = line
        self._told = b""

    def has_begun(self) -> bool:
        """Wait for it. Raises TimeoutError."""
        self._line.settimeout(BEGIN_SECONDS)
        with suppress(ConnectionError):
            self._told = self._line.recv(LINE_BYTES)
        self._line.settimeout(None)
        return bool(self._told)

    def lines(self) -> list[bytes] | None:
        """Return the whole lines that have come; None once it has no more to say."""
        chunk = self.events.read(CHUNK_BYTES)
        if not chunk:
            return None
        first, *lines = chunk.split(b"\n")
        self._rest.append(first)
        self.rest_bytes += len(first)
        if not lines:
            return []
        whole = [b"".join(self._rest), *lines[:-1]]
        self._rest = [lines[-1]]
        self.rest_bytes = len(lines[-1])
        return whole

    def write(self) -> bool:
        """Write as much as it takes just now; return whether some is left."""
        try:
            while self.unread:
                written = self.job.write(self.unread)
                if written is None:
                    return True
                del self.unread[:written]
        except BrokenPipeError:
            self.unread.clear()  # why it is gone, its other line tells
        return False

    def death(self) -> Death:
        """Return how it ended, once it has nothing more to tell; one that lives on all the same is ended."""
        self._line.settimeout(END_SECONDS)
        with suppress(TimeoutError):
            self._hear_all()
        self._line.settimeout(None)
        self._hang_up()
        _, *ends = self._told.decode().split("\n")
        code, kilobytes = ends[0].split() if ends and ends[0] else (-signal.SIGKILL, 0)
        return Death(int(code), int(kilobytes) * 1024)

    def end(self) -> None:
        """End it, whatever it is at; it is gone when this returns."""
        self.job.close()
        self.events.close()
        with self._line:
            self._hang_up()

    def _hang_up(self) -> None:
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_WR)
        self._hear_all()

    def _hear_all(self) -> None:
        with suppress(ConnectionError):
            while part := self._line.recv(LINE_BYTES):
                self._told += part


class KeptStarter:
    def __init__(self, program: Sequence[str]) -> None:
        self._messages, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", *program],
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=CHILD_ENVIRONMENT,
                cwd="/",
            )

    def start(self, job: dict[str, Any]) -> Child | None:
        """Return a child at work on the job; None if this starter is gone, or could make none."""
        work = json.dumps({name: job[name] for name in ("name", "content_type") if name in job}).encode()
        (job_end, job_begin), (events_end, events_begin) = _pipe(), _pipe()
        line, their_line = socket.socketpair()
        theirs = (job_end, events_begin, their_line)
        child = Child(job_begin, events_end, line)
        try:
            socket.send_fds(self._messages, [work], [end.fileno() for end in theirs])
        except OSError:
            logger.info("starter_of_readers_gone")
        finally:
            for end in theirs:
                end.close()
        try:
            if child.has_begun():
                _write(job_begin, json.dumps(job).encode() + b"\n")
                os.set_blocking(job_begin.fileno(), False)
                return child
        except TimeoutError:
            self._process.kill()
        child.end()
        return None

    def leave(self) -> None:
        """Let it end as soon as the children that it has at work are at their end."""
        self._messages.close()

    def is_gone(self) -> bool:
        return self._process.poll() is not None

    def wait(self) -> None:
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()


class Starters:
    """This process's own, each kept until it is gone."""

    def __init__(self) -> None:
        self._kept: dict[_Key, KeptStarter] = {}
        self._leaving: list[KeptStarter] = []
        self._choosing = Lock()

    def choose(self, key: _Key) -> KeptStarter:
        with self._choosing:
            self._leaving = [starter for starter in self._leaving if not starter.is_gone()]
            if key not in self._kept:
                self._kept[key] = KeptStarter(program_of(key[1]))
            return self._kept[key]

    def give_up(self, key: _Key, starter: KeptStarter) -> None:
        with self._choosing:
            if self._kept.get(key) is starter:
                del self._kept[key]
                starter.leave()
                self._leaving.append(starter)

    def end(self) -> None:
        """End those of this process; of the one it was forked from it has copies, which it leaves alone."""
        for key in [key for key in self._kept if key[0] == os.getpid()]:
            self.give_up(key, self._kept[key])
        for starter in self._leaving:
            starter.wait()


_starters = Starters()
atexit.register(_starters.end)


def program_of(reader: str) -> tuple[str, ...]:
    """Return what a starter of such readers is run with; `reader` is a module with `load` and `work`."""
    return (str(STARTER), reader)


def start_child(job: dict[str, Any], *, reader: str, kind: str = "") -> Child:
    """Return a child of the module's at work on the job; a kind has a starter of its own. Raises NoRoom."""
    key = (os.getpid(), reader, kind)
    try:
        for _ in range(TRIES):
            starter = _starters.choose(key)
            child = starter.start(job)
            if child is not None:
                return child
            _starters.give_up(key, starter)
    except OSError as error:
        raise NoRoom from error
    logger.warning("reader_did_not_start")
    raise NoRoom


def _pipe() -> tuple[FileIO, FileIO]:
    end, begin = os.pipe()
    # A user of many pipes is refused larger ones, and waits more often.
    with suppress(PermissionError):
        fcntl(begin, F_SETPIPE_SZ, PIPE_BYTES)
    return FileIO(end, "r"), FileIO(begin, "w")


def _write(pipe: FileIO, job: bytes) -> None:
    left = memoryview(job)
    try:
        while left:
            left = left[pipe.write(left) :]
    except BrokenPipeError:
        logger.warning("reader_did_not_start")
