"""The browser that the browser flows of the tests need."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET_IT = "apt-get install -y chromium (or set CHROMIUM_PATH to one that is there)"


def find_chromium() -> str | None:
    given = os.environ.get("CHROMIUM_PATH", "")
    if given:
        return given if os.access(given, os.X_OK) else None
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def install_chromium(log: Path, *, say: Callable[[str], None]) -> str | None:
    """Install Debian's Chromium if we may, and return its path. The packages' own words go to `log`."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    say("Chromium is missing; installing it from Debian (apt-get) ...")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with log.open("wb") as output:
        for command in (
            ["apt-get", "update"],
            ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
        ):
            done = subprocess.run(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
            if done.returncode != 0:
                say(f"apt-get failed; see {log}")
                return None
    return find_chromium()
