from pathlib import Path

import pytest
from embedded.data_folder import Secrets
from embedded.environment import (
    Addresses,
    Wishes,
    product_environment,
    read_env_file,
    read_wishes,
    require_loopback,
)
from embedded.sentences import Refusal

SECRETS = Secrets(folder_id="f", secret_key="random", database_password="d", redis_password="r")
ADDRESSES = Addresses("postgresql://here", "redis://here", "127.0.0.1", 8001)
REAL = {"DATABASE_URL": "postgresql://far/x", "REDIS_URL": "redis://far"}


def test_the_env_file_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(
        '# a comment\n\nPLAIN=one\nexport SHELL_STYLE = two\nQUOTED="three # not a comment"\n'
        "SINGLE='four'\nWITH_COMMENT=five # a comment\nEMPTY=\nEQUALS=a=b\n"
    )

    found = read_env_file(file)

    assert found == {
        "PLAIN": "one",
        "SHELL_STYLE": "two",
        "QUOTED": "three # not a comment",
        "SINGLE": "four",
        "WITH_COMMENT": "five",
        "EMPTY": "",
        "EQUALS": "a=b",
    }


def test_a_bad_line_of_the_env_file_is_named_by_its_number_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("GOOD=1\nsk-secret-key\n")

    with pytest.raises(Refusal) as refusal:
        read_env_file(tmp_path / ".env")

    assert str(refusal.value) == f"Line 2 of {tmp_path}/.env is not of the form KEY=VALUE."


def test_the_callers_environment_counts_before_the_env_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=1\nBASE_DOMAIN=example.org\n")

    wishes = read_wishes(tmp_path, {"PORT": "2", "PYTHONPATH": "/elsewhere"})

    assert wishes.variables == {"PORT": "2", "BASE_DOMAIN": "example.org"}


@pytest.mark.parametrize(
    ("given", "needs_postgres", "needs_redis", "is_embedded"),
    [
        ({}, True, True, True),
        ({"DATABASE_URL": REAL["DATABASE_URL"]}, False, True, True),
        ({"REDIS_URL": REAL["REDIS_URL"]}, True, False, True),
        (REAL, False, False, False),
        ({**REAL, "EMBEDDED": "1"}, False, False, True),
    ],
)
def test_each_engine_is_started_only_when_no_real_one_is_named(
    given: dict[str, str], needs_postgres: bool, needs_redis: bool, is_embedded: bool
) -> None:
    wishes = Wishes(Path("/p"), given)

    assert (wishes.needs_postgres, wishes.needs_redis, wishes.is_embedded) == (needs_postgres, needs_redis, is_embedded)


def test_the_embedded_mode_sets_what_the_product_needs_and_lets_wishes_win() -> None:
    wishes = Wishes(Path("/p"), {"BASE_DOMAIN": "example.org", "OPENAI_API_KEY": "sk-1", "PINECONE_API_KEY": ""})

    variables = product_environment(wishes, secrets=SECRETS, data=Path("/d"), addresses=ADDRESSES)

    assert variables == {
        "BASE_DOMAIN": "example.org",
        "DATABASE_URL": "postgresql://here",
        "DATA_DIR": "/d",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "EMBEDDED": "1",
        "LOG_FORMAT": "text",
        "OPENAI_API_KEY": "sk-1",
        "PLATFORM_HOST": "localhost",
        "PORT": "8001",
        "PUBLIC_PORT": "8001",
        "PYTHONUNBUFFERED": "1",
        "REDIS_URL": "redis://here",
        "SECRET_KEY": "random",
    }


def test_a_real_installation_has_to_bring_its_own_secret_key() -> None:
    with pytest.raises(Refusal, match="SECRET_KEY is missing"):
        product_environment(Wishes(Path("/p"), REAL), secrets=SECRETS, data=Path("/d"), addresses=ADDRESSES)

    own = Wishes(Path("/p"), {**REAL, "SECRET_KEY": "own"})
    variables = product_environment(own, secrets=SECRETS, data=Path("/d"), addresses=ADDRESSES)

    assert variables["SECRET_KEY"] == "own"
    assert "EMBEDDED" not in variables
    assert "BASE_DOMAIN" not in variables


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_the_embedded_mode_listens_on_this_machine(host: str) -> None:
    require_loopback(host, Wishes(Path("/p"), {}))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.8", "example.org", ""])
def test_the_embedded_mode_refuses_every_other_address(host: str) -> None:
    with pytest.raises(Refusal, match="listens on this machine alone"):
        require_loopback(host, Wishes(Path("/p"), {}))

    require_loopback(host, Wishes(Path("/p"), REAL))


def test_the_data_folder_counts_from_the_project_or_from_where_the_caller_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert Wishes(Path("/p"), {}).data_folder(None) == Path("/p/var")
    assert Wishes(Path("/p"), {"DATA_DIR": "other"}).data_folder(None) == Path("/p/other")
    assert Wishes(Path("/p"), {"DATA_DIR": "other"}).data_folder("here") == tmp_path / "here"
