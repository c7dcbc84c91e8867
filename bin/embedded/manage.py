"""`bin/manage`: any management command, with the engines of a running bin/up or with its own for a moment."""

import os
import sys
import time
from pathlib import Path
from typing import NoReturn

from embedded import data_folder, environment, ownership, postgres, redis_server
from embedded.data_folder import DataFolder
from embedded.engines import EngineUrls, known_urls, read_ports
from embedded.environment import Addresses, Wishes
from embedded.leftovers import MARK
from embedded.logbook import LogBook
from embedded.ownership import Lock, Owner
from embedded.programs import Product
from embedded.running import running_engines
from embedded.sentences import Refusal

_PATIENCE_SECONDS = 60
_DEFAULT_PORT = 8000


def manage(project: Path, arguments: list[str]) -> int:
    wishes = environment.read_wishes(project, os.environ)
    folder = wishes.data_folder(None)
    data = data_folder.prepare(folder, is_own=folder.is_relative_to(project / "var"))
    users = data.path / "users.lock"
    deadline = time.monotonic() + _PATIENCE_SECONDS
    # Somebody else may be starting or stopping the engines right now; then it is settled a moment later.
    while time.monotonic() < deadline:
        in_use = ownership.take(users, shared=True)
        if in_use and (urls := _running_engines(wishes, data)):
            _become(project, arguments, wishes, data, urls, in_use)
        if in_use:
            in_use.release()
        lock = ownership.take(data.owner_file)
        if lock:
            return _with_own_engines(project, arguments, wishes, data, lock)
        time.sleep(0.2)
    raise Refusal(f"The engines of {data.path} are still being started or stopped by another command. Try again.")


def _running_engines(wishes: Wishes, data: DataFolder) -> EngineUrls | None:
    """Return where the engines are if all that are needed answer."""
    needs_embedded = wishes.needs_postgres or wishes.needs_redis
    owner = ownership.read_owner(data.owner_file)
    if needs_embedded and not (owner and owner.is_alive() and data.engines_file.exists()):
        return None
    urls = known_urls(wishes, data_folder.read_secrets(data), read_ports(data))
    if wishes.needs_postgres and not postgres.accepts_connections(urls.postgres):
        return None
    if wishes.needs_redis and not redis_server.answers(urls.redis):
        return None
    return urls


def _become(
    project: Path, arguments: list[str], wishes: Wishes, data: DataFolder, urls: EngineUrls, in_use: Lock
) -> NoReturn:
    """Turn into the command. The lock that says "these engines are in use" stays held until it ends."""
    os.set_inheritable(in_use.descriptor, True)
    variables = _variables(wishes, data, urls)
    os.chdir(project)
    os.execve(sys.executable, [sys.executable, "manage.py", *arguments], variables)  # noqa: S606


def _with_own_engines(project: Path, arguments: list[str], wishes: Wishes, data: DataFolder, lock: Lock) -> int:
    lock.describe(Owner(os.getpid(), "manage", url=""))
    # What the command prints may be piped on, so our own words go to the other stream.
    logbook = LogBook(data.logs, terminal=sys.stderr, own_name="manage")
    with running_engines(wishes, data, lock=lock, logbook=logbook) as run:
        variables = {**_variables(wishes, data, run.urls), MARK: run.mark}
        code = run.supervisor.finish_in_foreground(Product(project, variables).management_command(*arguments))
        _wait_for_other_users(data, logbook)
    return code


def _wait_for_other_users(data: DataFolder, logbook: LogBook) -> None:
    """Commands that found our engines running may still be at work. The lock then keeps new ones out."""
    is_told = False
    while ownership.take(data.path / "users.lock") is None:
        if not is_told:
            logbook.say("waiting for another bin/manage that uses the same engines")
            is_told = True
        time.sleep(0.2)


def _variables(wishes: Wishes, data: DataFolder, urls: EngineUrls) -> dict[str, str]:
    owner = ownership.read_owner(data.owner_file)
    port = (owner.port if owner and owner.is_alive() else None) or int(wishes.value("PORT") or _DEFAULT_PORT)
    addresses = Addresses(urls.postgres, urls.redis, "127.0.0.1", port)
    return environment.product_environment(
        wishes, secrets=data_folder.read_secrets(data), data=data.path, addresses=addresses
    )
