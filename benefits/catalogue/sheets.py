"""A plan's page and a year's rules, as HR holds them against the paper: in the order of the federal summary."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse

from benefits.catalogue.tables import PARTS_OF_PLANS, TABLES, Table
from benefits.catalogue.words import words_of
from benefits.models import Accumulator, Network, PayCalendar, Plan, PlanLine, PlanYear, Reviewed
from benefits.services import DRUG_SERVICES, EVENT_LABELS, MEDICAL_SERVICES
from tenants.clock import day_in_words

NETWORKS = ((Network.FIRST, "In network"), (Network.SECOND, "Second tier"), (Network.OUT, "Out of network"))
_RULES = tuple(
    TABLES[name]
    for name in (
        "class_rule",
        "surcharge",
        "account_rule",
        "life_rule",
        "disability_rule",
        "retirement_rule",
        "leave_rule",
        "life_event_rule",
        "price_assumption",
        "usage_profile",
    )
)


@dataclass(frozen=True)
class Cell:
    """A row of the catalogue, or the place of one that nobody has entered: then there is a way to add it."""

    head: str
    row: Reviewed | None = None
    table: str = ""
    add_url: str = ""

    @property
    def words(self) -> str:
        return words_of(self.row) if self.row else ""

    @property
    def paper(self) -> str:
        return paper_of(self.row) if self.row else ""


@dataclass(frozen=True)
class Line:
    label: str
    cells: tuple[Cell, ...]
    note: str = ""

    @property
    def is_missing(self) -> bool:
        return self.cells[0].row is None


@dataclass(frozen=True)
class Section:
    title: str
    lines: tuple[Line, ...]
    add_urls: tuple[tuple[str, str], ...] = ()  # what else may be added: words and address
    heads: tuple[str, ...] = ("What it says",)
    is_needed: bool = False  # without a line in it the plan is not whole

    @property
    def paper(self) -> str:
        """The one paper and page that all of it stands on; "" where there are several."""
        papers = {paper_of(row) for row in self.rows}
        return papers.pop() if len(papers) == 1 else ""

    @property
    def rows(self) -> list[Reviewed]:
        return [cell.row for line in self.lines for cell in line.cells if cell.row]


def paper_of(row: Reviewed) -> str:
    return f"{row.source_title}, p. {row.source_page}" if row.source_page else row.source_title


def plan_sections(plan: Plan) -> list[Section]:
    parts = {table.name: list(table.model.objects.filter(plan=plan)) for table in PARTS_OF_PLANS}
    if plan.line == PlanLine.MEDICAL:
        sections = [_limits(plan, parts), *_services(plan, parts)]
        return [*sections, *_left(sections, parts), _prices(plan, parts), _list(plan, "seed", parts)]
    if plan.line == PlanLine.DENTAL:
        return [_list(plan, "dental_terms", parts), _list(plan, "dental_cost", parts), _prices(plan, parts)]
    if plan.line == PlanLine.VISION:
        return [_list(plan, "vision_allowance", parts), _prices(plan, parts)]
    return [_prices(plan, parts)]


def rule_sections(year: PlanYear) -> list[Section]:
    return [_calendars(), *(_rules(year, table) for table in _RULES)]


def missing_of(sections: Sequence[Section]) -> list[str]:
    """Return what the plan lacks for anybody to be told what it covers and costs; of many rows the first."""
    rows = [line.label for section in sections for line in section.lines if line.is_missing]
    told = [*rows[:4], *([f"{len(rows) - 4} more"] if len(rows) > 4 else [])]
    told += [section.title for section in sections if section.is_needed and not section.lines]
    return [f"{words[:1].lower()}{words[1:]}" for words in told]


def unreviewed_of(sections: Iterable[Section]) -> list[Reviewed]:
    return [row for section in sections for row in section.rows if not row.is_reviewed]


# ---- the parts


def _limits(plan: Plan, parts: dict[str, list]) -> Section:
    rows = {(one.kind, one.network): one for one in _latest_first(parts["accumulator"])}
    networks = _networks(one.network for one in parts["accumulator"])
    lines = []
    for kind in Accumulator.Kind:
        cells = [
            _cell(plan, "accumulator", head, rows.get((kind, code)), kind=kind, network=code) for code, head in networks
        ]
        label = "Overall deductible" if kind == Accumulator.Kind.DEDUCTIBLE else kind.label
        lines.append(Line(label, tuple(cells)))
    return Section("Important questions", tuple(lines), heads=tuple(head for _, head in networks))


def _services(plan: Plan, parts: dict[str, list]) -> list[Section]:
    rows = {(one.service, one.network): one for one in _latest_first(parts["service_cost"])}
    drugs = {(one.service, one.days): one for one in _latest_first(parts["rx_tier"])}
    networks = _networks(one.network for one in parts["service_cost"])
    lines = defaultdict(list)
    for service in MEDICAL_SERVICES:
        if service.code in DRUG_SERVICES:
            order = DRUG_SERVICES.index(service.code) + 1
            named = {"service": service.code, "order": order, "label": service.name}
            cells = [
                _cell(plan, "rx_tier", "30 days, retail", drugs.get((service.code, 30)), days=30, **named),
                _cell(plan, "rx_tier", "90 days, mail", drugs.get((service.code, 90)), days=90, **named),
                _cell(
                    plan,
                    "service_cost",
                    "Out of network",
                    rows.get((service.code, Network.OUT)),
                    service=service.code,
                    network=Network.OUT,
                ),
            ]
        else:
            cells = [
                _cell(plan, "service_cost", head, rows.get((service.code, code)), service=service.code, network=code)
                for code, head in networks
            ]
            if cells[0].row is None and service.event == "other":
                continue  # no row of the federal summary: nothing lacks where a plan does not tell it
        note = next((cell.row.limits for cell in cells if cell.row and getattr(cell.row, "limits", "")), "")
        lines[service.event].append(Line(service.name, tuple(cells), note))
    heads = tuple(head for _, head in networks)
    sections = []
    for event, label in EVENT_LABELS.items():
        own = ("30 days, retail", "90 days, mail", "Out of network") if event == "drugs" else heads
        more = (("Add another service", _add_url(plan, "service_cost")),) if event == "other" else ()
        sections.append(Section(label, tuple(lines[event]), more, own))
    return sections


def _left(sections: Iterable[Section], parts: dict[str, list]) -> list[Section]:
    """What has no place of its own: rows that hold at another time of the year, and drug tiers of the plan's own."""
    shown = {row.pk for section in sections for row in section.rows}
    lines = [
        Line(f"{row}{_from(row)}", (Cell("What it says", row, name),))
        for name in ("accumulator", "service_cost", "rx_tier")
        for row in parts[name]
        if row.pk not in shown
    ]
    return [Section("Other rows", tuple(lines))] if lines else []


def _prices(plan: Plan, parts: dict[str, list]) -> Section:
    lines = [
        Line(
            f"{row.get_tier_display()}{f', {row.benefit_class}' if row.benefit_class_id else ''}{_from(row)}",
            (Cell("What comes off the pay", row, "rate"),),
            row.band,
        )
        for row in parts["rate"]
    ]
    more = (("Add a rate", _add_url(plan, "rate")),)
    is_needed = plan.line in (PlanLine.MEDICAL, PlanLine.DENTAL, PlanLine.VISION)
    return Section("What it costs each pay", tuple(lines), more, ("What comes off the pay",), is_needed)


def _list(plan: Plan, name: str, parts: dict[str, list]) -> Section:
    table = TABLES[name]
    titles = {"seed": "Employer money for the HSA or HRA", "dental_terms": "For the plan as a whole"}
    lines = [Line(f"{_label(row)}{_from(row)}", (Cell("What it says", row, name),)) for row in parts[name]]
    more = ((f"Add: {table.label.lower()}", _add_url(plan, name)),)
    is_needed = name != "seed" or plan.hsa_qualified
    return Section(titles.get(name, table.label), tuple(lines), more, is_needed=is_needed)


def _calendars() -> Section:
    """The pay calendars, which are of no plan year: classes are given one, and workbooks bring others."""
    rows = PayCalendar.objects.all()
    lines = [Line(f"{row} ({row.code}){_from(row)}", (Cell("What it says", row, "pay_calendar"),)) for row in rows]
    return Section("Pay calendars", tuple(lines))


def _rules(year: PlanYear, table: Table) -> Section:
    lines = []
    rows = table.model.objects.filter(plan_year=year)
    for row in rows:
        whom = f", {row.benefit_class}" if getattr(row, "benefit_class_id", None) else ""
        label = str(row) if table.name == "class_rule" else f"{row}{whom}"
        lines.append(Line(f"{label}{_from(row)}", (Cell("What it says", row, table.name),)))
    url = reverse("benefits:catalogue_add_rule", args=[year.pk, table.name])
    return Section(_TITLES[table.name], tuple(lines), ((f"Add: {table.label.lower()}", url),))


_TITLES = {
    "class_rule": "Who is covered from when to when",
    "surcharge": "Surcharges",
    "account_rule": "Spending accounts",
    "life_rule": "Life insurance",
    "disability_rule": "Disability",
    "retirement_rule": "Retirement plan",
    "leave_rule": "Leave",
    "life_event_rule": "Life events",
    "price_assumption": "What services are taken to cost",
    "usage_profile": "How much care a year has",
}


def _label(row: models.Model) -> str:
    if hasattr(row, "get_tier_display"):
        return row.get_tier_display()
    return "Deductible and maximums" if type(row).__name__ == "DentalTerms" else str(row)


def _from(row: Reviewed) -> str:
    return f", from {day_in_words(row.effective_from)}" if row.effective_from else ""


def _cell(plan: Plan, table: str, head: str, row: Reviewed | None, **key: object) -> Cell:
    return Cell(head, row, table, "" if row else f"{_add_url(plan, table)}?{urlencode(key)}")


def _add_url(plan: Plan, table: str) -> str:
    return reverse("benefits:catalogue_add", args=[plan.pk, table])


def _networks(used: Iterable[str]) -> list[tuple[str, str]]:
    there = set(used)
    return [(code, head) for code, head in NETWORKS if code != Network.SECOND or code in there]


def _latest_first(rows: Iterable[Reviewed]) -> list[Reviewed]:
    """So that of one cell the row that holds first is kept; those that come later have places of their own."""
    return sorted(rows, key=lambda row: row.effective_from or date.min, reverse=True)
