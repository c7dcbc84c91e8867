"""What reads files alone needs no database, and is run with `python -m` as docs/benchmarks.md says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["fidelity", "hostile", "confidence", "extraction_speed"])
def test_a_benchmark_of_the_readers_starts_without_the_products_settings(name: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}

    ran = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", "--help"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert (ran.returncode, "usage" in ran.stdout) == (0, True), ran.stderr[-600:]
