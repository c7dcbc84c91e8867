"""Files that several tests want read, read once in a process: what its reader said is said again."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.extract import run
from knowledge.extract.limits import Limits

_said: dict[str, list[str]] = {}


@pytest.fixture
def files_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use this where reading is no subject of the test."""
    read_files_once(monkeypatch)


def read_files_once(patch: pytest.MonkeyPatch) -> None:
    """What is asked of a reader, and within which limits, is part of what is remembered."""
    read = run.child_events

    def child_events(job: dict[str, Any], limits: Limits, *rest: object) -> Iterator[dict[str, Any]]:
        asked = {name: value for name, value in job.items() if name != "path"}
        told = f"{json.dumps(asked, sort_keys=True)} {limits}".encode()
        name = hashlib.sha256(told + Path(job["path"]).read_bytes()).hexdigest()
        if name in _said:
            yield from map(json.loads, _said[name])
            return
        heard = []
        for event in read(job, limits, *rest):
            heard.append(json.dumps(event))  # as text: whoever hears it may change it
            yield event
        _said[name] = heard

    patch.setattr(run, "child_events", child_events)
