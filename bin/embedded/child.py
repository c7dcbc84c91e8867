"""One started program: how it is started so that it dies with us, and how it is asked to stop."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from embedded.system_user import Account

# In this order programs are stopped: those that make work, those that do it, those that keep it.
SETUP_STAGE, WEB_STAGE, WORKER_STAGE, BEAT_STAGE, REDIS_STAGE, POSTGRES_STAGE = range(6)

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class ChildSpec:
    """`stage`: children of the lowest stage are stopped first, those of the highest last.

    `stop_signal` is what the program takes as "finish and go"; after `patience_seconds` comes SIGKILL.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path
    stage: int
    stop_signal: int = signal.SIGTERM
    patience_seconds: float = 10
    account: Account | None = None
    dies_with_us: bool = True


def start(spec: ChildSpec, *, output: IO[bytes] | int) -> subprocess.Popen[bytes]:
    """Start the program in a session of its own, so that Ctrl-C reaches us alone and we stop all in order."""
    return subprocess.Popen(
        spec.command,
        env=dict(spec.environment),
        cwd=spec.folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_tie_to_us(os.getpid()) if spec.dies_with_us else None,
        **(spec.account.credentials() if spec.account else {}),
    )


def start_in_foreground(spec: ChildSpec) -> subprocess.Popen[bytes]:
    """Start the program with our own terminal, in our process group, for commands that talk to the person."""
    return subprocess.Popen(
        spec.command, env=dict(spec.environment), cwd=spec.folder, preexec_fn=_tie_to_us(os.getpid())
    )


def signal_group(pid: int, number: int) -> bool:
    """Signal the session a child leads, its own children included; False if nobody is left in it."""
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _tie_to_us(parent: int) -> Callable[[], None]:
    """Return what a child runs before its program: the kernel ends it when this process is gone.

    It runs after the change of user, which would undo it. Children of the child are not covered by this:
    the watchdog is for them.
    """

    def tie() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:  # we died between fork and prctl
                os._exit(1)

    return tie
