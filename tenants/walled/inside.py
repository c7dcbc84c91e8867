"""What every child begins with: its pipe is for events alone, and beside its file it may read code and nothing else."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path

OUT_BYTES = 256 * 1024


def private_output() -> TextIOWrapper:
    """Keep the pipe to the parent for events alone; whatever a library prints goes nowhere."""
    # A title cut off in the middle of a sign ends in half of one, which no database takes.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace", buffering=OUT_BYTES)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return out


def code_beside(own: Path) -> list[Path]:
    """Return where code lies that may still be loaded: the module's own folder and Python's."""
    # Not the project's whole folder, wherever it stands in the path: data and .env can lie in it as well.
    return [own, *(place for place in map(Path, sys.path) if not own.is_relative_to(place.resolve()))]
