"""`bin/test`: the tests, on engines made for this run alone."""

import os
import re
import sys
from collections.abc import Mapping
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

_MOST_RUNS_AT_ONCE = 4
_TEST_PORT = 8000


def run_tests(project: Path, arguments: list[str]) -> int:
    wishes = wishes_for_tests(project, os.environ)
    data, lock = own_folder(project)
    logbook = LogBook(data.logs, terminal=sys.stderr, own_name="test")
    browser = _browser(data, logbook)
    is_whole = not names_tests(project, arguments)
    options = pytest_options(arguments, is_whole=is_whole, has_browser=browser is not None)
    with running_engines(wishes, data, lock=lock, logbook=logbook, starts_afresh=True, is_throw_away=True) as run:
        house = data.path / "house"
        house.mkdir()
        variables = {**_variables(wishes, data, run, browser), "BROWSER_DATA_DIR": str(house)}
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
    for number in range(1, _MOST_RUNS_AT_ONCE + 1):
        folder = project / "var" / ("test" if number == 1 else f"test-{number}")
        data = data_folder.prepare(folder, is_own=True)
        lock = ownership.take(data.owner_file)
        if lock:
            lock.describe(Owner(os.getpid(), "test", url=""))
            return data, lock
    raise Refusal(f"{_MOST_RUNS_AT_ONCE} test runs are going on already. Wait for one of them to end.")


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
    return {**variables, **chosen, "TESTING": "1", MARK: run.mark}


def names_tests(project: Path, arguments: list[str]) -> bool:
    return any((project / argument.split("::")[0]).exists() for argument in arguments if argument.startswith("tests/"))


def pytest_options(given: list[str], *, is_whole: bool, has_browser: bool) -> list[str]:
    # A part of the tests cannot cover the whole code, so only a whole run is measured.
    measured = ["--cov"] if is_whole else []
    without_browser = [] if has_browser or "-m" in given else ["-m", "not browser"]
    return [*measured, *without_browser]
