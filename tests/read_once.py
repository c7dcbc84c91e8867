"""Files that several tests want read, read once in a process: what its reader said is said again."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.extract import run

_said: dict[str, list[str]] = {}


@pytest.fixture
def files_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use this where reading is no subject of the test. What is asked of a reader is part of what is remembered."""
    read = run.child_events

    def child_events(job: dict[str, Any], *rest: object) -> Iterator[dict[str, Any]]:
        asked = {name: value for name, value in job.items() if name != "path"}
        told = json.dumps(asked, sort_keys=True).encode()
        name = hashlib.sha256(told + Path(job["path"]).read_bytes()).hexdigest()
        if name not in _said:
            # As text: whoever hears an event may change it.
            _said[name] = [json.dumps(event) for event in read(job, *rest)]
        yield from map(json.loads, _said[name])

    monkeypatch.setattr(run, "child_events", child_events)
