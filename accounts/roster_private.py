"""What a list must not hold, told by what stands in its cells, whatever its columns are called."""

import re
from collections.abc import Callable, Sequence

from tenants.csv_lists import ListRefused

# Never 000 or 666 before the first dash, and 9xx only in the number of a taxpayer who has no Social Security number:
# what has the form and not the numbers is some other number.
_NUMBERS = r"(?:(?!000|666|9\d\d)\d{3}{0}(?!00)\d{2}|9\d\d{0}(?:5\d|6[0-5]|[78]\d|9[0-24-9])){0}(?!0000)\d{4}"
_SSN = re.compile(_NUMBERS.replace("{0}", "[-–. ]"))
_BARE_SSN = re.compile(_NUMBERS.replace("{0}", ""))
_DATE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2}))( \d{1,2}:\d{2}(:\d{2})?)?")
_MONEY = re.compile(r"[$€]\s?\d[\d,]*(\.\d{1,2})?|\d{1,3}(,\d{3})+(\.\d{1,2})?")
# So many bare numbers of nine digits in one column, most of which could be one, are no accident.
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
    if len(cells) >= _FEWEST_BARE and _most(cells, _BARE_SSN.fullmatch):
        return "Social Security numbers"
    if any(map(_MONEY.fullmatch, cells)):
        return "pay"
    if meaning != "hire_date" and _most(cells, _DATE.fullmatch):
        return "dates, of birth perhaps"
    return ""


def _most(cells: Sequence[str], is_so: Callable[[str], object]) -> bool:
    return bool(cells) and 2 * sum(map(bool, map(is_so, cells))) > len(cells)
