"""The one ignored folder that holds the engines' files, uploads, mail, logs and secrets."""

import contextlib
import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from embedded.sentences import Refusal, refusal_for

LEAST_FREE_BYTES = 1024**3
# Below this a failure is put down to the disk, whatever the program that failed made of it.
FULL_DISK_BYTES = 64 * 1024**2


@dataclass(frozen=True)
class Secrets:
    """Random values of this one data folder. `folder_id` tells it from a copy or a folder of the same name."""

    folder_id: str
    secret_key: str
    database_password: str
    redis_password: str


@dataclass(frozen=True)
class DataFolder:
    path: Path

    @property
    def logs(self) -> Path:
        return self.path / "log"

    @property
    def secrets_file(self) -> Path:
        return self.path / "secrets.json"

    @property
    def engines_file(self) -> Path:
        return self.path / "engines.json"

    @property
    def owner_file(self) -> Path:
        return self.path / "owner.lock"

    @property
    def sign_ins_file(self) -> Path:
        return self.path / "demo.json"

    @property
    def static(self) -> Path:
        return self.path / "static"


def prepare(path: Path, *, is_own: bool) -> DataFolder:
    """Make the folder and check that it can be used. `is_own`: it is the project's usual place for data.

    Any other folder has to be empty or one of ours, for --reset empties it.
    """
    folder = DataFolder(path)
    if path.exists() and not path.is_dir():
        raise Refusal(f"{path} is a file; the data need a folder. Name another one with --data DIR.")
    if not is_own and path.exists() and not folder.secrets_file.exists() and any(path.iterdir()):
        raise Refusal(f"{path} holds other files. Name an empty or a new folder with --data DIR.")
    _make(path)
    require_space(path)
    # The secrets come first: they are what tells this folder from somebody's other files.
    if not folder.secrets_file.exists():
        _write_new_secrets(folder)
    for inner in (folder.logs, path / "mail", path / "files"):
        inner.mkdir(mode=0o700, exist_ok=True)
    folder.static.mkdir(exist_ok=True)
    return folder


def _make(path: Path) -> None:
    # 0711: the engines' own user may pass through to its files, and nobody may look around.
    try:
        path.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as error:
        raise refusal_for(error) or Refusal(f"The folder {path} could not be made: {error.strerror}.") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise Refusal(f"{path} cannot be written by you. Mend its rights, or name another folder with --data DIR.")


def require_space(path: Path, *, least_bytes: int = LEAST_FREE_BYTES) -> None:
    free = shutil.disk_usage(path).free
    if free < least_bytes:
        raise Refusal(
            f"Only {free // 1024**2} MiB are free on the disk of {path}; {least_bytes // 1024**2} MiB are needed. "
            "Free some space, or name a folder on another disk with --data DIR."
        )


def read_secrets(folder: DataFolder) -> Secrets:
    try:
        return Secrets(**json.loads(folder.secrets_file.read_text()))
    except (json.JSONDecodeError, TypeError) as error:
        raise Refusal(f"{folder.secrets_file} is damaged. Put back a copy, or start afresh with --reset.") from error


def _new_secrets() -> Secrets:
    return Secrets(
        folder_id=secrets.token_hex(8),
        secret_key=secrets.token_urlsafe(60),
        database_password=secrets.token_urlsafe(24),
        redis_password=secrets.token_urlsafe(24),
    )


def _write_new_secrets(folder: DataFolder) -> None:
    draft = _write_draft(folder.secrets_file, json.dumps(asdict(_new_secrets()), indent=2))
    # A link, unlike a move, never replaces what another start wrote in the same moment.
    with contextlib.suppress(FileExistsError):
        folder.secrets_file.hardlink_to(draft)
    draft.unlink()


def write_private(path: Path, text: str) -> None:
    """Write `path` whole or not at all, readable by its owner alone."""
    _write_draft(path, text).replace(path)


def _write_draft(path: Path, text: str) -> Path:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return draft


def empty(folder: DataFolder) -> None:
    """Delete everything in the folder but the lock that its owner holds and the test runs' folders."""
    for entry in folder.path.iterdir():
        if entry == folder.owner_file or entry.name.startswith("test"):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
