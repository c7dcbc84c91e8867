"""Limits as files: read from CSV, JSON or Excel, held against what is there, taken over as a whole; and exported."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal

from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from accounts.workbooks import rows_of_workbook
from benefits.calculators.money import number_said
from benefits.federal.keys import BY_KEY, limit_name
from benefits.federal.limits import plain
from benefits.federal.models import FEDERAL, FederalLimit, LimitImport, LimitStatus, LimitUnit
from platform_admin.acts import record_act
from platform_admin.limits.enter import enter
from platform_admin.limits.entered import SAID, EnteredLimit, LimitRefused, fault_of
from tenants.canonical import digest_of_lines
from tenants.csv_lists import WORKBOOK_STARTS, ListRefused, decode_list, read_rows

COLUMNS = (
    *("key", "dimension", "jurisdiction", "value", "unit", "basis", "effective_from", "effective_to", "status"),
    *("cite_title", "cite_url", "published_on", "note"),
)
NEEDED = ("key", "value", "effective_from")
MOST_LINES = 2000
_LONGEST = {name: FederalLimit._meta.get_field(name).max_length for name in ("cite_title", "cite_url", "note")}
_NAMES = {
    "value": "Value",
    "effective_to": "Until",
    "cite_title": "Published in",
    "cite_url": "Official page",
    "published_on": "Published on",
    "note": "Note",
}
Kind = Literal["new", "changed", "equal", "refused"]
Outcome = Literal["taken over", "done before", "changed meanwhile"]
RawLine = tuple[int, dict[str, str]]


@dataclass(frozen=True)
class Difference:
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class ComparedLine:
    number: int  # in the file
    kind: Kind
    name: str
    told: EnteredLimit | None = None
    before: FederalLimit | None = None
    reason: str = ""  # why it is refused

    @property
    def differences(self) -> list[Difference]:
        """What entering it would change, value first."""
        if self.told is None or self.kind not in ("new", "changed"):
            return []
        pairs = [(name, _shown(getattr(self.before, name, None)), _shown(getattr(self.told, name))) for name in SAID]
        return [Difference(_NAMES[name], before, after) for name, before, after in pairs if before != after]

    def as_json(self) -> list[object]:
        """Return what somebody sees of the line, to be held against what they would see later."""
        return [self.kind, self.reason, [[one.what, one.before, one.after] for one in self.differences]]


@dataclass(frozen=True)
class ReadFile:
    lines: list[RawLine]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taken:
    outcome: Outcome
    entered: int = 0


def read_file(file: File) -> ReadFile:
    """Return the lines of a file by their columns, as text. Raises ListRefused."""
    head, notes = file.read(64), []
    file.seek(0)
    if head.startswith(WORKBOOK_STARTS):
        lines = _of_table(_workbook_rows(file, notes))
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"{")):
        lines = _of_json(file.read())
    else:
        lines = _of_table(read_rows(decode_list(file.read())))
    if not lines:
        raise ListRefused("There is no limit in it, only a head.")
    if len(lines) > MOST_LINES:
        raise ListRefused(f"These are more than {MOST_LINES:,} lines. Divide the file.")
    return ReadFile(lines, tuple(notes))


def keep_read(told: ReadFile, *, name: str, by: User, now: datetime) -> LimitImport:
    """Store what was read to be looked at, with what it would do now."""
    seen = [line.as_json() for line in compare(told.lines)]
    with transaction.atomic():
        listing = LimitImport.objects.create(
            lines=told.lines, notes=list(told.notes), seen=seen, file_name=name[:200], made_by=by, made_at=now
        )
        record_act("limit.import_read", by=by, client=None, file=listing.file_name, lines=len(told.lines))
    return listing


def taken_over_before(listing: LimitImport) -> LimitImport | None:
    """Return an earlier file that said just the same and was taken over."""
    same = LimitImport.objects.filter(lines=listing.lines, applied_at__isnull=False).exclude(pk=listing.pk)
    return same.order_by("applied_at").last()


def moved_since_reading(listing: LimitImport, compared: Sequence[ComparedLine]) -> list[ComparedLine]:
    """Return the lines that would do something else by now than when the file was read, where that is known."""
    if not listing.seen:
        return []
    return [line for seen, line in zip(listing.seen, compared, strict=True) if seen != line.as_json()]


def compare(lines: Iterable[RawLine]) -> list[ComparedLine]:
    """Return what each line would do, in the order of the file; what speaks against it comes as a reason."""
    rows = list(FederalLimit.objects.all())
    seen: dict[tuple[object, ...], int] = {}
    return [_compared(number, cells, rows, seen) for number, cells in lines]


def take_over(listing: LimitImport, *, seen: str, by: User, now: datetime) -> Taken:
    """Enter all that is new or changed, or nothing. Raises LimitRefused.

    `seen` is the digest of what whoever confirms has looked at: what has become something else is not entered unseen.
    """
    with transaction.atomic():
        listing = LimitImport.objects.select_for_update().get(pk=listing.pk)
        if listing.applied_at is not None:
            return Taken("done before")
        compared = compare(listing.lines)
        if digest_of_lines(compared) != seen:
            return Taken("changed meanwhile")
        refused = [line for line in compared if line.kind == "refused"]
        if refused:
            raise LimitRefused(f"Line {refused[0].number} cannot be taken over, so nothing was: {refused[0].reason}")
        entered = [enter(line.told, by=by, now=now) for line in compared if line.kind in ("new", "changed")]
        number = sum(row is not None for row in entered)
        record_act("limit.imported", by=by, client=None, file=listing.file_name, lines=len(compared), entered=number)
        LimitImport.objects.filter(pk=listing.pk).update(applied_at=now)
    return Taken("taken over", number)


def exported(rows: Iterable[FederalLimit]) -> Iterator[dict[str, str]]:
    """Yield the rows as a file has them; what is read from it again changes nothing."""
    for row in rows:
        told = {name: getattr(row, name) for name in COLUMNS}
        told["value"] = None if row.value is None else f"{plain(row.value):f}"
        yield {name: "" if value is None else str(value) for name, value in told.items()}


def _workbook_rows(file: File, notes: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a workbook; what is hidden in it is read like the rest, and told of in `notes`."""
    hidden = 0
    with NamedTemporaryFile(suffix=".xlsx") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        for row in rows_of_workbook(Path(kept.name)):
            notes += row.notes
            if any(row.cells):
                hidden += row.is_hidden
                yield row.number, row.cells
    if hidden:
        notes.append(f"Hidden in the workbook, and read all the same: {hidden} row{'s' if hidden > 1 else ''}.")


def _of_table(rows: Iterable[tuple[int, Sequence[str]]]) -> list[RawLine]:
    rows = iter(rows)
    _, head = next(rows, (0, []))
    names = [cell.strip().lower().replace(" ", "_") for cell in head]
    _check_columns(names)
    return [(number, dict(zip(names, (*cells, *[""] * len(names)), strict=False))) for number, cells in rows]


def _of_json(content: bytes) -> list[RawLine]:
    try:
        # Numbers as they are written: 0.15 is no float.
        told = json.loads(decode_list(content), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise ListRefused("This is no valid JSON. Export the limits to see what it looks like.") from error
    rows = told.get("limits") if isinstance(told, dict) else told
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ListRefused("Give a list of limits, each an object. Export the limits to see what it looks like.")
    for row in rows:
        _check_columns(list(row))
    as_text = [{name: "" if cell is None else str(cell).strip() for name, cell in row.items()} for row in rows]
    if any("\0" in cell for row in as_text for cell in row.values()):
        raise ListRefused("There is a sign in it that no text has. Write the file anew.")
    return list(enumerate(as_text, start=1))


def _check_columns(names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    missing = [name for name in NEEDED if name not in names]
    if unknown or len(set(names)) != len(names):
        wrong = unknown[0] if unknown else next(name for name in names if names.count(name) > 1)
        raise ListRefused(f"The column “{wrong[:40]}” is not known, or stands twice. Known are: {', '.join(COLUMNS)}.")
    if missing:
        raise ListRefused(f"The column “{missing[0]}” is missing.")


def _compared(
    number: int, cells: Mapping[str, str], rows: Sequence[FederalLimit], seen: dict[tuple[object, ...], int]
) -> ComparedLine:
    name = limit_name(cells.get("key", "")[:40], cells.get("dimension", "")[:20])
    try:
        told = _told(cells)
        status = cells.get("status", "")
        there = [row for row in rows if _place(row) == _place(told)]
        if status == LimitStatus.SUPERSEDED:
            return _history(number, name, told, there)
        _refuse_fault(told, cells)
        if _place(told) in seen:
            raise LimitRefused(f"The same limit stands in line {seen[_place(told)]}.")
        seen[_place(told)] = number
    except LimitRefused as refused:
        return ComparedLine(number, "refused", name, reason=str(refused))
    standing = [row for row in there if row.status != LimitStatus.SUPERSEDED]
    if any(told.is_said_by(row) for row in standing):
        return ComparedLine(number, "equal", name, told)
    published = next((row for row in standing if row.status == LimitStatus.PUBLISHED), None)
    if told.value is None and published is not None:
        return ComparedLine(number, "refused", name, reason="It is published here. Mark it pending on its own page.")
    waiting = next((row for row in standing if row is not published), None)
    before = waiting or published
    return ComparedLine(number, "changed" if before else "new", name, told, before)


def _history(number: int, name: str, told: EnteredLimit, there: Sequence[FederalLimit]) -> ComparedLine:
    if any(told.is_said_by(row) for row in there if row.status == LimitStatus.SUPERSEDED):
        return ComparedLine(number, "equal", name, told)
    reason = "A superseded value is history and cannot be taken over. Leave the line out."
    return ComparedLine(number, "refused", name, reason=reason)


def _told(cells: Mapping[str, str]) -> EnteredLimit:
    return EnteredLimit(
        key=cells["key"],
        dimension=cells.get("dimension", ""),
        jurisdiction=cells.get("jurisdiction", "") or FEDERAL,
        value=_value(cells["value"], key=cells["key"]),
        effective_from=_day("effective_from", cells["effective_from"], is_needed=True),
        effective_to=_day("effective_to", cells.get("effective_to", "")),
        published_on=_day("published_on", cells.get("published_on", "")),
        **{name: _text(name, cells.get(name, "")) for name in _LONGEST},
    )


def _refuse_fault(told: EnteredLimit, cells: Mapping[str, str]) -> None:
    status = cells.get("status", "") or (LimitStatus.PENDING if told.value is None else LimitStatus.PROJECTED)
    if status not in LimitStatus.values:
        raise LimitRefused(
            f"There is no status “{status[:20]}”. Leave it empty: what has a value waits to be verified."
        )
    if (status == LimitStatus.PENDING) != (told.value is None):
        raise LimitRefused("What is pending has no value, and everything else has one.")
    fault = fault_of(told)
    # What the product brought may cite a law without a day; as long as it is just that, it is equal and no fault.
    if fault and not (told.key in BY_KEY and _is_there(told)):
        raise LimitRefused(fault)
    for name in ("unit", "basis"):
        kept = getattr(BY_KEY[told.key], name)
        if cells.get(name, "") not in ("", kept):
            raise LimitRefused(f"The {name} of this limit is “{kept}”. Give its value in that.")


def _is_there(told: EnteredLimit) -> bool:
    there = FederalLimit.objects.exclude(status=LimitStatus.SUPERSEDED).filter(
        key=told.key,
        dimension=told.dimension,
        jurisdiction=told.jurisdiction,
        effective_from=told.effective_from,
    )
    return any(told.is_said_by(row) for row in there)


def _shown(said: object) -> str:
    if isinstance(said, Decimal):
        return f"{plain(said):,f}"
    return "" if said is None else str(said)


def _place(one: EnteredLimit | FederalLimit) -> tuple[object, ...]:
    return one.key, one.dimension, one.jurisdiction, one.effective_from


def _value(text: str, *, key: str) -> Decimal | None:
    plainly = text.strip()
    if not plainly:
        return None
    found = number_said(plainly)
    if found is None:
        raise LimitRefused(f"“{text[:20]}” is no number. Write it in digits, for example 4,500 or 9.96.")
    number, is_percent = found
    if is_percent and key in BY_KEY and BY_KEY[key].unit != LimitUnit.PERCENT:
        unit = BY_KEY[key].unit
        raise LimitRefused(f"“{text[:20]}” is a percentage, and the unit of this limit is “{unit}”. Leave the % out.")
    return number


def _day(name: str, text: str, *, is_needed: bool = False) -> date | None:
    if not text and not is_needed:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise LimitRefused(f"“{text[:20]}” is no day for {name}. Write it as 2027-01-01.") from error


def _text(name: str, text: str) -> str:
    if len(text) > _LONGEST[name]:
        raise LimitRefused(f"The {name} has more than {_LONGEST[name]} letters. Shorten it.")
    return text
