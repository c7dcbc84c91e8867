from pathlib import Path

import yaml
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


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


def test_mounted_files_exist():
    mounted = [
        volume.split(":")[0]
        for service in _services().values()
        for volume in service.get("volumes", [])
        if volume.startswith("./")
    ]

    assert mounted
    assert [path for path in mounted if not (ROOT / path).exists()] == []
