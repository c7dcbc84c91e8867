"""The commands behind the scripts in bin/: `start.py up|manage|test|benchmark|check ...`."""

import sys
from pathlib import Path

from embedded.benchmark import run_benchmark
from embedded.check import check
from embedded.manage import manage
from embedded.sentences import Refusal, refusal_for
from embedded.suite import run_tests
from embedded.up import up

PROJECT = Path(__file__).resolve().parent.parent.parent
_INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Run one command; whatever a person can mend ends in a sentence and exit code 1, without a traceback."""
    try:
        return _run(arguments[0], arguments[1:])
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        refusal = refusal_for(error)
        if refusal is None:
            raise
        sys.stderr.write(f"{refusal}\n")
        return 1


def _run(command: str, arguments: list[str]) -> int:
    match command:
        case "up":
            return up(PROJECT, arguments)
        case "manage":
            return manage(PROJECT, arguments)
        case "test":
            return run_tests(PROJECT, arguments)
        case "benchmark":
            return run_benchmark(PROJECT, arguments)
        case "check":
            return check(Path(arguments[0]), port=int(arguments[1]))
    raise Refusal(f"There is no command {command!r}.")
