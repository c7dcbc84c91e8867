"""What a run has done, step after step: how long each took, and what there is to count of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Literal

Name = Literal[
    "understand",
    "route",
    "official",
    "retrieve",
    "facts",
    "tools",
    "generate",
    "verify",
    "restate",
    "answer",
    "propose",
]
Row = dict[str, int | str]


@dataclass(frozen=True)
class Step:
    """One step. Times in milliseconds, `began` since the run began."""

    name: Name
    began: int
    took: int
    counts: dict[str, int] = field(default_factory=dict)

    def as_row(self) -> Row:
        return {"step": self.name, "began": self.began, "took": self.took, **self.counts}


class Steps:
    """The steps of a run, from when this was made."""

    def __init__(self) -> None:
        self._began = monotonic()
        self._taken: list[Step] = []

    @contextmanager
    def step(self, name: Name) -> Iterator[dict[str, int]]:
        """Time a step. What is put into the dictionary given is told with it; a step that fails is told as well."""
        began, counts = self.now(), {}
        try:
            yield counts
        finally:
            self._taken.append(Step(name, began, self.now() - began, counts))

    def at(self, moment: float) -> int:
        """Return the milliseconds from the beginning of the run to a moment of `monotonic`."""
        return round(1000 * (moment - self._began))

    def now(self) -> int:
        return self.at(monotonic())

    def rows(self) -> list[Row]:
        return [step.as_row() for step in self._taken]

    def durations(self) -> dict[str, int]:
        """Return step -> milliseconds; one that was taken twice, together."""
        took: dict[str, int] = {}
        for step in self._taken:
            took[step.name] = took.get(step.name, 0) + step.took
        return took
