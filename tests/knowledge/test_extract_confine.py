"""What a reader that has been taken over can still do. It acts past Python and its audit hook, as native code would.

Each wall is the kernel's, so a kernel without it must be named as lacking, and the tests expect what is true there.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import pytest
from PIL import Image
from structlog.testing import capture_logs

from knowledge.extract import listen
from knowledge.extract.limits import DEFAULT_LIMITS
from knowledge.extract.run import extract
from knowledge.extract.start import READER
from tenants.walled.children import KeptStarter, program_of
from tenants.walled.landlock import landlock_version
from tenants.walled.seccomp import ARCHITECTURES
from tests.knowledge.sample_files import make_pdf, write

ROOT = Path(__file__).resolve().parents[2]
HAS_LANDLOCK = landlock_version() > 0
HAS_FILTER = os.uname().machine in ARCHITECTURES
LACKING = [name for name, is_there in (("files", HAS_LANDLOCK), ("calls", HAS_FILTER)) if not is_there]

NATIVE = f"""
import ctypes, errno, json, os, struct, sys, threading
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from tenants.walled import confine as confining
from tenants.walled.confine import confine, die_with_parent, leave_network
libc = ctypes.CDLL(None, use_errno=True)

def native(name, *arguments):
    done = getattr(libc, name)(*arguments)
    if name == "fork" and done == 0:
        os._exit(0)
    return "done" if done >= 0 else errno.errorcode[ctypes.get_errno()]
"""
FILE_ACTS = {
    "read": 'native("open", b"read", os.O_RDONLY)',
    "list": 'native("open", b".", os.O_RDONLY | os.O_DIRECTORY)',
    "read a process's surroundings": 'native("open", b"/proc/%d/environ" % os.getppid(), os.O_RDONLY)',
    "write": 'native("open", b"write", os.O_WRONLY)',
    "make": 'native("open", b"made", os.O_WRONLY | os.O_CREAT, 0o600)',
    "make in /tmp": 'native("open", b"/tmp", os.O_TMPFILE | os.O_WRONLY, 0o600)',
    "make a folder": 'native("mkdir", b"folder", 0o700)',
    "link": 'native("symlink", b"read", b"linked")',
    "rename": 'native("rename", b"rename", b"renamed")',
    "remove": 'native("unlink", b"remove")',
}
CALLED_ACTS = {
    "truncate": 'native("truncate", b"truncate", ctypes.c_long(0))',
    "chmod": 'native("chmod", b"chmod", 0o777)',
    "chown": 'native("chown", b"chown", os.getuid(), os.getgid())',
    "date": 'native("utimensat", -100, b"date", None, 0)',
    "internet": 'native("socket", 2, 1, 0)',
    "datagrams": 'native("socket", 2, 2, 0)',
    "local socket": 'native("socket", 1, 1, 0)',
    "fork": 'native("fork")',
    "signal the parent": 'native("kill", os.getppid(), 0)',
    "signal the group": 'native("kill", 0, 0)',
    "signal everybody": 'native("kill", -1, 0)',
    "own a file for its signals": 'native("fcntl", 0, 8, os.getppid())',
    "limit the parent": 'native("prlimit", os.getppid(), 0, None, ctypes.create_string_buffer(16))',
    "slow the parent": 'native("setpriority", 0, os.getppid(), os.getpriority(0, os.getppid()))',
    "give the parent other processors": (
        'native("sched_setaffinity", os.getppid(), 128, (ctypes.c_ubyte * 128)(*[255] * 128))'
    ),
    "let the parent wait for all others": (
        'native("sched_setscheduler", os.getppid(), os.sched_getscheduler(os.getppid()), ctypes.byref(ctypes.c_int(0)))'
    ),
    "trace the parent": 'native("ptrace", 0x4206, ctypes.c_long(os.getppid()), None, None)',
    "execute": 'sys.stdout.flush() or native("execv", b"/bin/echo", (ctypes.c_char_p * 3)(b"echo", b"done", None))',
}
NAMES_IN_FOLDER = ("read", "write", "rename", "remove", "truncate", "chmod", "chown", "date")
CONFINE = (
    "die_with_parent(); leave_network(); lacking = confine([Path('job')], memory_bytes=2**30, processor_seconds=9)"
)


def _native(folder: Path, script: str) -> list[str]:
    """Run a script in the folder with `native` at hand; return the lines it says."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", NATIVE + script],
        stdin=subprocess.PIPE,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        cwd=folder,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("job", *NAMES_IN_FOLDER):
        (tmp_path / name).write_text(f"content of {name}")
    return tmp_path


def _outcomes(folder: Path, acts: dict[str, str], *, before: str) -> dict[str, str]:
    lines = _native(folder, before + "".join(f"\nprint({act})" for act in acts.values()))
    return dict(zip(acts, lines, strict=True))


def test_taken_over_reader_opens_no_other_file_and_changes_nothing(folder: Path) -> None:
    refused = _outcomes(folder, FILE_ACTS, before=CONFINE)
    names = sorted(path.name for path in folder.iterdir())
    free = _outcomes(folder, FILE_ACTS, before="")

    assert set(free.values()) == {"done"}
    if HAS_LANDLOCK:
        assert set(refused.values()) <= {"EACCES", "EPERM"}
        assert names == sorted(("job", *NAMES_IN_FOLDER))


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6])
def test_older_kernels_wall_holds_as_well(folder: Path, version: int) -> None:
    script = f"""
from tenants.walled import landlock
landlock.landlock_version = lambda: {version}
{CONFINE}
print(lacking)
"""

    lacking, *outcomes = _native(folder, script + "".join(f"\nprint({act})" for act in FILE_ACTS.values()))

    # What the kernel does not know it refuses to promise.
    stands = version <= landlock_version()
    assert ("files" in lacking) != stands
    assert stands == (set(outcomes) <= {"EACCES", "EPERM"})


def test_taken_over_reader_reads_its_own_file(folder: Path) -> None:
    assert _native(folder, f"{CONFINE}\nprint(open('job').read())") == ["content of job"]


def test_taken_over_reader_reaches_neither_network_nor_processes_nor_rights_of_files(folder: Path) -> None:
    refused = _outcomes(folder, CALLED_ACTS, before=CONFINE)
    free = _outcomes(folder, CALLED_ACTS, before="")

    # Where Yama is on, nobody traces their parent.
    assert {act for act, outcome in free.items() if outcome != "done"} <= {"trace the parent"}
    if HAS_FILTER:
        assert refused == dict.fromkeys(CALLED_ACTS, "EPERM")


def test_every_forbidden_call_is_refused_and_what_is_newer_is_unknown(folder: Path) -> None:
    if not HAS_FILTER:
        assert _native(folder, f"{CONFINE}\nprint(lacking)") == [str(LACKING)]
        return
    script = f"""
from tenants.walled.seccomp import ARCHITECTURES, FORBIDDEN, UNKNOWN
column = ARCHITECTURES[os.uname().machine][1]
numbers = {{name: pair[column] for name, pair in FORBIDDEN.items() if pair[column] is not None}}
{CONFINE}
print(json.dumps({{name: native("syscall", ctypes.c_long(number), 0, 0, 0, 0) for name, number in numbers.items()}}))
print([native("syscall", ctypes.c_long(number), 0, 0, 0, 0) for number in (435, UNKNOWN, 0x40000000 + 41)])
"""

    outcomes, newer = _native(folder, script)

    assert len(json.loads(outcomes)) > 30
    assert set(json.loads(outcomes).values()) == {"EPERM"}
    assert newer == "['ENOSYS', 'ENOSYS', 'ENOSYS']"


def test_how_a_process_runs_is_changed_by_itself_alone(folder: Path) -> None:
    if not HAS_FILTER:
        assert _native(folder, f"{CONFINE}\nprint(lacking)") == [str(LACKING)]
        return
    script = f"""
from tenants.walled.seccomp import ARCHITECTURES
column = ARCHITECTURES[os.uname().machine][1]
numbers = [(302, 261), (142, 118), (144, 119), (203, 122), (314, 274)]
{CONFINE}
for process in (os.getppid(), 0, os.getpid()):
    print([native("syscall", ctypes.c_long(pair[column]), process, 0, 0, 0) == "EPERM" for pair in numbers])
"""

    assert _native(folder, script) == [str([True] * 5), str([False] * 5), str([False] * 5)]


def test_reader_may_start_threads_and_end_itself(folder: Path) -> None:
    script = f"""
{CONFINE}
thread = threading.Thread(target=lambda: print("from a thread"))
thread.start()
thread.join()
print(native("kill", os.getpid(), 0))
"""

    assert _native(folder, script) == ["from a thread", "done"]


def test_reader_keeps_no_right_but_to_read(folder: Path) -> None:
    script = f"""
{CONFINE}
sets = (ctypes.c_uint32 * 6)()
assert libc.capget((ctypes.c_uint32 * 2)(0x20080522, 0), sets) == 0
print(list(sets))
"""
    kept = 1 << 2 if os.geteuid() == 0 else 0

    assert _native(folder, script) == [str([kept, kept, 0, 0, 0, 0])]


def test_memory_is_bounded(folder: Path) -> None:
    script = """
confine([Path("job")], memory_bytes=400 * 2**20, processor_seconds=5)
try:
    bytearray(600 * 2**20)
except MemoryError:
    print("refused")
"""

    assert _native(folder, script) == ["refused"]


def test_python_code_is_refused_with_a_sentence(folder: Path) -> None:
    script = f"""
import socket, subprocess
{CONFINE}
for act in (lambda: socket.socket(), lambda: open("made", "w"), lambda: subprocess.run(["true"])):
    try:
        act()
    except PermissionError as error:
        print(error)
"""

    assert _native(folder, script) == [
        "socket.__new__ is not allowed here",
        "files are read only here",
        "subprocess.Popen is not allowed here",
    ]


def test_wall_that_would_not_hold_for_all_threads_is_named_as_lacking(folder: Path) -> None:
    script = f"""
threading.Thread(target=threading.Event().wait, daemon=True).start()
{CONFINE}
print(lacking)
"""

    assert _native(folder, script) == [str(sorted({*LACKING, "files"}, reverse=True))]


TAKEN_OVER = f"""
import ctypes, json, os, sys, types
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from knowledge.extract import child
from tenants.walled import starter

def read(path, sink):
    found = {{}}
    for place in json.loads(path.read_text()):
        try:
            descriptor = os.open(place.replace("PARENT", str(os.getppid())), os.O_RDONLY)
        except OSError as error:
            found[place] = type(error).__name__
        else:
            found[place] = "opened"
    sink.event("found", found=found)
    raise SystemExit

sys.modules["taken_over"] = types.SimpleNamespace(read=read)
child.READERS["txt"] = "taken_over"
starter.main(child)
"""


def test_reader_in_the_real_child_opens_no_secret_no_other_document_and_no_settings(tmp_path: Path) -> None:
    job, secret = tmp_path / "files" / "t_acme" / "1.txt", tmp_path / "secret-key"
    other = tmp_path / "files" / "t_globex" / "1.txt"
    for path in (job, other):
        path.parent.mkdir(parents=True)
    secret.write_text("secret")
    other.write_text("of globex")
    forbidden = [
        *map(str, (secret, other, job.parent, ROOT / ".env.example", ROOT / "config" / "settings.py", ROOT)),
        *("/etc/passwd", "/tmp", "/proc/PARENT/environ", "/proc/self/environ", str(Path.home())),
    ]
    job.write_text(json.dumps([*forbidden, str(job), os.__file__]))

    events = _events({"name": "extract", "path": str(job), "content_type": "txt"}, ["-c", TAKEN_OVER])

    assert events[0] == {"event": "confined", "lacking": LACKING}
    expected = "PermissionError" if HAS_LANDLOCK else "opened"
    assert events[1]["found"] == {**dict.fromkeys(forbidden, expected), str(job): "opened", os.__file__: "opened"}


def _guide(folder: Path) -> Path:
    return make_pdf(folder / "guide.pdf", lambda canvas: write(canvas, 72, 100, "Dental pays 80%.", size=18))


def _picture(folder: Path) -> Path:
    Image.new("RGB", (400, 200), "white").save(folder / "page.png")
    return make_pdf(folder / "scan.pdf", lambda canvas: canvas.drawImage(str(folder / "page.png"), 0, 0, 600, 300))


WHOLE_PAGE = {
    "number": 1,
    "regions": [[0.0, 0.0, 1.0, 1.0]],
    "replaces_text_layer": True,
    "running": [],
    "pictures": [],
}


@pytest.mark.parametrize(
    ("make", "job"),
    [
        (_guide, {"name": "extract", "content_type": "pdf"}),
        (_guide, {"name": "draw", "arguments": {"number": 1, "width": 300, "image_format": "png"}}),
        (_picture, {"name": "recognise", "pages": [WHOLE_PAGE]}),
    ],
    ids=["text", "drawing", "recognition"],
)
def test_every_kind_of_work_is_done_behind_all_walls(
    tmp_path: Path, make: Callable[[Path], Path], job: dict[str, object]
) -> None:
    events = _events({**job, "path": str(make(tmp_path))})

    assert events[0] == {"event": "confined", "lacking": LACKING}
    assert events[-1]["event"] in ("done", "image")


def test_machine_without_a_wall_says_so_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listen._tell_lacking.cache_clear()
    path = _guide(tmp_path)

    with capture_logs() as told:
        for _ in range(2):
            extract(path, "pdf")
        for _ in range(2):
            listen._tell_lacking(("files",))

    names = [(line["event"], line["lacking"]) for line in told]
    own = [("extraction_child_not_confined", tuple(LACKING))] if LACKING else []
    assert names == [*own, ("extraction_child_not_confined", ("files",))]


def _events(job: dict[str, object], program: Sequence[str] = program_of(READER)) -> list[dict[str, object]]:
    starter = KeptStarter(program)
    child = starter.start({**job, "limits": asdict(DEFAULT_LIMITS)})
    try:
        return [json.loads(line) for line in child.events.readall().splitlines()]
    finally:
        child.end()
        starter.leave()
        starter.wait()
