"""A client's catalogue begun from a template: as a workbook that somebody looks at, and as drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from benefits import classes
from benefits.catalogue.rows import Row
from benefits.catalogue.stored import OF_YEARS, cell_of, row_key, rows_there
from benefits.catalogue.tables import FROM, TABLES
from benefits.models import BenefitClass, CatalogueUpload, PlanYear
from benefits.plan_templates.lines import book_of, class_codes, of_year
from benefits.plan_templates.models import PlanTemplate, TemplateVersion
from benefits.workbook.compare import ComparedLine, compare, drafts_of
from benefits.workbook.read import BookLine
from benefits.workbook.sheets import names_in
from benefits.workbook.uploads import take_over
from tenants.audit.log import record
from tenants.canonical import digest_of_lines
from tenants.context import platform_scope

_EXPLAINED = (
    "These rows of the template need something of your own before they can stand: mostly an amount.",
    "Fill in what is empty, by your plan documents, and delete the rows that you do not need.",
    "Rest the pointer on a heading to see what is written below it, with an example.",
    "Upload the file where plans are uploaded as a workbook. You see what it would change before anything is written.",
)


@dataclass(frozen=True)
class TemplateText:
    """A version as a client takes it: values alone, for its row is the platform's."""

    id: UUID
    name: str
    about: str
    number: int
    lines: tuple[BookLine, ...]
    classes: dict[str, str]

    @property
    def plans(self) -> list[str]:
        return [line.cells["short_name"] for line in self.lines if line.table == "plan"]


def offered_templates() -> list[TemplateText]:
    """Return what HR of any client may begin with."""
    with platform_scope():
        found = [template.newest for template in PlanTemplate.objects.offered()]
        return [text_of_version(version) for version in found if version is not None]


def text_of_version(version: TemplateVersion) -> TemplateText:
    template, lines = version.template, tuple(BookLine(**line) for line in version.lines)
    return TemplateText(template.pk, template.name, template.about, version.number, lines, dict(version.classes))


def begin(text: TemplateText, year: PlanYear, *, by: User | None, now: datetime) -> CatalogueUpload:
    """Keep what the template would add to a plan year, to be looked at. What stands there already stays as it is."""
    lines = of_year(text.lines, year.label)
    lacking = _lacking(lines, year)
    compared, refused = _apart(lacking)
    unfilled = [{"line": one.line.as_json(), "reasons": [*one.reasons, *_meant(one.line, text)]} for one in refused]
    there = len(lines) - len(lacking)
    notes = [f"There already, and left as it is: {_rows(there)}."] if there else []
    with transaction.atomic():
        upload = CatalogueUpload.objects.create(
            file_name=f"{text.name}, version {text.number}",
            lines=[one.line.as_json() for one in compared],
            notes=notes,
            seen=[one.as_json() for one in compared],
            is_template=True,
            unfilled=unfilled,
            made_by=by,
            made_at=now,
        )
        record(
            "catalogue.template_chosen",
            actor=by,
            subject=upload,
            template=text.name,
            version=text.number,
            rows=len(compared),
            to_fill_in=len(refused),
        )
    return upload


def begin_new_client(text: TemplateText, year: PlanYear, *, now: datetime) -> None:
    """Give a client that is being made the template's classes and rows, once; may run again."""
    with transaction.atomic():
        if CatalogueUpload.objects.filter(is_template=True).exists():
            return
        for code, label in text.classes.items():
            if not BenefitClass.objects.filter(code__iexact=code).exists():
                classes.add(BenefitClass(code=code, label=label or code), by=None)
        upload = begin(text, year, by=None, now=now)
        lines = [BookLine(**line) for line in upload.lines]
        take_over(upload, seen=digest_of_lines(compare(lines)), by=None, is_checked=False, now=now)


def unfilled_book(upload: CatalogueUpload) -> bytes:
    """Return the rows that wait for something of the company's own, as a workbook to fill in and upload."""
    lines = [BookLine(**one["line"]) for one in upload.unfilled]
    year = PlanYear.objects.filter(label__in={line.cells.get("plan_year") for line in lines}).first()
    names = dict(names_in(year)) if year else {}
    plans = [line.cells["short_name"] for line in lines if line.table == "plan"]
    names["Plans"] = [*names.get("Plans", ()), *plans]
    return book_of(f"To be filled in: {upload.file_name}", lines, names, _EXPLAINED)


def _lacking(lines: Sequence[BookLine], year: PlanYear) -> list[BookLine]:
    """Return the lines whose cell of the catalogue is empty, from whatever day something may hold there."""
    there = {cell_of(one) for one in rows_there([year.label], OF_YEARS)}
    return [draft.line for draft in drafts_of(lines) if draft.row is None or _cell(draft.row) not in there]


def _meant(line: BookLine, text: TemplateText) -> list[str]:
    """Return which classes a line means whose codes tell that to nobody."""
    called = {code: text.classes.get(code, code) for code in class_codes([line])}
    return [f"By {code} the template means “{label}”." for code, label in called.items() if label != code]


def _rows(number: int) -> str:
    return f"{number} row{'s' if number > 1 else ''}"


def _cell(row: Row) -> tuple[str, ...]:
    return row_key(TABLES[row.table], {**row.key, FROM: None})


def _apart(lines: Sequence[BookLine]) -> tuple[list[ComparedLine], list[ComparedLine]]:
    """Return the lines that can be written together, and those that cannot as they are."""
    left: list[ComparedLine] = []
    while True:
        compared = compare(lines)
        refused = [one for one in compared if one.what == "refused"]
        if not refused:
            return compared, left
        left += refused
        lines = [one.line for one in compared if one.what != "refused"]
