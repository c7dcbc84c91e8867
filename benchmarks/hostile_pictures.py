"""What pictures that nobody should upload do to what draws them: each must end soon, with little memory, as pixels.

python -m benchmarks.hostile_pictures [--mutations 100] [--seed 1] [--list]

A picture that is taken is looked through: whether what is served holds anything of the file, or a part that no picture
needs. The same seed gives the same files.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import structlog

from config.wsgi import application  # noqa: F401  (sets Django up before what is tried is imported)

# isort: split
from branding.pictures.clean import is_clean
from branding.pictures.draw import READER, draw_picture
from branding.pictures.limits import MAX_BYTES, MEMORY_BYTES, MIB
from branding.pictures.refused import PictureRefused
from tenants.walled.children import start_child
from tests.branding.pictures_made import MARK, hostile_pictures, mutated_pictures

MAX_SECONDS = 2.0


@dataclass(frozen=True)
class Outcome:
    name: str
    state: str
    seconds: float
    peak_bytes: int
    is_wrong: bool = False

    @property
    def is_late(self) -> bool:
        return self.seconds > MAX_SECONDS

    @property
    def is_large(self) -> bool:
        return self.peak_bytes > MEMORY_BYTES


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile_pictures")
    parser.add_argument("--mutations", type=int, default=100, help="of each honest format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="print every file with its outcome")
    asked = parser.parse_args(arguments)
    structlog.configure(
        processors=[structlog.processors.KeyValueRenderer()],
        wrapper_class=structlog.BoundLogger,
        logger_factory=structlog.ReturnLoggerFactory(),
        cache_logger_on_first_use=False,
    )
    _tried("(first)", b"\x89PNG")  # what draws is there before anything is timed
    pictures = [*hostile_pictures(), *mutated_pictures(asked.seed, mutations=asked.mutations)]
    outcomes = [_tried(name, content) for name, content in pictures]
    _print(outcomes, every=asked.list)
    return int(any(one.is_wrong or one.is_late or one.is_large for one in outcomes))


def _tried(name: str, content: bytes) -> Outcome:
    started = perf_counter()
    state, is_wrong = "taken", False
    try:
        drawn = draw_picture(content, kind="logo")
        is_wrong = any(MARK in file.content or not is_clean(file.file_format, file.content) for file in drawn.files)
    except PictureRefused as refused:
        state = refused.code
    seconds = perf_counter() - started
    return Outcome(name, state, seconds, _peak(content), is_wrong)


def _peak(content: bytes) -> int:
    """Return the memory that a child takes for the picture, however it ends."""
    if not 0 < len(content) <= MAX_BYTES:
        return 0
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        child = start_child({"name": "draw", "path": file.name, "kind": "logo"}, reader=READER)
        try:
            while child.lines() is not None:
                pass
            return child.death().peak_bytes
        finally:
            child.end()


def _print(outcomes: Sequence[Outcome], *, every: bool) -> None:
    if every:
        for one in outcomes:
            sys.stdout.write(f"{one.seconds:6.2f} s {one.peak_bytes // MIB:4} MB  {one.state:16} {one.name}\n")
    states = Counter(one.state for one in outcomes)
    lines = (
        f"{len(outcomes)} pictures: " + ", ".join(f"{state} {count}" for state, count in states.most_common()),
        f"taken with something of the file in what is served: {sum(one.is_wrong for one in outcomes)}",
        f"longer than {MAX_SECONDS:.0f} s: {sum(one.is_late for one in outcomes)}; "
        f"the longest {max(one.seconds for one in outcomes):.2f} s",
        f"more than {MEMORY_BYTES // MIB} MB: {sum(one.is_large for one in outcomes)}; "
        f"the most {max(one.peak_bytes for one in outcomes) // MIB} MB",
    )
    sys.stdout.write("\n".join((*lines, "")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
