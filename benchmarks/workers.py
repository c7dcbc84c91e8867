"""Workers of a benchmark's own that read documents as the product does, and what they take of the machine."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import sysconf
from pathlib import Path

LANES = {"ingest": ("prefork", None), "pictures": ("threads", 2)}  # pool and size, as bin/embedded/programs.py has them


@dataclass(frozen=True)
class Workers:
    roots: tuple[int, ...]  # processes that others are children of

    def processor_seconds(self) -> float:
        """Return what they, and all that they have started, have taken of the processor."""
        ticks = [_stat(pid)[11:15] for pid in self._all()]
        return sum(int(part) for parts in ticks for part in parts) / sysconf("SC_CLK_TCK")

    def _all(self) -> list[int]:
        found, waiting = [], list(self.roots)
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += map(int, task.read_text().split())
        return found


@contextmanager
def started_workers(processes: int) -> Iterator[Workers]:
    """Start as many processes as the product does; they need a moment until they take their first task."""
    running = [_started(lane, pool, size or processes) for lane, (pool, size) in LANES.items()]
    try:
        yield Workers(tuple(one.pid for one in running))
    finally:
        for one in running:
            one.terminate()
        for one in running:
            one.wait(timeout=60)


def peak_megabytes() -> int:
    """Return the most memory that this process has held since `forget_peak`."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) // 1024


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def wait_for(condition: Callable[[], object], *, seconds: float, pause: float = 0.02) -> None:
    """Return once it is true; raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Nothing came of it in {seconds:.0f} s.")
        time.sleep(pause)


def _started(lane: str, pool: str, size: int) -> subprocess.Popen:
    command = (sys.executable, "-m", "celery", "--quiet", "-A", "config", "worker", "-Q", lane, "-P", pool)
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    return subprocess.Popen(
        (*command, "-c", str(size), "-n", f"{lane}-benchmark@%h", *quiet),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
