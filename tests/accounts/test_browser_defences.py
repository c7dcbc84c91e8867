import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client as Browser

from tenants.models import Client

PRODUCTION = {
    "DATABASE_URL": "postgresql://app@database.example/benefits",
    "REDIS_URL": "redis://cache.example/0",
    "SECRET_KEY": "x" * 60,
    "BASE_DOMAIN": "benefits.example",
    "DEMO": "1",
}
ASKED = [
    *("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_NAME"),
    *("CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT", "PASSWORD_HASHERS", "SESSION_ENGINE"),
]
PRINT = """
import json
from django.conf import settings
hosts = [settings.SESSION_COOKIE_DOMAIN, settings.CSRF_COOKIE_DOMAIN, settings.SESSION_COOKIE_PATH]
print(json.dumps({**{name: getattr(settings, name) for name in %r}, "hosts": hosts}))
"""


def production(**more: str) -> subprocess.CompletedProcess:
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings", **PRODUCTION, **more}
    return subprocess.run(
        [sys.executable, "-c", PRINT % ASKED],
        env=environment,
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_cookies_outside_the_embedded_mode_are_bound_to_their_host_and_to_tls():
    facts = json.loads(production().stdout)

    assert facts["SESSION_COOKIE_NAME"] == "__Host-session"
    assert facts["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert facts["hosts"] == [None, None, "/"]
    assert facts["SESSION_COOKIE_SECURE"]
    assert facts["CSRF_COOKIE_SECURE"]
    assert facts["CSRF_COOKIE_HTTPONLY"]
    assert facts["SECURE_SSL_REDIRECT"]
    assert facts["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_sessions_live_in_the_database_and_passwords_are_hashed_with_argon2():
    facts = json.loads(production().stdout)

    # Signed cookies would open the same person's account in a copied schema.
    assert facts["SESSION_ENGINE"] == "django.contrib.sessions.backends.db"
    assert facts["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_nothing_starts_without_its_secrets(missing):
    done = production(**{missing: ""})

    assert done.returncode != 0
    assert f"{missing} is not set" in done.stderr


def test_debug_pages_are_refused_outside_the_embedded_mode():
    assert "DEBUG=1 shows secrets" in production(DEBUG="1").stderr


KINDS_OF_PAGE = [
    ("active", "globex.localhost", "/accounts/login/", 200),
    ("active", "globex.localhost", "/", 302),
    ("active", "globex.localhost", "/no-such-page/", 404),
    ("active", "globex.localhost", "/accounts/invitation/none/", 410),
    ("active", "globex.localhost", "/api/v1/tenant", 200),
    ("active", "localhost", "/", 200),
    ("active", "localhost", "/platform-admin/", 302),
    ("active", "localhost", "/no-such-page/", 404),
    ("active", "nobody.localhost", "/", 404),
    ("suspended", "globex.localhost", "/", 403),
    ("past_due", "globex.localhost", "/", 403),
    ("provisioning", "globex.localhost", "/", 503),
]


@pytest.mark.parametrize(("status", "host", "path", "expected"), KINDS_OF_PAGE)
def test_every_kind_of_page_forbids_foreign_scripts_frames_and_caches(globex, status, host, path, expected):
    Client.objects.filter(pk=globex.id).update(status=status, grace_until="2020-01-01")

    response = Browser(HTTP_HOST=host).get(path)

    assert response.status_code == expected
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "private" in response.headers["Cache-Control"]
    assert "no-store" in response.headers["Cache-Control"]
    assert "Host" in response.headers["Vary"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
