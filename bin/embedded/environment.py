"""What the caller's environment and `.env` ask for, and what the started programs are given."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from embedded.data_folder import Secrets
from embedded.sentences import Refusal

_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")
# Set by the tools around us; they would point the product at another Python's packages.
_NOT_PASSED_ON = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}


@dataclass(frozen=True)
class Wishes:
    """The caller's environment with `.env` beneath it: what is set in both counts as the caller says."""

    project: Path
    variables: Mapping[str, str]

    def value(self, name: str) -> str:
        return self.variables.get(name, "").strip()

    @property
    def needs_postgres(self) -> bool:
        return not self.value("DATABASE_URL")

    @property
    def needs_redis(self) -> bool:
        return not self.value("REDIS_URL")

    @property
    def is_embedded(self) -> bool:
        asked = self.value("EMBEDDED").lower() in {"1", "true", "yes", "on"}
        return asked or self.needs_postgres or self.needs_redis

    def data_folder(self, chosen: str | None) -> Path:
        """`--data` counts from where the caller stands, DATA_DIR from the project, as in the settings."""
        if chosen:
            return Path(chosen).expanduser().resolve()
        return (self.project / Path(self.value("DATA_DIR") or "var").expanduser()).resolve()


def read_wishes(project: Path, environment: Mapping[str, str]) -> Wishes:
    kept = {name: value for name, value in environment.items() if name not in _NOT_PASSED_ON}
    return Wishes(project, {**read_env_file(project / ".env"), **kept})


def read_env_file(path: Path) -> dict[str, str]:
    """Return the KEY=VALUE lines of `path`; none if it does not exist. Quotes around a value are dropped."""
    if not path.exists():
        return {}
    found = {}
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        match = _LINE.fullmatch(text)
        if match is None:
            # The line itself stays untold: it may be half of a secret.
            raise Refusal(f"Line {number} of {path} is not of the form KEY=VALUE.")
        found[match[1]] = _unquoted(match[2])
    return found


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value.split(" #", 1)[0].rstrip()


@dataclass(frozen=True)
class Addresses:
    """Where the engines and the pages are reached."""

    database_url: str
    redis_url: str
    host: str
    port: int


def product_environment(wishes: Wishes, *, secrets: Secrets, data: Path, addresses: Addresses) -> dict[str, str]:
    """Return the whole environment of the product's programs."""
    given = {name: value for name, value in wishes.variables.items() if value != ""}
    fixed = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": addresses.database_url,
        "REDIS_URL": addresses.redis_url,
        "DATA_DIR": str(data),
        "PORT": str(addresses.port),
        "PYTHONUNBUFFERED": "1",
    }
    if not wishes.is_embedded:
        _require_secret_key(wishes)
        return {**given, **fixed}
    defaults = {
        "SECRET_KEY": secrets.secret_key,
        "PUBLIC_PORT": str(addresses.port),
        "BASE_DOMAIN": "localhost",
        "PLATFORM_HOST": "localhost",
        "LOG_FORMAT": "text",
    }
    return {**defaults, **given, **fixed, "EMBEDDED": "1"}


def _require_secret_key(wishes: Wishes) -> None:
    if not wishes.value("SECRET_KEY"):
        raise Refusal(
            "DATABASE_URL and REDIS_URL are both set, so this is no longer the embedded mode, and SECRET_KEY is "
            "missing. Set it to at least 50 random characters, or set EMBEDDED=1 if only this machine uses it."
        )


def require_loopback(host: str, wishes: Wishes) -> None:
    """Raise Refusal if the embedded mode is asked to listen where other machines can reach it."""
    if not wishes.is_embedded or is_loopback(host):
        return
    raise Refusal(
        f"The embedded mode shows its sign-ins and has no TLS, so it listens on this machine alone: {host} is "
        "refused. Use 127.0.0.1, or set DATABASE_URL, REDIS_URL and SECRET_KEY for a real installation."
    )


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
