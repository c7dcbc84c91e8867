import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
CELERY = ("answers", "ingest", "default", "beat")
OURS = ("migrate", "web", *CELERY)


def _services() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


def test_every_queue_has_a_worker():
    commands = [service.get("command", []) for service in _services().values()]
    served = {command[command.index("-Q") + 1] for command in commands if "-Q" in command}
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()} | {settings.CELERY_TASK_DEFAULT_QUEUE}

    assert routed <= served


def test_no_process_starts_before_the_migrations():
    services = _services()

    for name in ("web", "answers", "ingest", "default", "beat"):
        assert services[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


def test_migrations_are_run_by_a_command_that_exists():
    program, command, *_ = _services()["migrate"]["command"][1:]

    assert program == "manage.py"
    assert command in get_commands()


@pytest.mark.parametrize("name", CELERY)
def test_options_of_workers_and_beat_are_known_to_celery(name):
    program, *options = _services()[name]["command"]
    assert program == "celery"

    # With --help nothing starts, but a word that Celery does not know is refused before.
    told = subprocess.run(
        [sys.executable, "-m", "celery", *options, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )

    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize("name", OURS)
def test_container_is_reached_and_keeps_its_files_where_the_other_files_say_whatever_dotenv_holds(name):
    dockerfile = (ROOT / "Dockerfile").read_text()
    fixed = _services()[name]["environment"]

    assert f"DATA_DIR={fixed['DATA_DIR']} STATIC_DIR={fixed['STATIC_DIR']} " in dockerfile
    assert f"data:{fixed['DATA_DIR']}" in _services()[name]["volumes"]
    assert f"http://127.0.0.1:{fixed['PORT']}/readyz" in dockerfile
    assert re.findall(r"web:(\d+)", (ROOT / "deploy" / "Caddyfile").read_text()) == [fixed["PORT"]] * 2


def test_image_installs_with_the_uv_that_bin_up_installs_with():
    (wanted,) = re.findall(r"^uv==\S+", (ROOT / "bin" / "uv-requirements.in").read_text(), re.MULTILINE)

    assert re.findall(r"uv==\S+", (ROOT / "Dockerfile").read_text()) == [wanted]


def test_nothing_is_started_that_cannot_be_run():
    scripts = ["deploy/serve", "deploy/postgres/10-benefits.sh"]

    assert [script for script in scripts if not os.access(ROOT / script, os.X_OK)] == []


def test_mounted_files_exist():
    mounted = [
        volume.split(":")[0]
        for service in _services().values()
        for volume in service.get("volumes", [])
        if volume.startswith("./")
    ]

    assert mounted
    assert [path for path in mounted if not (ROOT / path).exists()] == []
