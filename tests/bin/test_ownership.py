import os
import subprocess
import sys
from pathlib import Path

import pytest
from embedded import ownership
from embedded.ownership import Owner
from embedded.sentences import Refusal


def test_a_second_start_is_told_where_the_first_one_runs(tmp_path: Path) -> None:
    said: list[str] = []
    lock = ownership.become_owner(
        tmp_path / "lock", Owner(os.getpid(), "up", "http://localhost:8000/"), say=said.append
    )

    with pytest.raises(Refusal) as refusal:
        ownership.become_owner(tmp_path / "lock", Owner(1, "up", ""), say=said.append)

    lock.release()
    assert str(refusal.value) == (
        f"Already running at http://localhost:8000/, pid {os.getpid()}. Stop it there with Ctrl-C."
    )
    assert said == []


def test_a_lock_file_left_by_a_dead_owner_stops_nobody(tmp_path: Path) -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    (tmp_path / "lock").write_text(f'{{"pid": {gone.stdout}, "command": "up", "url": "http://localhost:8000/"}}')

    lock = ownership.become_owner(tmp_path / "lock", Owner(os.getpid(), "up", "http://localhost:9000/"), say=print)
    owner = ownership.read_owner(tmp_path / "lock")
    lock.release()

    assert owner == Owner(os.getpid(), "up", "http://localhost:9000/")
    assert owner.port == 9000


def test_a_passing_command_is_waited_for_and_named_when_it_takes_too_long(tmp_path: Path) -> None:
    said: list[str] = []
    lock = ownership.become_owner(tmp_path / "lock", Owner(os.getpid(), "manage", ""), say=said.append)

    with pytest.raises(Refusal, match=rf"still used by bin/manage \(pid {os.getpid()}\)"):
        ownership.become_owner(tmp_path / "lock", Owner(1, "up", ""), say=said.append, patience_seconds=0.2)

    lock.release()
    assert said == [f"Waiting for bin/manage (pid {os.getpid()}) to finish with {tmp_path} ..."]


def test_the_lock_stays_held_as_long_as_a_child_that_was_handed_it_lives(tmp_path: Path) -> None:
    lock = ownership.take(tmp_path / "lock")
    child = subprocess.Popen(["/bin/cat"], stdin=subprocess.PIPE, pass_fds=(lock.descriptor,))
    lock.release()

    while_it_lives = ownership.take(tmp_path / "lock")
    child.communicate()
    after = ownership.take(tmp_path / "lock")

    assert while_it_lives is None
    assert after is not None
    after.release()


def test_several_users_share_a_lock_that_keeps_an_exclusive_taker_out(tmp_path: Path) -> None:
    first = ownership.take(tmp_path / "lock", shared=True)
    second = ownership.take(tmp_path / "lock", shared=True)

    assert ownership.take(tmp_path / "lock") is None

    for lock in (first, second):
        lock.release()
    last = ownership.take(tmp_path / "lock")
    assert last is not None
    last.release()
