"""One owner for each data folder.

The lock belongs to the open file, which the watchdog shares: it is free again only when the owner *and* the
watchdog that cleans up after a killed owner are gone. So a start right after a crash waits for the cleaning.
"""

import fcntl
import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from embedded.leftovers import is_running
from embedded.sentences import Refusal

_POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Owner:
    pid: int
    command: str
    url: str

    @property
    def port(self) -> int | None:
        return urlsplit(self.url).port

    def is_alive(self) -> bool:
        return is_running(self.pid)


class Lock:
    """A held lock. `descriptor` may be handed on to a child, which then holds it too."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self.descriptor = descriptor

    def describe(self, owner: Owner) -> None:
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, json.dumps(asdict(owner)).encode(), 0)

    def release(self) -> None:
        """Let go here; a child that was handed the lock goes on holding it."""
        os.close(self.descriptor)


def take(path: Path, *, shared: bool = False) -> Lock | None:
    """Return the lock, or None if somebody else holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return Lock(path, descriptor)


def read_owner(path: Path) -> Owner | None:
    """Return who last described itself in the lock, alive or not."""
    try:
        return Owner(**json.loads(path.read_text()))
    except (FileNotFoundError, json.JSONDecodeError, TypeError):
        return None


def become_owner(path: Path, owner: Owner, *, say: Callable[[str], None], patience_seconds: float = 45) -> Lock:
    """Take the lock and write down who holds it, or raise Refusal that names the holder.

    A holder that is only passing (a command of bin/manage, the cleaning after a crash) is waited for.
    """
    deadline = time.monotonic() + patience_seconds
    is_told = False
    while (lock := take(path)) is None:
        holder = read_owner(path)
        if holder and holder.is_alive() and holder.command == "up":
            where = f"running at {holder.url}" if holder.url else "being started"
            raise Refusal(f"Already {where}, pid {holder.pid}. Stop it there with Ctrl-C.")
        if time.monotonic() > deadline:
            raise Refusal(
                f"The data folder {path.parent} is still used by {_named(holder)}. Try again when it is done."
            )
        if not is_told:
            say(f"Waiting for {_named(holder)} to finish with {path.parent} ...")
            is_told = True
        time.sleep(_POLL_SECONDS)
    lock.describe(owner)
    return lock


def _named(holder: Owner | None) -> str:
    if holder is None:
        return "another start"
    if not holder.is_alive():
        return "the cleaning after a run that was killed"
    return f"bin/{holder.command} (pid {holder.pid})"
