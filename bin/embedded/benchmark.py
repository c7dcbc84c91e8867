"""`bin/benchmark NAME`: a program of benchmarks/, on engines made for this run alone."""

import os
import sys
from pathlib import Path

from embedded import environment
from embedded.child import SETUP_STAGE, ChildSpec
from embedded.environment import Addresses
from embedded.leftovers import MARK
from embedded.logbook import LogBook
from embedded.programs import Product
from embedded.running import running_engines
from embedded.sentences import Refusal
from embedded.suite import own_folder, wishes_for_tests

_PORT = 8000


def run_benchmark(project: Path, arguments: list[str]) -> int:
    names = sorted(path.stem for path in (project / "benchmarks").glob("[a-z]*.py") if is_program(path))
    if not arguments or arguments[0] not in names:
        raise Refusal(f"Say which benchmark is to be run: {', '.join(names)}.")
    name, *options = arguments
    wishes = wishes_for_tests(project, os.environ)
    data, lock = own_folder(project)
    logbook = LogBook(data.logs, terminal=sys.stderr, own_name="benchmark")
    with running_engines(wishes, data, lock=lock, logbook=logbook, starts_afresh=True, is_throw_away=True) as run:
        addresses = Addresses(run.urls.postgres, run.urls.redis, "127.0.0.1", _PORT)
        variables = environment.product_environment(wishes, secrets=run.secrets, data=data.path, addresses=addresses)
        variables = {"LOG_LEVEL": "ERROR", **variables, MARK: run.mark}
        migrate = Product(project, variables).management_command("migrate_schemas", "--shared", "--verbosity", "0")
        if code := run.supervisor.finish_in_foreground(migrate):
            return code
        command = (sys.executable, "-m", f"benchmarks.{name}", *options)
        return run.supervisor.finish_in_foreground(ChildSpec(name, command, variables, project, stage=SETUP_STAGE))


def is_program(path: Path) -> bool:
    return '__name__ == "__main__"' in path.read_text()
