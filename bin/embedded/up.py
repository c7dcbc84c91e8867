"""`bin/up`: engines, database, demo, pages, workers; and all of it stopped again in order."""

import argparse
import os
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from embedded import data_folder, engine_place, environment, ownership, ports
from embedded.check import check
from embedded.data_folder import DataFolder
from embedded.environment import Addresses, Wishes
from embedded.leftovers import MARK
from embedded.logbook import LogBook
from embedded.ownership import Owner
from embedded.programs import Product
from embedded.running import Run, running_engines
from embedded.sentences import Refusal
from embedded.sign_ins import sign_in_block
from embedded.supervisor import StopRequested

_READY_SECONDS = 90
_INTERRUPTED = 130
_STEPS = (
    ("migrating all schemas", ("fleet", "migrate", "--go-on")),
    ("collecting static files", ("collectstatic", "--noinput", "--verbosity", "0")),
)
_DEMO_STEP = ("filling in the demo companies", ("seed_demo",))


@dataclass(frozen=True)
class Options:
    host: str
    port: int
    data: str | None
    resets: bool
    is_sure: bool
    checks: bool
    has_demo: bool


def read_options(arguments: list[str], wishes: Wishes) -> Options:
    parser = argparse.ArgumentParser(prog="bin/up", description="Start the whole product on this machine.")
    parser.add_argument("--port", type=int, default=_port_wished(wishes), help="port of the pages (8000, or PORT)")
    parser.add_argument(
        "--host",
        default=wishes.value("LISTEN_HOST") or "127.0.0.1",
        help="address to listen on (127.0.0.1, or LISTEN_HOST); only this machine's own in the embedded mode",
    )
    parser.add_argument("--data", metavar="DIR", help="folder for all data (var, or DATA_DIR)")
    parser.add_argument("--reset", action="store_true", help="delete all data first and start afresh")
    parser.add_argument("--yes", action="store_true", help="do not ask before --reset deletes")
    parser.add_argument("--check", action="store_true", help="start, ask one question, show the answer, stop")
    parser.add_argument("--no-demo", action="store_true", help="do not fill in the demo companies")
    given = parser.parse_args(arguments)
    if not 0 < given.port < 65536:
        parser.error(f"--port {given.port}: a port is a number from 1 to 65535")
    wants_demo = wishes.value("DEMO").lower() not in {"0", "false", "no", "off"} and not given.no_demo
    return Options(
        host=given.host,
        port=given.port,
        data=given.data,
        resets=given.reset,
        is_sure=given.yes,
        checks=given.check,
        has_demo=wants_demo and (wishes.is_embedded or bool(wishes.value("DEMO"))),
    )


def up(project: Path, arguments: list[str]) -> int:
    started = time.monotonic()
    wishes = environment.read_wishes(project, os.environ)
    options = read_options(arguments, wishes)
    environment.require_loopback(options.host, wishes)
    folder = wishes.data_folder(options.data)
    if options.resets:
        _confirm_reset(folder, is_sure=options.is_sure)
    data = data_folder.prepare(folder, is_own=folder.is_relative_to(project / "var"))
    if options.checks and (port := _port_of_running(data)):
        return check(data.sign_ins_file, port=port)
    logbook = LogBook(data.logs, terminal=sys.stdout)
    # The folder before the port: after a crash the old programs hold the port until they are cleaned up.
    lock = ownership.become_owner(data.owner_file, Owner(os.getpid(), "up", url=""), say=logbook.say)
    port = _choose_port(options)
    lock.describe(Owner(os.getpid(), "up", f"http://localhost:{port}/"))
    try:
        with running_engines(wishes, data, lock=lock, logbook=logbook, starts_afresh=options.resets) as run:
            product = _product(project, wishes, data, run, host=options.host, port=port, has_demo=options.has_demo)
            _prepare_database(product, run, logbook, has_demo=options.has_demo)
            _start_programs(product, run, data, host=options.host, port=port)
            _tell_orphans(logbook)
            logbook.say(f"ready after {time.monotonic() - started:.1f} s")
            return _serve(product, run, data, logbook, port=port, checks=options.checks)
    except StopRequested:
        return _INTERRUPTED


def _product(
    project: Path, wishes: Wishes, data: DataFolder, run: Run, *, host: str, port: int, has_demo: bool
) -> Product:
    addresses = Addresses(run.urls.postgres, run.urls.redis, host, port)
    variables = environment.product_environment(wishes, secrets=run.secrets, data=data.path, addresses=addresses)
    return Product(project, {**variables, "DEMO": "1" if has_demo else "0", MARK: run.mark})


def _prepare_database(product: Product, run: Run, logbook: LogBook, *, has_demo: bool) -> None:
    for what, command in (*_STEPS, _DEMO_STEP) if has_demo else _STEPS:
        logbook.say(what)
        code = run.supervisor.finish(product.management_command(*command))
        if code != 0:
            data_folder.require_space(logbook.folder, least_bytes=data_folder.FULL_DISK_BYTES)
            log = logbook.path("setup")
            raise Refusal(f"The start failed while {what} (exit code {code}). The lines above are kept in {log}.")


def _start_programs(product: Product, run: Run, data: DataFolder, *, host: str, port: int) -> None:
    for spec in (product.web(host=host, port=port), *product.workers()):
        run.supervisor.start(spec)
    run.supervisor.start(product.beat(data.path / "beat"))
    run.supervisor.wait_until(partial(is_ready, host, port), name="web", seconds=_READY_SECONDS)


def _tell_orphans(logbook: LogBook) -> None:
    if orphans := engine_place.orphans():
        logbook.say(
            f"{len(orphans)} databases in {engine_place.OUTSIDE} belong to data folders that are gone; they may"
        )
        logbook.say("be deleted: rm -r " + " ".join(str(place) for place in orphans[:5]))


def _serve(product: Product, run: Run, data: DataFolder, logbook: LogBook, *, port: int, checks: bool) -> int:
    if checks:
        return run.supervisor.finish(product.check(sign_ins=data.sign_ins_file, port=port))
    logbook.show(sign_in_block(data.sign_ins_file, port=port))
    run.supervisor.watch()
    logbook.say("stopping; everything is kept for the next start")
    return 0


def is_ready(host: str, port: int) -> bool:
    # Whoever listens on all addresses is reached at this one as well.
    is_everywhere = host in {"localhost", "0.0.0.0", "::"}  # noqa: S104
    reached = "127.0.0.1" if is_everywhere else f"[{host}]" if ":" in host else host
    try:
        with urllib.request.urlopen(f"http://{reached}:{port}/readyz", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _confirm_reset(folder: Path, *, is_sure: bool) -> None:
    if is_sure or not folder.exists():
        return
    if not sys.stdin.isatty():
        raise Refusal(f"--reset deletes everything in {folder}. Add --yes to say that this is meant.")
    sys.stdout.write(f"--reset deletes everything in {folder}: database, files, mails, sign-ins.\nType yes to go on: ")
    sys.stdout.flush()
    if sys.stdin.readline().strip().lower() != "yes":
        raise Refusal("Nothing was deleted.")


def _choose_port(options: Options) -> int:
    if options.checks:
        return ports.free_port(options.host, preferred=options.port)
    ports.require_free(options.port, options.host)
    return options.port


def _port_wished(wishes: Wishes) -> int:
    wished = wishes.value("PORT") or "8000"
    if not wished.isdigit():
        raise Refusal(f"PORT must be a number, not {wished!r}.")
    return int(wished)


def _port_of_running(data: DataFolder) -> int | None:
    """Return the port of a bin/up that runs on this folder already."""
    lock = ownership.take(data.owner_file)
    if lock is not None:
        lock.release()
        return None
    holder = ownership.read_owner(data.owner_file)
    return holder.port if holder and holder.command == "up" and holder.is_alive() else None
