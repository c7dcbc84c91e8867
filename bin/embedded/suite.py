"""`bin/test`: the tests, on engines made for this run alone.

All tests are shared out to two workers (pytest-xdist), each with engines and a data folder of its own, so that
what one does to a whole server is never met by the other. A part of them, or a run that is looked into, has one
process as ever; `-n` says otherwise.
"""

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from embedded import data_folder, engine_place, environment, ownership
from embedded.child import SETUP_STAGE, ChildSpec
from embedded.chromium import HOW_TO_GET_IT, find_chromium, install_chromium
from embedded.data_folder import DataFolder
from embedded.environment import Addresses, Wishes
from embedded.leftovers import MARK
from embedded.logbook import LogBook
from embedded.ownership import Lock, Owner
from embedded.running import Run, running_engines
from embedded.sentences import Refusal

_MOST_FOLDERS = 8
_TEST_PORT = 8000
_WORKERS_FOR_ALL = 2
WORKER_VARIABLES = "TEST_WORKERS"
# With nothing but these a run is of all tests, and nobody wants to speak with the process that runs them.
_ONLY_HOW_IT_IS_TOLD = re.compile(
    r"-[qvx]+|-r\w+|--(maxfail|durations(-min)?|tb|color|junit-?xml|cov-report)=.*|--exitfirst|--cov"
)


def run_tests(project: Path, arguments: list[str]) -> int:
    wishes = wishes_for_tests(project, os.environ)
    workers = count_workers(arguments)
    (data, lock), *beside = [own_folder(project) for _ in range(max(1, workers))]
    logbook = LogBook(data.logs, terminal=sys.stderr, own_name="test")
    browser = _browser(data, logbook)
    is_whole = not names_tests(arguments)
    options = pytest_options(arguments, has_browser=browser is not None, workers=workers)
    with running_engines(
        wishes, data, lock=lock, logbook=logbook, starts_afresh=True, is_throw_away=True, beside=beside
    ) as run:
        house = data.path / "house"
        house.mkdir()
        variables = {**_variables(wishes, data, run, browser), "BROWSER_DATA_DIR": str(house)}
        if workers:
            variables[WORKER_VARIABLES] = variables_of_workers(run, [data, *(folder for folder, _ in beside)])
        command = (sys.executable, "-m", "pytest", *options, *arguments)
        code = run.supervisor.finish_in_foreground(ChildSpec("pytest", command, variables, project, stage=SETUP_STAGE))
        _forget_house(DataFolder(house))
    if is_whole and browser is None and os.environ.get("BROWSER") != "0":
        logbook.show(f"The browser flows were not run: Chromium is missing. Get it with: {HOW_TO_GET_IT}")
        return code or 1
    return code


def _forget_house(house: DataFolder) -> None:
    """Delete the database of the product that the browser flows started; as root it may lie far from here."""
    if house.secrets_file.exists():
        engine_place.forget(house, data_folder.read_secrets(house))


def wishes_for_tests(project: Path, given: Mapping[str, str]) -> Wishes:
    """Leave out every variable of the product: tests must not meet somebody's real database or paid key."""
    example = project / ".env.example"
    declared = (
        set(re.findall(r"^#?([A-Z][A-Z0-9_]*)=", example.read_text(), re.MULTILINE)) if example.exists() else set()
    )
    return Wishes(project, {name: value for name, value in given.items() if name not in declared})


def own_folder(project: Path) -> tuple[DataFolder, Lock]:
    """Return the first test folder that no other test run has taken, emptied, so runs may go on side by side."""
    for number in range(1, _MOST_FOLDERS + 1):
        folder = project / "var" / ("test" if number == 1 else f"test-{number}")
        data = data_folder.prepare(folder, is_own=True)
        lock = ownership.take(data.owner_file)
        if lock:
            lock.describe(Owner(os.getpid(), "test", url=""))
            return data, lock
    raise Refusal(f"All {_MOST_FOLDERS} folders for tests are in use. Wait for another test run to end.")


def _browser(data: DataFolder, logbook: LogBook) -> str | None:
    if os.environ.get("BROWSER") == "0":
        return None
    found = find_chromium() or install_chromium(data.path.parent / "chromium-install.log", say=logbook.say)
    if found is None:
        logbook.show(f"Chromium is missing, so the browser flows are left out. Get it with: {HOW_TO_GET_IT}")
    return found


def _variables(wishes: Wishes, data: DataFolder, run: Run, browser: str | None) -> dict[str, str]:
    addresses = Addresses(run.urls.postgres, run.urls.redis, "127.0.0.1", _TEST_PORT)
    variables = environment.product_environment(wishes, secrets=run.secrets, data=data.path, addresses=addresses)
    chosen = {"CHROMIUM_PATH": browser} if browser else {"BROWSER": "0"}
    # By which no test depends on the hour at which it runs; those about zones give their clients one.
    return {**variables, **chosen, "CLIENT_TIME_ZONE": "UTC", "TESTING": "1", MARK: run.mark}


def names_tests(arguments: Sequence[str]) -> bool:
    """Whether a part of the tests is named; a file that is not there as well, for pytest to say so."""
    return any(argument.startswith("tests/") for argument in arguments)


def count_workers(arguments: Sequence[str]) -> int:
    """Return how many workers share the tests; 0 if one process runs them, with nothing between."""
    # Both ways to write it: -n 2 and -n2.
    if wished := re.search(r"(?:^| )(?:-n|--numprocesses)[ =]?(\d+|auto|logical)(?: |$)", " ".join(arguments)):
        return int(wished[1]) if wished[1].isdigit() else _cores()
    if all(_ONLY_HOW_IT_IS_TOLD.fullmatch(argument) for argument in arguments) and _cores() > 1:
        return _WORKERS_FOR_ALL
    return 0


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def variables_of_workers(run: Run, folders: Sequence[DataFolder]) -> str:
    """Return, as JSON, what each worker's environment has that the others' have not."""
    urls = (run.urls, *run.urls_beside)
    return json.dumps(
        [
            {"DATABASE_URL": own.postgres, "REDIS_URL": own.redis, "DATA_DIR": str(folder.path)}
            for own, folder in zip(urls, folders, strict=True)
        ]
    )


def pytest_options(given: list[str], *, has_browser: bool, workers: int = 0) -> list[str]:
    without_browser = [] if has_browser or "-m" in given else ["-m", "not browser"]
    # A worker that dies takes its engines' state with it: no other takes its place.
    shared = ["-n", str(workers), "--dist=loadfile", "--max-worker-restart=0", "-p", "tests.workers"] if workers else []
    return [*without_browser, *shared]
