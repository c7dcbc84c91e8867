"""What a list must not hold, told by what stands in its cells, whatever its columns are called."""

import re
from collections.abc import Callable, Sequence

from tenants.csv_lists import ListRefused

# Never 000, 666 or 9xx before the first dash: what has the form and not the numbers is some other number.
_SSN = re.compile(r"(?!000|666|9\d\d)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}")
_BARE_SSN = re.compile(r"(?!000|666|9\d\d)\d{3}(?!00)\d{2}(?!0000)\d{4}")
_DATE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2}))( \d{1,2}:\d{2}(:\d{2})?)?")
_MONEY = re.compile(r"[$€]\s?\d[\d,]*(\.\d{1,2})?|\d{1,3}(,\d{3})+(\.\d{1,2})?")
# So many bare numbers of nine digits in one column, each of which could be one, are no accident.
_FEWEST_BARE = 3


def refuse_private_cells(titles: Sequence[str], columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Raise ListRefused if a column holds what looks like Social Security numbers, birth dates or pay.

    `titles` as they stand in the file, none if it names no columns; `columns` are what they mean.
    """
    for place in range(max(map(len, rows), default=0)):
        cells = [row[place] for row in rows if place < len(row) and row[place]]
        meaning = columns[place] if place < len(columns) else ""
        if what := _private(cells, meaning):
            named = f"The column “{titles[place][:60]}”" if place < len(titles) else f"Column {place + 1}"
            raise ListRefused(
                f"{named} seems to hold {what}. Take it out and choose the file again; nothing of this one was kept."
            )


def _private(cells: Sequence[str], meaning: str) -> str:
    if any(map(_SSN.fullmatch, cells)):
        return "Social Security numbers"
    if len(cells) >= _FEWEST_BARE and all(map(_BARE_SSN.fullmatch, cells)):
        return "Social Security numbers"
    if any(map(_MONEY.fullmatch, cells)):
        return "pay"
    if meaning != "hire_date" and _most(cells, _DATE.fullmatch):
        return "dates, of birth perhaps"
    return ""


def _most(cells: Sequence[str], is_so: Callable[[str], object]) -> bool:
    return bool(cells) and 2 * sum(map(bool, map(is_so, cells))) > len(cells)
