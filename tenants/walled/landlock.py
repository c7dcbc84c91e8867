"""Lets this process read what is named and nothing else: Linux' Landlock, from 5.13 on, by its three system calls.

What is not named can be neither opened nor listed, nothing can be written, made, renamed, removed or executed, and
what the kernel adds with its versions is taken as far as it goes: TCP, device controls, signals to other processes.
Looking at a file's size and dates is not covered by any version.
"""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

# The same numbers on every architecture.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION = 1
RULE_PATH_BENEATH = 1
READ_FILE, READ_DIR = 1 << 2, 1 << 3
# All there is to be done with files, by the version of Landlock that first knows it.
FILE_RIGHTS = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
TCP_RIGHTS = {4: 0b11}
SCOPES = {6: 0b11}  # abstract sockets and signals stay within this process and its children

_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("tcp", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def landlock_version() -> int:
    """Return the version the kernel knows, 0 without Landlock."""
    return max(0, _libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(ASK_VERSION)))


def read_only(places: Iterable[Path]) -> bool:
    """Let this process read the files named and what lies in the folders named, no more; return whether it is so.

    Needs no_new_privs. False, with nothing changed, where the kernel has no Landlock, and where other threads run
    already: they would keep all their rights.
    """
    version = landlock_version()
    if not version or _count_threads() != 1:
        return False
    wanted = _Ruleset(*(_known(rights, version) for rights in (FILE_RIGHTS, TCP_RIGHTS, SCOPES)))
    # Fields that an older kernel does not know are zero then, which it accepts.
    ruleset = _libc.syscall(
        CREATE_RULESET, ctypes.byref(wanted), ctypes.c_size_t(ctypes.sizeof(wanted)), ctypes.c_uint32(0)
    )
    if ruleset < 0:
        return False
    try:
        for place in places:
            _allow_reading(ruleset, place)
        return _libc.syscall(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0
    finally:
        os.close(ruleset)


def _known(rights: dict[int, int], version: int) -> int:
    return sum(bits for since, bits in rights.items() if since <= version)


def _count_threads() -> int:
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 0


def _allow_reading(ruleset: int, place: Path) -> None:
    try:
        opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # What is not there need not be allowed.
    try:
        rule = _PathBeneath(READ_FILE | READ_DIR if place.is_dir() else READ_FILE, opened)
        if _libc.syscall(
            ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(RULE_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0)
        ):
            raise OSError(ctypes.get_errno(), "Landlock did not take a place", str(place))
    finally:
        os.close(opened)
