import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from config import env

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "f4b1c0" * 12,
    "DATABASE_URL": "postgresql://benefits:pw@db.example/benefits",
    "REDIS_URL": "redis://cache.example:6379/0",
    "BASE_DOMAIN": "benefits.example",
    "PATH": os.environ["PATH"],
}


def _settings(expression: str, **variables: str) -> subprocess.CompletedProcess:
    code = f"from django.conf import settings; print({expression})"
    environment = {**PRODUCTION, "DJANGO_SETTINGS_MODULE": "config.settings", **variables}
    environment = {name: value for name, value in environment.items() if value}
    return subprocess.run([sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True)


def test_env_example_lists_every_variable():
    assert (ROOT / ".env.example").read_text() == env.env_example()


def test_every_variable_is_told_of_where_one_looks_for_settings():
    told = set(re.findall(r"[`\s]([A-Z][A-Z0-9_]+)\b", (ROOT / "docs" / "configuration.md").read_text()))

    assert set(env.DECLARED) - told == set()


def test_every_variable_read_in_the_product_is_declared():
    read = set()
    for folder in (
        "config",
        "tenants",
        "accounts",
        "analytics",
        "branding",
        "benefits",
        "knowledge",
        "chat",
        "platform_admin",
    ):
        for source in (ROOT / folder).rglob("*.py"):
            text = source.read_text()
            read |= set(re.findall(r"os\.environ(?:\.get)?[\[(]\s*[\"'](\w+)", text))
            read |= set(re.findall(r"env\.(?:text|flag|number)\(\"(\w+)\"", text))
    read -= {"DJANGO_SETTINGS_MODULE"}

    assert read - set(env.DECLARED) == set()


def test_every_variable_that_the_commands_and_the_container_read_is_declared():
    read = set(re.findall(r"\$\{(\w+)", (ROOT / "deploy" / "serve").read_text()))
    for source in (ROOT / "bin").rglob("*.py"):
        read |= set(re.findall(r"(?:wishes\.value|environ\.get)\(\"(\w+)\"", source.read_text()))
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    read |= services["web"]["environment"].keys()

    assert {"PORT", "LISTEN_HOST", "STATIC_DIR", "TRUST_PROXY"} <= read
    assert read - set(env.DECLARED) == set()


@pytest.mark.parametrize("file", ["README.md", "docs/configuration.md"])
def test_every_variable_named_in_the_docs_is_declared(file):
    words = set(re.findall(r"`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)", (ROOT / file).read_text()))

    assert words
    assert words - set(env.DECLARED) == set()


def test_every_declared_variable_is_read_somewhere():
    sources = [
        path
        for pattern in ("config/*.py", "bin/**/*", "docker-compose.yml", "deploy/**/*", ".ci/run")
        for path in ROOT.glob(pattern)
        if path.is_file() and path.name != "env.py" and "__pycache__" not in str(path)
    ]
    texts = "\n".join(path.read_text(errors="replace") for path in sources)

    assert [name for name in env.DECLARED if not re.search(rf"\b{name}\b", texts)] == []


def test_compose_uses_declared_variables_only():
    used = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))

    assert used - set(env.DECLARED) == set()


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_start_without_a_required_variable_names_it_and_says_what_to_do(name):
    started = _settings("settings.DEBUG", **{name: ""})

    assert started.returncode != 0
    assert f"{name} is not set." in started.stderr
    assert ".env.example" in started.stderr


def test_cookies_are_bound_to_their_host_outside_the_embedded_mode():
    started = _settings(
        "settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_SECURE,"
        " settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_DOMAIN"
    )

    assert started.stdout.strip() == "__Host-session __Host-csrf True True True None", started.stderr


def test_debug_is_refused_outside_the_embedded_mode():
    assert "DEBUG=1 shows secrets" in _settings("settings.DEBUG", DEBUG="1").stderr


def test_each_engine_is_switched_by_its_own_variable():
    expression = "settings.LLM_ENGINE, settings.EMBEDDING_ENGINE, settings.VECTOR_ENGINE, settings.STORAGE_ENGINE"

    assert _settings(expression).stdout.split() == ["extractive", "wordllama", "pgvector", "local"]
    assert _settings(expression, OPENAI_API_KEY="sk-x").stdout.split() == ["openai", "openai", "pgvector", "local"]
    assert _settings(expression, PINECONE_API_KEY="pc").stdout.split() == [
        "extractive",
        "wordllama",
        "pinecone",
        "local",
    ]
    assert _settings(expression, R2_ACCESS_KEY_ID="k").stdout.split() == ["extractive", "wordllama", "pgvector", "r2"]


def test_embedded_mode_refuses_a_public_domain():
    checked = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**PRODUCTION, "EMBEDDED": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert "tenants.E002" in checked.stderr


def test_deploy_check_has_no_warning():
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env=PRODUCTION,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("name", ["CLIENT_TIME_ZONE", "CONTRACT_TIME_ZONE"])
def test_time_zone_that_is_none_is_refused_with_what_to_write(name):
    assert f"{name} must be the IANA name of a time zone" in _settings("settings.TIME_ZONE", **{name: "Ohio"}).stderr
    assert _settings(f"settings.{name}", **{name: "America/Chicago"}).stdout.strip() == "America/Chicago"
