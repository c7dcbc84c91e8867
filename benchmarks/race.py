"""Race threads through clients and count wrong reads. Makes three clients in the database of the settings.

python -m benchmarks.race            our own ways in: pages, nested scopes, tasks, live topics, the cache
python -m benchmarks.race --stock    django-tenants' own ways in: on its own backend, then on ours
"""

import argparse
import sys
import time
from collections.abc import Sequence

from django.db import connections

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)
from tests.tenants.race import (
    OWN_WAYS,
    ROUNDS,
    THREADS,
    Contestant,
    Round,
    decorated,
    guarded,
    racing_clients,
    run_race,
    with_client,
    with_schema_context,
)

STOCK_BACKEND = "django_tenants.postgresql_backend"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.race")
    parser.add_argument("--stock", action="store_true", help="race django-tenants' own ways in")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds of each thread ({ROUNDS})")
    options = parser.parse_args(arguments)
    with racing_clients() as contestants:
        if options.stock:
            show_stock(contestants, options.rounds)
            return 0
        return show("our own ways in", contestants, OWN_WAYS, options.rounds)


def show_stock(contestants: Sequence[Contestant], rounds: int) -> None:
    ways = {"with client": with_client, "decorator": decorated(contestants), "with form": with_schema_context}
    own_backend = connections.settings["default"]["ENGINE"]
    # New threads open their connections with whatever backend the settings name then.
    connections.settings["default"]["ENGINE"] = STOCK_BACKEND
    for name, way in ways.items():
        show(f"{name}, stock backend", contestants, [way], rounds)
    connections.settings["default"]["ENGINE"] = own_backend
    for name, way in ways.items():
        show(f"{name}, our backend", contestants, [guarded(way, "refused by the tripwire")], rounds)


def show(title: str, contestants: Sequence[Contestant], ways: Sequence[Round], rounds: int) -> int:
    started = time.monotonic()
    tally = run_race(contestants, ways, rounds=rounds)
    seconds = time.monotonic() - started
    sys.stdout.write(f"{title}: {THREADS} threads x {rounds} rounds, {len(contestants)} clients, {seconds:.1f} s\n")
    sys.stdout.write(f"{tally}\n\n")
    return 1 if sum(tally.wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
