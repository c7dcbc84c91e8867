import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

BIN = Path(__file__).resolve().parents[2] / "bin"
sys.path.insert(0, str(BIN))

_MANAGE = """
import os, pathlib, sys, time
data = pathlib.Path(os.environ["DATA_DIR"])
print(*sys.argv[1:])
if sys.argv[1] == "print_variable":
    print(os.environ.get(sys.argv[2], "unset"))
if sys.argv[1] == "fail":
    sys.exit(3)
if sys.argv[1] == "fleet":
    (data / "migrated").write_text((data / "migrated").read_text() + "x" if (data / "migrated").exists() else "x")
"""
_GRANIAN = """
import http.server, sys
port = int(sys.argv[sys.argv.index("--port") + 1])
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
print("listening", flush=True)
http.server.HTTPServer(("127.0.0.1", port), Answer).serve_forever()
"""
# A worker has a child of its own in a session of its own, which nothing but the run's mark can find.
_CELERY = """
import subprocess, sys, time
print("at work:", *sys.argv[1:], flush=True)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
time.sleep(600)
"""


class Started:
    """A command of bin/ that goes on running."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []

    def read_until(self, *words: str) -> None:
        """Read on until each of these has been said at some time."""
        while not all(any(word in line for line in self.lines) for word in words):
            line = self.process.stdout.readline()
            assert line, f"{words} were never said:\n{''.join(self.lines)}"
            self.lines.append(line)

    def stop(self, number: int = signal.SIGINT) -> str:
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=60)
        return "".join(self.lines) + rest


class FakeProject:
    """The real bin/ beside programs that only pretend to be the product, so a start takes a second."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = path / "var"
        (path / "bin").mkdir()
        shutil.copytree(BIN / "embedded", path / "bin" / "embedded", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("start.py", "keep_watch.py"):
            shutil.copy(BIN / name, path / "bin" / name)
        for name, text in (("manage.py", _MANAGE), ("granian.py", _GRANIAN), ("celery.py", _CELERY)):
            (path / name).write_text(text)

    def start(self, *arguments: str, **variables: str) -> Started:
        return Started(
            subprocess.Popen(
                self._command(arguments),
                env=self._environment(variables),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._command(arguments),
            env=self._environment(variables),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def pids(self) -> list[int]:
        """Return everything that runs for this project: by its folders, its mark, or its command line."""
        return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and self._owns(entry)]

    def wait_until_nothing_runs(self, seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while pids := self.pids():
            assert time.monotonic() < deadline, [_command_line(pid) for pid in pids]
            time.sleep(0.1)

    def _owns(self, entry: Path) -> bool:
        path = str(self.path).encode()
        try:
            if (entry / "stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return False
            told = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
            return path in told or os.readlink(entry / "cwd").startswith(str(self.path))
        except OSError:
            return False

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, str(self.path / "bin" / "start.py"), *arguments]

    @staticmethod
    def _environment(variables: dict[str, str]) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **variables}


def _command_line(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder through which the engines' own user may pass, unlike pytest's."""
    folder = Path(tempfile.mkdtemp(prefix="embedded-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def project(open_folder: Path) -> Iterator[FakeProject]:
    project = FakeProject(open_folder)
    yield project
    for pid in project.pids():
        os.kill(pid, signal.SIGKILL)


@pytest.fixture
def demo_file(tmp_path: Path) -> Path:
    path = tmp_path / "demo.json"
    people = [{"role": "employee", "email": "sam@juniper.example", "password": "pw", "class_code": "SAL"}]
    client = {"name": "Juniper", "host": "juniper.localhost", "url": "http://juniper.localhost:1/", "people": people}
    platform = {"url": "http://localhost:1/platform-admin/", "people": [{**people[0], "role": "operator"}]}
    path.write_text(json.dumps({"platform": platform, "clients": [client]}))
    return path
