"""The shell part of a start: what is installed when, with a stand-in for uv and for Python where it matters."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(__file__).resolve().parents[2] / "bin"
_SHELLS = ("bash", "sh")
_TOOLS = ("awk", "cat", "cut", "df", "dirname", "flock", "id", "ln", "mkdir", "rm", "sha256sum", "sleep", "tail")
_UV = """#!/bin/sh
for last; do :; done
case "$1" in
venv) mkdir -p "$last/bin" && ln -s "$REAL_PYTHON" "$last/bin/python" ;;
pip) [ ! -e "$ROOM/cut-short" ] || exit 1 ;;
esac
echo "$1 ${last##*/} ${UV_INDEX_URL:-}" >>"$ROOM/uv-calls"
"""
_PYTHON_WITHOUT_PACKAGING = """#!/bin/sh
case "$*" in
*ensurepip*|*pip*) exit 1 ;;
esac
exec "$REAL_PYTHON" "$@"
"""
_OLD_PYTHON = """#!/bin/sh
[ "$1" = --version ] && echo Python 3.9.2
[ "$1" = --version ]
"""


class Room:
    """A project folder and a PATH with nothing but what a small system has."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.programs = path / "programs"
        (path / "project" / "bin").mkdir(parents=True)
        for script in ("bootstrap.sh", "lock"):
            shutil.copy(BIN / script, self.project / "bin")
        for name in ("requirements", "requirements-test"):
            self.write_lock(name, "first")
        self.programs.mkdir()
        for tool in (*_SHELLS, *_TOOLS):
            (self.programs / tool).symlink_to(shutil.which(tool))
        self.write_program("uv", _UV)
        (self.programs / "python3").symlink_to(sys.executable)

    @property
    def project(self) -> Path:
        return self.path / "project"

    def write_lock(self, name: str, text: str) -> None:
        (self.project / f"{name}.txt").write_text(text)

    def write_program(self, name: str, text: str) -> None:
        (self.programs / name).unlink(missing_ok=True)
        (self.programs / name).write_text(text)
        (self.programs / name).chmod(0o755)

    def prepare(self, wanted: str = "requirements", **variables: str) -> subprocess.CompletedProcess[str]:
        script = (
            f'set -euo pipefail; root={self.project}; source "$root/bin/bootstrap.sh"; prepare_environment {wanted}'
        )
        return self._run("-c", script, **variables)

    def lock(self, **variables: str) -> subprocess.CompletedProcess[str]:
        return self._run(str(self.project / "bin" / "lock"), **variables)

    def _run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.programs), "ROOM": str(self.path), "REAL_PYTHON": sys.executable}
        return subprocess.run(
            ["/bin/bash", *arguments], env={**environment, **variables}, capture_output=True, text=True, timeout=60
        )

    def calls(self) -> list[str]:
        """Return what uv was asked since the last time."""
        log = self.path / "uv-calls"
        lines = [line.rstrip() for line in log.read_text().splitlines()] if log.exists() else []
        log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_the_first_start_installs_and_the_second_does_nothing(room: Room) -> None:
    first = room.prepare()
    asked_first = room.calls()
    second = room.prepare()

    assert first.returncode == second.returncode == 0
    assert asked_first == ["venv .venv", "pip requirements.txt"]
    assert room.calls() == []
    assert second.stdout == second.stderr == ""


def test_a_new_lock_file_is_installed_into_the_same_environment(room: Room) -> None:
    room.prepare()
    room.calls()
    room.write_lock("requirements", "second")

    room.prepare()

    assert room.calls() == ["pip requirements.txt"]


def test_an_environment_for_tests_also_serves_the_product_and_stays_one_for_tests(room: Room) -> None:
    room.prepare("requirements-test")
    room.calls()

    room.prepare("requirements")
    asked_for_the_same = room.calls()
    room.write_lock("requirements-test", "second")
    room.prepare("requirements")

    assert asked_for_the_same == []
    assert room.calls() == ["pip requirements-test.txt"]


def test_an_environment_for_the_product_is_not_enough_for_the_tests(room: Room) -> None:
    room.prepare("requirements")
    room.calls()

    room.prepare("requirements-test")

    assert room.calls() == ["pip requirements-test.txt"]


def test_an_installation_that_was_cut_short_is_made_anew(room: Room) -> None:
    (room.path / "cut-short").touch()
    failed = room.prepare()
    (room.path / "cut-short").unlink()
    room.calls()

    healed = room.prepare()

    assert failed.returncode == 1
    assert "The packages could not be installed; the lines above say why." in failed.stderr
    assert "is incomplete; making it anew" in healed.stderr
    assert room.calls() == ["venv .venv", "pip requirements.txt"]
    assert healed.returncode == 0


def test_an_environment_whose_python_is_gone_is_made_anew(room: Room) -> None:
    room.prepare()
    room.calls()
    (room.project / ".venv" / "bin" / "python").unlink()

    room.prepare()

    assert room.calls() == ["venv .venv", "pip requirements.txt"]


def test_a_python_that_is_too_old_is_told_in_a_sentence(room: Room) -> None:
    room.write_program("python3", _OLD_PYTHON)

    told = room.prepare()

    assert told.returncode == 1
    assert told.stderr == (
        "Python 3.11 or 3.12 is needed and was not found (found: Python 3.9.2). On Debian: apt-get install python3\n"
    )


def test_a_newer_python_beside_an_old_one_is_found(room: Room) -> None:
    room.write_program("python3", _OLD_PYTHON)
    (room.programs / "python3.12").symlink_to(sys.executable)

    assert room.prepare().returncode == 0


def test_a_python_without_any_way_to_install_is_told_what_is_missing(room: Room) -> None:
    (room.programs / "uv").unlink()
    room.write_program("python3", _PYTHON_WITHOUT_PACKAGING)

    told = room.prepare()

    assert told.returncode == 1
    assert "Python's venv module is missing and so is pip. Install it" in told.stderr


def test_a_folder_that_cannot_be_written_is_told(room: Room) -> None:
    (room.project / ".cache").write_text("a file where the folder should be")

    told = room.prepare()

    assert told.returncode == 1
    assert told.stderr.startswith(f"The folder {room.project} cannot be written by ")


def test_where_the_machine_gets_its_packages_is_passed_on_to_uv(room: Room) -> None:
    room.prepare(PIP_INDEX_URL="file:///mirror")

    assert room.calls() == ["venv .venv", "pip requirements.txt file:///mirror"]


def test_the_lock_files_are_written_by_the_uv_that_an_earlier_start_fetched(room: Room) -> None:
    (room.project / ".cache" / "uv" / "bin").mkdir(parents=True)
    (room.programs / "uv").rename(room.project / ".cache" / "uv" / "bin" / "uv")

    locked = room.lock(PIP_INDEX_URL="file:///mirror")

    assert locked.stderr == ""
    assert [call for call in room.calls() if call.startswith("pip")] == [
        "pip requirements.txt file:///mirror",
        "pip requirements-test.txt file:///mirror",
    ]


def test_two_starts_at_once_install_one_after_the_other(room: Room) -> None:
    (room.project / ".cache").mkdir()
    holder = os.open(room.project / ".cache" / "environment.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(holder, fcntl.LOCK_EX)
    script = f'root={room.project}; source "$root/bin/bootstrap.sh"; prepare_environment requirements'
    environment = {"PATH": str(room.programs), "ROOM": str(room.path), "REAL_PYTHON": sys.executable}
    second = subprocess.Popen(["/bin/bash", "-c", script], env=environment, stderr=subprocess.PIPE, text=True)

    told = second.stderr.readline()
    asked_meanwhile = room.calls()
    os.close(holder)
    second.communicate(timeout=60)

    assert told == "Another command is preparing the environment; waiting for it ...\n"
    assert asked_meanwhile == []
    assert room.calls() == ["venv .venv", "pip requirements.txt"]
