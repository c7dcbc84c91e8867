"""The rows of Excel workbooks. What reads files from outside is kept by an app that lies before this one in the arrow,
and that says so when it is ready.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SheetRow:
    """A row of a sheet. Days are written 2024-03-01; the cell "=" is a formula without a result."""

    sheet: str
    number: int  # in the sheet, from 1
    cells: list[str]
    is_hidden: bool = False
    notes: tuple[str, ...] = ()  # on the whole workbook, with its first row alone


Reader = Callable[[Path], Iterator[SheetRow]]
_readers: list[Reader] = []


def read_workbooks_with(reader: Reader) -> None:
    _readers[:] = [reader]


def rows_of_workbook(path: Path) -> Iterator[SheetRow]:
    """Yield the rows of the visible sheets in their order; raises ListRefused."""
    return _readers[0](path)
