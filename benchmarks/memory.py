"""The most memory that reading a PDF takes: of one of its readers, and of all of them with the process that listens.

python -m benchmarks.memory FILE READERS

Prints both in MiB. The listening process keeps no page. Together, what processes have in common is counted once; it is
looked at every few pages.
"""

import os
import re
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from knowledge.extract.limits import DEFAULT_LIMITS
from knowledge.extract.listen import Clock, child_events

LOOK_EVERY = 10


def main(path: str, readers: str) -> int:
    job = {"name": "extract", "path": path, "content_type": "pdf"}
    clock = Clock(silence_seconds=60, start_seconds=3_600, seconds_per_page=1)
    reader = together = pages = 0.0
    for event in child_events(job, replace(DEFAULT_LIMITS, readers=int(readers)), clock, None):
        pages += event["event"] == "page"
        if event["event"] == "page" and pages % LOOK_EVERY == 0:
            starters = _children(os.getpid())
            at_work = [pid for starter in starters for pid in _children(starter)]
            reader = max([reader, *(_mib(pid, "status", "VmHWM") for pid in at_work)])
            together = max(
                together, sum(_mib(pid, "smaps_rollup", "Pss") for pid in [os.getpid(), *starters, *at_work])
            )
    sys.stdout.write(f"{reader:.1f} {together:.1f}\n")
    return 0


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, task.read_text().split())
    return found


def _mib(pid: int, file: str, name: str) -> float:
    """Return what the kernel counts, nothing for a process that is gone by now."""
    with suppress(OSError):
        found = re.search(rf"^{name}:\s+(\d+)", Path(f"/proc/{pid}/{file}").read_text(), re.MULTILINE)
        return int(found.group(1)) / 1024 if found else 0.0
    return 0.0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
