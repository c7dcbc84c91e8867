"""What is counted of a part in a time, as values: put together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from analytics import times


@dataclass(frozen=True)
class Cell:
    count: int = 0
    people: int = 0  # the set of them as bits
    milliseconds: int = 0
    times: tuple[int, ...] = ()
    micro_usd: int = 0

    @property
    def size(self) -> int:
        return self.people.bit_count()


@dataclass(frozen=True)
class Slot:
    """Some time in one piece, with what is counted of each part in it."""

    starts_at: datetime
    ends_at: datetime
    parts: Mapping[str, Cell] = field(default_factory=dict)


def together(cells: Iterable[Cell]) -> Cell:
    cells = list(cells)
    people = 0
    for cell in cells:
        people |= cell.people
    return Cell(
        count=sum(cell.count for cell in cells),
        people=people,
        milliseconds=sum(cell.milliseconds for cell in cells),
        times=tuple(times.together(cell.times for cell in cells)),
        micro_usd=sum(cell.micro_usd for cell in cells),
    )


def by_part(slots: Iterable[Slot]) -> dict[str, Cell]:
    found: dict[str, list[Cell]] = {}
    for slot in slots:
        for part, cell in slot.parts.items():
            found.setdefault(part, []).append(cell)
    return {part: together(cells) for part, cells in found.items()}
