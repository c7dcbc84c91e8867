"""Seconds of processor, which a busy machine does not lengthen as it does those on the clock; and memory."""

from collections.abc import Callable
from multiprocessing import get_context
from os import sysconf
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time

from django.db import connection


def processor_seconds() -> float:
    """Return what this process, and the readers that its starters have had, have taken of the processor."""
    waited_for = getrusage(RUSAGE_CHILDREN)
    return process_time() + waited_for.ru_utime + waited_for.ru_stime + seconds_of_children("self")


def seconds_of_children(of: int | str) -> float:
    """Return what the processes below one have taken of the processor, with what each of them has waited for."""
    children = [pid for task in Path(f"/proc/{of}/task").glob("*/children") for pid in task.read_text().split()]
    # Of a process its own and what it has waited for, each outside the kernel and in it.
    ticks = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15] for pid in children]
    return sum(int(part) for parts in ticks for part in parts) / sysconf("SC_CLK_TCK")


def in_own_process(act: Callable[[], object]) -> None:
    """Do it in a process of its own, with a line of its own to the database. Raises RuntimeError where it fails."""
    connection.close()
    process = get_context("fork").Process(target=act)
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError("What was to be measured failed; the lines above say why.")


def mib(name: str) -> float:
    """Return what this process holds now ("VmRSS") or has held at most ("VmHWM")."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024
