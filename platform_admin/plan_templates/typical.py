"""The plans that most companies have, as rows without amounts: what a template made from scratch begins with."""

from collections.abc import Callable, Iterator, Sequence

from benefits.catalogue.tables import TABLES
from benefits.models import Network, PlanLine
from benefits.plan_templates.lines import ANY_YEAR, book_line
from benefits.services import DRUG_SERVICES, MEDICAL_SERVICE, SBC_SERVICES
from benefits.workbook.read import BookLine

Cells = tuple[str, dict[str, str]]  # a table, and cells by the names of their columns
_COPAY_UNITS = {"emergency": "visit", "transport": "trip", "urgent": "visit", "primary": "visit", "specialist": "visit"}
_FREE = "preventive"


def typical_lines(chosen: Sequence[str]) -> list[BookLine]:
    """Return the lines of these typical plans, in the order of the catalogue's tables."""
    told = [one for name, (_, cells_of) in TYPICAL.items() if name in chosen for one in cells_of()]
    places = list(TABLES)
    numbers = dict.fromkeys(TABLES, 1)
    lines = []
    for table, cells in sorted(told, key=lambda one: places.index(one[0])):
        numbers[table] += 1
        lines.append(book_line(TABLES[table], numbers[table], {"plan_year": ANY_YEAR} | cells))
    return lines


def _ppo() -> Iterator[Cells]:
    yield from _medical("PPO", kind="PPO", family_rule="embedded", copays=True)


def _hdhp() -> Iterator[Cells]:
    yield from _medical("HDHP", kind="HDHP", family_rule="aggregate", copays=False)
    yield _plan("HSA", PlanLine.HSA, "Health savings account")


def _medical(name: str, *, kind: str, family_rule: str, copays: bool) -> Iterator[Cells]:
    hsa = "no" if copays else "yes"
    yield _plan(name, PlanLine.MEDICAL, f"{kind} plan", kind=kind, hsa_qualified=hsa, minimum_essential="yes")
    for network in (Network.FIRST, Network.OUT):
        for limit in ("deductible", "oopm"):
            place = {"plan": name, "network": network.value, "kind": limit}
            yield "accumulator", place | {"family_rule": family_rule, "includes_drugs": "yes"}
    for service in SBC_SERVICES:
        if service.code in DRUG_SERVICES:
            continue
        yield "service_cost", {"plan": name, "network": Network.FIRST.value} | _in_network(service.code, copays)
        if service.code != _FREE:
            out = {"plan": name, "network": Network.OUT.value, "service": service.code, "deductible_applies": "yes"}
            yield "service_cost", out
    for order, code in enumerate(DRUG_SERVICES, start=1):
        label = MEDICAL_SERVICE[code].name.removesuffix(" drugs")
        for days in (30, 90):
            cells = {"plan": name, "order": str(order), "days": str(days), "label": label, "service": code}
            yield "rx_tier", cells | {"deductible_applies": "no" if copays else "yes"}


def _in_network(service: str, copays: bool) -> dict[str, str]:
    """The deductible comes first, but for care that is free, and for visits with a copay."""
    if service == _FREE:
        return {"service": service, "no_charge": "yes"}
    if copays and service in _COPAY_UNITS:
        return {"service": service, "copay_unit": _COPAY_UNITS[service], "deductible_applies": "no"}
    return {"service": service, "deductible_applies": "yes"}


def _dental() -> Iterator[Cells]:
    yield _plan("Dental", PlanLine.DENTAL, "Dental plan", kind="PPO")
    yield "dental_terms", {"plan": "Dental", "ortho_covered": "yes"}
    for dental_class in ("I", "II", "III", "ortho"):
        applies = "yes" if dental_class in ("II", "III") else "no"
        yield "dental_cost", {"plan": "Dental", "dental_class": dental_class, "deductible_applies": applies}


def _vision() -> Iterator[Cells]:
    yield _plan("Vision", PlanLine.VISION, "Vision plan")
    for item in ("exam", "frames", "lenses", "contacts"):
        yield "vision_allowance", {"plan": "Vision", "item": item, "every_months": "24" if item == "frames" else "12"}


def _life() -> Iterator[Cells]:
    yield _plan("Life", PlanLine.LIFE, "Life insurance")
    yield "life_rule", {}


def _disability() -> Iterator[Cells]:
    yield _plan("STD", PlanLine.STD, "Short-term disability")
    yield _plan("LTD", PlanLine.LTD, "Long-term disability")
    yield from (("disability_rule", {"kind": kind}) for kind in ("std", "ltd"))


def _retirement() -> Iterator[Cells]:
    yield _plan("401(k)", PlanLine.RETIREMENT, "401(k) plan")
    yield "retirement_rule", {}


def _accounts() -> Iterator[Cells]:
    yield _plan("Health care FSA", PlanLine.FSA, "Health care FSA")
    yield _plan("Dependent care FSA", PlanLine.DCFSA, "Dependent care FSA")
    yield from (("account_rule", {"line": line}) for line in ("fsa", "dcfsa"))


def _leave() -> Iterator[Cells]:
    yield from (("leave_rule", {"kind": kind}) for kind in ("time_off", "sick", "parental", "bereavement"))


def _coverage() -> Iterator[Cells]:
    """What holds of coverage itself; the days for a life event are the fewest that federal law allows."""
    yield "class_rule", {"life_event_days": "30", "age_out_age": "26"}
    for event in ("birth", "adoption"):
        yield "life_event_rule", {"event": event, "takes": "event"}
    for event in ("marriage", "divorce", "loss", "gain"):
        yield "life_event_rule", {"event": event, "takes": "first_after_request"}
    yield "life_event_rule", {"event": "medicaid", "days": "60", "takes": "first_after_request"}


def _plan(short_name: str, line: PlanLine, name: str, **cells: str) -> Cells:
    return "plan", {"short_name": short_name, "line": line.value, "name": name, **cells}


TYPICAL: dict[str, tuple[str, Callable[[], Iterator[Cells]]]] = {
    "ppo": ("PPO", _ppo),
    "hdhp": ("High-deductible plan with an HSA", _hdhp),
    "dental": ("Dental", _dental),
    "vision": ("Vision", _vision),
    "life": ("Life insurance", _life),
    "disability": ("Short- and long-term disability", _disability),
    "retirement": ("401(k)", _retirement),
    "accounts": ("Health care and dependent care FSA", _accounts),
    "leave": ("Paid time off and leave", _leave),
    "coverage": ("Waiting, age limits and life events", _coverage),
}
