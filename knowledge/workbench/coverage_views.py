"""The coverage map: what employees may ask, and which page answers it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from benefits.audience import audience_words, class_labels
from knowledge.evaluation.coverage_map import EVERY_PLAN, Cell, Map, current_fingerprint, kept_map
from knowledge.evaluation.subjects import SUBJECTS, Subject
from knowledge.tasks import queue_coverage_map
from knowledge.workbench.kept_in_product import KeptPlace, kept_in_product
from knowledge.workbench.links import page_url
from tenants.access import hr_required
from tenants.clock import today

STATES = {"covered": "Covered", "weak": "Weak", "expired": "Expired", "missing": "Missing"}


@dataclass(frozen=True)
class ShownCell:
    column: str  # the plan; "" where there is one column alone
    state: str
    label: str
    place: str  # title and page
    place_url: str
    note: str
    upload_url: str  # where something is to be added


@dataclass(frozen=True)
class ShownRow:
    label: str
    question_url: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownGroup:
    title: str
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True)
class ShownYear:
    label: str
    counts: dict[str, int]  # state -> cells
    groups: tuple[ShownGroup, ...]


@dataclass(frozen=True)
class Choice:
    """One press that shows another part of the map."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


@hr_required
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    kept = kept_map()
    is_current = kept is not None and kept.fingerprint == current_fingerprint(today())
    if not is_current:
        queue_coverage_map()
    years = _years(Map.from_json(kept.content)) if kept else []
    year = _chosen(years, request.GET.get("year", ""))
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    context = {
        "year": _with_state(year, state) if year else None,
        "year_choices": _year_choices(years, year, state) if year else [],
        "state_choices": _state_choices(year, state) if year else [],
        "part_url": f"?{urlencode({'part': 'map', 'year': year.label if year else '', 'state': state})}",
        "drawn_at": kept.drawn_at if kept else None,
        "is_current": is_current,
    }
    is_part = request.GET.get("part") == "map"
    return render(request, "knowledge/_coverage.html" if is_part else "knowledge/coverage.html", context)


def _chosen(years: Sequence[ShownYear], wanted: str) -> ShownYear | None:
    """Return the year asked for, else the last: what is being prepared comes after what runs."""
    named = [year for year in years if year.label == wanted]
    return (named or list(years[-1:]) or [None])[0]


def _with_state(year: ShownYear, state: str) -> ShownYear:
    """Return the year with the rows alone in which some cell has the state; all of them without one."""
    if not state:
        return year
    groups = [
        replace(group, rows=tuple(row for row in group.rows if any(cell.state == state for cell in row.cells)))
        for group in year.groups
    ]
    return replace(year, groups=tuple(group for group in groups if group.rows))


def _year_choices(years: Sequence[ShownYear], chosen: ShownYear, state: str) -> list[Choice]:
    return [Choice(f"Plan year {year.label}", _url(year.label, state), year is chosen) for year in years]


def _state_choices(year: ShownYear, state: str) -> list[Choice]:
    every = Choice("All", _url(year.label, ""), not state, sum(year.counts.values()))
    return [
        every,
        *(Choice(word, _url(year.label, code), code == state, year.counts[code]) for code, word in STATES.items()),
    ]


def _url(year: str, state: str) -> str:
    return f"?{urlencode({'year': year, **({'state': state} if state else {})})}"


def _years(drawn: Map) -> list[ShownYear]:
    labels = class_labels()
    cells = {(cell.year, cell.subject, cell.plan): cell for cell in drawn.cells}
    kept = kept_in_product()
    return [_year(year, drawn.plans, cells, labels, kept.get(year, {})) for year in drawn.years]


def _year(
    year: str,
    plans: Sequence[str],
    cells: dict[tuple[str, str, str], Cell],
    labels: dict[str, str],
    kept: dict[str, KeptPlace],
) -> ShownYear:
    groups = tuple(
        _group(title, list(subjects), year, plans, cells, labels, kept)
        for title, subjects in groupby(SUBJECTS, key=lambda subject: subject.group)
    )
    return ShownYear(year, _counts([cell for group in groups for row in group.rows for cell in row.cells]), groups)


def _group(
    title: str,
    subjects: Sequence[Subject],
    year: str,
    plans: Sequence[str],
    cells: dict[tuple[str, str, str], Cell],
    labels: dict[str, str],
    kept: dict[str, KeptPlace],
) -> ShownGroup:
    by_plan = plans and all(subject.per_plan for subject in subjects)
    columns = tuple(plans) if by_plan else (EVERY_PLAN,)
    rows = []
    for subject in subjects:
        # A subject that came with a newer program is not in a map drawn before.
        found = [(column, cells.get((year, subject.code, column))) for column in columns]
        shown = tuple(_cell(subject, column, cell, labels, kept.get(subject.code)) for column, cell in found if cell)
        if shown:
            rows.append(ShownRow(subject.label, _search_url(subject), shown))
    return ShownGroup(title, columns if by_plan else (), tuple(rows))


def _cell(subject: Subject, column: str, cell: Cell, labels: dict[str, str], kept: KeptPlace | None) -> ShownCell:
    if kept and cell.state != "covered":
        return ShownCell(column, "covered", STATES["covered"], kept.name, kept.url, "", "")
    return ShownCell(
        column=column,
        state=cell.state,
        label=STATES[cell.state],
        place=f"{cell.title}, page\N{NO-BREAK SPACE}{cell.page}" if cell.document_id else "",
        place_url=page_url(cell.document_id, cell.version, cell.page) if cell.document_id else "",
        note=_note(cell, labels),
        upload_url="" if cell.state == "covered" else _upload_url(subject, cell),
    )


def _note(cell: Cell, labels: dict[str, str]) -> str:
    if cell.state == "expired":
        return f"Only for {cell.plan_year}" if cell.plan_year not in ("", cell.year) else "No longer in force"
    if cell.state == "weak":
        return "Mentioned, without a figure or by no authority"
    return "" if cell.meant_for.is_everyone else f"Only for {audience_words(cell.meant_for, labels)}"


def _upload_url(subject: Subject, cell: Cell) -> str:
    return f"{reverse('knowledge:upload')}?{urlencode({'kind': subject.kind, 'plan_year': cell.year})}"


def _search_url(subject: Subject) -> str:
    return f"{reverse('knowledge:search')}?{urlencode({'q': subject.question})}"


def _counts(cells: Sequence[ShownCell]) -> dict[str, int]:
    return {state: sum(cell.state == state for cell in cells) for state in STATES}
