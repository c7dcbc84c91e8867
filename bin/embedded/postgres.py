"""The embedded PostgreSQL: making its files, its one login role, and the way it is started."""

import hashlib
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg

from embedded.child import POSTGRES_STAGE, ChildSpec
from embedded.engine_place import EnginePlace
from embedded.sentences import Refusal

MAJOR_VERSION = "18"
ROLE = DATABASE = "benefits"
_SINGLE_USER_DATABASES = ("template1", "postgres", DATABASE)

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "maintenance_work_mem": "128MB",
    # A schema per client means thousands of tables, and dropping one client locks all of its own at once.
    "max_locks_per_transaction": "256",
    "createrole_self_grant": "set",
    "password_encryption": "scram-sha-256",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %u@%d ",
    "log_checkpoints": "off",
    # Statements and details hold what people wrote; the log holds only that something failed, and where.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
_THROW_AWAY_SETTINGS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
# The superuser has no password and no line here: set-up is done in single-user mode, never over the network.
_HOST_RULES = f"host all {ROLE} 127.0.0.1/32 scram-sha-256\n"


class Postgres:
    def __init__(self, place: EnginePlace, *, password: str, is_throw_away: bool) -> None:
        """`is_throw_away`: for tests; quick, and not safe against a power cut."""
        self._place = place
        self._password = password
        self._is_throw_away = is_throw_away
        self.folder = place.folder / "postgres"

    def set_up(self) -> None:
        """Bring the files to where the server can be started. Does nothing when they are there already."""
        if not (self.folder / "PG_VERSION").exists():
            self._make_files()
        found = (self.folder / "PG_VERSION").read_text().strip()
        if found != MAJOR_VERSION:
            raise Refusal(
                f"The database in {self.folder} was made by PostgreSQL {found}, and this is {MAJOR_VERSION}. Dump it "
                "with the older release of this product and load it here, or start afresh with --reset."
            )
        self._write("pg_hba.conf", _HOST_RULES)
        # Nobody runs here (the owner looked for leftovers), so this file is of a server that was killed.
        (self.folder / "postmaster.pid").unlink(missing_ok=True)
        if self._set_up_mark() != self._read_mark():
            self._make_role_and_database()
            self._write("set-up-done", self._set_up_mark())

    def spec(self, port: int) -> ChildSpec:
        settings = {**_SETTINGS, **(_THROW_AWAY_SETTINGS if self._is_throw_away else {}), "port": str(port)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return ChildSpec(
            name="postgres",
            command=(self._program("postgres"), "-D", str(self.folder), *options),
            environment=self._environment(),
            folder=self._place.folder,
            stage=POSTGRES_STAGE,
            stop_signal=signal.SIGINT,  # "fast": do not wait for those who are connected
            patience_seconds=60,
            account=self._place.account,
            dies_with_us=False,
        )

    def _make_files(self) -> None:
        """Make them beside their place and move them there whole: a start cut short leaves nothing half made."""
        draft = self._place.folder / "postgres.new"
        for remains in (draft, self.folder):
            if remains.exists():
                shutil.rmtree(remains)
        self._place.make(draft)
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-instructions"]
        # Built into PostgreSQL, so the same on every machine, whatever languages its system knows.
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        if self._is_throw_away:
            options.append("--no-sync")
        self._run("initdb", "-D", str(draft), *options)
        draft.rename(self.folder)

    def _make_role_and_database(self) -> None:
        rights = "LOGIN NOSUPERUSER NOINHERIT CREATEROLE CREATEDB NOREPLICATION NOBYPASSRLS"
        unless_there = f"IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}')"
        in_postgres = [
            f"DO $$BEGIN {unless_there} THEN CREATE ROLE {ROLE}; END IF; END$$;",
            f"ALTER ROLE {ROLE} WITH {rights} PASSWORD '{self._password}';",
            f"CREATE DATABASE {DATABASE} OWNER {ROLE};",
        ]
        # In template1 first: the product's database and every test database are copies of it.
        extension = ["CREATE EXTENSION IF NOT EXISTS vector;", "ALTER EXTENSION vector UPDATE;"]
        for database in _SINGLE_USER_DATABASES:
            self._run_single_user(database, in_postgres if database == "postgres" else extension)

    def _run_single_user(self, database: str, statements: list[str]) -> None:
        """Run statements, one a line. Mistakes in them show in the log file and in that nobody can connect."""
        self._run("postgres", "--single", "-D", str(self.folder), database, given="\n".join(statements) + "\n")

    def _run(self, program: str, *arguments: str, given: str = "") -> None:
        account = self._place.account
        done = subprocess.run(
            [self._program(program), *arguments],
            input=given,
            text=True,
            capture_output=True,
            cwd=self._place.folder,
            env=self._environment(),
            **(account.credentials() if account else {}),
        )
        if done.returncode != 0:
            raise Refusal(f"PostgreSQL could not be set up: {_last_line(done.stderr)}")

    def _program(self, name: str) -> str:
        return str(self._place.programs.postgres / "bin" / name)

    @staticmethod
    def _environment() -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "LANG": "C", "LC_ALL": "C"}

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(text)
        path.chmod(0o600)
        if self._place.account:
            self._place.account.own(path)

    def _set_up_mark(self) -> str:
        """A fingerprint of what set-up depends on, so that a new password or extension release is noticed."""
        release = (self._place.programs.postgres / "share/postgresql/extension/vector.control").read_text()
        return hashlib.sha256(f"{self._password} {release}".encode()).hexdigest()

    def _read_mark(self) -> str:
        mark: Path = self.folder / "set-up-done"
        return mark.read_text() if mark.exists() else ""


def url(port: int, password: str) -> str:
    return f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/{DATABASE}"


def accepts_connections(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
