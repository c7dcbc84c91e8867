"""Cleans up if the supervisor is killed in a way it cannot notice (kill -9, out of memory).

It is a child that reads a pipe: one JSON line for each program started ("add") or ended ("drop"). When the
pipe ends without "dismissed", the supervisor is gone, and the programs are stopped in their order.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from embedded.child import ChildSpec, signal_group
from embedded.leftovers import is_running, kill_marked

_POLL_SECONDS = 0.05
_LONGEST_PATIENCE_SECONDS = 20


class Watchdog:
    """The supervisor's end of the pipe."""

    def __init__(self, *, mark: str, keeps_open: tuple[int, ...]) -> None:
        """`mark`: every program of this run has it in its environment. `keeps_open`: descriptors of held locks."""
        command = [sys.executable, str(Path(__file__).parent.parent / "keep_watch.py"), mark]
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
            pass_fds=keeps_open,
        )

    def add(self, pid: int, spec: ChildSpec) -> None:
        self._tell({"add": pid, "stage": spec.stage, "signal": int(spec.stop_signal), "wait": spec.patience_seconds})

    def drop(self, pid: int) -> None:
        self._tell({"drop": pid})

    def dismiss(self) -> None:
        self._tell({"dismissed": True})
        if self._child.stdin:
            self._child.stdin.close()
        self._child.wait()

    def _tell(self, fact: dict[str, object]) -> None:
        if self._child.stdin is None or self._child.poll() is not None:
            return
        try:
            self._child.stdin.write(json.dumps(fact).encode() + b"\n")
            self._child.stdin.flush()
        except BrokenPipeError:
            return


def keep_watch(mark: str) -> int:
    """The watchdog's own life: wait for the end of the pipe on standard input, then clean up."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    living: dict[int, dict[str, float]] = {}
    for line in sys.stdin:
        fact = json.loads(line)
        if "dismissed" in fact:
            return 0
        if "drop" in fact:
            living.pop(fact["drop"], None)
        else:
            living[fact["add"]] = fact
    for stage in _stages(living):
        _stop_stage(stage)
    kill_marked(mark)
    return 0


def _stages(living: dict[int, dict[str, float]]) -> Iterator[dict[int, dict[str, float]]]:
    for stage in sorted({fact["stage"] for fact in living.values()}):
        yield {pid: fact for pid, fact in living.items() if fact["stage"] == stage}


def _stop_stage(programs: dict[int, dict[str, float]]) -> None:
    for pid, fact in programs.items():
        _signal(pid, int(fact["signal"]))
    patience = min(_LONGEST_PATIENCE_SECONDS, max(fact["wait"] for fact in programs.values()))
    deadline = time.monotonic() + patience
    while any(is_running(pid) for pid in programs) and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    for pid in programs:
        signal_group(pid, signal.SIGKILL)


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
