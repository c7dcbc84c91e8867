"""The sign-ins of the demo, as `seed_demo` wrote them down, for the platform's landing page."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_LABELS = {"employee": "Employee", "hr_editor": "HR editor", "hr_admin": "HR admin", "operator": "Operator"}


@dataclass(frozen=True)
class Door:
    """One way into a demo company, or into the portal."""

    label: str
    name: str
    email: str
    password: str
    class_code: str
    language: str


@dataclass(frozen=True)
class House:
    name: str
    url: str
    doors: tuple[Door, ...]


def demo_file() -> Path:
    return settings.DATA_DIR / "demo.json"


def demo_houses() -> tuple[House, ...]:
    """Return every demo company and then the portal; nothing outside the embedded demo, whatever lies on the disk."""
    if not (settings.EMBEDDED and settings.DEMO and demo_file().exists()):
        return ()
    written = json.loads(demo_file().read_text())
    return (
        *(_house(client["name"], client) for client in written["clients"]),
        _house("Platform", written["platform"]),
    )


def _house(name: str, written: dict) -> House:
    doors = tuple(
        Door(
            label=_LABELS[person["role"]],
            name=person["name"],
            email=person["email"],
            password=person["password"],
            class_code=person.get("class_code", ""),
            language=person.get("language", "en"),
        )
        for person in written["people"]
    )
    return House(name, written["url"], doors)
