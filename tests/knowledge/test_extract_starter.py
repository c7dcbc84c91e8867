"""Readers forked from a process that is kept ready: each is alone with its file, and what ends one ends no other."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from knowledge.extract import team
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.limits import DEFAULT_LIMITS, MIB
from knowledge.extract.listen import Clock, child_events
from knowledge.extract.run import extract
from tenants.walled.children import CHILD_ENVIRONMENT, Child, KeptStarter
from tests.knowledge.processes import children_of, is_at_work, readers, starters, wait_until

ROOT = Path(__file__).resolve().parents[2]

# A reader that tells what it was born with, and leaves a mark in its memory.
TELLING = f"""
import json, os, sys, time, types
sys.path.insert(0, {str(ROOT)!r})
from knowledge.extract import child
from tenants.walled import starter
marks = []

def is_open(descriptor):
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True

def read(path, sink):
    marks.append(path.read_text())
    descriptors = [number for number in range(256) if is_open(number)]
    sink.event("found", marks=marks, environment=dict(os.environ), process=os.getpid(), descriptors=descriptors)
    if marks[-1] == "mute":
        os.close(3)
    if marks[-1] in ("slow", "mute"):
        time.sleep(60)
    while marks[-1] == "endless line":
        os.write(3, b"a" * 65536)
    page = dict(width=1, height=1, blocks=[], is_ocr=False, ocr_confidence=None, kept=[0, 0, 0, 0, []])
    while marks[-1] == "endless pages":
        page["number"] = page.get("number", 0) + 1
        os.write(3, json.dumps(dict(event="page", page=page)).encode() + b"\\n")
    raise SystemExit

sys.modules["telling"] = types.SimpleNamespace(read=read)
child.READERS["txt"] = "telling"
"""


@contextmanager
def _kept(*, most_jobs: int = 100, idle_seconds: float = 60.0) -> Iterator[KeptStarter]:
    limits = f"starter.MOST_JOBS, starter.IDLE_SECONDS = {most_jobs}, {idle_seconds}"
    starter = KeptStarter(("-c", f"{TELLING}\n{limits}\nstarter.main(child)"))
    try:
        yield starter
    finally:
        starter.leave()
        starter.wait()


def _job(path: Path) -> dict[str, object]:
    return {"name": "extract", "content_type": "txt", "path": str(path), "limits": asdict(DEFAULT_LIMITS)}


def _file(folder: Path, text: str) -> Path:
    path = folder / f"{text}.txt"
    path.write_text(text)
    return path


def _begin(starter: KeptStarter, path: Path) -> tuple[Child, dict[str, Any]]:
    """Return a reader at work on the file and what it told first."""
    child = starter.start(_job(path))
    assert child is not None
    told = b""
    while told.count(b"\n") < 2:
        told += child.events.read(4096)
    return child, json.loads(told.splitlines()[1])


def _found(starter: KeptStarter, path: Path) -> dict[str, Any]:
    child, found = _begin(starter, path)
    child.end()
    return found


def test_reader_knows_nothing_of_the_file_before_nor_of_its_parents(tmp_path: Path) -> None:
    with _kept() as starter:
        slow, first = _begin(starter, _file(tmp_path, "slow"))
        second = _found(starter, _file(tmp_path, "quick"))
        slow.end()

    assert (first["marks"], second["marks"]) == (["slow"], ["quick"])
    assert first["process"] != second["process"]
    # The job, two that lead nowhere and the events: nothing of the other reader's or the starter's.
    assert first["descriptors"] == second["descriptors"] == [0, 1, 2, 3]
    assert set(second["environment"]) - set(CHILD_ENVIRONMENT) <= {"LC_CTYPE"}


def test_reader_is_gone_once_it_is_hung_up_on(tmp_path: Path) -> None:
    with _kept() as starter:
        child, found = _begin(starter, _file(tmp_path, "slow"))
        was_there = is_at_work(found["process"])
        child.end()

        assert (was_there, is_at_work(found["process"])) == (True, False)
        assert _found(starter, _file(tmp_path, "quick"))["marks"] == ["quick"]


def test_how_a_reader_ended_is_told(tmp_path: Path) -> None:
    with _kept() as starter:
        killed, found = _begin(starter, _file(tmp_path, "slow"))
        os.kill(found["process"], signal.SIGXCPU)
        quick, _ = _begin(starter, _file(tmp_path, "quick"))
        deaths = [child.death() for child in (killed, quick)]
        for child in (killed, quick):
            child.end()

    assert [death.exit_code for death in deaths] == [-signal.SIGXCPU, 0]
    assert all(death.peak_bytes > 5 * MIB for death in deaths)


def test_reader_that_closes_its_events_and_lives_on_is_ended(tmp_path: Path) -> None:
    with _kept() as starter:
        child, found = _begin(starter, _file(tmp_path, "mute"))
        assert child.events.read(1) == b""
        with ThreadPoolExecutor(1) as thread:
            death = thread.submit(child.death).result(timeout=30)

        assert death.exit_code == -signal.SIGKILL
        assert not is_at_work(found["process"])
        child.end()


@pytest.mark.parametrize(("text", "code"), [("endless line", "too_large"), ("endless pages", "too_many_pages")])
def test_reader_that_a_file_has_taken_over_cannot_fill_its_callers_memory_or_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, code: str
) -> None:
    limits = replace(DEFAULT_LIMITS, max_pages=50)
    clock = Clock(silence_seconds=20, start_seconds=20, seconds_per_page=1)
    with _kept() as starter:
        monkeypatch.setattr(team, "start_child", starter.start)

        with pytest.raises(ExtractionFailed) as caught:
            list(child_events(_job(_file(tmp_path, text)), limits, clock, None))

        assert caught.value.code == code


def test_starter_takes_so_many_jobs_and_leaves_its_last_reader_alone(tmp_path: Path) -> None:
    with _kept(most_jobs=2) as starter:
        _found(starter, _file(tmp_path, "quick"))
        slow, found = _begin(starter, _file(tmp_path, "slow"))
        third = starter.start(_job(_file(tmp_path, "quick")))

        assert third is None
        assert is_at_work(found["process"])
        slow.end()
        assert wait_until(starter.is_gone)


def test_starter_that_is_left_ends_after_its_last_reader(tmp_path: Path) -> None:
    with _kept() as starter:
        slow, found = _begin(starter, _file(tmp_path, "slow"))
        starter.leave()

        assert not wait_until(lambda: not is_at_work(found["process"]), seconds=1)
        slow.end()
        assert wait_until(starter.is_gone)


def test_idle_starter_ends(tmp_path: Path) -> None:
    with _kept(idle_seconds=0.2) as starter:
        assert _found(starter, _file(tmp_path, "quick"))["marks"] == ["quick"]
        assert wait_until(starter.is_gone)
        assert starter.start(_job(_file(tmp_path, "quick"))) is None


def test_starter_that_is_gone_is_replaced(tmp_path: Path) -> None:
    path = _file(tmp_path, "Sick leave is 8 days.")
    extract(path, "txt")
    before = starters()
    for pid in before:
        os.kill(pid, signal.SIGKILL)

    read = extract(path, "txt")

    assert read.pages[0].text == "Sick leave is 8 days."
    assert before
    assert not set(starters()) & set(before)


def test_readers_end_with_a_starter_that_dies(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    # More than its pipe holds: a reader that has told all is at its end before it can be killed.
    path.write_text("Sick leave is 8 days.\n" * 200_000)
    seen: list[int] = []

    def kill_starter(*_: object) -> None:
        seen.extend(readers())
        for pid in starters():
            os.kill(pid, signal.SIGKILL)

    with pytest.raises(ExtractionFailed) as caught:
        extract(path, "txt", on_page=kill_starter)

    assert caught.value.code == "too_much_memory"
    assert seen
    assert wait_until(lambda: not any(map(is_at_work, seen)))


def test_starter_and_readers_end_with_a_worker_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "slow.txt"
    path.write_text("Code,Name,Rate,Share,Tier,Note\n" + "a,b,c,1,2,3\n" * 700_000)
    script = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from knowledge.extract.run import extract
extract(Path({str(path)!r}), "txt")
"""
    worker = subprocess.Popen([sys.executable, "-c", script])
    found: list[int] = []

    def is_reading() -> bool:
        found[:] = [pid for starter in children_of(worker.pid) for pid in (starter, *children_of(starter))]
        return len(found) == 2

    assert wait_until(is_reading)
    worker.kill()
    worker.wait()

    assert wait_until(lambda: not any(map(is_at_work, found)))


def test_files_read_at_once_do_not_mix(tmp_path: Path) -> None:
    names = [f"Plan {letter}" for letter in "ABCDEFGH"]
    paths = [_file(tmp_path, name) for name in names]

    with ThreadPoolExecutor(4) as threads:
        read = threads.map(lambda path: extract(path, "txt"), paths)

        assert [document.pages[0].text for document in read] == names


def test_process_that_is_forked_has_a_starter_of_its_own(tmp_path: Path) -> None:
    path = _file(tmp_path, "Sick leave is 8 days.")
    extract(path, "txt")
    own = starters()
    end, begin = os.pipe()

    forked = os.fork()
    if forked == 0:
        extract(path, "txt")
        os.write(begin, json.dumps(starters()).encode())
        os._exit(0)
    os.waitpid(forked, 0)
    others = json.loads(os.read(end, 4096))
    for descriptor in (end, begin):
        os.close(descriptor)

    assert len(others) == 1
    assert not set(others) & set(own)
    assert extract(path, "txt").pages[0].text == "Sick leave is 8 days."
    assert starters() == own
