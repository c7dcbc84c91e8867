"""The unprivileged user that runs the engines when we are root (PostgreSQL refuses to run as root)."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from embedded.sentences import Refusal

_NAME = "benefits"
_SYSTEM_PATH = "/usr/sbin:/sbin:/usr/bin:/bin"


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    def credentials(self) -> dict[str, Any]:
        """Return the arguments that make `subprocess` run a program as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        return self._succeeds("/bin/sh", "-c", 'cd "$1"', "sh", str(folder))

    def can_run(self, program: Path) -> bool:
        return self._succeeds("/bin/sh", "-c", '"$1" --version', "sh", str(program))

    def own(self, path: Path) -> None:
        os.chown(path, self.uid, self.gid)

    def _succeeds(self, *command: str) -> bool:
        # Asked by doing: access lists and mount options count too, which the mode bits do not tell.
        try:
            done = subprocess.run(
                command, cwd="/", env={"PATH": _SYSTEM_PATH}, capture_output=True, **self.credentials()
            )
        except PermissionError as error:
            raise Refusal(
                "PostgreSQL does not run as root, and root may not become another user here. "
                "Start as an ordinary user, or set DATABASE_URL and REDIS_URL to servers of your own."
            ) from error
        return done.returncode == 0


def account_for_engines(existing: Path) -> Account | None:
    """Return whom the engines run as; None means as ourselves. `existing`: PostgreSQL's files, if there are any.

    Files that are there decide, so a folder made by an ordinary user goes on working for root.
    """
    owner = existing.stat().st_uid if existing.exists() else None
    if os.geteuid() != 0:
        if owner not in {None, os.geteuid()}:
            raise Refusal(f"{existing} belongs to user {_name_of(owner)}. Start as that user, or use --data DIR.")
        return None
    if owner:
        return Account(_name_of(owner), owner, existing.stat().st_gid)
    return _known(_NAME) or _created() or _known("nobody") or _nobody_at_all()


def _known(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, entry.pw_uid, entry.pw_gid)


def _created() -> Account | None:
    useradd = shutil.which("useradd", path=_SYSTEM_PATH)
    if useradd is None:
        return None
    options = ("--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent")
    subprocess.run([useradd, *options, "--shell", "/usr/sbin/nologin", _NAME], capture_output=True)
    return _known(_NAME)


def _nobody_at_all() -> Account:
    raise Refusal("PostgreSQL does not run as root, and no other user could be made. Start as an ordinary user.")


def _name_of(uid: int | None) -> str:
    try:
        return pwd.getpwuid(uid or 0).pw_name
    except KeyError:
        return str(uid)
