import os
from pathlib import Path

import pytest
from embedded import benchmark, chromium, suite
from embedded.sentences import Refusal


def test_the_products_own_variables_never_reach_the_tests(tmp_path: Path) -> None:
    (tmp_path / ".env.example").write_text("# Models\n#OPENAI_API_KEY=\n#DATABASE_URL=\n")
    (tmp_path / ".env").write_text("PINECONE_API_KEY=real\n")
    given = {"OPENAI_API_KEY": "sk-real", "DATABASE_URL": "postgresql://real", "PATH": "/bin"}

    wishes = suite.wishes_for_tests(tmp_path, given)

    assert wishes.variables == {"PATH": "/bin"}


def test_only_a_whole_run_is_computed_anew(tmp_path: Path) -> None:
    (tmp_path / "tests" / "chat").mkdir(parents=True)

    assert suite.names_tests(tmp_path, ["tests/chat", "-x"])
    assert suite.names_tests(tmp_path, ["tests/chat::test_it"])
    assert not suite.names_tests(tmp_path, ["-k", "chat"])
    assert suite.pytest_options(["tests/chat"], is_whole=False, has_browser=True) == []
    assert suite.pytest_options([], is_whole=True, has_browser=True) == ["--cov"]


def test_browser_flows_are_left_out_without_a_browser_unless_the_caller_chose_marks() -> None:
    without = suite.pytest_options([], is_whole=True, has_browser=False)
    chosen = suite.pytest_options(["-m", "browser"], is_whole=True, has_browser=False)

    assert without == ["--cov", "-m", "not browser"]
    assert chosen == ["--cov"]


def test_two_test_runs_at_once_get_folders_of_their_own(tmp_path: Path) -> None:
    first, first_lock = suite.own_folder(tmp_path)
    second, second_lock = suite.own_folder(tmp_path)
    first_lock.release()
    third, third_lock = suite.own_folder(tmp_path)

    for lock in (second_lock, third_lock):
        lock.release()
    assert [folder.path.name for folder in (first, second, third)] == ["test", "test-2", "test"]


def test_the_browser_is_the_one_that_was_named_or_the_first_that_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "chromium"
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHROMIUM_PATH", "/nowhere/chrome")
    named_wrongly = chromium.find_chromium()
    monkeypatch.setenv("CHROMIUM_PATH", str(program))
    named = chromium.find_chromium()
    monkeypatch.delenv("CHROMIUM_PATH")
    installed = chromium.find_chromium()
    os.remove(program)

    assert named_wrongly is None
    assert named == installed == str(program)
    assert chromium.find_chromium() is None


def test_a_benchmark_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "race.py").write_text('if __name__ == "__main__":\n    pass\n')
    (tmp_path / "benchmarks" / "house.py").write_text("# what the programs share\n")

    with pytest.raises(Refusal, match=r"^Say which benchmark is to be run: race\.$"):
        benchmark.run_benchmark(tmp_path, ["house"])
