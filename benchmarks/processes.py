"""Starts the product, or another server, on cores of its own, and ends it."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

PAGES_PORT = 8173
OWN_CORE = {1}


@contextmanager
def product() -> Iterator[int]:
    """Start pages and workers as bin/up does; return the process of the pages."""
    worker = [sys.executable, "-m", "celery", "--quiet", "-A", "config", "worker", "-Q", "answers,default"]
    options = ("-P", "threads", "-c", "64", "--without-gossip", "--without-mingle", "--without-heartbeat")
    with started("config.asgi:application", PAGES_PORT, OWN_CORE) as pages, at_work([*worker, *options], OWN_CORE):
        time.sleep(6)
        yield pages


@contextmanager
def started(target: str, port: int, cores: set[int], *, processes: int = 1) -> Iterator[int]:
    """Serve as deploy/serve does; `processes` as PAGE_PROCESSES has it. Return the one that started them."""
    address = ("--host", "127.0.0.1", "--port", str(port), "--workers", str(processes))
    options = ("--interface", "asgi", "--no-ws", "--log-level", "error", "--backpressure", "21000")
    with at_work([sys.executable, "-m", "granian", *options, *address, target], cores) as pid:
        asyncio.run(until_open(port))
        yield pid


@contextmanager
def at_work(command: Sequence[str], cores: set[int]) -> Iterator[int]:
    process = subprocess.Popen(command, preexec_fn=lambda: os.sched_setaffinity(0, cores))
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
        process.kill()


async def until_open(port: int, seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise TimeoutError(f"Nothing listens on {port}.")
