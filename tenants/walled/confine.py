"""Shuts a child process in before it opens a file from outside: once taken over, it shall see that file alone.

- Kernel limits bound memory, processor time and open files.
- Files: Landlock leaves reading the file itself, the Python environment and fonts; no writing (landlock.py).
- Calls: no sockets, programs, processes, nothing done to other processes or to files' rights (seccomp.py).
- Network: a network namespace of the child's own, where the kernel allows one (as root, or with unprivileged user
  namespaces); where it does not, there are still no sockets.
- Rights: no capabilities but, as root, that of reading what others own, which says nothing where Landlock speaks.
- An audit hook refuses sockets, new programs and writing to Python code once more, with a sentence.

What the kernel could not give is named by `confine` and logged by the parent.
"""

import ctypes
import os
import resource
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tenants.walled.landlock import read_only
from tenants.walled.seccomp import forbid_calls

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
CAPABILITIES_VERSION = 0x20080522
CAP_DAC_READ_SEARCH = 1 << 2
OPEN_FILES = 64
# Beside Python's own folders: libraries that are loaded late, and fonts for pages that bring none. The processor's
# description chooses the fast way through a model.
SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"),
    *("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts"),
    "/sys/devices/system/cpu",
)
# Far above any honest file; the limit that matters is renewed page by page (allow_processor_time).
ALL_PROCESSOR_SECONDS = 3 * 3600
FORBIDDEN_EVENTS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "ctypes.dlopen")
WRITING_MODES = frozenset("wax+")


def die_with_parent() -> None:
    """A killed worker must not leave its children at work."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    gain_nothing()


def gain_nothing() -> None:
    """No program that is started gives this process rights, and nobody looks into its memory."""
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def leave_network() -> bool:
    """Return whether the kernel has taken the network away. Call it first: with threads it is refused."""
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0 and libc.unshare(CLONE_NEWNET) == 0:
        return True
    return libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0


def confine(readable: Iterable[Path], *, memory_bytes: int, processor_seconds: float) -> list[str]:
    """Take away what reading these files does not need; return which of the kernel's walls do not stand.

    Call it last: libraries must be loaded by then, and have started no threads.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CPU, (ALL_PROCESSOR_SECONDS, ALL_PROCESSOR_SECONDS))
    allow_processor_time(processor_seconds)
    drop_capabilities()
    stands = {"files": read_only([*readable, *map(Path, SYSTEM)]), "calls": forbid_calls()}
    sys.addaudithook(_refuse)
    return [name for name, is_there in stands.items() if not is_there]


def allow_processor_time(seconds: float) -> None:
    """Let the process run this much longer; past it the kernel ends it, in the midst of native code too."""
    until = int(time.process_time() + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (min(until, ALL_PROCESSOR_SECONDS), ALL_PROCESSOR_SECONDS))


def drop_capabilities() -> None:
    # As root the file may belong to somebody else. In a user namespace of its own it is root over nothing.
    kept = CAP_DAC_READ_SEARCH if os.geteuid() == 0 else 0
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION, 0)
    sets = (ctypes.c_uint32 * 6)(kept, kept, 0, 0, 0, 0)  # effective, permitted, inheritable; then the higher halves
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capset(header, sets):
        raise OSError(ctypes.get_errno(), "capabilities were not dropped")


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        mode = arguments[1]
        if isinstance(mode, str) and not WRITING_MODES.isdisjoint(mode):
            raise PermissionError("files are read only here")
    elif event.startswith(FORBIDDEN_EVENTS):
        raise PermissionError(f"{event} is not allowed here")
