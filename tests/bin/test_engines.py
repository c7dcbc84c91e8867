"""One start of the real engines, and what the product may rely on."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis
from embedded import data_folder, ownership
from embedded.data_folder import DataFolder
from embedded.environment import Wishes
from embedded.logbook import LogBook
from embedded.ownership import Owner
from embedded.running import Run, running_engines


@pytest.fixture(scope="module")
def data(open_folder: Path) -> DataFolder:
    return data_folder.prepare(open_folder / "engines", is_own=True)


@pytest.fixture(scope="module")
def run(data: DataFolder) -> Iterator[Run]:
    logbook = LogBook(data.logs, terminal=sys.stderr)
    lock = ownership.become_owner(data.owner_file, Owner(os.getpid(), "test", ""), say=logbook.say)
    with running_engines(Wishes(Path("/nowhere"), {}), data, lock=lock, logbook=logbook) as run:
        yield run


def test_the_login_role_may_make_roles_and_databases_and_is_no_superuser(run: Run) -> None:
    question = "SELECT rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = %s"

    with psycopg.connect(run.urls.postgres) as connection:
        rights = connection.execute(question, ["benefits"]).fetchone()

    assert rights == (False, False, True, True, False)


def test_the_login_role_may_become_a_role_it_made(run: Run) -> None:
    with psycopg.connect(run.urls.postgres) as connection:
        connection.execute("CREATE ROLE t_one NOLOGIN")
        connection.execute("SET ROLE t_one")
        current = connection.execute("SELECT current_user").fetchone()
        connection.execute("RESET ROLE")
        connection.execute("DROP ROLE t_one")

    assert current == ("t_one",)


def test_a_new_database_has_vectors_and_knows_accents(run: Run) -> None:
    with psycopg.connect(run.urls.postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE test_new")
    with psycopg.connect(run.urls.postgres, dbname="test_new") as new:
        found = new.execute("SELECT '[3,4]'::halfvec <-> '[0,0]', lower('ÁÉ'), to_tsvector('spanish', 'médica')::text")
        row = found.fetchone()
    with psycopg.connect(run.urls.postgres, autocommit=True) as connection:
        connection.execute("DROP DATABASE test_new")

    assert row == (5.0, "áé", "'medic':1")


def test_postgres_lets_nobody_in_without_the_password_and_no_superuser_at_all(run: Run) -> None:
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(run.urls.postgres, password="guess")
    with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry"):
        psycopg.connect(run.urls.postgres, user="postgres")


def test_redis_lets_nobody_in_without_the_password(run: Run) -> None:
    guessed = run.urls.redis.replace(run.secrets.redis_password, "guess")

    with redis.Redis.from_url(guessed) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()


def test_redis_keeps_what_it_is_told_and_never_drops_a_key(run: Run) -> None:
    with redis.Redis.from_url(run.urls.redis, decode_responses=True) as client:
        settings = {name: client.config_get(name)[name] for name in ("appendonly", "appendfsync", "maxmemory-policy")}

    assert settings == {"appendonly": "yes", "appendfsync": "everysec", "maxmemory-policy": "noeviction"}


def test_the_engines_files_are_closed_to_other_users(run: Run, data: DataFolder) -> None:
    modes = {name: (data.path / name).stat().st_mode & 0o777 for name in ("postgres", "redis", "engines.json")}

    assert modes == {"postgres": 0o700, "redis": 0o700, "engines.json": 0o600}


def test_a_failing_statement_is_not_written_to_the_log(run: Run, data: DataFolder) -> None:
    with psycopg.connect(run.urls.postgres) as connection, pytest.raises(psycopg.errors.UndefinedTable):
        connection.execute("SELECT 'my knee hurts' FROM nowhere")

    log = (data.logs / "postgres.log").read_text()
    assert 'relation "nowhere" does not exist' in log
    assert "knee" not in log
