import json
import os
import re
from pathlib import Path

import pytest
from embedded import benchmark, chromium, suite
from embedded.data_folder import DataFolder, Secrets
from embedded.engines import EngineUrls
from embedded.running import Run
from embedded.sentences import Refusal

ROOT = Path(__file__).parents[2]


def test_the_products_own_variables_never_reach_the_tests(tmp_path: Path) -> None:
    (tmp_path / ".env.example").write_text("# Models\n#OPENAI_API_KEY=\n#DATABASE_URL=\n")
    (tmp_path / ".env").write_text("PINECONE_API_KEY=real\n")
    given = {"OPENAI_API_KEY": "sk-real", "DATABASE_URL": "postgresql://real", "PATH": "/bin"}

    wishes = suite.wishes_for_tests(tmp_path, given)

    assert wishes.variables == {"PATH": "/bin"}


def test_run_is_whole_unless_a_path_is_named() -> None:
    assert suite.names_tests(["tests/chat", "-x"])
    assert suite.names_tests(["tests/chat::test_it"])
    assert suite.names_tests(["tests/no_such_file.py"])
    assert not suite.names_tests(["-k", "chat"])
    assert suite.pytest_options(["tests/chat"], has_browser=True) == []


def test_browser_flows_are_left_out_without_a_browser_unless_the_caller_chose_marks() -> None:
    without = suite.pytest_options([], has_browser=False)
    chosen = suite.pytest_options(["-m", "browser"], has_browser=False)

    assert without == ["-m", "not browser"]
    assert chosen == []


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-q"],
        ["--cov"],
        ["-vx", "--maxfail=3"],
        ["--durations=60", "--durations-min=0.1", "-rf", "--junitxml=out.xml"],
    ],
)
def test_all_tests_are_shared_out_to_two_workers(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})

    workers = suite.count_workers(arguments)

    assert workers == 2
    assert suite.pytest_options(arguments, has_browser=True, workers=workers) == [
        *("-n", "2", "--dist=loadfile", "--max-worker-restart=0", "-p", "tests.workers"),
    ]


@pytest.mark.parametrize(
    "arguments",
    [["tests/chat"], ["-k", "citation"], ["-m", "browser"], ["--lf"], ["-s"], ["-xvs"], ["--pdb"], ["--collect-only"]],
)
def test_some_tests_and_a_run_that_is_looked_into_have_one_process(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})

    assert suite.count_workers(arguments) == 0


def test_one_core_is_not_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0})

    assert suite.count_workers([]) == 0


@pytest.mark.parametrize(
    ("arguments", "workers"),
    [
        (["-n", "0"], 0),
        (["-n3", "tests/chat"], 3),
        (["tests/chat", "--numprocesses=2", "-x"], 2),
        (["-nauto"], 4),
    ],
)
def test_the_caller_may_say_how_many_workers_there_are(
    arguments: list[str], workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1, 2, 3})

    assert suite.count_workers(arguments) == workers


def test_no_two_workers_have_the_same_engines_or_folder(tmp_path: Path) -> None:
    urls = [EngineUrls(f"postgresql://{name}", f"redis://{name}") for name in ("first", "second")]
    run = Run(None, urls[0], (urls[1],), Secrets("1", "2", "3", "4"), "mark")

    told = suite.variables_of_workers(run, [DataFolder(tmp_path / "a"), DataFolder(tmp_path / "b")])

    assert json.loads(told) == [
        {"DATABASE_URL": "postgresql://first", "REDIS_URL": "redis://first", "DATA_DIR": str(tmp_path / "a")},
        {"DATABASE_URL": "postgresql://second", "REDIS_URL": "redis://second", "DATA_DIR": str(tmp_path / "b")},
    ]


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


def test_every_benchmark_that_the_documents_name_can_be_run() -> None:
    named = set(re.findall(r"`bin/benchmark (\w+)", "".join(path.read_text() for path in (ROOT / "docs").glob("*.md"))))

    assert len(named) > 20
    assert [name for name in sorted(named) if not benchmark.is_program(ROOT / "benchmarks" / f"{name}.py")] == []


def test_a_benchmark_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "race.py").write_text('if __name__ == "__main__":\n    pass\n')
    (tmp_path / "benchmarks" / "house.py").write_text("# what the programs share\n")

    with pytest.raises(Refusal, match=r"^Say which benchmark is to be run: race\.$"):
        benchmark.run_benchmark(tmp_path, ["house"])
