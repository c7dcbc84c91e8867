"""Takes away the system calls that reading a file never needs, so that what Landlock does not cover is closed too.

A filter of the kernel (seccomp) for every thread: no sockets, no other programs or processes, nothing done to other
processes, no changing of rights, owners and dates of files, and none of the doors that exploits like. A list of what is
forbidden, not of what is allowed: the libraries' needs change with every version of theirs and of the C library's.
"""

import ctypes
import errno
import os
import struct

SET_MODE_FILTER, ALL_THREADS = 1, 1
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000  # REFUSE is joined with the error's number
NUMBER_AT, ARCHITECTURE_AT, FIRST_ARGUMENT_AT, SECOND_ARGUMENT_AT = 0, 4, 16, 24
CLONE_THREAD = 0x00010000
# Calls from here on are newer than this list; whoever wants one is told that the kernel has none. So is who comes by
# x32, whose numbers are higher still.
UNKNOWN = 463
CLONE3 = 435  # its flags lie in memory, where a filter cannot look; without it the C library takes clone

_libc = ctypes.CDLL(None, use_errno=True)

# Numbers in the order of ARCHITECTURES; None where an architecture has no such call.
FORBIDDEN = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "execve": (59, 221),
    "execveat": (322, 281),
    "fork": (57, None),
    "vfork": (58, None),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_send_signal": (424, 424),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "open_by_handle_at": (304, 265),
    "truncate": (76, 45),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "semget": (64, 190),
    "semctl": (66, 191),
    "msgget": (68, 186),
    "msgctl": (71, 187),
    "mq_open": (240, 180),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
}
# Their first argument names a process, which may be this one alone.
ONLY_ON_ITSELF = {
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
}
CLONE = (56, 220)  # for threads alone
# The same, but 0 is the caller: for kill it is the whole group, the parent included.
ONLY_ON_CALLER = {
    "prlimit64": (302, 261),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
}
FCNTL = (72, 25)
SIGNALLED_OWNER = (8, 15)  # of a file: a way to send signals to others
SECCOMP = (317, 277)
# The kernel's name of the architecture and its place in the tables.
ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}

Instruction = tuple[int, int, int, int]  # what, how far to jump if true, if false, with which number


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def forbid_calls() -> bool:
    """Take the calls away for good; return whether it is so. Needs no_new_privs; threads are covered, too."""
    machine = os.uname().machine
    if machine not in ARCHITECTURES or struct.calcsize("P") != 8:
        return False
    architecture, column = ARCHITECTURES[machine]
    filtered = [struct.pack("HBBI", *one) for one in _filter(architecture, column, own=os.getpid())]
    program = _Program(len(filtered), b"".join(filtered))
    number = ctypes.c_long(SECCOMP[column])
    return _libc.syscall(number, SET_MODE_FILTER, ALL_THREADS, ctypes.byref(program)) == 0


def _filter(architecture: int, column: int, *, own: int) -> list[Instruction]:
    refused, unknown = REFUSE | errno.EPERM, REFUSE | errno.ENOSYS
    program: list[Instruction] = [
        (LOAD, 0, 0, ARCHITECTURE_AT),
        (JUMP_EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, refused),
        (LOAD, 0, 0, NUMBER_AT),
        (JUMP_AT_LEAST, 0, 1, UNKNOWN),
        (RETURN, 0, 0, unknown),
        (JUMP_EQUAL, 0, 1, CLONE3),
        (RETURN, 0, 0, unknown),
    ]
    for numbers in FORBIDDEN.values():
        if numbers[column] is not None:
            program += [(JUMP_EQUAL, 0, 1, numbers[column]), (RETURN, 0, 0, refused)]
    program += _judged(CLONE[column], FIRST_ARGUMENT_AT, [(JUMP_BITS, CLONE_THREAD)], matching=ALLOW, other=refused)
    for numbers in ONLY_ON_ITSELF.values():
        program += _judged(numbers[column], FIRST_ARGUMENT_AT, [(JUMP_EQUAL, own)], matching=ALLOW, other=refused)
    itself = [(JUMP_EQUAL, 0), (JUMP_EQUAL, own)]
    for numbers in ONLY_ON_CALLER.values():
        program += _judged(numbers[column], FIRST_ARGUMENT_AT, itself, matching=ALLOW, other=refused)
    owners = [(JUMP_EQUAL, command) for command in SIGNALLED_OWNER]
    program += _judged(FCNTL[column], SECOND_ARGUMENT_AT, owners, matching=refused, other=ALLOW)
    return [*program, (RETURN, 0, 0, ALLOW)]


def _judged(
    number: int, argument_at: int, tests: list[tuple[int, int]], *, matching: int, other: int
) -> list[Instruction]:
    """Judge one call by the lower half of an argument: `matching` if any test holds, else `other`."""
    judge = [(test, len(tests) - at, 0, value) for at, (test, value) in enumerate(tests)]
    block = [(LOAD, 0, 0, argument_at), *judge, (RETURN, 0, 0, other), (RETURN, 0, 0, matching)]
    return [(JUMP_EQUAL, 0, len(block), number), *block]
