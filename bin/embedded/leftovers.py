"""Programs that outlived an earlier run. Only called by the owner of the data folder, so none of them is wanted."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

# Every program of the product has this variable, which survives forks, new sessions and changed names. The
# engines have it not: they must never be killed, and they are known by their folder.
MARK = "STARTED_BY_RUN"
_ENGINE_PROGRAMS = {"postgres", "redis-server"}


def stop_engines_in(folder: Path, *, patience_seconds: float = 30) -> int:
    """Stop engines whose working folder is `folder` (they both go there); return how many processes there were.

    They are asked as an administrator would; whoever does not go in time is killed, which both survive.
    """
    found = _engines_in(folder)
    for pid in found:
        # SIGINT is PostgreSQL's "fast": roll back, write, go. Its own children follow their parent.
        if _parent_of(pid) not in found:
            _signal(pid, signal.SIGINT)
    deadline = time.monotonic() + patience_seconds
    while _engines_in(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in _engines_in(folder):
        _signal(pid, signal.SIGKILL)
    return len(found)


def kill_marked(mark: str) -> int:
    """Kill every process that carries the mark, but this one; return how many there were."""
    wanted = f"{MARK}={mark}".encode()
    found = [pid for pid in _pids() if pid != os.getpid() and wanted in _environment_of(pid).split(b"\0")]
    for pid in found:
        _signal(pid, signal.SIGKILL)
    return len(found)


def is_running(pid: int) -> bool:
    """A dead process whose parent has not asked for its end yet (a container's first program may never) is not."""
    return _status_of(pid)[:1] not in ([], ["Z"])


def _engines_in(folder: Path) -> set[int]:
    return {pid for pid in _pids() if _works_in(pid, folder) and _program_of(pid) in _ENGINE_PROGRAMS}


def _pids() -> Iterator[int]:
    return (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd")) == folder
    except OSError:  # gone meanwhile, or another user's
        return False


def _program_of(pid: int) -> str:
    try:
        return Path(os.readlink(f"/proc/{pid}/exe")).name.removesuffix(" (deleted)")
    except OSError:
        return ""


def _environment_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


def _parent_of(pid: int) -> int:
    status = _status_of(pid)
    return int(status[1]) if status else 0


def _status_of(pid: int) -> list[str]:
    """Return the fields from the state on; the program's name before them may hold anything."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return
