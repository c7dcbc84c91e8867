"""What must not be written outside tenants/: ways into a client, keys and signatures that bypass its guards."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FOLDERS = ("config", "platform_admin", "analytics", "chat", "knowledge", "benefits", "branding", "accounts")
FORBIDDEN = {
    "the library's own way into a client": r"\b(schema_context|tenant_context)\b",
    "moving the connection by hand": (
        # The library calls setting up an app or codes so, too.
        r"\.(set_tenant|set_schema|set_schema_to_public)\("
        r"|(?<!TOTP)(?<!RecoveryCodes)\.activate\((?!language)"
    ),
    "entering a client as a context manager": r"^\s*(async )?with (client|tenant)(,|:| as)",
    "the raw database connection": r"\bconnection\.connection\b",
    "another database connection": r"\bconnections\[",
    "maintenance, which may move between schemas": r"\bmaintenance_scope\b",
    "binding by hand": r"\bbound\.(set|reset)\(",
    "a signature that every client accepts": r"\bsigning\.(dumps|loads)\b|\b(Timestamp)?Signer\(",
    "a Redis connection of its own": r"\bRedis(\.from_url)?\(",
    "a key written out by hand": r"redis\(\)\.\w+\(\s*f?[\"']",
    "a key of a client that is not bound": r"\bschema_key\b",
    "another cache": r"\bcaches\[|\bcache_page\b|\bcached_property_with_ttl\b",
    "work that outlives its thread's client": r"thread_sensitive=False|asyncio\.create_task|\bsync_to_async\b",
    "links made from the request's own host": r"\bbuild_absolute_uri\(",
    "a file store that knows no client": r"\b(FileSystemStorage|S3Storage)\b",
    "the platform's tables by name": r"[\"'\s]public\.\w+_\w+",
}
HAND_MADE_KEY = r"[\"'](?:t|platform):"
KEYS = "tenants/keys.py"


def sources(folders: tuple[str, ...] = FOLDERS) -> list[Path]:
    return [path for folder in folders for path in sorted((settings.ROOT / folder).rglob("*.py"))]


def findings(text: str) -> list[str]:
    """Return the number of each line that does what is forbidden, and what it does."""
    return [
        f"{number}: {reason}"
        for number, line in enumerate(text.splitlines(), start=1)
        if not line.lstrip().startswith("#")
        for reason, pattern in FORBIDDEN.items()
        if re.search(pattern, line.split("  #")[0])
    ]


def test_sources_keep_to_the_houses_own_ways():
    found = [f"{path.relative_to(settings.ROOT)}:{line}" for path in sources() for line in findings(path.read_text())]

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "with schema_context(client.schema_name):",
        "@tenant_context(client)",
        "connection.set_tenant(client)",
        "connection.set_schema('t_1')",
        "client.activate()",
        "    with client:",
        "connection.connection.execute('SELECT 1')",
        "connections['default'].cursor()",
        "with maintenance_scope():",
        "bound.set(None)",
        "return signing.dumps(user.pk)",
        "signer = TimestampSigner(salt='x')",
        "client = Redis.from_url(url)",
        "redis().set(f'answers:{pk}', 1)",
        "key = schema_key(named, 'answers')",
        "caches['default'].get(key)",
        "await sync_to_async(load)()",
        "url = request.build_absolute_uri('/')",
        "storage = FileSystemStorage()",
        'cursor.execute("SELECT * FROM public.accounts_user")',
    ],
)
def test_lint_finds_what_is_forbidden(line):
    assert len(findings(line)) == 1


def test_redis_keys_are_made_in_one_place():
    everywhere = sources((*FOLDERS, "tenants"))
    makers = {str(path.relative_to(settings.ROOT)) for path in everywhere if re.search(HAND_MADE_KEY, path.read_text())}

    assert makers - {KEYS} == set()


@pytest.mark.parametrize("line", ['key = f"t:{schema}:x"', "key = 'platform:' + host", 'KEY = "platform:hosts:x"'])
def test_lint_finds_a_hand_made_key(line):
    assert re.search(HAND_MADE_KEY, line)


def test_lint_reads_the_whole_product():
    apps = {app.split(".")[0] for app in settings.INSTALLED_APPS if (settings.ROOT / app.split(".")[0]).is_dir()}

    assert apps - {"tenants"} <= set(FOLDERS)
    assert len(sources()) > 60


def test_every_record_stands_in_the_index_once_and_in_its_place():
    records = settings.ROOT / "docs" / "decisions"
    told = re.findall(r"^\| \[\d{4}\]\(([^)]+)\)", (records / "README.md").read_text(), re.MULTILINE)

    assert told == sorted(path.name for path in records.glob("0*.md"))
