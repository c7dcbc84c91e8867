"""A plan year's workbook as it is downloaded, and as somebody changes it in Excel."""

from collections.abc import Callable
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from benefits.models import PlanYear
from benefits.workbook.read import ReadBook, read_workbook
from benefits.workbook.sheets import write_workbook

URL = "/hr/plans/workbook/"
Fill = Callable[[Workbook], None]


def book_of(label: str = "2027", fill: Fill | None = None) -> BytesIO:
    """Return the workbook of a year, changed as somebody would in Excel."""
    content = BytesIO(write_workbook(PlanYear.objects.get(label=label)))
    if fill is None:
        return content
    book = load_workbook(content)
    fill(book)
    changed = BytesIO()
    book.save(changed)
    return changed


def sent(content: BytesIO, name: str = "plans.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.getvalue())


def read(label: str = "2027", fill: Fill | None = None) -> ReadBook:
    return read_workbook(sent(book_of(label, fill)))


def place(book: Workbook, sheet: str, heading: str, **key: str) -> str:
    """Return the address of a cell, as "B7": below the heading, in the row whose columns say this."""
    rows = book[sheet]
    heads = {cell.value.partition(" (")[0]: cell.column for cell in rows[1]}
    wanted = {heads[name.replace("_", " ")]: text for name, text in key.items()}
    number = next(
        number
        for number in range(2, rows.max_row + 1)
        if all(rows.cell(number, column).value == text for column, text in wanted.items())
    )
    return rows.cell(number, heads[heading]).coordinate


def put(sheet: str, heading: str, value: object, **key: str) -> Fill:
    def fill(book: Workbook) -> None:
        book[sheet][place(book, sheet, heading, **key)] = value

    return fill


RATE = {"Plan": "PPO 1000", "Benefit_class": "SAL", "Tier": "Employee only"}
DEDUCTIBLE = {"Plan": "PPO 1000", "Network": "In network", "Kind": "Deductible"}
