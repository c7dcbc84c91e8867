"""Shuts a child process in before it opens a file from outside.

Kernel limits bound memory, processor time and open files. The network is taken away by a network namespace of
the child's own where the kernel allows one (as root, or with unprivileged user namespaces). Where it does not,
an audit hook still refuses sockets, new programs and writing to all Python code; native code that has been
taken over could then reach the network, with nothing secret in its environment to tell.
"""

import ctypes
import os
import resource
import signal
import sys
import time

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
OPEN_FILES = 64
# Far above any honest file; the limit that matters is renewed page by page (allow_processor_time).
ALL_PROCESSOR_SECONDS = 3 * 3600
FORBIDDEN_EVENTS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "ctypes.dlopen")
WRITING_MODES = frozenset("wax+")


def die_with_parent() -> None:
    """A killed worker must not leave its children at work."""
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def leave_network() -> bool:
    """Return whether the kernel has taken the network away. Call it first: with threads it is refused."""
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0 and libc.unshare(CLONE_NEWNET) == 0:
        return True
    return libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0


def confine(*, memory_bytes: int, processor_seconds: float) -> None:
    """Take away what reading a file does not need. Call it last: libraries must be loaded by then."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CPU, (ALL_PROCESSOR_SECONDS, ALL_PROCESSOR_SECONDS))
    allow_processor_time(processor_seconds)
    sys.addaudithook(_refuse)


def allow_processor_time(seconds: float) -> None:
    """Let the process run this much longer; past it the kernel ends it, in the midst of native code too."""
    until = int(time.process_time() + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (min(until, ALL_PROCESSOR_SECONDS), ALL_PROCESSOR_SECONDS))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        mode = arguments[1]
        if isinstance(mode, str) and not WRITING_MODES.isdisjoint(mode):
            raise PermissionError("files are read only here")
    elif event.startswith(FORBIDDEN_EVENTS):
        raise PermissionError(f"{event} is not allowed here")
