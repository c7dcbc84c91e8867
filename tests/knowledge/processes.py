import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def children_of(pid: int) -> list[int]:
    children: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):
            children += map(int, task.read_text().split())
    return children


def starters() -> list[int]:
    """Return the processes that this one has readers started by."""
    with_names = [(pid, Path(f"/proc/{pid}/cmdline").read_bytes()) for pid in children_of(os.getpid())]
    return [pid for pid, name in with_names if b"starter.py" in name]


def readers() -> list[int]:
    return [reader for starter in starters() for reader in children_of(starter)]


def is_at_work(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(holds: Callable[[], bool], *, seconds: float = 10.0) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()
